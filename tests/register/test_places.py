"""Where a register lies and what happens to its file: names, links, permissions, backups, leftovers."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, CannotWrite, RegisterError
from ropa_desktop.register import backup, edit, lock
from ropa_desktop.register.register import Register

NAMES = [
    "with spaces.ropa",
    "50%25 ?#&=+.ropa",
    "'quoted\" \\back.ropa",
    "årsrapport – 記録 😀.ropa",
    "line\nbreak.ropa",
    "file:x?mode=ro.ropa",
    "no ending",
    "C:\\Users\\Ingrid\\register.ropa",
    os.fsdecode(b"latin \xe6\xf8\xe5.ropa"),
    "x" * 150 + ".ropa",  # in its backup's path it stands twice, and SQLite takes no path beyond 512 bytes
]


@pytest.fixture
def mode() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize("name", NAMES)
def test_a_register_of_any_name_is_made_changed_backed_up_and_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        assert register.close() is None
    with Register.open(path) as register:
        assert register.snapshot().count("activity") == 1
        assert not register.read_only
    (made,) = backup.backups(path)
    assert Register.open(made, write=False).snapshot().count("activity") == 1
    assert sorted(os.listdir(tmp_path)) == sorted([name, backup.backup_directory(path).name])


def test_a_name_too_long_for_the_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError):
        Register.create(tmp_path / ("x" * 300))
    assert os.listdir(tmp_path) == []


def test_a_link_to_a_register_is_the_register(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.ropa"
    link.parent.mkdir()
    link.symlink_to(path)
    with Register.create(path):
        with Register.open(link) as second:
            assert second.read_only
        assert lock.is_locked(link)
    with Register.open(link) as register:
        assert not register.read_only
        assert Register.open(path).read_only
        edit.add(register, "activity", name="A")


def test_registers_of_one_name_in_two_folders_have_nothing_to_do_with_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        register = Register.create(tmp_path / folder / "r.ropa")
        edit.add(register, "activity", name=folder)
    with Register.open(tmp_path / "a" / "r.ropa") as second:
        assert second.read_only


@pytest.mark.parametrize("gone", ["deleted", "moved", "replaced"])
def test_a_register_that_is_gone_is_not_written_into_nowhere(path: Path, gone: str) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        shutil.copy(path, path.with_name("copy"))
        if gone == "deleted":
            path.unlink()
        elif gone == "moved":
            path.rename(path.with_name("moved.ropa"))
        else:
            path.with_name("copy").rename(path)
        with pytest.raises(CannotWrite, match="moved, deleted or replaced"):
            edit.add(register, "activity", name="B")
        with pytest.raises(CannotWrite, match="moved, deleted or replaced"):
            register.undo()
        assert [row.name for row in register.snapshot().rows("activity")] == ["A"]


def test_a_register_that_appears_while_one_is_made_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.create(path) as first:
        edit.add(first, "activity", name="A")
        exists = Path.exists
        asked = iter([False])
        monkeypatch.setattr(Path, "exists", lambda self: next(asked, None) if self == path else exists(self))
        with pytest.raises(BadInput):
            Register.create(path)
        monkeypatch.undo()
        assert path.exists()
        edit.add(first, "activity", name="B")
    with Register.open(path) as register:
        assert register.snapshot().count("activity") == 2


@pytest.mark.usefixtures("mode")
def test_a_backup_is_no_more_readable_than_its_register(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        path.chmod(0o600)
        seen: list[int] = []
        replace = os.replace

        def look(part: Path, target: Path) -> None:
            seen.append(stat.S_IMODE(part.stat().st_mode))
            replace(part, target)

        monkeypatch.setattr(os, "replace", look)
    (made,) = backup.backups(path)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert seen == [0o600]


def test_only_the_programs_own_rotating_backups_are_let_go(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        migrated = backup.back_up(register.connection, path, label="before version 2")
        folder = backup.backup_directory(path)
        hers = folder / "2001 to keep.ropa"
        shutil.copy(migrated, hers)
        for _time in range(backup.KEPT + 3):
            backup.back_up(register.connection, path)
    assert hers.exists()
    assert migrated.exists()
    assert len(list(folder.iterdir())) == backup.KEPT + 2


def test_the_newest_backup_stays_when_the_clock_was_set_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        folder = backup.backup_directory(path)
        folder.mkdir()
        for day in range(10, 10 + backup.KEPT):
            (folder / f"fjordby 2999-01-{day} 120000.000.ropa").write_text("")
        assert backup.back_up(register.connection, path).exists()


def test_what_a_killed_backup_left_is_cleared_away(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        folder = backup.backup_directory(path)
        folder.mkdir()
        (folder / "fjordby 2001-01-01 120000.000.ropa.part").write_text("half")
        made = backup.back_up(register.connection, path)
        assert list(folder.iterdir()) == [made]


def test_backups_of_one_moment_are_both_kept_or_one_replaces_the_other_whole(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        made = {backup.back_up(register.connection, path) for _time in range(3)}
    assert all(Register.open(each, write=False).unsound() is None for each in made)


def test_a_lock_file_that_may_not_be_written_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
    lock.lock_path(path).mkdir()
    with Register.open(path) as register:
        assert register.read_only
        assert register.read_only_reason


def test_creating_where_the_lock_cannot_be_had_leaves_nothing(path: Path) -> None:
    lock.lock_path(path).mkdir()
    with pytest.raises(RegisterError):
        Register.create(path)
    assert not path.exists()
