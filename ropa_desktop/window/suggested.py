"""How a list and a child table mark what nobody has confirmed yet."""

from __future__ import annotations

from typing import Any

from ropa_desktop.law.confirmed import suggested
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Suggested, Unknown, words


def marked(snapshot: Snapshot, row: Any, cell: Cell, *, brief: bool = False) -> Cell:
    """The cell that names a record, marked where the record is a suggestion; any other as it is."""
    if row.id not in suggested(snapshot):
        return cell
    return Suggested("" if isinstance(cell, Unknown) else words(cell), brief)
