"""Replace a text or a code everywhere: looked for in a snapshot, shown, and done as one step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _
from ropa_desktop.law import vocabulary
from ropa_desktop.model import tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.folding import composed
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_text, clean_value
from ropa_desktop.register.journal import apply
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Change

_APART = frozenset({"reference", "archived_because"})
"""Text that is replaced only where its field is named: references are cited elsewhere, reasons were given once."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One value that would change: of a record, by table and id, or of what is said of one. None is unknown."""

    table: str
    id: str
    field: str
    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class Replacements:
    """What is looked for, what comes in its place, and every value that changes."""

    find: str
    replace: str
    found: tuple[Replacement, ...]


def replacements(
    snapshot: Snapshot, find: str, replace: str, table: str | None = None, field: str | None = None, whole: bool = False
) -> Replacements:
    """Every value in which `find` stands, exactly so written, and what it would be with `replace` in its place.

    Spaces at its ends count. In all texts, or those of one table, or in one field of it. A field of codes takes codes
    or their labels; codes, dates and, where `whole` is asked for, texts are replaced only where they are exactly what
    is sought. Raises `BadInput` for what cannot be looked for, or a text that would grow too long or leave a required
    field empty.
    """
    sought, instead = composed(find), composed(replace)
    if clean_text(find) is None:
        raise BadInput(_("There is nothing to look for. Give a text that stands in the register."))
    found: list[Replacement] = []
    for each in tables.models() if table is None else (_known_table(table),):
        for name in _fields(each, field):
            info = tables.fields(each)[name]
            old, new = _as_codes(info, sought, instead) if info.form == "code" else (sought, instead)
            if old != new:
                found += _in_field(snapshot, each, info, old, new, whole or info.form in ("code", "date"))
    return Replacements(sought, instead, tuple(found))


def apply_replacements(register: Register, planned: Replacements) -> None:
    """Make all replacements as one step. Raises `BadInput` where one of the values was changed since."""
    snapshot = register.snapshot()
    for each in planned.found:
        if getattr(snapshot.find(each.table, each.id), each.field, None) != each.old:
            raise BadInput(_("The register was changed meanwhile. Look at what would be replaced once more."))
    changes: dict[tuple[str, str], Change] = {}
    for each in planned.found:
        none: dict[str, Any] = {}
        known = changes.get((each.table, each.id), Change(each.table, each.id, none, none))
        before, after = (known.before or {}) | {each.field: each.old}, (known.after or {}) | {each.field: each.new}
        changes[each.table, each.id] = Change(each.table, each.id, before, after)
    with register.step(N_("“{find}” replaced by “{replace}”"), find=planned.find, replace=planned.replace):
        apply(register.connection, [*changes.values()])
        register.journal.numbering.take(changes.values())


# -- within -----------------------------------------------------------------------------------------------


def _known_table(table: str) -> str:
    if table not in tables.models():
        raise BadInput(_("There is no kind called {kind}.").format(kind=table))
    return table


def _fields(table: str, field: str | None) -> Iterator[str]:
    infos = tables.fields(table)
    if field is None:
        yield from (name for name, info in infos.items() if info.form in ("line", "text") and name not in _APART)
        return
    if field not in infos:
        raise BadInput(_("{kind} has no field called {field}.").format(kind=table, field=field))
    if infos[field].form not in ("line", "text", "code", "date"):
        raise BadInput(
            _("{title} holds neither text nor a choice from a list. To make two records one, merge them.").format(
                title=_(infos[field].title)
            )
        )
    yield field


def _as_codes(info: FieldInfo, find: str, replace: str) -> tuple[str, str]:
    old = vocabulary.code_for(info.vocabulary, find) or find
    new = vocabulary.code_for(info.vocabulary, replace) if replace else ""
    if new is None:
        raise BadInput(_("{title}: there is no “{text}” to choose.").format(title=_(info.title), text=replace))
    return old, new


def _in_field(
    snapshot: Snapshot, table: str, info: FieldInfo, find: str, replace: str, whole: bool
) -> Iterator[Replacement]:
    for row in snapshot.rows(table):
        old = getattr(row, info.name)
        if old is None or (find != old if whole else find not in old):
            continue
        new = clean_value(info, replace if whole else old.replace(find, replace))
        if new != old:
            yield Replacement(table, row.id, info.name, old, None if new is None else str(new))
