"""A long step in another thread: the first one sees the last snapshot, changes nothing, and is told afterwards."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread, get_ident

import pytest

from ropa_desktop.errors import ReadOnlyRegister
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import tell


def in_another_thread(work: Callable[[], None]) -> Thread:
    """Begin work in a thread of its own."""
    thread = Thread(target=work)
    thread.start()
    return thread


def test_the_first_thread_reads_the_last_snapshot_and_is_told_when_it_asks(register: Register) -> None:
    edit.add(register, "activity", name="A")
    heard: list[tuple[int, int]] = []
    register.listeners.append(lambda done: heard.append((get_ident(), len(done.changes))))
    before = register.snapshot()
    inside, go_on = Event(), Event()

    def work() -> None:
        with register.borrowed(), register.step("Long"):
            for number in range(100):
                edit.add(register, "activity", name=str(number))
            assert register.snapshot().count("activity") == 101
            inside.set()
            go_on.wait()

    thread = in_another_thread(work)
    inside.wait()
    assert register.snapshot() is before
    with pytest.raises(ReadOnlyRegister, match="Wait until it is done"):
        edit.add(register, "activity", name="B")
    with pytest.raises(ReadOnlyRegister):
        register.undo()
    with pytest.raises(RuntimeError):
        register.history()
    go_on.set()
    thread.join()
    assert heard == []
    tell(register)
    assert heard == [(get_ident(), 100)]
    assert register.snapshot().count("activity") == 101
    register.undo()
    assert register.snapshot().count("activity") == 1
    assert len(heard) == 2


def test_work_that_is_cancelled_leaves_nothing(register: Register) -> None:
    edit.add(register, "activity", name="A")
    before = register.snapshot()

    class Cancelled(Exception):
        pass

    def work() -> None:
        with suppress(Cancelled), register.borrowed(), register.step("Long"):
            edit.add(register, "activity", name="B")
            raise Cancelled

    in_another_thread(work).join()
    tell(register)
    assert register.snapshot().same_as(before)
    assert len(register.history()) == 1
    edit.add(register, "activity", name="C")


def test_undo_of_a_long_step_can_be_borrowed_too(register: Register) -> None:
    with register.step("Long"):
        for number in range(50):
            edit.add(register, "activity", name=str(number))

    def work() -> None:
        with register.borrowed():
            register.undo()

    in_another_thread(work).join()
    tell(register)
    assert register.snapshot().count("activity") == 0


def test_each_listener_can_be_told_of_each_step_by_itself(register: Register) -> None:
    heard: list[tuple[str, str]] = []
    register.listeners.append(lambda done: heard.append(("list", done.revision.label)))
    register.listeners.append(lambda done: heard.append(("record", done.revision.label)))

    def work() -> None:
        with register.borrowed():
            for label in ("First", "Second"):
                with register.step(label):
                    edit.add(register, "activity", name=label)

    in_another_thread(work).join()
    parts = register.untold()
    assert heard == []
    parts[0]()
    assert heard == [("list", "First")]
    for part in parts[1:]:
        part()
    assert heard == [("list", "First"), ("record", "First"), ("list", "Second"), ("record", "Second")]
    tell(register)
    assert len(heard) == 4, "told once"


def test_what_was_read_ahead_is_what_is_read_anew(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
    ids = [edit.add(register, "activity", name=str(number), keeper_id=keeper) for number in range(5)]
    before = register.snapshot()
    assert len(before.matching("activity", "keeper_id", keeper)) == 5
    organisations = before.rows("organisation")

    def work() -> None:
        with register.borrowed():
            with register.step("Long"):
                edit.set_value(register, "activity", ids[0], "name", "Renamed")
                edit.delete(register, "activity", ids[1])
                edit.add(register, "activity", name="New", keeper_id=keeper)
            with register.step("Longer"):
                edit.set_value(register, "activity", ids[0], "name", "Once more")

    in_another_thread(work).join()
    after = register.snapshot()
    tell(register)
    edit.set_value(register, "activity", ids[2], "name", "Later")
    later = register.snapshot()
    with Register.open(register.path) as anew:  # read beside it, for it is locked
        assert anew.snapshot().same_as(later)
        assert anew.snapshot().rows("activity") == later.rows("activity")
    assert after.find("activity", ids[0]).name == "Once more"  # type: ignore[union-attr]
    assert [row.name for row in after.matching("activity", "keeper_id", keeper)] == ["Once more", "2", "3", "4", "New"]
    assert after.rows("organisation") is organisations, "shared, as nothing there was changed"
