"""Hostile and broken files from the terminal: one sentence, exit code 1, the register untouched, nothing left."""

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.register.register import Register
from tests.exchange.sheets.files import compound, write_archive, write_excel, write_opendocument
from tests.exchange.test_xray import REGISTER

ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/workbook.xml", "w") as part:
            for _block in range(250):
                part.write(bytes(2**20))


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _entities(path: Path) -> None:
    write_excel(path, ROW, shared="<si><t>&b;&c;</t></si>")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/sharedStrings.xml"] = ENTITIES.encode() + parts["xl/sharedStrings.xml"]
    write_archive(path, parts)


HOSTILE: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a zip bomb": ("x.xlsx", _bomb, "would unpack to 250 MB"),
    "a bomb of repeated cells": (
        "x.ods",
        lambda path: write_opendocument(
            path,
            '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
        ),
        "more than",
    ),
    "entities": ("x.xlsx", _entities, "damaged"),
    "one cell at the far corner": (
        "x.xlsx",
        lambda path: write_excel(path, f'{ROW}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "almost nothing in between",
    ),
    "a password": ("x.xlsx", lambda path: path.write_bytes(compound("EncryptedPackage", b"x")), "password"),
    "a web page named .xls": ("x.xls", lambda path: path.write_text("<html><table>"), "web page"),
    "a pipe": ("x.xlsx", lambda path: os.mkfifo(path), "pipe or a device"),
    "a pipe of text": ("x.csv", lambda path: os.mkfifo(path), "pipe or a device"),
    "a pipe of JSON": ("x.json", lambda path: os.mkfifo(path), "pipe or a device"),
    "a device": ("x.csv", lambda path: path.symlink_to("/dev/zero"), "pipe or a device"),
    "a folder": ("x.xlsx", lambda path: path.mkdir(), "is a folder"),
    "a link to itself": ("x.xlsx", _loop, "cannot be read"),
    "a name of two lines and an order to the terminal": (
        "x\n\x1b[2J.xls",
        lambda path: path.write_text("<html><table>"),
        "web page",
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither such files nor such names")
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence_and_leaves_nothing(
    what: str, path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, make, said = HOSTILE[what]
    Register.create(path).close()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    make(tmp_path / name)
    before, files = path.read_bytes(), sorted(os.listdir(tmp_path))
    capfd.readouterr()
    for arguments in (["import", path, tmp_path / name], ["check", tmp_path / name]):
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        assert (code, printed.out, printed.err.count("\n")) == (1, "", 1), printed
        assert said in printed.err
        assert "\x1b" not in printed.err
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == files
    assert not os.listdir(temporary)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is always text")
def test_a_name_that_is_no_text_is_imported_all_the_same(path: Path, tmp_path: Path, capsys: Any) -> None:
    Register.create(path).close()
    sheet = tmp_path / "old\udcff.csv"
    sheet.write_text(REGISTER, "utf-8")
    assert run(["import", str(path), str(sheet)]) == 0
    assert capsys.readouterr().err == ""
    with Register.open(path) as register:
        assert register.snapshot().count("activity") == 3
        assert dict(register.history()[0].arguments)["name"] == "old.csv"
