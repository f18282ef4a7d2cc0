"""Hands gettext to Qt, so that forms drawn in Designer speak the language of everything else."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ropa_desktop.i18n import _, set_language

_PROPERTY = "ropa_translator"


class GettextTranslator(QTranslator):
    """Looks a form's source text up among our messages; Qt's context plays no part."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if not sourceText:
            return None
        translated = _(sourceText)
        return translated if translated != sourceText else None

    def isEmpty(self) -> bool:
        return False


def speak(application: QApplication, language: str) -> None:
    """Make `language` current everywhere; every widget receives `LanguageChange`."""
    set_language(language)
    before = application.property(_PROPERTY)
    if isinstance(before, QTranslator):
        application.removeTranslator(before)
    translator = GettextTranslator(application)
    application.setProperty(_PROPERTY, translator)
    application.installTranslator(translator)
