"""From a layout to a report: the maker of each shape."""

from collections.abc import Callable, Mapping

from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.layouts import changes, cnil, forms
from ropa_desktop.exchange.layouts.extracts import extract
from ropa_desktop.exchange.layouts.shape import Layout
from ropa_desktop.exchange.layouts.tables import tabulate
from ropa_desktop.exchange.report import Report
from ropa_desktop.model.snapshot import Snapshot

Make = Callable[[Snapshot, Options, Layout], Report]

SHAPES: Mapping[str, Make] = {
    "table": tabulate,
    "form": forms.fill_in,
    "cnil": cnil.fill_in,
    "extract": extract,
    "changes": changes.report,
}
"""What makes the report of each shape."""


def make(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The record in a layout. Raises `BadInput` where another role is asked for, or there is nothing to report."""
    return SHAPES[layout.shape](snapshot, options, layout)
