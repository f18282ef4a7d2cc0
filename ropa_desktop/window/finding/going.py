"""To the very field in which something stands: its widget, or the cell of the child table that shows it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import STATEMENTS
from ropa_desktop.window.editor.child_table import ChildTable
from ropa_desktop.window.editor.form import Form


def go_to_place(form: Form, snapshot: Snapshot, table: str, id: str, field: str, *, focus: bool = True) -> bool:
    """The focus to a field of the record that a form shows, or of one of its rows; False where it shows no such field.

    Without `focus` the field is only brought into sight.

    What an answer or a response says is shown by the field that it speaks of; sources and other wordings have tables of
    their own.
    """
    row: Any = snapshot.find(table, id)
    if row is None:
        return False
    if table in ("answer", "response"):
        owner = snapshot.kind_of(row.record_id)
        return owner is not None and go_to_place(form, snapshot, owner, row.record_id, row.field, focus=focus)
    if id == form.id:
        return _to_own_field(form, field, focus)
    if table in STATEMENTS:
        shown = [{"source": form.sources, "wording": form.wordings}.get(table)]
    else:
        shown = [child for child, _relation in form.tables.values()]
    return any(child is not None and _to_cell(form, child, id, field, focus) for child in shown)


def _to_own_field(form: Form, field: str, focus: bool) -> bool:
    if field in form.bindings and form.bindings[field].widget.isVisibleTo(form.widget):
        _show(form, form.bindings[field].widget)
        if focus:
            form.go_to_field(field)
        return True
    if field in form.tables:
        child = form.tables[field][0]
        into: QWidget = child.grid if child.grid.isVisibleTo(child) else child.empty
        _show(form, child)
        if focus:
            into.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
    return False


def _to_cell(form: Form, child: ChildTable, id: str, field: str, focus: bool) -> bool:
    model = child.grid.child_model
    place = next((number for number, row in enumerate(model.rows) if row.id == id), -1)
    if place < 0:
        return False
    column = next((number for number, info in enumerate(model.infos) if info.name == field), 0)
    _show(form, child)
    if focus:
        child.grid.setFocus(Qt.FocusReason.OtherFocusReason)
    child.grid.setCurrentIndex(model.index(place, column))
    return True


def _show(form: Form, widget: QWidget) -> None:
    layout = form.scroll.widget().layout()
    if layout is not None:
        layout.activate()  # in a form that was not shown yet nothing has its place
    form.scroll.ensureWidgetVisible(widget, 0, 24)
