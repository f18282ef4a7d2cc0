"""Suggestions: brought in as one step, unknown until confirmed, confirmed line by line, refused, undone."""

from typing import Any

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.law.completeness import letter_states
from ropa_desktop.law.confirmed import confirmed, suggested
from ropa_desktop.law.library import items
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit, journal
from ropa_desktop.register.register import Register
from ropa_desktop.register.suggestions import add_from_library, confirm, refuse, within
from tests.registers import small


@pytest.fixture
def keeper(register: Register) -> str:
    return edit.add(
        register, "organisation", name="Fjordby AS", record_kept="yes", country="NO", address="Kaia 1",
        email="post@fjordby.example",
    )  # fmt: skip


@pytest.fixture
def payroll(register: Register, keeper: str) -> str:
    (id,) = add_from_library(register, [items()["payroll"]], keeper, "en")
    return id


def line(snapshot: Snapshot, activity: str, data: str) -> Any:
    """The activity's line with data of this name."""
    rows = snapshot.matching("data_line", "activity_id", activity)
    wanted = {row.id for row in snapshot.rows("data_category") if row.name == data}
    return next(row for row in rows if row.data_id in wanted)


def test_what_is_suggested_is_unknown_in_every_letter(register: Register, payroll: str) -> None:
    snapshot = register.snapshot()
    assert set(letter_states(snapshot, payroll).values()) == {"unknown"}
    assert payroll in suggested(snapshot)
    assert confirmed(snapshot).count("activity") == 0
    assert confirmed(snapshot).count("data_category") == 0
    assert confirmed(snapshot).count("suggestion") == confirmed(snapshot).count("source") == 0


def test_a_confirmed_line_is_documented_with_what_it_names_and_nothing_else(register: Register, payroll: str) -> None:
    salary = line(register.snapshot(), payroll, "Salary and tax data")
    confirm(register, [salary.id])
    snapshot = register.snapshot()
    stands = confirmed(snapshot)
    assert [row.id for row in stands.rows("data_line")] == [salary.id]
    assert [row.name for row in stands.rows("data_category")] == ["Salary and tax data"]
    assert [row.name for row in stands.rows("retention_rule")] == ["Accounting, primary documentation"]
    assert [row.id for row in stands.rows("activity")] == [payroll]
    assert stands.count("source") == 1  # where the period stands
    assert stands.count("recipient") == stands.count("purpose") == 0
    states = letter_states(snapshot, payroll)
    assert states["c"] == states["f"] == "partly"  # the other lines still wait
    assert states["b"] == states["d"] == states["g"] == "unknown"


def test_a_letter_is_documented_when_all_its_lines_are_confirmed_or_refused(register: Register, payroll: str) -> None:
    rows = register.snapshot().matching("purpose", "activity_id", payroll)
    confirm(register, [rows[0].id])
    assert letter_states(register.snapshot(), payroll)["b"] == "partly"
    refuse(register, [rows[1].id])
    assert letter_states(register.snapshot(), payroll)["b"] == "documented"


def test_confirming_the_whole_leaves_only_what_the_house_must_say(register: Register, payroll: str) -> None:
    confirm(register, within(register.snapshot(), payroll))
    snapshot = register.snapshot()
    assert suggested(snapshot) == frozenset()
    assert snapshot.count("suggestion") == 0
    assert confirmed(snapshot) is snapshot
    states = letter_states(snapshot, payroll)
    assert {letter for letter, state in states.items() if state == "documented"} == set("bcdfg")
    assert states["e"] == "unknown"  # nothing is said of transfers


def test_writing_into_a_suggested_row_confirms_it(register: Register, payroll: str) -> None:
    purpose = register.snapshot().matching("purpose", "activity_id", payroll)[0]
    edit.set_value(register, "purpose", purpose.id, "note", "Ask Kari")
    edit.set_value(register, "purpose", purpose.id, "description", purpose.description)  # as it is: nothing was written
    assert purpose.id in suggested(register.snapshot())
    edit.set_value(register, "purpose", purpose.id, "description", "Pay salaries on the 12th")
    assert not {purpose.id, payroll} & suggested(register.snapshot())
    edited = register.snapshot()
    edit.delete(register, "purpose", purpose.id)
    assert payroll not in suggested(register.snapshot())  # she has looked at it, whatever she took out again
    register.undo()
    assert register.snapshot().same_as(edited)
    register.undo()
    assert {purpose.id, payroll} <= suggested(register.snapshot())


def test_an_answer_or_a_row_of_her_own_confirms_the_activity_that_it_is_written_into(
    register: Register, payroll: str
) -> None:
    edit.set_answer(register, "activity", payroll, "transfers", "none")
    assert payroll not in suggested(register.snapshot())
    register.undo()
    assert payroll in suggested(register.snapshot())
    edit.add(register, "purpose", activity_id=payroll, description="Her own")
    snapshot = register.snapshot()
    assert payroll not in suggested(snapshot)
    assert [row.description for row in confirmed(snapshot).rows("purpose")] == ["Her own"]


def test_what_a_record_of_hers_names_stands_with_it(register: Register, payroll: str) -> None:
    category = next(row for row in register.snapshot().rows("data_category") if row.name == "Working hours")
    own = edit.add(register, "activity", name="Time sheets")
    row = edit.add(register, "data_line", activity_id=own, data_id=category.id)
    assert category.id not in suggested(register.snapshot())
    edit.delete(register, "data_line", row)
    assert category.id in suggested(register.snapshot())


def test_archiving_a_suggestion_does_not_confirm_it(register: Register, payroll: str) -> None:
    edit.archive(register, "activity", payroll, "Not ours")
    assert payroll in suggested(register.snapshot())


def test_refusing_deletes_it_and_what_it_alone_had_brought(register: Register, keeper: str) -> None:
    before = register.snapshot()
    payroll, hours = add_from_library(register, [items()["payroll"], items()["working_time"]], keeper, "en")
    both = register.snapshot()
    refuse(register, [payroll])
    snapshot = register.snapshot()
    names = {row.name for row in snapshot.rows("data_category")}
    assert "Working hours" in names  # the other one needs it
    assert "Salary and tax data" not in names
    assert snapshot.find("activity", hours)
    register.undo()
    assert register.snapshot().same_as(both)
    register.undo()
    assert register.snapshot().same_as(before)


def test_what_is_hers_is_not_refused(register: Register) -> None:
    ids = small(register)
    with pytest.raises(BadInput, match="Payroll is no suggestion any more"):
        refuse(register, [ids.payroll])


def test_what_stands_is_in_the_order_in_which_it_would_be_read_anew(register: Register, keeper: str) -> None:
    small(register)
    add_from_library(register, [items()["payroll"], items()["cctv"]], keeper, "en")
    snapshot = register.snapshot()
    confirm(register, [row.id for row in snapshot.rows("data_line")[::2]])
    snapshot = register.snapshot()
    for reference in tables.references():  # sorted and grouped already, before anything is taken out
        snapshot.matching(reference.table, reference.column, "")
    stands, held = confirmed(snapshot), suggested(snapshot)
    rows = snapshot.content()
    said = {key for key, _path in catalog.STATEMENTS}
    anew = Snapshot(
        {
            key: [row for id, row in found.items() if id not in held and (key not in said or row[1] not in held)]
            for key, found in rows.items()
        }
    )
    assert held
    assert stands.same_as(anew)
    for key in tables.models():
        assert stands.rows(key) == anew.rows(key)
    for one in tables.references():
        for target in rows[one.target]:
            assert stands.matching(one.table, one.column, target) == anew.matching(one.table, one.column, target)


def test_every_step_is_one_and_is_taken_back_exactly(register: Register, keeper: str) -> None:
    states = [register.snapshot()]
    (payroll,) = add_from_library(register, [items()["payroll"]], keeper, "nb")
    states.append(register.snapshot())
    assert register.undo_label() == "“Lønn” suggested from the library"
    confirm(register, within(register.snapshot(), payroll))
    states.append(register.snapshot())
    assert register.undo_label() == "Lønn confirmed"
    edit.delete(register, "activity", payroll)
    assert not [s for s in register.snapshot().rows("suggestion") if s.record_id == payroll]
    for state in reversed(states):
        register.undo()
        assert register.snapshot().same_as(state)
        assert suggested(register.snapshot()) == suggested(state)
    assert register.unsound() is None


def test_what_the_register_calls_the_same_is_taken_and_not_doubled(register: Register) -> None:
    ids = small(register)
    edit.set_value(register, "data_category", register.snapshot().rows("data_category")[0].id, "name", "Arbeidstid")
    (hours,) = add_from_library(register, [items()["working_time"]], ids.keeper, "en")
    snapshot = register.snapshot()
    assert [row.name for row in snapshot.rows("data_subject_category") if row.name == "Employees"] == ["Employees"]
    assert "Working hours" not in {row.name for row in snapshot.rows("data_category")}  # it is there in Norwegian
    assert line(snapshot, hours, "Arbeidstid")
    people = snapshot.rows("data_subject_category")[0]
    assert people.id not in suggested(snapshot)  # hers before, hers now


def test_an_item_is_not_suggested_twice(register: Register, keeper: str, payroll: str) -> None:
    with pytest.raises(BadInput, match="“Payroll” is suggested already"):
        add_from_library(register, [items()["payroll"]], keeper)
    confirm(register, within(register.snapshot(), payroll))
    assert add_from_library(register, [items()["payroll"]], keeper)  # a second one of the kind is hers to want


def test_a_copy_of_a_suggestion_is_one(register: Register, payroll: str) -> None:
    copy = edit.duplicate(register, "activity", payroll)
    assert copy in suggested(register.snapshot())
    assert len(within(register.snapshot(), copy)) == len(within(register.snapshot(), payroll))


def test_the_register_as_of_a_moment_knows_what_was_suggested_then(
    register: Register, keeper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clock(day: str) -> None:
        monkeypatch.setattr(journal, "now", lambda: f"{day}T12:00:00.000+00:00")

    clock("2026-02-01")
    (payroll,) = add_from_library(register, [items()["payroll"]], keeper, "en")
    clock("2026-03-01")
    confirm(register, within(register.snapshot(), payroll))
    assert suggested(register.snapshot()) == suggested(register.snapshot(on="2026-03-01")) == frozenset()
    assert payroll in suggested(register.snapshot(on="2026-02-15"))


def test_the_whole_library_fits_into_one_register(register: Register, keeper: str) -> None:
    everything = tuple(items().values())
    before = register.snapshot()
    added = add_from_library(register, everything, keeper, "nb")
    snapshot = register.snapshot()
    assert len(added) == len(set(added)) == len(everything) == snapshot.count("activity")
    for key in ("data_subject_category", "data_category", "organisation", "retention_rule", "measure", "system"):
        names = [row.name for row in snapshot.rows(key)]
        assert len(names) == len(set(names)), key
        references = [row.reference for row in snapshot.rows(key)]
        assert len(references) == len(set(references)), key
    assert register.unsound() is None
    register.undo()
    assert register.snapshot().same_as(before)
