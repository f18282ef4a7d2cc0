"""The shapes that authorities give a record, as data in `resources/layouts`, and what a cell of them can say."""

from ropa_desktop.exchange.layouts.reading import layout, layouts
from ropa_desktop.exchange.layouts.shape import Layout, LayoutColumn, Origin

__all__ = ["Layout", "LayoutColumn", "Origin", "layout", "layouts"]
