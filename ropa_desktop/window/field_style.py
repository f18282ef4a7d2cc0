"""The outline of a field, on Fusion alone: other styles draw their own."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

FIELD = (
    "{name} {{ border: 1px solid palette(dark); border-radius: 3px; padding: 0 5px; background: palette(base) }}"
    "{name}:focus {{ border: 2px solid palette(highlight); padding: 0 4px }}"
)


def outline(field: QWidget) -> None:
    """Give one field an outline that is seen on any ground, and 2 px of accent while it has the focus."""
    if QApplication.style().objectName().lower() == "fusion":
        field.setStyleSheet(FIELD.format(name=field.metaObject().className()))
