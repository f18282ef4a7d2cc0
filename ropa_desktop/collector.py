"""The collector of cycles, put to rest while much is made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Pause the search for cycles: it would walk all that was made so far again and again, and find none.

    For work that makes many objects and keeps them to its end: rows of a snapshot, cells of a workbook, pages. It
    takes a fifth to a half of the time of such work. Reference counting goes on.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
