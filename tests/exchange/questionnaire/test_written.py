"""What goes out: one department's activities in plain words, nothing of anybody else, safe to open and to print."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.questionnaire.department import Request, departments, only_keeper
from ropa_desktop.exchange.questionnaire.writer import write_questionnaire
from ropa_desktop.exchange.workbook.columns import LISTS
from tests.exchange.questionnaire.filling import Filling, register, written


def texts(path: Path) -> str:
    """Every text of a workbook, properties and hidden sheets included."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def visible(path: Path) -> str:
    """What a person sees."""
    book = load_workbook(path)
    cells = [
        str(cell.value)
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(min_row=2, min_col=5)
        for cell in row
        if cell.value is not None
    ]
    return "\n".join(cells)


def test_it_shows_one_department_and_no_other(tmp_path: Path) -> None:
    path = written(tmp_path / "hr.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["Start here", "Payroll", "Hiring", "Lists"]
    said = texts(path)
    for kept_back in ("Newsletter", "Harbour", "Havnes", "Client of", "Crane", "Old", "Mine alone", "PA-00"):
        assert kept_back not in said, kept_back
    lists = [str(cell.value) for row in book[LISTS].iter_rows() for cell in row if cell.value]
    assert "Nordlys Lønn AS" in lists
    assert "File server" in lists
    assert "Ola Privat" not in lists, "a natural person is nobody's supplier"


def test_it_asks_in_plain_words_without_legal_bases(tmp_path: Path) -> None:
    said = visible(written(tmp_path / "hr.xlsx"))
    assert "Fjordby AS keeps a record" in said
    assert "Ingrid Vik, i@f.no, data protection officer of Fjordby AS" in said
    assert "4 Dec 2026" in said
    assert "Has this changed since 15 Jan 2026?" in said
    assert "Is any of this wrong, missing or out of date?" in said, "of what nobody has reviewed"
    assert "Sick leave\nSensitive: Health data" in said
    assert "5 years from end of the accounting year" in said
    for legal in ("6(1)", "bokføringsloven", "Contract", "Processor", "legal basis"):
        assert legal not in said, legal


def test_it_speaks_norwegian_throughout(tmp_path: Path) -> None:
    said = visible(written(tmp_path / "hr.xlsx", "nb"))
    assert "Spørsmål til HR" in said
    assert "5 år fra regnskapsårets slutt" in said
    assert "Sensitivt: Helseopplysninger" in said
    for english in ("Question", "Receives", "unknown", "Your", "Who ", "Back"):
        assert english not in said, english


@pytest.mark.parametrize("language", ["en", "nb"])
def test_nothing_in_it_is_a_formula_and_what_looks_like_one_is_quoted(tmp_path: Path, language: str) -> None:
    evil = '=HYPERLINK("http://x"; "y")'
    named = {"owner": evil, "name": "=1+1", "description": "@SUM(A1)"}
    snapshot = register(payroll=named, lonn={"name": "+47 AS"}, tool={"name": "-cmd"}, pay={"description": "=A1"})
    path = written(tmp_path / "hr.xlsx", language, snapshot)
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    dangerous = [cell for cell in cells if str(cell.value)[:1] in "=+-@"]
    assert [(cell.parent.title, cell.coordinate) for cell in dangerous if not cell.quotePrefix] == []
    assert len(dangerous) >= 10
    assert "<f>" not in texts(path)


def test_its_properties_name_nobody(tmp_path: Path) -> None:
    properties = load_workbook(written(tmp_path / "hr.xlsx")).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (
        "ROPA Desktop",
        None,
        "Questions to HR",
    )


def test_only_answers_can_be_written_and_the_rest_is_locked_without_a_password(tmp_path: Path) -> None:
    filling = Filling(written(tmp_path / "hr.xlsx"))
    for sheet in filling.book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    for activity in ("", "payroll"):
        for row in filling.rows(activity):
            asks = bool(row[marks.KEY].value)
            assert [cell.protection.locked for cell in row[: marks.CHANGED]] == [True] * marks.CHANGED
            assert row[marks.CHANGED].protection.locked is not asks


def test_drop_downs_offer_yes_and_no_and_what_is_known(tmp_path: Path) -> None:
    filling = Filling(written(tmp_path / "hr.xlsx"))

    def offered(key: str, activity: str = "") -> list[str]:
        cell = filling.cells(key, activity)[0]
        for choice in cell.parent.data_validations.dataValidation:
            if cell.coordinate in choice.sqref:
                return [row[0].value for row in filling.book[LISTS][choice.formula1.split("!")[1].replace("$", "")]]
        return []

    assert offered(marks.ANY_CHANGE) == ["No", "Yes"]
    assert offered("system", "payroll") == ["No longer", "File server", "Nordlys"]
    assert offered("system.new", "payroll") == ["File server", "Nordlys"]
    assert offered("recipient.new", "payroll") == ["Nordlys Lønn AS"]
    assert offered("subject.new", "payroll") == ["Employees"], "of the controller's own record alone"


def test_it_prints_upright_on_a4_with_its_heads_on_every_page(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path / "hr.xlsx"))
    for sheet in book.worksheets[:-1]:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("portrait", 9)
        visible_widths = [sheet.column_dimensions[letter].width for letter in "EFG"]
        assert sum(visible_widths) == 96
        assert all(sheet.column_dimensions[letter].hidden for letter in "ABCD")
    assert book["Payroll"].print_title_rows == "$5:$5"


def test_activities_of_one_name_have_sheets_of_their_own(tmp_path: Path) -> None:
    long = "An activity with a name that no tab could ever hold: [and/signs]"
    snapshot = register(payroll={"name": long}, hiring={"name": long})
    book = load_workbook(written(tmp_path / "hr.xlsx", snapshot=snapshot))
    assert len(set(book.sheetnames)) == 4
    assert all(len(name) <= 31 for name in book.sheetnames)
    links = {cell.hyperlink.location for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!E2" for name in book.sheetnames[1:3]}


def test_without_a_department_it_asks_of_everything_of_one_controller(tmp_path: Path) -> None:
    assert write_questionnaire(register(), tmp_path / "all.xlsx", Request("fjordby")) == 3
    assert "Harbour log" not in texts(tmp_path / "all.xlsx")


def test_departments_are_counted_and_an_unknown_one_is_named_with_the_known(tmp_path: Path) -> None:
    assert departments(register(), "fjordby") == {"HR": 2, "Sales": 1}
    with pytest.raises(BadInput, match=r"“Legal”. There are: HR, Sales"):
        written(tmp_path / "no.xlsx", department="Legal")
    assert list(tmp_path.iterdir()) == []


def test_whose_department_is_meant_is_told_from_its_name_or_asked() -> None:
    keeper = only_keeper(register(), "port")
    assert keeper is not None
    assert keeper.id == "havnes"
    with pytest.raises(BadInput, match="Fjordby AS, Havnes SA"):
        only_keeper(register(), "")


def test_a_target_that_cannot_be_written_is_left(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        written(tmp_path / "no such folder" / "hr.xlsx", snapshot=register())
    assert list(tmp_path.iterdir()) == []
