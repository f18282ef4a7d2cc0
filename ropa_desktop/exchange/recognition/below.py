"""A second table below the first on one sheet, under headings of its own: the processors, or other activities.

A table of organisations is told by a first column that names parties ("Sub-processor"), on a sheet of its own too.
"""

from collections.abc import Sequence
from dataclasses import replace

from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, ENOUGH, ORGANISATIONS, Match, matches
from ropa_desktop.exchange.recognition.header import Header, header_at
from ropa_desktop.exchange.recognition.legend import texts_of
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.folding import fold

_LONGEST_HEADING = 60
_LEAST = 3  # headings of a table that stands below another
_KNOWN = 0.6  # share of its headings that must be known
_OTHERS = 2  # headings of another table of activities that the first does not have
_LEAST_ACTIVITIES, _MOST, _WHOLE = 4, 0.7, 0.9
_NAMES = frozenset({"name", "purpose", "categories_of_processing"})
_CONTENT = frozenset(
    [
        "purpose",
        "legal_basis",
        "data_subjects",
        "data_categories",
        "recipients",
        "third_countries",
        "retention",
        "categories_of_processing",
        "controller",
        "measures",
    ]
)
_PARTIES = ("processors", "sub_processors", "recipients", "internal_recipients", "joint_controllers")

_SAME = {
    "contract": "contract_reference",
    "contract_date": "contract_date",
    "safeguards": "safeguards",
    "systems": "systems",
}
"""Fields that a table of activities and one of organisations both ask for."""


def next_table(sheet: Sheet, after: int, language: str) -> tuple[str, Header] | None:
    """The first table that begins below a row of headings: what it holds, and its headings; None without one.

    `language` is that of the table above. Its headings repeated, as at the top of a page, begin no other table.
    """
    own = {*map(fold, texts_of(sheet, after))}
    for row in range(after + 2, len(sheet.rows)):
        texts = texts_of(sheet, row)
        if len(texts) < _LEAST or len(texts_of(sheet, row - 1)) > 1 or max(map(len, texts)) > _LONGEST_HEADING:
            continue
        if found := organisations_at(sheet, row):
            return ORGANISATIONS, replace(found, language=language)
        if len({*map(fold, texts)} - own) >= _OTHERS and (other := _activities(sheet, row)):
            return ACTIVITIES, other
    return None


def _activities(sheet: Sheet, row: int) -> Header | None:
    """The headings of a row, taken as those of a table of activities: most are known, a name or purpose among them."""
    header = header_at(sheet, row, row, ACTIVITIES)
    if header is None or len(header.headings) < _LEAST_ACTIVITIES:
        return None
    meant = [means[0] for means in header.meanings.values() if means and means[0].score >= ENOUGH]
    targets = {match.target for match in meant}
    whole = sum(match.score >= _WHOLE for match in meant)
    is_one = targets & _NAMES and len(targets & _CONTENT) >= 2 and whole >= _LEAST
    return header if is_one and len(meant) >= _MOST * len(header.headings) else None


def organisations_at(sheet: Sheet, row: int, least: int = _LEAST) -> Header | None:
    """The headings of a row, taken as those of a table of organisations; None where it is none, or names less than
    `least` things of them.
    """
    header = header_at(sheet, row, row, ORGANISATIONS)
    if header is None or len({*header.headings.values()}) < len(header.headings):
        return None
    means = dict(header.meanings)
    first = min(header.headings)
    if not _sure(means[first], "name") and is_party(header.headings[first]):
        means[first] = (Match("name", "", 0.95),)
    for column, heading in header.headings.items():
        as_activity = next((one for one in matches(heading, ACTIVITIES) if one.score >= ENOUGH), None)
        if as_activity and as_activity.target in _SAME and not (means[column] and means[column][0].score >= ENOUGH):
            means[column] = (Match(_SAME[as_activity.target], "", as_activity.score), *means[column])
    named = [column for column, found in means.items() if _sure(found, "name")]
    targets = {found[0].target for found in means.values() if found and found[0].score >= ENOUGH}
    if first not in named or len(targets) < least or len(targets) < _KNOWN * len(header.headings):
        return None
    return replace(header, meanings=means, fields=len(targets))


def _sure(found: Sequence[Match], target: str) -> bool:
    return any(match.target == target and match.score >= ENOUGH for match in found[:1])


def is_party(heading: str) -> bool:
    """Whether a heading, or the name of a sheet, names parties."""
    return any(match.target in _PARTIES and match.score >= ENOUGH for match in matches(heading, ACTIVITIES)[:2])
