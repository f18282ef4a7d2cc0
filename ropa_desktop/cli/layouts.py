"""The layouts that a record can be handed over in: which there are, and a copy of one to make an own one of."""

import argparse
import sys
from pathlib import Path

from ropa_desktop.cli.tables import Column, print_json, print_table
from ropa_desktop.exchange.layouts import Layout
from ropa_desktop.exchange.layouts import layouts as known
from ropa_desktop.exchange.layouts.reading import broken, own_folder
from ropa_desktop.exchange.layouts.writing import copy_layout
from ropa_desktop.i18n import N_, _, language

_EVIDENCE = {
    "verified_file": N_("read in the template"),
    "described_by_source": N_("described by a source"),
    "public_source_code": N_("in a public tool"),
    "general_knowledge": N_("unverified"),
    "own": N_("own"),
}


def layouts(options: argparse.Namespace) -> None:
    """List them, with how well each one's headings are verified; or copy one."""
    if options.copy:
        key, target = options.copy
        copy_layout(key, Path(target))
        print(_("{path} is written. Lay it into {folder} to have it listed.").format(path=target, folder=own_folder()))
        return
    found = known().values()
    for sentence in broken():
        print(sentence, file=sys.stderr)
    if options.json:
        print_json([_as_json(one) for one in found])
        return
    roles = {"controller": _("controller"), "processor": _("processor"), "": _("both")}
    rows = [
        [
            one.key,
            one.title(language()),
            roles[one.role],
            one.language or "–",
            _(_EVIDENCE[one.source.evidence]),
            " ".join(ending.removeprefix(".") for ending in one.formats),
        ]
        for one in found
    ]
    titles = (_("Layout"), _("Title"), _("Role"), _("Language"), _("Evidence"), _("Formats"))
    print_table([Column(title) for title in titles], rows)


def _as_json(one: Layout) -> dict[str, object]:
    return {
        "key": one.key,
        "title": one.title(language()),
        "role": one.role,
        "language": one.language,
        "evidence": one.source.evidence,
        "source": one.source.name,
        "address": one.source.address,
        "formats": one.formats,
        "leaves_out": [{"letter": letter, "fact": _(title)} for letter, title in one.leaves_out],
        "own": one.own,
    }
