"""A form drawn in Designer and the record it shows: a widget named like a field edits that field.

Labels are empty in Designer; a label that is the buddy of a field takes its text, help and name from the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QScrollArea, QToolTip, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model import catalog, tables
from ropa_desktop.window.editor.applies import GROUPS, holds_something
from ropa_desktop.window.editor.beside import RECORD, beside
from ropa_desktop.window.editor.binder import text_of, way_of
from ropa_desktop.window.editor.binding import Binding
from ropa_desktop.window.editor.child_table import ChildTable
from ropa_desktop.window.editor.choice_box import ChoiceBox
from ropa_desktop.window.editor.desk import Desk, editable_fields
from ropa_desktop.window.editor.letter_tabs import LetterTabs
from ropa_desktop.window.editor.reference_box import ReferenceBox
from ropa_desktop.window.editor.said import Said, SaidLines
from ropa_desktop.window.editor.section_head import SectionHead
from ropa_desktop.window.editor.simple_fields import (
    IdentifierBox,
    LineBox,
    OptionalDate,
    TextBox,
    TitleBox,
    WholeNumber,
)
from ropa_desktop.window.editor.table_rows import SourceRows, WordingRows
from ropa_desktop.window.forms import load_form
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.plain import plain_tip

LABEL_WIDTH = 142
ABOVE_A_GROUP = 8  # beside the space that is between all fields
DIVIDED = {"Personvernkonsekvensvurdering": "Personvern\u00adkonsekvens\u00advurdering"}
"""Words that are wider than a label, with soft hyphens where they may be divided."""
ARCHIVING = ("archived_on", "archived_because")  # fields that only an archived record shows


class FieldLabel(RoleLabel):
    """The label of a field; all labels of all forms are of one width and wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("muted", 0, False, parent)
        self.setWordWrap(True)
        self.setFixedWidth(LABEL_WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(0, 6, 0, 0)

    def setText(self, text: str) -> None:
        for word, divided in DIVIDED.items():
            text = text.replace(word, divided)
        super().setText(text)


class Heading(RoleLabel):
    """The heading of a group of fields; its text is drawn in Designer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("text", 0, True, parent)
        self.setWordWrap(True)
        self.setContentsMargins(0, ABOVE_A_GROUP, 0, 0)


class Aside(RoleLabel):
    """A remark that the program makes in a form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("muted", -1, False, parent)
        self.setWordWrap(True)


PROMOTED: tuple[type[QWidget], ...] = (
    LineBox,
    TitleBox,
    TextBox,
    OptionalDate,
    WholeNumber,
    ChoiceBox,
    ReferenceBox,
    ChildTable,
    SectionHead,
    LetterTabs,
    FieldLabel,
    Heading,
    Aside,
    SaidLines,
    IdentifierBox,
)


class Form:
    """The form of one kind, showing one record at a time."""

    def __init__(self, desk: Desk, key: str) -> None:
        self.desk, self.key, self.id = desk, key, ""
        self.widget: QWidget = load_form(key, None, PROMOTED)
        self.scroll = self.part(QScrollArea, "scroll")
        known = tables.fields(key)
        self.bindings = {
            name: Binding(desk, widget, known[name])
            for name in editable_fields(key)
            if (widget := self.widget.findChild(QWidget, name)) is not None and way_of(widget) is not None
        }
        self.tables = {
            relation.name: (table, relation)
            for relation in catalog.kind(key).relations
            if (table := self.widget.findChild(ChildTable, relation.name)) is not None
        }
        self.sources, self.wordings = ChildTable(), ChildTable()
        layout = self.part(QVBoxLayout, "sections")
        for name, table in (("said_sources", self.sources), ("said_wordings", self.wordings)):
            table.setObjectName(name)
            layout.insertWidget(layout.count() - 1, table)
        layout.setStretch(layout.count() - 1, 1)  # room that is left stays below, not between the fields
        for binding in self.bindings.values():
            binding.source_wanted.connect(self.add_source)
            binding.wording_wanted.connect(self.add_wording)
            binding.help_wanted.connect(self.explain)
        for table, _relation in self.tables.values():
            table.source_wanted.connect(self.add_source)
        self.said = {
            name: lines
            for name in (*self.bindings, *self.tables)
            if (lines := self.widget.findChild(SaidLines, f"{name}_said")) is not None
        }
        self.record_said: SaidLines | None = self.widget.findChild(SaidLines, "record_said")
        self._layouts = self.widget.findChildren(QFormLayout)
        self._revealed: set[str] = set()  # fields that nothing asks for, but somebody went to
        self._unread: dict[tuple[str, str], str] = {}
        self.retranslate()

    def part(self, kind: type[Any], name: str) -> Any:
        """A named part of the form; a form without it is a defect."""
        found = self.widget.findChild(kind, name)
        assert found is not None, f"forms/{self.key}.ui has no {kind.__name__} named {name}"
        return found

    def show(self, id: str) -> bool:
        """Show a record of the kind; False where there is none with this id."""
        row = self.desk.snapshot.find(self.key, id)
        if row is None:
            return False
        other = id != self.id
        if other:
            self._keep_unread()
            self._revealed.clear()
        self.id = id
        for name, binding in self.bindings.items():
            binding.show(self.key, row, self._unread.pop((id, name), None) if other else None)
        for table, relation in self.tables.values():
            table.show_relation(self.desk, self.key, id, relation)
        self.sources.show_statements(self.desk, self.key, id, SourceRows(self.desk, self.key, id))
        self.wordings.show_statements(self.desk, self.key, id, WordingRows(self.desk, self.key, id))
        for name in ARCHIVING:
            if name in self.bindings:
                self._set_visible(self.bindings[name].widget, row.archived_on is not None)
        self._show_what_is_asked(row, QApplication.focusWidget() if not other else None)
        self._say_beside(row)
        self.arrange(row)
        if other:
            self.scroll.verticalScrollBar().setValue(0)
        return True

    def arrange(self, row: Any) -> None:
        """What a form with behaviour of its own does when a record is shown."""

    def commit(self) -> None:
        """Write what is still being typed."""
        for binding in self.bindings.values():
            binding.commit(leaving=True)
        for table in self._child_tables():
            table.commit()

    def go_to_field(self, name: str) -> None:
        """The focus into a field, which is scrolled into sight, and shown even where nothing asks for it."""
        widget = self.bindings[name].widget
        self._revealed.add(name)
        row = self.desk.snapshot.find(self.key, self.id)
        if row is not None:
            self._show_what_is_asked(row)
        self.scroll.ensureWidgetVisible(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def binding_of(self, widget: QWidget | None) -> Binding | None:
        """The binding of a widget, or None."""
        return next((binding for binding in self.bindings.values() if binding.widget is widget), None)

    def rows_comfortable(self, wide: bool) -> None:
        """Higher rows in child tables, or the usual ones."""
        for table in self._child_tables():
            table.grid.rows_comfortable(wide)

    def explain(self, name: str) -> None:
        """The help of a field: what stands behind what is said beside it, else its title, help and article."""
        if not self.unfold(name):
            widget = self.bindings[name].widget
            place = widget.mapToGlobal(widget.rect().bottomLeft())
            QToolTip.showText(place, plain_tip(self.bindings[name].help), widget)

    def unfold(self, name: str) -> bool:
        """Show what stands behind what is said beside a field; False where nothing does."""
        lines = self.said[name].lines if name in self.said else []
        behind = next((line for line in lines if line.said is not None and line.said.behind), None)
        if behind is None:
            return False
        behind.unfold()
        self.said[name].fit()
        layout = self.scroll.widget().layout()
        if layout is not None:
            layout.activate()  # the lines have their place only then
        self.scroll.ensureWidgetVisible(behind)
        self.scroll.ensureWidgetVisible(self.bindings[name].widget)
        return True

    def add_source(self, field: str) -> None:
        """Begin a source that speaks of a field or relation."""
        self._say_more(self.sources, field)

    def add_wording(self, field: str) -> None:
        """Begin another wording of a field."""
        self._say_more(self.wordings, field)

    def retranslate(self) -> None:
        """Every text in the current language, values among them."""
        known = tables.fields(self.key)
        for label in self.widget.findChildren(QLabel):
            buddy = label.buddy()
            info = known.get(buddy.objectName()) if buddy is not None else None
            if info is not None:
                label.setText(_(info.title))
                label.setToolTip(_(info.help) if info.help else "")
        for binding in self.bindings.values():
            binding.retranslate()
        for table, _relation in self.tables.values():
            table.describe()
        self.sources.title_is(_("Sources"))
        self.wordings.title_is(_("In other languages"))
        row = self.desk.snapshot.find(self.key, self.id) if self.id else None
        if row is not None:
            for binding in self.bindings.values():
                binding.show_again()
            self._say_beside(row)
            self.arrange(row)

    def sayings(self, name: str, row: Any) -> Sequence[Said]:
        """What is said beside a field or table."""
        return beside(self.desk, self.key, name, row)

    def _say_beside(self, row: Any) -> None:
        """What is said beside fields and tables; of a field that is hidden, nothing."""
        for name, lines in self.said.items():
            binding = self.bindings.get(name)
            widget = binding.widget if binding is not None else self.tables[name][0]
            said = () if widget.isHidden() else self.sayings(name, row)
            lines.say(said)
            lines.follow(widget)
            self._set_visible(lines, bool(said))
            if binding is not None:
                binding.tell("\n".join(one.whole() for one in said if len(one.behind) < 2))
        if self.record_said is not None:
            self.record_said.say(beside(self.desk, self.key, RECORD, row))

    def _show_what_is_asked(self, row: Any, focused: QWidget | None = None) -> None:
        """Hide the fields and tables that nothing in the record asks for, unless something stands in them, or a
        person is in one."""
        snapshot, headings = self.desk.snapshot, dict[str, bool]()
        for group in GROUPS.get(self.key, ()):
            asked = group.asked(snapshot, row)
            for name in group.names:
                widget = self.bindings[name].widget if name in self.bindings else self.tables[name][0]
                shown = asked or name in self._revealed or holds_something(snapshot, self.key, row, name)
                shown = shown or widget is focused or (focused is not None and widget.isAncestorOf(focused))
                self._set_visible(widget, shown)
                if group.heading:
                    headings[group.heading] = headings.get(group.heading, False) or shown
        for heading, shown in headings.items():
            self.part(Heading, heading).setVisible(shown)

    def _set_visible(self, widget: QWidget, shown: bool) -> None:
        """Show or hide a widget, and its label where it has one."""
        layout = next((one for one in self._layouts if one.indexOf(widget) >= 0), None)
        if layout is not None:
            layout.setRowVisible(widget, shown)
        else:
            widget.setVisible(shown)

    def _child_tables(self) -> list[ChildTable]:
        return [*(table for table, _relation in self.tables.values()), self.sources, self.wordings]

    def _say_more(self, table: ChildTable, field: str) -> None:
        rows = table.rows
        if isinstance(rows, SourceRows | WordingRows):
            rows.speak_of(field)
            table.add_row()
            first = next((n for n, info in enumerate(rows.infos()) if info.name in ("document", "text")), 0)
            grid = table.grid
            grid.edit_cell(grid.child_model.index(len(grid.child_model.rows), first))
            self.scroll.ensureWidgetVisible(table)

    def _keep_unread(self) -> None:
        """What could not be read is there again when the person comes back to the record."""
        for name, binding in self.bindings.items():
            if binding.unreadable and self.id:
                self._unread[self.id, name] = text_of(binding.widget)
