"""What every record has: one identity, a note, and either a reference or a place among its parent's rows."""

from typing import ClassVar
from uuid import uuid4

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from ropa_desktop.i18n import N_
from ropa_desktop.model import fields


def new_id() -> str:
    """A new identity: a random UUID as text, the same in the file, in JSON and in a spreadsheet."""
    return str(uuid4())


class Record(SQLModel):
    """A row with one text identity. Unknown is NULL; a table class validates nothing by itself."""

    model_config = {"defer_build": True}  # building validators is a quarter of making a class; none is used

    id: str = Field(default_factory=new_id, primary_key=True, sa_type=Text)


class Entry(Record):
    """A record that stands by itself and is archived rather than deleted."""

    parents: ClassVar[tuple[str, ...]] = ()

    reference: str | None = fields.line(
        N_("Reference"), N_("Proposed by the program and yours to change. Never given out twice."), answers=()
    )
    note: str | None = fields.text(N_("Note"), N_("Yours alone. Not handed over unless you ask for it."), answers=())
    archived_on: str | None = fields.date(N_("Archived on"), answers=())
    archived_because: str | None = fields.text(N_("Reason for archiving"), answers=())


class Row(Record):
    """A record that belongs to another one, its parent, and has a place among the parent's rows.

    `parents` names the columns that hold the parent's id; exactly one of them is filled.
    """

    parents: ClassVar[tuple[str, ...]] = ()

    position: int = fields.whole(N_("Position"), default=0, required=True, answers=())
    note: str | None = fields.text(N_("Note"), N_("Yours alone. Not handed over unless you ask for it."), answers=())
