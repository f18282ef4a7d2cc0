"""Commands that find things: any word of any field, and where a record or a country is used."""

import argparse
from typing import Any

from ropa_desktop.cli.reading import by_reference
from ropa_desktop.cli.tables import Column, print_json, print_table
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import find_keeper
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.exchange.words import kind_title
from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.law import vocabulary
from ropa_desktop.law.using import Use, activities_concerned, uses, uses_of_country
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import STATEMENTS
from ropa_desktop.register.index import Index
from ropa_desktop.register.register import Register
from ropa_desktop.register.search import Hit, search_in


def _snapshot(options: argparse.Namespace) -> Snapshot:
    """The register as it is, of one controller where one is named."""
    with Register.open(options.file, write=False) as register:
        snapshot = register.snapshot()
    if options.controller is None:
        return snapshot
    return for_controller(snapshot, find_keeper(snapshot, options.controller).id)


def search(options: argparse.Namespace) -> None:
    """The entries that hold every word."""
    snapshot = _snapshot(options)
    index = Index()
    hits = search_in(index, snapshot, " ".join(options.text), max(options.limit, 0))
    index.close()
    phrases = Phrases(snapshot, language())
    if options.json:
        print_json([_hit_as_data(snapshot, phrases, hit) for hit in hits])
        return
    rows = []
    for hit in hits:
        said = _("{text} (archived)").format(text=hit.snippet) if hit.archived else hit.snippet
        name = phrases.name(hit.table, hit.id)
        rows.append([_reference(snapshot, hit.table, hit.id), name, _place(snapshot, hit), said])
    print_table([Column(title) for title in (_("Reference"), _("Name"), _("Where"), _("Found"))], rows)


def used(options: argparse.Namespace) -> None:
    """Where a record, or a country, is named, and which activities that concerns."""
    snapshot = _snapshot(options)
    found = _uses(snapshot, options.reference)
    phrases = Phrases(snapshot, language())
    concerned = activities_concerned(snapshot, found)
    if options.json:
        uses_told = [_use_as_data(snapshot, phrases, use) for use in found]
        print_json({"uses": uses_told, "activities": [activity.reference for activity in concerned]})
        return
    rows = [
        [
            _reference(snapshot, use.table, use.id),
            phrases.name(use.table, use.id),
            field_title(use.record_table, use.field),
            ", ".join(phrases.name(*each) for each in use.via),
        ]
        for use in found
    ]
    print_table([Column(title) for title in (_("Reference"), _("Name"), _("Where"), _("Through"))], rows)
    n = len(concerned)
    if n:
        names = ", ".join(activity.reference or phrases.name("activity", activity.id) for activity in concerned)
        print()
        print(ngettext("{n} activity: {names}.", "{n} activities: {names}.", n).format(n=n, names=names))


def field_title(table: str, field: str) -> str:
    """A field or relation with the kind of record it belongs to: "Purpose: Legal basis"."""
    if table in STATEMENTS:
        kind, relations = kind_title(table, language()), {}
    else:
        kind = _(catalog.kind(table).title)
        relations = {relation.name: relation.title for relation in catalog.kind(table).relations}
    info = tables.fields(table).get(field)
    return f"{kind}: {_(info.title if info else relations.get(field, field))}"


def _place(snapshot: Snapshot, hit: Hit) -> str:
    """Where something was found; of a source or a wording also what it speaks of."""
    if hit.record_table not in STATEMENTS:
        return field_title(hit.record_table, hit.field)
    said = kind_title(hit.record_table, language())
    statement = snapshot.find(hit.record_table, hit.record_id)
    of = snapshot.kind_of(statement.record_id) if statement is not None else None
    return f"{said} · {field_title(of, hit.of_field)}" if of and hit.of_field else said


def _uses(snapshot: Snapshot, asked: str) -> tuple[Use, ...]:
    try:
        key, row = by_reference(snapshot, asked)
    except BadInput:
        country = vocabulary.code_for("country", asked)
        if country is None:
            raise
        return uses_of_country(snapshot, country)
    return uses(snapshot, key, row.id)


def _reference(snapshot: Snapshot, table: str, id: str) -> str:
    return getattr(snapshot.find(table, id), "reference", None) or ""


def _named(snapshot: Snapshot, phrases: Phrases, table: str, id: str) -> dict[str, Any]:
    return {
        "kind": table, "id": id, "reference": _reference(snapshot, table, id) or None, "name": phrases.name(table, id)
    }  # fmt: skip


def _hit_as_data(snapshot: Snapshot, phrases: Phrases, hit: Hit) -> dict[str, Any]:
    place = {"in": hit.record_table, "in_id": hit.record_id, "field": hit.field}
    if hit.of_field is not None:
        place["of_field"] = hit.of_field
    told = {"text": hit.snippet, "found_at": [list(each) for each in hit.places], "archived": hit.archived}
    return _named(snapshot, phrases, hit.table, hit.id) | place | told


def _use_as_data(snapshot: Snapshot, phrases: Phrases, use: Use) -> dict[str, Any]:
    place = {"in": use.record_table, "in_id": use.record_id, "field": use.field}
    return (
        _named(snapshot, phrases, use.table, use.id)
        | place
        | {"via": [_named(snapshot, phrases, *each) for each in use.via]}
    )
