"""What a change of law data touches, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ropa_desktop.exchange.ruling import Touched
from ropa_desktop.i18n import _
from ropa_desktop.window.cells import Text
from ropa_desktop.window.table import Column, Row


def touched_columns(*, register: bool = False) -> list[Column]:
    """Whose record, which entry with its activities, and what the checks say now; with the register's file where there
    are several. What they said before stands in the workbook and the notes."""
    return [
        *([Column("register", _("Register"), 130)] if register else []),
        Column("whose", _("Record of"), 130),
        Column("what", _("What is touched"), 210),
        Column("activities", _("Activities"), 190),
        Column("now", _("Found now"), stretch=True),
    ]


def touched_rows(found: Iterable[Touched], register: str | None = None) -> list[Row]:
    """A row for each record that is touched."""
    return [_row(one, register) for one in found]


def _row(one: Touched, register: str | None) -> Row:
    where = (Text(register),) if register is not None else ()
    activities = Text(", ".join(one.activities))
    cells = (Text(", ".join(one.controllers), "muted"), Text(one.called), activities, _said(one.now))
    return Row(f"{register or ''}|{one.record}", (*where, *cells))


def _said(sentences: Sequence[str]) -> Text:
    return Text(" ".join(sentences)) if sentences else Text(_("no finding"), "muted")
