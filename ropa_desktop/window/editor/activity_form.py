"""The form of an activity: in the order of Article 30(1)(a)–(g) or 30(2)(a)–(d), each letter with its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.completeness import LETTER_TITLES, complete, letter_states
from ropa_desktop.law.parties import contacts
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.window.editor import remarks
from ropa_desktop.window.editor.applies import called_for
from ropa_desktop.window.editor.beside import asked_because
from ropa_desktop.window.editor.child_table import ChildTable
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.form import Aside, Form
from ropa_desktop.window.editor.legal_texts import LEGAL_TEXTS
from ropa_desktop.window.editor.letter_tabs import LetterTabs
from ropa_desktop.window.editor.said import QUESTION, Said
from ropa_desktop.window.editor.section_head import SectionHead
from ropa_desktop.window.rows import record_label

# The sections of a record in the law's order, with their letters; those without belong below "Besides Article 30".
SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "controller": (
        ("a", "keeper"),
        ("b", "purposes"),
        ("cf", "data"),
        ("d", "recipients"),
        ("e", "transfers"),
        ("g", "measures"),
        ("", "processing"),
        ("", "besides"),
    ),
    "processor": (
        ("a", "keeper"),
        ("b", "processing"),
        ("c", "transfers"),
        ("d", "measures"),
        ("", "besides"),
        ("", "data"),
        ("", "recipients"),
        ("", "purposes"),
    ),
}
TAB_WORDS = {
    "controller": (
        # TRANSLATORS: what stands before | is not shown; the word under a tab has room for some 11 letters
        N_("tab|Controller"),
        N_("tab|Purposes"),
        N_("tab|Data"),
        N_("tab|Recipients"),
        N_("tab|Transfers"),
        N_("tab|Time limits"),
        N_("tab|Measures"),
    ),
    "processor": (N_("tab|Controllers"), N_("tab|Processing"), N_("tab|Transfers"), N_("tab|Measures")),
}
# The table whose head is the head of its section.
TABLE_OF = {
    "purposes": "purposes",
    "data": "data_lines",
    "recipients": "recipients",
    "transfers": "transfers",
    "measures": "measures",
}
OF_ONE_ROLE = {
    "controller": ("purposes", "joint_controllers"),
    "processor": ("controllers",),
}


class ActivityForm(Form):
    """Sections by letter, tabs that go to them, and what the record reads from others."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__(desk, key)
        self.tabs: LetterTabs = self.part(LetterTabs, "letters")
        self._role = ""
        self.tabs.chosen.connect(self.go_to)
        self.scroll.verticalScrollBar().valueChanged.connect(self._mark_section)
        for number in range(1, 8):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self.widget)
            keys.activated.connect(lambda number=number: self._go_to_number(number))

    def arrange(self, row: Any) -> None:
        self._role = row.role if row.role in SECTIONS else "controller"
        snapshot = self.desk.snapshot
        states = letter_states(snapshot, row.id)
        self._put_in_order()
        self._show_what_applies(snapshot, row.id)
        legal = {letter: _(text) for letter, text in LEGAL_TEXTS[self._role].items()}
        self.tabs.cite(legal)
        titles = tuple(_(word).rpartition("|")[2] for word in TAB_WORDS[self._role])
        name = _("Article 30(1)") if self._role == "controller" else _("Article 30(2)")
        self.tabs.show_states(tuple(states.items()), titles, name)
        for letters, section in SECTIONS[self._role]:
            here = tuple((letter, states[letter]) for letter in letters)
            self._head(section).show_states(here, _together([state for _letter, state in here]))
            self._head(section).cite("\n".join(legal[letter] for letter in letters))
        self._say_keeper(snapshot, row)
        self.part(SectionHead, "head_processing").say(_("Categories of processing"))
        self.part(SectionHead, "head_besides").say(_("Besides Article 30"))
        self._remark("controllers_contacts", remarks.controllers_contacts(snapshot, row.id))
        self._remark("transfers_in_full", remarks.transfers_in_full(snapshot, row.id))

    def sayings(self, name: str, row: Any) -> Sequence[Said]:
        if name != "special_conditions":
            return super().sayings(name, row)
        snapshot = self.desk.snapshot
        found = called_for(snapshot, row, "9")
        if not found:
            return ()
        answered = {one.category for one in snapshot.matching("special_condition", "activity_id", row.id)}
        said = [Said(asked_because([str(category.name) for _nature, category in found]))]
        if snapshot.answer(row.id, name) is not None:
            return said
        writable = not self.desk.register.read_only
        for nature in dict.fromkeys(nature for nature, _category in found if nature not in answered):
            names = [str(category.name) for other, category in found if other == nature]
            sentence = _("{name} is of a special category ({nature}): which condition of Art. 9(2) applies?").format(
                name=", ".join(dict.fromkeys(names)), nature=label("data_nature", nature).lower()
            )
            act = (_("Answer"), lambda nature=nature: self._answer_condition(nature))
            said.append(Said(sentence, QUESTION, acts=(act,) if writable else ()))
        return said

    def _answer_condition(self, nature: str) -> None:
        """A row for a special category, its condition being chosen."""
        register, table = self.desk.register, self.tables["special_conditions"][0]
        if self.desk.attempt(lambda: edit.add(register, "special_condition", activity_id=self.id, category=nature)):
            grid = table.grid
            column = next(n for n, info in enumerate(grid.child_model.infos) if info.name == "condition")
            grid.setFocus(Qt.FocusReason.OtherFocusReason)
            grid.edit_cell(grid.child_model.index(grid.child_model.rowCount() - 1, column))

    def go_to(self, letter: str) -> None:
        """Scroll to the section of a letter."""
        section = self._section_of(letter)
        if section is not None:
            self.scroll.verticalScrollBar().setValue(max(section.y() - 4, 0))
            self.tabs.make_current(letter)

    def _go_to_number(self, number: int) -> None:
        letters = [letter for letter, _state in self.tabs.states]
        if number <= len(letters):
            self.go_to(letters[number - 1])
            section = self._section_of(letters[number - 1])
            first = _first_field(section) if section is not None else None
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.tabs.make_current(letters[number - 1])

    def _put_in_order(self) -> None:
        layout = self.part(QVBoxLayout, "sections")
        wanted = [self._section(name) for _letters, name in SECTIONS[self._role]]
        present = [layout.itemAt(place).widget() for place in range(len(wanted))]
        if present == wanted:
            return
        for section in wanted:
            layout.removeWidget(section)
        for place, section in enumerate(wanted):
            layout.insertWidget(place, section)
        # The Tab key goes through the sections in the order they are seen.
        before: QWidget = self.tabs
        for section in wanted:
            for field in section.findChildren(QWidget):
                if field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, field)
                    before = field

    def _show_what_applies(self, snapshot: Snapshot, id: str) -> None:
        """Bases and Art. 9 conditions belong to controllers' records; rows that stand there all the same are shown."""
        for role, names in OF_ONE_ROLE.items():
            for name in names:
                table, _relation = self.tables[name]
                table.setVisible(role == self._role or bool(self._rows(name)))
        processing = self.bindings["categories_of_processing"].widget
        row = snapshot.find("activity", id)
        shown = self._role == "processor" or getattr(row, "categories_of_processing", None) is not None
        self._section("processing").setVisible(shown or processing.hasFocus())
        self._section("purposes").setVisible(self._role == "controller" or bool(self._rows("purposes")))

    def _say_keeper(self, snapshot: Snapshot, row: Any) -> None:
        head = self.part(SectionHead, "head_keeper")
        title = LETTER_TITLES[self._role][0]
        named = [
            role for role in ("representative", "dpo") if row.keeper_id and contacts(snapshot, row.keeper_id, role)
        ]
        said = [remarks.contact_words(snapshot, row.keeper_id, role) for role in named]
        keeper = record_label(snapshot, "organisation", row.keeper_id)
        head.say(_(title), " · ".join(part for part in (keeper, *said) if part))

    def _remark(self, name: str, said: str) -> None:
        aside: Aside = self.part(Aside, name)
        aside.setText(said)
        aside.setVisible(bool(said))

    def _mark_section(self, top: int) -> None:
        seen = ""
        for letters, name in SECTIONS[self._role or "controller"]:
            section = self._section(name)
            if letters and section.isVisible() and section.y() <= top + 40:
                seen = letters[0]
        if seen and not (seen == "c" and self.tabs.current == "f"):
            self.tabs.make_current(seen)

    def _rows(self, name: str) -> list[Any]:
        return self.tables[name][0].grid.child_model.rows

    def _section(self, name: str) -> QWidget:
        section: QWidget = self.part(QWidget, f"section_{name}")
        return section

    def _section_of(self, letter: str) -> QWidget | None:
        return next((self._section(n) for letters, n in SECTIONS[self._role] if letter in letters), None)

    def _head(self, section: str) -> SectionHead:
        if section in TABLE_OF:
            return self.tables[TABLE_OF[section]][0].head
        head: SectionHead = self.part(SectionHead, f"head_{section}")
        return head


def _together(states: list[str]) -> str:
    if len(set(states)) <= 1:
        return states[0] if states else ""
    return "documented" if complete(states) else "partly"


def _first_field(section: QWidget) -> QWidget | None:
    tables = section.findChildren(ChildTable)
    fields = [
        widget
        for widget in section.findChildren(QWidget)
        if widget.focusPolicy() == Qt.FocusPolicy.StrongFocus and widget.isVisibleTo(section)
    ]
    if not fields and tables:
        return tables[0].head.add
    return next(iter(fields), None)
