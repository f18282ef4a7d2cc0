"""The examples as files: whole, clean, consistent with each other, and added to a register in one step."""

from pathlib import Path
from uuid import UUID

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.json_file import Records, to_records
from ropa_desktop.exchange.samples import SAMPLES, build, sample_records
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.validation import clean_record
from ropa_desktop.register.register import Register, label

EACH = pytest.mark.parametrize("name", SAMPLES)


def by_id(records: Records) -> dict[str, dict[str, dict[str, object]]]:
    return {key: {row["id"]: row for row in rows} for key, rows in records.items()}


@EACH
def test_an_example_is_a_whole_register_as_the_door_would_keep_it(name: str) -> None:
    records = sample_records([name])
    ids = {row["id"] for rows in records.values() for row in rows}
    for key, rows in records.items():
        links = {reference.column for reference in tables.references() if reference.table == key}
        for row in rows:
            assert str(UUID(row["id"])) == row["id"]
            kept = {field: value for field, value in clean_record(key, row).items() if value is not None}
            assert kept == row
            assert {row[column] for column in links if column in row} <= ids
            assert key not in ("answer", "source", "wording") or row["record_id"] in ids


@EACH
def test_an_example_uses_codes_that_the_lists_hold(name: str) -> None:
    for key, rows in sample_records([name]).items():
        coded = {field: info.vocabulary for field, info in tables.fields(key).items() if info.vocabulary}
        for row in rows:
            for field, words in coded.items():
                assert field not in row or row[field] in vocabulary(words).terms, (key, field, row[field])


@EACH
def test_sources_answers_and_wordings_speak_of_fields_that_are_there(name: str) -> None:
    records = sample_records([name])
    kinds = {row["id"]: key for key, rows in records.items() for row in rows}
    for statement in ("answer", "source", "wording"):
        for row in records.get(statement, []):
            kind = catalog.kind(kinds[row["record_id"]])
            known = {*tables.fields(kind.key), *(relation.name for relation in kind.relations)}
            assert "field" not in row or row["field"] in known


@EACH
def test_an_example_names_the_keeper_of_its_record(name: str) -> None:
    records = sample_records([name])
    keepers = [row["id"] for row in records["organisation"] if row["name"] == name]
    assert len(keepers) == 1
    assert {row["keeper_id"] for row in records["activity"]} == set(keepers)


@EACH
def test_what_the_cover_says_of_an_example_is_there_in_norwegian_too(name: str) -> None:
    records = sample_records([name])
    (keeper,) = (row for row in records["organisation"] if row["name"] == name)
    said = {(row["field"], row["language"]) for row in records["wording"] if row["record_id"] == keeper["id"]}
    assert ("record_statement", "nb") in said


def test_references_are_given_once_over_all_examples() -> None:
    for key, rows in sample_records().items():
        references = [row["reference"] for row in rows if "reference" in row]
        assert len(references) == len(set(references)), key


def test_all_examples_are_added_in_one_step_as_they_are(tmp_path: Path) -> None:
    with Register.create(tmp_path / "example.ropa") as register:
        build(register)
        assert by_id(to_records(register.snapshot())) == by_id(sample_records())
        assert [label(revision) for revision in register.history()] == ["Example registers added"]
        assert register.undo_label() == "", "a register that begins with them goes back to them and no further"
        assert register.unsound() is None
        assert register.undo() is None


def test_an_example_joins_others_and_leaves_alone_what_is_there(tmp_path: Path) -> None:
    first, second = list(SAMPLES)[:2]
    with Register.create(tmp_path / "example.ropa") as register:
        build(register, [first])
        build(register, [second])
        together = by_id(to_records(register.snapshot()))
        assert together == by_id(sample_records([first, second]))
        build(register, [first, second])
        assert by_id(to_records(register.snapshot())) == together


def test_only_the_shared_categories_in_use_come_along() -> None:
    records = sample_records(["Communicator AS"])
    used = {row.get(column) for row in records["data_line"] for column in ("subject_id", "data_id")} - {None}
    shared = {row["id"] for key in ("data_subject_category", "data_category") for row in records[key]}
    assert shared == used
    worded = {row["record_id"] for row in records["wording"] if row["language"] == "nb"}
    assert used <= worded


def test_a_name_without_example_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadInput, match=r"There is no example called Nobody AS\. There are: Communicator AS"):
        sample_records(["Nobody AS"])
