"""Hands gettext to Qt, so that forms drawn in Designer speak the language of everything else."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ropa_desktop.i18n import N_, _, set_language

_PROPERTY = "ropa_translator"

OF_QT = (
    # What a text field offers on a right click, and the buttons of Qt's own questions.
    *(N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"), N_("Select All"), N_("Copy &Link Location")),
    *(N_("OK"), N_("&Yes"), N_("&No")),
    # The file dialog of a desktop that has none of its own.
    *(N_("&Look in:"), N_("Directory:"), N_("File &name:"), N_("Files of &type:"), N_("All Files (*)")),
    *(N_("&Open"), N_("&Save"), N_("&Choose"), N_("&Delete"), N_("&Rename"), N_("&New Folder")),
    *(N_("Back"), N_("Forward"), N_("Go back"), N_("Go forward")),
    *(N_("Parent Directory"), N_("Go to the parent directory"), N_("Create New Folder"), N_("Create a New Folder")),
    *(N_("List View"), N_("Change to list view mode"), N_("Detail View"), N_("Change to detail view mode")),
    *(N_("Sidebar"), N_("List of places and bookmarks"), N_("Files"), N_("Directories"), N_("Show &hidden files")),
    *(N_("Computer"), N_("Drive"), N_("Folder"), N_("Size"), N_("Type"), N_("Date Modified")),
    N_("%1 already exists.\nDo you want to replace it?"),
)
"""Qt's own words that a person meets here: Qt has no Norwegian Bokmål, so that they are translated with ours."""


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
