"""Time limits: missing, saying nothing that can be checked, at odds with each other."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import MISSING, QUESTION
from ropa_desktop.law.phrases import excerpt, vague_limit
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import House, house


def limited(fjordby: House, **rule: str | int) -> str:
    """A line of data under a time limit."""
    made = edit.add(fjordby.register, "retention_rule", keeper_id=fjordby.keeper, **rule)
    fjordby.add("data_line", detail="Names", retention_id=made)
    return made


# -- missing ----------------------------------------------------------------------------------------------


def test_data_without_a_time_limit_lack_letter_f(register: Register) -> None:
    fjordby = house(register)
    illness = edit.add(register, "data_category", name="Absence and illness")
    fjordby.add("data_line", data_id=illness)
    found = fjordby.one("time_limit_missing")
    assert (found.severity, found.article, found.table, found.field) == (MISSING, "30(1)(f)", "activity", "data_lines")
    assert found.sentence == "No time limit for Absence and illness."
    set_language("nb")
    assert fjordby.one("time_limit_missing").sentence == "Ingen slettefrist for Absence and illness."


def test_many_lines_without_a_time_limit_are_one_finding(register: Register) -> None:
    fjordby = house(register)
    for detail in ("Names", "Hours", "Wages", "Tax", "Pension"):
        fjordby.add("data_line", detail=detail)
    assert fjordby.one("time_limit_missing").sentence == "No time limit for Names, Hours, Wages and 2 more."


def test_a_line_without_data_is_called_after_its_people(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("data_line", subject_id=edit.add(register, "data_subject_category", name="Employees"))
    assert fjordby.one("time_limit_missing").sentence == "No time limit for data on Employees."


def test_a_line_that_names_neither_data_nor_people_is_not_asked_how_long(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("data_line", origin="data_subject")
    assert fjordby.found("time_limit_missing") == []
    assert fjordby.one("data_missing")


def test_a_time_limit_given_in_any_words_or_answered_is_not_missing(register: Register) -> None:
    fjordby = house(register)
    limited(fjordby, name="As long as necessary")
    line = fjordby.add("data_line", detail="Wages")
    fjordby.answer("data_line", line, "retention_id", "not_possible", "Depends on the case")
    assert fjordby.found("time_limit_missing") == []


def test_an_empty_time_limit_is_missing(register: Register) -> None:
    fjordby = house(register)
    rule = limited(fjordby)
    assert fjordby.one("time_limit_missing")
    assert fjordby.found("time_limit_vague") == [], "one finding for one gap"
    fjordby.answer("retention_rule", rule, "amount", "not_possible", "Depends on the case")
    assert fjordby.found("time_limit_missing") == []


def test_time_limits_are_not_asked_of_a_processor_s_record(register: Register) -> None:
    fjordby = house(register, role="processor")
    fjordby.add("data_line", detail="Names")
    assert fjordby.found("time_limit_missing") == []


# -- vague ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "field", "said"),
    [
        (
            {"name": "As long as necessary"},
            "amount",
            "“As long as necessary” is no time limit. After how long, or after what event?",
        ),
        (
            {"name": "Customers", "criterion": "So lenge det er nødvendig"},
            "amount",
            "Customers: “So lenge det er nødvendig” is no time limit. After how long, or after what event?",
        ),
        (
            {"name": "Backups"},
            "amount",
            "“Backups”: neither a period nor an event is entered. After how long, or after what event?",
        ),
        ({"name": "Wages", "amount": 5}, "unit", "Wages: kept for 5, of which unit?"),
        ({"name": "Wages", "unit": "month"}, "amount", "Wages: how many months?"),
        (
            {"name": "Until the next visit", "trigger": "next_visit"},
            "amount",
            "“Until the next visit”: the event may never come. After how long at the latest?",
        ),
        ({"name": "Some day", "trigger": "other"}, "trigger", "Some day: which event ends it?"),
        (
            {"name": "Accounts", "legal_reference": "§ 13", "wording": "as long as is necessary under the Act"},
            "amount",
            "Accounts: “as long as is necessary under the Act” is no time limit. After how long, or after what event?",
        ),
    ],
)
def test_a_time_limit_that_names_no_end_is_a_question(
    register: Register, rule: dict[str, str | int], field: str, said: str
) -> None:
    fjordby = house(register)
    made = limited(fjordby, **rule)
    found = fjordby.one("time_limit_vague")
    assert (found.severity, found.article, found.record, found.field) == (QUESTION, "30(1)(f)", made, field)
    assert found.sentence == said


def test_it_asks_in_norwegian(register: Register) -> None:
    fjordby = house(register)
    limited(fjordby, name="As long as necessary")
    set_language("nb")
    assert fjordby.one("time_limit_vague").sentence == (
        "«As long as necessary» er ingen slettefrist. Etter hvor lang tid, eller etter hvilken hendelse?"
    )


@pytest.mark.parametrize(
    "rule",
    [
        {"name": "Newsletter", "trigger": "opt_out", "wording": "until you opt out"},
        {"amount": 3, "unit": "month"},
        {"amount": 12, "unit": "month", "trigger": "subscription_end", "wording": "no longer than necessary"},
        {"trigger": "contract_end", "wording": "as long as the Service Agreement runs"},
        {"name": "Clients", "criterion": "As long as there is a client in one or more modules"},
        {"name": "Archive", "legal_reference": "arkivloven § 9"},
        {"trigger": "other", "criterion": "When the building is sold"},
    ],
)
def test_a_period_an_event_a_criterion_or_a_provision_is_enough(register: Register, rule: dict[str, str | int]) -> None:
    fjordby = house(register)
    limited(fjordby, **rule)
    assert fjordby.found("time_limit_vague") == []


def test_a_time_limit_that_was_answered_or_that_nothing_uses_is_left_alone(register: Register) -> None:
    fjordby = house(register)
    rule = limited(fjordby, name="As long as necessary")
    edit.add(register, "retention_rule", name="Unused, as long as necessary")
    fjordby.answer("retention_rule", rule, "amount", "not_possible", "Depends on the case")
    assert fjordby.found("time_limit_vague") == []
    other = limited(fjordby, name="As long as required")
    assert fjordby.one("time_limit_vague").record == other
    fjordby.archive("activity", fjordby.activity)
    assert fjordby.found("time_limit_vague") == []


def test_a_processor_s_time_limit_is_asked_about_under_article_28(register: Register) -> None:
    fjordby = house(register, role="processor")
    limited(fjordby, name="As long as necessary")
    assert fjordby.one("time_limit_vague").article == "28(3)(g)"


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("only for as long as is necessary for the purposes", True),
        ("until we delete their information under our document retention and deletion practices", True),
        ("Until they are deleted", True),  # that they end when they end is no end
        ("Oppbevares til de slettes", True),
        ("Until the account is deleted", False),
        ("Til kontoen slettes", False),
        ("Slettes når det ikke lenger er nødvendig", True),
        ("Solange erforderlich", True),
        ("Así mientras sea necesario", True),
        ("Le temps nécessaire", True),
        ("until you opt out", False),
        ("as long as the Service Agreement runs", False),
        ("3 months", False),
        ("", False),
        (None, False),
    ],
)
def test_words_that_name_no_end_are_known_in_many_languages(text: str | None, vague: bool) -> None:
    assert vague_limit(text) is vague


def test_a_long_text_is_quoted_around_what_was_found() -> None:
    words = (
        "We store, in the usual places and with the usual care, what we know of you as long as necessary, and then some"
    )
    assert excerpt(words) == "… with the usual care, what we know of you as long as necessary, and then some"
    assert excerpt("as long as necessary " + "and on " * 20).endswith("and on and …")


# -- at odds ----------------------------------------------------------------------------------------------


def two(register: Register, one: dict[str, str | int], other: dict[str, str | int]) -> House:
    """Two time limits for one category of data of the same people, in one activity."""
    fjordby = house(register)
    people = edit.add(register, "data_subject_category", name="Customers")
    data = edit.add(register, "data_category", name="Names")
    for rule in (one, other):
        made = edit.add(register, "retention_rule", **rule)
        fjordby.add("data_line", subject_id=people, data_id=data, retention_id=made)
    return fjordby


YEAR: dict[str, str | int] = {"name": "A year", "amount": 12, "unit": "month", "trigger": "contract_end"}


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Other", "amount": 2, "unit": "year", "trigger": "contract_end"},
        {"name": "Other", "trigger": "contract_end"},
        {"name": "Other", "trigger": "subscription_end"},
        {"name": "Other", "wording": "can also be archived longer"},
    ],
)
def test_two_time_limits_that_cannot_both_hold_are_a_question(register: Register, other: dict[str, str | int]) -> None:
    fjordby = two(register, YEAR, other)
    found = fjordby.one("time_limits_conflict")
    assert (found.severity, found.article, found.field) == (QUESTION, "30(1)(f)", "data_lines")
    assert found.sentence == "Names of Customers: kept “A year” and “Other”. Which of the two holds?"
    set_language("nb")
    assert fjordby.one("time_limits_conflict").sentence == (
        "Names om Customers: lagres «A year» og «Other». Hva av de to gjelder?"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Same", "amount": 12, "unit": "month", "trigger": "contract_end"},
        {"name": "Other event", "amount": 5, "unit": "year", "trigger": "accounting_year_end"},
        {"name": "Opt-out", "trigger": "opt_out"},
        {"name": "Consented", "amount": 2, "unit": "year", "trigger": "contract_end", "criterion": "With consent"},
        {"name": "Statute", "legal_reference": "bokføringsloven § 13"},
    ],
)
def test_time_limits_that_can_both_hold_are_left_alone(register: Register, other: dict[str, str | int]) -> None:
    assert two(register, YEAR, other).found("time_limits_conflict") == []


def test_two_that_each_cite_a_provision_are_told_apart_by_it(register: Register) -> None:
    primary: dict[str, str | int] = {"amount": 5, "unit": "year", "legal_reference": "bokføringsloven § 13"}
    assert two(register, primary, {**primary, "amount": 4}).found("time_limits_conflict") == []


def test_other_data_other_people_and_another_activity_do_not_conflict(register: Register) -> None:
    fjordby = two(register, YEAR, {**YEAR, "name": "Again"})
    rule = edit.add(register, "retention_rule", amount=9, unit="year", trigger="contract_end")
    people, data = (register.snapshot().rows(table)[0].id for table in ("data_subject_category", "data_category"))
    fjordby.add("data_line", subject_id=people, detail="Something else", retention_id=rule)
    fjordby.add("data_line", data_id=data, retention_id=rule)
    web = fjordby.another("Web")
    edit.add(register, "data_line", activity_id=web, subject_id=people, data_id=data, retention_id=rule)
    assert fjordby.found("time_limits_conflict") == []
