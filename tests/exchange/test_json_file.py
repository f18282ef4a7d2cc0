"""JSON holds the whole register and gives it back; other files are refused in one sentence."""

import json
import sys
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.json_file import dumps, read_json, to_records, write_json
from ropa_desktop.exchange.parsing import parsed
from ropa_desktop.model import tables
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def test_a_register_comes_back_equal(register: Register, tmp_path: Path) -> None:
    ids = small(register)
    edit.add_source(register, ids.payroll, "name", "Handbook", "p. 3", "“we pay”\nmonthly")
    edit.set_wording(register, ids.payroll, "name", "nb", "Lønn")
    write_json(register.snapshot(), tmp_path / "r.json")
    with Register.create(tmp_path / "other.ropa") as other:
        records = read_json(tmp_path / "r.json")
        with other.step("Read"):
            for key in tables.models():
                edit.add_all(other, key, records.get(key, []))
        assert other.snapshot().same_as(register.snapshot())


def test_what_is_written_piece_by_piece_is_the_text_of_the_whole(register: Register, tmp_path: Path) -> None:
    ids = small(register)
    edit.add_source(register, ids.payroll, "name", "Handbook", "p. 3", "“we pay”\nmonthly")
    write_json(register.snapshot(), tmp_path / "r.json", "2026-01-01")
    text = (tmp_path / "r.json").read_text("utf-8")
    assert text == dumps(to_records(register.snapshot()), as_of="2026-01-01")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_large_json_is_read_with_a_turn_for_other_threads_at_each_record() -> None:
    """The interpreter may change hands where Python's own code runs."""
    text = json.dumps({"a": [{"id": str(number), "in": {}} for number in range(1000)]})
    called: list[str] = []
    sys.setprofile(lambda frame, event, _argument: called.append(event) if event == "call" else None)
    try:
        found = parsed(text)
    finally:
        sys.setprofile(None)
    assert len(called) > 2000
    assert found == json.loads(text)


def test_unknown_is_left_out(register: Register) -> None:
    edit.add(register, "activity", name="A")
    ((record,),) = to_records(register.snapshot()).values()
    assert set(record) == {"id", "reference", "role", "name", "status"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cannot be read as JSON"),
        ("[" * 100_000, "cannot be read as JSON"),
        ("[1, 2]", "is not a register in JSON"),
        ('{"format": "something"}', "is not a register in JSON"),
        ('{"format": "ropa-desktop register", "format_version": 6, "tables": {}}', "newer version"),
        ('{"format": "ropa-desktop register", "format_version": 1, "tables": {"cars": []}}', "no register has"),
        ('{"format": "ropa-desktop register", "format_version": 1, "tables": {"activity": [3]}}', "no register has"),
        ('{"format": "ropa-desktop register", "format_version": 1, "tables": {"activity": [{}]}}', "no register has"),
        ('{"format": "ropa-desktop register", "format_version": 1, "tables": {}, "scope": [1]}', "whose records"),
        ('{"format": "ropa-desktop register", "format_version": 1, "tables": {}, "scope": {"role": 1}}', "whose"),
    ],
)
def test_other_json_is_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(BadInput, match=words):
        read_json(tmp_path / "x.json")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="cannot be read"):
        read_json(tmp_path / "x.json")


def test_a_target_that_cannot_be_written_keeps_what_it_held(register: Register, tmp_path: Path) -> None:
    small(register)
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite):
        write_json(register.snapshot(), tmp_path / "folder")
    assert list((tmp_path / "folder").iterdir()) == []


def test_the_same_register_gives_the_same_bytes(register: Register, tmp_path: Path) -> None:
    small(register)
    for name in ("a", "b"):
        write_json(register.snapshot(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    json.loads((tmp_path / "a").read_text("utf-8"))
