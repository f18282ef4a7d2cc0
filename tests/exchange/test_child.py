"""A process of its own for strangers' files: its answer comes whole, and its end harms nobody."""

import ast
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop import __main__
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange import child
from ropa_desktop.exchange.child import ARGUMENT, read_apart
from ropa_desktop.exchange.incoming import as_plain, from_plain
from ropa_desktop.exchange.plan import read_file
from ropa_desktop.exchange.workbook import write_workbook
from ropa_desktop.exchange.workbook.reader import read_workbook
from ropa_desktop.i18n import set_language
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small

HERE = "tests.exchange.test_child"


def read_lines(path: Path) -> Any:
    """A reader for these tests."""
    return path.read_text("utf-8").splitlines()


def read_too_much(_path: Path) -> Any:
    return len("x" * (2 * child.MEMORY))


def read_forever(_path: Path) -> Any:
    time.sleep(1000)


def read_into_an_abort(_path: Path) -> Any:
    import os

    os.abort()


def refuse(path: Path) -> Any:
    from ropa_desktop.i18n import _

    raise BadInput(_("There is no file “{name}”. Check the name and the folder.").format(name=path.name))


@pytest.fixture(autouse=True)
def _readers_of_this_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def test_what_the_reader_found_comes_back(tmp_path: Path) -> None:
    (tmp_path / "ß ø.txt").write_text("Łódź\n😀\n", "utf-8")
    assert read_apart(f"{HERE}:read_lines", tmp_path / "ß ø.txt") == ["Łódź", "😀"]


def test_a_refusal_comes_back_in_the_language_of_the_window(tmp_path: Path) -> None:
    set_language("nb")
    with pytest.raises(BadInput, match="Det finnes ingen fil «x»"):
        read_apart(f"{HERE}:refuse", tmp_path / "x")


@pytest.mark.parametrize("reader", ["read_too_much", "read_into_an_abort"])
@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_a_reader_that_takes_too_much_or_breaks_down_harms_nobody(tmp_path: Path, reader: str) -> None:
    with pytest.raises(BadInput, match="more memory or time to read than any register"):
        read_apart(f"{HERE}:{reader}", tmp_path / "x")


def test_a_reader_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SECONDS", 1)
    with pytest.raises(BadInput, match="more memory or time"):
        read_apart(f"{HERE}:read_forever", tmp_path / "x")


def test_a_workbook_read_apart_is_the_same(register: Register, tmp_path: Path) -> None:
    ids = small(register)
    edit.set_wording(register, ids.payroll, "name", "nb", "Lønn 😀")
    write_workbook(register.snapshot(), tmp_path / "r.xlsx")
    read = read_workbook(tmp_path / "r.xlsx")
    assert read_file(tmp_path / "r.xlsx") == read
    assert from_plain(as_plain(read)) == read


def test_the_private_argument_is_looked_for_before_anything_is_imported() -> None:
    source = Path(__main__.__file__).read_text("utf-8")
    assert f'"{ARGUMENT}"' in source
    imports = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import sys"]
