"""Undo and redo of anything, also after reopening; the register as of a date; a chain that shows tampering."""

import sqlite3
from pathlib import Path

from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.loading import apply_in_memory
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import changes_of


def test_undo_and_redo_go_on_after_reopening(path: Path) -> None:
    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="A")
        register.seal()
        edit.set_value(register, "activity", activity, "name", "B")
    with Register.open(path) as register:
        assert register.undo_label() == "Name changed in A"
        register.undo()
        assert register.snapshot().all(Activity)[0].name == "A"
        assert register.redo_label() == "Name changed in A"
    with Register.open(path) as register:
        register.redo()
        assert register.snapshot().all(Activity)[0].name == "B"
        register.undo()
        register.undo()
        assert register.snapshot().count("activity") == 0
        assert register.undo() is None
        assert register.undo_label() == ""
        assert register.unsound() is None


def test_a_new_step_ends_what_could_be_redone(register: Register) -> None:
    edit.add(register, "activity", name="A")
    register.undo()
    edit.add(register, "activity", name="B")
    assert register.redo() is None


def test_an_undo_is_itself_a_revision_and_nothing_is_forgotten(register: Register) -> None:
    edit.add(register, "activity", name="A")
    undone = register.undo()
    register.redo()
    kinds = [revision.kind for revision in register.history()]
    assert kinds == ["edit", "undo", "redo"]
    assert undone is not None
    assert register.history()[1].undoes == undone.id


def test_events_are_kept_and_not_undone(register: Register) -> None:
    edit.add(register, "activity", name="A")
    register.record_event("Exported {record}", record="x.pdf")
    assert register.undo_label() == "Processing activity added"
    register.undo()
    assert [revision.kind for revision in register.history()] == ["edit", "event", "undo"]


def test_the_register_as_it_stood_at_a_moment(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    register.seal()
    moment = register.history()[-1].at
    edit.set_value(register, "activity", activity, "name", "B")
    edit.add(register, "purpose", activity_id=activity, description="P")
    edit.delete(register, "activity", activity)
    then = register.snapshot(on=moment)
    assert [a.name for a in then.all(Activity)] in (["A"], ["B"])  # the clock may not have moved between two steps
    assert register.snapshot(on="1999-01-01").count("activity") == 0
    assert register.snapshot(on="2999-01-01").same_as(register.snapshot())


def test_the_journal_replayed_from_nothing_gives_the_tables(register: Register) -> None:
    activity = edit.add(register, "activity", name="Line one\nline “two” \\ 3\t😀", note="ß")
    edit.set_value(register, "activity", activity, "department", "HR")
    edit.duplicate(register, "activity", activity)
    register.undo()
    records: dict[str, dict[str, dict[str, object]]] = {key: {} for key in register.snapshot().content()}
    for revision in register.history():
        for change in changes_of(register.connection, revision.id):
            apply_in_memory(records, change)
    replayed = {
        key: {id: {k: v for k, v in row.items() if v is not None} for id, row in rows.items()}
        for key, rows in records.items()
    }
    shown = {
        key: {
            row.id: {k: v for k, v in row._asdict().items() if v is not None} for row in register.snapshot().rows(key)
        }
        for key in records
    }
    assert replayed == shown


def test_what_another_program_changed_is_found_at_opening_and_can_be_undone(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
    raw = sqlite3.connect(path)
    raw.execute("UPDATE activity SET name = 'from outside\r\nwith \"quotes\"'")
    raw.commit()
    raw.close()
    with Register.open(path) as register:
        assert register.undo_label() == "Changed by another program"
        assert register.unsound() is None
        register.undo()
        assert register.snapshot().all(Activity)[0].name == "A"


def test_a_history_changed_outside_is_told(path: Path) -> None:
    with Register.create(path) as register:
        edit.add(register, "activity", name="A")
        edit.add(register, "activity", name="B")
    raw = sqlite3.connect(path)
    raw.execute("UPDATE change SET after = replace(after, 'A', 'X') WHERE sequence = 1")
    raw.commit()
    raw.close()
    with Register.open(path, write=False) as register:
        assert "The history does not hold" in (register.unsound() or "")


def test_content_can_be_expunged_while_the_chain_holds(path: Path) -> None:
    from ropa_desktop.register.revision import digest

    with Register.create(path) as register:
        edit.add(register, "activity", name="A person's secret")
    raw = sqlite3.connect(path)
    row = raw.execute("SELECT salt, record_table, record, before, after FROM change").fetchone()
    raw.execute("UPDATE change SET before = NULL, after = NULL, digest = ?", (digest(*row),))
    raw.commit()
    raw.close()
    with Register.open(path, write=False) as register:
        assert register.unsound() is None


def test_listeners_hear_what_changed_after_the_step(register: Register) -> None:
    heard = []
    register.listeners.append(lambda done: heard.append((done.revision.kind, [c.table for c in done.changes])))
    activity = edit.add(register, "activity", name="A")
    edit.set_value(register, "activity", activity, "name", "B")
    register.undo()
    assert heard == [("edit", ["activity"]), ("edit", ["activity"]), ("undo", ["activity"])]
