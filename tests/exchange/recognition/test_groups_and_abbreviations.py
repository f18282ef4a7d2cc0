"""Headings that are cut short, and those that only name the group below them."""

import pytest

from ropa_desktop.exchange.recognition.aliases import ENOUGH, in_language
from ropa_desktop.exchange.recognition.shape import shape_of
from tests.exchange.recognition.books import Rows, sheet


@pytest.mark.parametrize(
    ("heading", "language", "target"),
    [
        ("Avd.", "nb", "department"),
        ("Abt.", "de", "department"),
        ("Jedn. org.", "pl", "department"),
        ("Personoppl.", "nb", "data_categories"),
        ("bes. Kategorien", "de", "special_data"),
    ],
)
def test_a_full_stop_abbreviates(heading: str, language: str, target: str) -> None:
    assert in_language(heading, language)[0].target == target
    assert in_language(heading, language)[0].score >= ENOUGH


def test_without_a_full_stop_the_beginning_of_a_word_says_nothing() -> None:
    assert not [match for match in in_language("Pers", "nb") if match.score >= ENOUGH]


def test_a_heading_over_a_group_is_not_the_field_of_each_column_below() -> None:
    rows: Rows = [
        ["Processing", None, None, "Data", None],
        ["Unit code", "Activity", "Purpose", "Data subjects", "Personal data"],
        ["HR-1", "Payroll", "Pay salaries", "Employees", "Bank account"],
        ["HR-2", "Recruitment", "Hire people", "Applicants", "CV"],
    ]
    mapped = shape_of(sheet(rows, merged=((0, 0, 0, 2), (0, 3, 0, 4))))
    targets = {column.heading: column.target for column in mapped.columns}
    assert targets["Processing / Activity"] == "name"
    assert targets["Processing / Unit code"] != "name"
