"""How the forms of one sheet lie: below each other, or beside each other with a column of values for each activity."""

from ropa_desktop.exchange.recognition.account import Account
from ropa_desktop.exchange.recognition.reading import folded
from ropa_desktop.exchange.sheets.book import Sheet

_SEVERAL = 2  # activities beside each other


def blocks(account: Account, labels: dict[tuple[int, int], str], column: int) -> list[list[int]]:
    """The rows of each form of a sheet: a new one begins where the label of the name comes again."""
    rows = range(len(account.sheet.rows))
    first = min(row for row, _c in labels)
    names = _named(account, labels)
    if not names:
        return [[row for row in rows if row >= first]]
    starts = [row for row in names if folded(account.text(row, column)) == folded(account.text(names[0], column))]
    if len(starts) < 2:
        return [[row for row in rows if row >= first]]
    ends = [*starts[1:], len(rows)]
    blocks = [list(range(start, end)) for start, end in zip(starts, ends, strict=True)]
    return [[*range(first, starts[0]), *blocks[0]], *blocks[1:]]


def _named(account: Account, labels: dict[tuple[int, int], str]) -> list[int]:
    """The rows that ask for the name of an activity and have an answer."""
    rows = [(row, column) for (row, column), target in sorted(labels.items()) if target == "name"]
    return [row for row, column in rows if any(_beside(account, row, column))]


def _beside(account: Account, row: int, column: int) -> list[str]:
    return [account.text(row, place) for place in range(column + 1, len(account.sheet.rows[row]))]


def values_beside(account: Account, labels: dict[tuple[int, int], str], column: int) -> list[int]:
    """The columns of values where each is an activity of its own: the label of the name has a value in each of them."""
    names = _named(account, labels)
    if len(names) != 1:
        return []
    width = range(column + 1, len(account.sheet.rows[names[0]]))
    filled = [
        place
        for place in width
        if account.text(names[0], place)
        and sum(bool(account.text(row, place)) for row, _c in labels) >= max(3, 0.5 * len(labels))
    ]
    return filled if len(filled) > 1 else []


def without_title(sheet: Sheet, labels: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """The labels without a title that is like the label of the name ("Processing activities") and stands above it.

    What is beside it, such as a day, is nothing beside the names of several activities; and nothing at all is beside
    the title of forms that stand one below the other.
    """
    names = [place for place, target in sorted(labels.items()) if target == "name"]
    filled = [sum(bool(cell and cell.text.strip()) for cell in sheet.rows[row][column + 1 :]) for row, column in names]
    if len(names) < 2 or names[0][0] > min(row for row, _c in labels):
        return labels
    stacked = not filled[0] and any(filled)
    if not stacked and (len(names) > 2 or filled[0] > 1 or filled[1] < _SEVERAL):
        return labels
    return {place: target for place, target in labels.items() if place != names[0]}
