"""The rules of a day: where the GDPR applied, who was inside, which decision was in force."""

from typing import Any

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.checking import banners, findings
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small

SHIELD = {"country": "US", "mechanism": "PRIVACY_SHIELD"}


def codes(register: Register, on: str) -> set[str]:
    """What is found in transfers on a day."""
    return {one.code for one in findings(register.snapshot(), on) if one.table == "transfer"}


def kept_in(register: Register, seat: str | None, /, **transfer: Any) -> None:
    keeper = edit.add(register, "organisation", name="Fjordby", record_kept="yes", country=seat)
    activity = edit.add(register, "activity", keeper_id=keeper, name="Newsletter")
    edit.add(register, "transfer", activity_id=activity, **transfer)


@pytest.mark.parametrize(
    ("country", "first"),
    [("NO", "2018-07-20"), ("IS", "2018-07-20"), ("LI", "2018-07-20"), ("DE", "2018-05-25"), (None, "2018-05-25")],
)
def test_nobody_is_judged_before_the_regulation_applied_to_her(
    register: Register, country: str | None, first: str
) -> None:
    kept_in(register, country, country="US", mechanism="SAFE_HARBOR")
    before = {"2018-07-20": "2018-07-19", "2018-05-25": "2018-05-24"}[first]
    assert findings(register.snapshot(), before) == ()
    assert "mechanism_not_valid" in codes(register, first)


def test_between_the_two_days_each_keeper_is_judged_by_her_own(register: Register) -> None:
    for country in ("NO", "SE"):
        kept_in(register, country, country="US", mechanism="SAFE_HARBOR")
    found = [one for one in findings(register.snapshot(), "2018-06-01") if one.code == "mechanism_not_valid"]
    assert len(found) == 1
    snapshot = register.snapshot()
    (transfer,) = [row for row in snapshot.rows("transfer") if row.id == found[0].record]
    (activity,) = [row for row in snapshot.rows("activity") if row.id == transfer.activity_id]
    assert [row.country for row in snapshot.rows("organisation") if row.id == activity.keeper_id] == ["SE"]


@pytest.mark.parametrize(
    ("transfer", "on", "found"),
    [
        (SHIELD, "2019-06-01", False),
        (SHIELD, "2020-07-15", False),
        (SHIELD, "2020-07-16", True),
        ({"country": "BR", "mechanism": "ADEQUACY"}, "2026-01-25", True),
        ({"country": "BR", "mechanism": "ADEQUACY"}, "2026-01-26", False),
        ({"country": "GB", "mechanism": "ADEQUACY"}, "2019-06-01", False),
        ({"country": "GB", "mechanism": "ADEQUACY"}, "2020-12-31", False),
        ({"country": "GB", "mechanism": "ADEQUACY"}, "2031-12-27", False),
        ({"country": "GB", "mechanism": "ADEQUACY"}, "2031-12-28", True),
        ({"country": "US", "mechanism": "SCC_2010"}, "2019-06-01", False),
        ({"country": "US", "mechanism": "SCC_2010"}, "2022-12-27", True),
    ],
)
def test_what_contradicts_a_dated_fact_depends_on_the_day(
    register: Register, transfer: dict[str, str], on: str, found: bool
) -> None:
    kept_in(register, "DE", **transfer)
    contradicting = [one for one in findings(register.snapshot(), on) if one.severity == "contradicts"]
    assert bool(contradicting) is found


def test_keepers_with_a_law_of_their_own_are_named_above(register: Register) -> None:
    for name, country in (("Acme Ltd", "GB"), ("Muster AG", "CH"), ("Fjordby AS", "NO"), ("Other Ltd", "GB")):
        edit.add(register, "organisation", name=name, record_kept="yes", country=country)
    edit.add(register, "organisation", name="A British vendor", country="GB")
    assert banners(register.snapshot()) == (
        "Acme Ltd, Other Ltd: EU/EEA rules only. The law of the United Kingdom is not checked.",
        "Muster AG: EU/EEA rules only. The law of Switzerland is not checked.",
    )
    assert banners(register.snapshot(), "2020-06-01") == (
        "Muster AG: EU/EEA rules only. The law of Switzerland is not checked.",
    )
    set_language("nb")
    assert banners(register.snapshot())[1] == "Muster AG: bare EU/EØS-regler. Retten i Sveits blir ikke kontrollert."


def test_keepers_to_whom_the_regulation_did_not_apply_yet_are_named_too(register: Register) -> None:
    for name, country in (("Fjordby AS", "NO"), ("Muster GmbH", "DE"), ("Havnes AS", "NO")):
        edit.add(register, "organisation", name=name, record_kept="yes", country=country)
    snapshot = register.snapshot()
    assert banners(snapshot, "2018-06-01") == ("Fjordby AS, Havnes AS: nothing is judged before 20 Jul 2018.",)
    assert banners(snapshot, "2018-05-24") == banners(snapshot, "2018-07-20") == ()
    set_language("nb")
    assert banners(snapshot, "2018-06-01") == ("Fjordby AS, Havnes AS: ingenting vurderes før 20. juli 2018.",)


def test_a_register_of_the_union_needs_no_banner(register: Register) -> None:
    small(register)
    assert banners(register.snapshot()) == ()
