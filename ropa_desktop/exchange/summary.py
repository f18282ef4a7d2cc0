"""What a plan says to a person, in lines, and to another program, as plain data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ropa_desktop.exchange.changes import Plan, Updated
from ropa_desktop.exchange.words import field_title, kind_title, shown_value
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import N_, plural_translator, translator
from ropa_desktop.i18n import language as current_language

_MOST = 20  # of each sort that are named; the others are counted


def summary(plan: Plan, language: str | None = None) -> list[str]:
    """The plan in words: how many records are new, changed, as they were, missing and refused, and which."""
    return list(_Summary(plan, language or current_language()).lines())


def cell_counts(cells: Mapping[str, int], language: str | None = None) -> str:
    """How many cells of a strange spreadsheet ended how, in one sentence."""
    n = sum(cells.values())
    ngettext = plural_translator(language or current_language())
    text = ngettext(
        "{n} cell: {field} in a field, {note} in the note, {ignored} ignored, {refused} refused.",
        "{n} cells: {field} in a field, {note} in the note, {ignored} ignored, {refused} refused.",
        n,
    )
    return text.format(n=n, **{"field": 0, "note": 0, "ignored": 0, "refused": 0, **cells})


class _Summary:
    def __init__(self, plan: Plan, language: str) -> None:
        self.plan = plan
        self.language = language
        self.labels = Labels(plan.after, language)
        self.before = Labels(plan.before, language)
        self.say = translator(language)
        self.ngettext = plural_translator(language)

    def lines(self) -> Iterator[str]:
        plan, ngettext = self.plan, self.ngettext
        yield from plan.remarks
        if plan.cells:
            yield cell_counts(plan.cells, self.language)
        if plan.changes_nothing:
            yield self.say(N_("The file brings nothing that the register does not say already."))
        if plan.added:
            yield self._counted(ngettext("{n} record is new", "{n} records are new", len(plan.added)), plan.added)
            yield from self._some([self._name(one) for one in plan.added])
        if plan.updated:
            yield self._counted(ngettext("{n} record changes", "{n} records change", len(plan.updated)), plan.updated)
            yield from self._some(list(self._changes(plan.updated)))
        if plan.removed:
            text = ngettext(
                "{n} row is said to be no longer so", "{n} rows are said to be no longer so", len(plan.removed)
            )
            yield self._counted(text, plan.removed)
            yield from self._some([self._name(one) for one in plan.removed])
        if plan.conflicts:
            n = len(plan.conflicts)
            yield ngettext(
                "{n} record was changed here meanwhile. What the file says of it conflicts, and is not taken:",
                "{n} records were changed here meanwhile. What the file says of them conflicts, and is not taken:",
                n,
            ).format(n=n)
            yield from self._some(list(self._changes(plan.conflicts)))
        if plan.superseded:
            n = len(plan.superseded)
            yield ngettext("{n} answer gives way to a value:", "{n} answers give way to values:", n).format(n=n)
            yield from self._some([self._name(one) for one in plan.superseded])
        if plan.unchanged:
            n = plan.unchanged
            yield ngettext("{n} record is as it was.", "{n} records are as they were.", n).format(n=n)
        if plan.missing:
            n = len(plan.missing)
            text = ngettext("{n} record is not in the file and stays", "{n} records are not in the file and stay", n)
            yield self._counted(text, plan.missing)
            yield from self._some([self._name(one) for one in plan.missing])
        if plan.refused:
            n = len(plan.refused)
            yield ngettext("{n} record cannot be taken in:", "{n} records cannot be taken in:", n).format(n=n)
            yield from self._some([self._refused(one) for one in plan.refused])
        if plan.problems:
            n = len(plan.problems)
            yield ngettext("{n} place could not be read:", "{n} places could not be read:", n).format(n=n)
            yield from self._some([f"{one.sheet} {one.cell}: {one.sentence}" for one in plan.problems])

    def _counted(self, text: str, ones: Iterable[Any]) -> str:
        """The count of all, and those of each kind: "3 records are new. Organisation 1, Purpose 2."."""
        tables = Counter(one.table for one in ones)
        kinds = ", ".join(f"{kind_title(table, self.language)} {n}" for table, n in tables.items())
        return f"{text.format(n=tables.total())}: {kinds}."

    def _some(self, texts: list[str]) -> Iterator[str]:
        yield from (f"  {text}" for text in texts[:_MOST])
        if len(texts) > _MOST:
            n = len(texts) - _MOST
            yield "  " + self.ngettext("and {n} more", "and {n} more", n).format(n=n)

    def _name(self, one: Any) -> str:
        labels = self.labels if self.plan.after.find(one.table, one.id) else self.before
        return f"{kind_title(one.table, self.language)}: {labels.name(one.table, one.id)}"

    def _changes(self, updated: Iterable[Updated]) -> Iterator[str]:
        for one in updated:
            for name, (old, new) in one.changes.items():
                title = field_title(one.table, name, self.language)
                values = (shown_value(self.labels, one.table, name, value) for value in (old, new))
                yield f"{self._name(one)}. {title}: {' → '.join(values)}"

    def _refused(self, one: Any) -> str:
        where = one.place or kind_title(one.table, self.language)
        return f"{where}{f' ({one.called})' if one.called and one.called not in where else ''}: {one.because}"


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan for other programs: every record, field, old and new value, and every reason."""
    return {
        "added": [
            {"table": one.table, "id": one.id, "place": one.place, "values": _known(one.values)} for one in plan.added
        ],
        "updated": _changed(plan.updated),
        "unchanged": plan.unchanged,
        "missing": [asdict(one) for one in plan.missing],
        "superseded": [asdict(one) for one in plan.superseded],
        "refused": [asdict(one) for one in plan.refused],
        "problems": [asdict(one) for one in plan.problems],
        **({"cells": dict(plan.cells), "remarks": list(plan.remarks)} if plan.cells else {}),
        **(_answered(plan) if plan.called else {}),
    }


def _answered(plan: Plan) -> dict[str, Any]:
    """What a questionnaire that came back has besides."""
    removed = [asdict(one) for one in plan.removed]
    conflicts = _changed(plan.conflicts)
    return {"answered": plan.called, "removed": removed, "conflicts": conflicts, "remarks": list(plan.remarks)}


def _changed(updated: Iterable[Updated]) -> list[dict[str, Any]]:
    return [
        {
            "table": one.table,
            "id": one.id,
            "place": one.place,
            "changes": {name: {"old": old, "new": new} for name, (old, new) in one.changes.items()},
        }
        for one in updated
    ]


def _known(values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
