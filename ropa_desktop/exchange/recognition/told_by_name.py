"""Lists whose sheet says in its name what they are of, or whose first heading does, though few headings are known.

What is listed is named in the first column that may hold names; a column of which nothing is known goes to the note.
"""

from collections.abc import Sequence
from dataclasses import replace

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, ENOUGH, ORGANISATIONS, TIME_LIMITS, Match, matches
from ropa_desktop.exchange.recognition.header import Header, header_at
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.folding import fold

_SEARCHED = 6  # rows among which the headings are the first with more than one
_LONGEST_HEADING, _LONGEST_NAME = 60, 80  # characters
_PROCESSORS = ("processors", "sub_processors")
_OF_ACTIVITIES = frozenset(["legal_basis", "data_subjects", "data_categories", "special_data", "retention", "measures"])
_MOST_OF_ACTIVITIES = 1  # fields of activities that a list of parties may tell of as well
_MOST = 0.8  # share of a column's cells that are of one kind
_SURE = 0.9  # score of a name of a sheet that is known whole, or nearly


def told_by_name(sheet: Sheet) -> tuple[str, Header] | None:
    """What a sheet lists, organisations or time limits, and its headings; None where neither is told."""
    rows = range(min(_SEARCHED, len(sheet.rows) - 1))
    row = next((row for row in rows if len(_texts(sheet, row)) > 1), None)
    if row is None or max(map(len, _texts(sheet, row))) > _LONGEST_HEADING or not _texts(sheet, row + 1):
        return None
    below = [texts[0] for texts in (_texts(sheet, n) for n in range(row + 1, len(sheet.rows))) if texts]
    if sum(map(_is_label, below)) * 2 >= len(below):  # contact details of one, each beside its label
        return None
    if parties := _parties(sheet, row):
        return ORGANISATIONS, parties
    if limits := _limits(sheet, row):
        return TIME_LIMITS, limits
    return None


def _parties(sheet: Sheet, row: int) -> Header | None:
    header = header_at(sheet, row, row, ORGANISATIONS)
    activities = header_at(sheet, row, row, ACTIVITIES)
    if header is None or activities is None or len(_sure(activities) & _OF_ACTIVITIES) > _MOST_OF_ACTIVITIES:
        return None
    first = header.headings[min(header.headings)]
    by_heading = _means(first, _PROCESSORS) and bool(_sure(header) - {"name", "reference", "note"})
    if not by_heading and not _means(sheet.name.replace("_", " "), _PROCESSORS):
        return None
    return _with_names(sheet, header)


def _limits(sheet: Sheet, row: int) -> Header | None:
    header = header_at(sheet, row, row, TIME_LIMITS)
    if header is None or not _means(sheet.name.replace("_", " "), ("retention",)):
        return None
    named = _with_names(sheet, header)
    if named is None or _sure(named) & {"amount", "wording"}:
        return named
    for column in named.headings:
        texts = _below(sheet, row, column)
        known = named.meanings.get(column, ())
        is_free = not known or known[0].score < ENOUGH
        if is_free and texts and sum(bool(reading.limits(text)) for text in texts) >= _MOST * len(texts):
            return replace(named, meanings={**named.meanings, column: (Match("wording", "", _SURE),)})
    return None


def _with_names(sheet: Sheet, header: Header) -> Header | None:
    """The headings, a column of names among them: as one says, else the first that may hold them; None without one."""
    means = header.meanings
    free = [column for column in sorted(header.headings) if not means[column] or means[column][0].score < ENOUGH]
    named = [column for column, found in means.items() if found and found[0].target == "name" and column not in free]
    parties = [column for column, heading in sorted(header.headings.items()) if _means(heading, _PROCESSORS)]
    for column in dict.fromkeys((*parties, *named, *free)):
        if _are_names(_below(sheet, header.rows[1], column)):
            return replace(header, meanings={**means, column: (Match("name", "", 0.95),)})
    return None


def _are_names(texts: Sequence[str]) -> bool:
    """Whether texts may be names: in words, short, and nearly all different."""
    in_words = [text for text in texts if any(map(str.isalpha, text)) and not reading.day(text, None)]
    short = [text for text in in_words if len(text) <= _LONGEST_NAME and not reading.yes_no(text).answer]
    return bool(texts) and len(short) >= _MOST * len(texts) and len({*map(fold, texts)}) >= _MOST * len(texts)


def _is_label(text: str) -> bool:
    return any(match.score >= _SURE for match in matches(text, ORGANISATIONS)[:1])


def _means(text: str, targets: Sequence[str]) -> bool:
    return any(match.target in targets and match.score >= _SURE for match in matches(text, ACTIVITIES)[:1])


def _sure(header: Header) -> frozenset[str]:
    return frozenset(means[0].target for means in header.meanings.values() if means and means[0].score >= ENOUGH)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [cell.text.strip() for cell in sheet.rows[row] if cell and cell.text.strip()]


def _below(sheet: Sheet, row: int, column: int) -> list[str]:
    cells = (cells[column] for cells in sheet.rows[row + 1 :] if column < len(cells))
    return [cell.text.strip() for cell in cells if cell and cell.text.strip()]
