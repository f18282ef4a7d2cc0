"""Long work tells how far it is: loops by their items, stages by their share of the whole."""

from collections.abc import Iterator
from threading import Thread

import pytest

from ropa_desktop.errors import Cancelled
from ropa_desktop.progress import counted, heard_by, part, staged, stoppable, stopped_by, tell


def test_a_loop_tells_how_far_it_is_and_that_it_is_done() -> None:
    heard: list[float] = []
    with heard_by(heard.append):
        assert list(counted(["a", "b", "c", "d"])) == ["a", "b", "c", "d"]
    assert heard == [0.25, 0.5, 0.75, 1.0]


def test_a_long_loop_tells_no_more_often_than_a_bar_can_show() -> None:
    heard: list[float] = []
    with heard_by(heard.append):
        for _item in counted(range(100_000)):
            pass
    assert len(heard) == 200
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_what_is_told_within_a_stage_is_its_part_of_the_whole() -> None:
    heard: list[float] = []
    with heard_by(heard.append):
        with part(0.0, 0.2):
            list(counted([1, 2]))
        with part(0.2, 1.0), part(0.5, 1.0):
            list(counted([1, 2]))
    assert [round(share, 3) for share in heard] == [0.1, 0.2, 0.2, 0.8, 1.0, 1.0, 1.0]


def test_a_stage_without_loops_is_done_at_its_end() -> None:
    heard: list[float] = []
    with heard_by(heard.append), part(0.0, 0.4):
        pass
    assert heard == [0.4]


def test_what_is_no_loop_over_one_sequence_tells_by_itself() -> None:
    heard: list[float] = []
    tell(0.1)
    with heard_by(heard.append), part(0.5, 1.0):
        tell(0.5)
    assert heard == [0.75, 1.0]


def test_nobody_is_told_where_nobody_waits() -> None:
    with part(0.0, 0.5):
        assert list(counted([1, 2, 3])) == [1, 2, 3]


def test_cancelled_work_stops_in_its_loops_and_only_where_it_leaves_nothing_behind() -> None:
    done: list[int] = []

    def stop() -> None:
        if len(done) >= 3:
            raise Cancelled

    with heard_by(lambda _share: None), stopped_by(stop):
        done.extend(counted(range(10)))
        assert len(done) == 10
        done.clear()
        with pytest.raises(Cancelled), part(0.0, 0.5), stoppable():
            done.extend(number for _stage in staged([1, 2], int) for number in counted(range(10)))
        assert done == [0, 1, 2]
        with pytest.raises(Cancelled), stoppable():
            tell(0.5)
        with part(0.0, 1.0):
            tell(0.5)


def test_work_that_was_stopped_may_be_let_go_of_in_another_thread() -> None:
    left: list[Iterator[int]] = []

    def begin() -> None:
        with heard_by(lambda _share: None):
            left.append(staged([1, 2], int))
            next(left[0])

    thread = Thread(target=begin)
    thread.start()
    thread.join()
    left.clear()  # an exception in here would fail the test
