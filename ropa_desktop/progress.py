"""How far long work has come: told by whoever does it, heard by whoever waits, and nothing where nobody does.

A loop over what is to be done goes through `counted`, or tells by itself with `tell`; there it stops, where it may,
once whoever waits has cancelled it. Work of several stages says with `part` which share of the whole each is; the
shares are measured ones, for the time that is left is worked out from them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[float], object]

_OFTEN = 200  # times that a whole loop tells at most

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
_stopping: ContextVar[Callable[[], object]] = ContextVar("stopping", default=lambda: None)
_stops: ContextVar[bool] = ContextVar("stops", default=False)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """While it lasts, what this thread does tells `listener` the share that is done, from 0 to 1."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


@contextmanager
def stopped_by(stop: Callable[[], object]) -> Iterator[None]:
    """While it lasts, what this thread does calls `stop` where it may stop; that raises what stops it."""
    before = _stopping.set(stop)
    try:
        yield
    finally:
        _stopping.reset(before)


@contextmanager
def stoppable() -> Iterator[None]:
    """Around work that leaves nothing behind when it fails, and so may be stopped in its loops."""
    before = _stops.set(True)
    try:
        yield
    finally:
        _stops.reset(before)


@contextmanager
def part(begin: float, end: float) -> Iterator[None]:
    """What is told within is that part of the whole, which is done from `begin` to `end`."""
    whole = _listener.get()
    if whole is None:
        yield
        return
    with heard_by(_within(whole, begin, end)):
        yield
    whole(end)


def _within(whole: Listener, begin: float, end: float) -> Listener:
    return lambda share: whole(begin + share * (end - begin))


def tell(share: float) -> None:
    """So much is done, from 0 to 1: where the loop is not over one sequence."""
    _go_on()
    listener = _listener.get()
    if listener is not None:
        listener(share)


def staged(items: Sequence[T], weigh: Callable[[T], int]) -> Iterator[T]:
    """The items one after another, each a stage as long as it weighs; what is told within is a part of it.

    The listener is not put back by a `with`: of work that fails, another thread may let go of this generator.
    """
    listener = _listener.get()
    if listener is None:
        yield from items
        return
    weights = [max(1, weigh(item)) for item in items]
    whole, done = sum(weights), 0
    for item, weight in zip(items, weights, strict=True):
        _listener.set(_within(listener, done / whole, (done + weight) / whole))
        yield item
        done += weight
        _listener.set(listener)
        listener(done / whole)


def counted(items: Sequence[T]) -> Iterator[T]:
    """The items one after another; each that was dealt with counts."""
    listener = _listener.get()
    if listener is None:
        yield from items
        return
    every = max(1, len(items) // _OFTEN)
    for number, item in enumerate(items, 1):
        yield item
        if number % every == 0 or number == len(items):
            _go_on()
            listener(number / len(items))


def _go_on() -> None:
    """Stops here what may stop and is to."""
    if _stops.get():
        _stopping.get()()
