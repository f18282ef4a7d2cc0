"""The rows of a list after a step: as if they were made anew, and the same rows still."""

import pytest

from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.editor.candidates import folded
from ropa_desktop.window.grid.page_rows import MANY, PageRows, RecordRow
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.table import RowsModel

ACTIVITIES = Page("controller", "As controller", kind="activity", role="controller")


def read(rows: PageRows, register: Register) -> list[RecordRow]:
    return [row for row in rows.read(register.snapshot(), None, False)[0] if isinstance(row, RecordRow)]


def everything(rows: list[RecordRow], width: int) -> list[object]:
    """All that a list, a filter and a search can ask of rows."""
    return [
        (row.id, row.cells, row.searchable, [(row.said(c, folded), row.values(c)) for c in range(width)])
        for row in rows
    ]


def as_if_new(register: Register) -> list[object]:
    anew = PageRows()
    anew.begin(ACTIVITIES)
    return everything(read(anew, register), anew.width)


@pytest.fixture
def ids(register: Register) -> list[str]:
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
    cloud = edit.add(register, "organisation", name="Nordlys AS")
    found = [edit.add(register, "activity", name=f"Activity {n}", keeper_id=keeper) for n in range(3)]
    edit.add(register, "recipient", activity_id=found[0], organisation_id=cloud)
    return [*found, cloud]


@pytest.mark.parametrize("lines", [1, MANY + 1], ids=["a step", "a step of many changes"])
def test_rows_after_a_step_are_as_if_made_anew(register: Register, ids: list[str], lines: int) -> None:
    rows = PageRows()
    rows.begin(ACTIVITIES)
    everything(read(rows, register), rows.width)
    with register.step("Changed"):
        edit.set_value(register, "activity", ids[0], "name", "Renamed")
        edit.add_all(register, "purpose", [{"activity_id": ids[1], "description": str(n)} for n in range(lines)])
        edit.add(register, "activity", name="New")
        edit.delete(register, "activity", ids[2])
    after = read(rows, register)
    assert len(after) == 3
    assert everything(after, rows.width) == as_if_new(register)
    register.undo()
    assert everything(read(rows, register), rows.width) == as_if_new(register)


def test_rows_follow_a_record_of_another_kind_that_they_name(register: Register, ids: list[str]) -> None:
    rows = PageRows()
    rows.begin(ACTIVITIES)
    before = read(rows, register)
    everything(before, rows.width)
    model = RowsModel(fold=folded)
    model.set_rows(before)
    model.set_filter("nordlys")
    assert len(model.rows) == 1
    edit.set_value(register, "organisation", ids[3], "name", "Sørlys AS")
    after = read(rows, register)
    assert all(now is row for now, row in zip(after, before, strict=True)), "looked at anew, not made anew"
    model.set_rows(after)
    assert model.rows == []
    model.set_filter("sorlys")
    assert len(model.rows) == 1
    assert everything(after, rows.width) == as_if_new(register)


def test_what_a_small_step_did_not_touch_keeps_its_cells(register: Register, ids: list[str]) -> None:
    rows = PageRows()
    rows.begin(ACTIVITIES)
    before = read(rows, register)
    cells = [row.cells for row in before]
    edit.set_value(register, "activity", ids[0], "name", "Renamed")
    after = read(rows, register)
    assert [now is row for now, row in zip(after, before, strict=True)] == [False, True, True]
    assert all(now is was for now, was in zip(after[1].cells, cells[1], strict=True))
