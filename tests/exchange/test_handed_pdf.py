"""What a record brings to its document: departments, the terms it uses, and on wish its own working copy."""

from pathlib import Path

import pikepdf
import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.json_file import read_json
from ropa_desktop.exchange.report import Report, Table
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.formats import samples
from tests.registers import small


def terms(report: Report) -> list[str]:
    """The terms that the annex explains."""
    (chapter,) = (one for one in report.parts[0].chapters if one.title in ("Annex: legal terms",))
    (table,) = chapter.blocks
    assert isinstance(table, Table)
    assert all(cell.text for row in table.rows for cell in row)
    return [row[0].text for row in table.rows]


def groups(register: Register, language: str = "en") -> list[tuple[str, str]]:
    chapters = build(register.snapshot(), Options(language=language)).parts[0].chapters
    return [(entry.title, entry.group) for chapter in chapters for entry in chapter.entries]


def test_activities_stand_by_department_as_soon_as_two_are_named(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes")
    first, second, third, fourth = (edit.add(register, "activity", keeper_id=keeper, name=name) for name in "ABCD")
    assert groups(register) == [("A", ""), ("B", ""), ("C", ""), ("D", "")]
    edit.set_value(register, "activity", first, "department", "Personnel")
    edit.set_value(register, "activity", third, "department", "personnel")
    assert groups(register) == [("A", ""), ("B", ""), ("C", ""), ("D", "")]
    edit.set_value(register, "activity", fourth, "department", "Finance")
    assert groups(register) == [("D", "Finance"), ("A", "Personnel"), ("C", "Personnel"), ("B", "Other activities")]
    edit.set_value(register, "activity", second, "department", "Økonomi")
    assert groups(register)[1:] == [("B", "Økonomi"), ("A", "Personnel"), ("C", "Personnel")]
    assert groups(register, "nb")[1:] == [("A", "Personnel"), ("C", "Personnel"), ("B", "Økonomi")]


def test_only_the_terms_that_a_record_uses_are_explained(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes")
    activity = edit.add(register, "activity", keeper_id=keeper, name="A")
    always = ["Personal data", "Data subject", "Processing", "Controller"]
    assert terms(build(register.snapshot(), Options())) == always
    data = edit.add(register, "data_category", name="Sick leave", nature="health")
    edit.add(register, "data_line", activity_id=activity, data_id=data)
    edit.add(register, "transfer", activity_id=activity, country="IN", mechanism="SCC_2021_M2")
    edit.add(register, "purpose", activity_id=activity, description="P", legal_basis="6(1)(f)")
    snapshot = register.snapshot()
    more = ["Special categories of personal data", "Third country", "Standard data protection clauses"]
    assert terms(build(snapshot, Options())) == [*always, *more]
    assert "Legitimate interests" in terms(build(snapshot, Options(also=frozenset({"bases"}))))


def test_every_term_is_explained_in_norwegian_as_in_english() -> None:
    snapshot = samples.register()
    options = [Options(also=frozenset({"bases"}), language=language) for language in ("en", "nb")]
    tables = [build(snapshot, one).parts[0].chapters[-1].blocks[0] for one in options]
    for english, norwegian in zip(*(table.rows for table in tables if isinstance(table, Table)), strict=True):
        assert english[0].text != norwegian[0].text
        assert english[1].text != norwegian[1].text
        assert english[2] == norwegian[2]


@pytest.mark.parametrize("role", [None, "processor"])
def test_the_copy_in_a_pdf_is_the_working_copy_of_its_scope(role: str | None, tmp_path: Path) -> None:
    snapshot = samples.register()
    (keeper,) = (one for one in snapshot.all(Organisation) if one.name == "Fjordby Regnskap AS")
    target, copy = tmp_path / "Fjordby «A».pdf", tmp_path / "copy.json"
    (said, *_more) = export(snapshot, target, Options(keeper.id, role, embed=True))
    export(snapshot, copy, Options(keeper.id, role))
    n = sum(map(len, read_json(copy).values()))
    assert said == (
        f"The PDF carries {n} records with every field as Fjordby «A».json, notes and internal fields among them."
    )
    with pikepdf.open(target) as pdf:
        assert pdf.attachments["Fjordby «A».json"].get_file().read_bytes() == copy.read_bytes()
    export(snapshot, target, Options(keeper.id, role))
    with pikepdf.open(target) as pdf:
        assert not pdf.attachments


@pytest.mark.parametrize(("name", "public"), [("out.pdf", True), ("out.docx", False), ("out.json", False)])
def test_a_copy_is_put_into_no_public_version_and_no_other_format(name: str, public: bool, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        export(samples.register(), tmp_path / name, Options(embed=True, public=public))
    assert not list(tmp_path.glob("out*"))


def test_the_terminal_takes_logo_and_colour(register: Register, tmp_path: Path) -> None:
    small(register)
    register.close()
    target, logo = tmp_path / "out.pdf", tmp_path / "logo.png"
    asked = ["export", str(register.path), str(target)]
    logo.write_bytes(b"no picture")
    assert run([*asked, "--logo", str(logo)]) == 1
    assert run([*asked, "--colour", "#FFFF00"]) == 1
    assert run([*asked, "--logo", str(tmp_path / "none.png")]) == 1
    assert not target.exists()
    assert run([*asked, "--colour", "#123456", "--embed"]) == 0
    with pikepdf.open(target) as pdf:
        assert list(pdf.attachments) == ["out.json"]
