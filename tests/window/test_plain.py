"""What a stranger wrote is shown as it stands: markup in it is no markup, and the pictures that it names stay away."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.plain import plain_tip, quoted
from ropa_desktop.window.workspace import Workspace
from tests.window.intake.conftest import (
    Opener,
    open_file,  # noqa: F401
)

MARKUP = '<img src="//server/share/x.png"><b>Payroll</b>'
TIP = Qt.ItemDataRole.ToolTipRole


def test_a_tooltip_shows_markup_as_it_stands(qtbot: QtBot) -> None:
    assert plain_tip("Tom & Jerry") == "Tom & Jerry"
    label = QLabel(plain_tip(f"{MARKUP}\nsecond line"))
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.AutoText
    assert "<img" not in plain_tip(MARKUP)
    assert "&lt;b&gt;Payroll" in plain_tip(MARKUP)


def test_a_message_that_names_a_file_is_text(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say(f"“{MARKUP}.csv” is empty.")
    assert bar._sentence.textFormat() == Qt.TextFormat.PlainText
    assert bar.sentence == f"“{MARKUP}.csv” is empty."


def test_no_label_or_tooltip_of_the_conversation_takes_markup_for_it(
    window: MainWindow,
    workspace: Workspace,
    open_file: Opener,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = tmp_path / "<b>old<b>.csv"
    path.write_text(f"Processing activity;Purpose;Data subjects\n{MARKUP.replace(';', '')};Pay;Staff\n", "utf-8")
    shown = open_file(path)
    shown.session.look_at(cell=(1, 0))
    rich = [one.text() for one in shown.findChildren(QLabel) if one.textFormat() != Qt.TextFormat.PlainText]
    assert not [text for text in rich if "<" in text]
    for model in (shown.sheet.view.cells, shown.changes.view.lines, shown.mapping.values.rows):
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                tip = model.index(row, column).data(TIP) or ""
                assert not tip.startswith("<img"), tip
    assert not [one.toolTip() for one in shown.findChildren(QLabel) if one.toolTip().startswith(("<img", "<b"))]


def test_a_step_that_quotes_a_name_is_itself_quoted_in_other_marks() -> None:
    assert quoted("“Payroll” suggested from the library") == "‘Payroll’ suggested from the library"
    assert quoted("«Lønn» foreslått fra biblioteket") == "‘Lønn’ foreslått fra biblioteket"
