"""Newer law data from a file: checked strictly, compared with those in use, and taken only when somebody says so.

The format is described in docs/law-data.md. A file is signed by nobody: what it would change is shown plainly instead.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.bundle import (
    SECTIONS,
    LawData,
    accepted_path,
    built_in,
    current,
    from_document,
    read_again,
    using,
)
from ropa_desktop.law.data_file import FORMAT, FORMAT_VERSION, problem
from ropa_desktop.law.vocabulary import label

__all__ = [
    "Difference",
    "LawData",
    "accept",
    "accepted",
    "current",
    "differences",
    "forget",
    "load",
    "unverified",
    "using",
]

ADEQUACY, TERRITORY, MECHANISM = "adequacy", "territory", "mechanism"

_LARGEST = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that other law data say otherwise: an adequacy decision, a territory's status or a mechanism.

    `code` is that of the territory or mechanism. `before` and `after` hold what differs, by field; None where the data
    do not have it.
    """

    what: str
    code: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def said(self) -> str:
        """The difference in one sentence."""
        name = _name(self.code) if self.what != MECHANISM else label("transfer_mechanism", self.code)
        subject = _(_TITLES[self.what]).format(name=name)
        if self.before is None or self.after is None:
            known = {name: value for name, value in (self.before or self.after or {}).items() if value is not None}
            shown = ", ".join(_pair(name, value) for name, value in known.items())
            sentence = _("{subject}: new, {values}.") if self.before is None else _("{subject}: no longer listed.")
            return sentence.format(subject=subject, values=shown)
        shown = "; ".join(
            _("{field} {old}, now {new}").format(
                field=_(_FIELDS[name]), old=_shown(name, self.before[name]), new=_shown(name, self.after[name])
            )
            for name in self.before
        )
        return _("{subject}: {changes}.").format(subject=subject, changes=shown)


_TITLES = {
    ADEQUACY: N_("Adequacy decision for {name}"),
    TERRITORY: N_("Status of {name}"),
    MECHANISM: N_("Mechanism {name}"),
}

_FIELDS = {
    "decision": N_("decision"),
    "adopted": N_("adopted on"),
    "expires": N_("in force until"),
    "scope": N_("scope"),
    "condition": N_("condition"),
    "status": N_("status"),
    "inside": N_("in the EEA"),
    "periods": N_("periods"),
    "article": N_("article"),
    "valid_from": N_("valid from"),
    "invalid_from": N_("no longer valid from"),
    "legacy_until": N_("for older contracts until"),
}
"""The fields in which law data differ to any effect: sources and remarks may be put better without changing a thing."""

_OF_DECISIONS = ("decision", "adopted", "expires", "scope", "condition", "status")
_OF_MECHANISMS = ("article", "status", "valid_from", "invalid_from", "legacy_until")


def load(path: Path) -> LawData:
    """Law data from a file. Raises `BadInput`, in one sentence, for whatever is not as docs/law-data.md asks."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadInput(_("{name} cannot be read. Check the path.").format(name=path.name)) from error
    except (ValueError, RecursionError):
        raise BadInput(_("{name} holds no law data: it cannot be read as JSON.").format(name=path.name)) from None
    found = problem(document)
    if found:
        raise BadInput(_("{name} cannot be taken: {problem}").format(name=path.name, problem=found))
    return from_document(path.name, document)


def accepted() -> LawData | None:
    """The law data of the file that was accepted and is in use; None where those of the program are."""
    data = current()
    return None if data is built_in() else data


def accept(data: LawData) -> None:
    """Use loaded law data from now on. Raises `BadInput` for data older than those in use, and `CannotWrite`."""
    if is_older(data):
        raise BadInput(
            _("{name} is of {day}, older than the law data in use, of {present}. Nothing was changed.").format(
                name=data.name, day=format_date(data.as_of), present=format_date(current().as_of)
            )
        )
    document = {"format": FORMAT, "format_version": FORMAT_VERSION, "as_of": data.as_of}
    document |= {section: getattr(data, section) for section in SECTIONS}
    target = accepted_path()
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
        os.replace(part, target)
    except OSError as error:
        raise CannotWrite(_("{path} cannot be written. Check the folder.").format(path=target)) from error
    read_again()


def forget() -> bool:
    """Go back to the law data of the program; whether there were others. Raises `CannotWrite`."""
    try:
        was_there = accepted_path().exists()
        accepted_path().unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(_("{path} cannot be removed. Check the folder.").format(path=accepted_path())) from error
    read_again()
    return was_there


def is_older(data: LawData) -> bool:
    """Whether law data were gathered before those in use."""
    return data.as_of < current().as_of


def differences(old: LawData, new: LawData) -> tuple[Difference, ...]:
    """What new law data say otherwise than old ones, to any effect on what is checked."""
    return (
        *_compared(ADEQUACY, _decisions(old), _decisions(new), _OF_DECISIONS),
        *_compared(TERRITORY, _territories(old), _territories(new), ("inside", "periods")),
        *_compared(MECHANISM, _mechanisms(old), _mechanisms(new), _OF_MECHANISMS),
    )


def unverified(data: LawData) -> tuple[tuple[str, str], ...]:
    """What of law data was not verified against a source: what it is called, and how far it is known."""
    mechanisms = data.transfer_mechanisms
    found = [(_name(entry["territory"]), entry["evidence"]) for entry in data.adequacy["decisions"]]
    found += [
        (label("transfer_mechanism", entry["code"]), entry.get("evidence", mechanisms["evidence"]))
        for entry in mechanisms["entries"]
    ]
    return tuple((name, how_known(evidence)) for name, evidence in found if evidence not in ("verified", "own"))


def how_known(evidence: str) -> str:
    """A word of evidence as a person reads it; one that a file brings stands as it is."""
    return _(_EVIDENCE[evidence]) if evidence in _EVIDENCE else evidence.replace("_", " ")


_EVIDENCE = {"general_knowledge": N_("general knowledge")}


# -- within -----------------------------------------------------------------------------------------------


def _compared(
    what: str, old: Mapping[Any, Mapping[str, Any]], new: Mapping[Any, Mapping[str, Any]], names: tuple[str, ...]
) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            one = {name: (before or after or {}).get(name) for name in names}
            yield Difference(what, key[0], one if before else None, one if after else None)
            continue
        changed = [name for name in names if before.get(name) != after.get(name)]
        if changed:
            sides = ({name: side.get(name) for name in changed} for side in (before, after))
            yield Difference(what, key[0], *sides)


def _decisions(data: LawData) -> dict[tuple[str, str], Mapping[str, Any]]:
    """By territory and number; of one territory there may have been several."""
    entries = data.adequacy["decisions"]
    return {(entry["territory"], entry.get("decision") or entry["adopted"]): entry for entry in entries}


def _mechanisms(data: LawData) -> dict[tuple[str], Mapping[str, Any]]:
    return {(entry["code"],): entry for entry in data.transfer_mechanisms["entries"]}


def _territories(data: LawData) -> Mapping[tuple[str], Mapping[str, Any]]:
    found: dict[tuple[str], dict[str, Any]] = {}
    for code in data.territories["eea"]:
        found[code,] = {"inside": "yes", "periods": ""}
    for one in data.territories["status"]:
        place = found.setdefault((one["code"],), {"inside": "no", "periods": ""})
        period = " ".join(filter(None, (one["status"], one.get("from"), one.get("until"), one.get("applies_from"))))
        place["periods"] = "; ".join(filter(None, (place["periods"], period)))
    return found


def _name(code: str) -> str:
    name = label("country", code)
    return label("international_organisation", code) if name == code else name


def _pair(name: str, value: Any) -> str:
    return f"{_(_FIELDS[name])} {_shown(name, value)}"


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return _("further notice") if name == "expires" else "–"
    if value in ("yes", "no"):
        return label("yes_no", value)
    if name == "status" and value in _STATUSES:
        return _(_STATUSES[value])
    return format_date(str(value).replace("_", " "))


_STATUSES = {
    "in_force": N_("in force"),
    "in_force_at_risk": N_("in force and contested"),
    "active": N_("in use"),
    "invalid": N_("declared invalid"),
    "repealed": N_("repealed"),
}
"""How the status of a decision or mechanism is called; another one stands as the file writes it."""
