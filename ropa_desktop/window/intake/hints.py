"""What is said and asked below the mapping: of the column that is looked at, else of the whole file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.columns import DATED
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, FORM, NOTHING, ColumnMapping, SheetMapping
from ropa_desktop.i18n import _, format_date
from ropa_desktop.law import vocabulary
from ropa_desktop.window.intake.remembered import Remembered
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.words import ASK, BY_RULE, heading_of, sureness, target_words

CHOOSE, SETTLE, DAY_FIRST, MONTH_FIRST, ANEW = "choose", "settle", "day_first", "month_first", "anew"
"""What a person can do about a hint."""

MOST = 50  # values of a column that are looked at


class Hint(NamedTuple):
    """One sentence, what can be done about it, and its tone."""

    sentence: str
    actions: tuple[str, ...] = ()
    tone: str = "told"


def hint(session: Session, remembered: Remembered | None) -> Hint | None:
    """What there is to say now, the most urgent of it."""
    column = session.mapped
    if column is not None:
        of_column = _of_column(session, column)
        if of_column is not None:
            return of_column
    if remembered is not None:
        return Hint(_("Mapped as on {day}.").format(day=format_date(remembered.day.isoformat())), (ANEW,))
    if session.own.shape == FORM:
        return Hint(_("A form is read by its labels. Each can go to another field, and single cells can be corrected."))
    if session.own.shape == NOTHING:
        return None
    remarks = session.intake.recognised.remarks
    return Hint(" ".join(remarks[:2])) if remarks else None


def with_dates(own: SheetMapping, column: ColumnMapping, day_first: bool) -> SheetMapping:
    """The sheet with the order in which a column's dates are written."""
    return own.with_column(column, replace(column, day_first=day_first))


def _of_column(session: Session, column: ColumnMapping) -> Hint | None:
    name, degree = heading_of(column), sureness(column)
    if degree == ASK:
        where = target_words(column.target, session.own.of(column).holds)
        said = _("Does “{column}” go to {field}? Its heading does not say so surely.")
        return Hint(said.format(column=name, field=where), (SETTLE, CHOOSE), "question")
    if column.target in DATED and column.day_first is None:
        unsure = next((text for text in session.values() if _is_unsure(text)), "")
        if unsure:
            said = _("{text}: does the day or the month stand first in “{column}”?")
            return Hint(said.format(text=unsure, column=name), (DAY_FIRST, MONTH_FIRST), "question")
    if column.target in DATED and any(map(reading.month, session.values())):
        return Hint(_("Months in “{column}” are read as their first day.").format(column=name))
    ended = next((said for text in _texts(session) if (said := _no_longer_valid(column, text))), "")
    if ended:
        return Hint(ended)
    if degree == BY_RULE and column.target == AS_NOTE:
        return Hint(_("“{column}” is kept as a note, because it has no field.").format(column=name), (CHOOSE,))
    return None


def _texts(session: Session) -> list[str]:
    """The value of the cell that is looked at, or those of its column."""
    return [session.text(*session.cell)] if session.cell else list(session.values())[:MOST]


def _no_longer_valid(column: ColumnMapping, text: str) -> str:
    """What the law's dates say of a mechanism that a value names; it is recorded as the file says all the same."""
    if column.target_of(text) not in ("safeguards", "third_countries"):
        return ""
    today = date.today().isoformat()
    for code in reading.mechanism(text):
        term = vocabulary.vocabulary("transfer_mechanism").terms.get(code)
        ended = term.details.get("invalid_from") if term else None
        if term and ended and ended <= today and term.details.get("source"):
            said = _("{mechanism} is recorded as the sheet says. A finding will say that it is not valid since {day}.")
            return said.format(mechanism=term.label(), day=format_date(ended))
    return ""


def _is_unsure(text: str) -> bool:
    """Whether a date can be read in two ways."""
    one, other = reading.day(text, True), reading.day(text, False)
    return one is not None and other is not None and one != other
