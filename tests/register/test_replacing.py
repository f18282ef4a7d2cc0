"""A text or code is replaced everywhere it stands, is shown before, and comes back with one undo."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.model import tables
from ropa_desktop.model.activity import Activity, Purpose
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.replacing import apply_replacements, replacements
from tests.registers import Small, small


@pytest.fixture
def ids(register: Register) -> Small:
    return small(register)


def test_a_text_is_shown_as_it_is_and_would_be_and_then_replaced_in_one_step(register: Register, ids: Small) -> None:
    edit.set_value(register, "activity", ids.payroll, "description", "For Fjordby AS, by Fjordby AS")
    edit.add_source(register, ids.line, None, "Policy of Fjordby AS")
    steps, before = len(register.history()), register.snapshot()
    planned = replacements(before, "Fjordby AS", "Fjordby ASA")
    assert [(each.table, each.field, each.old, each.new) for each in planned.found] == [
        ("activity", "description", "For Fjordby AS, by Fjordby AS", "For Fjordby ASA, by Fjordby ASA"),
        ("organisation", "name", "Fjordby AS", "Fjordby ASA"),
        ("source", "document", "Policy of Fjordby AS", "Policy of Fjordby ASA"),
    ]
    assert register.snapshot() is before
    apply_replacements(register, planned)
    assert len(register.history()) == steps + 1
    assert register.undo_label() == "“Fjordby AS” replaced by “Fjordby ASA”"
    snapshot = register.snapshot()
    assert {getattr(snapshot.find(each.table, each.id), each.field) for each in planned.found} == {
        each.new for each in planned.found
    }
    register.undo()
    assert register.snapshot().same_as(before)
    assert register.unsound() is None


def test_only_in_one_kind_one_field_or_where_it_is_the_whole_text(register: Register, ids: Small) -> None:
    edit.set_value(register, "activity", ids.hosting, "note", "Payroll")
    edit.set_value(register, "activity", ids.hosting, "department", "Payroll dept.")
    edit.add(register, "system", name="Payroll")
    snapshot = register.snapshot()

    def places(**narrowed: object) -> list[str]:
        return [f"{e.table}.{e.field}" for e in replacements(snapshot, "Payroll", "Pay", **narrowed).found]  # type: ignore[arg-type]

    assert sorted(places()) == ["activity.department", "activity.name", "activity.note", "system.name"]
    assert places(table="system") == ["system.name"]
    assert places(table="activity", field="note") == ["activity.note"]
    assert sorted(places(table="activity", whole=True)) == ["activity.name", "activity.note"]


def test_a_space_at_the_end_tells_a_word_from_the_beginning_of_one(register: Register) -> None:
    id = edit.add(register, "activity", name="HR og HRM")
    apply_replacements(register, replacements(register.snapshot(), "HR ", "Personal "))
    assert register.snapshot().get(Activity, id).name == "Personal og HRM"  # type: ignore[union-attr]


def test_a_code_is_replaced_by_its_own_name_or_its_label(register: Register, ids: Small) -> None:
    planned = replacements(register.snapshot(), "6(1)(b)", "Consent", "purpose", "legal_basis")
    assert [(each.old, each.new) for each in planned.found] == [("6(1)(b)", "6(1)(a)")]
    apply_replacements(register, planned)
    assert register.snapshot().all(Purpose)[0].legal_basis == "6(1)(a)"
    with pytest.raises(BadInput, match="no “whatever” to choose"):
        replacements(register.snapshot(), "6(1)(a)", "whatever", "purpose", "legal_basis")


def test_a_code_that_the_list_does_not_hold_can_be_put_right(register: Register, ids: Small) -> None:
    edit.add(register, "purpose", activity_id=ids.payroll, legal_basis="6.1.b")
    planned = replacements(register.snapshot(), "6.1.b", "6(1)(b)", "purpose", "legal_basis")
    assert len(planned.found) == 1


def test_codes_links_and_references_are_left_alone_where_no_field_is_named(register: Register, ids: Small) -> None:
    assert replacements(register.snapshot(), "6(1)(b)", "x").found == ()
    assert replacements(register.snapshot(), ids.azure, "x").found == ()
    assert replacements(register.snapshot(), "PA-", "X-").found == ()
    assert len(replacements(register.snapshot(), "PA-", "X-", "activity", "reference").found) == 2


def test_what_is_replaced_by_nothing_becomes_unknown(register: Register, ids: Small) -> None:
    apply_replacements(register, replacements(register.snapshot(), "Hosting", "", "activity", "name"))
    assert register.snapshot().get(Activity, ids.hosting).name is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("", "x"), "nothing to look for"),
        ((" \u202e", "x"), "nothing to look for"),
        (("x", "y", "nonsense"), "no kind called"),
        (("x", "y", "activity", "nonsense"), "no field called"),
        (("x", "y", "activity", "keeper_id"), "neither text nor a choice"),
        (("controller", "", "activity", "role"), "cannot be left empty"),
        (("l", "x" * 32_000), "a field holds"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_shown(
    register: Register, ids: Small, arguments: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(BadInput, match=reason):
        replacements(register.snapshot(), *arguments)  # type: ignore[arg-type]


def test_a_preview_that_is_out_of_date_changes_nothing(register: Register, ids: Small) -> None:
    planned = replacements(register.snapshot(), "Payroll", "Pay")
    edit.set_value(register, "activity", ids.payroll, "name", "Wages")
    before = register.snapshot()
    with pytest.raises(BadInput, match="changed meanwhile"):
        apply_replacements(register, planned)
    assert register.snapshot() is before


@settings(max_examples=25)
@given(
    texts=st.lists(st.text("abø \n", max_size=8), min_size=1, max_size=6),
    find=st.text("abø", min_size=1, max_size=2),
    replace=st.text("abøx ", max_size=3),
)
def test_every_other_text_stays_and_one_undo_brings_all_back(texts: list[str], find: str, replace: str) -> None:
    with tempfile.TemporaryDirectory() as directory, Register.create(Path(directory) / "r.ropa") as register:
        for text in texts:
            activity = edit.add(register, "activity", name=text, description=text)
            edit.add(register, "purpose", activity_id=activity, description=text)
        before = register.snapshot()
        planned = replacements(before, find, replace)
        apply_replacements(register, planned)
        after = register.snapshot()
        changed = {(each.table, each.id, each.field) for each in planned.found}
        for table in tables.models():
            for row in before.rows(table):
                for name, value in row._asdict().items():
                    new = getattr(after.find(table, row.id), name)
                    assert (new != value) == ((table, row.id, name) in changed)
                    if (table, row.id, name) not in changed and name in ("name", "description") and value:
                        assert find not in value or find == replace.strip()
        if planned.found:
            register.undo()
        assert register.snapshot().same_as(before)
