"""Wherever an organisation can be chosen, one that does not exist yet is made there, in the same step."""

import pytest
from PySide6.QtCore import Qt

from ropa_desktop.model import catalog, tables
from ropa_desktop.register import edit
from ropa_desktop.window.editor.desk import editable_fields
from tests.window.editor.conftest import CONTROL, Pane

NAME = "Havblikk Drift AS"
FIELDS = [
    (kind.key, name)
    for kind in catalog.KINDS
    for name in editable_fields(kind.key)
    if tables.fields(kind.key)[name].target == "organisation"
]


CELLS = [
    ("activity", "recipients", "organisation_id"),
    ("activity", "joint_controllers", "organisation_id"),
    ("activity", "transfers", "importer_id"),
    ("activity:hosting", "controllers", "organisation_id"),
    ("engagement", "sub_processors", "organisation_id"),
    ("engagement", "transfers", "importer_id"),
    ("organisation:nordlys", "representative", "employer_id"),
]
"""The cells of child tables in which an organisation is chosen: record, relation, field."""


def test_no_cell_that_names_an_organisation_is_forgotten(pane: Pane) -> None:
    edit.set_value(pane.register, "organisation", pane.ids["organisation:nordlys"], "country", "US")
    found = set()
    for record in ("activity", "activity:hosting", "organisation:nordlys", "engagement", "system"):
        pane.open(record)
        assert pane.editor.form is not None
        for relation, (table, _relation) in pane.editor.form.tables.items():
            infos = table.grid.child_model.infos
            found |= {(relation, info.name) for info in infos if info.target == "organisation" and not table.isHidden()}
    assert found == {(relation, name) for _record, relation, name in CELLS}


@pytest.mark.parametrize(("key", "name"), FIELDS)
def test_a_field_makes_the_organisation_that_is_typed(pane: Pane, key: str, name: str) -> None:
    pane.open(key)
    before = pane.steps()
    pane.type(name, NAME)
    pane.press(Qt.Key.Key_Return, CONTROL)
    made = pane.record("organisation", pane.value(key, name))
    assert (made.name, made.kind, made.country) == (NAME, None, None), "nothing is known of it but its name"
    assert pane.steps() == before + 1
    pane.undo()
    assert not [row for row in pane.register.snapshot().rows("organisation") if row.name == NAME]


@pytest.mark.parametrize(("record", "relation", "name"), CELLS)
def test_a_cell_makes_the_organisation_that_is_typed(pane: Pane, record: str, relation: str, name: str) -> None:
    edit.set_value(pane.register, "organisation", pane.ids["organisation:nordlys"], "country", "US")
    pane.open(record)
    table = pane.table(relation)
    assert not table.isHidden()
    infos = [info.name for info in table.grid.child_model.infos]
    table.add_row()
    model, column = table.grid.child_model, infos.index(name)
    table.grid.edit_cell(model.index(len(model.rows), column))
    editor = table.grid.cells.open_editor
    assert editor is not None
    pane.qtbot.keyClicks(editor, NAME)
    pane.qtbot.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    (made,) = [row for row in pane.register.snapshot().rows("organisation") if row.name == NAME]
    assert getattr(model.rows[-1], name) == made.id


def test_the_list_offers_to_make_what_is_not_there_and_what_is_called_so_is_taken(pane: Pane) -> None:
    pane.open("engagement")
    field = pane.type("organisation_id", NAME)
    assert field._list.shown[-1].title == f"Create “{NAME}”"
    pane.qtbot.keyClick(field.popup(), Qt.Key.Key_Return)
    first = pane.value("engagement", "organisation_id")
    pane.open("organisation:nav")
    pane.type("parent_id", NAME.upper())
    pane.press(Qt.Key.Key_Return, CONTROL)
    assert pane.value("organisation:nav", "parent_id") == first


def test_what_a_new_organisation_lacks_is_reached_from_where_it_was_made(pane: Pane) -> None:
    pane.open("recipient")
    pane.type("organisation_id", NAME)
    pane.press(Qt.Key.Key_Return, CONTROL)
    pane.focus("organisation_id")
    pane.press(Qt.Key.Key_F4)
    assert pane.editor.record == ("organisation", pane.value("recipient", "organisation_id"))
    pane.editor.go_back()
    assert pane.editor.record == ("recipient", pane.ids["recipient"])


def test_a_new_keeper_is_offered_everywhere_else(pane: Pane) -> None:
    pane.open("activity")
    pane.type("keeper_id", NAME)
    pane.press(Qt.Key.Key_Return, CONTROL)
    made = pane.value("activity", "keeper_id")
    edit.set_value(pane.register, "retention_rule", pane.ids["retention_rule"], "keeper_id", None)
    pane.open("retention_rule")
    pane.type("keeper_id", NAME)
    pane.leave()
    assert pane.value("retention_rule", "keeper_id") == made
