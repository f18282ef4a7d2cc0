"""A column's target while it is dragged from one column onto another."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

_KIND = "application/x-ropa-desktop-column"


def as_dragged(column: int) -> QMimeData:
    """What is dragged: the target of this column, from 0."""
    data = QMimeData()
    data.setData(_KIND, str(column).encode())
    return data


def dragged_column(data: QMimeData) -> int | None:
    """The column whose target is being dragged, None where it is something else."""
    return int(bytes(data.data(_KIND).data())) if data.hasFormat(_KIND) else None


KINDS = [_KIND]
"""What a list of columns takes when it is dropped on it."""
