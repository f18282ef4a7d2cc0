"""What a register says for certain: without what was only suggested to its keeper and not confirmed yet.

A record is held back as long as a suggestion speaks of it and nothing confirmed needs it. What a confirmed record names
or belongs to stands with it: a line of an activity brings the activity, the category and the time limit. Whoever
counts, checks or hands over asks `confirmed` first; a working copy (workbook, JSON) carries suggestions with their
mark.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeVar
from weakref import WeakKeyDictionary, WeakSet

from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import Suggestion

_KNOWN: WeakKeyDictionary[Snapshot, tuple[frozenset[str], Snapshot]] = WeakKeyDictionary()
"""A snapshot never changes, so what was made out of it is kept as long as it lives."""

_STANDS: WeakSet[Snapshot] = WeakSet()

S = TypeVar("S", bound=Snapshot)


def suggested(snapshot: Snapshot) -> frozenset[str]:
    """The ids of the records that are suggestions: nobody has confirmed them, or anything that needs them."""
    return _known(snapshot)[0]


def confirmed(snapshot: Snapshot) -> Snapshot:
    """The snapshot without suggestions, and without what is said of them; itself where it holds none.

    It is the whole register, or the whole of an extract: an extract of it is made afterwards.
    """
    return _known(snapshot)[1]


def stands(snapshot: S) -> S:
    """Note that a snapshot holds no suggestions: whoever asks it again need not look."""
    _STANDS.add(snapshot)
    return snapshot


def _known(snapshot: Snapshot) -> tuple[frozenset[str], Snapshot]:
    if snapshot in _STANDS or not snapshot.count("suggestion"):
        return frozenset(), snapshot
    if snapshot not in _KNOWN:
        held = _held_back(snapshot)
        if not held:  # only marks are left, of what something confirmed needs
            return frozenset(), snapshot
        gone: dict[str, set[str]] = defaultdict(set)
        for id, key in held.items():
            gone[key].add(id)
        for statement, _path in catalog.STATEMENTS:
            gone[statement] = {one.id for id in held for one in snapshot.matching(statement, "record_id", id)}
        _KNOWN[snapshot] = frozenset(held), stands(snapshot.without(gone))
    return _KNOWN[snapshot]


def _held_back(snapshot: Snapshot) -> dict[str, str]:
    """Each record that is held back, with its table."""
    marked = {row.record_id: key for row in snapshot.all(Suggestion) if (key := snapshot.kind_of(row.record_id))}
    held = dict(marked)
    to_release = [id for id, key in marked.items() if any(user not in marked for user in _users(snapshot, key, id))]
    while to_release:
        id = to_release.pop()
        key = held.pop(id, None)
        if key is not None:
            to_release += _named(snapshot, key, id)
    return held


def _users(snapshot: Snapshot, key: str, id: str) -> Iterator[str]:
    """The records that name this one, or are rows of it."""
    for reference in tables.references_to(key):
        yield from (row.id for row in snapshot.matching(reference.table, reference.column, id))


def _named(snapshot: Snapshot, key: str, id: str) -> Iterator[str]:
    """The records that this one names, or is a row of."""
    row = snapshot.find(key, id)
    yield from (
        linked
        for name, info in tables.fields(key).items()
        if info.form == "link" and (linked := getattr(row, name)) is not None
    )
