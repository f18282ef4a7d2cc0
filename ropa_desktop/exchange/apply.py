"""Carrying out a plan: one step, which one undo takes back; if anything fails, the register is as it was."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.changes import Added, Plan, Updated, looked_at
from ropa_desktop.i18n import N_, _
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.validation import clean_line
from ropa_desktop.progress import part
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import RevisionKind

_UNIQUE = {
    "answer": {"record_id", "field"},
    "wording": {"record_id", "field", "language"},
    "suggestion": {"record_id"},
    "response": {"record_id", "code", "field"},
}


@collector_at_rest()
def apply(register: Register, plan: Plan, name: str) -> None:
    """Make the changes of a plan in one step, labelled with the name of what was imported, or with who answered.

    Raises `ReadOnlyRegister`, `CannotWrite`, and `BadInput` where the register has changed since the plan was made.
    """
    if register.snapshot().revision != plan.before.revision:
        raise BadInput(_("The register has changed since the file was compared with it. Import it again."))
    if plan.changes_nothing:
        return
    with register.step(N_("Imported {name}"), kind=RevisionKind.imported, name=plan.called or clean_line(name) or "?"):
        for left in plan.superseded:
            register.connection.exec_driver_sql(f"DELETE FROM {left.table} WHERE id = ?", (left.id,))
        for removed in plan.removed:
            edit.delete(register, removed.table, removed.id)
        _update(register, plan)
        edit.confirm_records(register, looked_at(plan.updated))
        done, total = 0, len(plan.added)
        for table, added in _by_table(plan.added).items():
            references = _references(register, table, added)
            records = [
                {**one.values, "reference": next(references)} if one.wants_reference else one.values for one in added
            ]
            with part(done / total, (done := done + len(added)) / total):
                edit.add_all(register, table, records)


def _by_table(added: Iterable[Added]) -> dict[str, list[Added]]:
    found: dict[str, list[Added]] = defaultdict(list)
    for one in added:
        found[one.table].append(one)
    return found


def _references(register: Register, table: str, added: Iterable[Added]) -> Iterator[str]:
    """The next references of a kind, beyond all that it ever had and all that the file brings."""
    if table in dict(catalog.STATEMENTS) or catalog.kind(table).is_row:
        return
    prefix, number = edit.next_reference(register, table).rsplit("-", 1)
    brought = re.compile(rf"{re.escape(prefix)}-(\d{{1,9}})")
    numbers = [
        int(found[1]) + 1 for one in added if (found := brought.fullmatch(str(one.values.get("reference") or "")))
    ]
    yield from (f"{prefix}-{n:03d}" for n in count(max([int(number), *numbers])))


def _update(register: Register, plan: Plan) -> None:
    """Write the changed fields: records with the same ones together, at the driver's speed."""
    groups: dict[tuple[str, tuple[str, ...]], list[Updated]] = defaultdict(list)
    rewritten: dict[str, list[Updated]] = defaultdict(list)
    for one in plan.updated:
        if _UNIQUE.get(one.table, set()) & {*one.changes}:
            rewritten[one.table].append(one)
        else:
            groups[one.table, tuple(one.changes)].append(one)
    for (table, names), updated in groups.items():
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        values = [(*(one.changes[name][1] for name in names), one.id) for one in updated]
        register.connection.exec_driver_sql(f"UPDATE {table} SET {assignments} WHERE id = ?", values)
    for table, updated in rewritten.items():
        # Two statements may have changed places, and no order of updates would keep them unlike on the way.
        register.connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", [(one.id,) for one in updated])
        edit.add_all(register, table, [_as_it_will_be(plan, table, one.id) for one in updated])


def _as_it_will_be(plan: Plan, table: str, id: str) -> dict[str, Any]:
    row = plan.after.find(table, id)
    return {name: getattr(row, name) for name in tables.columns(table)}
