"""Special categories, criminal data and national numbers, in controllers' records only."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, keeper, line, only, sentence


def test_a_special_category_asks_for_its_condition(register: Register) -> None:
    id = activity(register)
    line(register, id, "health")
    one = only(register, "special_condition_missing")
    assert (one.severity, one.article, one.record, one.field) == (QUESTION, "9(2)", id, "special_conditions")
    assert one.sentence == "Absence (Health data): which condition of Art. 9(2) applies?"
    set_language("nb")
    assert sentence(register, "special_condition_missing") == (
        "Absence (Helseopplysninger): hvilket vilkår i art. 9 nr. 2 gjelder?"
    )


@pytest.mark.parametrize("category", ["health", "special_unspecified", None])
def test_a_condition_settles_it(register: Register, category: str | None) -> None:
    id = activity(register)
    line(register, id, "health")
    row = edit.add(register, "special_condition", activity_id=id, category=category)
    assert found(register, "special_condition_missing") != []
    edit.set_value(register, "special_condition", row, "condition", "9(2)(b)")
    assert found(register, "special_condition_missing") == []


def test_a_condition_for_one_category_settles_no_other(register: Register) -> None:
    id = activity(register)
    line(register, id, "health")
    line(register, id, "union")
    edit.add(register, "special_condition", activity_id=id, category="health", condition="9(2)(b)")
    assert "Trade union membership" in sentence(register, "special_condition_missing")


@pytest.mark.parametrize("nature", ["ordinary", "criminal", "national_id", None])
def test_other_data_need_no_condition(register: Register, nature: str | None) -> None:
    line(register, activity(register), nature)
    assert found(register, "special_condition_missing") == []


def test_a_processor_s_record_and_an_answer_need_no_condition(register: Register) -> None:
    line(register, activity(register, role="processor"), "health")
    id = activity(register)
    line(register, id, "health")
    edit.set_answer(register, "activity", id, "special_conditions", "not_applicable", "none are kept in the end")
    assert found(register, "special_condition_missing") == []


def test_criminal_data_ask_for_authority_or_law(register: Register) -> None:
    id = activity(register)
    line(register, id, "criminal")
    one = only(register, "criminal_authority_missing")
    assert (one.article, one.field) == ("10", "criminal_data_authority")
    assert one.sentence == "Absence: under which official authority, or which law, Art. 10?"
    assert "personopplysningsloven § 11" in one.advice
    set_language("nb")
    assert sentence(register, "criminal_authority_missing").startswith("Absence: under hvilken offentlig myndighet")
    edit.set_value(register, "activity", id, "criminal_data_authority", "politiregisterloven")
    assert found(register, "criminal_authority_missing") == []


def test_a_processor_s_criminal_data_and_ordinary_ones_are_left_alone(register: Register) -> None:
    line(register, activity(register, role="processor"), "criminal")
    line(register, activity(register), "health")
    assert found(register, "criminal_authority_missing") == []


def test_a_national_number_is_asked_about_with_the_law_of_its_country(register: Register) -> None:
    line(register, activity(register), "national_id")
    one = only(register, "national_number")
    assert (one.severity, one.article, one.field) == (QUESTION, "87", "data_lines")
    assert one.sentence == "Absence: what makes it necessary here?"
    assert "personopplysningsloven § 12" in one.advice
    set_language("nb")
    assert sentence(register, "national_number") == "Absence: hva gjør det nødvendig her?"


def test_of_a_country_without_a_known_rule_none_is_named_and_other_data_are_left_alone(register: Register) -> None:
    line(register, activity(register), "health")
    line(register, activity(register, role="processor"), "national_id")
    assert found(register, "national_number") == []
    line(register, activity(register, keeper_id=keeper(register, country="DE")), "national_id")
    assert only(register, "national_number").advice == ""
