"""What argparse says by itself, in the person's language: it takes its messages from a `_` of its own."""

import argparse

from ropa_desktop import i18n
from ropa_desktop.i18n import N_

SAID = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
)
"""Messages that a person can meet, as argparse has them from Python 3.11 on; one that it words anew stays English."""


def speak_usage() -> None:
    """From now on argparse speaks the current language."""
    setattr(argparse, "_", i18n._)  # noqa: B010, a name that argparse imports for itself
