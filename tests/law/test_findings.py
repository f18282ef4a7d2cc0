"""Checks: what contradicts a dated fact on a day, what is asked, and what is left alone."""

from collections.abc import Callable

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.checking import CHECKS, findings
from ropa_desktop.law.facts import facts_as_of, third_country
from ropa_desktop.law.findings import CONTRADICTS, QUESTION, SEVERITIES, Finding
from ropa_desktop.model import tables
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register

Asked = Callable[..., tuple[Finding, ...]]

JUDGED = frozenset({"mechanism_not_valid", "no_adequacy_decision"})
"""The two checks that are looked at here; what else is asked of such an activity is their own tests' matter."""


@pytest.fixture
def asked(register: Register) -> Asked:
    """Enters one transfer of an activity and says what is found on a day."""

    def ask(on: str, **transfer: str) -> tuple[Finding, ...]:
        activity = edit.add(register, "activity", name="Newsletter")
        edit.add(register, "transfer", activity_id=activity, **transfer)
        return judged(register, on)

    return ask


def judged(register: Register, on: str) -> tuple[Finding, ...]:
    """What the checks that are looked at here find."""
    return tuple(one for one in findings(register.snapshot(), on) if one.code in JUDGED)


@pytest.mark.parametrize(
    ("mechanism", "dated", "on", "said"),
    [
        ("PRIVACY_SHIELD", "", "2020-07-16", "the Court invalidated the decision on 16 Jul 2020 (C-311/18)."),
        ("PRIVACY_SHIELD", "", "2026-11-21", "the Court invalidated the decision on 16 Jul 2020 (C-311/18)."),
        ("SAFE_HARBOR", "", "2018-05-25", "the Court invalidated the decision on 6 Oct 2015 (C-362/14)."),
        ("SCC_2010", "", "2022-12-27", "no safeguard from 27 Dec 2022 on (Decision (EU) 2021/914, Art. 4)."),
        ("SCC_2001", "2019-01-01", "2026-11-21", "no safeguard from 27 Dec 2022 on (Decision (EU) 2021/914, Art. 4)."),
        ("SCC_2010", "2021-10-01", "2022-01-01", "repealed on 27 Sep 2021 (Decision (EU) 2021/914, Art. 4). "),
        ("SCC_2021_M2", "", "2021-06-26", "it is valid from 27 Jun 2021 on."),
    ],
)
def test_a_mechanism_that_was_not_valid_on_the_day_contradicts_a_dated_fact(
    asked: Asked, mechanism: str, dated: str, on: str, said: str
) -> None:
    (found,) = asked(on, country="US", mechanism=mechanism, **({"mechanism_date": dated} if dated else {}))
    assert (found.code, found.severity, found.field) == ("mechanism_not_valid", CONTRADICTS, "mechanism")
    assert said in found.sentence
    assert found.table == "transfer"


@pytest.mark.parametrize(
    ("mechanism", "dated", "on"),
    [
        ("PRIVACY_SHIELD", "", "2020-07-15"),  # the decision had not yet been invalidated
        ("PRIVACY_SHIELD", "", "2018-05-24"),  # nothing is judged before the GDPR applied
        ("SCC_2010", "", "2021-09-26"),
        ("SCC_2010", "2019-01-01", "2022-12-26"),
        ("SCC_2021_M2", "", "2021-06-27"),
        ("SCC_UNSPECIFIED", "", "2026-11-21"),
        ("SWISS_PRIVACY_SHIELD", "", "2026-11-21"),  # of another law
        ("UK_IDTA", "", "2020-01-01"),
        ("of our own making", "", "2026-11-21"),
    ],
)
def test_what_was_valid_on_the_day_or_is_of_another_law_is_left_alone(
    asked: Asked, mechanism: str, dated: str, on: str
) -> None:
    assert asked(on, country="US", mechanism=mechanism, **({"mechanism_date": dated} if dated else {})) == ()


def test_repealed_clauses_without_a_date_are_asked_about_until_their_last_day(asked: Asked) -> None:
    (found,) = asked("2022-12-26", country="IN", mechanism="SCC_2010")
    assert (found.severity, found.field) == (QUESTION, "mechanism_date")
    assert found.sentence.endswith("When was this one made?")


@pytest.mark.parametrize(
    ("transfer", "on", "severity"),
    [
        ({"country": "IN"}, "2026-11-21", QUESTION),
        ({"country": "IN", "mechanism": "ADEQUACY"}, "2026-11-21", CONTRADICTS),
        ({"country": "BR"}, "2026-01-25", QUESTION),
        ({"country": "GB"}, "2031-12-28", QUESTION),
        ({"country": "US", "mechanism": "ADEQUACY"}, "2022-01-01", CONTRADICTS),
        ({"international_organisation": "XP-EPO"}, "2025-07-14", QUESTION),
    ],
)
def test_a_place_without_an_adequacy_decision_is_asked_about_or_contradicts_what_is_relied_upon(
    asked: Asked, transfer: dict[str, str], on: str, severity: str
) -> None:
    (found,) = asked(on, **transfer)
    assert (found.code, found.severity) == ("no_adequacy_decision", severity)
    assert found.sentence.endswith("What does the transfer rest on?") is (severity == QUESTION)
    assert ("in force on" in found.sentence) is (on < facts_as_of()), "what is older than the list says so"


@pytest.mark.parametrize(
    ("transfer", "on"),
    [
        ({"country": "IN", "mechanism": "SCC_2021_M2"}, "2026-11-21"),
        ({"country": "BR"}, "2026-01-26"),
        ({"country": "GB"}, "2031-12-27"),
        ({"country": "GB"}, "2020-12-31"),
        ({"country": "GB"}, "2021-03-01"),
        ({"country": "DE"}, "2026-11-21"),
        ({"country": "DE", "mechanism": "PRIVACY_SHIELD"}, "2026-11-21"),
        ({}, "2026-11-21"),
    ],
)
def test_a_place_with_a_decision_in_force_or_inside_the_eea_raises_nothing(
    asked: Asked, transfer: dict[str, str], on: str
) -> None:
    assert asked(on, **transfer) == ()


def test_the_months_in_between_made_the_united_kingdom_no_third_country() -> None:
    days = ("2020-12-31", "2021-01-01", "2021-06-30", "2021-07-01")
    assert [third_country("GB", day) for day in days] == [False, False, False, True]


def test_what_is_archived_is_left_alone_and_what_contradicts_comes_first(register: Register) -> None:
    old = edit.add(register, "activity", name="Old")
    new = edit.add(register, "activity", name="New")
    edit.add(register, "transfer", activity_id=old, country="US", mechanism="PRIVACY_SHIELD")
    edit.add(register, "transfer", activity_id=new, country="IN")
    edit.add(register, "transfer", activity_id=new, country="US", mechanism="PRIVACY_SHIELD")
    edit.set_value(register, "activity", old, "archived_on", "2026-01-01")
    found = judged(register, "2026-11-21")
    assert [one.severity for one in found] == [CONTRADICTS, QUESTION]


def test_a_contract_s_transfer_is_found_once_however_many_activities_use_it(register: Register) -> None:
    vendor = edit.add(register, "organisation", name="Cloud Inc.")
    engagement = edit.add(register, "engagement", organisation_id=vendor)
    transfer = edit.add(register, "transfer", engagement_id=engagement, country="US", mechanism="PRIVACY_SHIELD")
    for name in ("Payroll", "Newsletter"):
        activity = edit.add(register, "activity", name=name)
        edit.add(register, "recipient", activity_id=activity, engagement_id=engagement)
    (found,) = judged(register, "2026-11-21")
    assert found.record == transfer


def test_sentences_are_norwegian_where_norwegian_is_spoken(asked: Asked) -> None:
    set_language("nb")
    (found,) = asked("2026-11-21", country="US", mechanism="PRIVACY_SHIELD")
    assert found.sentence == (
        "EU-US Privacy Shield: EU-domstolen kjente beslutningen ugyldig 16. juli 2020 (C-311/18)."
    )
    (_, found) = asked("2026-11-21", country="IN")
    assert found.sentence == (
        "India: ingen beslutning om tilstrekkelig beskyttelsesnivå på listen av 21. november 2026. "
        "Hva bygger overføringen på?"
    )


def test_every_check_names_a_table_and_every_finding_a_field_of_it(asked: Asked) -> None:
    assert all(check.table is None or check.table in tables.models() for check in CHECKS)
    found = asked("2026-11-21", country="IN", mechanism="ADEQUACY")
    assert all(one.field in tables.fields(one.table) and one.severity in SEVERITIES for one in found)
