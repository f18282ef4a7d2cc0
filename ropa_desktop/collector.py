"""The collector of cycles, put to rest while much is made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

MANY = 50_000  # objects: to walk through so many would be felt in a window

_lock = RLock()  # a search may begin under it, and let go of work that was never finished
_resting = 0  # how many works it rests for, in whatever thread
_searched = False  # whether it searched before the first of them
_keeping = False  # whether it was told to leave out what was made meanwhile


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Pause the search for cycles: it would walk all that was made so far again and again, and find none.

    For work that makes many objects and keeps them to its end: rows of a snapshot, cells of a workbook, pages. It
    takes a fifth to a half of the time of such work. Reference counting goes on. Where very many were made, the
    search leaves them out afterwards too, until `search_everything`: it would begin with all of them at once, and no
    thread could do anything meanwhile.
    """
    global _resting, _searched
    with _lock:
        if not _resting:
            _searched = gc.isenabled()
            gc.disable()
        _resting += 1
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if not _resting and _searched:
                _keep()
                gc.enable()


def _keep() -> None:
    global _keeping
    if gc.get_count()[0] > MANY:
        gc.freeze()
        _keeping = True


def search_everything() -> None:
    """Let the search walk again through what it was told to leave out: most of it is no more."""
    global _keeping
    if _keeping:
        gc.unfreeze()
        _keeping = False
