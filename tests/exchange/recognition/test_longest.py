"""A text that no field can hold: refused by itself, and the rest of its activity comes in."""

from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.recognition.account import REFUSED, TOO_LONG
from ropa_desktop.exchange.recognition.recognise import proposal, recognise
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import TEXT_LIMIT
from tests.exchange.recognition.books import book, recognised, sheet

HEADINGS = ["Processing activity", "Owner", "Purpose", "Data subjects", "Personal data"]
LONGEST = "Pay " * ((TEXT_LIMIT - 5) // 4) + "Salary"


def test_the_longest_text_that_a_field_holds_is_taken() -> None:
    found = recognised([HEADINGS, ["Payroll", "Kari", LONGEST, "Staff", "Name"]])
    assert not [one for one in found.outcomes if one.kind == REFUSED]
    planned = plan(Snapshot({}), found.incoming)
    assert LONGEST in [one.values["description"] for one in planned.added if one.table == "purpose"]


def test_a_longer_one_is_refused_and_nothing_else_with_it() -> None:
    found = recognised([HEADINGS, ["Payroll", "Kari", "😀" * 16_384, "Staff", "Name"]])
    (refused,) = [one for one in found.outcomes if one.kind == REFUSED]
    assert (refused.row, refused.column, refused.detail) == (1, 2, TOO_LONG)
    planned = plan(Snapshot({}), found.incoming)
    assert not planned.refused
    assert [one.values["name"] for one in planned.added if one.table == "activity"] == ["Payroll"]


def test_it_can_be_shortened_by_hand() -> None:
    given = book(sheet([HEADINGS, ["Payroll", "Kari", "x" * 40_000, "Staff", "Name"]]))
    found = recognise(given, proposal(given), {("Register", 1, 2): "short"})
    assert found.incoming.cells[REFUSED] == 0
    assert found.incoming.records["purpose"][0]["description"] == "short"
