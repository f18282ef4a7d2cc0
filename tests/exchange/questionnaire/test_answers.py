"""What comes back is understood: nothing changed, each kind of change, and what was changed here meanwhile."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.exchange.questionnaire import marks
from tests.exchange.extremes import snapshot_of
from tests.exchange.questionnaire.filling import (
    PLACE,
    RECORDS,
    added,
    changes,
    filled,
    planned,
    register,
    written,
)

REVIEWED: dict[str, tuple[Any, Any]] = {
    "reviewed_on": ("2026-01-15", "2026-11-20"),
    "reviewed_by": (None, "Kari Nordmann"),
}


@pytest.fixture(params=["en", "nb"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The questionnaire to HR, in one language and the other: what is typed below is understood in both."""
    return written(tmp_path / "hr.xlsx", request.param)


# -- nothing changed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("no", ["No", "nei", "NO"])
def test_one_no_is_a_review_of_everything_and_nothing_else(path: Path, no: str) -> None:
    with filled(path) as filling:
        filling.sign(no)
    found = planned(path)
    first = {"reviewed_on": (None, "2026-11-20"), "reviewed_by": (None, "Kari Nordmann")}
    assert changes(found) == {"payroll": REVIEWED, "hiring": first}
    assert {one.place for one in found.updated} == {PLACE}
    assert (found.added, found.removed, found.problems, found.missing, found.conflicts) == ((), (), (), (), ())


def test_a_file_that_comes_back_untouched_changes_nothing(path: Path) -> None:
    found = planned(path)
    assert found.changes_nothing
    assert (found.problems, found.refused, found.missing) == ((), (), ())
    assert any("not answered" in remark for remark in found.remarks)


def test_a_no_to_one_activity_reviews_that_one_alone(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer(marks.CHANGE, "No", id="payroll")
    assert changes(planned(path)) == {"payroll": REVIEWED}


def test_a_yes_to_one_activity_goes_before_the_no_to_all(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.answer(marks.CHANGE, "Ja", id="hiring")
    found = planned(path)
    assert changes(found) == {"payroll": REVIEWED}
    assert any("“Hiring” was answered “yes”, and nothing was written" in remark for remark in found.remarks)


def test_a_no_with_changes_all_the_same_is_no_review_and_said(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.answer("activity.owner", "Head of finance", "payroll")
    found = planned(path)
    assert changes(found)["payroll"] == {"owner": ("Head of HR", "Head of finance")}
    assert any("“Payroll” was answered “no”, and has changes" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("day", "read"),
    [(date(2026, 11, 20), "2026-11-20"), (datetime(2026, 11, 20), "2026-11-20"), ("20.11.2026", "2026-11-20")],
)
def test_the_day_is_read_as_people_write_it(path: Path, day: Any, read: str) -> None:
    with filled(path) as filling:
        filling.sign("No", day=day)
    assert changes(planned(path))["payroll"]["reviewed_on"][1] == read


@pytest.mark.parametrize("day", ["", "31.2.2026", "2126-01-01", "yesterday"])
def test_without_a_day_todays_stands_in_and_is_said(path: Path, day: str) -> None:
    with filled(path) as filling:
        filling.sign("No", name="", day=day)
    found = planned(path)
    assert changes(found)["hiring"]["reviewed_on"][1] == date.today().isoformat()
    assert changes(found)["hiring"]["reviewed_by"][1] == "HR", "nobody gave a name"
    assert any("Today’s date stands in its place" in remark for remark in found.remarks)


def test_a_review_never_goes_back_in_time(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
    later = register(payroll={"reviewed_on": "2026-11-21"})
    found = planned(path, later)
    assert set(changes(found)) == {"hiring"}
    assert any("“Payroll” has been reviewed since" in remark for remark in found.remarks)


# -- each kind of change ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "id", "typed", "changed"),
    [
        ("activity.name", "", "Wages", {"payroll": {"name": ("Payroll", "Wages")}}),
        ("activity.owner", "", " Head  of finance ", {"payroll": {"owner": ("Head of HR", "Head  of finance")}}),
        ("activity.description", "", "a\nb", {"payroll": {"description": ("Salaries", "a\nb")}}),
        ("activity.automated_decisions", "", "Nei", {"payroll": {"automated_decisions": (None, "no")}}),
        ("activity.department", "", "Finance", {"payroll": {"department": ("HR", "Finance")}}),
        ("activity.owner", "", "=1+1", {"payroll": {"owner": ("Head of HR", "=1+1")}}),
        ("purpose", "pay", "Pay wages", {"pay": {"description": ("Pay salaries", "Pay wages")}}),
        ("data", "l1", "Sick leave", {"l1": {"data_id": ("salary", "health")}}),
        ("data", "l1", "Salary: pay and bonus", {"l1": {"detail": (None, "pay and bonus")}}),
        ("data", "l1", "pay and bonus", {"l1": {"detail": (None, "pay and bonus")}}),
        ("system", "u1", "file server", {"u1": {"system_id": ("tool", "files")}}),
    ],
)
def test_a_change_is_one_changed_field(
    path: Path, key: str, id: str, typed: str, changed: dict[str, dict[str, Any]]
) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer(key, typed, "payroll", id)
        cell = filling.cells(key, "payroll", id)[0]
        cell.data_type = "s"
    found = planned(path)
    assert changes(found) == changed
    assert {one.place for one in found.updated} == {PLACE}
    assert (found.added, found.removed, found.problems, found.conflicts) == ((), (), (), ())


@pytest.mark.parametrize(
    ("key", "typed", "new"),
    [
        ("purpose.new", "Plan budgets", [{"table": "purpose", "description": "Plan budgets"}]),
        ("recipient.new", "NAV", [{"table": "recipient", "organisation_id": "nav"}]),
        (
            "recipient.new",
            "Solkyst Pensjon AS",
            [{"table": "organisation", "name": "Solkyst Pensjon AS", "kind": "legal_entity"}, {"table": "recipient"}],
        ),
        (
            "recipient.new",
            "NAV; Tallvakt (databehandler)",
            [
                {"table": "recipient", "organisation_id": "nav"},
                {"table": "organisation", "name": "Tallvakt"},
                {"table": "recipient", "declared_role": "processor", "declared_wording": "databehandler"},
            ],
        ),
        ("system.new", "File server", [{"table": "system_use", "system_id": "files"}]),
        (
            "system.new",
            "Tallvakt",
            [{"table": "system", "keeper_id": "fjordby", "name": "Tallvakt"}, {"table": "system_use"}],
        ),
        ("transfers", "No", [{"table": "answer", "record_id": "payroll", "field": "transfers", "state": "none"}]),
        ("transfers", "Ja", [{"table": "transfer"}]),
        ("transfers.where", "India", [{"table": "transfer", "country": "IN"}]),
    ],
)  # fmt: skip
def test_something_more_is_a_new_row_and_what_it_names(
    path: Path, key: str, typed: str, new: list[dict[str, Any]]
) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer(key, typed, "payroll")
    found = planned(path)
    brought = [{k: v for k, v in one.items() if not _is_made(k, v)} for one in added(found)]
    assert sorted(map(str, brought)) == sorted(map(str, new))
    assert {one.place for one in found.added} == {PLACE}
    assert found.updated == ()
    assert found.refused == ()


def _is_made(name: str, value: Any) -> bool:
    """Whether a link leads to a record that was made here."""
    return name.endswith("_id") and len(str(value)) == 36


def test_somebody_elses_data_are_a_line_with_both(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("subject.new", "Next of kin", "payroll", "1")
        filling.answer("data.new", "Salary; Telephone number", "payroll", "1")
        filling.answer("subject.new", "Trainees", "payroll", "2")
    found = planned(path)
    lines = [one.values for one in found.added if one.table == "data_line"]
    names = {one.id: one.values["name"] for one in found.added if "name" in one.values}
    said = [(one["subject_id"], one["data_id"]) for one in lines]
    assert [(names.get(whose, whose), names.get(which, which)) for whose, which in said] == [
        ("kin", "salary"),
        ("kin", "Telephone number"),
        ("Trainees", None),
    ]  # fmt: skip


def test_a_time_limit_is_read_and_becomes_a_rule_of_its_own(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("retention", "10 years after the employment ends", "payroll", "l1")
    found = planned(path)
    (rule,) = found.added
    assert (rule.table, rule.values["amount"], rule.values["unit"], rule.values["trigger"]) == (
        "retention_rule",
        10,
        "year",
        "employment_end",
    )
    assert rule.values["wording"] == "10 years after the employment ends"
    assert rule.values["keeper_id"] == "fjordby"
    assert changes(found) == {"l1": {"retention_id": ("five", rule.id)}}


@pytest.mark.parametrize(
    ("key", "id", "table", "row"),
    [
        ("purpose", "pay", "purpose", "pay"),
        ("data", "l2", "data_line", "l2"),
        ("recipient", "r1", "recipient", "r1"),
        ("system", "u1", "system_use", "u1"),
    ],
)
@pytest.mark.parametrize("typed", ["No longer", "ikke lenger", "Ingen"])
def test_what_is_no_longer_so_is_proposed_to_go(
    path: Path, key: str, id: str, table: str, row: str, typed: str
) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer(key, typed, "payroll", id)
    found = planned(path)
    assert [(one.table, one.id, one.place) for one in found.removed] == [(table, row, PLACE)]
    assert (found.updated, found.added, found.problems) == ((), (), ())
    assert found.before.find(table, row) is not None
    assert found.after.find(table, row) is None


def test_another_recipient_takes_the_place_of_one_with_its_role_open(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("recipient", "NAV", "payroll", "r1")
    found = planned(path)
    assert [one.id for one in found.removed] == ["r1"]
    assert added(found) == [{"table": "recipient", "organisation_id": "nav"}]


def test_something_that_was_not_on_the_list_is_a_draft(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.answer(marks.NEW_NAME, "Exit interviews", id="1")
        filling.answer(marks.NEW_PURPOSE, "Learn why people leave", id="1")
        filling.answer(marks.NEW_NAME, "Payroll", id="2")
    found = planned(path)
    activity, purpose = found.added
    assert (activity.values["name"], activity.values["department"], activity.values["keeper_id"]) == (
        "Exit interviews",
        "HR",
        "fjordby",
    )
    assert activity.wants_reference
    assert purpose.values["description"] == "Learn why people leave"
    assert [problem.sentence for problem in found.problems] == ["“Payroll” is in the register already."]


def test_words_beside_the_questions_are_kept_behind_the_note(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.answer("comment", "We move to a new system in March.", "payroll")
    found = planned(path)
    old, new = changes(found)["payroll"]["note"]
    assert old == "Mine alone"
    assert new.startswith("Mine alone\nHR questionnaire, Kari Nordmann, 2026-11-20. ")
    assert new.endswith(": We move to a new system in March.")
    assert "reviewed_on" in changes(found)["payroll"], "a word beside is no change"


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("retention", "ask Per", "No time limit can be read"),
        ("activity.automated_decisions", "sometimes", "Neither yes nor no"),
        ("recipient.new", "We send it to whoever asks us for it.", "names no recipient"),
        ("transfers.where", "Sweden", "names no country outside the EEA"),
        ("activity.owner", "Ingen", "says that there is none"),
    ],
)
def test_what_cannot_be_placed_is_kept_as_a_note_and_said(path: Path, key: str, typed: str, words: str) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer(key, typed, "payroll")
    found = planned(path)
    assert set(changes(found)["payroll"]) == {"note"}
    assert typed in changes(found)["payroll"]["note"][1]
    (problem,) = found.problems
    assert words in problem.sentence
    assert (problem.sheet, problem.cell[0]) == ("Payroll", "G")
    assert found.added == ()


@pytest.mark.parametrize("typed", ["-", "?", "ok", "Som før", "uendret", "Salaries"])
def test_what_says_nothing_new_changes_nothing(path: Path, typed: str) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.answer("activity.description", typed, "payroll")
    assert changes(planned(path))["payroll"] == REVIEWED


def test_who_writes_over_what_is_shown_is_understood_too(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        (cell,) = filling.cells("activity.owner", "payroll")
        cell.offset(0, -1).value = "Head of finance"
    assert changes(planned(path)) == {"payroll": {"owner": ("Head of HR", "Head of finance")}}


def test_a_name_like_a_known_one_is_pointed_out_and_never_merged(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("recipient.new", "Nordlys Lønn", "payroll")
    found = planned(path)
    assert [one["table"] for one in added(found)] == ["organisation", "recipient"]
    assert "“Nordlys Lønn” is new. Your register has “Nordlys Lønn AS”." in found.remarks


def test_what_the_register_has_by_now_is_not_added_again(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("recipient.new", "Nordlys Lønn AS", "payroll")
        filling.answer("system.new", "Nordlys", "payroll")
        filling.answer("purpose.new", "pay salaries", "payroll")
        filling.answer("activity.name", "Payroll", "payroll")
    assert planned(path).changes_nothing


def test_what_was_shown_in_another_wording_changes_that_wording(tmp_path: Path) -> None:
    wordings = [
        {"id": "w1", "record_id": "pay", "field": "description", "language": "nb", "text": "Betale lønn"},
        {"id": "w2", "record_id": "kin", "field": "name", "language": "nb", "text": "Pårørende"},
    ]
    worded = snapshot_of({**RECORDS, "wording": wordings})
    file = written(tmp_path / "hr.xlsx", "nb", worded)
    with filled(file) as filling:
        filling.sign()
        filling.answer("purpose", "Betale lønn og bonus", "payroll", "pay")
        filling.answer("subject.new", "pårørende", "payroll", "1")
    found = planned(file, worded)
    assert changes(found) == {"w1": {"text": ("Betale lønn", "Betale lønn og bonus")}}
    assert added(found) == [{"table": "data_line", "subject_id": "kin"}]


def test_a_purpose_on_two_legal_bases_is_asked_of_once_and_changed_in_both(tmp_path: Path) -> None:
    two = [*RECORDS["purpose"], {**RECORDS["purpose"][0], "id": "tax", "legal_basis": "6(1)(c)", "position": 1}]
    asked = snapshot_of({**RECORDS, "purpose": two})
    file = written(tmp_path / "hr.xlsx", "en", asked)
    with filled(file) as filling:
        filling.sign()
        assert len(filling.cells("purpose", "payroll")) == 1
        filling.answer("purpose", "Pay wages", "payroll")
    paid = {"description": ("Pay salaries", "Pay wages")}
    assert changes(planned(file, asked)) == {"pay": paid, "tax": paid}
