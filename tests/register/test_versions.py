"""Registers of every released file version open, are brought up to date, and end at the present schema."""

import sqlite3
from pathlib import Path

import pytest

from ropa_desktop.model.activity import Activity
from ropa_desktop.register.register import Register
from ropa_desktop.register.schema import FILE_VERSION

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("register-*.sql"))


def schema_of(path: Path) -> set[tuple[str, str]]:
    """Every table, index and trigger with its columns, whatever their order."""
    raw = sqlite3.connect(path)
    found = {(kind, name) for kind, name in raw.execute("SELECT type, name FROM sqlite_schema")}
    for (table,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        found |= {(table, str(column[1:])) for column in raw.execute(f"PRAGMA table_info({table})")}
    raw.close()
    return found


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.stem)
def test_a_register_of_an_older_version_opens_whole(fixture: Path, path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.executescript(fixture.read_text("utf-8"))
    raw.close()
    with Register.open(path) as register:
        assert register.unsound() is None
        snapshot = register.snapshot()
        assert [a.name for a in snapshot.all(Activity)] == ["Payroll, “=1+1”\tand\\more".replace("\t", " "), "Hosting"]
        assert snapshot.all(Activity)[0].note == "two\nlines"
        assert snapshot.wording(snapshot.all(Activity)[0].id, "name", "nb") == "Lønn 😀"
        assert snapshot.count("recipient") == 1
    with Register.create(path.with_name("new.ropa")):
        pass
    assert schema_of(path) == schema_of(path.with_name("new.ropa"))


def test_every_released_version_has_its_fixture() -> None:
    assert [fixture.stem for fixture in FIXTURES] == [f"register-{n + 1}" for n in range(FILE_VERSION)]
