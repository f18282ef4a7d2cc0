"""What the officer says to findings: each stands open, postponed or answered, and every answer is one step."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.json_file import write_json
from ropa_desktop.exchange.plan import import_file
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.exchange.workbook import write_workbook
from ropa_desktop.law.findings import CONTRADICTS, MISSING, QUESTION, REVIEW_DUE, Finding
from ropa_desktop.law.responses import ANSWERED, OPEN, POSTPONED, Standing, standing
from ropa_desktop.register import edit, merging, responding
from ropa_desktop.register.register import Register
from tests.exchange.workbook_edits import edited
from tests.registers import small

TODAY, FAR = "2026-11-22", "2099-01-01"


@pytest.fixture
def question(register: Register) -> Finding:
    """A question about what payroll's purpose rests on."""
    small(register)
    (purpose,) = register.snapshot().rows("purpose")
    return Finding(
        "basis_unusual", QUESTION, "6(1)", "Consent at work?", "purpose", purpose.id, "legal_basis", "6(1)(a)"
    )


def stands(register: Register, finding: Finding, on: str = TODAY) -> Standing:
    (found,) = standing(register.snapshot(), [finding], on)
    return found


def test_a_finding_to_which_nothing_was_said_is_open(register: Register, question: Finding) -> None:
    assert stands(register, question) == Standing(question, None, OPEN)


def test_an_answer_holds_as_long_as_the_check_sees_the_same(register: Register, question: Finding) -> None:
    responding.answer(register, question, "They may say no, and some do.")
    found = stands(register, question)
    assert found.state == ANSWERED
    assert found.response is not None
    assert found.response.reason == "They may say no, and some do."
    assert found.response.given_by
    assert found.response.given_on
    seen_anew = stands(register, question._replace(about="6(1)(f)"))
    assert (seen_anew.state, seen_anew.response) == (OPEN, found.response)
    other_words = stands(register, question._replace(sentence="Samtykke på jobb?", article="6"))
    assert other_words.state == ANSWERED


def test_an_answer_to_one_finding_is_none_to_another(register: Register, question: Finding) -> None:
    responding.answer(register, question, "Because")
    for other in (question._replace(code="basis_missing"), question._replace(field="national_law")):
        assert stands(register, other).state == OPEN


def test_what_is_postponed_is_open_again_on_the_day(register: Register, question: Finding) -> None:
    responding.postpone(register, question, FAR)
    assert stands(register, question, "2098-12-31").state == POSTPONED
    assert stands(register, question, FAR).state == OPEN


@pytest.mark.parametrize("severity", [MISSING, REVIEW_DUE])
def test_what_must_be_done_can_be_postponed_and_assigned_but_not_answered(
    register: Register, question: Finding, severity: str
) -> None:
    must = question._replace(severity=severity)
    before = register.snapshot()
    with pytest.raises(BadInput, match="cannot be answered"):
        responding.answer(register, [question, must], "Because")
    assert register.snapshot().same_as(before), "none of several is answered where one cannot be"
    responding.answer(register, question, "It was a question then")
    assert stands(register, must).state == OPEN
    responding.postpone(register, must, FAR)
    responding.assign(register, must, "Kari")
    found = stands(register, must)
    assert found.state == POSTPONED
    assert found.response is not None
    assert found.response.assigned_to == "Kari"


def test_what_contradicts_a_fact_may_be_answered(register: Register, question: Finding) -> None:
    contradicts = question._replace(severity=CONTRADICTS)
    responding.answer(register, contradicts, "The court looked at this very contract.")
    assert stands(register, contradicts).state == ANSWERED


def test_an_answer_needs_a_reason_and_a_postponement_a_day_to_come(register: Register, question: Finding) -> None:
    with pytest.raises(BadInput, match="Say why"):
        responding.answer(register, question, "  ")
    for until in ("2020-01-01", "", "soon"):
        with pytest.raises(BadInput):
            responding.postpone(register, question, until)
    assert register.snapshot().count("response") == 0


def test_reopening_leaves_whom_it_was_given_to_and_nothing_else(register: Register, question: Finding) -> None:
    responding.answer(register, question, "Because")
    responding.reopen(register, question)
    assert register.snapshot().count("response") == 0
    responding.assign(register, question, "Kari")
    responding.postpone(register, question, FAR, "We wait for the vendor")
    responding.reopen(register, question)
    (row,) = register.snapshot().rows("response")
    assert (row.state, row.reason, row.until, row.given_by, row.assigned_to) == (None, None, None, None, "Kari")
    responding.assign(register, question, None)
    assert register.snapshot().count("response") == 0


Act = Callable[[Register, Sequence[Finding]], None]


@pytest.mark.parametrize(
    ("act", "label"),
    [
        (lambda register, found: responding.answer(register, found, "Because"), "Findings answered: 2"),
        (lambda register, found: responding.postpone(register, found, FAR), "Findings postponed: 2"),
        (lambda register, found: responding.assign(register, found, "Kari"), "Findings assigned: 2"),
    ],
)
def test_many_are_one_step_that_is_undone_and_redone(
    register: Register, question: Finding, act: Act, label: str
) -> None:
    before = register.snapshot()
    act(register, [question, question._replace(code="law_not_named", field="national_law")])
    after = register.snapshot()
    assert after.count("response") == 2
    assert register.undo_label() == label
    register.undo()
    assert register.snapshot().same_as(before)
    register.redo()
    assert register.snapshot().same_as(after)
    assert register.unsound() is None


def test_one_is_named_in_the_history_by_its_record(register: Register, question: Finding) -> None:
    responding.answer(register, question, "Because")
    assert register.undo_label() == "Finding answered in Payroll"


def test_nothing_can_be_said_to_a_finding_of_what_is_gone(register: Register, question: Finding) -> None:
    responding.answer(register, question, "Because")
    edit.delete(register, "purpose", question.record)
    assert register.snapshot().count("response") == 0, "a record takes along what was said of it"
    with pytest.raises(BadInput, match="no longer there"):
        responding.postpone(register, question, FAR)
    register.undo()
    assert stands(register, question).state == ANSWERED


def test_a_copy_of_a_record_has_no_answers_to_its_findings(register: Register, question: Finding) -> None:
    responding.answer(register, question, "Because")
    edit.duplicate(register, "activity", register.snapshot().rows("activity")[0].id)
    assert register.snapshot().count("response") == 1


def test_a_merge_keeps_one_answer_of_two_and_takes_over_the_others(register: Register) -> None:
    one = edit.add(register, "organisation", name="Nordlys AS")
    two = edit.add(register, "organisation", name="Nordlys")
    same = Finding("party_kind", QUESTION, "4", "?", "organisation", one, "kind")
    responding.answer(register, same, "Kept")
    responding.answer(register, same._replace(record=two), "Other")
    responding.answer(register, same._replace(record=two, code="duplicate_party", field="name"), "Taken over")
    merging.merge(register, merging.plan(register.snapshot(), "organisation", one, two))
    said = {(row.record_id, row.code, row.reason) for row in register.snapshot().rows("response")}
    assert said == {(one, "party_kind", "Kept"), (one, "duplicate_party", "Taken over")}


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_answers_go_out_and_come_back(register: Register, question: Finding, tmp_path: Path, ending: str) -> None:
    responding.answer(register, question, "Because")
    responding.assign(register, question._replace(code="law_not_named"), "Kari")
    target = tmp_path / f"r.{ending}"
    (write_json if ending == "json" else write_workbook)(register.snapshot(), target)
    with Register.create(tmp_path / "new.ropa") as other:
        found = import_file(other, target)
        assert (found.refused, found.problems) == ((), ())
        assert other.snapshot().same_as(register.snapshot())


def test_a_workbook_with_a_state_of_its_own_making_is_refused_in_a_sentence(
    register: Register, question: Finding, tmp_path: Path
) -> None:
    responding.answer(register, question, "Because")
    target = tmp_path / "r.xlsx"
    write_workbook(register.snapshot(), target)
    with edited(target) as book:
        sheet = book.sheet("response", "controller")
        keys = [cell.value for cell in sheet[1]]
        sheet.cell(4, keys.index("response.state") + 1).value = "ignored"
    (refused,) = import_file(register, target).refused
    assert "is not on the list" in refused.because
    assert stands(register, question).state == ANSWERED


def test_what_was_said_of_a_shared_record_is_in_no_controllers_extract(register: Register) -> None:
    ids = small(register)
    other = edit.add(register, "organisation", name="Another client", record_kept="yes")
    edit.add(register, "activity", keeper_id=other, name="Of the other")
    for table, id in (("organisation", ids.azure), ("activity", ids.payroll)):
        responding.answer(register, Finding("placeholder", QUESTION, "", "?", table, id, "name"), "As the other does")
    extract = for_controller(register.snapshot(), ids.keeper)
    assert [row.record_id for row in extract.rows("response")] == [ids.payroll]
