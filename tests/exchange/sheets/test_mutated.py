"""Workbooks with a few bytes changed, in the file or inside its parts: one sentence, or a book every cell of which ends
somewhere. Nothing else may come out of a reader, and nothing may be left behind.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.recognition.account import filled
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange.sheets.binary_book import write_binary
from tests.exchange.sheets.files import cell, paragraph, table, write_old, write_opendocument

ROWS = [
    [
        "Processing activity",
        "Purpose",
        "Data subjects",
        "Recipients",
        "Third countries",
        "Retention period",
        "Reviewed",
    ],
    ["Payroll", "Pay salaries", "Employees", "Tax office; Northbank", "No", "10 years (Bookkeeping Act)", "03/07/2020"],
    ["Newsletter", "Tell customers", "Customers", "Postlane AS", "USA (SCC)", "until opt-out", "31.2.2021"],
]
_TOKENS = [
    b"<",
    b">",
    b"&",
    b'"',
    b"&#0;",
    b"&x;",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"]]>",
    b"\0",
    b"\xff",
    b"-1",
    b"1e999",
]
_TOKENS += [b"r=", b"s=", b"t=", b"<c/>", b"</row>", b"XFD1048576", b"99999999999", b"mergeCell", b"\xed\xa0\x80", b""]


def excel() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet["B2"].comment = Comment("Why?", "Kari")
    sheet.merge_cells("A2:A3")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def opendocument(directory: Path) -> bytes:
    rows = "".join(
        "<table:table-row>" + "".join(cell(paragraph(text)) for text in row) + "</table:table-row>" for row in ROWS
    )
    return write_opendocument(directory / "made.ods", table(rows)).read_bytes()


def old(directory: Path) -> bytes:
    cells = {(n, m): text for n, row in enumerate(ROWS) for m, text in enumerate(row)}
    return write_old(directory / "made.xls", cells, (1, 0, 2, 0)).read_bytes()


def text() -> bytes:
    return "\r\n".join(";".join(f'"{text}"' for text in row) for row in ROWS).encode()


_KINDS: dict[str, Callable[[Path], bytes]] = {
    "xlsx": lambda _directory: excel(),
    "ods": opendocument,
    "xls": old,
    "xlsb": lambda directory: write_binary(directory / "made.xlsb", ROWS).read_bytes(),
    "csv": lambda _directory: text(),
}


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """Some bytes written over, taken out or put in, or the end cut off."""
    found = bytearray(content)
    for _time in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(found) - 1)))
        taken = draw(st.sampled_from([0, 0, 1, 2, 8]))
        found[place : place + taken] = draw(st.one_of(st.sampled_from(_TOKENS), st.binary(min_size=1, max_size=4)))
    if draw(st.integers(0, 9)) == 0:
        del found[draw(st.integers(0, len(found))) :]
    return bytes(found)


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """A file changed as a whole, or, where it is an archive, one of its parts changed and packed again."""
    if content[:2] != b"PK" or draw(st.integers(0, 3)) == 0:
        return draw(changed(content))
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as given_archive, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        names = given_archive.namelist()
        chosen = draw(
            st.sampled_from([*names, *[name for name in names if "sheet1" in name or name == "content.xml"] * 6])
        )
        for name in names:
            part = given_archive.read(name)
            archive.writestr(name, draw(changed(part)) if name == chosen else part)
    return packed.getvalue()


def read_or_refuse(path: Path) -> tuple[Book | None, str]:
    try:
        return read_book(path), ""
    except BadInput as refusal:
        return None, str(refusal)


def breaks_down(path: Path) -> bool:
    """Whether to read a file ends the process, as it can in a reader that is not written in Python.

    The program reads each file in a process of its own, and says so (`test_child.py`).
    """
    child = os.fork()
    if child == 0:
        try:
            read_or_refuse(path)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("ending", sorted(_KINDS))
def test_a_damaged_file_gets_a_sentence_or_is_accounted_for(ending: str) -> None:
    with TemporaryDirectory() as folder:
        directory = Path(folder)
        whole = _KINDS[ending](directory)
        path = directory / f"register.{ending}"
        path.write_bytes(whole)
        assert recognise(read_book(path)).incoming.records["activity"]  # it begins as a register

        @given(mutated(whole))
        def read(content: bytes) -> None:
            path.write_bytes(content)
            if ending == "xlsb" and hasattr(os, "fork") and breaks_down(path):
                return
            book, sentence = read_or_refuse(path)
            if book is None:
                assert path.name in sentence
                assert sentence.endswith(".")
                return
            found = recognise(book, insist=False)
            cells = sum(filled(sheet) for sheet in book.sheets)
            assert sum(found.incoming.cells.values()) == cells == len(found.outcomes)
            plan(Snapshot({}), found.incoming)

        read()
        assert {one.name for one in directory.iterdir()} <= {path.name, f"made.{ending}"}
