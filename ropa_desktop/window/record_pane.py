"""Where the record editor stands; until it is there, a pane that names the record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ropa_desktop.register.register import Register
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.rows import record_label
from ropa_desktop.window.settings import Settings

__all__ = ["RecordEditor"]

try:
    from ropa_desktop.window.editor import RecordEditor
except ImportError:

    class RecordEditor(QWidget):  # type: ignore[no-redef]
        """Shows which record is open."""

        record_opened = Signal(str, str)

        def __init__(self, register: Register, settings: Settings) -> None:
            super().__init__()
            self._register = register
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._title = RoleLabel(step=7, strong=True)
            column = QVBoxLayout(self)
            column.addWidget(self._title)
            column.addStretch(1)

        def open_record(self, kind_key: str, record_id: str | None) -> None:
            """Show a record, or nothing."""
            self._title.setText(record_label(self._register.snapshot(), kind_key, record_id))
            if record_id:
                self.record_opened.emit(kind_key, record_id)

        def commit(self) -> None:
            """Write what is still being typed."""
