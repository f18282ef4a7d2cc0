"""The log of changes names what was changed, and nothing of what it said."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import export, report_of
from ropa_desktop.exchange.handing_over import hand_over, taken
from ropa_desktop.exchange.report import Table
from ropa_desktop.register import edit, journal
from ropa_desktop.register.register import Register
from tests.registers import small

CHANGES = Options(layout="changes")


def lines(register: Register, options: Options = CHANGES) -> list[tuple[str, ...]]:
    """The rows of the log, the newest first, without their days."""
    blocks = [block for part in report_of(*taken(register, options)).parts for block in part.chapters[0].blocks]
    return [tuple(cell.text for cell in row[1:]) for block in blocks if isinstance(block, Table) for row in block.rows]


def test_each_step_is_a_line_that_says_what_was_changed_and_not_to_what(register: Register) -> None:
    ids = small(register)
    edit.set_value(register, "activity", ids.payroll, "department", "Secret department")
    purpose = edit.add(register, "purpose", activity_id=ids.payroll, description="Secret purpose")
    edit.set_value(register, "purpose", purpose, "legal_basis", "6(1)(c)")
    edit.delete(register, "purpose", purpose)
    edit.set_answer(register, "activity", ids.hosting, "transfers", None)
    found = lines(register)
    assert ("PA-001 Payroll", "Department") in found
    assert ("PA-001 Payroll", "Purpose: Legal basis") in found
    assert found.count(("PA-001 Payroll", "Purpose")) == 2, "it came and it went"
    assert any(name.endswith("Payroll") and what.startswith("entered") for name, what in found)
    assert any(name.endswith("Hosting") and what == "Transfers" for name, what in found)
    assert "Secret" not in str(found)


def test_of_a_past_day_it_holds_what_led_to_the_revision_shown_even_where_the_clock_was_set_back(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def set_clock(moment: str) -> None:
        monkeypatch.setattr(journal, "now", lambda: f"{moment}.000+00:00")

    set_clock("2026-03-30T10:00:00")
    ids = small(register)
    set_clock("2026-04-09T10:00:00")  # nine days fast
    edit.set_value(register, "activity", ids.payroll, "department", "Personnel")
    set_clock("2026-03-31T10:00:00")
    edit.set_value(register, "activity", ids.payroll, "note", "Noted")
    set_clock("2026-04-02T10:00:00")
    edit.set_value(register, "activity", ids.payroll, "name", "Wages")
    then = lines(register, Options(layout="changes", as_of="2026-03-31"))
    assert ("PA-001 Payroll", "Department") in then, "the note, written before the end of that day, came after it"
    assert ("PA-001 Payroll", "Name") not in then
    assert ("PA-001 Wages", "Name") in lines(register)


def test_who_did_it_is_named_only_where_it_is_asked_for_and_nobody_elses_activities_are(register: Register) -> None:
    ids = small(register)
    other = edit.add(register, "organisation", name="Havnes AS", record_kept="yes")
    edit.add(register, "activity", name="Harbour log", keeper_id=other)
    assert {len(row) for row in lines(register)} == {2}
    named = lines(register, Options(keeper_id=ids.keeper, layout="changes", also=frozenset({"editors"})))
    assert {row[2] for row in named} == {register.history()[0].who}
    assert "Harbour log" not in str(named)
    assert "Harbour log" in str(lines(register))


def test_it_is_written_from_an_open_register_and_not_from_a_snapshot(register: Register, tmp_path: Path) -> None:
    small(register)
    with pytest.raises(BadInput, match="needs its history"):
        export(register.snapshot(), tmp_path / "log.csv", CHANGES)
    hand_over(register, tmp_path / "log.csv", CHANGES)
    assert "Payroll" in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
