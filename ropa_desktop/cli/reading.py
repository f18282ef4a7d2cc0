"""Commands that only read a register. They work beside an open window."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ropa_desktop.cli.tables import Column, print_json, print_pairs, print_table
from ropa_desktop.cli.texts import list_cell, list_title, record_lines
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import find_keeper
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.records import nested
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import _, format_time, language
from ropa_desktop.law.confirmed import confirmed, suggested
from ropa_desktop.law.parties import activities, keepers, processors
from ropa_desktop.model import catalog
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import inspection, lock
from ropa_desktop.register.register import Register, label
from ropa_desktop.register.suggestions import within


@contextmanager
def _reading(options: argparse.Namespace) -> Iterator[Register]:
    with Register.open(options.file, write=False) as register:
        yield register


def _keeper(snapshot: Snapshot, options: argparse.Namespace) -> Organisation | None:
    return find_keeper(snapshot, options.controller) if options.controller is not None else None


def info(options: argparse.Namespace) -> None:
    """What a register holds, and who has it open."""
    with _reading(options) as register:
        snapshot = register.snapshot()
        newest = register.journal.newest
        counts = {kind.plural_key: snapshot.count(kind.key) for kind in catalog.KINDS if snapshot.count(kind.key)}
    holder = lock.holder(options.file) if lock.is_locked(options.file) else None
    if options.json:
        print_json(
            {
                "file": str(options.file),
                "file_version": inspection.inspect(options.file),
                "controllers": [keeper.name for keeper in keepers(snapshot)],
                "records": counts,
                "changed": newest.at if newest else None,
                "hash": newest.hash if newest else None,
                "open_by": None if holder is None else {"who": holder.who, "host": holder.host, "since": holder.since},
            }
        )
        return
    rows = [(_("File"), str(options.file))]
    for keeper in keepers(snapshot):
        found = activities(snapshot, keeper.id)
        as_controller = sum(activity.role == "controller" for activity in found)
        said = _("{controller} as controller, {processor} as processor").format(
            controller=as_controller, processor=len(found) - as_controller
        )
        rows.append((keeper.name or _("unknown"), said))
    for kind in catalog.KINDS:
        if snapshot.count(kind.key) and not kind.is_row:
            rows.append((_(kind.plural), str(snapshot.count(kind.key))))
    rows.append((_("Last change"), f"{format_time(newest.at)}, {newest.who}" if newest else _("none yet")))
    if holder:
        since = format_time(holder.since)
        rows.append(
            (_("Open by"), _("{who} on {host} since {since}").format(who=holder.who, host=holder.host, since=since))
        )
    print_pairs(rows)


def list(options: argparse.Namespace) -> None:
    """The records of a kind, or the processors, of one controller or all."""
    with _reading(options) as register:
        snapshot = register.snapshot()
    keeper = _keeper(snapshot, options)
    if options.kind == "processors":
        _list_processors(confirmed(snapshot), keeper, options.json)
        return
    kind = catalog.kind_by_plural(options.kind)
    if kind is None:
        known = ", ".join(sorted([*(k.plural_key for k in catalog.KINDS), "processors"]))
        raise BadInput(_("There is no kind called {kind}. There are: {known}.").format(kind=options.kind, known=known))
    from ropa_desktop.exchange.scope import for_controller

    shown = for_controller(snapshot, keeper.id, None) if keeper else snapshot
    rows = shown.rows(kind.key)
    held = suggested(shown)
    if options.json:
        print_json([nested(shown, kind.key, row) | {"suggested": row.id in held} for row in rows])
        return
    phrases = Phrases(shown, language())
    columns = [Column(list_title(kind.key, name)) for name in kind.columns]
    cells = [[list_cell(phrases, kind.key, row, name) for name in kind.columns] for row in rows]
    if any(row.id in held for row in rows):
        columns.append(Column(_("Suggestion")))
        marks = (_("not confirmed") if row.id in held else "" for row in rows)
        cells = [[*own, mark] for own, mark in zip(cells, marks, strict=True)]
    print_table(columns, cells)


def _list_processors(snapshot: Snapshot, keeper: Organisation | None, as_json: bool) -> None:
    phrases = Phrases(snapshot, language())
    found = processors(snapshot, keeper.id if keeper else None)
    if as_json:
        print_json(
            [
                {
                    "name": party.organisation.name if party.organisation else None,
                    "kind": party.organisation.kind if party.organisation else None,
                    "operated_by": phrases.text(party.organisation, "operator_id") or None,
                    "service": party.engagement.service if party.engagement else None,
                    "contract_state": party.engagement.contract_state if party.engagement else None,
                    "declared_roles": party.declared,
                    "declared_wordings": party.wordings,
                    "assessed_roles": party.assessed,
                    "open": party.open,
                    "activities": [activity.reference for activity in party.activities],
                }
                for party in found
            ]
        )
        return
    rows = []
    for party in found:
        kind = phrases.cell(party.organisation, "kind").text
        if party.organisation and party.organisation.kind in ("product_service", "software", "public_register"):
            operator = phrases.text(party.organisation, "operator_id") or _("unknown")
            kind = _("{kind} (operated by: {operator})").format(kind=kind, operator=operator)
        declared = [phrases.code("party_role", role) for role in party.declared]
        assessed = [phrases.code("party_role", role) for role in party.assessed] + [_("open")] * party.open
        rows.append(
            [
                phrases.cell(party.organisation, "name").text,
                kind,
                phrases.text(party.engagement, "service"),
                ", ".join([*declared, *(f"“{wording}”" for wording in party.wordings)]),
                ", ".join(assessed),
                ", ".join(activity.reference or "?" for activity in party.activities),
            ]
        )
    titles = (_("Party"), _("Kind"), _("Service"), _("Declared role"), _("Assessed role"), _("Activities"))
    print_table([Column(title) for title in titles], rows)


def show(options: argparse.Namespace) -> None:
    """One record, whole, by its reference."""
    with _reading(options) as register:
        snapshot = register.snapshot()
    keeper = _keeper(snapshot, options)
    key, row = by_reference(snapshot, options.reference, keeper)
    waiting = within(snapshot, row.id)
    if options.json:
        print_json({"kind": key, **nested(snapshot, key, row), "suggested": [*waiting]})
        return
    shown = snapshot if row.id in waiting else confirmed(snapshot)
    if row.id in waiting:
        print(_("Suggested and not confirmed: nothing of it counts or is handed over."))
    for line in record_lines(Phrases(shown, language()), key, row):
        print(line)
    if waiting and row.id not in waiting:
        _print_suggested(snapshot, waiting)


def _print_suggested(snapshot: Snapshot, ids: Sequence[str]) -> None:
    """The rows of a record that are not confirmed yet."""
    labels = Labels(snapshot, language())
    print()
    print(_("Suggested and not confirmed:"))
    for id in ids:
        key = str(snapshot.kind_of(id))
        print(f"    {_(catalog.kind(key).title)}: {labels.name(key, id)}")


def by_reference(snapshot: Snapshot, reference: str, keeper: Organisation | None = None) -> tuple[str, Any]:
    """The entry with a reference, and its kind, of one controller where several have it. Raises `BadInput`."""
    wanted = reference.strip().casefold()
    found = [
        (kind.key, row)
        for kind in catalog.KINDS
        if not kind.is_row
        for row in snapshot.rows(kind.key)
        if row.reference is not None
        and row.reference.casefold() == wanted
        and (keeper is None or getattr(row, "keeper_id", keeper.id) == keeper.id)
    ]
    if not found:
        raise BadInput(
            _("No record has the reference {reference}. “ropa list FILE activities” shows them.").format(
                reference=reference
            )
        )
    if len(found) > 1:
        names = ", ".join(str(getattr(row, "name", None) or row.id) for _key, row in found)
        raise BadInput(
            _("Several records have the reference {reference}: {names}. Name the controller with --controller.").format(
                reference=reference, names=names
            )
        )
    return found[0]


def history(options: argparse.Namespace) -> None:
    """Every revision, oldest first."""
    with _reading(options) as register:
        revisions = register.history()
    if options.json:
        print_json(
            [
                {
                    "id": r.id,
                    "at": r.at,
                    "who": r.who,
                    "kind": r.kind,
                    "label": label(r),
                    "arguments": r.arguments,
                    "hash": r.hash,
                }
                for r in revisions
            ]
        )
        return
    kinds = {"undo": _("Undone: {label}"), "redo": _("Done again: {label}")}
    rows: Sequence[Sequence[str]] = [
        [format_time(r.at), r.who, kinds.get(r.kind, "{label}").format(label=label(r)), r.hash[:12]] for r in revisions
    ]
    print_table([Column(title) for title in (_("When"), _("Who"), _("What"), _("Hash"))], rows)
