"""The numbers in proposed references: one above all that any record ever had, known without asking every change.

The highest is read once in a session, from what is there and what once was, and kept up by whatever is written then.
"""

import re
from collections.abc import Iterable

from sqlalchemy import Connection

from ropa_desktop.model import catalog
from ropa_desktop.register.connection import run
from ropa_desktop.register.revision import Change


class Numbering:
    """The highest number by kind."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._highest: dict[str, int] = {}

    def next_reference(self, key: str) -> str:
        """The reference proposed next for a kind."""
        return f"{catalog.kind(key).prefix}-{self._highest_of(key) + 1:03d}"

    def note(self, key: str, reference: object) -> None:
        """A record of a kind was given a reference."""
        if key in self._highest and isinstance(reference, str):
            self._highest[key] = max(self._highest[key], _number(catalog.kind(key).prefix, reference))

    def take(self, changes: Iterable[Change]) -> None:
        """Changes were made, by whomever."""
        for change in changes:
            if change.after and "reference" in change.after:
                self.note(change.table, change.after["reference"])

    def forget(self) -> None:
        """A step was taken back, so that what it gave out was never given."""
        self._highest.clear()

    def _highest_of(self, key: str) -> int:
        if key not in self._highest:
            prefix = catalog.kind(key).prefix
            present = run(self._connection, f"SELECT reference FROM {key} WHERE reference LIKE ?", (f"{prefix}-%",))
            # Every reference that is there no more was once changed or deleted: insertions need not be read.
            gone = run(
                self._connection,
                "SELECT before FROM change WHERE before IS NOT NULL AND record_table = ? AND before LIKE ?",
                (key, f'%"reference":"{prefix}-%'),
            )
            once = (found[1] for (before,) in gone if (found := _IN_JSON.search(before)))
            references = (*(reference for (reference,) in present), *once)
            self._highest[key] = max((_number(prefix, reference) for reference in references), default=0)
        return self._highest[key]


_IN_JSON = re.compile(r'"reference":"([^"]*)"')


def _number(prefix: str, reference: str) -> int:
    found = re.fullmatch(rf"{prefix}-(\d{{1,9}})", reference, re.ASCII)
    return int(found[1]) if found else 0
