"""A file at the door: what it would bring to a register, and for a strange spreadsheet how that was made out."""

import json
from dataclasses import dataclass
from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.intake import Intake, first_wishes, work_out
from ropa_desktop.exchange.plan import is_strange, read_file
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.recognition.fitting import fit
from ropa_desktop.exchange.recognition.mapping import (
    AS_NOTE,
    FORM,
    LEFT_OUT,
    NOTHING,
    READ_AS,
    TABLE,
    ColumnMapping,
    Mapping,
    SheetMapping,
    from_json,
    to_json,
)
from ropa_desktop.exchange.recognition.recognise import proposal, recognise
from ropa_desktop.exchange.recognition.targets import HOLDS, targets
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.exchange.sheets.reading import open_book
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.i18n import _
from ropa_desktop.law.completeness import LETTERS
from ropa_desktop.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file would do to a register; `intake` is None for a file that the program wrote itself."""

    plan: Plan
    intake: Intake | None


def arrival(path: Path, current: Snapshot, mapping: Path | None = None) -> Arrival:
    """Read a file beside a register, by a saved mapping where one is given. Nothing is written.

    Raises `BadInput` for what cannot be read, and for a mapping that does not fit.
    """
    if not is_strange(path):
        if mapping:
            raise BadInput(_("A mapping is for strange spreadsheets. “{name}” is none.").format(name=path.name))
        return Arrival(plan(current, read_file(path)), None)
    saved = read_mapping(mapping) if mapping else None
    book = open_book(path)
    intake = work_out(book, first_wishes(book, fitted(saved, book) if saved else None), current)
    return Arrival(intake.plan, intake)


def refusal(intake: Intake) -> str:
    """Why a file is no register of processing activities, in one sentence; empty where it is one."""
    if any(one.shape != NOTHING for one in intake.recognised.mapping.sheets):
        return ""
    try:
        recognise(intake.book, intake.recognised.mapping)
    except BadInput as refused:
        return str(refused)
    return ""


# -- saved mappings ---------------------------------------------------------------------------------------


_SEARCHED = 200
"""Rows of a sheet in which headings, and the labels of a form, are looked for."""


def fitted(saved: Mapping, book: Book) -> Mapping:
    """A mapping that was saved, for this book. Raises `BadInput` for one that fits nothing, or names what is no field.

    It fits where one of its headings stands in the book, and one without headings where a sheet is called the same, or
    where there is but one.
    """
    said = [column.heading for one in saved.sheets for column in one.columns if column.heading]
    headings = {fold(part) for heading in said for part in (heading, *heading.split(" / "))} - {""}
    there = {fold(cell.text) for sheet in book.sheets for row in sheet.rows[:_SEARCHED] for cell in row if cell}
    alone = len(saved.sheets) == len(book.sheets) == 1
    bare = not headings and (alone or any(saved.sheet(sheet.name) for sheet in book.sheets))
    if not (headings & there or bare):
        raise BadInput(
            _(
                "The mapping fits nothing in “{name}”: none of its headings stands there. Make one for this file."
            ).format(name=book.name)
        )
    found = fit(saved, book)
    proposed = {column.target for one in proposal(book).sheets for column in one.columns}
    for one in found.sheets:
        known = proposed | {target.key for target in targets(one.holds)}
        for column in one.columns:
            if column.target not in known:
                raise BadInput(
                    _("The mapping sends “{heading}” to “{target}”, which is no field. It may go to: {known}.").format(
                        heading=column.heading,
                        target=column.target,
                        known=", ".join(target.key for target in targets(one.holds)),
                    )
                )
    return found


def read_mapping(path: Path) -> Mapping:
    """A mapping that was saved. Raises `BadInput` for a file that is none."""
    try:
        values = json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise BadInput(_("There is no file “{name}”. Check the name and the folder.").format(name=path)) from None
    except (OSError, ValueError, RecursionError):
        values = None
    try:
        mapping = from_json(values)
        sound = all(map(_is_sound, mapping.sheets))
    except (IndexError, TypeError):  # of what a person wrote into it
        sound = False
    return mapping if sound else from_json(None)  # which refuses it in the same words


def _is_sound(one: SheetMapping) -> bool:
    """Whether what a person may have edited is still of the kind that it must be."""
    return (
        isinstance(one.sheet, str)
        and one.shape in (TABLE, FORM, NOTHING)
        and (one.shape == NOTHING or one.holds in HOLDS)
        and one.role in LETTERS
        and isinstance(one.language, str)
        and (one.header is None or 0 <= one.header[0] <= one.header[1])
        and all(map(_is_sound_column, one.columns))
    )


def _is_sound_column(column: ColumnMapping) -> bool:
    separators = column.separators or ()
    texts = (
        column.heading,
        column.target,
        *separators,
        *(part for one in column.readings for part in (one.text, one.instead)),
    )
    whole = (column.column, 0 if column.row is None else column.row)
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(number, int) and number >= 0 for number in whole)
        and isinstance(column.score, int | float)
        and column.day_first in (None, True, False)
        and all(one.take in (READ_AS, AS_NOTE, LEFT_OUT) for one in column.readings)
    )


def write_mapping(mapping: Mapping, target: Path) -> None:
    """Save a mapping as JSON that a person can edit. Raises `CannotWrite`, leaving what was there."""
    with whole_file(target) as part:
        part.write_text(json.dumps(to_json(mapping), ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
