"""What is no workbook of ours, or a dangerous one, is refused in one sentence with advice."""

import os
import struct
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.workbook import read_workbook, write_workbook
from ropa_desktop.exchange.workbook.columns import KEY_ROW
from tests.exchange.extremes import snapshot_of


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        read_workbook(path)
    sentence = str(refused.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Behandlinger (kopi).xlsx"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "r.xlsx"
    write_workbook(snapshot_of({"organisation": [{"id": "o", "name": "Fjordby AS"}]}), path)
    return path


def rewritten(sound: Path, path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A copy of a workbook with its parts changed."""
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return path


# -- no workbook ------------------------------------------------------------------------------------------


def test_a_file_that_is_missing(path: Path) -> None:
    assert "There is no file" in refusal(path)


def test_a_folder(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in refusal(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read(path: Path) -> None:
    path.write_bytes(b"PK")
    path.chmod(0)
    assert "cannot be read" in refusal(path)


def test_an_empty_file(path: Path) -> None:
    path.write_bytes(b"")
    assert "is empty" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [b"Name;Purpose\r\nPayroll;Pay\r\n", b"<html><table><tr><td>x</td></tr></table></html>", b"\x00" * 5000, b"P"],
)
def test_something_else_under_that_name(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "is no Excel workbook" in refusal(path)


def compound(*names: str) -> bytes:
    """As much of a compound file as tells one kind from another: its signature, and the names in its directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return header + directory


def test_a_workbook_with_a_password_says_how_to_remove_it(path: Path) -> None:
    path.write_bytes(compound("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    sentence = refusal(path)
    assert "is protected by a password" in sentence
    assert "Encrypt with Password" in sentence


def test_a_workbook_of_excel_97(path: Path) -> None:
    path.write_bytes(compound("Root Entry", "Workbook"))
    assert "save it as an Excel workbook (.xlsx)" in refusal(path)


def test_an_open_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "is an OpenDocument file" in refusal(path)


def test_an_archive_of_something_else(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("picture.png", b"x")
    assert "is an archive and no Excel workbook" in refusal(path)


def test_an_archive_with_a_password(path: Path, sound: Path) -> None:
    content = bytearray(sound.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + place] |= 1
    path.write_bytes(content)
    assert "is an archive with a password" in refusal(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_cut_short(path: Path, sound: Path, share: float) -> None:
    content = sound.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "is damaged" in refusal(path)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_a_broken_part(path: Path, sound: Path, part: str) -> None:
    rewritten(sound, path, lambda name, content: content[: len(content) // 2] if name == part else content)
    assert "cannot be read as a workbook" in refusal(path)


def test_a_workbook_without_one_of_its_parts(path: Path, sound: Path) -> None:
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet3.xml":
                new.writestr(name, old.read(name))
    assert "cannot be read as a workbook" in refusal(path)


# -- not ours ---------------------------------------------------------------------------------------------


def test_somebody_elses_workbook(path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Name", "Purpose"])
    book.save(path)
    assert "is not a register workbook of this program" in refusal(path)


@pytest.mark.parametrize("version", ["2", "10", "next", None])
def test_a_newer_format(path: Path, sound: Path, version: str | None) -> None:
    book = load_workbook(sound)
    book.worksheets[0]["B1"].value = version
    book.save(path)
    assert "was made by a newer version" in refusal(path)


# -- dangerous --------------------------------------------------------------------------------------------


def test_a_zip_bomb_is_not_unpacked(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/sharedStrings.xml", bytes(64 * 2**20))
    assert path.stat().st_size < 2**20
    assert "would unpack to 64 MB" in refusal(path)


def test_a_directory_that_lies_about_a_size_is_found_out(path: Path, sound: Path) -> None:
    content = bytearray(sound.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 24 : at + 28] = struct.pack("<I", 10)
        at = content.find(b"PK\x01\x02", at + 1)
    path.write_bytes(content)
    assert "damaged" in refusal(path) or "cannot be read" in refusal(path)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://example.com/x.dtd">',
    ],
)
def test_entities_are_refused(path: Path, sound: Path, declaration: bytes) -> None:
    def declare(name: str, content: bytes) -> bytes:
        return declaration + content.replace(b">About<", b">&a;<") if name.endswith("sheet3.xml") else content

    if b'SYSTEM "http' in declaration:
        read_workbook(rewritten(sound, path, declare))  # never fetched: the network is closed to the tests
    else:
        assert "cannot be read as a workbook" in refusal(rewritten(sound, path, declare))


@pytest.mark.parametrize("corner", ["XFD1048576", "XFD5", "A1048576", "ZZ7"])
def test_a_cell_in_a_far_corner(path: Path, sound: Path, corner: str) -> None:
    book = load_workbook(sound)
    book["Purposes"][corner].value = "x"
    book.save(path)
    assert "has cells far outside the table, on the sheet Purposes" in refusal(path)


@pytest.mark.parametrize("stated", [b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD1048576"/>'])
def test_a_stated_size_is_not_believed(path: Path, sound: Path, stated: bytes) -> None:
    def state(name: str, content: bytes) -> bytes:
        return content.replace(b"<sheetViews>", stated + b"<sheetViews>") if "worksheets" in name else content

    (record,) = read_workbook(rewritten(sound, path, state)).records["organisation"]
    assert record["name"] == "Fjordby AS"


def test_empty_formatted_rows_to_the_end_of_the_sheet_are_nothing(path: Path, sound: Path) -> None:
    """As LibreOffice and Excel leave them behind."""

    def format_rows(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet3.xml"):
            return content
        return content.replace(
            b"</sheetData>", b'<row r="1048575"><c r="A1048575" s="3"/></row><row r="1048576"/></sheetData>'
        )

    assert len(read_workbook(rewritten(sound, path, format_rows)).records["organisation"]) == 1


def test_a_sheet_that_lost_its_keys_is_not_taken_for_one_of_ours(path: Path, sound: Path) -> None:
    book = load_workbook(sound)
    book["Organisations"].delete_rows(KEY_ROW)
    book.save(path)
    assert "organisation" not in read_workbook(path).records


@settings(max_examples=60)
@given(st.data())
def test_bytes_changed_at_random_never_end_in_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "r.xlsx"
    content = parts()
    part = data.draw(st.sampled_from(sorted(content)))
    text = bytearray(content[part])
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=3) | st.sampled_from([b"<", b'"', b"9", b"&#0;"])
        )
    with zipfile.ZipFile(path, "w") as archive:
        for name, original in content.items():
            archive.writestr(name, bytes(text) if name == part else original)
    with suppress(BadInput):
        read_workbook(path)


@cache
def parts() -> dict[str, bytes]:
    """The parts of a small workbook."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "r.xlsx"
        write_workbook(snapshot_of({"activity": [{"id": "a", "name": "A", "started_on": "2020-01-01"}]}), path)
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def test_the_fuzzed_workbook_is_sound_to_begin_with(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    assert read_workbook(path).records["activity"][0]["started_on"] == "2020-01-01"
