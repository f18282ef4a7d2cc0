"""The importer, graded on one register: how each data cell ended, and which facts were missed."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.sheets.reading import read_book
from tests.exchange.registers.endings import accepted, accepts
from tests.exchange.registers.facts import Records, facts
from tests.exchange.registers.register import Place, Register, address


@dataclass(frozen=True, slots=True)
class Grade:
    """Data cells by how they ended, and the facts that were missed.

    `lost` are cells of which the importer said nothing. `remarks` names every cell that is not right, with what was
    right. The counts of the six endings add up to `cells`.
    """

    right: int
    note: int
    refused: int
    ignored: int
    wrong: int
    lost: int
    cells: int
    facts: int
    wrong_facts: tuple[str, ...]
    remarks: tuple[str, ...]


def grade(register: Register) -> Grade:
    """Write the register as a file, import it, and compare with the answers. Nothing is saved."""
    with TemporaryDirectory() as folder:
        path = register.write(Path(folder))
        try:
            found = recognise(read_book(path))
        except BadInput as refusal:
            return _graded(register, {}, Records({}), (f"refused: {refusal}",))
    endings = {(one.sheet, one.row, one.column): (one.kind, str(one.detail)) for one in found.outcomes}
    return _graded(register, endings, Records(found.incoming.records), ())


def _graded(register: Register, endings: dict[Any, tuple[str, str]], records: Records, said: tuple[str, ...]) -> Grade:
    counts = dict.fromkeys(("right", "note", "refused", "ignored", "wrong", "lost"), 0)
    remarks = list(said)
    for place in register.places():
        if not place.answer or place.answer == "skip":
            continue
        kind, detail = endings.get((place.sheet, place.row, place.column), ("lost", ""))
        verdict = _verdict(place, kind, detail, register.plan)
        counts[verdict] += 1
        if verdict != "right":
            text = " ".join(str(place.value).split())[:60]
            remarks.append(f"{verdict}: {address(place)} “{text}” ended in {kind} {detail}; right is {place.answer}")
    held = list(facts(register.plan, records))
    missed = tuple(sentence for sentence, holds in held if not holds)
    return Grade(
        **counts,
        cells=sum(counts.values()),
        facts=len(held),
        wrong_facts=missed,
        remarks=tuple(remarks),
    )


def _verdict(place: Place, kind: str, detail: str, plan: dict[str, Any]) -> str:
    """How a cell ended: "right", or what it was instead.

    A placeholder may be ignored wherever it stands, and so may the "no" of a column that asks for one kind of data.
    """
    empty = [*plan.get("placeholders", []), *(plan.get("negatives", []) if place.answer == "flag" else [])]
    endings = accepted(place.answer)
    if kind == "field":
        return "right" if accepts(endings, detail) else "wrong"
    if kind in endings or (kind == "ignored" and str(place.value).strip() in empty):
        return "right"
    return kind
