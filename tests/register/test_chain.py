"""The chain of history: every way to change the past outside the program is told; erasing content is not."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import digest


def _written(path: Path) -> None:
    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="A")
        edit.set_values(register, "activity", activity, {"name": "B", "note": "n"})
        edit.add(register, "purpose", activity_id=activity, description="P")
        register.undo()
        register.record_event("Exported {record}", record="x.pdf")


def _outside(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def _problem(path: Path) -> str | None:
    with Register.open(path, write=False) as register:
        return register.unsound()


def _erase(path: Path, condition: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for row in raw.execute(
            f"SELECT sequence, salt, record_table, record, before, after FROM change WHERE {condition}"
        ).fetchall():
            raw.execute(
                "UPDATE change SET before = NULL, after = NULL, digest = ? WHERE sequence = ?",
                (digest(*row[1:]), row[0]),
            )
        raw.commit()


def test_an_untouched_history_holds(path: Path) -> None:
    _written(path)
    assert _problem(path) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET who = 'somebody else' WHERE sequence = 2",
        "UPDATE revision SET label = 'x' WHERE sequence = 5",
        "UPDATE revision SET arguments = '{}' WHERE sequence = 5",
        "UPDATE revision SET sequence = sequence + 100 WHERE sequence = 2",
        "DELETE FROM revision WHERE sequence = 3",
        "DELETE FROM change WHERE sequence = 2",
        "UPDATE change SET after = replace(after, 'B', 'C') WHERE sequence = 2",
        "UPDATE change SET record = 'x' WHERE sequence = 2",
        "UPDATE change SET revision = (SELECT id FROM revision WHERE sequence = 3) WHERE sequence = 2",
        "INSERT INTO change (revision, record_table, record) SELECT id, 'activity', 'x' FROM revision LIMIT 1",
        "INSERT INTO change (revision, record_table, record) VALUES ('none', 'activity', 'x')",
        "UPDATE change SET revision = 'none' WHERE sequence = 4",
    ],
)
def test_a_past_changed_outside_is_told(path: Path, statement: str) -> None:
    _written(path)
    _outside(path, statement)
    assert _problem(path) is not None


def test_a_digest_beside_content_does_not_hide_that_it_was_changed(path: Path) -> None:
    _written(path)
    with closing(sqlite3.connect(path)) as raw:
        row = raw.execute("SELECT salt, record_table, record, before, after FROM change WHERE sequence = 2").fetchone()
        raw.execute(
            "UPDATE change SET digest = ?, after = replace(after, 'B', 'C') WHERE sequence = 2", (digest(*row),)
        )
        raw.commit()
    assert _problem(path) is not None


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM revision WHERE sequence >= 4", "DELETE FROM change WHERE sequence >= 4"],
        ["DROP TRIGGER journal_activity_update", "UPDATE activity SET name = 'without trace'"],
        ["DROP TRIGGER journal_activity_delete", "DELETE FROM activity"],
    ],
)
def test_records_that_do_not_follow_from_the_history_are_told(path: Path, statements: list[str]) -> None:
    _written(path)
    _outside(path, *statements)
    assert _problem(path) is not None


def test_what_another_program_changed_and_nobody_adopted_yet_is_no_break(path: Path) -> None:
    _written(path)
    _outside(path, "UPDATE activity SET name = 'from outside'")
    assert _problem(path) is None


def _undo_all(register: Register) -> None:
    while register.undo():
        pass


def _see_the_past(register: Register) -> None:
    assert register.snapshot(on="1999-01-01").count("purpose") == 0


@pytest.mark.parametrize("condition", ["1", "sequence = 1", "sequence = 2", "sequence = 3"])
@pytest.mark.parametrize("look", [_undo_all, _see_the_past])
def test_erased_content_is_never_mistaken_for_a_deletion(
    path: Path, condition: str, look: Callable[[Register], None]
) -> None:
    _written(path)
    _erase(path, condition)
    assert _problem(path) is None
    with Register.open(path) as register:
        with suppress(BadInput):
            look(register)
        assert register.unsound() is None
        if condition == "1":
            assert [a.name for a in register.snapshot().all(Activity)] == ["B"]
