"""Two registers compared in words: the proof that nothing was lost on the way out and in again."""

from ropa_desktop.exchange.words import field_title, kind_title, shown_value
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import _, language
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot


def same_registers(a: Snapshot, b: Snapshot) -> list[str]:
    """What differs between two registers, a sentence for each record or field; empty when they are equal.

    Equal are: all kinds, ids, fields, answers, sources and wordings. The history is no part of it.
    """
    if a.same_as(b):
        return []
    said = language()
    first, second = Labels(a, said), Labels(b, said)
    found: list[str] = []
    for table in tables.models():
        kind = kind_title(table, said)
        for row in a.rows(table):
            name = first.name(table, row.id)
            other = b.find(table, row.id)
            if other is None:
                found.append(_("{kind} “{name}” is in the first alone.").format(kind=kind, name=name))
                continue
            found += [
                _("{kind} “{name}”, {field}: {first} in the first, {second} in the second.").format(
                    kind=kind,
                    name=name,
                    field=field_title(table, column, said),
                    first=shown_value(first, table, column, getattr(row, column)),
                    second=shown_value(second, table, column, getattr(other, column)),
                )
                for column in tables.columns(table)
                if getattr(row, column) != getattr(other, column)
            ]
        found += [
            _("{kind} “{name}” is in the second alone.").format(kind=kind, name=second.name(table, row.id))
            for row in b.rows(table)
            if a.find(table, row.id) is None
        ]
    return found
