"""Reads a rectangle of texts into records of a list, those that are there and new ones, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.i18n import N_, _
from ropa_desktop.model import catalog
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import counted, part
from ropa_desktop.window.grid.columns import Own, Several
from ropa_desktop.window.grid.model import GridModel
from ropa_desktop.window.grid.unread import Unread
from ropa_desktop.window.grid.writing import Change, Writer, Written

if TYPE_CHECKING:
    from ropa_desktop.window.grid.reading import Reader

UNREAD = object()
_READ = 0.3  # share of pasting in reading the texts


class Pasted(NamedTuple):
    """What a rectangle of texts came to: cells changed, records begun, how many cells were read, which could not be,
    and how many found no column that is typed into.
    """

    changes: list[Change]
    ids: list[str]
    cells: int
    unread: Unread
    left_out: int

    def __bool__(self) -> bool:
        return bool(self.changes or self.ids or self.unread or self.left_out)


def put(model: GridModel, rows: Sequence[int], left: int, cells: Sequence[Sequence[str]]) -> Pasted:
    """Write what texts say into these rows from a column on, and into new records for what goes beyond them.

    Touches nothing of Qt, so that a worker may do it. Raises `RegisterError`; then nothing is written.
    """
    writer = model.writer
    assert writer is not None
    reader, unread, columns = reader_beside(writer.desk.snapshot), Unread(), len(model.columns)
    changes: list[Change] = []
    new: list[list[tuple[Own | Several, Written]]] = []
    late: list[Unread] = []  # of each new record, under no id yet
    left_out = 0
    with part(0.0, _READ):
        for number, texts in enumerate(counted(cells)):
            old = model.record(rows[number]) if number < len(rows) else None
            missed: Unread = {}
            written: list[tuple[Own | Several, Written]] = []
            for beside, text in enumerate(texts):
                column = model.edits(left + beside) if left + beside < columns else None
                if column is None or (old is None and not text.strip()):
                    left_out += column is None and bool(text.strip())
                    continue
                value = read_cell(model, reader, column, text, old.id if old is not None else "", missed)
                if value is not UNREAD:
                    written.append((column, value))
            if old is not None:
                changes += [Change(old.id, column, value) for column, value in written]
                unread.update(missed)
            elif written or missed:
                new.append(written)
                late.append(missed)
    pasted = len(changes) + sum(map(len, new))
    ids: list[str] = []
    if len(changes) == 1 and not new:
        writer.write(changes[0].record_id, changes[0].column, changes[0].value)
    elif changes or new:
        with part(_READ, 1.0):
            ids = writer.add_all(new, changes=changes, **_label(writer, len(new), pasted))
    for id, missed in zip(ids, late, strict=True):
        unread |= {(id, key): said for (_none, key), said in missed.items()}
    return Pasted(changes, ids, pasted, unread, left_out)


def _label(writer: Writer, rows: int, cells: int) -> dict[str, str]:
    """What the step is called, and what fills its name."""
    if rows == 1:
        return {"label": N_("{what} pasted"), "what": catalog.kind(writer.page.kind).title}
    if rows:
        return {"label": N_("{count} rows pasted"), "count": str(rows)}
    return {"label": N_("{count} cells pasted"), "count": str(cells)}


def reader_beside(snapshot: Snapshot) -> Reader:
    """What reads texts as an import would; its words are loaded once the first list stands."""
    from ropa_desktop.window.grid.reading import Reader

    return Reader(snapshot)


def read_cell(
    model: GridModel, reader: Reader, column: Own | Several, text: str, record_id: str, unread: Unread
) -> Any:
    """What a text says in a column of a record; `UNREAD` where it says nothing that can stand there."""
    try:
        if isinstance(column, Several):
            # Legal bases are a part of purposes, which cannot be answered to be none.
            answers = column.relation.answers if column.info.form == "link" else ()
            return reader.values(column.info, text, answers)
        value = reader.value(column.info, text)
        if value is None and column.info.required:
            raise BadInput(_("{title} cannot be left empty here. Give it a value.").format(title=title_of(column)))
        return value
    except RegisterError as refusal:
        unread[record_id, model.key_of(column)] = (text.strip(), str(refusal))
        return UNREAD


def title_of(column: Own | Several) -> str:
    """The title of a column, as a message id."""
    return column.relation.title if isinstance(column, Several) and column.info.form == "link" else column.info.title
