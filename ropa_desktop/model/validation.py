"""The door: every text that enters is cleaned here, and every value is checked against its field.

Gaps and doubts in law are findings, not errors: only what cannot be stored or read is refused, in one sentence.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.model.fields import FieldInfo

TEXT_LIMIT = 32_767
"""Longest text, in UTF-16 units: what one spreadsheet cell holds."""

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def utf16_length(text: str) -> int:
    """The text's length in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def clean_text(text: str) -> str | None:
    """The text as it may be kept: NFC, LF line ends, nothing invisible that could mislead; None if nothing is left.

    Control characters, surrogates, noncharacters and bidirectional controls are removed; spaces at either end go.
    Raises `BadInput` when it is longer than `TEXT_LIMIT`; nothing is ever cut.
    """
    if not (text.isascii() and text.isprintable()):
        text = _REFUSED.sub("", _LINE_ENDS.sub("\n", text))
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if 2 * len(text) > TEXT_LIMIT and utf16_length(text) > TEXT_LIMIT:
        raise BadInput(
            _("The text has {length} characters; a field holds {limit}. Shorten it or divide it.").format(
                length=utf16_length(text), limit=TEXT_LIMIT
            )
        )
    return text or None


def clean_line(text: str) -> str | None:
    """`clean_text` on one line: line breaks and tabs become spaces."""
    cleaned = clean_text(text)
    if cleaned is None or not ("\n" in cleaned or "\t" in cleaned):
        return cleaned
    return " ".join(filter(None, (part.strip() for part in re.split("[\n\t]", cleaned))))


def clean_date(text: str) -> str | None:
    """An ISO 8601 day, or None for no text. Raises `BadInput` for a day that does not exist."""
    cleaned = clean_line(text)
    if cleaned is None:
        return None
    try:
        if not _ISO_DAY.fullmatch(cleaned):
            raise ValueError
        return date.fromisoformat(cleaned).isoformat()
    except ValueError:
        raise BadInput(_("{text}: no such date. Write it as YYYY-MM-DD.").format(text=cleaned[:40])) from None


def clean_whole(value: object) -> int | None:
    """A whole number of 0 or more, or None for no text. Raises `BadInput` for anything else."""
    if isinstance(value, str):
        cleaned = clean_line(value)
        if cleaned is None:
            return None
        if not re.fullmatch(r"\d{1,9}", cleaned, re.ASCII):
            raise BadInput(_("{text}: not a whole number. Write digits alone.").format(text=cleaned[:40]))
        return int(cleaned)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise BadInput(_("{text}: not a whole number. Write digits alone.").format(text=str(value)[:40]))
    return value


def clean_value(info: FieldInfo, value: str | int | None) -> str | int | None:
    """A value as its field keeps it; None is *unknown*.

    Raises `BadInput` where it cannot be read, and where a required field would be left without a value.
    """
    if value is None:
        cleaned: str | int | None = None
    elif info.form == "whole":
        cleaned = clean_whole(value)
    elif not isinstance(value, str):
        raise BadInput(_("{title}: text is expected here.").format(title=_(info.title)))
    elif info.form == "date":
        cleaned = clean_date(value)
    elif info.form == "text":
        cleaned = clean_text(value)
    else:
        cleaned = clean_line(value)
    if cleaned is None and info.required:
        raise BadInput(_("{title} cannot be left empty here. Give it a value.").format(title=_(info.title)))
    return cleaned


def clean_record(key: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """All columns of a new record of a kind, checked one by one; what is not given takes the model's default.

    Raises `BadInput` for a value or column that the kind does not have, or a row that has not exactly one parent.
    """
    columns = _columns(key)
    if not columns.keys() >= values.keys():
        unknown = min(values.keys() - columns.keys())
        raise BadInput(_("{kind} has no field called {field}.").format(kind=key, field=unknown))
    record: dict[str, Any] = {}
    for name, (info, default, make) in columns.items():
        value = values[name] if name in values else make() if make else default
        if info is not None:
            record[name] = value if value is None and not info.required else clean_value(info, value)
        elif value is None or isinstance(value, str):
            record[name] = clean_line(value or "")
        else:
            raise BadInput(_("{title}: text is expected here.").format(title=name))
    if not record["id"]:
        raise BadInput(_("A record came without its identity. Export the register again and start from that file."))
    parents = tables.parents(key)
    if parents and sum(record[parent] is not None for parent in parents) != 1:
        raise BadInput(_("A row of {kind} must belong to exactly one record.").format(kind=key))
    return record


@cache
def _columns(key: str) -> dict[str, tuple[FieldInfo | None, Any, Callable[[], Any] | None]]:
    """The columns of a kind in order, each with its field, if it is one, its default, and what makes one anew."""
    fields, declared = tables.fields(key), tables.model(key).model_fields
    found = {}
    for name in tables.columns(key):
        make = cast(Callable[[], Any] | None, declared[name].default_factory)
        found[name] = (fields.get(name), None if make else declared[name].get_default(), make)
    return found
