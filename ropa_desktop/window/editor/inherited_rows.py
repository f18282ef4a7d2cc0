"""An activity's transfers as rows: its own, and those its engagements bring, which it may override in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _
from ropa_desktop.law.parties import transfers
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.window.cells import Cell, Remark, Text
from ropa_desktop.window.editor.candidates import NewRecord, Value
from ropa_desktop.window.editor.overriding import override, use_inherited
from ropa_desktop.window.editor.remarks import engagement_words
from ropa_desktop.window.editor.table_rows import RelationRows
from ropa_desktop.window.rows import record_label

FROM = FieldInfo("from", N_("From"), "line", N_("The engagement that brings the transfer."), answers=())


class TransferRows(RelationRows):
    """Writing into an inherited row gives the activity a transfer of its own in its place; removing that one takes it
    back."""

    def infos(self) -> Sequence[FieldInfo]:
        return [*self._infos, FROM] if self._brought() else self._infos

    def read(self) -> Sequence[Any]:
        """Inherited ones first, or what stands in their place; a new one comes last, as in every table."""
        found = [transfer for transfer, _engagement in transfers(self._desk.snapshot, self._parent_id)]
        inherited = {row.id: place for place, row in enumerate(self._in_order())}
        own = [row for row in found if row.activity_id and row.replaces_id not in inherited]
        rest = [row for row in found if row not in own]
        return [*sorted(rest, key=lambda row: inherited.get(row.replaces_id or row.id, len(inherited))), *own]

    def cell(self, row: Any, info: FieldInfo) -> Cell:
        if info is not FROM:
            return super().cell(row, info)
        source: Any = row if row.engagement_id else self._desk.snapshot.find("transfer", row.replaces_id)
        if source is None or source.engagement_id is None:
            return Text()
        if source is row:
            return Remark("link", engagement_words(self._desk.snapshot, source.engagement_id))
        return Remark("pencil", _("overridden"), "text")  # from what, and in what, stands below the table

    def editable(self, row: Any | None, info: FieldInfo) -> bool:
        return info is not FROM

    def owns(self, row: Any) -> bool:
        return row.activity_id == self._parent_id

    def stands_for(self, new: Any, old: Any) -> bool:
        return old.id in (new.replaces_id, new.id) or old.replaces_id == new.id

    def commands(self, row: Any) -> Sequence[tuple[str, Callable[[], object]]]:
        register = self._desk.register
        if not self.owns(row):
            return [(_("Override in this activity"), lambda: override(register, row, self._parent_id))]
        if row.replaces_id is not None:
            return [(_("Use the engagement’s"), lambda: use_inherited(register, row.id))]
        return []

    def write(self, row: Any, info: FieldInfo, value: Value) -> None:
        if self.owns(row):
            super().write(row, info, value)
            return
        register = self._desk.register
        with register.step(
            N_("Transfer of {engagement} overridden"),
            engagement=record_label(self._desk.snapshot, "engagement", row.engagement_id),
        ):
            own = override(register, row, self._parent_id)
            if isinstance(value, NewRecord):
                value = self._desk.create(value, None)
            self._write(own, row, info, value)

    def remove(self, row: Any) -> None:
        if not self.owns(row):
            name = record_label(self._desk.snapshot, "engagement", row.engagement_id)
            raise BadInput(
                _("The transfer comes with {engagement}, among the recipients. It goes when that goes.").format(
                    engagement=name
                )
            )
        if row.replaces_id is not None:
            use_inherited(self._desk.register, row.id)
        else:
            super().remove(row)

    def move(self, ids: Sequence[str]) -> None:
        snapshot = self._desk.snapshot
        super().move([id for id in ids if getattr(snapshot.find(self.key, id), "activity_id", None)])

    def _brought(self) -> bool:
        return bool(self._in_order())

    def _in_order(self) -> list[Any]:
        """The transfers of the activity's engagements, overridden or not."""
        snapshot = self._desk.snapshot
        ids = dict.fromkeys(row.engagement_id for row in snapshot.matching("recipient", "activity_id", self._parent_id))
        return [row for id in ids if id for row in snapshot.matching("transfer", "engagement_id", id)]
