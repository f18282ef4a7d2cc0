"""Sheets that tell more of the activities of another, joined by a column of its names or numbers.

Tools export a register so: activities on one sheet, data, recipients, transfers or measures on others. Which column
joins them is told by its cells, whatever its heading: nearly all of them are names or references of the other sheet.
What a column called "Name" holds is told by the name of its sheet ("Purposes"). In a file of one activity such a sheet
needs no column that joins it. A column of ticks for each activity joins its rows as well (`matrix`).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, ENOUGH, RELATED, TIME_LIMITS, Match, in_language
from ropa_desktop.exchange.recognition.columns import CONTENT, columns_of
from ropa_desktop.exchange.recognition.header import header_at
from ropa_desktop.exchange.recognition.joins import meant_by
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, FORM, NOTHING, TABLE, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.matrix import matrix_of, with_party_details
from ropa_desktop.exchange.recognition.reading import folded, in_words
from ropa_desktop.exchange.recognition.shape import mapped_as
from ropa_desktop.exchange.recognition.sisters import are_sisters, with_sisters
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known, whole

_SEARCHED = 6  # rows in which the headings are looked for
_MOST = 0.8  # share of a column's cells that must be known activities
_FIRST = 20  # cells of a column one of which must be known
_MOST_OF_IT = 4  # fields of Article 30 that a sheet of activities has, where some have several rows
_KEYS = ("reference", "name")

_TOLD = frozenset(
    [
        "purpose",
        "legal_basis",
        "data_subjects",
        "data_categories",
        "special_data",
        "recipients",
        "processors",
        "third_countries",
        "safeguards",
        "retention",
        "measures",
        "systems",
        "source",
        "joint_controllers",
        "importer",
    ]
)
"""What a related sheet may tell of an activity."""


def with_related(sheets: Sequence[Sheet], proposed: Sequence[SheetMapping]) -> tuple[SheetMapping, ...]:
    """The mappings of a file's sheets, those that tell more of another sheet's activities recognised as that."""
    proposed = with_sisters(proposed)
    main = _main(sheets, proposed) or _main(sheets, proposed, several_rows=True)
    if main is None:
        return _with_a_list(sheets, proposed)
    return _all_joined(sheets, proposed, *main)


def _with_a_list(sheets: Sequence[Sheet], proposed: Sequence[SheetMapping]) -> tuple[SheetMapping, ...]:
    """Where no sheet says enough to be a register by itself: one that lists names, if others tell more of them."""
    for place, (sheet, own) in enumerate(zip(sheets, proposed, strict=True)):
        if own.shape != NOTHING:
            continue
        as_list = mapped_as(sheet, TABLE)
        tried = [*proposed[:place], as_list, *proposed[place + 1 :]]
        main = _main([sheet], [as_list]) if "name" in as_list.targets() else None
        found = _all_joined(sheets, tried, *main) if main else ()
        if any(is_related(one) for one in found):
            return found
    return tuple(proposed)


def _all_joined(
    sheets: Sequence[Sheet], proposed: Sequence[SheetMapping], keys: dict[str, frozenset[str]], number: str
) -> tuple[SheetMapping, ...]:
    found = []
    only = all(len(names) == 1 for names in keys.values())
    lists = next(own for own in proposed if own.sheet == number)
    for sheet, own in zip(sheets, proposed, strict=True):
        if own.sheet == number or own.shape == FORM:
            found.append(own)
            continue
        if own.shape == TABLE and own.holds == TIME_LIMITS:
            of_activities = _joined(sheet, own, keys)
            found.append(of_activities if of_activities and "retention" in of_activities.targets() else own)
            continue
        if are_sisters(lists, own) and not _told_before(sheet, own, keys):
            found.append(own)
            continue
        told = _joined(sheet, own, keys, lists.role) or matrix_of(sheet, keys, _TOLD | {"controller"}, lists.role)
        found.append(told or (_of_the_only_one(sheet, own) if only else None) or own)
    return tuple(found)


def _main(
    sheets: Sequence[Sheet], proposed: Sequence[SheetMapping], several_rows: bool = False
) -> tuple[dict[str, frozenset[str]], str] | None:
    """The names and references of the sheet that lists the activities, and its name; None without one.

    With `several_rows` those of one activity may stand together, on a sheet that tells most of what Article 30 asks; a
    name that comes again elsewhere joins nothing.
    """
    for sheet, own in zip(sheets, proposed, strict=True):
        if own.shape != TABLE or own.holds != ACTIVITIES or own.header is None:
            continue
        if several_rows and len(CONTENT & set(own.targets())) < _MOST_OF_IT:
            continue
        keys = {}
        for column in own.columns:
            if column.target in _KEYS:
                texts = _below(sheet, own.header[1], column.column)
                if several_rows:
                    texts = [text for text, _again in groupby(texts)]
                if len(set(texts)) == len(texts) and texts:
                    keys[column.target] = frozenset(texts)
        if keys:
            return keys, own.sheet
    return None


def _joined(
    sheet: Sheet, own: SheetMapping, keys: dict[str, frozenset[str]], role: str = "controller"
) -> SheetMapping | None:
    for row in range(min(_SEARCHED, len(sheet.rows))):
        for target, names in keys.items():
            for column in range(len(sheet.rows[row])):
                texts = _cells_below(sheet, row, column)
                if not any(_all_known(text, names) for text in texts[:_FIRST]):
                    continue
                known_ones = sum(_all_known(text, names) for text in texts)
                if known_ones < _MOST * len(texts):
                    continue
                if header_at(sheet, row, row, ACTIVITIES):  # a title above the headings is none
                    return _mapped(sheet, own, row, column, target, role)
    return None


def _mapped(
    sheet: Sheet, own: SheetMapping, row: int, column: int, key: str, role: str = "controller"
) -> SheetMapping | None:
    header = header_at(sheet, row, row, ACTIVITIES)
    if header is None or (own.shape == TABLE and own.header and own.header[1] < row):
        return None
    rest = replace(header, meanings={place: () if place == column else m for place, m in header.meanings.items()})
    before = columns_of(sheet, rest)
    columns = _of_its_row([_renamed(sheet, one, header.language) for one in before], before)
    columns = [
        replace(one, target=key, score=1.0)
        if one.column == column
        else replace(one, target=AS_NOTE, score=0.0)
        if one.target in _KEYS
        else _by_parties(one, sheet, row, columns)
        for one in columns
    ]
    if role == "processor" and any(one.target == "controller" for one in columns):
        columns = with_party_details(columns, sheet, header, role)
        return SheetMapping(sheet.name, TABLE, RELATED, role, header.language, (row, row), tuple(columns))
    if not {one.target for one in columns} & _TOLD:
        columns = _as_the_sheet_says(sheet, columns, row, header.language)
    if not {one.target for one in columns} & _TOLD:
        return None
    return SheetMapping(sheet.name, TABLE, RELATED, "controller", header.language, (row, row), tuple(columns))


def _as_the_sheet_says(sheet: Sheet, columns: list[ColumnMapping], row: int, language: str) -> list[ColumnMapping]:
    """Where no heading says what a sheet tells of its activities, its name does ("Retention schedule"): the first
    column beside the key that is filled throughout holds that.
    """
    said = _said_by_name(sheet, language)
    if said is None:
        return columns
    key = next(one for one in columns if one.target in _KEYS)
    filled = len(_below(sheet, row, key.column))
    for place, one in enumerate(columns):
        if one.target == AS_NOTE and len(_below(sheet, row, one.column)) == filled:
            told = replace(one, target=said.target, score=round(said.score, 2))
            return [*columns[:place], told, *columns[place + 1 :]]
    return columns


def _of_the_only_one(sheet: Sheet, own: SheetMapping) -> SheetMapping | None:
    """A sheet without a key beside the one activity of a file: it tells of that what the name of the sheet says."""
    if own.shape != NOTHING:
        return None
    for row in range(min(_SEARCHED, len(sheet.rows))):
        header = header_at(sheet, row, row, ACTIVITIES)
        said = _said_by_name(sheet, header.language) if header else None
        if header is None or said is None:
            continue
        columns = [_renamed(sheet, one, header.language) for one in columns_of(sheet, header)]
        columns = [replace(one, target=AS_NOTE, score=0.0) if one.target in _KEYS else one for one in columns]
        if said.target in {one.target for one in columns}:
            columns = [_by_parties(one, sheet, row, columns) for one in columns]
            return SheetMapping(sheet.name, TABLE, RELATED, "controller", header.language, (row, row), tuple(columns))
    return None


def _renamed(sheet: Sheet, column: ColumnMapping, language: str) -> ColumnMapping:
    """A column of names, by what its sheet is called."""
    if column.target != "name":
        return column
    said = _said_by_name(sheet, language)
    if said is None:
        return column
    target = "importer" if said.target == "third_countries" else said.target
    return replace(column, target=target, score=round(said.score, 2))


def _said_by_name(sheet: Sheet, language: str) -> Match | None:
    """What the name of a sheet says that it tells of activities ("Retention schedule"); None where it says nothing."""
    means = in_language(sheet.name.replace("_", " "), language)
    return means[0] if means and means[0].score >= ENOUGH and means[0].target in _TOLD else None


def _of_its_row(columns: Sequence[ColumnMapping], before: Sequence[ColumnMapping]) -> list[ColumnMapping]:
    """Beside names of a sheet of their own, what describes or sorts a row says it of them, and not of the activity."""
    renamed = {one.column for one, was in zip(columns, before, strict=True) if one.target != was.target}
    sorts = {*map(fold, known("headers")["words"]["sorts"])}
    taken = {one.target for one in columns}
    found = []
    for one in columns:
        if renamed and one.target == "description":
            one = replace(one, target=AS_NOTE, score=0.0)
        elif renamed and fold(one.heading) in sorts and "sort" not in taken and one.target in (AS_NOTE, *taken & _TOLD):
            one = one if one.column in renamed else replace(one, target="sort", score=0.8)
        found.append(one)
    return found


def _by_parties(column: ColumnMapping, sheet: Sheet, row: int, columns: Sequence[ColumnMapping]) -> ColumnMapping:
    """Beside parties, a column of roles says what they are, and one of countries where they are."""
    targets = {one.target for one in columns}
    if not targets & {"recipients", "processors"}:
        return column
    texts = [cell.text for cells in sheet.rows[row + 1 :] if (cell := cells[column.column])]
    roles = [bool(whole("parties", "roles", in_words(text))) for text in texts]
    if column.target in (AS_NOTE, "sort") and texts and sum(roles) >= 0.5 * len(roles):
        return replace(column, target="recipient_role", score=0.8)
    countries = set(map(fold, known("headers")["contact_details"]["country"]))
    if column.target == "third_countries" and fold(column.heading) in countries:
        return replace(column, target="recipient_country", score=0.9)
    elsewhere = any(one.target == "third_countries" and fold(one.heading) not in countries for one in columns)
    if column.target == "safeguards" and not elsewhere:
        return replace(column, target="contract", score=0.75)  # the documents of a processor
    return column


def _told_before(sheet: Sheet, own: SheetMapping, keys: dict[str, frozenset[str]]) -> bool:
    """Whether most activities of a table are called as those of the other sheet."""
    columns = [one.column for one in own.columns if one.target == "name"]
    names = {text for column in columns for text in _below(sheet, (own.header or (0, 0))[1], column)}
    return len(names & keys.get("name", frozenset())) >= _MOST * len(names)


def _all_known(text: str, names: frozenset[str]) -> bool:
    """Whether a cell names activities and nothing else."""
    found, unknown = meant_by(text, lambda part: part if (folded(part) or part) in names else None)
    return bool(found) and not unknown


def _below(sheet: Sheet, row: int, column: int) -> list[str]:
    return [folded(text) or text for text in _cells_below(sheet, row, column)]


def _cells_below(sheet: Sheet, row: int, column: int) -> list[str]:
    cells = (cells[column] for cells in sheet.rows[row + 1 :] if column < len(cells))
    return [cell.text for cell in cells if cell and cell.text.strip()]


def is_related(own: SheetMapping) -> bool:
    """Whether a sheet tells more of another one's activities."""
    return own.shape == TABLE and own.holds == RELATED
