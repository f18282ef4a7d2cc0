"""An index of every word of a register, in memory, which follows its snapshots.

It is made at the first search and brought up to date at each later one, from the rows in which two snapshots differ:
whoever changed the register, and however, it says what the snapshot says. Nothing of it is ever written to a disk.
Each entry is one document, with its rows and what is said of them.
"""

from collections.abc import Container, Iterable
from functools import cache
from itertools import islice
from threading import Lock

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.folding import fold
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import entry_of, whole
from ropa_desktop.register.connection import in_memory

Place = tuple[str, str]
"""A table and an id."""

_BETWEEN = " · "  # a word that nobody can type, so that no phrase goes from one field into the next
_UNTOLD = frozenset({"yes_no"})  # "yes" is no word to look for
_MANY = 500  # changed entries from which on everything is read anew


class Index:
    """The words of one register. It may be used from any thread, by one at a time."""

    def __init__(self) -> None:
        self._connection = in_memory()
        self._connection.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(name, said, tokenize = 'ascii', prefix = '1 2 3')"
        )
        self._shown: Snapshot | None = None
        self._numbers: dict[Place, int] = {}
        self._places: dict[int, Place] = {}
        self._next = 1
        self._lock = Lock()

    def follow(self, snapshot: Snapshot) -> None:
        """Bring the index to what a snapshot says: about 50 µs for each entry that changed."""
        with self._lock:
            self._follow(snapshot)

    def entries(
        self, snapshot: Snapshot, terms: Iterable[str], limit: int, among: Container[str] | None = None
    ) -> list[Place]:
        """The entries that hold every term, the most fitting first, `among` these ids where they are given.

        A term is one folded word, or several that follow each other; the last may be the beginning of a word.
        """
        phrases = " ".join(f'"{term}"' for term in terms)
        with self._lock:
            self._follow(snapshot)
            found = self._connection.execute(
                "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 10.0, 1.0)", (f"{phrases}*",)
            )
            places = (self._places[number] for (number,) in found)
            return [*islice((place for place in places if among is None or place[1] in among), limit)]

    def close(self) -> None:
        """Let the memory go."""
        with self._lock:
            self._connection.close()

    def _follow(self, snapshot: Snapshot) -> None:
        if snapshot is self._shown:
            return
        changed = None if self._shown is None else _changed_entries(self._shown, snapshot)
        if changed is None or len(changed) > _MANY:
            self._read_anew(snapshot)
        else:
            for place in changed:
                self._renew(snapshot, place)
        self._shown = snapshot

    @collector_at_rest()
    def _read_anew(self, snapshot: Snapshot) -> None:
        self._shown = None
        self._numbers, self._places = {}, {}
        with self._connection:  # whole or not at all
            self._connection.execute("BEGIN")
            self._connection.execute("DELETE FROM entry")
            for kind in catalog.KINDS:
                if not kind.is_row:
                    for row in snapshot.rows(kind.key):
                        self._add(snapshot, (kind.key, row.id), len(self._numbers) + 1)
        self._next = len(self._numbers) + 1

    def _renew(self, snapshot: Snapshot, place: Place) -> None:
        number = self._numbers.pop(place, None)
        if number is None:
            number, self._next = self._next, self._next + 1
        else:
            del self._places[number]
            self._connection.execute("DELETE FROM entry WHERE rowid = ?", (number,))
        if snapshot.find(*place) is not None:
            self._add(snapshot, place, number)

    def _add(self, snapshot: Snapshot, place: Place, number: int) -> None:
        self._numbers[place], self._places[number] = number, place
        values = (number, *_document(snapshot, place))
        self._connection.execute("INSERT INTO entry (rowid, name, said) VALUES (?, ?, ?)", values)


@cache
def sought_fields(table: str) -> tuple[tuple[str, str], ...]:
    """The fields of a table in which words are looked for, each with the vocabulary of its codes or ""."""
    return tuple(
        (name, info.vocabulary)
        for name, info in tables.fields(table).items()
        if info.form in ("line", "text", "date", "code") and info.vocabulary not in _UNTOLD
    )


def _changed_entries(before: Snapshot, after: Snapshot) -> set[Place]:
    changed = set()
    for table, old, new in after.differences(before):
        for snapshot, row in ((before, old), (after, new)):
            found = entry_of(snapshot, table, row) if row is not None else None
            if found is not None:
                changed.add((found[0], found[1].id))
    return changed


def _document(snapshot: Snapshot, place: Place) -> tuple[str, str]:
    """What names an entry, and all that is said in it, folded."""
    (_table, entry), *_rows = found = [*whole(snapshot, *place)]
    labels = (getattr(entry, name) for name in catalog.kind(place[0]).label if (name, "") in sought_fields(place[0]))
    said = []
    for table, row in found:
        for place_of, of_codes in _columns(table):
            value = row[place_of]
            if value is not None:
                said.append(_folded_code(of_codes, value) if of_codes else fold(value))
    return _BETWEEN.join(fold(text) for text in (entry.reference, *labels) if text), _BETWEEN.join(said)


@cache
def _columns(table: str) -> tuple[tuple[int, str], ...]:
    """The fields in which words are looked for, as `sought_fields`, by their place in a row."""
    return tuple((tables.columns(table).index(name), of_codes) for name, of_codes in sought_fields(table))


@cache
def _folded_code(name: str, code: str) -> str:
    term = vocabulary.vocabulary(name).terms.get(code)
    return _BETWEEN.join(map(fold, (f"{code} {label}" for label in term.sought) if term else (code,)))
