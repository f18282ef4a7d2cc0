"""The contacts of an organisation, one for each person: a cover, the head of a table and each form may tell of one.

What they say differently stands side by side in the one contact, so that no cell is lost.
"""

from typing import Any

from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.values.folding import fold

_TELLING = ("name", "email")
"""The fields by which a person is known again within a role."""

_ALONE = ("country", "employer_id")
"""Fields that hold one value: who differs in them is somebody else."""


def contact(gathered: Gathered, organisation: str, role: str, place: str, **values: str | None) -> None:
    """Add a contact in a role (`dpo`, `representative`, `privacy`, `general`), or what is new of one who is known.

    It is known by its name or its e-mail address. What the file said of nobody holding the role is taken back.
    """
    said = {name: value for name, value in values.items() if value}
    gathered.unsay(organisation, role)
    keys = [(organisation, role, fold(said[name])) for name in _TELLING if name in said]
    known = next((one for key in keys for one in gathered.people.get(key, ()) if _is_same(one, said)), None)
    if known is None:
        gathered.row("contact", "organisation_id", organisation, place, role=role, **said)
        known = gathered.records["contact"][-1]
    else:
        _join(known, said)
    for key in keys:
        found = gathered.people.setdefault(key, [])
        if known not in found:
            found.append(known)


def _is_same(one: dict[str, Any], said: dict[str, str]) -> bool:
    """Whether a contact with the same name or e-mail address is the same person: several may share a mailbox."""
    if any(name in one and name in said and one[name] != said[name] for name in _ALONE):
        return False
    name, other = one.get("name", ""), said.get("name", "")
    return _holds(name, other) or _holds(other, name)


def _join(one: dict[str, Any], said: dict[str, str]) -> None:
    """Add to a contact what is said of it anew, behind what it says already."""
    for name, value in said.items():
        kept = one.get(name, "")
        if _holds(kept, value):
            continue
        one[name] = value if _holds(value, kept) else f"{kept}; {value}"


def _holds(text: str, part: str) -> bool:
    """Whether a text says all that another one says: "Dr. Gro Vik" all of "Gro Vik", "22334455" of "22 33 44 55"."""
    words, others = fold(text).split(), fold(part).split()
    return {*others} <= {*words} or "".join(others) in "".join(words)
