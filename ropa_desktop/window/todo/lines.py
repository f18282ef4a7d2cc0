"""A finding in the words of the list: of which record, in which field, what is cited, and under which head."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtGui import QFontMetrics

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.citing import cited
from ropa_desktop.law.findings import CONTRADICTS, MISSING, QUESTION, REVIEW_DUE, SEVERITIES, Finding
from ropa_desktop.law.parties import keeps_a_record
from ropa_desktop.law.responses import OPEN, Standing
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Remark, Text
from ropa_desktop.window.delegate import PADDING
from ropa_desktop.window.editor.desk import keeper_of
from ropa_desktop.window.finding.naming import field_words, titled
from ropa_desktop.window.rows import record_label, whole_record
from ropa_desktop.window.table import Column, Row

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


class Line(NamedTuple):
    """A finding, and all that the list says, narrows and groups it by. Made beside the window, for all findings."""

    standing: Standing
    key: str  # the id of its row
    table: str | None  # of the entry in which it is settled; None where the record is gone
    entry: str  # that entry's id
    kind: str  # the table of the record itself, which may be a row of the entry
    where: str  # the entry in words
    keeper: str  # whose record it stands in, or an empty text; so the next two
    owner: str
    department: str
    letter: str  # of Article 30, which the finding cites, or an empty text

    @property
    def finding(self) -> Finding:
        """What was found."""
        return self.standing.finding


class _Entry(NamedTuple):
    table: str | None
    id: str
    where: str
    keeper: str
    owner: str
    department: str


def lines(snapshot: Snapshot, found: Iterable[Standing]) -> tuple[Line, ...]:
    """The lines of some findings, in their order."""
    entries: dict[str, _Entry] = {}
    made = []
    for standing in found:
        finding = standing.finding
        entry = entries.get(finding.record)
        if entry is None:
            entry = entries[finding.record] = _entry(snapshot, finding.record)
        kind = snapshot.kind_of(finding.record) or finding.table
        table, id, where, keeper, owner, department = entry
        told = (table, id, kind, where, keeper, owner, department, _letter(finding.article))
        made.append(Line(standing, "|".join(finding.key), *told))
    return tuple(made)


def _entry(snapshot: Snapshot, record: str) -> _Entry:
    table, id = whole_record(snapshot, record)
    if table is None:
        return _Entry(None, id, "", "", "", "")
    row: Any = snapshot.find(table, id)
    owner, department = (getattr(row, name, None) or "" for name in ("owner", "department"))
    return _Entry(table, id, titled(snapshot, table, id), _keeper(snapshot, table, id), owner, department)


def _keeper(snapshot: Snapshot, table: str, id: str) -> str:
    """The name of the organisation whose record an entry stands in; of a party that keeps none, nobody's."""
    keeper = snapshot.get(Organisation, keeper_of(snapshot, table, id))
    if keeper is None or (table == "organisation" and not keeps_a_record(snapshot, keeper)):
        return ""
    return record_label(snapshot, "organisation", keeper.id)


# -- in words ---------------------------------------------------------------------------------------------


def _letter(article: str) -> str:
    """The letter of Article 30 that is cited, or an empty text."""
    return article[6] if article.startswith(("30(1)(", "30(2)(")) and len(article) > 6 else ""


def field_of(line: Line) -> str:
    """The field in which a finding is settled, with its letter: "(e) Mechanism"."""
    try:
        said = field_words(line.kind, line.finding.field, line.kind)
    except KeyError:
        said = ""
    return f"({line.letter}) {said}".strip() if line.letter else said


def cells_of(line: Line) -> tuple[Cell, ...]:
    """What stands in the list: the finding, the entry, the field, what is cited."""
    finding, is_open = line.finding, line.standing.state == OPEN
    icon, role, _said = KINDS[finding.severity]
    return (
        Remark(icon, finding.sentence, role if is_open else "muted", plain=is_open),
        Text(line.where, "text" if is_open else "muted"),
        Text(field_of(line), "muted"),
        Text(cited(finding.article), "muted"),
    )


def cited_column(metrics: QFontMetrics) -> Column:
    """The column of what is cited, wide enough for any letter of Article 30 in the current language."""
    return Column("cited", _("Cited"), metrics.horizontalAdvance(cited("30(1)(g)")) + 2 * PADDING + 4, firm=True)


# -- rows -------------------------------------------------------------------------------------------------


class LineRow(Row):
    """The row of a finding."""

    __slots__ = ("group", "line")

    def __init__(self, line: Line, group: str) -> None:
        super().__init__(line.key, ())
        self.line, self.group = line, group

    @property
    def cells(self) -> tuple[Cell, ...]:
        if not self._cells:  # thousands of rows are listed, and some dozens looked at
            self._cells = cells_of(self.line)
        return super().cells


class HeadRow(Row):
    """The head of a group: its name and how many findings it has, and whether they are folded away."""

    __slots__ = ("count", "group", "icon", "is_folded", "role", "said")

    def __init__(self, grouping: str, group: str, count: int, is_folded: bool) -> None:
        self.group, self.count, self.is_folded = group, count, is_folded
        self.icon, self.role, self.said = "", "text", _said_of(grouping, group)
        if grouping == "severity":
            self.icon, self.role, _title = KINDS[group]
        told = _("{group}, {n}, folded") if is_folded else _("{group}, {n}")
        super().__init__(f"head:{group}", (Text(told.format(group=self.said, n=count)), Text(), Text(), Text()))


def _said_of(grouping: str, group: str) -> str:
    if not group:
        return _(_WITHOUT[grouping])
    if grouping == "severity":
        return _(KINDS[group][2])
    if grouping == "due":
        return format_date(group)
    return cited(group) if grouping == "article" else group


def listed(found: Sequence[Line], grouping: str, folded: Collection[str] = ()) -> list[Row]:
    """Heads and findings in order; of `folded` groups the head alone."""
    groups: dict[str, list[Line]] = {}
    group_of = _GROUP_OF[grouping]
    for line in found:
        groups.setdefault(group_of(line), []).append(line)
    rows: list[Row] = []
    for group in sorted(groups, key=_ORDER.get(grouping, _unnamed_last)):
        within = groups[group]
        rows.append(HeadRow(grouping, group, len(within), group in folded))
        if group not in folded:
            rows += [LineRow(line, group) for line in within]
    return rows


_GROUP_OF: dict[str, Callable[[Line], str]] = {
    "severity": lambda line: line.standing.finding.severity,
    "keeper": lambda line: line.keeper,
    "owner": lambda line: line.owner,
    "article": lambda line: line.standing.finding.article,
    "due": lambda line: line.standing.finding.due or "",
}
_WITHOUT = {
    "keeper": N_("Of no controller"),
    "owner": N_("No owner"),
    "article": N_("No article"),
    "due": N_("No date"),
}


def _unnamed_last(group: str) -> tuple[bool, Any]:
    return not group, alphabetical(group)


_ORDER: dict[str, Callable[[str], Any]] = {"severity": SEVERITIES.index}
