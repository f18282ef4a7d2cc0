"""A record in an authority's layout: its headings, every fact that it asks for, and what it leaves out said aloud."""

from dataclasses import replace
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.layouts import layout, layouts
from ropa_desktop.exchange.report import Report, State, Table
from ropa_desktop.exchange.layouts.tables import tabulate
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small

LEFT_OUT = {"cnpd": (("a", "Joint controllers"),)}


def table(report: Report) -> Table:
    ((chapter,),) = (part.chapters for part in report.parts)
    (found,) = chapter.blocks
    assert isinstance(found, Table)
    assert chapter.landscape
    return found


def test_every_layout_says_which_letters_it_leaves_out_and_on_what_its_headings_rest() -> None:
    assert {key: one.leaves_out for key, one in layouts().items()} == LEFT_OUT
    for one in layouts().values():
        assert one.source.name
        assert one.source.address
        assert one.source.checked_on
        assert one.source.evidence


def test_seven_columns_hold_what_the_controllers_record_says(register: Register) -> None:
    small(register)
    found = table(tabulate(register.snapshot(), Options(), layout("cnpd")))
    assert [column.title for column in found.columns][:2] == ["Finalité", "Catégories de personnes concernées"]
    (row,) = found.rows
    assert [cell.text for cell in row[:3]] == ["Pay salaries", "Employees", "Salary"]
    assert "Microsoft Azure" in row[3].text
    assert "United States" in row[4].text
    assert "5 years" in row[5].text
    assert row[6].text == "Access by role"
    assert "6(1)(b)" not in " ".join(cell.text for cell in row)


def test_what_is_unknown_is_named_so_in_every_column(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes")
    edit.add(register, "activity", keeper_id=keeper, name="A")
    (row,) = table(tabulate(register.snapshot(), Options(), layout("cnpd"))).rows
    assert [cell.state for cell in row] == [State.unknown] * 7


def test_the_table_holds_no_activity_on_behalf_of_others(register: Register) -> None:
    small(register)
    said = str(tabulate(register.snapshot(), Options(), layout("cnpd")))
    assert "Hosting" not in said
    assert "Havnes" not in said


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".ods", ".html"])
def test_the_export_says_what_the_layout_leaves_out(register: Register, tmp_path: Path, ending: str) -> None:
    small(register)
    target = tmp_path / f"record{ending}"
    said = export(register.snapshot(), target, Options(layout="cnpd"))
    assert said[-1] == "This layout has no column for: (a) Joint controllers."
    assert target.stat().st_size > 1000


def test_an_unknown_layout_another_role_and_a_working_copy_are_refused(register: Register, tmp_path: Path) -> None:
    small(register)
    for options, ending in ((Options(layout="no"), ".pdf"), (Options(layout="cnpd"), ".json")):
        with pytest.raises(BadInput):
            export(register.snapshot(), tmp_path / f"x{ending}", options)
    with pytest.raises(BadInput):
        export(register.snapshot(), tmp_path / "x.pdf", replace(Options(layout="cnpd"), role="processor"))
    assert not list(tmp_path.glob("x*"))
