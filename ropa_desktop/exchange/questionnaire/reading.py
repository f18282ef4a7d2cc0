"""Reading a questionnaire that came back: whose it was, who answered, and every cell that says something new.

The file was read apart, as any spreadsheet (`sheets/reading.py`); here its cells are only understood. Rows find their
questions by the hidden columns, wherever somebody has moved them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.questionnaire.choices import NOTHING
from ropa_desktop.exchange.questionnaire.questions import (
    DATA,
    GONE,
    NO_LONGER,
    SUBJECTS,
    SUPPLIERS,
    SYSTEMS,
)
from ropa_desktop.exchange.questionnaire.reply import Fresh, Reply, Typed
from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.sheets.book import Book, Sheet
from ropa_desktop.exchange.workbook.labels import folded
from ropa_desktop.i18n import LANGUAGES, _, translator

_LISTS = {
    "data": DATA,
    "data.new": DATA,
    "subject.new": SUBJECTS,
    "recipient": SUPPLIERS,
    "recipient.new": SUPPLIERS,
    "system": SYSTEMS,
    "system.new": SYSTEMS,
    "purpose": GONE,
    "acted_for": GONE,
}
"""The list that the answer to a question may be chosen from."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that asks: what the hidden columns say, and what a person wrote, with the name of its cell."""

    key: str
    ids: tuple[str, ...]
    was: str
    label: str
    text: str
    cell: str


def read_reply(book: Book) -> Reply:
    """What came back. Raises `BadInput` for another file, one of a newer format, and one that lost its first page."""
    found = next((place for sheet in book.sheets if (place := _marked(sheet, marks.FORMAT))), None)
    if found is None:
        raise BadInput(
            _("“{name}” is no whole questionnaire: its first page is missing. Ask for the file again.").format(
                name=book.name
            )
        )
    first, column = found
    version, keeper, department, language = (_text(first, 0, column + number) for number in range(1, 5))
    _check_version(version, book.name)
    rows = list(_rows(first, column))
    lists = _lists(book)
    sheets = [at for sheet in book.sheets if (at := _marked(sheet, marks.ACTIVITY))]
    asked = {row.ids[0]: row for row in rows if row.key == marks.CHANGE and row.ids}
    answers = {row.key: row.text for row in rows}
    return Reply(
        file=book.name,
        organisation_id=keeper,
        department=department,
        language=language,
        name=" ".join(answers.get(marks.NAME, "").split()),
        day=answers.get(marks.DAY, "").strip(),
        changed=_yes_no(answers.get(marks.ANY_CHANGE, "")),
        activities={id: _yes_no(row.text) for id, row in asked.items()},
        titles={id: row.label for id, row in asked.items()},
        typed=tuple(typed for sheet, at in sheets for typed in _typed(sheet, at, lists)),
        fresh=tuple(_fresh(first.name, rows)),
    )


def _marked(sheet: Sheet, mark: str) -> tuple[Sheet, int] | None:
    """The sheet with the column where its mark stands, if it bears it."""
    texts = [cell.text.strip() if cell else "" for cell in (sheet.rows[0] if sheet.rows else ())]
    return (sheet, texts.index(mark)) if mark in texts else None


def _check_version(version: str, name: str) -> None:
    if not version.isdecimal() or int(version) > marks.FORMAT_VERSION:
        raise BadInput(
            _("“{name}” was made by a newer version of the program. Update this one to read it.").format(name=name)
        )


def _rows(sheet: Sheet, column: int) -> Iterator[_Row]:
    """The rows that ask, each with what is new in it: what was written beside, or over, what was shown."""
    for number in range(1, len(sheet.rows)):
        key = _text(sheet, number, column + marks.KEY)
        if not key:
            continue
        present, text = (_text(sheet, number, column + place) for place in (marks.PRESENT, marks.CHANGED))
        place = marks.CHANGED
        if not text and marks.digest(present) != _text(sheet, number, column + marks.SHOWN):
            text, place = present, marks.PRESENT  # the protection was taken off, and the answer written over
        if folded(text) == folded(present) and place == marks.CHANGED:
            text = ""
        was, label = (_text(sheet, number, column + at) for at in (marks.WAS, marks.LABEL))
        ids = tuple(_text(sheet, number, column + marks.IDS).split())
        yield _Row(key, ids, was, label, text, f"{_letters(column + place)}{number + 1}")


def _typed(sheet: Sheet, column: int, lists: dict[str, dict[str, str]]) -> Iterator[Typed]:
    """What is new on the sheet of an activity."""
    activity = _text(sheet, 0, column + 1)
    for row in _rows(sheet, column):
        if row.text:
            chosen = lists.get(_LISTS.get(row.key, ""), {}).get(folded(row.text), "")
            if folded(row.text) in _no_longer() and not row.key.endswith(".new"):
                chosen = NOTHING
            yield Typed(activity, row.key, row.ids, row.was, row.label, row.text, sheet.name, row.cell, chosen)


def _fresh(sheet: str, rows: list[_Row]) -> Iterator[Fresh]:
    """What is done besides, with what for."""
    purposes = {row.ids: row.text for row in rows if row.key == marks.NEW_PURPOSE}
    for row in rows:
        if row.key == marks.NEW_NAME and (row.text or purposes.get(row.ids)):
            yield Fresh(row.text, purposes.get(row.ids, ""), sheet, row.cell)


def _lists(book: Book) -> dict[str, dict[str, str]]:
    """For each list of the drop-downs, what stands behind what is shown, folded."""
    found = next((place for sheet in book.sheets if (place := _marked(sheet, marks.LISTS))), None)
    if found is None:
        return {}
    sheet, column = found
    lists: dict[str, dict[str, str]] = {}
    for at in range(column + 2, len(sheet.rows[0]), 2):
        pairs = [(_text(sheet, number, at + 1), _text(sheet, number, at)) for number in range(1, len(sheet.rows))]
        lists[_text(sheet, 0, at)] = {folded(shown): behind for shown, behind in pairs if shown and behind}
    return lists


def _no_longer() -> set[str]:
    return {folded(translator(language)(NO_LONGER)) for language in LANGUAGES}


def _yes_no(text: str) -> str:
    return reading.yes_no(text).answer or ""


def _text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row]
    cell = cells[column] if column < len(cells) else None
    return cell.text.strip() if cell else ""


def _letters(column: int) -> str:
    """A column's letters; columns count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
