"""The lines of the register as it will be: for each record its fields from what to what, made when they are shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from ropa_desktop.exchange import words
from ropa_desktop.exchange.changes import Added, Plan, Removed, Updated
from ropa_desktop.exchange.recognition.account import Outcome
from ropa_desktop.i18n import _, language
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Chips, Remark, Text, Unknown
from ropa_desktop.window.cells import words as words_of
from ropa_desktop.window.intake.records import Record
from ropa_desktop.window.rows import in_words, record_label

HEADING, RECORD, FIELD, MORE, UNREAD, BECAUSE = "heading", "record", "field", "more", "unread", "because"
"""What a line is: a fate with its count, a record, one of its fields, what is not shown yet, a cell not read, why."""

_LETTER = re.compile(r"30\([12]\)\(([a-g])\)")
_AT_FRONT = re.compile(r"\([a-g]\)")
_IN_STATEMENTS = {"answer": "field", "source": "field", "wording": "field"}
_SILENT = frozenset({"id", "position", "role", "keeper_id"})


class Line(NamedTuple):
    """A line: its kind, what it belongs to (a record's id, or the key of what opens), its two cells.

    `details` are the fields it tells of ("purpose.legal_basis"), `cell` the cell of the file that it is about.
    """

    kind: str
    key: str
    left: Cell
    right: Cell = Text()
    details: frozenset[str] = frozenset()
    cell: Outcome | None = None


def record_lines(plan: Plan, record: Record) -> list[Line]:
    """A record's name and below it a line for each field and relation that changes."""
    name = Text(_called(plan.after, record), strong=True)
    return [Line(RECORD, record.id, name), *sorted(_fields(plan, record), key=_order)]


def _called(snapshot: Snapshot, record: Record) -> str:
    label = record_label(snapshot, record.table, record.id)
    reference = getattr(snapshot.find(record.table, record.id), "reference", None)
    if reference and reference != label:
        label = f"{reference} {label}"
    return label if record.table == "activity" else f"{words.kind_title(record.table, language())}: {label}"


def _fields(plan: Plan, record: Record) -> Iterator[Line]:
    rows: dict[tuple[str, str], list[Added]] = defaultdict(list)
    for change in record.changes:
        if isinstance(change, Added) and change.id == record.id:
            yield from _own(plan, record, change)
        elif isinstance(change, Added):
            rows[change.table, _relation(change)].append(change)
        elif isinstance(change, Updated):
            yield from _changed(plan, record, change)
        elif isinstance(change, Removed):
            said = record_label(plan.before, change.table, change.id)
            yield Line(FIELD, record.id, Text(_title(change.table, "")), Text(_("{value}: removed").format(value=said)))
    for (table, relation), added in rows.items():
        title = _title(table, relation)
        left = title if record.is_new else _("{field}, added").format(field=title)
        details = frozenset(detail for one in added for detail in _details(one))
        yield Line(FIELD, record.id, Text(left), _together(plan.after, table, added), details)


def _own(plan: Plan, record: Record, added: Added) -> Iterator[Line]:
    fields = tables.fields(added.table)
    naming = {*catalog.kind(added.table).label, "reference"}
    for name, info in fields.items():
        value = added.values.get(name)
        if value is None or name in naming | _SILENT:
            continue
        said = Text(" ".join(in_words(plan.after, info, value).split()))
        details = frozenset({f"{added.table}.{name}"})
        yield Line(FIELD, record.id, Text(_lettered(info.article, _(info.title))), said, details)


def _changed(plan: Plan, record: Record, updated: Updated) -> Iterator[Line]:
    fields = tables.fields(updated.table)
    for name, (old, new) in updated.changes.items():
        if name == "position":
            continue
        info = fields.get(name)
        title = _lettered(info.article, _(info.title)) if info else words.kind_title(updated.table, language())
        if updated.id != record.id:
            title = f"{_title(updated.table, '')}: {_(info.title)}" if info else title
        if new is None:
            right: Cell = Unknown()
        else:
            before = in_words(plan.before, info, old) if info and old is not None else _("unknown")
            after = in_words(plan.after, info, new) if info else str(new)
            right = Text(f"{before} → {after}")
        yield Line(FIELD, record.id, Text(title), right, frozenset({f"{updated.table}.{name}"}))


def _together(snapshot: Snapshot, table: str, added: list[Added]) -> Cell:
    """The rows of one relation in one cell."""
    said = list(dict.fromkeys(filter(None, (_row_words(snapshot, table, one) for one in added))))
    return Chips(tuple(said)) if len(said) > 1 else Text(" ".join(said))


def _row_words(snapshot: Snapshot, table: str, added: Added) -> str:
    if table == "answer":
        state = vocabulary.label("answer_state", str(added.values.get("state") or ""))
        return ": ".join(filter(None, (state, added.values.get("reason") or "")))
    if table == "source":
        return f"“{added.values.get('quotation') or ''}”"
    if table in _IN_STATEMENTS:
        return str(added.values.get("text") or "")
    parts = [record_label(snapshot, table, added.id)]
    rule: Any = snapshot.find("retention_rule", added.values.get("retention_id"))
    if rule is not None:
        parts.append(rule.name or "")
    return " · ".join(part for part in dict.fromkeys(parts) if part)


def _details(added: Added) -> Iterator[str]:
    for name, value in added.values.items():
        if value is not None:
            yield f"{added.table}.{name}"
    if added.table in _IN_STATEMENTS:
        yield f"{added.table}.{added.values.get('field')}"
    if added.values.get("retention_id"):
        yield from (f"retention_rule.{name}" for name in ("wording", "amount", "unit"))


def _relation(added: Added) -> str:
    """What tells rows of one table apart: the field that a statement is about."""
    return str(added.values.get("field") or "") if added.table in _IN_STATEMENTS else ""


def _title(table: str, relation: str) -> str:
    found = next((r for kind in catalog.KINDS for r in kind.relations if r.kind == table), None)
    if relation:
        about = next((r for kind in catalog.KINDS for r in kind.relations if r.name == relation), None)
        title = _(about.title) if about else relation
        said = _("{title}: quoted") if table == "source" else _("{title}: answered")
        return _lettered(about.article if about else "", said.format(title=title))
    return _lettered(found.article, _(found.title)) if found else words.kind_title(table, language())


def _order(line: Line) -> tuple[bool, bool, str]:
    """As the law's letters go; what has none behind them, then the file's own words, and the note last."""
    letter = _AT_FRONT.match(words_of(line.left))
    quoted = any(detail.partition(".")[0] in ("source", "wording") for detail in line.details)
    noted = line.details == {f"{detail.partition('.')[0]}.note" for detail in line.details}
    return noted, quoted, letter[0] if letter else "~"


def _lettered(article: str, title: str) -> str:
    letter = _LETTER.search(article)
    return f"({letter[1]}) {title}" if letter else title


def heading(icon: str, role: str, title: str, count: str) -> Line:
    """A fate and how many records have it."""
    return Line(HEADING, title, Remark(icon, title, role), Text(count, "muted"))
