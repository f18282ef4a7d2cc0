"""What other programs did to a register: adopted, told, or refused in one sentence, never swallowed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ropa_desktop.errors import DamagedRegister
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register


@contextmanager
def outside(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection, committed at the end."""
    with closing(sqlite3.connect(path)) as raw:
        yield raw
        raw.commit()


def test_what_another_program_changes_meanwhile_is_a_revision_of_its_own(path: Path) -> None:
    heard: list[str] = []
    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="A")
        other = edit.add(register, "activity", name="B")
        register.listeners.append(lambda done: heard.append(done.revision.kind))
        with outside(path) as raw:
            raw.execute("UPDATE activity SET name = 'from outside' WHERE id = ?", (other,))
        edit.set_value(register, "activity", activity, "name", "C")
        assert [r.kind for r in register.history()] == ["edit", "edit", "external", "edit"]
        assert heard == ["external", "edit"]
        register.undo()
        assert [a.name for a in register.snapshot().all(Activity)] == ["A", "from outside"]
        assert register.unsound() is None


def test_what_another_program_changes_meanwhile_is_not_folded_into_typing(path: Path) -> None:
    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="A")
        edit.set_value(register, "activity", activity, "note", "one")
        with outside(path) as raw:
            raw.execute("UPDATE activity SET department = 'from outside'")
        edit.set_value(register, "activity", activity, "note", "two")
        assert [r.kind for r in register.history()] == ["edit", "edit", "external", "edit"]
        register.undo()
        found = register.snapshot().all(Activity)[0]
        assert (found.note, found.department) == ("one", "from outside")


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x01\x1e\x1f\x7f", 'say "x" \\ \\" y', "{}[]':,\n\r\n", "\ufeff\u202eabc", "😀" * 3, "", "null"]
)
def test_odd_text_of_another_program_is_kept_undone_and_done_again(path: Path, text: str) -> None:
    Register.create(path).close()
    with outside(path) as raw:
        raw.execute("INSERT INTO activity (id, role, name, note) VALUES ('x', 'controller', ?, 'n')", (text,))
        raw.execute("UPDATE activity SET name = name || 'more', note = ? || note", (text,))
    with Register.open(path) as register:
        assert [a.name for a in register.snapshot().all(Activity)] == [text + "more"]
        content = register.snapshot().content()
        register.undo()
        assert register.snapshot().count("activity") == 0
        register.redo()
        assert register.snapshot().content() == content
        assert register.unsound() is None


@pytest.mark.parametrize("column", ["name", "note"])
def test_text_that_is_no_text_is_refused_without_quoting_it(path: Path, column: str) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
    with outside(path) as raw:
        raw.execute(f"UPDATE activity SET {column} = CAST(x'73656372657480ff' AS TEXT)")
    for write in (True, False):
        with pytest.raises(DamagedRegister) as refusal, Register.open(path, write=write) as register:
            register.snapshot()
        assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("value", ["x'00ff'", "2.5", "'many'"])
def test_a_value_that_no_column_holds_is_refused_where_it_is_written(path: Path, value: str) -> None:
    with Register.create(path) as register:
        edit.add(register, "retention_rule", name="R")
    with outside(path) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(f"UPDATE retention_rule SET amount = {value}")


def test_great_numbers_are_kept(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "retention_rule", name="R")
    with outside(path) as raw:
        raw.execute("UPDATE retention_rule SET amount = 9007199254740993")
    with Register.open(path) as register:
        register.undo()
        register.redo()
        assert register.snapshot().rows("retention_rule")[0].amount == 9007199254740993


def test_triggers_that_another_program_dropped_write_again_after_opening(path: Path) -> None:
    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="A")
    with outside(path) as raw:
        raw.execute("DROP TRIGGER journal_activity_update")
    with Register.open(path) as register:
        edit.set_value(register, "activity", activity, "name", "B")
        assert register.undo_label() == "Name changed in A"


def test_a_register_without_tables_is_damaged(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
    with outside(path) as raw:
        raw.execute("DROP TABLE revision")
    for write in (True, False):
        with pytest.raises(DamagedRegister):
            Register.open(path, write=write)


def test_a_register_without_one_of_its_kinds_is_damaged(path: Path) -> None:
    Register.create(path).close()
    with outside(path) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DROP TABLE wording")
    for write in (True, False):
        with pytest.raises(DamagedRegister), Register.open(path, write=write) as register:
            register.snapshot()
