"""What the rows of a child table are: those of a relation, or what is said of a record's fields.

Each `TableRows` reads rows from a snapshot and writes them through `register/edit.py`, so that one table serves all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ropa_desktop.i18n import LANGUAGES, N_, _, language
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.register import edit
from ropa_desktop.window.cells import Cell, Text
from ropa_desktop.window.editor.candidates import Candidate, NewRecord, Value, places_of_transfers
from ropa_desktop.window.editor.desk import Desk, editable_fields, keeper_of
from ropa_desktop.window.editor.gaps import field_state
from ropa_desktop.window.editor.remarks import engagement_words, time_limit
from ropa_desktop.window.suggested import marked

PLACE = ("transfer", "country")
"""The column in which an international organisation can be chosen too."""


class TableRows(Protocol):
    """The rows of one table. `key` names their table; `opens` and `moves` say what can be done with a row."""

    key: str
    opens: bool
    moves: bool

    def infos(self) -> Sequence[FieldInfo]:
        """The columns."""

    def read(self) -> Sequence[Any]:
        """The rows as they are now, in order."""

    def cell(self, row: Any, info: FieldInfo) -> Cell:
        """One cell."""

    def choices(self, info: FieldInfo) -> Sequence[Candidate]:
        """What can be chosen in a column that no vocabulary lists; empty for other columns."""

    def editable(self, row: Any | None, info: FieldInfo) -> bool:
        """Whether a cell can be typed into; None is the row that is being added."""

    def owns(self, row: Any) -> bool:
        """Whether a row is the record's own, and not taken over from another."""

    def stands_for(self, new: Any, old: Any) -> bool:
        """Whether a row has come to stand in another's place."""

    def commands(self, row: Any) -> Sequence[tuple[str, Callable[[], object]]]:
        """What else can be done with a row: words, and what they do. What they do raises `BadInput`."""

    def write(self, row: Any, info: FieldInfo, value: Value) -> None:
        """Write one cell. Raises `BadInput`."""

    def add(self, info: FieldInfo, value: Value) -> None:
        """Add a row that holds one value. Raises `BadInput`."""

    def remove(self, row: Any) -> None:
        """Remove a row."""

    def move(self, ids: Sequence[str]) -> None:
        """Put the rows into an order."""


class _OwnRows:
    """What holds of rows that are the record's own."""

    def editable(self, row: Any | None, info: FieldInfo) -> bool:
        return True

    def owns(self, row: Any) -> bool:
        return True

    def stands_for(self, new: Any, old: Any) -> bool:
        return bool(new.id == old.id)

    def commands(self, row: Any) -> Sequence[tuple[str, Callable[[], object]]]:
        return ()


class RelationRows(_OwnRows):
    """The rows that a record holds under a relation; `columns` are those of the catalogue unless given."""

    moves = True
    opens = True

    def __init__(
        self, desk: Desk, parent_key: str, parent_id: str, relation: catalog.Relation, columns: Sequence[str] = ()
    ) -> None:
        self.key = relation.kind
        self.relation = relation
        self._desk, self._parent_key, self._parent_id = desk, parent_key, parent_id
        known = tables.fields(relation.kind)
        fixed = relation.only[0] if relation.only else ""
        names = columns or [name for name in catalog.kind(relation.kind).columns if name != fixed]
        self._infos = [known[name] for name in names]

    def infos(self) -> Sequence[FieldInfo]:
        return self._infos

    def read(self) -> Sequence[Any]:
        snapshot = self._desk.snapshot
        shown_elsewhere = {
            row.id
            for other in catalog.kind(self._parent_key).relations
            if other.kind == self.key and other.only and other != self.relation
            for row in snapshot.related(self._parent_id, other)
        }
        rows = snapshot.related(self._parent_id, self.relation)
        return [row for row in rows if self.relation.only or row.id not in shown_elsewhere]

    def cell(self, row: Any, info: FieldInfo) -> Cell:
        cell = field_state(self._desk.snapshot, self.key, row, info)
        if info.target == "retention_rule" and isinstance(cell, Text):
            return Text(time_limit(self._desk.snapshot, getattr(row, info.name)) or cell.value)
        if info.target == "engagement" and isinstance(cell, Text) and getattr(row, info.name):
            return Text(engagement_words(self._desk.snapshot, getattr(row, info.name)))
        if info is self._infos[0]:
            return marked(self._desk.snapshot, row, cell, brief=True)
        return cell

    def choices(self, info: FieldInfo) -> Sequence[Candidate]:
        return places_of_transfers() if (self.key, info.name) == PLACE else ()

    def write(self, row: Any, info: FieldInfo, value: Value) -> None:
        self._write(row.id, row, info, value)

    def _write(self, id: str, row: Any, info: FieldInfo, value: Value) -> None:
        """Write into the record `id`, which says what `row` says."""
        if (self.key, info.name) == PLACE:
            edit.set_values(self._desk.register, self.key, id, _placed(row, value))
        else:
            self._desk.write(self.key, id, info.name, value)

    def add(self, info: FieldInfo, value: Value) -> None:
        register = self._desk.register
        with register.step(N_("{what} added"), what=catalog.kind(self.key).title):
            if isinstance(value, NewRecord):
                keeper = keeper_of(self._desk.snapshot, self._parent_key, self._parent_id)
                value = self._desk.create(value, keeper)
            written = _placed(None, value) if (self.key, info.name) == PLACE else {info.name: value}
            values: dict[str, Any] = {self.relation.parent: self._parent_id, **written}
            if (self.key, info.name) == ("recipient", "engagement_id"):
                engagement: Any = self._desk.snapshot.find("engagement", value if isinstance(value, str) else None)
                values["organisation_id"] = engagement.organisation_id if engagement is not None else None
            if self.relation.only:
                values[self.relation.only[0]] = self.relation.only[1]
            edit.add(register, self.key, **values)

    def remove(self, row: Any) -> None:
        edit.remove(self._desk.register, self.key, row.id)

    def move(self, ids: Sequence[str]) -> None:
        edit.move(self._desk.register, self.key, ids)


def _placed(row: Any | None, value: Value) -> dict[str, Any]:
    """What is written where the place of a transfer is chosen: an international organisation stands in a country's."""
    stood = row is not None and row.country is None and row.international_organisation is not None
    if value in vocabulary("international_organisation").terms:
        return {"international_organisation": value, "country": None}
    return {"country": value, "international_organisation": None} if stood else {"country": value}


class _Statements(_OwnRows):
    """Rows of one of the tables that speak of a record's fields."""

    moves = False
    opens = False

    def __init__(self, desk: Desk, record_key: str, record_id: str) -> None:
        self._desk, self._record_key, self._record_id = desk, record_key, record_id
        self._chosen_field: str | None = None

    def speak_of(self, field: str | None) -> None:
        """The field that the next row to be added speaks of."""
        self._chosen_field = field

    def read(self) -> Sequence[Any]:
        return self._desk.snapshot.matching(self.key, "record_id", self._record_id)

    def cell(self, row: Any, info: FieldInfo) -> Cell:
        if info.name == "field":
            return Text(self._title(row.field), "muted")
        return field_state(self._desk.snapshot, self.key, row, info)

    def move(self, ids: Sequence[str]) -> None:
        raise NotImplementedError("these rows have no order that a person gives")

    def remove(self, row: Any) -> None:
        edit.delete(self._desk.register, self.key, row.id)

    def _title(self, field: str | None) -> str:
        if field is None:
            return _("The whole record")
        info = tables.fields(self._record_key).get(field)
        relations = {relation.name: relation for relation in catalog.kind(self._record_key).relations}
        if info is not None:
            return _(info.title)
        return _(relations[field].title) if field in relations else field

    key = ""


class SourceRows(_Statements):
    """Where a record's statements were taken from."""

    key = "source"

    def infos(self) -> Sequence[FieldInfo]:
        known = tables.fields(self.key)
        about = FieldInfo("field", N_("Speaks of"), "code")
        return [about, known["document"], known["place"], known["quotation"]]

    def choices(self, info: FieldInfo) -> Sequence[Candidate]:
        if info.name != "field":
            return ()
        relations = [relation.name for relation in catalog.kind(self._record_key).relations]
        names = [*editable_fields(self._record_key), *relations]
        return [Candidate(name, self._title(name)) for name in names]

    def write(self, row: Any, info: FieldInfo, value: Value) -> None:
        register = self._desk.register
        if info.name != "field":
            self._desk.write(self.key, row.id, info.name, value)
            return
        with register.step(N_("Source changed")):
            edit.delete(register, self.key, row.id)
            field = None if value is None else str(value)
            edit.add_source(register, self._record_id, field, row.document, row.place, row.quotation)

    def add(self, info: FieldInfo, value: Value) -> None:
        said = {"field": self._chosen_field, "document": None, "place": None, "quotation": None}
        said[info.name] = None if value is None else str(value)
        edit.add_source(
            self._desk.register, self._record_id, said["field"], said["document"], said["place"], said["quotation"]
        )
        self._chosen_field = None


class WordingRows(_Statements):
    """A record's texts in other languages."""

    key = "wording"

    def infos(self) -> Sequence[FieldInfo]:
        known = tables.fields(self.key)
        return [FieldInfo("field", N_("Speaks of"), "code", required=True), known["language"], known["text"]]

    def choices(self, info: FieldInfo) -> Sequence[Candidate]:
        if info.name != "field":
            return ()
        return [Candidate(name, self._title(name)) for name in self._worded()]

    def write(self, row: Any, info: FieldInfo, value: Value) -> None:
        register = self._desk.register
        said = {"field": row.field, "language": row.language, "text": row.text}
        said[info.name] = None if value is None else str(value)
        if said["field"] is None or said["language"] is None:
            return  # a wording of nothing, in no language: it stays what it was
        if info.name == "text":
            edit.set_wording(register, self._record_id, said["field"], said["language"], said["text"])
            return
        with register.step(N_("Wording changed")):
            edit.delete(register, self.key, row.id)
            edit.set_wording(register, self._record_id, said["field"], said["language"], said["text"] or "…")

    def add(self, info: FieldInfo, value: Value) -> None:
        other = next((code for code in LANGUAGES if code != language()), "en")
        said: dict[str, Any] = {"field": self._chosen_field or self._worded()[0], "language": other, "text": "…"}
        said[info.name] = value
        edit.set_wording(self._desk.register, self._record_id, said["field"], said["language"], said["text"])
        self._chosen_field = None

    def _worded(self) -> list[str]:
        known = tables.fields(self._record_key)
        return [name for name in editable_fields(self._record_key) if known[name].form in ("line", "text")]
