"""Handing over from a register: as it stood on a day, noted in its history, and known again by its hash."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.handing_over import hand_over, taken
from ropa_desktop.exchange.verifying import verify
from ropa_desktop.i18n import set_language
from ropa_desktop.register import edit, journal
from ropa_desktop.register.register import Register, label
from tests.registers import Small, small

SetClock = Callable[[str], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Lets steps be made at a moment of the past."""
    return lambda moment: monkeypatch.setattr(journal, "now", lambda: f"{moment}.000+00:00")


@pytest.fixture
def ids(register: Register, set_clock: SetClock) -> Small:
    """A register begun on 30 March 2026, whose payroll was called otherwise from 2 April on."""
    set_clock("2026-03-30T10:00:00")
    found = small(register)
    set_clock("2026-04-02T10:00:00")
    edit.set_value(register, "activity", found.payroll, "name", "Wages")
    set_clock("2026-04-03T10:00:00")
    return found


def names(path: Path) -> set[str]:
    """The activities of a working copy in JSON."""
    return {row["name"] for row in json.loads(path.read_text("utf-8"))["tables"]["activity"]}


def test_a_record_is_handed_over_as_it_stood_and_every_page_says_so(
    register: Register, ids: Small, tmp_path: Path
) -> None:
    hand_over(register, tmp_path / "then.json", Options(as_of="2026-03-31"))
    hand_over(register, tmp_path / "now.json", Options())
    assert names(tmp_path / "then.json") == {"Payroll", "Hosting"}
    assert names(tmp_path / "now.json") == {"Wages", "Hosting"}

    first, second = register.history()[:2]
    snapshot, options = taken(register, Options(as_of="2026-03-31"))
    report = build(snapshot, options)
    assert report.standing == f"As at 31 Mar 2026 · revision {first.hash[:12]}"
    assert [entry.title for chapter in report.parts[0].chapters for entry in chapter.entries] == ["Payroll", "Hosting"]
    assert "31. mars 2026" in build(snapshot, Options(as_of="2026-03-31", language="nb")).standing

    present, options = taken(register, Options())
    report = build(present, options)
    assert report.standing == "", "nothing to say of a record of today"
    cover = dict(report.parts[0].cover.rows)
    newest = register.journal.newest
    assert newest is not None
    assert cover["Register revision"].text.replace("\n", "") == newest.hash != second.hash


def test_the_end_of_a_day_is_that_of_the_clock_which_the_history_shows(
    register: Register, ids: Small, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Oslo")
    import time

    if not hasattr(time, "tzset"):
        pytest.skip("this system has one clock alone")
    try:
        time.tzset()
        set_clock("2026-04-10T22:30:00")  # half past midnight of the 11th in Oslo
        edit.set_value(register, "activity", ids.payroll, "name", "After midnight")
        then, _options = taken(register, Options(as_of="2026-04-10"))
        assert "After midnight" not in {row.name for row in then.rows("activity")}
        then, _options = taken(register, Options(as_of="2026-04-11"))
        assert "After midnight" in {row.name for row in then.rows("activity")}
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-29", "did not exist on 29 Mar 2026: its first entry is of 30 Mar 2026"),
        ((date.today() + timedelta(days=2)).isoformat(), "still to come"),
        ("31.3.2026", "no such date"),
    ],
    ids=["before", "to come", "no date"],
)
def test_a_day_without_a_register_gets_one_sentence_and_no_file(
    register: Register, ids: Small, tmp_path: Path, day: str, words: str
) -> None:
    before = len(register.history())
    with pytest.raises(BadInput, match=words):
        hand_over(register, tmp_path / "out.json", Options(as_of=day))
    assert not (tmp_path / "out.json").exists()
    assert len(register.history()) == before


def test_a_register_without_entries_has_no_day(register: Register, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no entry yet"):
        hand_over(register, tmp_path / "out.json", Options(as_of=date.today().isoformat()))


def test_every_handing_over_is_an_event_with_the_files_hash(register: Register, ids: Small, tmp_path: Path) -> None:
    target = tmp_path / "Fjordby's record.json"
    asked = Options(keeper_id=ids.keeper, role="controller", as_of="2026-03-31", also=frozenset({"notes", "bases"}))
    handed = hand_over(register, target, asked)
    assert handed.remarks == ()
    assert handed.hash == hashlib.sha256(target.read_bytes()).hexdigest()
    history = register.history()
    event = history[-1]
    assert label(event) == "Fjordby's record.json handed over: the record of Fjordby AS as at 31 Mar 2026"
    assert event.kind == "event"
    assert event.arguments == {
        "name": "Fjordby's record.json", "layout": "", "format": "json", "whose": "Fjordby AS", "role": "controller",
        "day": "2026-03-31", "revision": history[0].hash, "also": "bases, notes", "hash": handed.hash,
    }  # fmt: skip
    assert register.undo_label() == "Name changed in Payroll", "an event is no step to take back"
    set_language("nb")
    assert "31. mars 2026" in label(event)


def test_what_was_not_written_is_not_noted(register: Register, ids: Small, tmp_path: Path) -> None:
    before = len(register.history())
    with pytest.raises(CannotWrite):
        hand_over(register, tmp_path / "no such folder" / "out.json", Options())
    assert len(register.history()) == before


def test_a_register_that_can_only_be_read_is_handed_over_all_the_same(
    register: Register, ids: Small, path: Path, tmp_path: Path
) -> None:
    before = len(register.history())
    with Register.open(path) as reader:  # the fixture has it open for writing
        (remark,) = hand_over(reader, tmp_path / "out.json", Options()).remarks
    assert remark.startswith("Not noted in the history. This register is open")
    assert (tmp_path / "out.json").exists()
    assert len(register.history()) == before


def test_a_field_still_being_edited_is_closed_so_that_the_revision_named_stays(register: Register, ids: Small) -> None:
    edit.set_value(register, "activity", ids.payroll, "note", "a")
    _snapshot, options = taken(register, Options())
    edit.set_value(register, "activity", ids.payroll, "note", "ab")
    assert options.revision in {revision.hash for revision in register.history()}


def test_a_handed_over_file_is_known_again_with_its_revision_and_what_came_since(
    register: Register, ids: Small, tmp_path: Path
) -> None:
    then, now = tmp_path / "then.html", tmp_path / "now.html"
    hand_over(register, then, Options(as_of="2026-03-31"))
    hand_over(register, now, Options())
    found = verify(now, register)
    assert found.event is not None
    assert found.shown == register.history()[2], "the newest of them, an event too"
    assert found.later == ()
    assert found.unsound is None
    found = verify(then, register)
    assert found.shown == register.history()[0]
    assert [label(one) for one in found.later] == ["Name changed in Payroll"]
    edit.set_value(register, "activity", ids.payroll, "name", "Pay")
    assert len(verify(now, register).later) == 1

    with now.open("ab") as file:
        file.write(b" ")
    assert verify(now, register).event is None, "one byte more is another file"
    with pytest.raises(BadInput, match="cannot be read"):
        verify(tmp_path / "missing.pdf", register)


def test_a_worker_hands_over_while_the_window_waits(register: Register, ids: Small, tmp_path: Path) -> None:
    heard: list[str] = []
    register.listeners.append(lambda done: heard.append(done.revision.label))
    with register.borrowed():
        hand_over(register, tmp_path / "out.html", Options())
    assert heard == []
    register.tell()
    assert heard == ["{name} handed over: all records"]
