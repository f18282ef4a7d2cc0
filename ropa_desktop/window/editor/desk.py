"""What every part of the editor works with: the register, the message bar, and where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import N_
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.editor.candidates import NewRecord, Value, naming_field
from ropa_desktop.window.message_bar import MessageBar


@dataclass(frozen=True)
class Desk:
    """The open register with the pane's message bar; `open_record(kind, id)` goes to another record."""

    register: Register
    messages: MessageBar
    open_record: Callable[[str, str], None]

    @property
    def snapshot(self) -> Snapshot:
        """The register as it is now."""
        return self.register.snapshot()

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something to the register; what is refused is said in the message bar."""
        try:
            act()
        except RegisterError as refusal:
            self.messages.refuse(refusal)
            return False
        return True

    def write(self, key: str, id: str, field: str, value: Value) -> None:
        """Write one field; a record that does not exist yet is made in the same step. Raises `RegisterError`."""
        if (key, field) == ("recipient", "engagement_id"):
            self._engage(id, value)
        elif not isinstance(value, NewRecord):
            edit.set_value(self.register, key, id, field, value)
        else:
            with self.register.step(N_("{what} added"), what=catalog.kind(value.kind).title):
                edit.set_value(self.register, key, id, field, self.create(value, keeper_of(self.snapshot, key, id)))

    def _engage(self, recipient_id: str, value: Value) -> None:
        """Put a recipient under an engagement: one that is made is with its party, and its party is the engagement's
        where it had none."""
        snapshot = self.snapshot
        row: Any = snapshot.find("recipient", recipient_id)
        party = row.organisation_id
        if isinstance(value, NewRecord):
            with self.register.step(N_("{what} added"), what=catalog.kind(value.kind).title):
                made = self.create(value, keeper_of(snapshot, "recipient", recipient_id), organisation_id=party)
                edit.set_value(self.register, "recipient", recipient_id, "engagement_id", made)
            return
        engagement: Any = snapshot.find("engagement", value if isinstance(value, str) else None)
        values: dict[str, Any] = {"engagement_id": value}
        if party is None and engagement is not None and engagement.organisation_id:
            values["organisation_id"] = engagement.organisation_id
        edit.set_values(self.register, "recipient", recipient_id, values)

    def create(self, new: NewRecord, keeper_id: str | None, **more: Any) -> str:
        """Make a record with nothing but its name and its keeper, and what else is known; returns its id."""
        values: dict[str, Any] = {naming_field(new.kind): new.text, **more}
        if "keeper_id" in tables.fields(new.kind):
            values["keeper_id"] = keeper_id
        return edit.add(self.register, new.kind, **values)


def keeper_of(snapshot: Snapshot, key: str, id: str | None) -> str | None:
    """The organisation whose record this belongs to: its keeper's, or that of the record that holds the row."""
    row = snapshot.find(key, id)
    if row is None:
        return None
    if key == "organisation":
        return str(row.id)
    if "keeper_id" in tables.fields(key):
        return row.keeper_id
    parent = parent_of(snapshot, key, id)
    return keeper_of(snapshot, *parent) if parent else None


def parent_of(snapshot: Snapshot, key: str, id: str | None) -> tuple[str, str] | None:
    """Kind and id of the record that a row belongs to; None for a record that stands by itself."""
    row = snapshot.find(key, id)
    for column in tables.parents(key):
        parent_id = getattr(row, column, None)
        if parent_id is not None:
            return tables.fields(key)[column].target, parent_id
    return None


def editable_fields(key: str) -> list[str]:
    """The fields of a kind that a person edits: all but a row's place and the record it belongs to."""
    besides = {"position", *tables.parents(key)}
    return [name for name in tables.fields(key) if name not in besides]
