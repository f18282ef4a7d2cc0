"""From a layout to a report: the maker of each shape."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.layouts import changes, cnil, forms
from ropa_desktop.exchange.layouts.extracts import extract
from ropa_desktop.exchange.layouts.shape import Layout
from ropa_desktop.exchange.layouts.tables import tabulate
from ropa_desktop.exchange.report import Report
from ropa_desktop.i18n import _
from ropa_desktop.model.snapshot import Snapshot

Make = Callable[[Snapshot, Options, Layout], Report]

SHAPES: Mapping[str, Make] = {
    "table": tabulate,
    "form": forms.fill_in,
    "cnil": cnil.fill_in,
    "extract": extract,
    "changes": changes.report,
}
"""What makes the report of each shape, from options that ask for no other role than the layout's."""


def make(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The record in a layout. Raises `BadInput` where another role is asked for, or there is nothing to report."""
    if layout.role and options.role not in (None, layout.role):
        raise BadInput(_("The layout “{key}” is for the other role. Leave out --role.").format(key=layout.key))
    return SHAPES[layout.shape](snapshot, replace(options, role=layout.role or options.role), layout)
