"""The register as it stood: at any revision, across events and undos, whatever the clock did meanwhile."""

from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.register import edit, journal
from ropa_desktop.register.register import Register
from tests.registers import small


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = ""

    def __call__(self) -> str:
        return self.time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(journal, "now", clock)
    return clock


def _minute(number: int) -> str:
    return f"2026-03-01T10:{number:02d}:00.000+00:00"


def test_every_revision_can_be_seen_again(register: Register, clock: Clock) -> None:
    remembered: list[dict[str, dict[str, tuple[Any, ...]]]] = []
    clock.time = _minute(0)
    ids = small(register)

    def step(change: Any) -> None:
        remembered.append(register.snapshot().content())
        register.seal()
        clock.time = _minute(len(remembered))
        change()

    step(lambda: edit.set_value(register, "activity", ids.payroll, "name", "Wages"))
    step(lambda: edit.delete(register, "activity", ids.hosting))
    step(lambda: register.record_event("Exported"))
    step(register.undo)
    step(register.undo)
    step(register.redo)
    step(lambda: edit.duplicate(register, "activity", ids.payroll))
    step(lambda: edit.archive(register, "organisation", ids.client, "gone"))
    remembered.append(register.snapshot().content())
    for number, content in enumerate(remembered):
        assert register.snapshot(on=_minute(number)).content() == content
        assert register.snapshot(on=_minute(number)).revision == register.history()[number].id
    assert register.snapshot(on="2026-03-01").content() == remembered[-1]
    assert register.snapshot(on="2026-02-28").count("activity") == 0
    assert register.snapshot(on="2026-02-28").revision == ""


@pytest.mark.parametrize(
    "moment", ["2026-03-01T11:00:30+01:00", "2026-03-01T10:00:30Z", "2026-03-01T10:00:30", "2026-03-01 10:00:30.5"]
)
def test_a_moment_may_be_written_in_any_zone(register: Register, clock: Clock, moment: str) -> None:
    clock.time = _minute(0)
    activity = edit.add(register, "activity", name="A")
    clock.time = _minute(1)
    edit.set_value(register, "activity", activity, "name", "B")
    assert register.snapshot(on=moment).rows("activity")[0].name == "A"


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-13-01", "2026-3-1"])
def test_what_is_no_moment_is_refused(register: Register, moment: str) -> None:
    with pytest.raises(BadInput):
        register.snapshot(on=moment)


def test_a_clock_that_was_set_back_confuses_nothing(register: Register, clock: Clock) -> None:
    clock.time = _minute(30)
    activity = edit.add(register, "activity", name="A")
    clock.time = _minute(10)
    edit.set_value(register, "activity", activity, "name", "B")
    clock.time = _minute(40)
    edit.set_value(register, "activity", activity, "note", "n")
    assert register.snapshot(on=_minute(20)).rows("activity")[0].name == "B"
    assert register.snapshot(on=_minute(35)).rows("activity")[0].name == "B"
    assert register.snapshot(on=_minute(5)).count("activity") == 0


def test_the_past_is_seen_under_changes_that_nobody_adopted_yet(path: Path) -> None:
    import sqlite3

    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="A")
        edit.set_value(register, "activity", activity, "name", "B")
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM activity")
    raw.commit()
    raw.close()
    with Register.open(path, write=False) as register:
        assert register.snapshot(on="1999-01-01").count("activity") == 0
        assert register.snapshot(on="2999-01-01").count("activity") == 0
