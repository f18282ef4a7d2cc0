"""Reviewed, no change: who and when in one step, and what becomes of the day that was due."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.law.days import months_on
from ropa_desktop.law.library import items
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit, suggestions
from ropa_desktop.register.register import Register
from ropa_desktop.register.reviewing import review


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-11-22", 6, "2027-05-22"),
        ("2026-11-22", 12, "2027-11-22"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 6, "2027-06-30"),
    ],
)
def test_months_later_it_is_the_same_day_or_the_last_of_the_month(day: str, months: int, then: str) -> None:
    assert months_on(day, months) == then


@pytest.mark.parametrize(
    ("due", "given", "then"),
    [
        (None, None, None),
        ("2026-11-01", None, None),
        ("2026-11-22", None, None),
        ("2026-12-01", None, "2026-12-01"),
        ("2026-12-01", "2027-11-22", "2027-11-22"),
        (None, "2027-11-22", "2027-11-22"),
    ],
)
def test_a_day_that_is_met_goes_and_a_later_one_stays(
    tmp_path: Path, due: str | None, given: str | None, then: str | None
) -> None:
    with Register.create(tmp_path / "a.ropa") as register:
        id = edit.add(register, "activity", name="Payroll", review_due_on=due)
        review(register, [id], "Kari Vik", "2026-11-22", due_on=given)
        (activity,) = register.snapshot().all(Activity)
        assert (activity.reviewed_by, activity.reviewed_on, activity.review_due_on) == ("Kari Vik", "2026-11-22", then)
        register.undo()
        assert register.snapshot().all(Activity)[0].review_due_on == due


def test_one_who_reviews_a_suggestion_is_told_to_confirm_it(tmp_path: Path) -> None:
    with Register.create(tmp_path / "a.ropa") as register:
        keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
        known = edit.add(register, "activity", name="Payroll", keeper_id=keeper)
        (proposed,) = suggestions.add_from_library(register, [items()["newsletter"]], keeper, "en")
        steps = len(register.history())
        with pytest.raises(BadInput, match="Only confirmed activities can be reviewed"):
            review(register, [proposed], None, "2026-11-22")
        assert len(register.history()) == steps
        assert review(register, [known, proposed], None, "2026-11-22") == (known,)
