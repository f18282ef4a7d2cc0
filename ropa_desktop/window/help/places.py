"""Which page the place that has the focus calls for: a field, a cell, a finding, or what holds it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ropa_desktop.law.help import Page, page, page_of_field
from ropa_desktop.window.editor.child_grid import ChildGrid
from ropa_desktop.window.editor.child_table import ChildTable
from ropa_desktop.window.editor.form import Form
from ropa_desktop.window.editor.letter_tabs import LetterTabs
from ropa_desktop.window.grid.table import GridTable
from ropa_desktop.window.workspace import Workspace

OF_A_PROCESSOR = {
    "keeper_id": "letters/processor.a",
    "transfers": "letters/processor.c",
    "measures": "letters/processor.d",
    "role": "letters/processor",
}
"""What an activity's fields are to a processor's record, where they are something else to a controller's."""


def page_for(focused: QWidget | None, workspace: Workspace) -> Page | None:
    """The page for what has the focus, of the innermost thing that has one; else that of the open record's kind."""
    widget = focused
    while widget is not None and widget is not workspace:
        key = getattr(widget, "help_key", None)
        found = page(key()) if key is not None else _page_of(widget, workspace)
        if found is not None:
            return found
        widget = widget.parentWidget()
    if focused is not None and workspace.navigation.page is not None and not workspace.editor.isAncestorOf(focused):
        return page_of_field(workspace.navigation.page.kind)
    record = workspace.editor.record
    return page_of_field(record[0]) if record else None


def field_of(focused: QWidget | None, form: Form | None) -> str:
    """The field of the form that a widget edits; an empty text where it edits none."""
    binding = form.binding_of(focused) if form is not None else None
    return binding.info.name if binding is not None else ""


def _page_of(widget: QWidget, workspace: Workspace) -> Page | None:
    form = workspace.editor.form
    if isinstance(widget, ChildGrid):
        return _of_cell(widget)
    if isinstance(widget, GridTable):
        listed, index = workspace.navigation.page, widget.currentIndex()
        field = widget.grid_model.columns[index.column()].key if index.isValid() else ""
        return _of_field(listed.kind, field, listed.role) if listed is not None else None
    if form is None:
        return None
    role = _role(form)
    if isinstance(widget, LetterTabs):
        return page(f"letters/{role}.{widget.current}")
    if isinstance(widget, ChildTable):
        return _of_field(form.key, widget.objectName(), role)
    field = field_of(widget, form)
    return _of_field(form.key, field, role) if field else None


def _of_cell(grid: ChildGrid) -> Page | None:
    """The page of the current cell's field; None where no cell is current, for then the table is spoken of."""
    index = grid.currentIndex()
    if not index.isValid() or grid.child_model.source is None:
        return None
    return page_of_field(grid.child_model.source.key, grid.child_model.infos[index.column()].name)


def _of_field(kind: str, field: str, role: str | None) -> Page | None:
    if kind == "activity" and field == "letters":
        return page(f"letters/{role or 'controller'}")
    if kind == "activity" and field == "legal_basis":  # a column of the list; the field is its purposes'
        return page_of_field("purpose", field)
    if kind == "activity" and role == "processor" and field in OF_A_PROCESSOR:
        return page(OF_A_PROCESSOR[field])
    return page_of_field(kind, field)


def _role(form: Form) -> str:
    row = form.desk.snapshot.find(form.key, form.id) if form.id else None
    return str(getattr(row, "role", None) or "controller")
