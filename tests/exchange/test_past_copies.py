"""A working copy of the register as at a past day says so, and takes nothing back that was changed since."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.handing_over import hand_over
from ropa_desktop.exchange.plan import import_file, read_file
from ropa_desktop.exchange.workbook.columns import LISTS
from ropa_desktop.register import edit, journal
from ropa_desktop.register.register import Register
from tests.registers import Small, small

PAST = Options(as_of="2026-03-31")


@pytest.fixture
def filled(register: Register, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setattr(journal, "now", lambda: "2026-03-30T10:00:00.000+00:00")
    ids = small(register)
    monkeypatch.setattr(journal, "now", lambda: "2026-04-09T10:00:00.000+00:00")
    return ids


def test_both_kinds_of_working_copy_say_the_day_and_those_of_today_say_none(
    register: Register, filled: Small, tmp_path: Path
) -> None:
    for name, options in (("then", PAST), ("now", Options())):
        for ending in (".json", ".xlsx"):
            hand_over(register, tmp_path / f"{name}{ending}", options)
    assert json.loads((tmp_path / "then.json").read_text("utf-8"))["as_of"] == "2026-03-31"
    assert "as_of" not in json.loads((tmp_path / "now.json").read_text("utf-8"))
    for name, told in (("then", 1), ("now", 0)):
        about = load_workbook(tmp_path / f"{name}.xlsx").worksheets[0]
        said = [str(row[1].value) for row in about.iter_rows() if row[0].value == "As at"]
        assert len(said) == told
        assert all(text.startswith("31 Mar 2026. It is not read into a register that holds these") for text in said)
    assert {read_file(tmp_path / f"then{ending}").as_of for ending in (".json", ".xlsx")} == {"2026-03-31"}
    assert {read_file(tmp_path / f"now{ending}").as_of for ending in (".json", ".xlsx")} == {""}


def test_either_of_the_sheets_that_say_the_day_may_be_lost(register: Register, filled: Small, tmp_path: Path) -> None:
    hand_over(register, tmp_path / "then.xlsx", PAST)
    for lost in ("About", LISTS):
        book = load_workbook(tmp_path / "then.xlsx")
        del book[lost]
        book.save(tmp_path / "without.xlsx")
        assert read_file(tmp_path / "without.xlsx").as_of == "2026-03-31"


@pytest.mark.parametrize("ending", [".json", ".xlsx"])
def test_what_was_changed_since_is_never_taken_back_and_another_register_takes_the_copy_in(
    ending: str, register: Register, filled: Small, tmp_path: Path
) -> None:
    target = tmp_path / f"then{ending}"
    hand_over(register, target, PAST)
    assert import_file(register, target).unchanged > 10, "nothing has changed since"
    edit.set_value(register, "activity", filled.payroll, "name", "Wages")
    with pytest.raises(BadInput, match=r"as at 31 Mar 2026, .* changed since"):
        import_file(register, target)
    assert register.snapshot().rows("activity")[0].name == "Wages"
    edit.set_value(register, "activity", filled.payroll, "name", "Payroll")
    edit.delete(register, "activity", filled.hosting)
    with pytest.raises(BadInput, match="changed since"):
        import_file(register, target)
    with Register.create(tmp_path / "other.ropa") as other:
        import_file(other, target)
        assert [row.name for row in other.snapshot().rows("activity")] == ["Payroll", "Hosting"]
