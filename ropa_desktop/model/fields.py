"""What a field is: its title, help, article and form, said once and read by every room.

A record class declares its columns with `line`, `text`, `date`, `whole`, `code` and `link`. Each stores a
`FieldInfo` in the column's `info`, where forms, lists, exports, imports, the terminal and completeness find it.
Columns are TEXT or INTEGER and nullable: NULL is *unknown*, and there is no empty text.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Text
from sqlmodel import Field

INFO = "field"
"""Key under which a column's `info` holds its `FieldInfo`."""

NONE, NOT_APPLICABLE, NOT_POSSIBLE = "none", "not_applicable", "not_possible"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field as a person meets it.

    `form` is one of "line", "text" (several lines), "date" (ISO 8601, YYYY-MM-DD), "whole" (a whole number),
    "code" (an entry of `vocabulary`) and "link" (the id of a record of the kind `target`).
    `title` and `help` are message ids. `article` cites the GDPR, such as "30(1)(f)"; empty where the law does
    not ask. `answers` lists the answers that may stand instead of a value. `required` marks what a record
    cannot be without.
    """

    name: str
    title: str
    form: str
    help: str = ""
    article: str = ""
    vocabulary: str = ""
    target: str = ""
    answers: tuple[str, ...] = (NONE, NOT_APPLICABLE)
    required: bool = False


def _column(info: FieldInfo, default: Any = None, **arguments: Any) -> Any:
    return Field(
        default=default,
        nullable=not info.required,
        sa_type=Integer if info.form == "whole" else Text,
        sa_column_kwargs={"info": {INFO: info}},
        **arguments,
    )


def line(title: str, help: str = "", **more: Any) -> Any:
    """One line of text."""
    return _column(FieldInfo("", title, "line", help, **more))


def text(title: str, help: str = "", **more: Any) -> Any:
    """Text of any number of lines."""
    return _column(FieldInfo("", title, "text", help, **more))


def date(title: str, help: str = "", **more: Any) -> Any:
    """A day, as ISO 8601 text."""
    return _column(FieldInfo("", title, "date", help, **more))


def whole(title: str, help: str = "", *, default: int | None = None, **more: Any) -> Any:
    """A whole number; its unit stands in the title or in a neighbouring field."""
    return _column(FieldInfo("", title, "whole", help, **more), default)


def code(title: str, vocabulary: str, help: str = "", *, default: str | None = None, **more: Any) -> Any:
    """An entry of a closed list. A code that the list does not hold is kept and shown."""
    return _column(FieldInfo("", title, "code", help, vocabulary=vocabulary, **more), default)


def link(title: str, target: str, help: str = "", **more: Any) -> Any:
    """Another record, by id."""
    info = FieldInfo("", title, "link", help, target=target, **more)
    return _column(info, foreign_key=f"{target}.id", index=True)
