"""An import is planned record by record, shown in words, and applied as one step that one undo takes back."""

import json
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.errors import BadInput, ReadOnlyRegister
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.incoming import Incoming, Problem
from ropa_desktop.exchange.json_file import to_records, write_json
from ropa_desktop.exchange.plan import apply, as_json, import_file, plan, read_file, same_registers, summary
from ropa_desktop.exchange.samples import build
from ropa_desktop.exchange.workbook import write_workbook
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.extremes import extreme_records, snapshot_of
from tests.exchange.workbook_edits import edited
from tests.registers import small


def incoming(**records: list[dict[str, Any]]) -> Incoming:
    return Incoming(records)


def refusals(found: Plan) -> dict[str, str]:
    return {one.id: one.because for one in found.refused}


@pytest.fixture
def current() -> Snapshot:
    return snapshot_of(
        {
            "organisation": [{"id": "o", "name": "Fjordby AS"}, {"id": "p", "name": "NAV"}],
            "activity": [{"id": "a", "keeper_id": "o", "name": "Payroll", "department": "HR"}],
            "purpose": [{"id": "u", "activity_id": "a", "description": "Pay"}],
            "answer": [
                {"id": "n1", "record_id": "a", "field": "recipients", "state": "none"},
                {"id": "n2", "record_id": "a", "field": "owner", "state": "none"},
            ],
            "wording": [
                {"id": "w1", "record_id": "a", "field": "name", "language": "nb", "text": "Lønn"},
                {"id": "w2", "record_id": "a", "field": "name", "language": "de", "text": "Lohn"},
            ],
        }
    )


# -- record by record -------------------------------------------------------------------------------------


def test_records_are_new_changed_as_they_were_or_missing(current: Snapshot) -> None:
    found = plan(
        current,
        incoming(
            activity=[
                {"id": "a", "name": "Wages", "department": "HR"},
                {"id": "b", "name": "Hiring", "keeper_id": "o"},
            ],
            organisation=[{"id": "o", "name": "Fjordby AS"}],
        ),
    )
    assert [one.id for one in found.added] == ["b"]
    assert [(one.id, one.changes) for one in found.updated] == [("a", {"name": ("Payroll", "Wages")})]
    assert found.unchanged == 1
    assert {one.id for one in found.missing} == {"p", "u", "n1", "n2", "w1", "w2"}
    assert [row.name for row in found.after.rows("activity")] == ["Wages", "Hiring"]
    assert found.after.find("purpose", "u") is not None


def test_a_field_not_mentioned_stays_and_one_said_to_be_unknown_becomes_unknown(current: Snapshot) -> None:
    found = plan(current, incoming(activity=[{"id": "a", "department": None}]))
    assert [one.changes for one in found.updated] == [{"department": ("HR", None)}]


def test_text_passes_the_door_before_it_is_compared(current: Snapshot) -> None:
    found = plan(current, incoming(activity=[{"id": "a", "name": " Payroll\r\n", "department": "HR\u202e"}]))
    assert found.changes_nothing
    assert found.unchanged == 1


@pytest.mark.parametrize(
    ("table", "record", "words"),
    [
        ("activity", {"id": "a", "started_on": "31.2.2025"}, "no such date"),
        ("activity", {"id": "a", "name": 5}, "text is expected"),
        ("activity", {"id": "a", "name": "x" * 40_000}, "has 40000 characters"),
        ("activity", {"id": "a", "colour": "red"}, "has no field called colour"),
        ("activity", {"id": "b", "colour": "red"}, "has no field called colour"),
        ("activity", {"id": "a", "role": "boss"}, "“boss” is not on the list"),
        ("activity", {"id": "b", "role": None}, "cannot be left empty"),
        ("activity", {"id": "b", "keeper_id": "nobody"}, "Record of: it names a record that neither"),
        ("activity", {"id": "a", "keeper_id": "a"}, "Record of: it names a record that neither"),
        ("activity", {"id": "", "name": "x"}, "without its identity"),
        ("activity", {"name": "x"}, "without its identity"),
        ("activity", {"id": "o", "name": "x"}, "belongs to a record of another kind"),
        ("purpose", {"id": "v", "description": "x"}, "Activity cannot be left empty"),
        ("location", {"id": "l", "place": "Oslo"}, "must belong to exactly one record"),
        ("answer", {"id": "m", "record_id": "a", "field": None, "state": "none"}, "Field cannot be left empty"),
        ("purpose", {"id": "u", "activity_id": None}, "cannot be left empty"),
        ("transfer", {"id": "t", "activity_id": "a", "engagement_id": "e"}, "must belong to exactly one record"),
        ("answer", {"id": "m", "record_id": "a", "field": "owner", "state": "perhaps"}, "“perhaps” is not on the list"),
        ("answer", {"id": "m", "record_id": "z", "field": "owner", "state": "none"}, "Said of: it names a record"),
        ("answer", {"id": "m", "record_id": "a", "field": "colour", "state": "none"}, "has no field called colour"),
        ("answer", {"id": "m", "record_id": "a", "field": "department", "state": "none"}, "Department has a value"),
        ("answer", {"id": "m", "record_id": "a", "field": "purposes", "state": "none"}, "cannot be answered so"),
        ("answer", {"id": "m", "record_id": "u", "field": "legal_basis", "state": "none"}, "cannot be answered so"),
        ("answer", {"id": "m", "record_id": "a", "field": "transfers", "state": "not_applicable"}, "say why"),
        ("source", {"id": "s", "record_id": None, "document": "x"}, "Said of cannot be left empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_refused_with_the_reason(
    current: Snapshot, table: str, record: dict[str, Any], words: str
) -> None:
    found = plan(current, incoming(**{table: [record], "organisation": [{"id": "o", "name": "New name"}]}))
    assert words in refusals(found)[record.get("id", "")]
    assert [one.id for one in found.updated] == ["o"]  # the rest is not hindered by it
    assert found.added == ()


def test_who_names_a_refused_record_is_refused_with_it(current: Snapshot) -> None:
    found = plan(
        current,
        incoming(
            activity=[
                {"id": "b", "started_on": "never"},
                {"id": "c", "replaced_by_id": "d"},
                {"id": "d", "replaced_by_id": "b"},
            ],
            purpose=[{"id": "v", "activity_id": "b"}],
            source=[{"id": "s", "record_id": "v"}],
        ),
    )
    assert set(refusals(found)) == {"b", "c", "d", "v", "s"}


def test_a_record_that_stands_twice_is_taken_once(current: Snapshot) -> None:
    records = [{"id": "a", "name": "First"}, {"id": "a", "name": "Second"}, {"id": "b"}, {"id": "b"}]
    found = plan(current, incoming(activity=records))
    assert [one.changes["name"][1] for one in found.updated] == ["First"]
    assert [one.id for one in found.added] == ["b"]
    assert [one.because for one in found.refused] == ["It stands in the file twice. Keep one of the two."] * 2


def test_rows_without_a_place_go_behind_the_others(current: Snapshot) -> None:
    rows = [{"id": f"v{n}", "activity_id": "a"} for n in range(3)]
    rows[1] |= {"position": "7"}
    found = plan(current, incoming(purpose=rows))
    assert {one.id: one.values["position"] for one in found.added} == {"v0": 8, "v1": 7, "v2": 9}


# -- answers and wordings ---------------------------------------------------------------------------------


def test_a_value_takes_the_place_of_an_answer_as_in_the_window(current: Snapshot) -> None:
    found = plan(
        current,
        incoming(
            activity=[{"id": "a", "owner": "Finance"}],
            recipient=[{"id": "r", "activity_id": "a", "organisation_id": "p"}],
            answer=[{"id": "n1", "record_id": "a", "field": "recipients", "state": "none"}],
        ),
    )
    assert {one.id for one in found.superseded} == {"n1", "n2"}
    assert found.refused == ()
    assert found.after.count("answer") == 0


def test_an_answer_in_place_of_a_value_that_the_file_takes_away_is_taken(current: Snapshot) -> None:
    answer = {"id": "m", "record_id": "a", "field": "department", "state": "not_applicable", "reason": "too small"}
    found = plan(current, incoming(activity=[{"id": "a", "department": None}], answer=[answer]))
    assert [one.id for one in found.added] == ["m"]
    assert found.refused == ()


def test_answers_that_come_with_their_record_are_kept_as_given(current: Snapshot) -> None:
    found = plan(
        current,
        incoming(
            activity=[{"id": "b", "name": "Hiring"}],
            answer=[{"id": "m", "record_id": "b", "field": "name", "state": "not_possible"}],
        ),
    )
    assert [one.id for one in found.added] == ["b", "m"]


def test_a_second_answer_takes_the_place_of_one_that_the_file_does_not_have(current: Snapshot) -> None:
    answer = {"record_id": "a", "field": "owner", "state": "not_applicable", "reason": "nobody"}
    found = plan(current, incoming(answer=[{"id": "new", **answer}]))
    assert [(one.id, set(one.changes)) for one in found.updated] == [("n2", {"state", "reason"})]
    assert found.added == ()
    both = plan(current, incoming(answer=[{"id": "new", **answer}, {"id": "n2", "state": "none"}]))
    assert "twice" in refusals(both)["new"]


def test_two_wordings_may_change_places(register: Register, current: Snapshot) -> None:
    apply(register, plan(register.snapshot(), Incoming(to_records(current))), "x")
    swapped = [{"id": "w1", "language": "de"}, {"id": "w2", "language": "nb"}]
    apply(register, plan(register.snapshot(), incoming(wording=swapped)), "x")
    assert register.snapshot().wording("a", "name", "de") == "Lønn"
    assert register.snapshot().wording("a", "name", "nb") == "Lohn"
    register.undo()
    assert same_registers(register.snapshot(), current) == []


# -- applied ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_an_import_into_an_empty_register_is_one_step_and_equal(
    tmp_path: Path, register: Register, ending: str
) -> None:
    build(register)
    path = tmp_path / f"r{ending}"
    (write_workbook if ending == ".xlsx" else write_json)(register.snapshot(), path)
    with Register.create(tmp_path / "other.ropa") as other:
        assert len(import_file(other, path).added) > 1500
        assert same_registers(register.snapshot(), other.snapshot()) == []
        assert other.undo_label() == f"Imported r{ending}"
        assert [revision.kind for revision in other.history()] == ["imported"]
        assert import_file(other, path).changes_nothing
        assert len(other.history()) == 1
        other.undo()
        assert same_registers(Snapshot({}), other.snapshot()) == []
        assert other.unsound() is None


def test_the_worst_texts_are_applied_as_planned(register: Register) -> None:
    found = plan(register.snapshot(), Incoming(extreme_records()))
    apply(register, found, "worst")
    assert same_registers(found.after, register.snapshot()) == []


def test_changes_additions_and_answers_are_one_step_taken_back_by_one_undo(tmp_path: Path, register: Register) -> None:
    ids = small(register)
    before = register.snapshot()
    write_workbook(before, tmp_path / "r.xlsx")
    with edited(tmp_path / "r.xlsx") as book:
        book.set("activity", ids.payroll, "name", "Wages")
        book.set("organisation", ids.azure, "name", "Azure")
        book.set("organisation", ids.client, "name", "Havnes")
        book.add("activity", name="Hiring", keeper_id="Fjordby AS")
        book.add("activity", role="processor", name="Scanning")
        book.add("purpose", activity_id="Hiring", description="Hire")
        book.add("transfer", activity_id="Hosting", country="US")
    dry = import_file(register, tmp_path / "r.xlsx", dry_run=True)
    assert register.snapshot() is before
    done = import_file(register, tmp_path / "r.xlsx")
    assert summary(dry) == summary(done)
    now = register.snapshot()
    assert [row.name for row in now.rows("activity")] == ["Wages", "Hosting", "Hiring", "Scanning"]
    assert [row.reference for row in now.rows("activity")] == ["PA-001", "PA-002", "PA-003", "PA-004"]
    assert now.answer(ids.hosting, "transfers") is None
    assert len(register.history()) == 2
    assert register.undo() is not None
    assert same_registers(before, register.snapshot()) == []


def test_references_given_out_are_beyond_those_ever_given_and_those_of_the_file(register: Register) -> None:
    edit.delete(register, "activity", edit.add(register, "activity", name="Gone"))  # was PA-001
    new = [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "reference": "PA-007"}, {"id": "c", "name": "C"}]
    found = plan(register.snapshot(), Incoming({"activity": new}, new=frozenset("abc")))
    apply(register, found, "x")
    given = {row.name: row.reference for row in register.snapshot().rows("activity")}
    assert given == {"A": "PA-008", "B": "PA-007", "C": "PA-009"}


def test_an_id_from_elsewhere_without_a_reference_keeps_none(register: Register) -> None:
    apply(register, plan(register.snapshot(), incoming(activity=[{"id": "a", "name": "A"}])), "x")
    assert register.snapshot().rows("activity")[0].reference is None


def test_a_plan_is_not_applied_to_a_register_that_has_changed(register: Register) -> None:
    found = plan(register.snapshot(), incoming(activity=[{"id": "a", "name": "A"}]))
    edit.add(register, "organisation", name="Fjordby AS")
    before = register.snapshot()
    with pytest.raises(BadInput, match="has changed since"):
        apply(register, found, "x")
    assert register.snapshot() is before


def test_a_failure_on_the_way_leaves_the_register_as_it_was(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = small(register)
    before, history = register.snapshot(), register.history()
    found = plan(before, incoming(activity=[{"id": ids.payroll, "name": "X"}, {"id": "b", "name": "B"}]))

    def fail(*_arguments: Any) -> None:
        raise OSError("pulled out")

    monkeypatch.setattr(edit, "add_all", fail)
    with pytest.raises(OSError, match="pulled out"):
        apply(register, found, "x")
    assert same_registers(before, register.snapshot()) == []
    assert register.history() == history


def test_a_register_open_for_reading_is_not_changed(tmp_path: Path, register: Register, path: Path) -> None:
    small(register)
    write_json(register.snapshot(), tmp_path / "r.json")
    with Register.open(path) as reading:
        assert import_file(reading, tmp_path / "r.json", dry_run=True).changes_nothing
        found = plan(reading.snapshot(), incoming(activity=[{"id": "new", "name": "New"}]))
        with pytest.raises(ReadOnlyRegister):
            apply(reading, found, "x")


@pytest.mark.parametrize("name", ["r.pdf", "r", "r.docx"])
def test_other_endings_are_refused_with_what_can_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"cannot be imported: this version reads spreadsheets \(\.xlsx, .* and JSON"):
        read_file(tmp_path / name)


# -- in words ---------------------------------------------------------------------------------------------


def test_the_summary_names_what_changes_from_what_to_what(current: Snapshot) -> None:
    found = plan(
        current,
        Incoming(
            {
                "activity": [{"id": "a", "name": "Wages", "department": None, "keeper_id": "p", "owner": "Finance"}],
                "organisation": [{"id": "q", "name": "Skatteetaten"}, {"id": "o"}],
                "purpose": [{"id": "u", "legal_basis": "6(1)(b)"}, {"id": "v", "description": "Lost"}],
            },
            problems=(Problem("Purposes", "B7", "31.2.2025: no such date."),),
            places={"v": "Purposes, row 9"},
        ),
    )
    assert summary(found) == [
        "1 record is new: Organisation 1.",
        "  Organisation: Skatteetaten",
        "2 records change: Processing activity 1, Purpose 1.",
        "  Processing activity: Wages. Name: “Payroll” → “Wages”",
        "  Processing activity: Wages. Department: “HR” → unknown",
        "  Processing activity: Wages. Record of: “Fjordby AS” → “NAV”",
        "  Processing activity: Wages. Owner: unknown → “Finance”",
        "  Purpose: Wages › Pay. Legal basis: unknown → “Contract / pre-contract steps”",
        "1 answer gives way to a value:",
        "  Answer: Payroll: Owner",
        "1 record is as it was.",
        "4 records are not in the file and stay: Organisation 1, Answer 1, Wording 2.",
        "  Organisation: NAV",
        "  Answer: Wages: Recipients",
        "  Wording: Wages: Name",
        "  Wording: Wages: Name",
        "1 record cannot be taken in:",
        "  Purposes, row 9 (Lost): Activity cannot be left empty here. Give it a value.",
        "1 place could not be read:",
        "  Purposes B7: 31.2.2025: no such date.",
    ]


def test_a_long_summary_counts_what_it_does_not_name(current: Snapshot) -> None:
    found = plan(current, incoming(organisation=[{"id": f"x{n}", "name": f"X{n}"} for n in range(50)]))
    assert "  and 30 more" in summary(found)


def test_a_plan_is_plain_data_for_other_programs(current: Snapshot) -> None:
    found = plan(current, incoming(activity=[{"id": "a", "name": "Wages"}, {"id": "b", "keeper_id": "none"}]))
    data = json.loads(json.dumps(as_json(found)))
    assert data["updated"] == [
        {"table": "activity", "id": "a", "place": "", "changes": {"name": {"old": "Payroll", "new": "Wages"}}}
    ]
    assert data["refused"][0]["id"] == "b"


def test_two_registers_are_compared_in_words(current: Snapshot) -> None:
    records = to_records(current)
    assert same_registers(current, snapshot_of(records)) == []
    records["activity"][0]["department"] = "Finance"
    del records["answer"]
    records["organisation"].append({"id": "z", "name": "Zed"})
    assert same_registers(current, snapshot_of(records)) == [
        "Processing activity “Payroll”, Department: “HR” in the first, “Finance” in the second.",
        "Organisation “Zed” is in the second alone.",
        "Answer “Payroll: Recipients” is in the first alone.",
        "Answer “Payroll: Owner” is in the first alone.",
    ]
