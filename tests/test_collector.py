"""The collector of cycles rests while much is made, and passes over what was made until it is told otherwise."""

import gc
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from ropa_desktop import collector
from ropa_desktop.collector import collector_at_rest, search_everything


@pytest.fixture(autouse=True)
def _searching() -> Iterator[None]:
    gc.unfreeze()
    gc.enable()
    yield
    search_everything()
    gc.enable()


def test_it_rests_until_the_last_of_several_works_in_several_threads_is_done() -> None:
    begun, end = Event(), Event()

    def work() -> None:
        with collector_at_rest():
            begun.set()
            end.wait()

    other = Thread(target=work)
    with collector_at_rest():
        assert not gc.isenabled()
        other.start()
        begun.wait()
    assert not gc.isenabled(), "the other thread is at work still"
    end.set()
    other.join()
    assert gc.isenabled()


def test_it_searches_again_after_work_that_failed_and_stays_as_it_was_found() -> None:
    with pytest.raises(ValueError, match="as it happens"), collector_at_rest():
        raise ValueError("as it happens")
    assert gc.isenabled()
    gc.disable()
    with collector_at_rest():
        pass
    assert not gc.isenabled()


def test_very_much_is_passed_over_until_everything_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "MANY", 10_000)
    with collector_at_rest():
        little = [[number] for number in range(100)]
    assert gc.get_freeze_count() == 0
    with collector_at_rest():
        much = [[number] for number in range(20_000)]
    assert gc.get_freeze_count() > len(much) > len(little)
    search_everything()
    assert gc.get_freeze_count() == 0
