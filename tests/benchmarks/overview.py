"""The figures of the overview, to the letters of the same activities, which it must work out in any case."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ACTIVITIES, RUNS = 1_000, 9


def measure() -> list[tuple[str, float, float]]:
    """Name, ratio and limit of each comparison."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ropa_desktop.exchange.overview.numbers import overview
    from ropa_desktop.law.completeness import letter_states
    from ropa_desktop.model.snapshot import Snapshot
    from ropa_desktop.register.register import Register
    from tests.benchmarks.window import make_register

    def letters_of(snapshot: Snapshot, ids: list[str]) -> None:
        for id in ids:
            letter_states(snapshot, id)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thousand.ropa"
        make_register(path, ACTIVITIES)
        counted, floors = [], []
        for _run in range(RUNS):
            with Register.open(path) as register:  # each time with indexes yet to be made
                snapshot = register.snapshot()
                ids = [row.id for row in snapshot.rows("activity")]
                floors.append(seconds(letters_of, snapshot, ids))
            with Register.open(path) as register:
                snapshot = register.snapshot()
                counted.append(seconds(overview, snapshot))
    return [
        (
            f"every figure of the overview of {ACTIVITIES:,} activities, to their letters alone",
            statistics.median(counted) / statistics.median(floors),
            2.5,
        )
    ]


def seconds(act: Callable[..., object], *arguments: object) -> float:
    """How long something takes."""
    began = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - began


if __name__ == "__main__":
    for name, ratio, limit in measure():
        print(f"{ratio:6.2f}  (≤ {limit})  {name}")
