"""What a kind's form still lacks: a widget for each field and relation, names, room; and each field can be edited."""

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.i18n import LANGUAGES, _, language, set_language
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.register import edit
from ropa_desktop.window.editor.desk import editable_fields
from ropa_desktop.window.editor.form import ARCHIVING, LABEL_WIDTH, FieldLabel
from ropa_desktop.window.editor.letter_tabs import LetterTabs
from ropa_desktop.window.editor.reference_box import ReferenceBox
from ropa_desktop.window.qt_translator import speak
from tests.window.editor.conftest import Pane

KINDS = [kind.key for kind in catalog.KINDS]


@pytest.mark.parametrize("key", KINDS)
def test_a_form_has_a_widget_for_every_field_and_relation_and_says_what_each_is(pane: Pane, key: str) -> None:
    pane.open(key)
    form = pane.editor.form
    assert form is not None
    lacking = [name for name in editable_fields(key) if name not in form.bindings]
    lacking += [relation.name for relation in catalog.kind(key).relations if relation.name not in form.tables]
    assert not lacking, f"forms/{key}.ui lacks {lacking}"
    mute = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in pane.editor.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QPlainTextEdit | QToolButton | QTableView | LetterTabs)
        if not _said(widget) and not pane.editor.messages.isAncestorOf(widget)
    ]
    assert not mute
    labels = {label.buddy().objectName(): label for label in form.widget.findChildren(QLabel) if label.buddy()}
    titled = set(labels) | {"name"}  # a name stands as the title of the form
    assert set(editable_fields(key)) <= titled
    assert all(label.text() for label in labels.values())


def _said(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


@pytest.mark.parametrize("code", ["en", "nb"])
def test_no_form_is_wider_than_the_pane(pane: Pane, code: str) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak(application, code)
    assert language() == code
    for key in KINDS:
        pane.open(key)
        _fits(pane)


def _fits(pane: Pane) -> None:
    assert pane.editor.form is not None
    scroll = pane.editor.form.scroll
    for width in (508, pane.editor.minimumWidth()):
        pane.editor.window().resize(width, 700)
        assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()


RESTS_ON_CLAUSES = ("transfer", "mechanism", "SCC_2021_M2")
CALLED_FOR: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("activity", "criminal_data_authority"): (("data_category", "nature", "criminal"),),
    ("organisation", "offers_or_monitors"): (("organisation", "country", "US"),),
    ("organisation", "representative_exempt"): (("organisation", "country", "US"),),
    ("transfer", "replaces_id"): (("recipient", "engagement_id", "engagement"),),
    ("transfer", "certification_checked_on"): (("transfer", "mechanism", "ADEQUACY"),),
    ("transfer", "assessment_reference"): (RESTS_ON_CLAUSES,),
    ("transfer", "assessment_date"): (RESTS_ON_CLAUSES,),
    ("transfer", "supplementary_measures"): (RESTS_ON_CLAUSES,),
    ("transfer", "safeguards"): (RESTS_ON_CLAUSES,),
    ("transfer", "derogation_assessment"): (("transfer", "mechanism", "D49_SUB2"),),
}
"""What must stand in a record before a field is asked of it."""


@pytest.mark.parametrize("key", KINDS)
def test_every_field_can_be_edited(pane: Pane, key: str) -> None:
    for name in editable_fields(key):
        _edit(pane, key, name)
        while pane.register.undo_label() != "Filled":  # the next field in the record as it was prepared
            pane.register.undo()


def _edit(pane: Pane, key: str, name: str) -> None:
    info = tables.fields(key)[name]
    record = "transfer:own" if (key, name) == ("transfer", "replaces_id") else key
    if (key, name) == ("activity", "categories_of_processing"):
        record = "activity:hosting"  # a controller's record does not show it
    for table, field, value in CALLED_FOR.get((key, name), ()):
        edit.set_value(pane.register, table.split(":")[0], pane.ids[table], field, pane.ids.get(value, value))
    if name in ARCHIVING:
        edit.archive(pane.register, key, pane.ids[key], None)
    pane.open(record)
    wanted: Any
    match info.form:
        case "line" | "text":
            typed = wanted = "Strandgata 4"
        case "date":
            typed, wanted = "16.7.2020", "2020-07-16"
        case "whole":
            typed, wanted = "12", 12
        case "code":
            wanted = list(vocabulary.vocabulary(info.vocabulary).terms)[-1]
            typed = vocabulary.label(info.vocabulary, wanted)
        case "link":
            box = pane.field(name)
            assert isinstance(box, ReferenceBox)
            candidate = box.candidates()[-1]
            typed, wanted = candidate.title, candidate.value
    pane.type(name, typed)
    if info.form in ("code", "link"):
        pane.qtbot.keyClick(pane.field(name).popup(), Qt.Key.Key_Escape)  # the list goes, what was typed stays
    pane.leave()
    assert pane.value(record, name) == wanted, pane.editor.messages.sentence


@pytest.mark.parametrize("key", ["purpose", "sub_processor", "activity", "organisation"])
def test_the_head_of_a_record_takes_no_more_room_than_its_words(pane: Pane, key: str) -> None:
    pane.open(key)
    pane.editor.window().resize(508, 900)
    pane.qtbot.waitUntil(lambda: pane.editor._stack.height() > 700)
    title = pane.editor._title
    assert title.isHidden() or title.height() < 70


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_is_wider_than_the_label_of_a_field(qtbot: QtBot, code: str) -> None:
    label = FieldLabel()
    qtbot.addWidget(label)
    set_language(code)
    for kind in catalog.KINDS:
        for info in tables.fields(kind.key).values():
            label.setText(_(info.title))
            for part in re.split(r"[\s\u00ad-]+", label.text()):
                assert label.fontMetrics().horizontalAdvance(part) <= LABEL_WIDTH, (code, kind.key, info.name)
