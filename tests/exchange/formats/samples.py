"""The reports that the formats are compared on: each example register, in each language, as asked for and full."""

import os
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.layouts.changes import read_log
from ropa_desktop.exchange.logged import Logged
from ropa_desktop.exchange.one_client import clients
from ropa_desktop.exchange.report import Report
from ropa_desktop.exchange.samples import SAMPLES
from ropa_desktop.exchange.samples import build as fill
from ropa_desktop.i18n import LANGUAGES
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register

Case = tuple[str, str, bool]  # whose record, in which language, whether full
_EVERY: list[Case] = list(product(SAMPLES, LANGUAGES, (False, True)))


@cache
def register() -> Snapshot:
    """All examples in one register."""
    return _made()[0]


@cache
def _made() -> tuple[Snapshot, tuple[Logged, ...]]:
    """All examples in one register, and the log of its changes, with some that came later."""
    with TemporaryDirectory() as folder, Register.create(Path(folder) / "samples.ropa") as made:
        fill(made)
        snapshot = made.snapshot()
        for activity in snapshot.rows("activity"):
            edit.set_value(made, "activity", activity.id, "department", "Another department")
        log = read_log(made, made.snapshot(), Options(layout="changes"))
        return snapshot, tuple(replace(one, at="2026-11-20T12:00:00.000+00:00", who="Kari") for one in log)


def in_layout(key: str) -> tuple[str, ...]:
    """The examples whose record can be in a layout: an extract wants a client."""
    return tuple(name for name in SAMPLES if key != "extract" or _clients()[name])


def asked(key: str, name: str, language: str) -> Options:
    """What is asked for to have an example's record in a layout, with what that needs besides a snapshot."""
    keeper = next(keeper for keeper in keepers(register()) if keeper.name == name)
    client = _clients()[name] if key == "extract" else None
    log = _made()[1] if key == "changes" else None
    return Options(keeper.id, language=language, layout=key, client_id=client, log=log)


@cache
def _clients() -> dict[str, str | None]:
    """By example the client of whom there is an extract, None where it acts for nobody."""
    found = {keeper.name or "": clients(register(), keeper.id) for keeper in keepers(register())}
    return {name: some[0].id if some else None for name, some in found.items()}


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
