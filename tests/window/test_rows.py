"""What stands in the cells of a list."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ropa_desktop.i18n import format_date, set_language
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import Text, words
from ropa_desktop.window.delegate import PADDING
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.rows import page_columns, page_rows

REQUESTS = Page("request", "Requests", kind="request")


def test_who_asks_is_said_in_words_where_it_is_no_organisation_of_the_register(register: Register) -> None:
    authority = edit.add(register, "organisation", name="Tilsynet", kind="public_authority")
    edit.add(register, "request", name="First", asked_by="Datatilsynet, by phone")
    edit.add(register, "request", name="Second", asked_by="somebody", asked_by_id=authority)
    place = [column.key for column in page_columns(REQUESTS)].index("asked_by_id")
    cells = [row.cells[place] for row in page_rows(register.snapshot(), REQUESTS, None)]
    assert cells[0] == Text("Datatilsynet, by phone", "muted")
    assert words(cells[1]) == "Tilsynet"


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_column_of_dates_has_room_for_the_longest_month(language: str, qapp: QApplication) -> None:
    set_language(language)
    width = next(column.width for column in page_columns(REQUESTS) if column.key == "due_on")
    assert width >= QFontMetrics(qapp.font()).horizontalAdvance(format_date("2026-09-28")) + 2 * PADDING
