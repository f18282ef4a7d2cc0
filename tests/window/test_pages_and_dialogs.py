"""Every page and every dialog of an open register, as they really come: each control has a name that a screen reader
says, and each text its contrast, in light and dark."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.templates import save_template
from ropa_desktop.window.actions import MENUS
from ropa_desktop.window.colours import adopt_palette, contrast
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.navigation import HISTORY, OVERVIEW, TODO, pages
from ropa_desktop.window.workspace import Workspace
from tests.window.test_accessibility import nameless

TEXTS = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView)
LEAST = 4.5
"""WCAG 2.2, 1.4.3."""

ASKING = (
    *("begin_from_library", "save_template", "review", "how_complete", "merge_record", "replace_everywhere"),
    *("law_data", "ruling_day", "small_organisation", "ask_department", "export", "new_register"),
    *("new_from_template", "about"),
)
"""The commands that open a dialog of ours."""


def faint(root: QWidget) -> list[str]:
    """The texts under `root` that stand out too little from what they are written on."""
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, TEXTS) and widget.isVisibleTo(root) and widget.isEnabled():
            ratio = _contrast(widget, widget.foregroundRole(), widget.backgroundRole())
            if isinstance(widget, QLineEdit) and widget.placeholderText():
                placeholder = QPalette.ColorRole.PlaceholderText
                ratio = min(ratio, _contrast(widget, placeholder, widget.backgroundRole()))
            if ratio < LEAST:
                found.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()} {ratio:.2f}")
    return found


def _contrast(widget: QWidget, text: QPalette.ColorRole, ground: QPalette.ColorRole) -> float:
    palette = widget.palette()
    behind = palette.color(QPalette.ColorGroup.Active, ground)
    if behind.alpha() < 255:  # what stands on the pane like a title
        behind = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)
    return contrast(_rgb(palette.color(QPalette.ColorGroup.Active, text)), _rgb(behind))


def _rgb(colour: QColor) -> int:
    return colour.rgb() & 0xFFFFFF


def amiss(root: QWidget, *, modes: tuple[bool, ...] = (True, False)) -> list[str]:
    """What has no name, and what is faint in dark (True) or light."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    found = nameless(root)
    for dark in modes:
        adopt_palette(application, dark=dark)
        application.sendPostedEvents()
        found += faint(root)
    return found


def test_a_faint_text_is_seen(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    pale = QLabel("pale", root)
    palette = pale.palette()
    palette.setColor(pale.foregroundRole(), QColor(0xB0B0B0))
    pale.setPalette(palette)
    QLabel("dark", root)
    assert len(faint(root)) == 1


def test_every_page_can_be_read_and_heard(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    keys = [page.key for page in pages()]
    assert {OVERVIEW, TODO, HISTORY, "controller", "processor"} <= set(keys)
    found = {}
    for key in keys:
        workspace.pages.choose(key)
        if key == TODO:
            qtbot.waitUntil(lambda: workspace.todo.page.count_shown > 0)
        if key == OVERVIEW:
            qtbot.waitUntil(
                lambda: workspace.middle.overview is not None and workspace.middle.overview.found is not None
            )
        found[key] = amiss(window, modes=(True, False) if key in ("controller", OVERVIEW, TODO) else (False,))
    workspace.pages.choose("organisation")
    for command in ("search_everything", "where_used", "record_history", "help_field"):
        window.perform(command)
        found[command] = amiss(window, modes=(False,))
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


def test_every_dialog_can_be_read_and_heard(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, list[str]] = {}
    commands = {command.key for _key, _title, commands in MENUS for command in commands}

    def look(dialog: QDialog) -> int:
        dialog.show()
        found[type(dialog).__name__] = amiss(dialog)
        dialog.close()
        return int(QDialog.DialogCode.Rejected)

    def seen(ask: Callable[[], object]) -> None:
        before = len(found)
        ask()
        qtbot.waitUntil(lambda: len(found) > before or bool(_opened()))
        for dialog in _opened():
            look(dialog)
        window.activateWindow()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    monkeypatch.setattr(QDialog, "exec", look)
    monkeypatch.setattr(QMessageBox, "about", lambda parent, *said: look(_about(parent, *said)))
    save_template(workspace.snapshot, workspace.list.current_id(), "Payroll")
    for command in ASKING:
        assert command in commands
        seen(partial(window.perform, command))
    workspace.pages.choose(TODO)
    page = workspace.todo.page
    qtbot.waitUntil(lambda: page.count_shown > 0)
    key = next(key for key, one in page.shown_findings.items() if one.finding.severity == "question")
    page.list.make_current(page.list.rows.row_of(key))
    for button in (page.detail.postpone, page.detail.answer, page.detail.assign):
        seen(button.click)
    assert len(found) == len(ASKING) + 3
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


def _about(parent: QWidget, title: str, text: str) -> QMessageBox:
    """The box that Qt makes for what a program says of itself."""
    return QMessageBox(QMessageBox.Icon.Information, title, text, QMessageBox.StandardButton.Ok, parent)


def _opened() -> list[QDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
