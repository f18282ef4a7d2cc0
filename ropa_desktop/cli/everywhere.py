"""Commands that change a register in many places at once, each as one step: merge two records, replace a text."""

import argparse
from collections.abc import Iterator
from typing import Any

from ropa_desktop.cli.finding import field_title
from ropa_desktop.cli.reading import by_reference
from ropa_desktop.cli.tables import Column, print_json, print_table
from ropa_desktop.errors import BadInput, ReadOnlyRegister
from ropa_desktop.exchange.build import find_keeper
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.words import shown_value
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import merging, replacing
from ropa_desktop.register.joining import Said
from ropa_desktop.register.register import Register


def merge(options: argparse.Namespace) -> None:
    """Make two records one, or say what that would change."""
    with _opened(options) as register:
        snapshot = register.snapshot()
        keeper = find_keeper(snapshot, options.controller) if options.controller is not None else None
        (table, kept), (other_table, other) = (
            by_reference(snapshot, reference, keeper) for reference in (options.keep, options.other)
        )
        if table != other_table:
            raise BadInput(_("Only two records of the same kind can become one."))
        planned = merging.plan(snapshot, table, kept.id, other.id, options.take)
        if not options.dry_run:
            merging.merge(register, planned)
    if options.json:
        print_json(_plan_as_data(planned))
        return
    for line in _plan_lines(snapshot, planned):
        print(line)
    if options.dry_run:
        print(_("Nothing was changed."))


def replace(options: argparse.Namespace) -> None:
    """Replace a text or code everywhere, or say what that would change."""
    table, field = _place(options.field)
    with _opened(options) as register:
        snapshot = register.snapshot()
        planned = replacing.replacements(snapshot, options.find, options.replace, table, field, options.whole)
        if planned.found and not options.dry_run:
            replacing.apply_replacements(register, planned)
    if options.json:
        print_json(
            [
                {"kind": each.table, "id": each.id, "field": each.field, "old": each.old, "new": each.new}
                for each in planned.found
            ]
        )
        return
    rows = [[field_title(each.table, each.field), each.old, each.new or _("unknown")] for each in planned.found]
    print_table([Column(title) for title in (_("Where"), _("Before"), _("After"))], rows)
    if options.dry_run or not rows:
        print(_("Nothing was changed."))


def _opened(options: argparse.Namespace) -> Register:
    """The register, to be written unless nothing shall be. Raises `ReadOnlyRegister` where it cannot be."""
    register = Register.open(options.file, write=not options.dry_run)
    if not options.dry_run and register.read_only:
        reason = register.read_only_reason
        register.close()
        raise ReadOnlyRegister(reason)
    return register


def _place(text: str | None) -> tuple[str | None, str | None]:
    """Table and field of "purpose.legal_basis" or "purposes.legal_basis"; of "purpose" the table alone."""
    if text is None:
        return None, None
    table, _dot, field = text.partition(".")
    kind = catalog.kind_by_plural(table)
    return kind.key if kind else table, field or None


def _plan_lines(snapshot: Snapshot, planned: merging.Plan) -> Iterator[str]:
    phrases, labels = Phrases(snapshot, language()), Labels(snapshot, language())
    kept, gone = (phrases.name(planned.table, id) for id in (planned.keep, planned.other))
    yield _("{other} is merged into {record}.").format(other=gone, record=kept)
    titles = {relation.name: _(relation.title) for relation in catalog.kind(planned.table).relations}
    titles |= {name: _(info.title) for name, info in tables.fields(planned.table).items()}
    for field, said in planned.filled:
        taken = _said(labels, planned.table, field, said)
        yield "  " + _("{field}: {value}, taken over").format(field=titles[field], value=taken)
    for each in planned.conflicts:
        stays, goes = (each.other, each.kept) if each.other_taken else (each.kept, each.other)
        shown = [_said(labels, planned.table, each.field, said) for said in (stays, goes)]
        sentence = _("{field}: {value} stays, {other} goes")
        yield "  " + sentence.format(field=titles[each.field], value=shown[0], other=shown[1])
    moved, joined, redirected = len(planned.moved), len(planned.joined), len(planned.redirected)
    if moved:
        yield "  " + ngettext("{n} row moved", "{n} rows moved", moved).format(n=moved)
    if joined:
        said_of_them = ngettext("{n} row joined with an equal one", "{n} rows joined with equal ones", joined)
        yield "  " + said_of_them.format(n=joined)
    if redirected:
        said_of_them = ngettext("{n} link elsewhere redirected", "{n} links elsewhere redirected", redirected)
        yield "  " + said_of_them.format(n=redirected)


def _said(labels: Labels, table: str, field: str, said: Said) -> str:
    if said.answer:
        return vocabulary.label("answer_state", said.answer)
    return shown_value(labels, table, field, said.value)


def _plan_as_data(planned: merging.Plan) -> dict[str, Any]:
    def told(said: Said) -> Any:
        return {"answer": said.answer, "reason": said.reason} if said.answer else said.value

    return {
        "kind": planned.table,
        "keep": planned.keep,
        "other": planned.other,
        "filled": {field: told(said) for field, said in planned.filled},
        "conflicts": [
            {"field": each.field, "kept": told(each.kept), "other": told(each.other), "other_taken": each.other_taken}
            for each in planned.conflicts
        ],
        "moved": [{"kind": table, "id": id} for table, id in planned.moved],
        "joined": [{"kind": table, "id": id} for table, id in planned.joined],
        "redirected": [{"kind": table, "id": id, "field": field} for table, id, field in planned.redirected],
        "note": planned.note,
    }
