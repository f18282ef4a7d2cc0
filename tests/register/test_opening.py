"""What is opened, opened for reading, or refused: in one sentence, and without touching the file."""

import errno
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, CannotWrite, DamagedRegister, NewerRegister, NotARegister, ReadOnlyRegister
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import backup, edit, lock, migrations, schema
from ropa_desktop.register.connection import connect, disconnect
from ropa_desktop.register.register import Register


def filled(path: Path, count: int = 40) -> bytes:
    with Register.create(path) as register, register.step("Many"):
        for number in range(count):
            edit.add(register, "activity", name=f"Activity {number}", description="x" * 500)
    shutil.rmtree(backup.backup_directory(path))
    return path.read_bytes()


def everything_in(directory: Path) -> dict[str, bytes]:
    return {str(f.relative_to(directory)): f.read_bytes() for f in directory.rglob("*") if f.is_file()}


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"Dear DPO,\nthis is a letter.\n" * 20, NotARegister, "is not a register"),
        (b"", NotARegister, "is empty"),
        (b"SQLite format 3\x00", NotARegister, "is not a register"),
    ],
)
def test_a_file_that_is_something_else_is_refused(
    path: Path, content: bytes, error: type[Exception], words: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(error, match=words):
        Register.open(path)
    assert everything_in(path.parent) == {path.name: content}


def test_another_programs_database_is_refused(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()
    before = everything_in(path.parent)
    with pytest.raises(NotARegister):
        Register.open(path)
    assert everything_in(path.parent) == before


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_truncated_register_is_refused(path: Path, kept: float) -> None:
    content = filled(path)
    path.write_bytes(content[: int(len(content) * kept)])
    before = everything_in(path.parent)
    with pytest.raises(DamagedRegister, match="backups folder"):
        Register.open(path)
    assert everything_in(path.parent) == before


def test_a_register_with_overwritten_pages_is_refused(path: Path) -> None:
    content = filled(path)
    path.write_bytes(content[:4096] + b"\x5a" * (len(content) - 4096))
    before = everything_in(path.parent)
    with pytest.raises(DamagedRegister):
        Register.open(path)
    assert everything_in(path.parent) == before


def test_a_newer_register_is_refused(path: Path) -> None:
    filled(path)
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {schema.FILE_VERSION + 1}")
    raw.close()
    before = everything_in(path.parent)
    for write in (True, False):
        with pytest.raises(NewerRegister, match="newer version of the program"):
            Register.open(path, write=write)
    assert everything_in(path.parent) == before


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        Register.open(tmp_path / "none.ropa")
    with pytest.raises(BadInput):
        Register.open(tmp_path)
    (tmp_path / "there.ropa").touch()
    with pytest.raises(BadInput, match="exists already"):
        Register.create(tmp_path / "there.ropa")
    with pytest.raises(BadInput, match="Choose a folder that exists"):
        Register.create(tmp_path / "nowhere" / "x.ropa")
    assert sorted(everything_in(tmp_path)) == ["there.ropa"]


def test_a_second_opening_reads_and_says_who_writes(path: Path) -> None:
    with Register.create(path) as first:
        edit.add(first, "activity", name="A")
        with Register.open(path) as second:
            holder = lock.holder(path)
            assert holder is not None
            assert second.read_only
            assert f"open by {holder.who} on {holder.host} since" in second.read_only_reason
            with pytest.raises(ReadOnlyRegister, match="open by"):
                edit.add(second, "activity", name="B")
            assert [a.name for a in second.snapshot().all(Activity)] == ["A"]
            edit.add(first, "activity", name="C")
            assert [a.name for a in second.snapshot().all(Activity)] == ["A", "C"]
    assert not lock.lock_path(path).exists()
    with Register.open(path) as again:
        assert not again.read_only


def test_another_process_is_told_who_writes(path: Path) -> None:
    with Register.create(path):
        program = (
            "import sys, pathlib\nfrom ropa_desktop.register.register import Register\n"
            "r = Register.open(pathlib.Path(sys.argv[1]))\nprint(r.read_only, r.read_only_reason)"
        )
        told = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True).stdout
    assert told.startswith("True This register is open by")


def test_a_lock_file_left_by_a_crash_holds_nobody(path: Path) -> None:
    filled(path)
    lock.lock_path(path).write_text(json.dumps({"who": "x", "host": "y", "since": "2026-01-01T00:00:00+00:00"}))
    with Register.open(path) as register:
        assert not register.read_only


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_file_is_opened_for_reading_by_a_person(path: Path) -> None:
    filled(path)
    path.chmod(stat.S_IREAD)
    with Register.open(path) as register:
        assert "read-only place" in register.read_only_reason


def test_a_file_that_may_not_be_written_is_opened_for_reading(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)

    def refused(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(lock, "acquire", refused)
    before = everything_in(path.parent)
    with Register.open(path) as register:
        assert register.read_only
        assert "read-only place" in register.read_only_reason
        assert register.snapshot().count("activity") == 40
        with pytest.raises(ReadOnlyRegister):
            register.undo()
    assert everything_in(path.parent) == before


def test_a_place_without_locks_is_opened_for_reading(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)

    def refused(_path: Path) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "acquire", refused)
    with Register.open(path) as register:
        assert "two could write at once" in register.read_only_reason


def test_closing_leaves_a_backup_only_when_something_changed(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        expected = register.snapshot()
    (copy,) = backup.backups(path)
    with Register.open(copy, write=False) as restored:
        assert restored.snapshot().same_as(expected)
    with Register.open(path):
        pass
    assert backup.backups(path) == [copy]


def test_backups_rotate(path: Path) -> None:
    with Register.create(path) as register:
        for _number in range(backup.KEPT + 3):
            backup.back_up(register.connection, path)
    assert len(backup.backups(path)) == backup.KEPT


def test_a_backup_that_fails_is_told_and_the_register_is_closed(path: Path) -> None:
    register = Register.create(path)
    edit.add(register, "activity", name="A")
    backup.backup_directory(path).write_text("a file where the folder should be")
    problem = register.close()
    assert problem is not None
    assert "its backup was not made" in problem
    with Register.open(path) as again:
        assert again.snapshot().count("activity") == 1


def test_a_migration_runs_in_a_step_with_a_backup_before_and_undo_stops_there(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
    shutil.rmtree(backup.backup_directory(path))
    connection = connect(path, "rw")
    steps = {2: lambda c: c.exec_driver_sql("UPDATE activity SET department = 'moved'"), 3: lambda c: None}
    migrations.migrate(connection, path, 1, steps, 3)
    assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 3
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.FILE_VERSION}")
    disconnect(connection)
    (before,) = backup.backups(path)
    with Register.open(before, write=False) as old:
        assert old.snapshot().all(Activity)[0].department is None
    with Register.open(path) as register:
        assert register.snapshot().all(Activity)[0].department == "moved"
        assert register.undo_label() == ""
        assert [r.kind for r in register.history()] == ["edit", "migration", "migration"]
        assert register.unsound() is None


def test_a_migration_that_fails_leaves_the_register_as_it_was(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
    connection = connect(path, "rw")

    def failing(c: object) -> None:
        connection.exec_driver_sql("UPDATE activity SET name = 'half'")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        migrations.migrate(connection, path, 1, {2: failing}, 2)
    disconnect(connection)
    with Register.open(path) as register:
        assert register.snapshot().all(Activity)[0].name == "A"


def test_every_file_version_has_the_steps_that_lead_to_the_present_one() -> None:
    assert sorted(migrations.MIGRATIONS) == list(range(2, schema.FILE_VERSION + 1))


def test_a_full_disk_takes_the_step_back(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        before = register.snapshot()
        pages = register.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        register.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        def fill() -> None:
            with register.step("Too much"):
                for _ in range(40):
                    edit.add(register, "activity", name="B", description="x" * 30_000)

        with pytest.raises(CannotWrite, match="disk is full"):
            fill()
        assert register.snapshot().same_as(before)
        register.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        edit.add(register, "activity", name="C")
        assert register.unsound() is None


def test_a_register_that_is_only_read_is_read_once_until_another_program_writes_it(path: Path) -> None:
    with Register.create(path) as writer, Register.open(path, write=False) as reader:
        before = reader.snapshot()
        assert reader.snapshot() is before
        edit.add(writer, "system", name="Archive")
        assert [row.name for row in reader.snapshot().rows("system")] == ["Archive"]
        assert reader.snapshot() is reader.snapshot()
