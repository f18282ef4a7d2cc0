"""Loads the forms drawn in Qt Designer (`forms/*.ui`); translated when loaded and when the language changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from ropa_desktop.paths import forms


def load_form(name: str, parent: QWidget | None = None, promoted: tuple[type[QWidget], ...] = ()) -> Any:
    """The form `forms/<name>.ui`; `promoted` are the widget classes of ours that it names."""
    loader = QUiLoader()
    loader.setLanguageChangeEnabled(True)
    for widget_class in promoted:
        loader.registerCustomWidget(widget_class)
    form = loader.load(str(forms(f"{name}.ui")), parent)
    if form is None:
        raise FileNotFoundError(f"form {name}: {loader.errorString()}")
    return form
