"""Placeholders that were never filled, and codes that no list holds."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, only, sentence


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("xxx", "xxx"),
        ("Slettes etter [X] mnd", "[X]"),
        ("TODO: ask HR", "TODO"),
        ("Kept for ___ years", "___"),
        ("[ ]", "[ ]"),
        ("???", "???"),
        ("<insert name>", "<insert name>"),
        ("[sett inn formål]", "[sett inn formål]"),
        ("TBD", "TBD"),
    ],
)
def test_what_stands_in_for_something_is_asked_about(register: Register, text: str, seen: str) -> None:
    activity(register, description=text)
    one = only(register, "placeholder")
    assert (one.severity, one.table, one.field, one.about) == (QUESTION, "activity", "description", seen)
    assert one.sentence == f"Description: “{seen}” stands in for something. What should it say?"


def test_placeholders_are_found_in_every_field_of_every_kind_and_said_in_norwegian(register: Register) -> None:
    edit.add(register, "retention_rule", name="xxx", wording="[X] mnd")
    assert {one.field for one in found(register, "placeholder")} == {"name", "wording"}
    edit.add(register, "system", name="TODO")
    set_language("nb")
    said = {one.sentence for one in found(register, "placeholder") if one.table == "system"}
    assert said == {"Navn: «TODO» står i stedet for noe. Hva skal det stå?"}


@pytest.mark.parametrize("text", ["Todo lo que sea", "Maxxxie", "3 months [see § 13]", "Exx", "What? Where?", "a_b"])
def test_ordinary_words_are_left_alone(register: Register, text: str) -> None:
    activity(register, description=text)
    assert found(register, "placeholder") == []


def test_a_reminder_in_a_note_is_her_own(register: Register) -> None:
    activity(register, note="TODO: ask HR")
    assert found(register, "placeholder") == []


def test_a_code_that_no_list_holds_is_asked_about(register: Register) -> None:
    id = activity(register, stage="someday")
    one = only(register, "code_unknown")
    assert (one.severity, one.record, one.field, one.about) == (QUESTION, id, "stage", "someday")
    assert one.sentence == "Stage: “someday” is not on the list. Which entry is meant?"
    set_language("nb")
    assert sentence(register, "code_unknown").endswith("«someday» står ikke på listen. Hvilken oppføring menes?")


def test_a_code_of_the_list_and_an_empty_field_are_left_alone(register: Register) -> None:
    activity(register, stage="planned", large_scale=None)
    assert found(register, "code_unknown") == []
