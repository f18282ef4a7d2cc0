"""What can be said of any field of any record: an answer in place of a value, a source, another wording."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from ropa_desktop.i18n import N_
from ropa_desktop.model import fields
from ropa_desktop.model.record import Record


class AnswerState(StrEnum):
    """Three answers that are no value and are not *unknown* either."""

    none = fields.NONE
    not_applicable = fields.NOT_APPLICABLE
    not_possible = fields.NOT_POSSIBLE


class _OfAnyRecord(Record):
    parents: ClassVar[tuple[str, ...]] = ()

    record_id: str = Field(nullable=False, index=True, sa_type=Text)


class Answer(_OfAnyRecord, table=True):
    """None; does not apply, because …; not possible to state, because …. One for a field or relation at most."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("record_id", "field", name="one_answer"),
        CheckConstraint("state IN ('none', 'not_applicable', 'not_possible')", name="answer_state"),
    )

    field: str = Field(nullable=False, sa_type=Text)
    state: str = fields.code(N_("Answer"), "answer_state", required=True, answers=())
    reason: str | None = fields.text(N_("Because"), answers=())


class Source(_OfAnyRecord, table=True):
    """Where a statement was taken from. Without `field` it speaks of the whole record."""

    __tablename__ = "source"

    field: str | None = Field(default=None, sa_type=Text)
    document: str | None = fields.line(N_("Document"), answers=())
    place: str | None = fields.line(N_("Place"), answers=())
    quotation: str | None = fields.text(N_("Quotation"), answers=())
    position: int = fields.whole(N_("Position"), default=0, required=True, answers=())


class Wording(_OfAnyRecord, table=True):
    """The same statement in another language, written by a person."""

    __tablename__ = "wording"
    __table_args__ = (UniqueConstraint("record_id", "field", "language", name="one_wording"),)

    field: str = Field(nullable=False, sa_type=Text)
    language: str = fields.code(N_("Language"), "language", required=True, answers=())
    text: str | None = fields.text(N_("Text"), answers=())
