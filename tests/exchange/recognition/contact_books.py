"""A register of two activities with contact details in one of their places, and what became of these."""

from typing import Any

from ropa_desktop.exchange.recognition.recognise import Recognised
from tests.exchange.recognition.books import Rows, all_accounted, book, records, sheet

TABLE: Rows = [
    ["Activity", "Purpose", "Legal basis", "Data subjects", "Personal data", "Recipients", "Retention"],
    ["Payroll", "Pay salaries", "Art. 6(1)(b)", "Employees", "Bank account", "Tax authority", "5 years"],
    ["Newsletter", "Send news", "Consent", "Subscribers", "E-mail address", "None", "Until withdrawn"],
]


def above(rows: Rows) -> Recognised:
    """A block above the table."""
    return all_accounted(book(sheet([*rows, [None], *TABLE])))


def cover(rows: Rows, name: str = "Cover") -> Recognised:
    """The same block on a sheet of its own before the table."""
    return all_accounted(book(sheet(rows, name), sheet(TABLE, "Register")))


def keeper_of(found: Recognised) -> dict[str, Any]:
    """The one organisation whose register the activities are."""
    keepers = {one.get("keeper_id") for one in records(found, "activity")}
    (keeper,) = [one for one in records(found, "organisation") if one["id"] in keepers]
    assert keeper["record_kept"] == "yes"
    return keeper


def contacts_of(found: Recognised) -> list[tuple[str, ...]]:
    """Role, name, e-mail and phone of each contact, as far as they are known."""
    fields = ("role", "name", "email", "phone")
    return [tuple(one[name] for name in fields if one.get(name)) for one in records(found, "contact")]
