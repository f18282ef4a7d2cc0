"""The layouts that there are: the program's own in `resources/layouts`, and a person's own, each one JSON file.

A file is checked as it is read: one that cannot be used is refused with a sentence that says what is wrong in it.
"""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import ALSO
from ropa_desktop.exchange.layouts.rows import ROWS
from ropa_desktop.exchange.layouts.shape import (
    DETAILS,
    EVIDENCE,
    FORMATS,
    SHAPES,
    WHO,
    HeadBlock,
    Layout,
    LayoutColumn,
    Origin,
)
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.i18n import _
from ropa_desktop.model.activity import Role
from ropa_desktop.paths import resources, settings_directory

LONGEST_FILE = 1_000_000  # bytes; the widest of the program's own has 8,000
MOST_COLUMNS = 200
_LISTED = 12  # that a sentence can name
_ROLES = ("", *(role.value for role in Role))
_SORTINGS = ("reference", "department")


def layouts() -> Mapping[str, Layout]:
    """All layouts by key, the program's own before a person's; own files that cannot be used are not among them."""
    return {**_ours(), **{one.key: one for one in _own()[0]}}


def broken() -> tuple[str, ...]:
    """A sentence on each file in a person's folder of layouts that cannot be used."""
    return _own()[1]


def layout(key: str) -> Layout:
    """A layout by its key, or by the path of its file, which ends in .json. Raises `BadInput` for an unknown one, and
    for one's own that cannot be used."""
    if key.casefold().endswith(".json"):
        return read_layout(Path(key))
    known = layouts()
    if key not in known and (own := own_folder() / f"{key}.json").is_file():
        return read_layout(own)
    if key not in known:
        raise BadInput(_("There is no layout “{key}”. There are: {keys}.").format(key=key, keys=", ".join(known)))
    return known[key]


def own_folder() -> Path:
    """Where a person's own layouts lie, to be listed with the others. It may not exist."""
    return settings_directory() / "layouts"


def source_file(key: str) -> Path:
    """The file of a layout, by its key or its path. Raises `BadInput` for an unknown one."""
    one = layout(key)
    if key.casefold().endswith(".json"):
        return Path(key)
    return own_folder() / f"{one.key}.json" if one.own else resources("layouts", f"{one.key}.json")


@cache
def _ours() -> Mapping[str, Layout]:
    found = sorted(resources("layouts").glob("*.json"))
    return {file.stem: _layout(file.stem, json.loads(file.read_text("utf-8")), own=False) for file in found}


def _own() -> tuple[list[Layout], tuple[str, ...]]:
    """A person's own layouts, and what is wrong with the files that are none."""
    found, said = [], []
    for file in sorted(own_folder().glob("*.json")):
        try:
            if file.stem in _ours():
                raise BadInput(
                    _("{name}: one of the program’s own layouts has this name. Rename the file.").format(name=file.name)
                )
            found.append(read_layout(file))
        except BadInput as refusal:
            said.append(str(refusal))
    return found, tuple(said)


def read_layout(file: Path) -> Layout:
    """A person's own layout. Raises `BadInput` with one sentence on what is wrong with it."""
    try:
        if file.stat().st_size > LONGEST_FILE:
            raise ValueError
        content = json.loads(file.read_text("utf-8-sig"))
    except OSError as failure:
        raise BadInput(
            _("{name}: the layout cannot be read ({reason}).").format(name=file.name, reason=failure.strerror)
        ) from failure
    except (ValueError, RecursionError) as failure:
        raise BadInput(
            _("{name} is no layout: it is not JSON. “ropa layouts --copy” writes one to begin with.").format(
                name=file.name
            )
        ) from failure
    try:
        return _layout(file.stem, content, own=True)
    except _Wrong as wrong:
        raise BadInput(
            _("{name}: {place} cannot be used. {advice}").format(name=file.name, place=wrong.place, advice=wrong.advice)
        ) from wrong


class _Wrong(ValueError):
    """What is wrong with a layout: where, such as columns[3].value, and what may stand there."""

    def __init__(self, place: str, advice: str) -> None:
        super().__init__(f"{place}: {advice}")
        self.place = place
        self.advice = advice


# -- from JSON to a layout --------------------------------------------------------------------------------


def _layout(key: str, content: Any, *, own: bool) -> Layout:
    found = _object(content, "", ("title",))
    columns = tuple(_column(one, f"columns[{place}]") for place, one in enumerate(_list(found, "columns", "")))
    if len(columns) > MOST_COLUMNS:
        raise _Wrong("columns", _("Use at most {n}.").format(n=MOST_COLUMNS))
    made = Layout(
        key=key,
        titles=_texts(found["title"], "title"),
        role=_one_of(found, "role", "", _ROLES),
        language=_text(found, "language", ""),
        source=_origin(found.get("source", {}), own),
        columns=columns,
        shape=_one_of(found, "shape", "", SHAPES, "table") if own else _text(found, "shape", "", "table"),
        row=_one_of(found, "row", "", ROWS, "activity"),
        sorted_by=_one_of(found, "sorted_by", "", _SORTINGS, "reference"),
        formats=tuple(_each_of(found, "formats", FORMATS)) or FORMATS,
        also=frozenset(_each_of(found, "also", ALSO)),
        head=tuple(_head(one, f"head[{place}]") for place, one in enumerate(_list(found, "head", ""))),
        head_rows=_number(found, "head_rows", "", 0, 50),
        row_on_pages=_one_of(found, "row_on_pages", "", ("", *ROWS)),
        head_on_pages=_one_of(found, "head_on_pages", "", ("", "yes")) == "yes",
        colours=_colours(found.get("colours")),
        own=own,
    )
    if made.shape in SHAPES:
        _check_table(made)
    return made


def _check_table(made: Layout) -> None:
    """What the parts of a table must have to do with one another."""
    if not made.columns:
        raise _Wrong("columns", _("Give at least one."))
    for place, column in enumerate(made.columns):
        where = f"columns[{place}]"
        for row in filter(None, (made.row, made.row_on_pages)):
            if column.value and row not in VALUES[column.value].rows:
                fitting = ", ".join(name for name, value in VALUES.items() if row in value.rows)
                sentence = _("In a row per {row} there may be: {names}.")
                raise _Wrong(f"{where}.value", sentence.format(row=row, names=fitting))
        if not column.value and not column.heading:
            raise _Wrong(f"{where}.heading", _("A column without a value needs one."))
    if made.head_rows and made.head_rows <= len(DETAILS):
        raise _Wrong("head_rows", _("The head takes {n} rows or more.").format(n=len(DETAILS) + 1))


def _column(content: Any, place: str) -> LayoutColumn:
    found = _object(content, place, ("value",))
    unknown = found.keys() - {"value", "heading", "article", "required", "share", "group", "evidence"}
    if unknown:
        raise _Wrong(f"{place}.{min(unknown)}", _("There is no such setting."))
    required = found.get("required")
    if required not in (None, True, False):
        raise _Wrong(f"{place}.required", _("Use true, false or null."))
    share = found.get("share", 1)
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0.1 <= share <= 100:
        raise _Wrong(f"{place}.share", _("Use a number from 0.1 to 100."))
    return LayoutColumn(
        value=_one_of(found, "value", place, ("", *VALUES)),
        heading=_text(found, "heading", place),
        article=_text(found, "article", place),
        required=required,
        share=float(share),
        group=_text(found, "group", place),
        evidence=_one_of(found, "evidence", place, ("", *EVIDENCE)),
    )


def _head(content: Any, place: str) -> HeadBlock:
    found = _object(content, place, ("who", "title", "labels"))
    labels = _object(found["labels"], f"{place}.labels", ())
    for name in labels:
        if name not in DETAILS:
            raise _Wrong(f"{place}.labels.{name}", _("Use one of: {names}.").format(names=", ".join(DETAILS)))
    return HeadBlock(
        who=_one_of(found, "who", place, WHO),
        title=_text(found, "title", place),
        column=_number(found, "column", place, 1, MOST_COLUMNS),
        labels={name: _text(labels, name, f"{place}.labels") for name in labels},
    )


def _origin(content: Any, own: bool) -> Origin:
    found = _object(content, "source", ())
    return Origin(
        name=_text(found, "name", "source"),
        address=_text(found, "address", "source"),
        checked_on=_text(found, "checked_on", "source"),
        evidence=_one_of(found, "evidence", "source", EVIDENCE, "own" if own else ""),
    )


def _colours(content: Any) -> tuple[str, str] | None:
    if content is None:
        return None
    found = _object(content, "colours", ("required", "optional"))
    chosen = _text(found, "required", "colours"), _text(found, "optional", "colours")
    for name, colour in zip(("required", "optional"), chosen, strict=True):
        if len(colour) != 6 or not all(digit in "0123456789abcdefABCDEF" for digit in colour):
            raise _Wrong(f"colours.{name}", _("Use six hexadecimal digits, such as C6E0B4."))
    return chosen


# -- what may stand in a place ----------------------------------------------------------------------------


def _object(content: Any, place: str, needed: Iterable[str]) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _Wrong(
            place or _("the content"), _("Use an object, as in the layouts that “ropa layouts --copy” writes.")
        )
    for name in needed:
        if name not in content:
            raise _Wrong(_inside(place, name), _("It is missing."))
    return content


def _list(found: Mapping[str, Any], name: str, place: str) -> list[Any]:
    content = found.get(name, [])
    if not isinstance(content, list):
        raise _Wrong(_inside(place, name), _("Use a list."))
    return content


def _text(found: Mapping[str, Any], name: str, place: str, otherwise: str = "") -> str:
    content = found.get(name, otherwise)
    if not isinstance(content, str) or len(content) > 1000 or any(ord(sign) < 32 for sign in content):
        raise _Wrong(_inside(place, name), _("Use a text of one line."))
    return content


def _texts(content: Any, place: str) -> dict[str, str]:
    found = _object({"": content} if isinstance(content, str) else content, place, ())
    texts = {language: _text(found, language, place) for language in found}
    if not any(texts.values()):
        raise _Wrong(place, _("Use a text, or one for each language."))
    return texts


def _one_of(found: Mapping[str, Any], name: str, place: str, allowed: Iterable[str], otherwise: str = "") -> str:
    content = _text(found, name, place, otherwise)
    choices = [*allowed]
    if content not in choices and not (content == otherwise and name not in found):
        if len(choices) > _LISTED:
            near = ", ".join(get_close_matches(content, choices, _LISTED // 2, 0.0))
            advice = _("Use one of the {n} that there are. Written most like it are: {names}.")
            raise _Wrong(_inside(place, name), advice.format(n=len(choices), names=near))
        names = ", ".join(choice or '""' for choice in choices)
        raise _Wrong(_inside(place, name), _("Use one of: {names}.").format(names=names))
    return content


def _each_of(found: Mapping[str, Any], name: str, allowed: Iterable[str]) -> list[str]:
    content = _list(found, name, "")
    return [_one_of({name: one}, name, "", allowed) for one in content]


def _number(found: Mapping[str, Any], name: str, place: str, lowest: int, highest: int) -> int:
    content = found.get(name, lowest)
    if isinstance(content, bool) or not isinstance(content, int) or not lowest <= content <= highest:
        raise _Wrong(
            _inside(place, name), _("Use a number from {lowest} to {highest}.").format(lowest=lowest, highest=highest)
        )
    return content


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
