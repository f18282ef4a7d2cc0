"""The target of a column, or of a form's label, while it is dragged onto another."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

_KIND = "application/x-ropa-desktop-column"


def as_dragged(key: str) -> QMimeData:
    """What is dragged: the target of the column or label with this key (`words.key_of`)."""
    data = QMimeData()
    data.setData(_KIND, key.encode())
    return data


def dragged_column(data: QMimeData) -> str | None:
    """The key of the column whose target is being dragged, None where it is something else."""
    return bytes(data.data(_KIND).data()).decode() if data.hasFormat(_KIND) else None


KINDS = [_KIND]
"""What a list of columns takes when it is dropped on it."""
