"""A questionnaire that came back, as it was filled in: who answered, and every cell that says something.

What it means for a register is told by `proposals.py`; here it is only what stands in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer: which question of which activity, of which records, what the register said when it was asked.

    `key` is the question's (`questions.py`), `ids` the records that it speaks of, `was` what the field held, as the
    register holds it: text, a code, an id. `chosen` is the id behind a text that was chosen from a list.
    """

    activity_id: str
    key: str
    ids: tuple[str, ...]
    was: str
    label: str
    text: str
    sheet: str
    cell: str
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Fresh:
    """Something that the department does and the questionnaire did not list: a name, and what for."""

    name: str
    purpose: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Reply:
    """All that came back. Days are as they were typed; `changed` is "yes", "no" or "" where nothing was answered.

    `language` is the one in which it asked. `activities` tells of each activity whether it changed, `titles` what it
    was called then.
    """

    file: str
    organisation_id: str
    department: str
    language: str
    name: str
    day: str
    changed: str
    activities: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    typed: tuple[Typed, ...] = ()
    fresh: tuple[Fresh, ...] = ()
