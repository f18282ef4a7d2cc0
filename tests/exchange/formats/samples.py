"""The reports that the formats are compared on: each example register, in each language, as asked for and full."""

import os
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.report import Report
from ropa_desktop.exchange.samples import SAMPLES
from ropa_desktop.exchange.samples import build as fill
from ropa_desktop.i18n import LANGUAGES
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register

Case = tuple[str, str, bool]  # whose record, in which language, whether full
_EVERY: list[Case] = list(product(SAMPLES, LANGUAGES, (False, True)))


@cache
def register() -> Snapshot:
    """All examples in one register."""
    with TemporaryDirectory() as folder, Register.create(Path(folder) / "samples.ropa") as made:
        fill(made)
        return made.snapshot()


def cases() -> list[Case]:
    """Every combination in `make soak`; else enough of them that each two values meet."""
    return _EVERY if os.environ.get("ROPA_SOAK") else _pairwise(_EVERY)


def sample(case: Case) -> Report:
    """The report of a case."""
    name, language, full = case
    snapshot = register()
    keeper = next(keeper for keeper in keepers(snapshot) if keeper.name == name)
    return build(
        snapshot, Options(keeper.id, None, frozenset(ALSO if full else ()), language, produced_on="2026-11-21")
    )


def everything(language: str = "en") -> Report:
    """The records of all examples in one document."""
    return build(register(), Options(also=frozenset(ALSO), language=language, produced_on="2026-11-21"))


def _pairs(case: Case) -> set[tuple[int, object, int, object]]:
    return {(a, case[a], b, case[b]) for a in range(len(case)) for b in range(a)}


def _pairwise(every: list[Case]) -> list[Case]:
    """The fewest that a greedy choice finds."""
    missing = set().union(*map(_pairs, every))
    chosen: list[Case] = []
    while missing:
        best = max(every, key=lambda case: len(_pairs(case) & missing))
        chosen.append(best)
        missing -= _pairs(best)
    return chosen
