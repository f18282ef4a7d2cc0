"""What can be said of any record or field: an answer in place of a value, a source, another wording, a suggestion,
and what the officer says to a finding."""

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


class Suggestion(_OfAnyRecord, table=True):
    """A record that was proposed, by the starter library or a template, and that nobody has confirmed yet.

    It counts as unknown and is not handed over (`law/confirmed.py`). Confirming it removes the suggestion.
    """

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("record_id", name="one_suggestion"),)

    origin: str = fields.code(N_("Suggested by"), "suggestion_origin", required=True, answers=())
    item: str | None = fields.line(N_("Suggested as"), N_("The item of the library, or the template."), answers=())
    question: str | None = fields.text(N_("To ask"), N_("What to find out before it is confirmed."), answers=())


class ResponseState(StrEnum):
    """What was done about a finding. One that was only given to somebody has no state."""

    answered = "answered"
    postponed = "postponed"


class Response(_OfAnyRecord, table=True):
    """What the officer says to a finding on a record: answered for good, put off until a day, given to somebody.

    `code`, with the record and the field, names the finding (`law/findings.py`). An answer holds as long as the check
    sees what is in `about`, and what was put off comes back on the day `until`.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("record_id", "code", "field", name="one_response"),
        CheckConstraint("state IN ('answered', 'postponed')", name="response_state"),
    )

    field: str = Field(nullable=False, sa_type=Text)
    code: str = fields.line(N_("Check"), required=True, answers=())
    about: str | None = fields.text(N_("What the check saw"), answers=())
    state: str | None = fields.code(N_("Response"), "response_state", answers=())
    reason: str | None = fields.text(N_("Because"), answers=())
    until: str | None = fields.date(N_("Until"), answers=())
    assigned_to: str | None = fields.line(N_("Given to"), answers=())
    given_by: str | None = fields.line(N_("Answered by"), answers=())
    given_on: str | None = fields.date(N_("Answered on"), answers=())


ASIDE = frozenset({"position", "reference", "note", "archived_on", "archived_because"})
"""Fields that may be written without having looked at what was suggested; writing any other confirms the record."""
