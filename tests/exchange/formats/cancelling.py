"""A format that is written piece by piece says how far it is, and cancelled on the way leaves the earlier file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ropa_desktop.errors import Cancelled
from ropa_desktop.progress import heard_by, stoppable, stopped_by


def tells_and_can_be_cancelled(
    write: Callable[[], object], write_other: Callable[[], object], target: Path, share: float
) -> None:
    """`write` writes `target` and tells of it; `write_other`, into the same file, is cancelled after that share."""
    told, beside = [0.0], set()

    def listen(done: float) -> None:
        told.append(done)
        beside.add(len(list(target.parent.glob(".ropa-*.part"))))

    def stop() -> None:
        if told[-1] >= share:
            raise Cancelled

    with heard_by(listen):
        write()
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert beside == {1}, "the file was being written all the while"
    earlier = target.read_bytes()
    told.append(0.0)
    with heard_by(told.append), stopped_by(stop), stoppable(), pytest.raises(Cancelled):
        write_other()
    assert share <= told[-1] < share + 0.1
    assert target.read_bytes() == earlier
    assert list(target.parent.iterdir()) == [target]
