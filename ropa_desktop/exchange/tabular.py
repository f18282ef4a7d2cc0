"""A layout as a table, for those who still ask here: `exchange.layouts` has it."""

from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.layouts.remarks import remarks
from ropa_desktop.exchange.layouts.shape import Layout
from ropa_desktop.exchange.layouts.tables import tabulate
from ropa_desktop.exchange.phrases import Phrases

__all__ = ["remark", "tabulate"]


def remark(layout: Layout, phrases: Phrases) -> str:
    """The first of the remarks."""
    return next(iter(remarks(layout, phrases, Options())), "")
