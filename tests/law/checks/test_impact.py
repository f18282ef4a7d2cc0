"""Impact assessments: the nine criteria, and what is required and not there."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION
from ropa_desktop.law.screening import criteria
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, line, only, sentence

CRITERIA = {
    1: "evaluation_or_scoring",
    2: "automated_decisions",
    3: "systematic_monitoring",
    5: "large_scale",
    6: "combined_datasets",
    8: "new_technology",
    9: "hinders_rights",
}


def states(register: Register, id: str) -> dict[int, str | None]:
    snapshot = register.snapshot()
    row = snapshot.get(Activity, id)
    assert row is not None
    return {one.number: one.state for one in criteria(snapshot, row)}


def test_an_unanswered_criterion_is_neither_met_nor_unmet(register: Register) -> None:
    id = activity(register)
    assert states(register, id) == dict.fromkeys(range(1, 10))
    edit.set_value(register, "activity", id, "large_scale", "no")
    edit.set_answer(register, "activity", id, "new_technology", "not_applicable", "on paper")
    assert {number for number, state in states(register, id).items() if state == "no"} == {5, 8}


@pytest.mark.parametrize(("number", "field"), CRITERIA.items())
def test_each_criterion_has_its_question(register: Register, number: int, field: str) -> None:
    id = activity(register, **{field: "yes"})
    assert [one for one, state in states(register, id).items() if state == "yes"] == [number]


def test_sensitive_data_and_vulnerable_people_follow_from_the_data(register: Register) -> None:
    id = activity(register)
    row = line(register, id, "ordinary")
    assert (states(register, id)[4], states(register, id)[7]) == ("no", None)
    people = edit.add(register, "data_subject_category", name="Children", vulnerable="yes")
    edit.set_value(register, "data_line", row, "subject_id", people)
    line(register, id, None)
    assert (states(register, id)[4], states(register, id)[7]) == (None, "yes")
    line(register, id, "criminal")
    assert states(register, id)[4] == "yes"


def test_two_criteria_met_ask_for_a_decision(register: Register) -> None:
    id = activity(register, large_scale="yes", systematic_monitoring="yes", new_technology="no")
    one = only(register, "assessment_screening")
    assert (one.severity, one.article, one.field, one.about) == (QUESTION, "35(1)", "assessment_required", "3 5")
    assert one.sentence == (
        "2 of nine criteria are met: systematic monitoring, large scale. Is an impact assessment required?"
    )
    assert one.advice.endswith("6 are not answered yet.")
    set_language("nb")
    assert sentence(register, "assessment_screening").startswith(
        "2 av ni kriterier er oppfylt: systematisk overvåking, stort omfang."
    )
    edit.set_value(register, "activity", id, "assessment_required", "no")
    assert only(register, "assessment_screening").field == "assessment_reason"
    edit.set_value(register, "activity", id, "assessment_reason", "Covered by the one of 2024")
    assert found(register, "assessment_screening") == []


def test_one_criterion_or_a_processor_s_activity_asks_for_nothing(register: Register) -> None:
    activity(register, large_scale="yes")
    activity(register, large_scale="yes", systematic_monitoring="yes", role="processor")
    assert found(register, "assessment_screening") == []


def test_an_assessment_that_is_linked_or_answered_settles_the_screening(register: Register) -> None:
    met = {"large_scale": "yes", "systematic_monitoring": "yes"}
    assessment = edit.add(register, "impact_assessment", name="Video")
    activity(register, assessment_id=assessment, **met)
    answered = activity(register, **met)
    edit.set_answer(register, "activity", answered, "assessment_required", "not_applicable", "on the authority's list")
    assert found(register, "assessment_screening") == []


def test_an_assessment_that_is_required_is_there(register: Register) -> None:
    id = activity(register, assessment_required="yes")
    one = only(register, "assessment_missing")
    assert (one.severity, one.article, one.field) == (QUESTION, "35(1)", "assessment_id")
    assert one.sentence == "An impact assessment is required. Where is it?"
    set_language("nb")
    assert sentence(register, "assessment_missing").startswith("Det kreves en vurdering av personvernkonsekvenser.")
    set_language("en")
    assessment = edit.add(register, "impact_assessment", name="Video", state="in_progress")
    edit.set_value(register, "activity", id, "assessment_id", assessment)
    assert found(register, "assessment_missing") == [], "it may still be planned"
    edit.set_value(register, "activity", id, "stage", "in_use")
    assert "not completed" in sentence(register, "assessment_missing")
    edit.set_value(register, "impact_assessment", assessment, "completed_on", "2026-01-01")
    assert found(register, "assessment_missing") == []
    assert found(register, "assessment_missing", "2025-12-31") != []


def test_none_required_none_missing(register: Register) -> None:
    activity(register, assessment_required="no")
    activity(register)
    activity(register, assessment_required="yes", role="processor")
    assert found(register, "assessment_missing") == []


def test_a_high_risk_that_remains_is_brought_before_the_authority(register: Register) -> None:
    id = edit.add(register, "impact_assessment", name="Video", high_residual_risk="yes")
    one = only(register, "assessment_missing")
    assert (one.table, one.article, one.field) == ("impact_assessment", "36(1)", "consulted_on")
    edit.set_value(register, "impact_assessment", id, "consulted_on", "2026-05-01")
    assert found(register, "assessment_missing") == []
