"""Answers that come back after the register has gone on, as one step, and through other programs."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.exchange.apply import apply
from ropa_desktop.exchange.changes import decided, field_key, without
from ropa_desktop.exchange.plan import plan, read_file
from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.questionnaire.department import Request
from ropa_desktop.exchange.questionnaire.writer import write_questionnaire
from ropa_desktop.register.register import Register, label
from tests.exchange.questionnaire.filling import (
    added,
    changes,
    filled,
    planned,
    planned_apart,
    register,
    written,
)
from tests.registers import small

REVIEWED: dict[str, tuple[Any, Any]] = {
    "reviewed_on": ("2026-01-15", "2026-11-20"),
    "reviewed_by": (None, "Kari Nordmann"),
}


@pytest.fixture(params=["en", "nb"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The questionnaire to HR, in one language and the other: what is typed below is understood in both."""
    return written(tmp_path / "hr.xlsx", request.param)


# -- meanwhile --------------------------------------------------------------------------------------------


def test_what_was_changed_here_meanwhile_conflicts_and_is_not_taken_unasked(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("activity.description", "Salaries and bonus", "payroll")
        filling.answer("activity.owner", "Head of finance", "payroll")
        filling.answer("retention", "10 years", "payroll", "l1")
    now = register(payroll={"description": "Salaries and pensions"}, l1={"retention_id": None})
    found = planned(path, now)
    assert changes(found) == {"payroll": {"owner": ("Head of HR", "Head of finance")}}
    assert {one.id: dict(one.changes) for one in found.conflicts}["payroll"] == {
        "description": ("Salaries and pensions", "Salaries and bonus")
    }
    assert found.added == (), "a time limit that only a conflict names does not come"
    assert found.after.find("activity", "payroll").description == "Salaries and pensions"  # type: ignore[union-attr]
    taken = decided(found, set(), {field_key("l1", "retention_id")})
    assert [one.table for one in taken.added] == ["retention_rule"]
    assert set(changes(taken)) == {"payroll", "l1"}
    assert [one.id for one in taken.conflicts] == ["payroll"]


def test_what_was_changed_here_to_the_same_is_no_conflict(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("activity.description", "Salaries and bonus", "payroll")
    found = planned(path, register(payroll={"description": "Salaries and bonus"}))
    assert found.changes_nothing
    assert found.conflicts == ()


def test_answers_to_what_is_gone_are_named_and_left_out(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.answer("activity.name", "Recruiting", "hiring")
        filling.answer("recipient", "NAV", "payroll", "r1")
        filling.answer("system", "No longer", "payroll", "u1")
    now = register(hiring=None, r2=None, r1=None, u1={"system_id": "files"})
    found = planned(path, now)
    assert found.changes_nothing
    assert "“Hiring” is no longer in the register. Its answers were left out." in found.remarks
    said = " ".join(problem.sentence for problem in found.problems)
    assert "Recruiting" in said
    assert "“NAV” was left out" in said
    assert "the register has something else there" in said


def test_an_archived_activity_takes_no_answers(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
    found = planned(path, register(hiring={"archived_on": "2026-11-22"}))
    assert set(changes(found)) == {"payroll"}
    assert "“Hiring” has been archived. Its answers were left out." in found.remarks


# -- one step ---------------------------------------------------------------------------------------------


def test_it_is_one_revision_that_names_who_answered_and_one_undo_takes_back(tmp_path: Path) -> None:
    with Register.create(tmp_path / "r.ropa") as open_register:
        ids = small(open_register)
        before = open_register.snapshot()
        file = tmp_path / "all.xlsx"
        write_questionnaire(before, file, Request(ids.keeper))
        with filled(file) as filling:
            filling.sign("No")
            filling.answer("recipient", "Nordlys AS", ids.payroll)
            filling.answer("activity.name", "Wages", ids.payroll)
        found = plan(before, read_file(file))
        count = len(open_register.history())
        apply(open_register, found, file.name)
        assert open_register.snapshot().same_as(found.after) or [one for one in found.added if one.wants_reference], (
            "but for the references that are given on the way"
        )
        (revision,) = open_register.history()[count:]
        assert label(revision) == "Imported Questionnaire, Kari Nordmann, 2026-11-20"
        after = open_register.snapshot()
        assert after.find("activity", ids.payroll).name == "Wages"  # type: ignore[union-attr]
        assert after.find("activity", ids.hosting).reviewed_by == "Kari Nordmann"  # type: ignore[union-attr]
        assert len(after.matching("recipient", "activity_id", ids.payroll)) == 1
        assert plan(after, read_file(file)).added == (), "a second time brings nothing more"
        open_register.undo()
        assert open_register.snapshot().same_as(before)


def test_without_takes_out_rows_and_what_came_along(path: Path) -> None:
    with filled(path) as filling:
        filling.sign()
        filling.answer("recipient.new", "Solkyst AS", "payroll", number=0)
        filling.answer("recipient.new", "Tallvakt AS", "payroll", number=1)
        filling.answer("transfers.where", "India", "payroll")
    answered = register()
    found = planned(path, answered)
    by_name = {one.values.get("name"): one for one in found.added}
    rows = {one.values["organisation_id"]: one.id for one in found.added if one.table == "recipient"}
    solkyst = by_name["Solkyst AS"].id
    left = without(found, {solkyst})
    assert {one.values.get("name") for one in left.added} == {"Tallvakt AS", None}
    assert rows[solkyst] not in {one.id for one in left.added}, "a row goes with the only one it names"
    left = without(found, {rows[solkyst]})
    assert solkyst not in {one.id for one in left.added}, "what came along goes with the last that names it"
    assert left.after.find("organisation", solkyst) is None
    assert left.after.find("recipient", rows[by_name["Tallvakt AS"].id]) is not None


# -- other programs ---------------------------------------------------------------------------------------

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_saved_again_by_libreoffice_it_says_the_same(tmp_path: Path, ending: str) -> None:
    file = written(tmp_path / "hr.xlsx", "nb")
    with filled(file) as filling:
        filling.sign("Nei", day=date(2026, 11, 20))
        filling.answer(marks.CHANGE, "Ja", id="payroll")
        filling.answer("recipient.new", "NAV", "payroll")
        filling.answer("retention", "10 år etter at arbeidsforholdet er slutt", "payroll", "l1")
        filling.answer("system", "Ikke lenger", "payroll", "u1")
    expected = planned(file)
    (tmp_path / "saved").mkdir()
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", ending]
    done = subprocess.run([*command, "--outdir", str(tmp_path / "saved"), str(file)], capture_output=True, timeout=120)
    assert done.returncode == 0
    found = planned_apart(tmp_path / "saved" / f"hr.{ending}")
    assert found.problems == expected.problems == ()
    assert [set(one.changes) for one in found.updated] == [set(one.changes) for one in expected.updated]
    assert added(found)[-1] == added(expected)[-1]
    assert found.removed == expected.removed
    assert found.remarks == expected.remarks
