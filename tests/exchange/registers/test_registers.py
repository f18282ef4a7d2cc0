"""The examination itself: its files say what they are meant to say, and its grading tells right from wrong."""

from pathlib import Path

import pytest

from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model import catalog, tables
from tests.exchange.registers.endings import WORDS, accepted, accepts
from tests.exchange.registers.facts import Records, facts
from tests.exchange.registers.register import EXAMINATIONS, Register, registers

_BESIDE = {"note", "ignored", "refused"}
_REGISTERS = [register for examination in EXAMINATIONS for register in registers(examination)]
_NAMES = [register.name for register in _REGISTERS]


def _register(name: str) -> Register:
    return next(register for register in _REGISTERS if register.name == name)


def test_every_answer_names_a_field_or_relation_of_the_model() -> None:
    known = {f"{kind.key}.{column}" for kind in catalog.KINDS for column in tables.columns(kind.key)}
    known |= {f"{kind.key}.{relation.name}" for kind in catalog.KINDS for relation in kind.relations}
    answers = {place.answer for register in _REGISTERS for place in register.places() if place.answer} - {"skip"}
    endings = {ending for answer in (*answers, *WORDS) for ending in accepted(answer)} - _BESIDE
    assert not {ending for ending in endings if not any(accepts(frozenset({ending}), one) for one in known)}


def test_facts_ask_only_for_fields_and_codes_that_there_are() -> None:
    named = [fact for register in _REGISTERS for fact in register.plan["activity"]]
    assert {field for fact in named for field in fact.get("fields", {})} <= set(tables.columns("activity"))
    for key, name in (("bases", "legal_basis"), ("conditions", "special_condition"), ("triggers", "retention_trigger")):
        codes = {code for fact in named for wanted in fact.get(key, []) for code in wanted.split("|")}
        assert codes <= set(vocabulary(name).terms)


@pytest.mark.parametrize("name", _NAMES)
def test_a_register_reads_back_with_every_cell_where_its_answer_is(name: str, tmp_path: Path) -> None:
    register = _register(name)
    book = read_book(register.write(tmp_path))
    cells = {
        (sheet.name, row, column)
        for sheet in book.sheets
        for row, line in enumerate(sheet.rows)
        for column, cell in enumerate(line)
        if cell is not None
    }
    assert {(place.sheet, place.row, place.column) for place in register.places()} == cells


@pytest.mark.parametrize("name", _NAMES)
def test_at_least_three_activities_of_a_register_have_facts_and_none_holds_of_nothing(name: str) -> None:
    plan = _register(name).plan
    assert len(plan["activity"]) >= 3
    assert not any(held for sentence, held in facts({"activity": plan["activity"]}, Records({})))


def test_a_fact_holds_of_the_right_records_and_of_no_others() -> None:
    records = {
        "activity": [{"id": "a", "name": "Payroll"}],
        "purpose": [{"id": "p", "activity_id": "a", "legal_basis": "6(1)(c)"}],
        "transfer": [{"id": "t", "activity_id": "a", "country": "US", "mechanism": "SCC_2021_M2"}],
        "retention_rule": [{"id": "r", "amount": 1, "unit": "year"}],
        "data_line": [{"id": "d", "activity_id": "a", "retention_id": "r"}],
    }
    right = {"name": "payroll", "bases": ["6(1)(c)"], "mechanisms": ["SCC"], "retention": [[12, "month"]]}
    wrong = {"name": "payroll", "bases": ["6(1)(b)"], "countries": ["US", "IN"], "none": ["transfer"]}
    assert [held for _sentence, held in facts({"activity": [right]}, Records(records))] == [True] * 4
    assert [held for _sentence, held in facts({"activity": [wrong]}, Records(records))] == [True] + [False] * 3
