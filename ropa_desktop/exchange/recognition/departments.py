"""To whom the activities of a sheet belong where no cell of their own rows says it: a line above the headings names the
department or the owner of them all, or a department stands once and the rows below it are left empty.
"""

from collections.abc import Sequence
from dataclasses import replace

from ropa_desktop.exchange.recognition.account import FIELD, Account
from ropa_desktop.exchange.recognition.aliases import in_language, matches
from ropa_desktop.exchange.recognition.gathering import LONGEST_NAME
from ropa_desktop.exchange.recognition.groups import Group
from ropa_desktop.exchange.recognition.mapping import SheetMapping
from ropa_desktop.exchange.recognition.titles import is_house

_FIELDS = frozenset({"department", "owner"})
_WHOLE = 0.95  # score of a label that is known whole
_REACH = 4  # columns from a label to what it names
_EMPTY = 3  # one row in so many is empty where a department stands once for several rows


def said_above(account: Account, mapping: SheetMapping) -> dict[str, str]:
    """What lines above the headings say of every activity of a sheet ("Department: Sales"), by field; settled."""
    found: dict[str, str] = {}
    for row in range(mapping.header[0] if mapping.header else 0):
        for column in range(len(account.sheet.rows[row])):
            label, _colon, inside = account.text(row, column).partition(":")
            field = _asked(label, mapping.language) if label else ""
            if not field:
                continue
            place = column if inside.strip() else _beside(account, row, column)
            said = inside.strip() or account.text(row, place)
            if field in found or field in mapping.targets() or not account.is_open(row, place):
                continue
            if len(said) <= LONGEST_NAME and not (field == "owner" and is_house(said)):
                account.settle(row, place, FIELD, f"activity.{field}")
                found[field] = said
    return found


def _asked(label: str, language: str) -> str:
    """The field that a label asks for as a whole, in the language of the headings or else in any; empty for another."""
    means = in_language(label, language)
    if not means or means[0].score < _WHOLE:
        means = matches(label)
    sure = {match.target for match in means if match.score >= _WHOLE and match.score == means[0].score}
    return sure.pop() if len(sure) == 1 and sure <= _FIELDS else ""


def _beside(account: Account, row: int, column: int) -> int:
    """The column of the next text to the right of a label, else that beside it."""
    places = range(column + 1, min(column + 1 + _REACH, len(account.sheet.rows[row])))
    return next((place for place in places if account.text(row, place)), column + 1)


def with_departments(mapping: SheetMapping, found: Sequence[Group]) -> Sequence[Group]:
    """The groups of a table, with the department that the first of several names for those below it.

    Each department must stand once, before the names, and no row above the first one.
    """
    columns = mapping.targets()
    if len(columns.get("department", ())) != 1 or "name" not in columns:
        return found
    said = [group.first("department") for group in found]
    named = [text for text in said if text]
    stands_before = columns["department"][0].column < columns["name"][0].column
    is_once = len({*named}) == len(named) and _EMPTY * (len(said) - len(named)) >= len(said) > len(named)
    if not stands_before or not is_once or not said[0]:
        return found
    carried, department = [], ""
    for group, own in zip(found, said, strict=True):
        department = own or department
        carried.append(replace(group, section=group.section or department))
    return carried
