"""A table of activities with its mapping becomes records: one activity for each group of rows, with all it holds."""

from dataclasses import replace
from typing import Any

from ropa_desktop.exchange.recognition import content, parties
from ropa_desktop.exchange.recognition.account import FIELD, NO_ACTIVITY, NO_FIELD, NOTE, REFUSED, Account
from ropa_desktop.exchange.recognition.activity import Desk, name_of, notes, own_fields
from ropa_desktop.exchange.recognition.aliases import RELATED, in_language
from ropa_desktop.exchange.recognition.contracts import contracts
from ropa_desktop.exchange.recognition.gathering import LONGEST_NAME, Gathered
from ropa_desktop.exchange.recognition.groups import Group, Line, groups
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, FORM, TABLE, SheetMapping
from ropa_desktop.exchange.recognition.reading import in_words
from ropa_desktop.progress import counted

_NOTED = ("note",)
"""Targets that have no field of their own yet: their cells go into the note."""


def read_rows(
    account: Account, mapping: SheetMapping, gathered: Gathered, document: str, keeper: str | None = None
) -> int:
    """Every activity of a table; returns how many. Each cell below the headings is settled."""
    found = groups(account, mapping)
    department = _department_above(account, mapping)
    for group in counted(found):
        group = replace(group, section=group.section or department)
        read_group(Desk(gathered, account, mapping, document, group, keeper))
    return len(found)


def _department_above(account: Account, mapping: SheetMapping) -> str:
    """The department that a line above the headings names for the whole sheet ("Department: Sales"); empty without."""
    if mapping.header is None or "department" in mapping.targets():
        return ""
    for row in range(mapping.header[0]):
        for column in range(len(account.sheet.rows[row]) - 1):
            label, _colon, value = account.text(row, column).partition(":")
            means = in_language(label, mapping.language) if label and account.is_open(row, column) else ()
            if not means or means[0].target != "department" or means[0].score < _WHOLE:
                continue
            place = column if value.strip() else column + 1
            said = value.strip() or account.text(row, place)
            if said and account.is_open(row, place) and len(said) <= LONGEST_NAME:
                account.settle(row, place, FIELD, "activity.department")
                return said
    return ""


_WHOLE = 0.95  # score of a label that is known whole


def read_related(account: Account, mapping: SheetMapping, gathered: Gathered, document: str) -> int:
    """What the rows of a sheet tell of the activities of another; returns of how many. A row of none is refused."""
    found = 0
    for group in groups(account, mapping):
        record = gathered.activity(group.first("name")) or gathered.referred(group.first("reference"))
        if not mapping.targets().keys() & {"name", "reference"}:
            record = gathered.only_activity()
        if record is None:
            for row in group.rows:
                account.settle_row(row, REFUSED, NO_ACTIVITY)
            continue
        desk = Desk(gathered, account, mapping, document, group, record.get("keeper_id"))
        for entry in group.all("name", "reference"):
            desk.take(entry, f"activity.{entry.column.target}")
        told = next((c.target for c in mapping.columns if c.target in SORTED), AS_NOTE)
        without = [_of_sort(line, told) for line in group.lines]
        desk.group = Group(group.rows, tuple(without), group.section)
        _read(desk, record)
        found += 1
    return found


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
