"""An extract: one controller's part of a register, so that nothing of another one leaves the house with it.

In it are the activities of which the organisation keeps the record (in one role or both) with their rows; what they
use (engagements, systems, measures, time limits, impact assessments) and what the organisation keeps without anybody
using it; the organisations and categories that any of these name, followed through every link; and the answers,
sources and wordings of all of them.

What would show another client's affairs is cleared, never followed: links to activities and transfers outside, and
who keeps a thing that is shared. Where the file keeps records of several organisations, the notes on what is not the
organisation's own stay behind, and what was said to findings there, as do the covers and the contacts of the others
(but for the representative and the data protection officer, whom Art. 30(1)(a) and 30(2)(a) ask for). An import
compares a file with the extract that would be made today, so that what was cleared on the way out is not taken for a
deletion on the way in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ropa_desktop.law.parties import keepers
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records, and in which role; None for any."""

    organisation_id: str | None = None
    role: str | None = None

    @property
    def whole(self) -> bool:
        """Whether that is the whole register."""
        return self == Scope()


class Extract(Snapshot):
    """A snapshot of a part of a register, which knows of what."""

    def __init__(self, rows: dict[str, list[tuple[Any, ...]]], scope: Scope, revision: str, hash: str) -> None:
        super().__init__(rows, revision, hash)
        self.scope = scope


def scope_of(snapshot: Snapshot) -> Scope:
    """What a snapshot is an extract of."""
    return snapshot.scope if isinstance(snapshot, Extract) else Scope()


def for_controller(snapshot: Snapshot, organisation_id: str | None, role: str | None = None) -> Snapshot:
    """The part of a register that one organisation keeps, in one role or both; without either, the register itself."""
    scope = Scope(organisation_id, role)
    return snapshot if scope.whole else _Extraction(snapshot, scope).extract()


_NEVER_FOLLOWED = frozenset({"activity", "transfer"})
"""What is in an extract by itself or as a row of what is; a link never brings it in."""

_KEPT_BACK = {"note"}
_COVER = {"note", "record_kept", "record_version", "record_date", "record_statement"}
_ASKED_CONTACTS = {"dpo", "representative"}


class _Extraction:
    """The gathering of one extract: what is in, and what has still to be followed."""

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        self.snapshot = snapshot
        self.scope = scope
        self.inside: dict[str, dict[str, Any]] = defaultdict(dict)
        self._to_follow: list[tuple[str, Any]] = []
        kept = {organisation.id for organisation in keepers(snapshot)}
        self.own = {scope.organisation_id} if scope.organisation_id else kept
        self.others = kept - self.own

    def extract(self) -> Extract:
        snapshot, scope = self.snapshot, self.scope
        self._take("organisation", scope.organisation_id)
        for activity in snapshot.rows("activity"):
            if self._in_scope(activity):
                self._take("activity", activity.id)
        self._follow()
        for key in _kept_kinds():
            for row in snapshot.rows(key):
                if row.keeper_id == scope.organisation_id is not None and not self._used_by_others_alone(key, row):
                    self._take(key, row.id)
        self._follow()
        rows = {key: [self._cleared(key, row) for row in self.inside[key].values()] for key in tables.models()}
        return Extract(rows, scope, snapshot.revision, snapshot.hash)

    def _in_scope(self, activity: Any) -> bool:
        keeper, role = self.scope.organisation_id, self.scope.role
        return (keeper is None or activity.keeper_id == keeper) and (role is None or activity.role == role)

    # -- gathering ----------------------------------------------------------------------------------------

    def _take(self, key: str, id: str | None) -> None:
        row = self.snapshot.find(key, id)
        if row is not None and row.id not in self.inside[key]:
            self.inside[key][row.id] = row
            self._to_follow.append((key, row))

    def _follow(self) -> None:
        while self._to_follow:
            key, row = self._to_follow.pop()
            for name, info in tables.fields(key).items():
                if info.form == "link" and not self._stays_behind(key, row, name, info.target):
                    self._take(info.target, getattr(row, name))
            for child, parent in _children(key):
                for below in self.snapshot.matching(child, parent, row.id):
                    if not self._others_contact(child, below):
                        self._take(child, below.id)
            for statement, _path in catalog.STATEMENTS:
                if statement == "response" and self.others and not self._is_own(key, row):
                    continue
                for said in self.snapshot.matching(statement, "record_id", row.id):
                    if getattr(said, "field", "") not in self._withheld(key, row):
                        self._take(statement, said.id)

    def _stays_behind(self, key: str, row: Any, name: str, target: str) -> bool:
        """Whether a link is not followed; it is cleared if what it names is not inside for another reason."""
        if target in _NEVER_FOLLOWED:
            return True
        return name == "keeper_id" and getattr(row, name) not in self.own

    def _others_contact(self, key: str, row: Any) -> bool:
        return key == "contact" and row.organisation_id in self.others and row.role not in _ASKED_CONTACTS

    def _used_by_others_alone(self, key: str, row: Any) -> bool:
        """Whether a thing is used, but by nothing inside: the same keeper's records in the other role."""
        users = [
            (reference.table, user)
            for reference in tables.references_to(key)
            if reference.column not in tables.parents(reference.table)
            for user in self.snapshot.matching(reference.table, reference.column, row.id)
        ]
        return bool(users) and not any(user.id in self.inside[table] for table, user in users)

    # -- clearing -----------------------------------------------------------------------------------------

    def _cleared(self, key: str, row: Any) -> tuple[Any, ...]:
        withheld = dict.fromkeys(self._withheld(key, row))
        for name, info in tables.fields(key).items():
            if info.form != "link" or info.required or getattr(row, name) is None:
                continue
            outside = getattr(row, name) not in self.inside[info.target]
            others_keeper = name == "keeper_id" and getattr(row, name) not in self.own
            if outside or others_keeper:
                withheld[name] = None
        return tuple(row._replace(**withheld)) if withheld else tuple(row)

    def _withheld(self, key: str, row: Any) -> Iterable[str]:
        """The fields of a record that stay behind."""
        if not self.others or key in dict(catalog.STATEMENTS):
            return ()
        if key == "organisation":
            names = _COVER if row.id in self.others else () if row.id in self.own else _KEPT_BACK
        else:
            names = () if self._is_own(key, row) else _KEPT_BACK
        return [name for name in names if name in tables.columns(key)]

    def _is_own(self, key: str, row: Any) -> bool:
        """Whether a record, or the one that it is a row of, is kept by the organisation itself."""
        above = next((name for name in tables.parents(key) if getattr(row, name)), None)
        if above is not None:
            target = tables.fields(key)[above].target
            parent = self.snapshot.find(target, getattr(row, above))
            return parent is not None and self._is_own(target, parent)
        if key == "organisation":
            return row.id in self.own
        if key == "activity":
            return True  # only those in scope are inside
        return getattr(row, "keeper_id", None) in self.own


def _kept_kinds() -> Iterable[str]:
    """The kinds, apart from activities, that say who keeps them."""
    return [key for key in tables.models() if key != "activity" and "keeper_id" in tables.columns(key)]


def _children(key: str) -> Iterable[tuple[str, str]]:
    """The tables whose rows belong to records of a kind, with the column that says to which."""
    return [(r.table, r.column) for r in tables.references_to(key) if r.column in tables.parents(r.table)]
