"""The figures as tables: what “Show as table” shows, a terminal prints and a screen reader reads; and as plain data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ropa_desktop.exchange.overview.figures import STATES, Flow, Node, Overview, Records
from ropa_desktop.i18n import _
from ropa_desktop.law.completeness import LETTER_TITLES, LETTERS

PICTURES = ("letters", "reviews", "transfers", "flow", "limits")
"""The five pictures, in order."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text, and the records behind it where it is a number or a name.

    `order` is what its column is sorted by where the text would not do: months and periods have their own order.
    """

    text: str
    records: Records = ()
    number: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its title and the titles of its columns; `wide` is the column that takes the room that is left."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    wide: int = 0


def title_of(picture: str) -> str:
    """What a picture is called."""
    return {
        "letters": _("Complete by letter"),
        "reviews": _("Reviews due"),
        "transfers": _("Transfers"),
        "flow": _("Flow map"),
        "limits": _("Time limits"),
    }[picture]


def state_title(state: str) -> str:
    """A state of a letter in words."""
    return {
        "documented": _("documented"),
        "partly": _("partly"),
        "unknown": _("unknown"),
        "none": _("none"),
        "not_possible": _("not possible to state"),
        "not_applicable": _("does not apply"),
    }[state]


def column_title(column: str, grouping: str) -> str:
    """What stands above a column of the flow map."""
    if column == "activity":
        return {
            "department": _("Activities, by department"),
            "controller": _("Activities, by controller"),
            "activity": _("Activities"),
        }[grouping]
    return {"source": _("People and sources"), "recipient": _("Recipients"), "country": _("Countries")}[column]


def letter_title(role: str, letter: str) -> str:
    """What a letter of Article 30 asks for."""
    return _(LETTER_TITLES[role][LETTERS[role].index(letter)])


def article_of(role: str) -> str:
    """The paragraph that speaks of a role."""
    return _("Article 30(2)") if role == "processor" else _("Article 30(1)")


def table(found: Overview, picture: str, grouping: str = "") -> Grid:
    """One picture as a table; the flow map by a grouping, the usual one by default."""
    if picture == "letters":
        met = {state for keeper in found.letters for letter in keeper.letters for state in letter.states}
        states = tuple(state for state in STATES if state in met)
        columns = (_("Record of"), _("Letter"), *(state_title(state) for state in states), _("Activities"))
        return Grid(title_of(picture), columns, tuple(_letters(found, states)), wide=1)
    if picture == "reviews":
        rows = [(GridCell(one.name, order=str(n)), _number(one.records)) for n, one in enumerate(found.reviews)]
        return Grid(title_of(picture), (_("When"), _("Records")), tuple(rows))
    if picture == "transfers":
        columns = (_("Country or organisation"), _("Mechanism"), _("Activities"))
        return Grid(title_of(picture), columns, tuple(_transfers(found)), wide=1)
    if picture == "limits":
        columns = (_("Time limit"), _("How long"), _("State"), _("Activities"))
        limits = (
            (GridCell(one.name, (one.rule_id,) if one.rule_id else ()), GridCell(one.said, order=str(n)),
             GridCell(state_title(one.state)), _number(one.activities))
            for n, one in enumerate(found.limits)
        )  # fmt: skip
        return Grid(title_of(picture), columns, tuple(limits))
    shown = found.flows[grouping or found.usual_grouping]
    columns = (*(column_title(name, shown.grouping) for name in ("source", "activity", "recipient", "country")),
               _("Activities"))  # fmt: skip
    return Grid(title_of(picture), columns, tuple(_paths(shown)))


def tables(found: Overview) -> tuple[Grid, ...]:
    """All five pictures as tables."""
    return tuple(table(found, picture) for picture in PICTURES)


def plain(found: Overview) -> dict[str, Any]:
    """All figures for other programs: every number as the ids of its records."""
    shown = found.flows[found.usual_grouping]
    return {
        "day": found.day,
        "controller": found.keeper or None,
        "activities": found.activities,
        "letters": [
            {"record_of": one.name, "role": one.role, "activities": one.activities,
             "letters": {letter.letter: dict(letter.states) for letter in one.letters}}
            for one in found.letters
        ],
        "reviews": [{"when": one.key, "records": one.records} for one in found.reviews],
        "transfers": [
            {"place": one.place or None, "mechanism": one.mechanism or None, "assessed": one.assessed,
             "activities": one.activities}
            for one in found.transfers
        ],
        "flow": {
            "grouping": shown.grouping,
            "boxes": [{"key": node.key, "name": node.name, "records": node.records, "activities": node.activities}
                      for node in shown.nodes],
            "paths": [{"boxes": path.nodes, "activities": path.activities} for path in shown.paths],
        },
        "time_limits": [
            {"name": one.name, "says": one.said, "days": one.days, "state": one.state, "rule": one.rule_id,
             "activities": one.activities}
            for one in found.limits
        ],
    }  # fmt: skip


def _number(records: Records) -> GridCell:
    return GridCell(str(len(records)), records, number=True)


def _letters(found: Overview, shown: tuple[str, ...]) -> Iterator[tuple[GridCell, ...]]:
    for keeper in found.letters:
        own = (keeper.keeper_id,) if keeper.keeper_id else ()
        for one in keeper.letters:
            letter = _("{article}({letter}) {title}").format(
                article=article_of(keeper.role), letter=one.letter, title=letter_title(keeper.role, one.letter)
            )
            states = (_number(one.states.get(state, ())) for state in shown)
            yield GridCell(keeper.name, own), GridCell(letter), *states, _number(keeper.activities)


def _transfers(found: Overview) -> Iterator[tuple[GridCell, ...]]:
    for one in found.transfers:
        place = one.place or (_("country unknown") if one.assessed else _("unknown"))
        mechanism = one.mechanism or (_("mechanism unknown") if one.assessed else _("not assessed"))
        yield GridCell(place), GridCell(mechanism), _number(one.activities)


def _paths(shown: Flow) -> Iterator[tuple[GridCell, ...]]:
    nodes = {node.key: node for node in shown.nodes}

    def cell(node: Node | None) -> GridCell:
        return GridCell(node.name, node.records) if node else GridCell(_("none"))

    for path in sorted(shown.paths, key=lambda path: -len(path.activities)):
        yield *(cell(nodes[key] if key else None) for key in path.nodes), _number(path.activities)
