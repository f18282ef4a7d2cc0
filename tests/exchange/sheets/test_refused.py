"""What is no spreadsheet, or a dangerous one, is refused in one sentence with advice; nothing else ever comes out."""

import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.sheets.reading import open_book, read_book
from tests.exchange.sheets.binary_book import Value, write_binary
from tests.exchange.sheets.files import (
    cell,
    compound,
    paragraph,
    table,
    texts,
    write_archive,
    write_excel,
    write_old,
    write_opendocument,
)

ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Behandlinger (kopi).xls"


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        read_book(path)
    sentence = str(refused.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "web page"),
        ("<table><tr><td>x".encode("utf-16"), "web page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "spreadsheet in XML"),
        (b'<?xml version="1.0"?><register/>', "neither a spreadsheet"),
        (b'{"records": [1, 2]}', "neither a spreadsheet"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"{\\rtf1\\ansi x}", "text document"),
        (b"SQLite format 3\0" + bytes(100), "database"),
        (b"\x1f\x8b\x08\0", "archive"),
        (bytes(range(256)) * 20, "neither a spreadsheet"),
        (bytes(5000), "neither a spreadsheet"),
        (b"PK\x03\x04 cut off", "damaged"),
        (compound("WordDocument", b"x"), "text document"),
        (compound("EncryptedPackage", b"x"), "remove the password"),
        (compound("Other", b"x"), "neither a spreadsheet"),
        (compound("Workbook", b"\x09\x08 cut off"), "damaged"),
        (b" \r\n;;;\r\n", "no cell with content"),
    ],
)
def test_what_is_no_spreadsheet(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    assert said in refusal(path)


def test_what_is_not_there(path: Path) -> None:
    assert "There is no file" in refusal(path)
    path.mkdir()
    assert "is a folder" in refusal(path)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"readme.txt": "x"}, "is an archive"),
        ({TYPES: f'<Override ContentType="{WORD}"/>', "word/document.xml": "x"}, "text document"),
        ({TYPES: "<Types/>"}, "neither a spreadsheet"),
        ({TYPES: "<Types/>", "xl/workbook.xml": "x"}, "damaged"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}, "text document"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "damaged"),
        ({"Index/Document.iwa": "x"}, "saved by Numbers"),
    ],
)
def test_archives_that_hold_no_spreadsheet(path: Path, parts: dict[str, str], said: str) -> None:
    assert said in refusal(write_archive(path, parts))


def test_a_password_on_an_opendocument_file(path: Path) -> None:
    write_opendocument(path, "", manifest='<manifest:encryption-data manifest:checksum-type="x"/>')
    assert "Save with password" in refusal(path)


@pytest.mark.parametrize("mimetype", ["application/vnd.oasis.opendocument.spreadsheet", ""])
def test_what_unpacks_to_too_much(path: Path, mimetype: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr(TYPES, "<Types/>")
        with archive.open("xl/workbook.xml", "w") as part:
            for _block in range(201):
                part.write(bytes(2**20))
    assert "would unpack to 201 MB" in refusal(path)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("entity", ["&b;", "&c;"])
def test_entities_are_never_resolved(path: Path, entity: str) -> None:
    write_excel(path, ROW, shared=f"<si><t>{entity}</t></si>")
    changed(path, "xl/sharedStrings.xml", lambda xml: LAUGHS.encode() + xml)
    assert "damaged" in refusal(path)
    write_opendocument(path, table(f"<table:table-row>{cell(paragraph(entity))}</table:table-row>"))
    changed(path, "content.xml", lambda xml: xml.replace(b"?>", b"?>" + LAUGHS.encode(), 1))
    assert "damaged" in refusal(path)


def test_a_workbook_with_macros_is_read_and_they_are_not(path: Path) -> None:
    write_excel(path, ROW, shared="<si><t>Pay</t></si>")
    changed(path, TYPES, lambda xml: xml.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main", MACROS))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert texts(open_book(path).sheets[0]) == [["1", "Pay"]]


MACROS = b"ms-excel.sheet.macroEnabled.main"


def test_an_old_workbook(path: Path) -> None:
    write_old(path, {(1, 1): "Lønn", (2, 1): 12.0, (2, 2): 0.5, (4, 4): "x"}, (1, 1, 1, 3))
    book = open_book(path)
    assert texts(book.sheets[0])[1:3] == [["", "Lønn", "", "", ""], ["", "12", "0.5", "", ""]]
    assert book.sheets[0].merged == ((1, 1, 1, 3),)
    assert "Hidden rows and columns" in book.remarks[0]


def test_a_binary_workbook(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["No", "Activity", "Reviewed", "Sensitive"]]
    rows += [[1, "Lønn", date(2024, 2, 29), True], [2.5, "x", None, False]]
    book = open_book(write_binary(tmp_path / "register.xlsb", rows))
    assert texts(book.sheets[0])[1:] == [["1", "Lønn", "2024-02-29", "true"], ["2.5", "x", "", "false"]]
    assert "Hidden rows and columns" in book.remarks[0]


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    for name in ("register.csv", "register.ods", "register", "register.pdf"):
        path = write_excel(tmp_path / name, ROW, shared="<si><t>Pay</t></si>")
        assert texts(read_book(path).sheets[0]) == [["1", "Pay"]]


# -- any damage at all ------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_bytes_changed_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "mutated"
    kind = data.draw(st.sampled_from(["excel", "opendocument", "text"]))
    if kind == "excel":
        write_excel(path, ROW, shared="<si><t>Pay</t></si>")
        part = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", TYPES]))
        changed(path, part, lambda content: mutated(content, data))
    elif kind == "opendocument":
        write_opendocument(path, table(f"<table:table-row>{cell(paragraph('Lønn'))}</table:table-row>"))
        changed(path, "content.xml", lambda content: mutated(content, data))
    else:
        path.write_bytes(mutated('Navn;Formål\r\nLønn;"Å betale"\r\n'.encode(), data))
    read_or_refuse(path)
    path.write_bytes(mutated(path.read_bytes(), data))
    read_or_refuse(path)


def read_or_refuse(path: Path) -> None:
    with suppress(BadInput):
        read_book(path)


def mutated(content: bytes, data: st.DataObject) -> bytes:
    """The content with a stretch replaced by a few other bytes."""
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 30))
    return content[:start] + data.draw(st.binary(max_size=10)) + content[start + length :]


def changed(path: Path, part: str, change: object) -> None:
    """Change one part of an archive in place."""
    assert callable(change)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    write_archive(path, {name: change(content) if name == part else content for name, content in parts.items()})
