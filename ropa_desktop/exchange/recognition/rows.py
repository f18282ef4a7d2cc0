"""A table of activities with its mapping becomes records: one activity for each group of rows, with all it holds."""

from dataclasses import replace
from typing import Any

from ropa_desktop.exchange.recognition import content, parties
from ropa_desktop.exchange.recognition.account import NO_ACTIVITY, NO_FIELD, NOTE, REFUSED, Account, Again
from ropa_desktop.exchange.recognition.activity import Desk, name_of, notes, own_fields
from ropa_desktop.exchange.recognition.aliases import RELATED
from ropa_desktop.exchange.recognition.contracts import contracts
from ropa_desktop.exchange.recognition.departments import said_above, with_departments
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import Group, Line, by_row, groups
from ropa_desktop.exchange.recognition.joins import meant_by
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, FORM, TABLE, SheetMapping
from ropa_desktop.exchange.recognition.reading import in_words
from ropa_desktop.progress import counted

_NOTED = ("note",)
"""Targets that have no field of their own yet: their cells go into the note."""


def read_rows(
    account: Account, mapping: SheetMapping, gathered: Gathered, document: str, keeper: str | None = None
) -> int:
    """Every activity of a table; returns how many. Each cell below the headings is settled."""
    found = with_departments(mapping, groups(account, mapping))
    above = said_above(account, mapping)
    for group in counted(found):
        desk = Desk(gathered, account, mapping, document, group, keeper)
        read_group(desk)
        for field, text in above.items():
            desk.record.setdefault(field, text)
    return len(found)


def read_related(account: Account, mapping: SheetMapping, gathered: Gathered, document: str) -> int:
    """What the rows of a sheet tell of the activities of another; returns of how many. A row of none is refused."""
    targets = mapping.targets()
    several = max(len(targets.get(target, ())) for target in _JOINING) > 1
    told: set[str] = set()
    for group in by_row(account, mapping) if several else groups(account, mapping):
        records, unknown = _meant(gathered, group, mapping)
        if not records:
            for row in group.rows:
                account.settle_row(row, REFUSED, NO_ACTIVITY)
            continue
        for place, record in enumerate(records):
            desk = Desk(
                gathered, Again(account) if place else account, mapping, document, group, record.get("keeper_id")
            )
            for entry in group.all(*_JOINING):
                desk.take(entry, f"activity.{entry.column.target}")
                for part in unknown if not place else ():
                    desk.write(entry.column.heading, part)
            sort = next((c.target for c in mapping.columns if c.target in SORTED), AS_NOTE)
            desk.group = Group(group.rows, tuple(_of_sort(line, sort) for line in group.lines), group.section)
            _read(desk, record)
            told.add(record["id"])
    return len(told)


_JOINING = ("name", "reference")


def _meant(gathered: Gathered, group: Group, mapping: SheetMapping) -> tuple[list[dict[str, Any]], list[str]]:
    """The activities of which a row of a related sheet tells, and what it names that is none."""
    if not mapping.targets().keys() & {*_JOINING}:
        only = gathered.only_activity()
        return ([only] if only else []), []
    if max(len(mapping.targets().get(target, ())) for target in _JOINING) > 1:
        named = [gathered.activity(entry.text) or gathered.referred(entry.text) for entry in group.all(*_JOINING)]
        return [record for record in named if record], []
    found, unknown = meant_by(group.first("name"), gathered.activity)
    if not found:
        found, unknown = meant_by(group.first("reference"), gathered.referred)
    return [one for place, one in enumerate(found) if one not in found[:place]], unknown


def _of_sort(line: Line, told: str) -> Line:
    """A row of a related sheet without what joins it: where it names nothing, its sort stands for the name."""
    left = {target: entries for target, entries in line.items() if target not in ("name", "reference", "sort")}
    for entry in line.get("sort", ()):
        target = told if told not in left else "sort" if told in DESCRIBED else AS_NOTE
        text = in_words(entry.text) if target == told else entry.text
        left[target] = (*left.get(target, ()), replace(entry, text=text))
    return left


DESCRIBED = ("data_categories", "data_subjects")
"""Those of which a sort beside the name is a description."""

SORTED = ("data_categories", "data_subjects", "recipients", "processors", "measures", "systems")
"""What a sheet of their own may list by sort alone."""


def read_group(desk: Desk) -> None:
    """One activity, as its rows tell it; a form tells more of the one that a list before it names."""
    record = desk.gathered.activity(desk.group.first("name") if desk.mapping.shape == FORM else "")
    _read(desk, record)


def _read(desk: Desk, record: dict[str, Any] | None) -> None:
    if record is None:
        record = desk.gathered.add("activity", desk.place(desk.group.rows[0]), role=desk.mapping.role)
    desk.id, desk.record = record["id"], record
    desk.notes += record.get("note", "").split("\n") if record.get("note") else []
    name = name_of(desk)
    content.purposes(desk)
    content.data_lines(desk)
    parties.controllers(desk)
    parties.recipients(desk)
    contracts(desk)
    parties.transfers(desk)
    content.measures(desk)
    content.systems(desk)
    values = own_fields(desk)
    if desk.group.section and "department" not in values:
        values["department"] = desk.group.section
    notes(desk, desk.group.all(*_NOTED))
    if desk.mapping.shape == TABLE:
        _keep_the_rest(desk, desk.group)
    if desk.mapping.holds == RELATED:
        values = {field: value for field, value in values.items() if field not in record}
        name = ""
    more = {**values, "name": name, "keeper_id": desk.keeper}
    record |= {field: value for field, value in more.items() if value}
    desk.finish()


def _keep_the_rest(desk: Desk, group: Group) -> None:
    """Whatever no field has taken: columns without a heading, and targets that this version does not know."""
    known = {column.column: column for column in desk.mapping.columns}
    for row in group.rows:
        for column in range(len(desk.account.sheet.rows[row])):
            if desk.account.is_open(row, column):
                heading = known[column].heading if column in known else ""
                desk.account.settle(row, column, NOTE, NO_FIELD, desk.id)
                desk.write(heading, desk.account.text(row, column))
