"""An activity as a whole: only named, without purposes, without data, done for others."""

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import MISSING, QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, keeper, line, only, sentence


def test_of_an_activity_that_is_only_named_one_thing_is_said(register: Register) -> None:
    id = activity(register)
    measure = edit.add(register, "measure", name="Access by role")
    edit.add(register, "measure_use", activity_id=id, measure_id=measure)
    edit.add(register, "transfer", activity_id=id, country="US")
    one = only(register, "activity_incomplete")
    assert (one.severity, one.article, one.record, one.field) == (MISSING, "30(1)(b)-(d)", id, "purposes")
    assert one.sentence.startswith("Only the name is known")
    set_language("nb")
    assert sentence(register, "activity_incomplete").startswith("Bare navnet er kjent")
    for code in ("purposes_missing", "data_missing", "basis_missing"):
        assert found(register, code) == []


def test_an_activity_with_a_purpose_data_or_a_recipient_is_more_than_a_name(register: Register) -> None:
    edit.add(register, "purpose", activity_id=activity(register), description="Pay salaries")
    line(register, activity(register, name="Absence"))
    edit.add(register, "recipient", activity_id=activity(register, name="Disclosure"))
    edit.set_answer(register, "activity", activity(register, name="Keys"), "recipients", "none")
    assert found(register, "activity_incomplete") == []


def test_a_processor_s_activity_is_known_by_what_it_does_or_for_whom(register: Register) -> None:
    id = activity(register, role="processor")
    assert only(register, "activity_incomplete").article == "30(2)(a)-(b)"
    edit.set_value(register, "activity", id, "categories_of_processing", "Hosting")
    assert found(register, "activity_incomplete") == []


def test_what_it_is_for_and_whose_data_are_mandatory(register: Register) -> None:
    id = activity(register)
    line(register, id)
    one = only(register, "purposes_missing")
    assert (one.severity, one.article, one.sentence) == (MISSING, "30(1)(b)", "What for? No purpose is known.")
    purpose = edit.add(register, "purpose", activity_id=id)
    assert sentence(register, "purposes_missing") == "A purpose is entered and not described."
    set_language("nb")
    assert sentence(register, "purposes_missing") == "Et formål er ført uten beskrivelse."
    edit.set_value(register, "purpose", purpose, "description", "Pay salaries")
    assert found(register, "purposes_missing") == []


def test_a_processor_says_what_it_carries_out_for_each_controller(register: Register) -> None:
    id = activity(register, role="processor")
    row = edit.add(register, "acted_for", activity_id=id)
    one = only(register, "purposes_missing")
    assert (one.article, one.field) == ("30(2)(b)", "categories_of_processing")
    edit.set_value(register, "acted_for", row, "categories_of_processing", "Payroll")
    assert found(register, "purposes_missing") == []


def test_lines_say_whose_data_and_which(register: Register) -> None:
    id = activity(register)
    edit.add(register, "purpose", activity_id=id, description="Pay salaries")
    one = only(register, "data_missing")
    assert (one.severity, one.article, one.field) == (MISSING, "30(1)(c)", "data_lines")
    assert one.sentence == "Whose data, and which? Neither is known."
    row = edit.add(register, "data_line", activity_id=id, detail="Bank account")
    assert sentence(register, "data_missing") == "One line does not say whose data they are."
    set_language("nb")
    assert sentence(register, "data_missing") == "Én linje sier ikke hvem opplysningene gjelder."
    people = edit.add(register, "data_subject_category", name="Employees")
    edit.set_value(register, "data_line", row, "subject_id", people)
    assert found(register, "data_missing") == []


def test_what_a_processor_s_data_are_is_not_asked(register: Register) -> None:
    activity(register, role="processor", categories_of_processing="Hosting")
    assert found(register, "data_missing") == []


def test_words_that_sound_like_work_for_customers_are_asked_about_once_no_processor_s_record_is_there(
    register: Register,
) -> None:
    id = keeper(register)
    one_of_it = activity(register, keeper_id=id, description="We host our customers' accounts.")
    one = only(register, "processor_record_missing")
    assert (one.severity, one.record, one.field) == (QUESTION, one_of_it, "role")
    assert one.sentence.startswith("“We host our customers' accounts.”: is this done on behalf of customers?")
    set_language("nb")
    assert "gjøres dette på vegne av kunder?" in sentence(register, "processor_record_missing")
    activity(register, keeper_id=id, role="processor", name="Hosting")
    assert found(register, "processor_record_missing") == []


def test_norwegian_words_are_heard_as_well_and_another_s_processor_s_record_does_not_count(register: Register) -> None:
    activity(register, keeper_id=keeper(register, name="Havnes SA"), role="processor")
    line(register, activity(register), detail="Lønn på vegne av kunder")
    assert sentence(register, "processor_record_missing").startswith("“Lønn på vegne av kunder”")


def test_data_about_customers_are_a_controller_s_own(register: Register) -> None:
    line(register, activity(register, name="Customer data", description="Customers' orders"), detail="Customer data")
    assert found(register, "processor_record_missing") == []
