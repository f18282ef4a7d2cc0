"""How old what stands is: the day of the record, reviews of activities, engagements and impact assessments."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION, REVIEW_DUE
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, keeper, only, sentence


def test_a_record_without_a_day_is_asked_for_it(register: Register) -> None:
    keeper(register)
    one = only(register, "source_stale")
    assert (one.severity, one.field, one.due) == (QUESTION, "record_date", None)
    assert one.sentence == "Of which day is the record of Fjordby AS?"
    set_language("nb")
    assert sentence(register, "source_stale") == "Hvilken dato har protokollen til Fjordby AS?"


def test_a_record_is_due_for_a_look_twelve_months_after_its_day(register: Register) -> None:
    keeper(register, record_date="2025-06-30")
    assert found(register, "source_stale", "2026-06-29") == []
    one = only(register, "source_stale", "2026-06-30")
    assert (one.severity, one.due) == (REVIEW_DUE, "2026-06-30")
    assert one.sentence == "The record of Fjordby AS is of 30 Jun 2025, more than 12 months ago."
    set_language("nb")
    assert sentence(register, "source_stale", "2026-06-30").endswith("for mer enn 12 måneder siden.")


def test_the_keeper_s_own_interval_counts_and_other_parties_keep_no_record(register: Register) -> None:
    keeper(register, record_date="2025-06-30", review_interval_months=24)
    edit.add(register, "organisation", name="Supplier")
    assert found(register, "source_stale") == []


@pytest.mark.parametrize(
    ("values", "said", "due"),
    [
        ({"reviewed_on": "2025-10-14"}, "Not reviewed since 14 Oct 2025.", "2026-10-14"),
        ({"recorded_on": "2025-10-14"}, "Never reviewed since it was recorded on 14 Oct 2025.", "2026-10-14"),
        ({"review_due_on": "2026-10-01"}, "The review was due on 1 Oct 2026.", "2026-10-01"),
        ({"reviewed_on": "2026-09-01", "review_due_on": "2026-10-01"}, "Not reviewed since 1 Sep 2026.", "2026-10-01"),
    ],
)
def test_an_activity_not_looked_at_for_longer_than_the_interval_is_due(
    register: Register, values: dict[str, str], said: str, due: str
) -> None:
    activity(register, **values)
    one = only(register, "review_overdue")
    assert (one.severity, one.field, one.sentence, one.due) == (REVIEW_DUE, "reviewed_on", said, due)


def test_a_review_that_is_due_is_due_in_norwegian(register: Register) -> None:
    activity(register, reviewed_on="2025-10-14")
    set_language("nb")
    assert sentence(register, "review_overdue") == "Ikke gjennomgått siden 14. oktober 2025."


@pytest.mark.parametrize(
    "values",
    [
        {"reviewed_on": "2026-10-14"},
        {"reviewed_on": "2020-10-14", "review_due_on": "2027-01-01"},
        {"reviewed_on": "2020-10-14", "status": "retired"},
        {"reviewed_on": "2020-10-14", "stage": "ended"},
        {"reviewed_on": "2020-10-14", "ended_on": "2021-01-01"},
        {},
    ],
)
def test_what_was_reviewed_has_ended_or_has_no_day_is_left_alone(register: Register, values: dict[str, str]) -> None:
    activity(register, **values)
    assert found(register, "review_overdue") == []


def test_the_interval_of_the_activity_s_keeper_counts(register: Register) -> None:
    activity(register, keeper_id=keeper(register, review_interval_months=6), reviewed_on="2026-05-22")
    assert only(register, "review_overdue").due == "2026-11-22"


def test_engagements_and_impact_assessments_are_reviewed_too(register: Register) -> None:
    engagement = edit.add(register, "engagement", service="Hosting", review_due_on="2026-11-22")
    assessment = edit.add(register, "impact_assessment", name="Video", review_due_on="2026-11-01")
    edit.add(register, "engagement", service="Mail", review_due_on="2026-11-23")
    edit.add(register, "engagement", service="Fax", review_due_on="2020-01-01", contract_state="terminated")
    due = {one.record: (one.article, one.due) for one in found(register, "review_overdue")}
    assert due == {engagement: ("28(1)", "2026-11-22"), assessment: ("35(11)", "2026-11-01")}
