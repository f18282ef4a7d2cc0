"""Dated facts, asked on a day; and every list says where it comes from."""

import json

import pytest

from ropa_desktop.i18n import LANGUAGES
from ropa_desktop.law import facts, vocabulary
from ropa_desktop.model import tables
from ropa_desktop.paths import resources


@pytest.mark.parametrize(
    ("country", "day", "inside"),
    [
        ("NO", "2026-11-21", True),
        ("DE", "2019-01-01", True),
        ("GB", "2020-01-31", True),
        ("GB", "2020-12-31", True),
        ("GB", "2021-01-01", False),
        ("CH", "2026-11-21", False),
        ("US", "2026-11-21", False),
    ],
)
def test_who_is_inside_depends_on_the_day(country: str, day: str, inside: bool) -> None:
    assert facts.in_eea(country, day) is inside


@pytest.mark.parametrize(
    ("territory", "day", "adequate"),
    [
        ("BR", "2026-01-25", False),
        ("BR", "2026-01-26", True),
        ("GB", "2031-12-27", True),
        ("GB", "2031-12-28", False),
        ("US", "2023-07-09", False),
        ("US", "2023-07-10", True),
        ("XP-EPO", "2025-07-15", True),
        ("IN", "2026-11-21", False),
    ],
)
def test_adequacy_depends_on_the_day(territory: str, day: str, adequate: bool) -> None:
    assert (facts.adequacy(territory, day) is not None) is adequate


def test_seventeen_decisions_each_with_source_and_evidence() -> None:
    found = facts.adequacy_decisions()
    assert len(found) == 17
    assert all(d.source and d.evidence and d.checked_on and d.scope for d in found)


def test_what_a_decision_does_not_cover_is_said_in_every_language() -> None:
    for decision in facts.adequacy_decisions():
        assert (decision.covers is None) is (decision.scope == "all"), decision.name
        for words in filter(None, (decision.covers, decision.remark)):
            assert set(words) == set(LANGUAGES)
            assert all(words.values())


def test_every_list_that_the_model_names_is_there_with_its_origin() -> None:
    names = {info.vocabulary for key in tables.models() for info in tables.fields(key).values() if info.vocabulary}
    for name in names:
        found = vocabulary.vocabulary(name)
        assert all((found.source, found.evidence, found.checked_on)), name
        assert found.terms
        assert all(term.labels["en"] and term.labels["nb"] for term in found.terms.values()), name


def test_no_list_lies_unused() -> None:
    used = {info.vocabulary for key in tables.models() for info in tables.fields(key).values() if info.vocabulary}
    assert {path.stem for path in resources("vocabulary").glob("*.json")} == used


def test_the_invalidated_mechanism_bears_its_date() -> None:
    shield = vocabulary.vocabulary("transfer_mechanism").terms["PRIVACY_SHIELD"]
    assert shield.details["invalid_from"] == "2020-07-16"
    assert "C-311/18" in shield.details["source"]
    assert "not yet invalidated" in shield.details["note"]


def test_a_label_leads_back_to_its_code_in_either_language() -> None:
    assert vocabulary.code_for("legal_basis", "samtykke") == "6(1)(a)"
    assert vocabulary.code_for("legal_basis", " Consent ") == "6(1)(a)"
    assert vocabulary.code_for("legal_basis", "6(1)(A)") == "6(1)(a)"
    assert vocabulary.code_for("legal_basis", "whim") is None
    assert vocabulary.label("legal_basis", "whim") == "whim"


def test_labels_and_codes_of_a_list_never_stand_for_two_entries() -> None:
    for path in resources("vocabulary").glob("*.json"):
        entries = json.loads(path.read_text("utf-8"))["entries"]
        for language in ("en", "nb"):
            labels = [entry[language].casefold() for entry in entries]
            assert len(labels) == len(set(labels)), (path.stem, language)


@pytest.mark.parametrize("code", ["AX", "GP", "GF", "MQ", "MF", "RE", "YT", "SJ"])
def test_a_part_of_a_member_state_with_a_code_of_its_own_is_no_third_country(code: str) -> None:
    assert not facts.third_country(code, "2026-11-22")


@pytest.mark.parametrize("code", ["GL", "FO", "GI", "MC", "IN"])
def test_a_territory_that_is_often_taken_for_one_of_the_union_is_a_third_country(code: str) -> None:
    assert facts.third_country(code, "2026-11-22")
