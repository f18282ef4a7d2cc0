"""What a new kind still lacks, and what every table must keep to."""

import pytest

from ropa_desktop.model import catalog, tables
from ropa_desktop.model.catalog import KINDS, Kind
from ropa_desktop.paths import resources
from ropa_desktop.register.schema import REVISION

LEGAL_ANSWERS = {
    ("activity", "recipients"): ("none",),
    ("activity", "measures"): ("not_possible",),
    ("activity", "purposes"): (),
}
DERIVED = {"letters", "legal_basis", "recipients"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_is_whole(kind: Kind) -> None:
    fields = tables.fields(kind.key)
    assert tables.model(kind.key).__tablename__ == kind.key
    assert set(kind.columns) <= set(fields) | (DERIVED if kind.key == "activity" else set())
    assert set(kind.label) <= set(fields)
    assert kind.is_row == bool(tables.parents(kind.key))
    assert ("reference" in fields) == (not kind.is_row)
    assert tables.model(kind.key).__doc__
    for relation in kind.relations:
        assert relation.parent in tables.parents(relation.kind)
        assert relation.only is None or relation.only[0] in tables.fields(relation.kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_row_is_reached_from_its_parent(kind: Kind) -> None:
    held = {(relation.kind, relation.parent) for parent in KINDS for relation in parent.relations}
    assert {(kind.key, parent) for parent in tables.parents(kind.key)} <= held


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_has_its_icon(kind: Kind) -> None:
    assert resources("icons", f"{kind.icon}.svg").exists()


def test_tables_keep_to_what_the_journal_bears() -> None:
    for key in tables.models():
        columns = tables.table(key).columns
        assert len(columns) < 64
        assert {str(column.type) for column in columns} <= {"TEXT", "INTEGER"}, key
        assert next(iter(columns)).name == "id"
    assert "BLOB" not in {str(column.type) for column in REVISION.columns}


def test_a_relation_may_be_answered_as_the_law_allows() -> None:
    found = {(kind.key, r.name): r.answers for kind in KINDS for r in kind.relations}
    assert LEGAL_ANSWERS.items() <= found.items()


def test_not_possible_to_state_stands_only_where_the_law_says_where_possible() -> None:
    fields = [
        info.article
        for key in tables.models()
        for info in tables.fields(key).values()
        if "not_possible" in info.answers
    ]
    relations = [r.article for kind in KINDS for r in kind.relations if "not_possible" in r.answers]
    assert set(fields) == {"30(1)(f)"}
    assert set(relations) == {"30(1)(g)"}


def test_names_are_given_once() -> None:
    assert len({kind.key for kind in KINDS}) == len({kind.plural_key for kind in KINDS}) == len(KINDS)
    prefixes = [kind.prefix for kind in KINDS if kind.prefix]
    assert len(prefixes) == len(set(prefixes))
    assert catalog.kind_by_plural("activities") is catalog.kind("activity")
