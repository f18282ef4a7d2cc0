"""The findings of a register, kept up to date: after a step only what it touches is checked anew.

While a record is checked, it is noted what was asked of the snapshot: which ids, which groups of rows, which tables.
A change touches whatever asked for the row, or for a group that it was in or is in now.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.law import checking
from ropa_desktop.law.bundle import LawData, current, using
from ropa_desktop.law.checking import APPLIES_FROM, Found, found_in, in_order, subjects
from ropa_desktop.law.confirmed import confirmed, stands
from ropa_desktop.law.findings import Finding
from ropa_desktop.model import tables
from ropa_desktop.model.record import Record
from ropa_desktop.model.snapshot import Snapshot, key_of
from ropa_desktop.progress import counted, staged

R = TypeVar("R", bound=Record)

Subject = tuple[str | None, str]
"""What is checked: a record by table and id; None for the register itself."""

Asked = tuple[str, str, str | None]
"""What a subject asked for: a table, a column and its value. In place of a column, `_ALL` stands for all rows and
`_COUNT` for their number; no table stands for where an id is."""

_ALL, _COUNT = "*", "#"


class CurrentFindings:
    """What all checks find in a snapshot on an ISO day, today by default: always equal to `checking.findings`.

    The law data and the language are those of the moment when it was made.
    """

    def __init__(self, snapshot: Snapshot, on: str | None = None) -> None:
        self.snapshot = snapshot
        self.on = on or date.today().isoformat()
        self._law: LawData = current()
        self._known = confirmed(snapshot)
        self._index = _Index()
        self._found: dict[Subject, Found] = {}  # never changed once it is filled: later findings share it
        self._since: dict[Subject, Found] = {}
        if self.on >= APPLIES_FROM:
            asked = _Asking(self._known)
            with collector_at_rest():
                for table in staged(tuple(checking.BY_TABLE), self._weight):
                    for row in counted(self._known.rows(table) if table else (None,)):
                        subject = (table, row.id if table else "")
                        if found := self._check(asked, subject, row):
                            self._found[subject] = found

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """By severity, check and record."""
        return in_order(self._each()) if self.on >= APPLIES_FROM else ()

    def after(self, snapshot: Snapshot, changed: Iterable[tuple[str, str]]) -> "CurrentFindings":
        """The findings of the next snapshot, in which some records, each a table and an id, were changed.

        It goes on with the index of this one: ask the newest alone for the next.
        """
        after = CurrentFindings.__new__(CurrentFindings)
        after.snapshot, after.on, after._law, after._index = snapshot, self.on, self._law, self._index
        after._known = confirmed(snapshot)
        after._found, after._since = self._found, dict(self._since)
        if self.on >= APPLIES_FROM:
            with using(self._law), collector_at_rest():
                asked = _Asking(after._known)
                for subject in self._touched(after._known, changed):
                    row = after._known.find(subject[0], subject[1]) if subject[0] else None
                    gone = subject[0] is not None and row is None
                    after._since[subject] = () if gone else after._check(asked, subject, row)
            if len(after._since) > _MANY:
                after._found, after._since = {**after._found, **after._since}, {}
        return after

    def forget(self) -> None:
        """Let go of all that is known, thing by thing: freed at once, it would hold up every other thread."""
        for known in (self._found, self._since, self._index.readers, self._index.asked):
            while known:
                known.popitem()

    # -- within -------------------------------------------------------------------------------------------

    def _weight(self, table: str | None) -> int:
        """About how long the checks of a table take."""
        return _TAKES.get(table, _OTHERS_TAKE) * self._known.count(table) if table else 1

    def _check(self, asked: "_Asking", subject: Subject, row: Any) -> Found:
        asked.begin()
        found = found_in(asked, subject[0], row, self.on)
        self._index.note(subject, asked.asked)
        return found

    def _each(self) -> Iterator[tuple[int, Finding]]:
        found, since = self._found, self._since
        for table, row in subjects(self._known):
            subject = (table, row.id if table else "")
            yield from since[subject] if subject in since else found.get(subject, ())

    def _touched(self, known: Snapshot, changed: Iterable[tuple[str, str]]) -> dict[Subject, None]:
        """Whatever has to be checked anew: deleted records too."""
        touched: dict[Subject, None] = {}
        for table, before, now in _changes(self._known, known, self.snapshot is not self._known, changed):
            if table in checking.BY_TABLE:
                touched[table, (now or before).id] = None
            for asked in self._index.asked_of(table, before, now):
                touched.update(dict.fromkeys(self._index.readers.get(asked, ())))
        return touched


_TAKES = {"activity": 160, "transfer": 90, "engagement": 60, "organisation": 25, "purpose": 11, "recipient": 6}
_OTHERS_TAKE = 3
"""Microseconds that all checks of one row took, measured, by table: what is left of a long check follows from it."""

_MANY = 2000  # findings of single records after which they are put together anew


def _changes(
    before: Snapshot, now: Snapshot, held_back: bool, changed: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Any, Any]]:
    """Table, row before, row now, of each record that differs in what is confirmed."""
    if held_back or now.count("suggestion"):  # a suggestion may have brought, or taken, more than was changed
        yield from now.differences(before)
        return
    for table, id in dict.fromkeys(changed):
        old, new = before.find(table, id), now.find(table, id)
        if old != new:
            yield table, old, new


class _Index:
    """Who asked for what. It only grows: whoever does not ask for a thing any more is checked once too often."""

    def __init__(self) -> None:
        self.readers: dict[Asked, list[Subject]] = defaultdict(list)
        self._columns: dict[str, set[str]] = defaultdict(set)
        self.asked: dict[Subject, tuple[Asked, ...]] = {}

    def note(self, subject: Subject, asked: set[Asked]) -> None:
        """Keep what a subject asked for when it was checked."""
        known = self.asked.get(subject, ())
        new = tuple(asked.difference(known))
        if new:
            self.asked[subject] = known + new
        for one in new:
            self.readers[one].append(subject)
            self._columns[one[0]].add(one[1])

    def asked_of(self, table: str, before: Any, now: Any) -> Iterator[Asked]:
        """All that may have been asked for and that a changed, added or deleted row answers otherwise now."""
        if before is None or now is None:
            yield "", "id", (now or before).id
            yield table, _COUNT, None
        yield table, _ALL, None
        columns = tables.columns(table)
        for column in self._columns[table] - {_ALL, _COUNT}:
            place = columns.index(column)
            yield from {(table, column, row[place]) for row in (before, now) if row is not None}


class _Asking(Snapshot):
    """A confirmed snapshot that notes what it is asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.revision, self.hash = snapshot.revision, snapshot.hash
        self._of = snapshot
        self.asked: set[Asked] = set()
        stands(self)

    def begin(self) -> None:
        """Forget what was asked for until now."""
        self.asked = set()

    def rows(self, key: str) -> tuple[Any, ...]:
        self.asked.add((key, _ALL, None))
        return self._of.rows(key)

    def count(self, key: str) -> int:
        self.asked.add((key, _COUNT, None))
        return self._of.count(key)

    def find(self, key: str, id: str | None) -> Any | None:
        if id is None:
            return None
        self.asked.add((key, "id", id))
        return self._of.find(key, id)

    def get(self, model: type[R], id: str | None) -> R | None:
        found: R | None = self.find(key_of(model), id)
        return found

    def matching(self, key: str, column: str, value: str | None) -> tuple[Any, ...]:
        self.asked.add((key, column, value))
        return self._of.matching(key, column, value)

    def kind_of(self, id: str) -> str | None:
        self.asked.add(("", "id", id))
        return self._of.kind_of(id)
