"""The law data in use: adequacy decisions, territories and transfer mechanisms, all of which change by a ruling.

They come with the program (`resources`), unless a newer file was accepted (`data.py`), or a question is asked of other
ones (`using`). Nothing is ever fetched.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ropa_desktop.paths import resources, settings_directory

SECTIONS = ("adequacy", "territories", "transfer_mechanisms")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LawData:
    """Dated facts as their files hold them (docs/law-data.md), gathered on the ISO day `as_of`.

    `name` is that of the file, empty for those that come with the program.
    """

    name: str
    as_of: str
    adequacy: Mapping[str, Any]
    territories: Mapping[str, Any]
    transfer_mechanisms: Mapping[str, Any]


_USED: ContextVar[LawData | None] = ContextVar("law_data", default=None)


def current() -> LawData:
    """The law data that facts and mechanisms are read from."""
    return _USED.get() or _in_use(os.environ.get("ROPA_DESKTOP_HOME"))


@contextmanager
def using(data: LawData) -> Iterator[None]:
    """Read facts and mechanisms from other law data meanwhile, in this thread."""
    token = _USED.set(data)
    try:
        yield
    finally:
        _USED.reset(token)


@cache
def built_in() -> LawData:
    """The law data that come with the program."""
    adequacy = _read(resources("law", "adequacy.json"))
    territories = _read(resources("law", "territories.json"))
    return LawData(
        "", adequacy["as_of"], adequacy, territories, _read(resources("vocabulary", "transfer_mechanism.json"))
    )


def accepted_path() -> Path:
    """Where an accepted file is kept. It may not exist."""
    return settings_directory() / "law-data.json"


def from_document(name: str, document: Mapping[str, Any]) -> LawData:
    """Law data from a checked document. A section that it leaves out is that of the program."""
    base = built_in()
    parts = {section: document.get(section, getattr(base, section)) for section in SECTIONS}
    return LawData(name, document["as_of"], **parts)


@lru_cache(maxsize=4)
def _in_use(_home: str | None) -> LawData:
    """What was accepted, unless the program has come with newer data since or the file cannot be read any more."""
    try:
        found = from_document(accepted_path().name, _read(accepted_path()))
    except (OSError, ValueError, KeyError, TypeError):
        return built_in()
    return found if found.as_of >= built_in().as_of else built_in()


def read_again() -> None:
    """Another file was accepted, or given up."""
    _in_use.cache_clear()


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
