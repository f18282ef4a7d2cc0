"""The list is typed into as a spreadsheet is: with keys, in the real window."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.window.cells import CELL, Remark
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@dataclass
class Sheet:
    """The list with the focus in it, and what a person does there."""

    window: MainWindow
    workspace: Workspace
    qtbot: QtBot

    @property
    def table(self) -> Any:
        return self.workspace.list.table

    def stand(self, name: str, column: str) -> None:
        """Make one cell current: that of a column, in the row of a name (or of the row at the bottom)."""
        model = self.workspace.list.rows
        keys = [shown.key for shown in model.columns]
        named = next(number for number, shown in enumerate(model.columns) if shown.name)
        rows = [model.index(row, named).data() for row in range(len(model.rows))]
        row = rows.index(name) if name else len(rows)
        self.table.setCurrentIndex(model.index(row, keys.index(column)))
        self.table.setFocus()

    def target(self) -> QWidget:
        """Who gets the next key. Once a list has closed, the screen that is none gives nobody the focus back."""
        focused = QApplication.activePopupWidget() or QApplication.focusWidget()
        return focused or self.table.cells.open_editor or self.table

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.target(), key, modifiers)

    def type(self, text: str, *then: Qt.Key) -> None:
        for character in text:
            self.qtbot.keyClick(self.target(), character)
        for key in then:
            self.press(key)

    def here(self) -> tuple[int, str]:
        index = self.table.currentIndex()
        return index.row(), self.workspace.list.rows.columns[index.column()].key

    def shown(self, column: str) -> list[str]:
        """A column of the list as it stands."""
        self.settle()
        model = self.workspace.list.rows
        number = [shown.key for shown in model.columns].index(column)
        return [model.index(row, number).data() for row in range(len(model.rows))]

    def records(self, field: str, kind: str = "activity") -> list[Any]:
        return [getattr(row, field) for row in self.workspace.register.snapshot().rows(kind)]

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workspace._soon.isActive())

    def undo(self) -> None:
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            self.table.setFocus()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.press(Key.Key_Z, CONTROL)
        self.settle()


@pytest.fixture
def sheet(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> Sheet:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Sheet(window, workspace, qtbot)


def steps(sheet: Sheet) -> int:
    return len(sheet.workspace.register.history())


# -- one cell ---------------------------------------------------------------------------------------------


def test_typing_overwrites_enter_goes_down_and_tab_to_the_right(sheet: Sheet) -> None:
    sheet.stand("Payroll", "department")
    sheet.type("Finance", Key.Key_Return)
    assert sheet.here() == (1, "department")
    sheet.type("Marketing", Key.Key_Tab)
    assert sheet.here() == (1, "legal_basis")
    sheet.press(Key.Key_Backtab, SHIFT)
    assert sheet.here() == (1, "department")
    sheet.press(Key.Key_Return, SHIFT)
    assert sheet.here() == (0, "department")
    assert sheet.records("department")[:2] == ["Finance", "Marketing"]
    assert sheet.shown("department")[:3] == ["Finance", "Marketing", "HR"]
    assert sheet.workspace.register.undo_label() == "Department changed in Newsletter"
    assert QApplication.focusWidget() is sheet.table


def test_f2_edits_what_stands_there_and_escape_leaves_it_as_it_was(sheet: Sheet) -> None:
    sheet.stand("Payroll", "name")
    sheet.press(Key.Key_F2)
    sheet.type(" and pensions", Key.Key_Return)
    assert sheet.shown("name")[0] == "Payroll and pensions"
    before = steps(sheet)
    sheet.stand("Newsletter", "name")
    sheet.type("Oops", Key.Key_Escape)
    assert sheet.shown("name")[1] == "Newsletter"
    assert steps(sheet) == before
    assert QApplication.focusWidget() is sheet.table


def test_undo_takes_back_one_cell_and_goes_there(sheet: Sheet) -> None:
    sheet.stand("Payroll", "department")
    sheet.type("Finance", Key.Key_Return)
    sheet.stand("Recruitment", "name")
    sheet.undo()
    assert sheet.records("department")[0] == "HR"
    assert sheet.here() == (0, "department")
    sheet.press(Key.Key_Y, CONTROL)
    assert sheet.records("department")[0] == "Finance"


def test_undo_while_typing_takes_back_the_typing_alone(sheet: Sheet) -> None:
    sheet.stand("Payroll", "department")
    sheet.type("F")
    sheet.press(Key.Key_Z, CONTROL)
    assert sheet.table.cells.open_editor.text() == "HR"
    assert sheet.records("department")[0] == "HR"


def test_delete_clears_to_unknown(sheet: Sheet) -> None:
    sheet.stand("Payroll", "name")
    sheet.press(Key.Key_Delete)
    assert sheet.records("name")[0] is None
    assert sheet.shown("name")[0] == "unknown"


def test_a_choice_is_made_by_keyboard(sheet: Sheet) -> None:
    sheet.workspace.navigation.choose("organisation")
    sheet.stand("Havnes AS", "kind")
    sheet.press(Key.Key_Down, ALT)
    sheet.press(Key.Key_Down)
    sheet.press(Key.Key_Return)
    assert sheet.records("kind", "organisation")[1] == "legal_entity"
    assert sheet.here() == (2, "kind")
    sheet.type("public a")
    sheet.press(Key.Key_Return)
    assert sheet.records("kind", "organisation")[2] == "public_authority"


def test_a_new_row_begins_at_the_bottom_and_typing_goes_on_below(sheet: Sheet) -> None:
    sheet.stand("Payroll", "department")
    sheet.press(Key.Key_Return, CONTROL)
    assert sheet.here() == (4, "name")
    sheet.type("Access control", Key.Key_Tab)
    assert sheet.here() == (4, "department")
    sheet.type("Office", Key.Key_Return)
    assert sheet.here() == (5, "department")
    sheet.type("IT", Key.Key_Return)
    assert sheet.shown("department")[4:] == ["Office", "IT"]
    assert sheet.shown("name")[4:] == ["Access control", "unknown"]
    added = sheet.workspace.register.snapshot().rows("activity")[-1]
    assert (added.role, added.reference) == ("controller", "PA-007")


def test_what_is_typed_stays_when_the_focus_goes_elsewhere(sheet: Sheet) -> None:
    sheet.stand("Payroll", "department")
    sheet.type("Finance")
    sheet.workspace.list.search.setFocus()
    assert sheet.records("department")[0] == "Finance"
    sheet.stand("Payroll", "department")
    sheet.type("Board")
    register = sheet.workspace.register
    sheet.window.perform("close_register")
    with type(register).open(register.path) as again:
        assert again.snapshot().rows("activity")[0].department == "Board"


def test_a_register_that_is_only_read_is_not_typed_into(window: MainWindow, register_path: Any, qtbot: QtBot) -> None:
    from ropa_desktop.register.register import Register

    with Register.open(register_path):
        assert window.open_register(str(register_path))
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        sheet = Sheet(window, window.workspace, qtbot)
        sheet.stand("Payroll", "department")
        sheet.type("F")
        assert sheet.table.cells.open_editor is None
        sheet.press(Key.Key_Delete)
        sheet.press(Key.Key_V, CONTROL)
        assert sheet.records("department")[0] == "HR"
        assert sheet.table.model().rowCount() == 4
        window.perform("close_register")


# -- several values in a cell -----------------------------------------------------------------------------


def recipients(sheet: Sheet, activity: str) -> list[str]:
    snapshot = sheet.workspace.register.snapshot()
    (id,) = [row.id for row in snapshot.rows("activity") if row.name == activity]
    rows = snapshot.matching("recipient", "activity_id", id)
    return [snapshot.find("organisation", row.organisation_id).name for row in rows]  # type: ignore[union-attr]


def test_recipients_are_added_and_removed_as_chips(sheet: Sheet) -> None:
    sheet.stand("Payroll", "recipients")
    sheet.type("hav", Key.Key_Return)
    assert sheet.table.cells.open_editor is not None, "more may be added"
    sheet.press(Key.Key_Return)
    assert recipients(sheet, "Payroll") == ["Nordlys Lønn AS", "Havnes AS"]
    assert sheet.shown("recipients")[0] == "Nordlys Lønn AS, Havnes AS"
    assert sheet.workspace.register.undo_label() == "Recipients changed in Payroll"
    sheet.stand("Payroll", "recipients")
    sheet.press(Key.Key_F2)
    sheet.press(Key.Key_Left)
    sheet.press(Key.Key_Left)
    sheet.press(Key.Key_Delete)
    sheet.press(Key.Key_Return)
    assert recipients(sheet, "Payroll") == ["Havnes AS"]
    sheet.undo()
    assert recipients(sheet, "Payroll") == ["Nordlys Lønn AS", "Havnes AS"]
    # One that is there already is not refused.
    sheet.stand("Payroll", "recipients")
    sheet.type("havnes as")
    sheet.press(Key.Key_Tab)
    assert recipients(sheet, "Payroll") == ["Nordlys Lønn AS", "Havnes AS"]
    assert "is not in the list" not in sheet.workspace.messages.sentence


def test_a_recipient_that_does_not_exist_yet_is_created_there(sheet: Sheet) -> None:
    sheet.stand("Newsletter", "recipients")
    sheet.type("Brevdue Post")
    sheet.press(Key.Key_Return, CONTROL)
    sheet.press(Key.Key_Return)
    assert recipients(sheet, "Newsletter") == ["Brevdue Post"]
    sheet.undo()
    assert "Brevdue Post" not in sheet.records("name", "organisation"), "it came and goes with the step"


def test_legal_bases_stand_with_purposes_each_in_its_own_row(sheet: Sheet) -> None:
    sheet.stand("Payroll", "legal_basis")
    sheet.type("6(1)(c)", Key.Key_Return, Key.Key_Return)
    rows = sheet.workspace.register.snapshot().rows("purpose")
    assert sorted((row.description, row.legal_basis) for row in rows) == [
        ("Pay salaries", "6(1)(b)"),
        ("Pay salaries", "6(1)(c)"),
    ]
    sheet.stand("Payroll", "legal_basis")
    sheet.press(Key.Key_Delete)
    rows = sheet.workspace.register.snapshot().rows("purpose")
    assert [(row.description, row.legal_basis) for row in rows] == [("Pay salaries", None)]


def test_a_cell_that_the_list_does_not_edit_opens_the_record(sheet: Sheet) -> None:
    sheet.stand("Payroll", "letters")
    sheet.press(Key.Key_F2)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert sheet.workspace.editor.isAncestorOf(focused)


# -- rectangles -------------------------------------------------------------------------------------------


def select(sheet: Sheet, name: str, column: str, down: int, right: int) -> None:
    sheet.stand(name, column)
    for _row in range(down):
        sheet.press(Key.Key_Down, SHIFT)
    for _column in range(right):
        sheet.press(Key.Key_Right, SHIFT)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_a_rectangle_is_copied_as_excel_writes_it(sheet: Sheet) -> None:
    activity = sheet.workspace.register.snapshot().rows("activity")[0]
    edit.set_value(sheet.workspace.register, "activity", activity.id, "department", 'HR\tand "pay"\noffice')
    sheet.settle()
    select(sheet, "Payroll", "name", 1, 3)
    sheet.press(Key.Key_C, CONTROL)
    assert clipboard() == ('Payroll\tHR and "pay" office\t6(1)(b)\tNordlys Lønn AS\nNewsletter\tSales\t\t')


def test_what_excel_puts_on_the_clipboard_is_pasted_over_cells(sheet: Sheet) -> None:
    QGuiApplication.clipboard().setText('Wages\tFinance\t"6(1)(c); 6(1)(b)"\nLetters\t\t6(1)(a)\r\n')
    sheet.stand("Payroll", "name")
    before = steps(sheet)
    sheet.press(Key.Key_V, CONTROL)
    assert sheet.shown("name")[:2] == ["Wages", "Letters"]
    assert sheet.records("department")[:2] == ["Finance", None]
    assert sheet.shown("legal_basis")[0] == "6(1)(b), 6(1)(c)"
    assert sheet.shown("legal_basis")[1] == "6(1)(a)"
    assert steps(sheet) == before + 1
    assert sheet.workspace.messages.sentence == "6 cells pasted."
    sheet.undo()
    assert sheet.shown("name")[:2] == ["Payroll", "Newsletter"]


def test_more_rows_than_there_are_begin_records_and_what_cannot_be_read_is_marked(sheet: Sheet) -> None:
    edit.add(sheet.workspace.register, "impact_assessment", name="Cameras")
    sheet.settle()
    sheet.workspace.navigation.choose("impact_assessment")
    QGuiApplication.clipboard().setText(
        "Doors\tgjennomført\t31.2.2025\nKeys\t\t1 March 2025\nGates\tbanana\t02/03/2025"
    )
    sheet.stand("", "name")
    before = steps(sheet)
    sheet.press(Key.Key_V, CONTROL)
    assert steps(sheet) == before + 1
    assert sheet.shown("name") == ["Cameras", "Doors", "Keys", "Gates"]
    assert sheet.records("completed_on", "impact_assessment") == [None, None, "2025-03-01", "2025-03-02"]
    said = sheet.workspace.messages.sentence
    assert said.startswith("3 impact assessments pasted. ")
    assert said.endswith("could not be read and are marked.")
    sheet.workspace.messages._buttons[0].click()
    assert isinstance(sheet.table.currentIndex().data(CELL), Remark)
    sheet.workspace.messages._buttons[1].click()
    assert sheet.records("name", "impact_assessment") == ["Cameras"]


def test_what_was_copied_here_reads_back_the_same(sheet: Sheet) -> None:
    snapshot = sheet.workspace.register.snapshot()
    newsletter = next(row for row in snapshot.rows("activity") if row.name == "Newsletter")
    edit.set_answer(sheet.workspace.register, "activity", newsletter.id, "recipients", "none")
    sheet.settle()
    before = [sheet.shown(column) for column in ("name", "department", "legal_basis", "recipients")]
    select(sheet, "Payroll", "name", 3, 3)
    sheet.press(Key.Key_C, CONTROL)
    sheet.press(Key.Key_V, CONTROL)
    assert [sheet.shown(column) for column in ("name", "department", "legal_basis", "recipients")] == before


def test_fill_down_writes_the_first_row_into_those_below(sheet: Sheet) -> None:
    select(sheet, "Payroll", "department", 2, 2)
    sheet.press(Key.Key_D, CONTROL)
    assert sheet.shown("department")[:3] == ["HR", "HR", "HR"]
    assert sheet.shown("legal_basis")[:3] == ["6(1)(b)"] * 3
    assert sheet.shown("recipients")[:3] == ["Nordlys Lønn AS"] * 3
    sheet.undo()
    assert sheet.shown("department")[:3] == ["HR", "Sales", "HR"]


def test_fill_down_leaves_alone_what_is_not_selected(sheet: Sheet) -> None:
    departments = sheet.shown("department")
    sheet.stand("Payroll", "department")
    last = sheet.table.model().index(2, sheet.table.currentIndex().column())
    sheet.qtbot.mouseClick(
        sheet.table.viewport(), Qt.MouseButton.LeftButton, CONTROL, sheet.table.visualRect(last).center()
    )
    sheet.press(Key.Key_D, CONTROL)
    assert sheet.shown("department")[:3] == [departments[0], departments[1], departments[0]]


def test_fill_down_in_one_cell_takes_what_stands_above(sheet: Sheet) -> None:
    sheet.stand("Newsletter", "department")
    sheet.press(Key.Key_D, CONTROL)
    assert sheet.records("department")[1] == "HR"


def test_type_once_and_ctrl_enter_writes_the_whole_selection(sheet: Sheet) -> None:
    select(sheet, "Payroll", "department", 2, 0)
    sheet.type("People")
    sheet.press(Key.Key_Return, CONTROL)
    assert sheet.records("department")[:4] == ["People", "People", "People", None]
    assert sheet.workspace.register.undo_label() == "Department changed in 3 records"
    sheet.undo()
    assert sheet.records("department")[:3] == ["HR", "Sales", "HR"]


def test_a_choice_is_written_into_the_whole_selection_while_its_list_is_open(sheet: Sheet) -> None:
    sheet.workspace.list._arranging._take_columns(["name", "stage", "assessment_id"])
    sheet.stand("Payroll", "stage")
    before = steps(sheet)
    sheet.press(Key.Key_Down, SHIFT)
    sheet.type("plan")
    assert QApplication.activePopupWidget() is not None
    sheet.press(Key.Key_Return, CONTROL)
    assert sheet.records("stage")[:2] == ["planned", "planned"]
    assert steps(sheet) == before + 1
    sheet.stand("Payroll", "assessment_id")
    sheet.press(Key.Key_Down, SHIFT)
    sheet.type("Cameras")
    sheet.press(Key.Key_Return, CONTROL)
    (made,) = sheet.records("id", "impact_assessment")
    assert sheet.records("assessment_id")[:2] == [made, made]
    assert steps(sheet) == before + 2


def test_delete_and_cut_clear_a_rectangle_as_one_step(sheet: Sheet) -> None:
    select(sheet, "Payroll", "department", 1, 2)
    sheet.press(Key.Key_Delete)
    assert sheet.records("department")[:2] == [None, None]
    assert recipients(sheet, "Payroll") == []
    sheet.undo()
    assert recipients(sheet, "Payroll") == ["Nordlys Lønn AS"]
    select(sheet, "Payroll", "department", 1, 0)
    sheet.press(Key.Key_X, CONTROL)
    assert clipboard() == "HR\nSales"
    assert sheet.records("department")[:2] == [None, None]


def test_one_cell_pasted_fills_the_selection(sheet: Sheet) -> None:
    QGuiApplication.clipboard().setText("Everyone")
    select(sheet, "Payroll", "department", 2, 0)
    sheet.press(Key.Key_V, CONTROL)
    assert sheet.records("department")[:3] == ["Everyone"] * 3


def test_a_step_elsewhere_leaves_the_typing_in_a_cell_alone(sheet: Sheet) -> None:
    sheet.stand("Payroll", "department")
    sheet.type("Fin")
    edit.add(sheet.workspace.register, "system", name="Archive")
    sheet.settle()
    sheet.type("ance", Key.Key_Return)
    assert sheet.records("department")[0] == "Finance"


@pytest.mark.qt_log_ignore("Keyboard event not accepted|This plugin does not support")  # the window takes no input then
def test_a_large_paste_is_made_beside_the_window_and_undone_there(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropa_desktop.window.grid.doing.MANY", 3)
    monkeypatch.setattr("ropa_desktop.window.taking_back.MANY", 3)
    before = sheet.workspace.register.snapshot()
    QGuiApplication.clipboard().setText("Wages\tFinance\nLetters\tSales\nHiring\tPeople\nLog\tHarbour\nNew\tPort")
    sheet.stand("Payroll", "name")
    sheet.press(Key.Key_V, CONTROL)
    assert not sheet.window.isEnabled(), "until it is done"
    sheet.qtbot.waitUntil(sheet.window.isEnabled)
    assert sheet.shown("name") == ["Wages", "Letters", "Hiring", "Log", "New"]
    assert sheet.table.rectangle() == QRect(1, 0, 2, 5)
    assert sheet.workspace.messages.sentence == "1 processing activity pasted."
    sheet.undo()
    sheet.qtbot.waitUntil(lambda: sheet.workspace.register.snapshot().same_as(before))


def test_what_finds_no_column_or_row_is_left_out_and_told(sheet: Sheet) -> None:
    sheet.stand("Payroll", "recipients")
    QGuiApplication.clipboard().setText("NAV\tletters\tbeyond")
    sheet.press(Key.Key_V, CONTROL)
    said = "1 cell pasted. 2 cells are left out: the list has no place for them."
    assert sheet.workspace.messages.sentence == said
    before = steps(sheet)
    sheet.stand("Payroll", "letters")
    sheet.press(Key.Key_V, CONTROL)
    assert sheet.workspace.messages.sentence == "3 cells are left out: the list has no place for them."
    assert steps(sheet) == before


def test_undo_of_many_rows_stays_where_one_stands_among_them(sheet: Sheet) -> None:
    sheet.stand("Payroll", "department")
    QGuiApplication.clipboard().setText("Sales\nSales")
    sheet.press(Key.Key_V, CONTROL)
    assert sheet.shown("department")[:2] == ["Sales", "Sales"]
    sheet.undo()
    assert sheet.here() == (0, "department")


def test_a_single_row_that_is_pasted_is_named_in_the_singular(sheet: Sheet) -> None:
    sheet.stand("", "name")
    QGuiApplication.clipboard().setText("Cameras\tIT")
    sheet.press(Key.Key_V, CONTROL)
    assert sheet.shown("name")[-1] == "Cameras"
    assert sheet.workspace.register.undo_label() == "Processing activity pasted"
