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
from ropa_desktop.i18n import format_date, set_language
from ropa_desktop.register import edit, journal
from ropa_desktop.register.register import Register, label
from tests.registers import Small, small, tell

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
        "day": "2026-03-31", "revision": history[0].hash, "also": "bases, notes", "version": "",
        "client": "", "hash": handed.hash,
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
    tell(register)
    assert heard == ["{name} handed over: all records"]


def test_a_request_is_told_what_was_sent_in_the_step_that_the_history_notes(
    register: Register, ids: Small, tmp_path: Path
) -> None:
    request = edit.add(register, "request", name="Inspection", keeper_id=ids.keeper, case_number="26/00123")
    target = tmp_path / "record.html"
    before = len(register.history())
    handed = hand_over(register, target, Options(keeper_id=ids.keeper), request)
    (row,) = register.snapshot().rows("request")
    assert (row.sent_on, row.sent_file, row.sent_hash) == (date.today().isoformat(), "record.html", handed.hash)
    assert len(register.history()) == before + 1
    assert verify(target, register).later == ()
    assert register.unsound() is None
    register.undo()
    assert register.unsound() is None
    register.redo()
    with pytest.raises(BadInput, match="A draft answers no request"):
        hand_over(register, target, Options(draft=True), request)
    hand_over(register, tmp_path / "later.html", Options(), "no such request")


def test_what_is_unknown_is_called_under_clarification_until_a_day(register: Register, ids: Small) -> None:
    bare = edit.add(register, "activity", keeper_id=ids.keeper, name="Bare")
    edit.add(register, "data_line", activity_id=bare)
    edit.add(register, "transfer", activity_id=bare, country="US")
    day = (date.today() + timedelta(days=30)).isoformat()
    snapshot, options = taken(register, Options(clarified_by=day))
    said = repr(build(snapshot, options))
    assert f"under clarification until {format_date(day)}" in said
    assert "unknown'" not in said.replace("State.unknown: 'unknown'", "")
    assert "data unknown" not in said
    snapshot, options = taken(register, Options(clarified_by=day, language="nb"))
    assert f"under avklaring til {format_date(day, 'nb')}" in repr(build(snapshot, options))
    with pytest.raises(BadInput, match="is over"):
        taken(register, Options(clarified_by="2026-01-01"))


def test_a_draft_says_so_and_a_public_version_says_it_on_its_cover(
    register: Register, ids: Small, tmp_path: Path
) -> None:
    snapshot = register.snapshot()
    report = build(snapshot, Options(draft=True, as_of="2026-04-01", revision="0123456789abcdef"))
    assert (report.mark, report.standing) == ("DRAFT", "Draft · As at 1 Apr 2026 · revision 0123456789ab")
    cover = dict(build(snapshot, Options(keeper_id=ids.keeper, public=True)).parts[0].cover.rows)
    assert cover["Public version"].text.startswith("Without names of persons")
    assert cover["E-mail, phone"].text == "not said here"
    assert cover["Data protection officer"].text.startswith("reached at the organisation’s address (Brygga 4")
    for name, embed in (("out.json", False), ("out.xlsx", False), ("out.pdf", True)):
        with pytest.raises(BadInput, match="A working copy holds every field"):
            hand_over(register, tmp_path / name, Options(public=True, embed=embed))


def test_a_name_known_as_a_persons_is_taken_out_of_every_text_of_a_public_version(
    register: Register, ids: Small
) -> None:
    for kind, id, field in (("activity", ids.payroll, "name"), ("activity", ids.hosting, "categories_of_processing")):
        edit.set_value(register, kind, id, field, "As ingrid vik wants it, not Ingrid Vikings")
    said = repr(build(register.snapshot(), Options(public=True)))
    assert "As [name] wants it, not Ingrid Vikings" in said
    assert "Ingrid Vik " not in said
    assert "ingrid vik " not in said


def test_a_function_is_no_persons_name_though_it_is_entered_as_who_reviewed(register: Register, ids: Small) -> None:
    (contact,) = register.snapshot().rows("contact")
    edit.set_value(register, "contact", contact.id, "function", "Personvernombud (data protection officer)")
    edit.set_value(register, "activity", ids.payroll, "reviewed_by", "Data protection officer")
    edit.set_value(register, "activity", ids.payroll, "name", "Payroll, seen by Kari Nordmann")
    edit.set_value(register, "activity", ids.hosting, "reviewed_by", "Kari Nordmann")
    said = repr(build(register.snapshot(), Options(public=True)))
    assert "Personvernombud (data protection officer)" in said
    assert "Payroll, seen by [name]" in said


def test_an_internal_measure_stays_and_where_there_is_no_other_only_its_kind_is_said(
    register: Register, ids: Small
) -> None:
    measure = register.snapshot().rows("measure")[0].id
    edit.set_values(register, "measure", measure, {"internal": "yes", "description": "Rack 7, key under the mat"})
    edit.set_wording(register, measure, "name", "nb", "Hemmelig")
    assert "(b) Confidentiality" in repr(build(register.snapshot(), Options()))
    assert "Rack 7" not in repr(build(register.snapshot(), Options()))
    assert "Hemmelig" not in repr(build(register.snapshot(), Options(language="nb")))
    assert "Rack 7" in repr(build(register.snapshot(), Options(also=frozenset({"details"}))))
    other = edit.add(register, "measure", name="Locked doors")
    edit.add(register, "measure_use", activity_id=ids.payroll, measure_id=other)
    (wages,) = (
        entry
        for chapter in build(register.snapshot(), Options()).parts[0].chapters
        for entry in chapter.entries
        if entry.title == "Wages"
    )
    assert [cell.text for cell in wages.sections[-1].blocks[0].cells] == ["Locked doors"]  # type: ignore[union-attr]


def test_the_role_of_a_layout_that_is_for_one_is_noted(register: Register, tmp_path: Path) -> None:
    small(register)
    for key, role in (("norway-processor", "processor"), ("cnpd", "controller"), ("transfers", ""), ("register", "")):
        hand_over(register, tmp_path / f"{key}.xlsx", Options(layout=key))
        assert register.history()[-1].arguments["role"] == role
