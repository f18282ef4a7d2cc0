"""What a change of law data touches, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ropa_desktop.exchange.ruling import Touched
from ropa_desktop.i18n import _
from ropa_desktop.window.cells import Text
from ropa_desktop.window.table import Column, Row


def touched_columns(*, register: bool = False) -> list[Column]:
    """Whose record, which entry, and what the checks said and say; with the register's file where there are several."""
    return [
        *([Column("register", _("Register"), 130)] if register else []),
        Column("whose", _("Record of"), 130),
        Column("what", _("What is touched"), 220),
        Column("before", _("Found before"), 180),
        Column("now", _("Found now"), stretch=True),
    ]


def touched_rows(found: Iterable[Touched], register: str | None = None) -> list[Row]:
    """A row for each record that is touched."""
    return [_row(one, register) for one in found]


def _row(one: Touched, register: str | None) -> Row:
    where = (Text(register),) if register is not None else ()
    called = "\n".join((one.called, *one.activities))
    cells = (Text(", ".join(one.controllers), "muted"), Text(called), _said(one.before), _said(one.now))
    return Row(f"{register or ''}|{one.record}", (*where, *cells))


def _said(sentences: Sequence[str]) -> Text:
    return Text(" ".join(sentences)) if sentences else Text(_("no finding"), "muted")
