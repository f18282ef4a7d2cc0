"""A finding in the words of the list: of which record, in which field, what is cited, and under which head."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.findings import CONTRADICTS, MISSING, QUESTION, REVIEW_DUE, SEVERITIES, Finding
from ropa_desktop.law.responses import OPEN, Standing
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Remark, Text, natural
from ropa_desktop.window.editor.desk import keeper_of
from ropa_desktop.window.finding.naming import field_words, titled
from ropa_desktop.window.rows import record_label, whole_record
from ropa_desktop.window.table import Row

KINDS = {
    MISSING: ("octagon-alert", "missing", N_("Missing under Article 30")),
    CONTRADICTS: ("triangle-alert", "missing", N_("Contradicts a dated fact")),
    QUESTION: ("circle-question-mark", "question", N_("Questions")),
    REVIEW_DUE: ("calendar-clock", "accent", N_("Reviews due")),
}
"""How a severity is shown: icon, role of its colour, message id of its head."""

GROUPINGS = {
    "severity": N_("Kind of finding"),
    "keeper": N_("Controller"),
    "owner": N_("Owner"),
    "article": N_("Article"),
    "due": N_("Due date"),
}
"""By what the list can be grouped: key, and message id."""

_HEAD = "head:"


class Place(NamedTuple):
    """The entry in which a finding is settled; its table is None where the record is gone."""

    table: str | None
    id: str


def entry_of(snapshot: Snapshot, finding: Finding) -> Place:
    """The record that stands by itself to which a finding belongs; looked for once in each snapshot."""
    known = _ENTRIES.setdefault(snapshot, {})
    place = known.get(finding.record)
    if place is None:
        place = known[finding.record] = Place(*whole_record(snapshot, finding.record))
    return place


_ENTRIES: WeakKeyDictionary[Snapshot, dict[str, Place]] = WeakKeyDictionary()


def letter_of(finding: Finding) -> str:
    """The letter of Article 30 that a finding cites, or an empty text."""
    article = finding.article
    return article[6] if article.startswith(("30(1)(", "30(2)(")) and len(article) > 6 else ""


def cited(finding: Finding) -> str:
    """What a finding cites; an article of the GDPR is called one."""
    article = finding.article
    return _("Art. {article}").format(article=article) if article[:1].isdigit() else article


def key_of(standing: Standing) -> str:
    """The id of a finding's row."""
    return "|".join(standing.finding.key)


def is_head(row_id: str) -> bool:
    """Whether a row is the head of a group."""
    return row_id.startswith(_HEAD)


def rows(snapshot: Snapshot, found: Iterable[Standing], grouping: str) -> list[Row]:
    """Heads and findings in order; the cells of a row are made when it is first looked at."""
    groups: dict[str, list[Standing]] = {}
    group_of = _GROUP_OF[grouping]
    for standing in found:
        groups.setdefault(group_of(snapshot, standing.finding), []).append(standing)
    listed: list[Row] = []
    for group in sorted(groups, key=_ORDER.get(grouping, _unnamed_last)):
        within = groups[group]
        listed.append(Row(_HEAD + group, _head_cells(grouping, group, len(within))))
        listed += [_row(snapshot, standing, grouping) for standing in within]
    return listed


def _head_cells(grouping: str, group: str, count: int) -> tuple[Cell, ...]:
    if grouping == "severity":
        icon, role, said = KINDS[group]
        first: Cell = Remark(icon, f"{_(said)}  {count}", role)
    else:
        first = Text(f"{group or _(_WITHOUT[grouping])}  {count}", strong=True)
    return (first, Text(), Text(), Text())


def _row(snapshot: Snapshot, standing: Standing, grouping: str) -> Row:
    def cells() -> tuple[Cell, ...]:
        finding = standing.finding
        table, id = entry_of(snapshot, finding)
        icon, role, _said = KINDS[finding.severity]
        is_open = standing.state == OPEN
        first: Cell = Remark(icon, finding.sentence, role if is_open else "muted", plain=is_open)
        where = titled(snapshot, table, id) if table else ""
        return (
            first,
            Text(where, "text" if is_open else "muted"),
            Text(field_of(snapshot, finding), "muted"),
            Text(cited(finding), "muted"),
        )

    return Row(key_of(standing), cells)


def field_of(snapshot: Snapshot, finding: Finding) -> str:
    """The field in which a finding is settled, with its letter: "(e) Mechanism"."""
    letter = letter_of(finding)
    table = snapshot.kind_of(finding.record) or finding.table
    try:
        said = field_words(table, finding.field, table)
    except KeyError:
        said = ""
    return f"({letter}) {said}".strip() if letter else said


# -- groups -----------------------------------------------------------------------------------------------


def _keeper(snapshot: Snapshot, finding: Finding) -> str:
    table, id = entry_of(snapshot, finding)
    keeper = keeper_of(snapshot, table, id) if table else None
    return record_label(snapshot, "organisation", keeper) if keeper else ""


def owner_of(snapshot: Snapshot, finding: Finding) -> str:
    """Who answers for the activity in which a finding is settled, or an empty text."""
    activity = _activity(snapshot, finding)
    return (activity.owner or "") if activity is not None else ""


def department_of(snapshot: Snapshot, finding: Finding) -> str:
    """The department of the activity in which a finding is settled, or an empty text."""
    activity = _activity(snapshot, finding)
    return (activity.department or "") if activity is not None else ""


def _activity(snapshot: Snapshot, finding: Finding) -> Any:
    table, id = entry_of(snapshot, finding)
    return snapshot.get(Activity, id) if table == "activity" else None


_GROUP_OF: dict[str, Callable[[Snapshot, Finding], str]] = {
    "severity": lambda _snapshot, finding: finding.severity,
    "keeper": _keeper,
    "owner": owner_of,
    "article": lambda _snapshot, finding: cited(finding),
    "due": lambda _snapshot, finding: format_date(finding.due) if finding.due else "",
}
_WITHOUT = {
    "keeper": N_("Of no controller"),
    "owner": N_("No owner"),
    "article": N_("No article"),
    "due": N_("No date"),
}


def _unnamed_last(group: str) -> tuple[bool, str]:
    return not group, natural(group)


_ORDER: dict[str, Callable[[str], Any]] = {"severity": SEVERITIES.index}
