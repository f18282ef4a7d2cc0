"""Time limits against the periods of Norwegian law, and sections cited from the wrong Act."""

import json

import pytest

from ropa_desktop.i18n import LANGUAGES, set_language
from ropa_desktop.law.findings import CONTRADICTS, QUESTION
from ropa_desktop.law.periods import in_words, other_acts, periods
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.paths import resources
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import House, house

TOLD = (
    "bokføringsloven § 13: primary documentation (vouchers, invoices, ledgers) 5 years after the accounting year; "
    "secondary documentation (agreements, correspondence) 3 years and 6 months after the accounting year."
)


def kept(fjordby: House, data: str, **rule: str | int) -> str:
    """A line of data of a category with this name, under a time limit."""
    made = edit.add(fjordby.register, "retention_rule", **rule)
    category = edit.add(fjordby.register, "data_category", name=data)
    fjordby.add("data_line", data_id=category, retention_id=made)
    return made


@pytest.mark.parametrize(
    "cited", ["Accounting Act, §13", "regnskapsloven § 13", "Rekneskapslova § 13", "Accounting Act section 13"]
)
def test_a_section_cited_from_the_wrong_act_contradicts_a_fact(register: Register, cited: str) -> None:
    fjordby = house(register)
    rule = kept(fjordby, "Names", name="Accounts", legal_reference=cited)
    found = fjordby.one("statutory_period")
    assert (found.severity, found.record, found.field) == (CONTRADICTS, rule, "legal_reference")
    assert found.article == "bokføringsloven § 13"
    assert found.sentence == (
        f"“{cited}”: the section on storing accounting material is bokføringsloven § 13, not that of regnskapsloven."
    )
    set_language("nb")
    assert fjordby.one("statutory_period").sentence == (
        f"«{cited}»: paragrafen om oppbevaring av regnskapsmateriale er bokføringsloven § 13, ikke regnskapslovens."
    )


@pytest.mark.parametrize(
    "cited", ["regnskapsloven § 3-1", "regnskapsloven § 13-2", "arkivloven § 13", "regnskapsloven"]
)
def test_other_sections_and_acts_are_not_that_one(register: Register, cited: str) -> None:
    fjordby = house(register)
    kept(fjordby, "Names", name="Accounts", legal_reference=cited)
    assert fjordby.found("statutory_period") == []


def test_the_act_cited_without_its_period_is_asked_which(register: Register) -> None:
    fjordby = house(register)
    rule = kept(fjordby, "Names", name="History", legal_reference="Bookkeeping Act")
    found = fjordby.one("statutory_period")
    assert (found.severity, found.record, found.field) == (QUESTION, rule, "amount")
    assert found.sentence == f"“Bookkeeping Act”: no period is entered. {TOLD} Which is it?"
    assert found.advice == "As checked on 21 Nov 2026. Other provisions may set longer periods."
    for amount, unit, asked in ((3, "year", True), (42, "month", False), (5, "year", False), (10, "year", False)):
        edit.set_values(register, "retention_rule", rule, {"amount": amount, "unit": unit})
        assert bool(fjordby.found("statutory_period")) is asked, (amount, unit)


def test_a_period_shorter_than_the_provision_cited_is_shown_beside_it(register: Register) -> None:
    fjordby = house(register)
    kept(fjordby, "Names", amount=3, unit="year", legal_reference="bokføringsloven § 13")
    assert fjordby.one("statutory_period").sentence == (
        f"3 years because of “bokføringsloven § 13”. {TOLD} Which is it?"
    )


@pytest.mark.parametrize("data", ["Payment and billing data", "Invoices", "Fakturaer", "Regnskapsmateriale", "Bilag"])
def test_accounting_material_under_a_shorter_or_no_period_is_asked_about(register: Register, data: str) -> None:
    fjordby = house(register)
    kept(fjordby, data, amount=12, unit="month", trigger="subscription_end")
    found = fjordby.one("statutory_period")
    assert (found.severity, found.table, found.field) == (QUESTION, "data_line", "retention_id")
    assert found.sentence == f"{data}: kept 12 months. {TOLD} Does any of it have to be kept so long?"


def test_it_is_asked_in_norwegian(register: Register) -> None:
    fjordby = house(register)
    kept(fjordby, "Fakturaer", name="Oppfylt avtale", trigger="obligations_fulfilled")
    set_language("nb")
    assert fjordby.one("statutory_period").sentence == (
        "Fakturaer: lagres «Oppfylt avtale». bokføringsloven § 13: primærdokumentasjon (bilag, fakturaer, "
        "spesifikasjoner) 5 år etter regnskapsårets slutt; sekundærdokumentasjon (avtaler, korrespondanse) 3 år og 6 "
        "måneder etter regnskapsårets slutt. Må noe av det oppbevares så lenge?"
    )


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ("Invoices", {"amount": 5, "unit": "year", "trigger": "accounting_year_end"}),
        ("Invoices", {"amount": 42, "unit": "month"}),
        ("Names", {"amount": 1, "unit": "month"}),
        ("Invoices", {"name": "Otherwise", "legal_reference": "arkivloven"}),
    ],
)
def test_long_enough_other_data_and_another_provision_are_left_alone(
    register: Register, data: str, rule: dict[str, str | int]
) -> None:
    fjordby = house(register)
    kept(fjordby, data, **rule)
    assert fjordby.found("statutory_period") == []


def test_where_part_of_the_data_is_kept_so_long_nothing_is_asked(register: Register) -> None:
    fjordby = house(register)
    kept(fjordby, "Billing data", amount=12, unit="month")
    assert fjordby.one("statutory_period")
    kept(fjordby, "Invoices", amount=5, unit="year")
    assert fjordby.found("statutory_period") == []


def test_it_does_not_apply_abroad_to_processors_nor_without_a_time_limit(register: Register) -> None:
    short: dict[str, str | int] = {"amount": 1, "unit": "month"}
    shop = house(register, name="Shop A/S", country="DK")
    kept(shop, "Invoices", **short)
    kept(shop, "Names", name="Accounts", legal_reference="regnskapsloven § 13")
    host = house(register, role="processor", name="Host AS")
    kept(host, "Invoices", **short)
    fjordby = house(register)
    fjordby.add("data_line", detail="Invoices")
    assert fjordby.found("statutory_period") == []


@pytest.mark.parametrize(("days", "asked"), [(7, False), (3, False), (30, True)])
def test_camera_recordings_are_measured_by_the_authority_s_rule_of_thumb(
    register: Register, days: int, asked: bool
) -> None:
    fjordby = house(register)
    kept(fjordby, "Kameraopptak", amount=days, unit="day", trigger="recording")
    found = fjordby.found("statutory_period")
    assert bool(found) is asked
    assert all("Is a longer need documented?" in one.sentence and one.severity == QUESTION for one in found)


def test_what_is_not_verified_says_so(register: Register) -> None:
    fjordby = house(register)
    kept(fjordby, "Customer due diligence", amount=1, unit="year", trigger="contract_end")
    assert fjordby.one("statutory_period").advice == "This period is from general knowledge and not verified."


def test_every_period_is_machine_readable_and_carries_its_origin() -> None:
    document = json.loads(resources("law", "retention_norway.json").read_text("utf-8"))
    for one in document["periods"]:
        assert one["unit"] in vocabulary("time_unit").terms
        assert one["trigger"] in vocabulary("retention_trigger").terms
        assert all(one[key] for key in ("source", "evidence", "checked_on"))
        assert set(one["told"]) == set(LANGUAGES)
        years, months = divmod(one["amount"], 12) if one["unit"] == "month" else (one["amount"], 0)
        for told in one["told"].values():
            assert all(str(figure) in told for figure in (years, months) if figure), told
    assert len(periods("NO")) == len(document["periods"])
    assert not any((periods("SE"), periods(None), other_acts("SE")))


def test_a_period_is_said_in_words() -> None:
    assert [in_words(1, "year"), in_words(3, "day"), in_words(2, "fortnight")] == ["1 year", "3 days", "2 fortnight"]
