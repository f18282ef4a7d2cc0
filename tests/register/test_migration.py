"""A register of version 1 becomes one of the present version, its history with it: a copy before, whole or not."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, NewerRegister
from ropa_desktop.exchange.json_file import to_records
from ropa_desktop.model import tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import backup, edit, inspection, schema
from ropa_desktop.register.register import Register

ADDED = {
    "activity": (
        "large_scale", "rights", "breach_record", "stage", "recorded_on", "evaluation_or_scoring",
        "systematic_monitoring", "combined_datasets", "new_technology", "hinders_rights", "occasional", "likely_risk",
    ),
    "retention_rule": ("recorded_on", "reviewed_on"),
    "organisation": ("description", "persons_employed", "review_interval_months"),
}  # fmt: skip

BROUGHT = schema.FILE_VERSION - 1
"""How many migrations lead from version 1 to the present one."""


@pytest.fixture
def old(path: Path) -> Path:
    """A register as version 1 left it: with seven revisions, of which the last is an undo."""
    raw = sqlite3.connect(path)
    raw.executescript((Path(__file__).parent.parent / "fixtures" / "register-1.sql").read_text("utf-8"))
    raw.close()
    return path


def file_version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def columns(path: Path, table: str) -> set[str]:
    raw = sqlite3.connect(path)
    found = {name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", (table,))}
    raw.close()
    return found


def test_the_new_fields_are_there_and_unknown(old: Path) -> None:
    with Register.open(old) as register:
        snapshot = register.snapshot()
        for key, names in ADDED.items():
            records = snapshot.rows(key)
            assert records
            assert {getattr(record, name) for record in records for name in names} == {None}
        assert snapshot.count("answer") == 1  # that of hosting's transfers: nothing was answered for her
    assert file_version(old) == schema.FILE_VERSION


def test_a_copy_of_the_old_file_stays_and_is_made_once(old: Path) -> None:
    with Register.open(old):
        pass
    (before,) = backup.backups(old)
    assert before.name.endswith(f" before version {schema.FILE_VERSION}.ropa")
    assert file_version(before) == 1
    assert "rights" not in columns(before, "activity")
    with Register.open(old) as again:
        assert [revision.kind for revision in again.history()].count("migration") == BROUGHT
    assert [copy for copy in backup.backups(old) if "before" in copy.name] == [before]


def test_the_copy_of_the_old_file_can_be_opened_in_its_turn(old: Path, tmp_path: Path) -> None:
    with Register.open(old) as register:
        expected = register.snapshot()
    hers = tmp_path / "restored.ropa"
    shutil.copy(backup.backups(old)[0], hers)
    with Register.open(hers) as restored:
        assert restored.snapshot().same_as(expected)
        assert restored.unsound() is None


def test_the_history_holds_on_and_undo_stops_at_the_migration(old: Path) -> None:
    with Register.open(old) as register:
        history = register.history()
        assert [revision.kind for revision in history] == ["edit"] * 6 + ["undo"] + ["migration"] * BROUGHT
        said = [revision.label.format(**revision.arguments) for revision in history[-BROUGHT:]]
        assert said == [f"Register brought to file version {number}" for number in range(2, schema.FILE_VERSION + 1)]
        assert [revision.file_version for revision in history] == [1] * 7 + [schema.FILE_VERSION] * BROUGHT
        assert register.unsound() is None
        before = register.snapshot()
        assert register.undo_label() == register.redo_label() == ""
        assert register.undo() is None
        assert register.redo() is None
        assert register.snapshot().same_as(before)


def test_the_new_fields_are_written_to_the_history_and_taken_back(old: Path) -> None:
    with Register.open(old) as register:
        migrated = register.snapshot()
        payroll, rule, keeper = (migrated.rows(key)[0].id for key in ADDED)
        edit.set_value(register, "activity", payroll, "rights", "Access: ask the\nHR desk")
        edit.set_value(register, "activity", payroll, "stage", "in_use")
        edit.set_value(register, "retention_rule", rule, "reviewed_on", "2026-10-08")
        edit.set_value(register, "organisation", keeper, "description", "Keeps the books of others")
        edited = register.snapshot()
        assert register.unsound() is None
    with Register.open(old) as register:
        for _step in range(4):
            register.undo()
        assert register.snapshot().same_as(migrated)
        assert register.undo() is None
        for _step in range(4):
            register.redo()
        assert register.snapshot().same_as(edited)
        edit.delete(register, "activity", payroll)
        register.undo()
        assert register.snapshot().same_as(edited)
        assert register.unsound() is None


def test_the_register_as_of_a_day_before_the_migration(old: Path) -> None:
    with Register.open(old) as register:
        payroll = register.snapshot().all(Activity)[0]
        edit.set_value(register, "activity", payroll.id, "rights", "Access")
        first, *_others = register.history()
        then = register.snapshot(on=first.at).get(Activity, payroll.id)
        assert then is not None
        assert (then.name, then.rights, then.stage) == ("Payroll", None, None)


def test_what_is_migrated_equals_a_new_register_with_the_same_records(old: Path) -> None:
    with Register.open(old) as register, Register.create(old.with_name("new.ropa")) as new:
        records = to_records(register.snapshot())
        with new.step("Filled"):
            for key in tables.models():
                edit.add_all(new, key, records.get(key, []))
        assert new.snapshot().same_as(register.snapshot())


def test_what_another_program_changed_before_is_no_part_of_the_migration(old: Path) -> None:
    raw = sqlite3.connect(old)
    raw.execute("UPDATE activity SET department = 'HR' WHERE name = 'Hosting'")
    raw.commit()
    raw.close()
    with Register.open(old) as register:
        assert [revision.kind for revision in register.history()][-BROUGHT - 1 :] == [
            "external",
            *["migration"] * BROUGHT,
        ]
        assert {activity.department for activity in register.snapshot().all(Activity)} == {None, "HR"}
        assert register.unsound() is None


def test_a_migration_that_breaks_off_leaves_the_version_before_whole(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def breaks_off(_connection: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(schema, "recreate_triggers", breaks_off)
        with pytest.raises(MemoryError):
            Register.open(old)
    assert file_version(old) == schema.FILE_VERSION - 1
    assert columns(old, "request") == set()  # what the last migration brings
    with Register.open(old) as register:
        assert register.unsound() is None
        assert [revision.kind for revision in register.history()].count("migration") == BROUGHT


def test_an_older_program_refuses_what_was_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.open(old):
        pass
    before = old.read_bytes()
    monkeypatch.setattr(inspection, "FILE_VERSION", 1)
    with pytest.raises(
        NewerRegister, match=rf"newer version of the program \(file version {schema.FILE_VERSION}, this one knows 1\)"
    ):
        Register.open(old)
    assert old.read_bytes() == before


def test_whoever_only_reads_is_told_to_open_it_for_writing_once(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(BadInput, match=r"is of an older version\. Open it once for writing"):
        Register.open(old, write=False)
    assert old.read_bytes() == before
    assert not backup.backup_directory(old).exists()
