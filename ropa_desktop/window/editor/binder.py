"""The binder: widget class → how its value is read, written, and how it says that it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.editor.candidates import Value
from ropa_desktop.window.editor.choice_box import ChoiceBox
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.reference_box import ReferenceBox
from ropa_desktop.window.editor.simple_fields import IdentifierBox, LineBox, OptionalDate, TextBox, WholeNumber


@dataclass(frozen=True, slots=True)
class Way:
    """How one class of widget is bound. `read` takes whether the field is being left, and raises `BadInput`."""

    widget: type[QWidget]
    read: Callable[[Any, bool], Value]
    write: Callable[[Any, Any], None]
    changed: str


WAYS: tuple[Way, ...] = (
    Way(ChoiceBox, lambda box, leaving: box.value(leaving), ChoiceBox.show_value, "textEdited"),
    Way(ReferenceBox, lambda box, leaving: box.value(leaving), ReferenceBox.show_value, "textEdited"),
    Way(OptionalDate, lambda box, _leaving: box.value(), OptionalDate.show_value, "textEdited"),
    Way(IdentifierBox, lambda box, _leaving: box.value(), IdentifierBox.show_value, "textEdited"),
    Way(WholeNumber, lambda box, _leaving: box.value(), WholeNumber.show_value, "textEdited"),
    Way(
        LineBox,
        lambda box, _leaving: box.text(),
        lambda box, value: box.set_text_quietly(value or ""),
        "textEdited",
    ),
    Way(
        TextBox,
        lambda box, _leaving: box.toPlainText(),
        lambda box, value: box.set_text_quietly(value or ""),
        "textChanged",
    ),
)
"""The first row whose class the widget has."""


def way_of(widget: QWidget) -> Way | None:
    """How a widget is bound; None for one that edits no field."""
    return next((way for way in WAYS if isinstance(widget, way.widget)), None)


def text_of(widget: QWidget) -> str:
    """What stands in a field, read or not."""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def put_text(widget: QWidget, text: str) -> None:
    """Put text into a field as if it had been typed: it is neither read nor written by that."""
    if isinstance(widget, TextBox | LineBox):
        widget.set_text_quietly(text)


def acquaint(widget: QWidget, info: FieldInfo, desk: Desk, key: str, id: str | None) -> None:
    """Tell a widget what its field can hold in this record: which codes, which records."""
    if isinstance(widget, ChoiceBox) and info.vocabulary:
        widget.choose_from(info.vocabulary, third_countries=key == "transfer")
    elif isinstance(widget, IdentifierBox):
        widget.of_country(getattr(desk.snapshot.find(key, id), "country", None))
    elif isinstance(widget, ReferenceBox):
        snapshot = desk.snapshot
        widget.refer_to(info.target, snapshot, id if info.target == key else None, _fitting(info, snapshot, key, id))


def _fitting(info: FieldInfo, snapshot: Snapshot, key: str, id: str | None) -> frozenset[str] | None:
    """The records among which a link chooses; None for all of its kind."""
    row: Any = snapshot.find(key, id)
    if info.target == "transfer":  # a transfer replaces one that an engagement of its activity brings
        activity = getattr(row, "activity_id", None)
        rows = snapshot.matching("recipient", "activity_id", activity) if activity else ()
        brought = {one.engagement_id for one in rows}
        return frozenset(one.id for one in snapshot.rows("transfer") if one.engagement_id in brought - {None})
    if (key, info.target) == ("recipient", "engagement") and row is not None and row.organisation_id:
        rows = snapshot.matching("engagement", "organisation_id", row.organisation_id)
        return frozenset(one.id for one in rows) | {row.engagement_id}
    return None


def editor_for(info: FieldInfo, parent: QWidget) -> LineBox | TextBox:
    """The widget that edits a field in a cell: the same classes as in a form."""
    classes: dict[str, type[LineBox] | type[TextBox]] = {
        "text": TextBox,
        "date": OptionalDate,
        "whole": WholeNumber,
        "code": ChoiceBox,
        "link": ReferenceBox,
    }
    return classes.get(info.form, LineBox)(parent)


def forget_typing(widget: QWidget) -> None:
    """What was typed is written: the field itself has nothing to undo any more."""
    if isinstance(widget, TextBox):
        widget.document().clearUndoRedoStacks()
    elif isinstance(widget, LineBox):
        widget.set_text_quietly(widget.text())
