"""The shapes that authorities give a record: which columns, under which headings, read from `resources/layouts`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.layout_values import ASKED, VALUES
from ropa_desktop.i18n import _
from ropa_desktop.paths import resources


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a layout's headings come from: `evidence` says how well they are verified."""

    name: str
    address: str
    checked_on: str
    evidence: str


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column: the name of its value in `layout_values`, its heading in the layout's own language, the provision
    that asks for it ("" where none does), whether the authority requires it, and its share of the width."""

    value: str
    heading: str
    article: str
    required: bool
    share: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with one row for each activity in a role; `language` is that of the headings (BCP 47)."""

    key: str
    titles: Mapping[str, str]
    role: str
    language: str
    source: Origin
    columns: tuple[LayoutColumn, ...]

    def title(self, language: str) -> str:
        """What the layout is called in a language, else in English."""
        return self.titles.get(language) or self.titles["en"]

    @property
    def leaves_out(self) -> tuple[tuple[str, str], ...]:
        """What Article 30 asks for and no column says: the letter and the name of the fact."""
        said = {column.value for column in self.columns}
        return tuple((letter, title) for letter, value, title in ASKED[self.role] if value not in said)


@cache
def layouts() -> Mapping[str, Layout]:
    """All layouts by key, in the order of their keys."""
    found = sorted(resources("layouts").glob("*.json"))
    return {file.stem: _layout(file.stem, json.loads(file.read_text("utf-8"))) for file in found}


def layout(key: str) -> Layout:
    """A layout by its key. Raises `BadInput` for an unknown one."""
    known = layouts()
    if key not in known:
        raise BadInput(_("There is no layout “{key}”. There are: {keys}.").format(key=key, keys=", ".join(known)))
    return known[key]


def _layout(key: str, found: Mapping[str, Any]) -> Layout:
    columns = tuple(LayoutColumn(**column) for column in found["columns"])
    unknown = [column.value for column in columns if column.value not in VALUES]
    if unknown:
        raise ValueError(f"layout {key}: no such value: {', '.join(unknown)}")
    return Layout(key, found["title"], found["role"], found["language"], Origin(**found["source"]), columns)
