"""The one record editor: hand-drawn forms, a binder, and the widgets the forms are made of."""

from ropa_desktop.window.editor.record_editor import RecordEditor

__all__ = ["RecordEditor"]
