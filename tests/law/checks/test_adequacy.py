"""Adequacy decisions: in force on the day, covering this importer, ending soon."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.facts import adequacy_decisions
from ropa_desktop.law.findings import CONTRADICTS, QUESTION, REVIEW_DUE
from ropa_desktop.register.register import Register
from tests.law.checks.house import TODAY, House, house


def relying(register: Register, **transfer: str) -> House:
    """A house with one transfer that rests on an adequacy decision."""
    fjordby = house(register)
    fjordby.add("transfer", **{"mechanism": "ADEQUACY", **transfer})
    return fjordby


# -- in force ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("territory", "on", "found"),
    [
        ("BR", "2026-01-25", True),
        ("BR", "2026-01-26", False),
        ("GB", "2021-07-01", False),
        ("GB", "2031-12-27", False),
        ("GB", "2031-12-28", True),
        ("US", "2019-06-01", True),
        ("US", "2023-07-10", False),
        ("IN", TODAY, True),
    ],
)
def test_a_decision_that_is_relied_upon_has_to_be_in_force(
    register: Register, territory: str, on: str, found: bool
) -> None:
    fjordby = relying(register, country=territory)
    assert [one.severity for one in fjordby.found("no_adequacy_decision", on)] == ([CONTRADICTS] if found else [])


def test_the_united_kingdom_was_inside_then_bridged_then_covered(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="GB")
    for on in ("2020-12-31", "2021-01-01", "2021-06-30"):
        assert fjordby.found("no_adequacy_decision", on) == fjordby.found("mechanism_missing", on) == []
    assert fjordby.one("mechanism_missing", "2021-07-01").severity == QUESTION


# -- scope ------------------------------------------------------------------------------------------------


def test_a_certified_importer_needs_the_day_when_that_was_checked(register: Register) -> None:
    fjordby = relying(register, country="US")
    found = fjordby.one("adequacy_scope")
    assert (found.severity, found.article, found.field) == (QUESTION, "45(3)", "certification_checked_on")
    assert found.sentence == (
        "United States: the decision covers certified organisations only. Is the importer on the list, and when was "
        "that checked?"
    )
    set_language("nb")
    assert fjordby.one("adequacy_scope").sentence == (
        "USA: beslutningen omfatter bare sertifiserte virksomheter. Står importøren på listen, og når ble det sjekket?"
    )
    fjordby.set("transfer", found.record, "certification_checked_on", "2026-10-01")
    assert fjordby.found("adequacy_scope") == []


@pytest.mark.parametrize(("on", "due"), [("2026-09-30", False), ("2026-10-01", True)])
def test_a_certification_is_looked_up_every_year(register: Register, on: str, due: bool) -> None:
    fjordby = relying(register, country="US", certification_checked_on="2025-10-01")
    found = fjordby.found("adequacy_scope", on)
    assert [(one.severity, one.due) for one in found] == ([(REVIEW_DUE, "2026-10-01")] if due else [])


def test_a_check_made_later_says_nothing_of_an_earlier_day(register: Register) -> None:
    fjordby = relying(register, country="US", certification_checked_on="2026-10-01")
    assert fjordby.one("adequacy_scope", "2024-01-01").severity == QUESTION


def test_a_certification_that_was_answered_is_settled(register: Register) -> None:
    fjordby = relying(register, country="US")
    row = register.snapshot().rows("transfer")[0].id
    fjordby.answer("transfer", row, "certification_checked_on", "not_applicable", "Listed in the contract")
    assert fjordby.found("adequacy_scope") == []


@pytest.mark.parametrize(
    ("territory", "kind", "asked"),
    [
        ("CA", "legal_entity", True),  # commercial or not, its kind does not say
        ("CA", None, True),
        ("JP", "public_authority", True),
        ("JP", None, True),
        ("JP", "legal_entity", False),
        ("IL", "legal_entity", True),
        ("CH", "legal_entity", False),
        ("GB", "legal_entity", False),
        ("BR", "legal_entity", False),
    ],
)
def test_a_decision_of_limited_scope_is_asked_about(
    register: Register, territory: str, kind: str | None, asked: bool
) -> None:
    fjordby = house(register)
    importer = fjordby.party("Maple", **({"kind": kind} if kind else {}))
    fjordby.add("transfer", country=territory, mechanism="ADEQUACY", importer_id=importer)
    found = fjordby.found("adequacy_scope")
    assert [one.field for one in found] == (["importer_id"] if asked else [])
    assert all("Does it cover this transfer to Maple?" in one.sentence for one in found)


@pytest.mark.parametrize(("kind", "asked"), [("legal_entity", True), ("public_authority", False), (None, False)])
def test_the_decision_on_the_patent_organisation_covers_itself(
    register: Register, kind: str | None, asked: bool
) -> None:
    fjordby = house(register)
    importer = fjordby.party("Contractor", **({"kind": kind} if kind else {}))
    fjordby.add("transfer", international_organisation="XP-EPO", mechanism="ADEQUACY", importer_id=importer)
    assert bool(fjordby.found("adequacy_scope")) is asked


def test_scope_is_asked_only_where_the_decision_is_relied_upon_and_in_force(register: Register) -> None:
    fjordby = relying(register, country="US")
    assert fjordby.found("adequacy_scope", "2022-01-01") == [], "there was none"
    fjordby.set("transfer", register.snapshot().rows("transfer")[0].id, "mechanism", "SCC_2021_M2")
    assert fjordby.found("adequacy_scope") == []


def test_every_condition_is_one_that_the_check_knows_and_its_limit_can_be_said() -> None:
    found = {one.territory: one.condition for one in adequacy_decisions() if one.condition}
    assert found == {
        "US": "certified",
        "CA": "commercial",
        "JP": "private",
        "IL": "limited",
        "XP-EPO": "organisation",
    }
    assert all(one.covers for one in adequacy_decisions() if one.condition)


# -- the end ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "due"), [("2030-12-26", False), ("2030-12-27", True), ("2031-12-27", True), ("2031-12-28", False)]
)
def test_a_decision_is_spoken_of_a_year_before_its_end(register: Register, on: str, due: bool) -> None:
    fjordby = relying(register, country="GB")
    found = fjordby.found("adequacy_ending", on)
    assert [(one.severity, one.due) for one in found] == ([(REVIEW_DUE, "2031-12-27")] if due else [])


def test_the_end_is_said_in_both_languages(register: Register) -> None:
    fjordby = relying(register, country="GB")
    assert fjordby.one("adequacy_ending", "2031-01-01").sentence == (
        "United Kingdom: the adequacy decision ends on 27 Dec 2031."
    )
    set_language("nb")
    assert fjordby.one("adequacy_ending", "2031-01-01").sentence == (
        "Storbritannia: beslutningen om tilstrekkelig beskyttelsesnivå utløper 27. desember 2031."
    )


def test_a_transfer_that_rests_on_something_else_is_not_concerned_by_the_end(register: Register) -> None:
    fjordby = relying(register, country="GB", mechanism="SCC_2021_M2")
    assert fjordby.found("adequacy_ending", "2031-01-01") == []


def test_a_decision_without_an_end_does_not_end(register: Register) -> None:
    assert relying(register, country="CH").found("adequacy_ending") == []
