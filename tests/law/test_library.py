"""The starter library: whole, in both languages, sourced, and silent where the officer decides."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from ropa_desktop.law.library import Item, areas, items, legal_bases
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model import tables
from ropa_desktop.model.activity import Role
from ropa_desktop.model.validation import clean_record
from ropa_desktop.paths import resources
from ropa_desktop.register.proposing import Proposed, from_library

ALL = tuple(items().values())
ASKED_FOR = {
    "payroll", "recruitment", "customer_management", "newsletter", "cctv", "web_statistics", "access_control",
    "accounting_invoicing", "support", "whistleblowing", "board_shareholders", "occupational_health",
}  # fmt: skip
UNITS = {"year": 12, "month": 1}


def documents() -> Iterator[tuple[str, Any]]:
    for path in sorted(resources("library").glob("*.json")):
        yield path.name, json.loads(path.read_text("utf-8"))


def wordings(found: Any, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Everything in a document that is said in languages, with where it stands."""
    if isinstance(found, dict):
        if "en" in found:
            yield where, found
        for key, value in found.items():
            yield from wordings(value, f"{where}.{key}")
    elif isinstance(found, list):
        for place, value in enumerate(found):
            yield from wordings(value, f"{where}[{place}]")


def made(item: Item, country: str | None = "NO", language: str = "en") -> Proposed:
    return from_library(item, "the keeper", country, language)


def test_it_holds_what_officers_meet_most() -> None:
    assert len(ALL) >= 34
    assert items().keys() >= ASKED_FOR
    assert len(ALL) == sum(len(area.items) for area in areas())  # no key twice
    assert {item.role for item in ALL} == {Role.controller, Role.processor}


@pytest.mark.parametrize("name", [name for name, _document in documents()])
def test_everything_is_said_in_both_languages(name: str) -> None:
    document = dict(documents())[name]
    found = list(wordings(document, name))
    assert found
    for where, texts in found:
        assert texts.keys() == {"en", "nb"}, where
        for text in texts.values():
            assert text == text.strip() != "", where
            assert "!" not in text, where
            assert len(text) < 400, where


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.key)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_an_item_passes_the_door_of_the_model(item: Item, language: str) -> None:
    proposed = made(item, language=language)
    ids = {record["id"]: key for key, records in proposed.records.items() for record in records}
    for key, records in proposed.records.items():
        for record in records:
            assert clean_record(key, record).items() >= record.items()  # the door changes nothing
            for name, info in tables.fields(key).items():
                value = record.get(name)
                if info.form == "link" and value is not None:
                    assert ids.get(value, "organisation") == info.target
                elif info.form == "code" and value is not None:
                    assert value in vocabulary(info.vocabulary).terms, (key, name, value)
    assert proposed.questions.keys() <= ids.keys()
    assert item.ask


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.key)
def test_an_item_says_something_for_each_letter_that_does_not_depend_on_the_house(item: Item) -> None:
    records = made(item).records
    assert records["measure_use"]
    if item.role == Role.processor:
        assert records["activity"][0]["categories_of_processing"]
        return
    for key in ("purpose", "data_line", "recipient", "system_use"):
        assert records[key], key
    assert all(line["subject_id"] and line["data_id"] and line["retention_id"] for line in records["data_line"])


def test_it_proposes_no_legal_basis_and_decides_nothing_that_the_officer_decides() -> None:
    for item in ALL:
        records = made(item).records
        assert not {"special_condition", "transfer", "joint_controller", "acted_for", "answer"} & records.keys()
        assert all(
            record.keys() <= {"id", "activity_id", "position", "description"} for record in records.get("purpose", ())
        )
        (activity,) = records["activity"]
        said = {"id", "keeper_id", "role", "name", "description", "categories_of_processing"}
        assert activity.keys() == said
    for name, document in documents():
        if name != "legal_bases.json":
            text = json.dumps(document, ensure_ascii=False)
            assert "consent_withdrawal" not in text, name  # such a limit would name a basis
            assert not re.search(
                r"6\(1\)|9\(2\)|art(ikkel|icle|\.)? ?[69]\b|legal.basis|behandlingsgrunnlag", text, re.I
            ), name


def test_it_names_no_company() -> None:
    for item in ALL:
        assert {party["kind"] for party in made(item).records.get("organisation", ())} <= {"category"}


def test_a_period_stands_only_where_the_law_data_hold_it() -> None:
    periods = {
        (one["law"], one["what"]): one
        for one in json.loads(resources("law", "retention_norway.json").read_text("utf-8"))["periods"]
    }
    with_period = 0
    for term in dict(documents())["terms.json"]["limits"]:
        assert ("amount" in term) == ("unit" in term) == ("statutory" in term), term["key"]
        if "amount" in term:
            with_period += 1
            law = periods[term["statutory"]["law"], term["statutory"]["what"]]
            said = re.match(r"(\d+) (day|year)s?(?: (\d+) months)?", law["period"])
            assert said
            if said[2] == "day":
                assert (term["amount"], term["unit"]) == (int(said[1]), "day")
            else:
                assert term["amount"] * UNITS[term["unit"]] == int(said[1]) * 12 + int(said[3] or 0)
            assert term["ask"]
    assert with_period == len(periods) == 4


def test_a_period_keeps_its_source_evidence_and_day_and_is_left_out_in_another_country() -> None:
    records = made(items()["payroll"]).records
    rules = {rule["name"]: rule for rule in records["retention_rule"]}
    rule = rules["Accounting, primary documentation"]
    assert (rule["amount"], rule["unit"], rule["legal_reference"]) == (5, "year", "bokføringsloven § 13")
    (source,) = (one for one in records["source"] if one["record_id"] == rule["id"])
    assert source["document"] == "bokføringsloven § 13"
    assert source["place"] == "Evidence: public sources. Checked on 21 Nov 2026."
    abroad = made(items()["payroll"], country="DK").records
    assert "source" not in abroad
    found = next(rule for rule in abroad["retention_rule"] if rule["name"] == "Accounting, primary documentation")
    assert "amount" not in found
    assert "legal_reference" not in found
    assert found["trigger"] == "accounting_year_end"


def test_what_was_not_verified_says_so() -> None:
    records = made(items()["customer_due_diligence"], language="nb").records
    places = {source["document"]: source["place"] for source in records["source"]}
    assert places["hvitvaskingsloven § 30"].startswith("Belegg: ikke kontrollert.")


def test_the_legal_bases_are_explained_in_the_order_of_their_letters_and_none_is_ranked() -> None:
    found = legal_bases()
    assert [basis.code for basis in found] == [f"6(1)({letter})" for letter in "abcdef"]
    document = dict(documents())["legal_bases.json"]
    assert document["paraphrase"] is True
    assert all(basis.text.text(language) and basis.ask for basis in found for language in ("en", "nb"))
    said = " ".join(basis.text.text("en") for basis in found).casefold()
    assert not re.search(r"\b(best|usual|usually|common|prefer|recommend|default|first choice|safest)\b", said)
