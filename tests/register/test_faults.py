"""A full disk, a kill, a writer beside a reader: what was there stays, what was not finished never was."""

import os
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from ropa_desktop.errors import CannotWrite, RegisterError
from ropa_desktop.register import backup, edit
from ropa_desktop.register.register import Register
from tests.register.processes import doomed
from tests.registers import small


@pytest.fixture
def little(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of two megabytes, where such a one can be had."""
    place = tmp_path / "little"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no small disk can be had here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def _fill(place: Path) -> Path:
    """Take up all that is left of a disk."""
    ballast = place / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 1024)
    return ballast


def test_a_register_on_a_full_disk_is_not_made_and_leaves_nothing(little: Path) -> None:
    ballast = _fill(little)
    with pytest.raises(RegisterError):
        Register.create(little / "r.ropa")
    assert os.listdir(little) == ["ballast"]
    ballast.unlink()
    Register.create(little / "r.ropa").close()


def test_on_a_full_disk_steps_and_undo_fail_whole_and_go_on_when_there_is_room(little: Path) -> None:
    path = little / "r.ropa"
    with Register.create(path) as register:
        ids = small(register)
        content, history = register.snapshot().content(), register.history()
        ballast = _fill(little)
        with pytest.raises(CannotWrite, match="full"):
            edit.set_value(register, "activity", ids.payroll, "note", "x" * 32_000)
        with pytest.raises(CannotWrite, match="full"):
            register.undo()
        with pytest.raises(CannotWrite, match="full"):
            backup.back_up(register.connection, path)
        assert register.snapshot().content() == content
        assert register.history() == history
        ballast.unlink()
        edit.set_value(register, "activity", ids.payroll, "note", "x" * 32_000)
        assert register.unsound() is None
        _fill(little)
        assert "backup was not made" in (register.close() or "")
    assert not [name for name in os.listdir(backup.backup_directory(path)) if name.endswith(".part")]
    with Register.open(path) as register:
        assert register.snapshot().count("activity") == 2
        assert register.unsound() is None


def test_a_disk_that_fills_in_the_midst_of_a_step_takes_the_whole_step_back(little: Path) -> None:
    with Register.create(little / "r.ropa") as register:
        activity = edit.add(register, "activity", name="A")

        def overflow() -> None:
            with register.step("Much"):
                for _time in range(200):
                    edit.add(register, "purpose", activity_id=activity, description="x" * 30_000)

        with pytest.raises(CannotWrite, match="full"):
            overflow()
        assert register.snapshot().count("purpose") == 0
        edit.add(register, "purpose", activity_id=activity, description="y")
        assert register.unsound() is None


def work(connection: Connection, path: Path, what: str) -> None:
    """Do one thing over and over, after saying that it begins."""
    if what == "create":
        connection.send("ready")
        for number in range(10**6):
            Register.create(path.with_name(f"{number}.ropa")).close()
    register = Register.open(path)
    connection.send("ready")
    while what == "back up":
        backup.back_up(register.connection, path)
    while what == "step and undo":
        with register.step("Much"):
            for _time in range(50):
                edit.add(register, "activity", name="B" * 1000)
        register.undo()


@pytest.mark.parametrize("what", ["create", "back up", "step and undo"])
def test_a_kill_leaves_every_register_and_backup_whole_or_plainly_none(tmp_path: Path, what: str) -> None:
    path = tmp_path / "r" / "r.ropa"
    path.parent.mkdir()
    with Register.create(path) as register:
        edit.add(register, "activity", name="A" * 30_000)
    for time_alive in (0.003, 0.01, 0.02, 0.035, 0.05, 0.08):
        with doomed(work, path, what) as connection:
            assert connection.recv() == "ready"
            time.sleep(time_alive)
        for found in path.parent.rglob("*.ropa"):
            with suppress(RegisterError) if what == "create" else nullcontext(), Register.open(found) as register:
                assert register.unsound() is None
                count = register.snapshot().count("activity")
                assert count % 50 == 1 or (what == "create" and count == 0)  # each step has fifty; undone or not
        for found in path.parent.glob("[0-9]*.ropa*"):
            found.unlink()
    with Register.open(path) as register:
        backup.back_up(register.connection, path)
    assert not list(path.parent.rglob("*.part"))


def test_a_reader_beside_a_writer_sees_whole_steps_alone(path: Path) -> None:
    """Every step writes the same number into records of several tables: a reader never sees two numbers."""
    with Register.create(path) as register:
        kinds = ("activity", "organisation", "system", "measure", "impact_assessment")
        with register.step("Begun"):
            ids = [(kind, edit.add(register, kind, name="0")) for kind in kinds]
        done = threading.Event()
        seen: list[tuple[set[str], str | None]] = []

        def read() -> None:
            while not done.is_set():
                with suppress(CannotWrite), Register.open(path, write=False) as reader:
                    for _time in range(5):
                        snapshot = reader.snapshot()
                        names = {row.name for kind in kinds for row in snapshot.rows(kind)}
                        past = reader.snapshot(on="2999-01-01")
                        names_then = {row.name for kind in kinds for row in past.rows(kind)}
                        seen.append((names, reader.unsound()))
                        seen.append((names_then, None))

        thread = threading.Thread(target=read)
        thread.start()
        number = 0
        end = time.monotonic() + 2
        while time.monotonic() < end:
            number += 1
            with register.step("Counted", fold="x"):
                for kind, id in ids:
                    edit.set_value(register, kind, id, "name", str(number))
        done.set()
        thread.join()
    assert len(seen) > 3
    assert all(len(names) == 1 and problem is None for names, problem in seen)


def test_a_connection_may_be_handed_to_a_worker(register: Register) -> None:
    made: list[str] = []
    thread = threading.Thread(target=lambda: made.append(edit.add(register, "activity", name="A")))
    thread.start()
    thread.join()
    assert register.snapshot().find("activity", made[0]) is not None
    register.undo()
    assert register.unsound() is None


def test_a_file_held_by_another_program_is_told_and_works_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        register.connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        raw = sqlite3.connect(path)
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CannotWrite, match="Another program"):
            edit.add(register, "activity", name="B")
        with pytest.raises(CannotWrite, match="Another program"):
            register.history()
        raw.close()
        edit.add(register, "activity", name="C")
        assert len(register.history()) == 2
        assert register.unsound() is None
