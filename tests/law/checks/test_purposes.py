"""Legal bases: missing, stated as a whole, unusual, without their law or interest; a processor's own purposes."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, keeper, only, sentence


def purpose(register: Register, of: str, description: str | None = "Pay salaries", **values: str | None) -> str:
    return edit.add(register, "purpose", activity_id=of, description=description, **values)


# -- basis_missing ----------------------------------------------------------------------------------------


def test_a_purpose_without_a_basis_is_asked_for_it_and_none_is_proposed(register: Register) -> None:
    id = activity(register)
    first = purpose(register, id)
    one = only(register, "basis_missing")
    assert (one.severity, one.article, one.field) == (QUESTION, "6(1)", "purposes")
    assert one.sentence == "“Pay salaries”: which legal basis?"
    assert "6(1)(" not in one.sentence + one.advice
    second = purpose(register, id, "Report to the tax authority")
    assert sentence(register, "basis_missing") == "None of 2 purposes has a legal basis."
    edit.set_value(register, "purpose", first, "legal_basis", "6(1)(b)")
    purpose(register, id, "Keep the books")
    set_language("nb")
    assert sentence(register, "basis_missing") == "Av 3 formål mangler 2 rettslig grunnlag."
    edit.set_value(register, "purpose", second, "legal_basis", "6(1)(c)")


def test_a_purpose_with_a_basis_in_another_row_has_one(register: Register) -> None:
    id = activity(register)
    purpose(register, id, legal_basis="6(1)(b)")
    purpose(register, id)
    assert found(register, "basis_missing") == []


def test_a_processor_needs_no_basis(register: Register) -> None:
    purpose(register, activity(register, role="processor"), "Host")
    assert found(register, "basis_missing") == []


# -- basis_generic ----------------------------------------------------------------------------------------


def stated(register: Register, of: str, place: str, quotation: str, **values: str) -> str:
    row = purpose(register, of, **values)
    edit.add(
        register,
        "source",
        record_id=row,
        field="legal_basis",
        document="Notice",
        place=place,
        quotation=quotation,
        position=0,
    )
    return row


def test_one_passage_for_the_basis_of_several_activities_is_asked_about_once(register: Register) -> None:
    id = keeper(register)
    for name in ("Payroll", "Newsletter", "Access"):
        stated(register, activity(register, keeper_id=id, name=name), "line 10", "We rely on the contract.")
    one = only(register, "basis_generic")
    assert one.sentence == (
        "One passage states the basis of 3 activities: “We rely on the contract.” Which holds for which purpose?"
    )
    set_language("nb")
    assert sentence(register, "basis_generic").startswith("Ett sted oppgir grunnlaget for 3 behandlinger")


def test_passages_of_their_own_or_of_one_activity_are_left_alone(register: Register) -> None:
    id = activity(register)
    for description in ("Marketing", "Statistics"):
        stated(register, id, "line 8", "You consent.", description=description)
    for cell in ("I2", "I3"):  # one word in two cells of a spreadsheet
        stated(register, activity(register, name=cell), cell, "Consent")
    assert found(register, "basis_generic") == []


def test_every_basis_for_every_purpose_is_a_list_as_well(register: Register) -> None:
    id = activity(register)
    for description in ("Pay salaries", "Keep the books"):
        for basis in ("6(1)(b)", "6(1)(c)"):
            purpose(register, id, description, legal_basis=basis)
    assert sentence(register, "basis_generic") == (
        "Each of 2 purposes has the same bases: 6(1)(b), 6(1)(c). Which holds for which?"
    )


def test_one_purpose_on_two_bases_is_no_list(register: Register) -> None:
    id = activity(register)
    for basis in ("6(1)(b)", "6(1)(c)"):
        purpose(register, id, legal_basis=basis)
    assert found(register, "basis_generic") == []


# -- basis_unusual ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "basis", "said"),
    [
        ("Improve the service", "6(1)(b)", "is it necessary for a contract"),
        ("Trene modeller med maskinlæring", "6(1)(b)", "is it necessary for a contract"),
        ("Sende nyhetsbrev", "6(1)(b)", "is it necessary for a contract"),
        ("Avdekke svindel", "6(1)(d)", "is somebody's life at stake?"),
        ("Give evidence in litigation", "6(1)(d)", "is somebody's life at stake?"),
    ],
)
def test_a_basis_that_is_unusual_for_the_words_of_a_purpose_is_asked_about(
    register: Register, description: str, basis: str, said: str
) -> None:
    purpose(register, activity(register), description, legal_basis=basis)
    one = only(register, "basis_unusual")
    assert (one.severity, one.field) == (QUESTION, "legal_basis")
    assert said in one.sentence
    assert one.sentence.startswith(f"“{description}”")
    assert "because of the words" in one.advice


def test_an_unusual_basis_is_asked_about_in_norwegian(register: Register) -> None:
    purpose(register, activity(register), "Forbedre tjenesten", legal_basis="6(1)(b)")
    set_language("nb")
    one = only(register, "basis_unusual")
    assert one.sentence == "«Forbedre tjenesten»: er det nødvendig for en avtale med den det gjelder?"
    assert "EDPBs retningslinjer 2/2019" in one.advice


@pytest.mark.parametrize(
    ("description", "basis"),
    [
        ("Pay salaries", "6(1)(b)"),
        ("Improve the service", "6(1)(f)"),
        ("Send newsletters", "6(1)(a)"),
        ("Treat the injured", "6(1)(d)"),
        (None, "6(1)(b)"),
    ],
)
def test_a_usual_basis_is_left_alone(register: Register, description: str | None, basis: str) -> None:
    purpose(register, activity(register), description, legal_basis=basis)
    assert found(register, "basis_unusual") == []


def test_a_public_authority_is_asked_about_legitimate_interests(register: Register) -> None:
    municipality = keeper(register, name="Fjordby kommune", kind="public_authority")
    purpose(register, activity(register, keeper_id=municipality), "Guard the car park", legal_basis="6(1)(f)")
    assert sentence(register, "basis_unusual") == (
        "Fjordby kommune is a public authority: is this outside the performance of its tasks?"
    )


def test_a_british_basis_of_a_norwegian_keeper_is_asked_about_and_a_british_keeper_s_is_not(register: Register) -> None:
    british = keeper(register, name="Fjord Ltd.", country="GB")
    purpose(register, activity(register, keeper_id=british), legal_basis="6(1)(ea) UK")
    assert found(register, "basis_unusual") == []
    purpose(register, activity(register), legal_basis="6(1)(ea) UK")
    assert "is of British law" in sentence(register, "basis_unusual")


# -- law_not_named, interest_not_weighed ------------------------------------------------------------------


def test_a_legal_obligation_and_a_public_task_name_their_law(register: Register) -> None:
    row = purpose(register, activity(register), legal_basis="6(1)(c)")
    one = only(register, "law_not_named")
    assert (one.severity, one.article, one.field) == (QUESTION, "6(3)", "national_law")
    assert one.sentence == "Which law obliges to it? The basis is a legal obligation."
    set_language("nb")
    assert sentence(register, "law_not_named") == "Hvilken lov pålegger dette? Grunnlaget er en rettslig forpliktelse."
    edit.set_value(register, "purpose", row, "legal_basis", "6(1)(e)")
    assert "fastsetter oppgaven" in sentence(register, "law_not_named")
    edit.set_value(register, "purpose", row, "national_law", "bokføringsloven § 13")
    assert found(register, "law_not_named") == []


def test_other_bases_need_no_law(register: Register) -> None:
    purpose(register, activity(register), legal_basis="6(1)(b)")
    purpose(register, activity(register, role="processor"), legal_basis="6(1)(c)")
    assert found(register, "law_not_named") == []


def test_some_conditions_of_art_9_name_their_law_too(register: Register) -> None:
    id = activity(register)
    row = edit.add(register, "special_condition", activity_id=id, category="health", condition="9(2)(b)")
    one = only(register, "law_not_named")
    assert (one.table, one.record, one.article) == ("special_condition", row, "9(2)(b)")
    edit.set_value(register, "special_condition", row, "condition", "9(2)(a)")
    assert found(register, "law_not_named") == []


def test_a_legitimate_interest_is_named_and_weighed(register: Register) -> None:
    row = purpose(register, activity(register), "Guard the premises", legal_basis="6(1)(f)")
    one = only(register, "interest_not_weighed")
    assert (one.severity, one.field) == (QUESTION, "legitimate_interest")
    assert one.sentence == "Which legitimate interest is it, and where has it been weighed?"
    edit.set_value(register, "purpose", row, "legitimate_interest", "Safety")
    assert only(register, "interest_not_weighed").field == "balancing_reference"
    set_language("nb")
    assert sentence(register, "interest_not_weighed") == (
        "Hvor er interessen veid mot interessene til personene det gjelder?"
    )
    edit.set_value(register, "purpose", row, "balancing_date", "2026-01-01")
    assert found(register, "interest_not_weighed") == []


def test_an_answer_settles_the_assessment_and_other_bases_weigh_nothing(register: Register) -> None:
    purpose(register, activity(register), legal_basis="6(1)(a)")
    row = purpose(register, activity(register), legal_basis="6(1)(f)", legitimate_interest="Safety")
    edit.set_answer(register, "purpose", row, "balancing_reference", "not_applicable", "weighed in the policy")
    assert found(register, "interest_not_weighed") == []


# -- own_purpose ------------------------------------------------------------------------------------------


def test_a_processor_s_own_purpose_is_asked_about(register: Register) -> None:
    id = activity(register, role="processor", categories_of_processing="Hosting")
    purpose(register, id, "As the customer instructs")
    row = purpose(register, id, "Enhance or improve the services")
    one = only(register, "own_purpose")
    assert (one.severity, one.article, one.record) == (QUESTION, "28(10)", row)
    assert one.sentence == "“Enhance or improve the services”: is this a purpose of the processor's own?"
    set_language("nb")
    assert sentence(register, "own_purpose").endswith("er dette databehandlerens eget formål?")


def test_a_processor_s_purpose_with_a_basis_is_asked_about_too(register: Register) -> None:
    id = activity(register, role="processor", categories_of_processing="Hosting")
    purpose(register, id, "Host", legal_basis="6(1)(f)")
    assert "which only a controller needs" in sentence(register, "own_purpose")


def test_a_controller_s_purposes_are_its_own(register: Register) -> None:
    purpose(register, activity(register), "Improve the service", legal_basis="6(1)(f)")
    assert found(register, "own_purpose") == []
