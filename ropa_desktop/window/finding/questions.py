"""What the pane of found things is asked: which entries hold these words, where a record or a country is used."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import partial
from typing import Any

from ropa_desktop.i18n import _, ngettext
from ropa_desktop.law import vocabulary
from ropa_desktop.law.using import Use, activities_concerned, uses, uses_of_country
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.folding import fold
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from ropa_desktop.register.search import LIMIT, Hit, search
from ropa_desktop.window.cells import Found, words
from ropa_desktop.window.finding.naming import field_words, icon_of, titled
from ropa_desktop.window.finding.search_pane import Line, Place, Question, Result
from ropa_desktop.window.rows import in_words, record_label


def all_text(register: Register, among: Callable[[], Container[str] | None]) -> Question:
    """Which entries hold every word that is typed, among those of the controller that is shown."""
    return Question(
        partial(_searched, register, among), lambda: (_("Search all text"), _("Any word of any field of any record"))
    )


def used(register: Register, table: str, id: str) -> Question:
    """Where a record is used; `table` is "country" for a country, whose code is the id then."""
    return Question(
        partial(_used, register, table, id),
        lambda: (_("Where {name} is used").format(name=_called(register.snapshot(), table, id)), _("Search these")),
    )


# -- within -----------------------------------------------------------------------------------------------


def _searched(register: Register, among: Callable[[], Container[str] | None], text: str) -> Result:
    sought = text.strip()
    if not fold(sought):
        return Result((), "", _("Type a word. Every field of every record is searched, accents and case aside."))
    snapshot, narrowed = register.snapshot(), among()
    hits = search(register, sought, among=narrowed)
    lines = tuple(
        Line(Place(hit.id, hit.record_table, hit.record_id, hit.field), partial(_hit, snapshot, hit)) for hit in hits
    )
    nothing = _("Nothing holds “{text}”. Accents and case do not matter.").format(text=sought)
    if narrowed is not None:
        nothing = " ".join((nothing, _("Only the controller shown above was searched.")))
    most = _("the {n} likeliest").format(n=LIMIT)
    n = len(hits)
    return Result(lines, most if n == LIMIT else ngettext("{n} record", "{n} records", n).format(n=n), nothing)


def _hit(snapshot: Snapshot, hit: Hit) -> Found:
    of_field = hit.of_field and _field_of(snapshot, hit.record_table, hit.record_id, hit.of_field)
    where = field_words(hit.record_table, hit.field, hit.table)
    return Found(
        titled(snapshot, hit.table, hit.id),
        f"{where}: {of_field}" if of_field else where,
        hit.snippet,
        hit.places,
        "archive" if hit.archived else icon_of(snapshot, hit.table, hit.id),
        hit.archived,
    )


def _field_of(snapshot: Snapshot, statement: str, id: str, field: str) -> str:
    """The field that a statement speaks of, in words."""
    row: Any = snapshot.find(statement, id)
    owner = snapshot.kind_of(row.record_id) if row is not None else None
    return field_words(owner, field, owner) if owner else ""


def _used(register: Register, table: str, id: str, text: str) -> Result:
    snapshot = register.snapshot()
    if table != "country" and snapshot.find(table, id) is None:
        return Result((), "", _("The record is no longer there. It was deleted in another step."))
    found = uses_of_country(snapshot, id) if table == "country" else uses(snapshot, table, id)
    lines = [
        Line(Place(use.id, use.record_table, use.record_id, use.field), partial(_use, snapshot, use)) for use in found
    ]
    terms = fold(text).split()
    if terms:
        lines = [line for line in lines if all(term in fold(words(line.cell())) for term in terms)]
    n = len(activities_concerned(snapshot, found))
    counted = ngettext("{n} activity", "{n} activities", n).format(n=n)
    nothing = _("None of {total} match.").format(total=len(found)) if found else _unused(snapshot, table, id)
    return Result(tuple(lines), counted if found else "", nothing)


def _unused(snapshot: Snapshot, table: str, id: str) -> str:
    row: Any = snapshot.find(table, id) if table != "country" else None
    if row is None or getattr(row, "archived_on", None) is not None:
        return _("Used nowhere.")
    return _("Used nowhere. It can be archived.")


def _use(snapshot: Snapshot, use: Use) -> Found:
    row: Any = snapshot.find(use.record_table, use.record_id)
    through = ", ".join(record_label(snapshot, *each) for each in use.via)
    archived = getattr(snapshot.find(use.table, use.id), "archived_on", None) is not None
    said = _("through {names}").format(names=through) if through else _said(snapshot, use, row)
    return Found(
        titled(snapshot, use.table, use.id),
        field_words(use.record_table, use.field, use.table),
        said,
        (),
        "archive" if archived else icon_of(snapshot, use.table, use.id),
        archived,
    )


def _said(snapshot: Snapshot, use: Use, row: Any) -> str:
    """What the row says in which something is named; of the entry itself its kind."""
    if use.record_id == use.id:
        return _(catalog.kind(use.table).title)
    fields = tables.fields(use.record_table)
    names: Sequence[str] = [name for name in catalog.kind(use.record_table).columns if name in fields]
    said = (in_words(snapshot, fields[name], getattr(row, name)) for name in names)
    return " · ".join(part for part in said if part)


def _called(snapshot: Snapshot, table: str, id: str) -> str:
    return vocabulary.label("country", id) if table == "country" else record_label(snapshot, table, id)
