"""Where to look after a step of many changes; undo and redo themselves, a long one beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.journal import Done
from ropa_desktop.register.past import changes_in
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Change, RevisionKind
from ropa_desktop.window import work
from ropa_desktop.window.beginning import BEGUN
from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.narrowing import usual_role
from ropa_desktop.window.navigation import Page, page_of, pages
from ropa_desktop.window.plain import quoted
from ropa_desktop.window.rows import whole_record

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace

LONG = frozenset({RevisionKind.imported.value})  # kinds of steps that may change thousands of records
MANY = 250  # changes of any other that are long work
LOOKED_AT = 2_000  # changes that are looked through for a record that is still there


def take_back(parent: QWidget, register: Register, messages: MessageBar, *, redo: bool = False) -> None:
    """Take back the last step, or do again the last one taken back. Raises `RegisterError`."""
    act = register.redo if redo else register.undo
    step = register.journal.redoable if redo else register.journal.undoable
    if step is None or (step.kind not in LONG and changes_in(register, step.id, 0)[1] < MANY):
        act()
        return

    def refused(refusal: RegisterError) -> None:
        messages.refuse(refusal)

    label = register.redo_label() if redo else register.undo_label()
    saying = _("“{step}” is being done again …") if redo else _("“{step}” is being taken back …")
    work.run(parent, saying.format(step=quoted(label or "")), act, lambda _step: None, refused, lent=register)


def say_when_empty(workspace: Workspace, done: Done) -> None:
    """After an undo that left nothing in the register, say so and offer the way back."""
    register = workspace.register
    empty = not any(map(register.snapshot().count, (kind.key for kind in catalog.KINDS)))
    step = register.redo_label()
    if empty and step is not None and done.revision.kind == RevisionKind.undo:
        said = _("“{step}” is undone. The register is empty now.").format(step=quoted(step))
        workspace.messages.say(said, (_("Redo"), workspace.redo), tone="told")


def go_where_changed(workspace: Workspace, done: Done) -> None:
    """After an undo or redo, to what it changed, unless that is in sight already."""
    snapshot = workspace.register.snapshot()
    changed, stood = where_changed(snapshot, done, workspace.navigation.page)
    here = workspace.list.current_id()
    if snapshot.kind_of(here) is not None and any(change.record == here for change in done.changes):
        changed = here  # one of many that were changed: one who stands there need not go to another
    if done.revision.kind == RevisionKind.redo and _begins(workspace.register):
        first = snapshot.all(Activity)  # where one who begins a register begins, not at who keeps it
        changed, stood = (first[0].id if first else None), usual_role(snapshot)
    if not workspace.views.is_list and changed is not None:
        workspace.open_beside(changed)
    elif changed is None and workspace.views.is_list:
        workspace.navigation.choose(stood)
    elif changed is not None:
        if changed != workspace.list.current_id() or workspace.navigation.page is None:
            workspace.show_record(changed)
        fields = next((c.after or c.before or {} for c in done.changes if c.record == changed), {})
        workspace.list.select_column(fields)


def show_what_came(workspace: Workspace, done: Done) -> None:
    """After an import, to the first record that it brought to the list that is looked at."""
    page = workspace.navigation.page
    if page is not None and workspace.views.is_list:
        came = next(_of_page(workspace.register.snapshot(), done, page), None)
        if came is not None:
            workspace.show_record(came)


def where_changed(snapshot: Snapshot, done: Done, page: Page | None) -> tuple[str | None, str]:
    """A record that a step changed, on this page if there is one; else the page where one stood that is gone.

    Of a row or statement that is gone, the record that it belonged to.
    """
    gone = [change for change in done.changes if change.after is None and change.before is not None]
    away = set(map(attrgetter("record"), gone))
    first = done.changes[:LOOKED_AT]
    named = dict.fromkeys(id for change in first for id in (change.record, *_owners(change)) if id not in away)
    changed = next((id for id in named if id is not None and whole_record(snapshot, id)[0] is not None), None)
    listed = {each.kind for each in pages()}
    places = dict.fromkeys(_place(change) for change in gone if change.table in listed)
    stood = [key for place in places if (key := _page_at(*place))]
    if page is not None and (changed is None or whole_record(snapshot, changed)[0] != page.kind):
        here = next(_of_page(snapshot, done, page), None)
        if here is not None or page.key in stood:
            return here, page.key
    return changed, next(iter(stood), "")


def _begins(register: Register) -> bool:
    """Whether the step that stands last is the one that began the register."""
    last = register.journal.undoable
    return last is not None and last.label == BEGUN


def _owners(change: Change) -> list[str | None]:
    values = change.after or change.before or {}
    return [values.get(name) for name in ("record_id", *tables.parents(change.table))]


def _of_page(snapshot: Snapshot, done: Done, page: Page) -> Iterator[str]:
    for change in done.changes:
        row = snapshot.find(page.kind, change.record) if change.table == page.kind else None
        if row is not None and page_of(page.kind, row) == page:
            yield change.record


def _place(change: Change) -> tuple[str, str]:
    """The table of a record that is gone, and the role of an activity."""
    return change.table, (change.before or {}).get("role", "") if change.table == "activity" else ""


def _page_at(table: str, role: str) -> str:
    if tables.parents(table):
        return ""
    return next((page.key for page in pages() if page.kind == table and page.role == role), "")
