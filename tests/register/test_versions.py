"""Registers of every released file version open, are brought up to date, and end at the present schema."""

import sqlite3
from pathlib import Path

import pytest

from ropa_desktop.model.activity import Activity
from ropa_desktop.register.register import Register
from ropa_desktop.register.schema import FILE_VERSION

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("register-*.sql"))


def schema_of(path: Path) -> set[tuple[str, str]]:
    """What the structure says and does: tables, whether strict, their columns and references in whatever order (every
    statement names its columns, and a migration adds them at the end), and indexes and triggers to the letter."""
    raw = sqlite3.connect(path)
    found = {
        (f"{kind} {name}", sql or "")
        for kind, name, sql in raw.execute("SELECT type, name, sql FROM sqlite_schema WHERE type <> 'table'")
    }
    for table, strict in raw.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall():
        found.add((table, f"strict={strict}"))
        found |= {(table, str(column[1:])) for column in raw.execute(f"PRAGMA table_info({table})")}
        found |= {(table, str(reference[2:])) for reference in raw.execute(f"PRAGMA foreign_key_list({table})")}
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


def test_every_older_version_has_its_fixture_and_the_present_one_when_it_is_released() -> None:
    older = {f"register-{number}" for number in range(1, FILE_VERSION)}
    assert {fixture.stem for fixture in FIXTURES} - {f"register-{FILE_VERSION}"} == older
