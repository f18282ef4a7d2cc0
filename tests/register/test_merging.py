"""Two records become one: what each knew stays, nothing refers to the one that went, and one undo brings all back."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Recipient
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.statements import Answer, Source
from ropa_desktop.model.transfer import Transfer
from ropa_desktop.register import edit, merging
from ropa_desktop.register.joining import Said
from ropa_desktop.register.register import Register
from tests.registers import Small, small


@pytest.fixture
def ids(register: Register) -> Small:
    return small(register)


@pytest.fixture
def double(register: Register, ids: Small) -> str:
    """Azure once more, as an import brings it."""
    return edit.add(
        register, "organisation", name="MS Azure", kind="software", country="IE", website="https://azure.example",
        note="From the old sheet",
    )  # fmt: skip


def merged(register: Register, table: str, keep: str, other: str, *take: str) -> Any:
    planned = merging.plan(register.snapshot(), table, keep, other, take)
    merging.merge(register, planned)
    assert register.unsound() is None
    snapshot = register.snapshot()
    assert snapshot.kind_of(other) is None
    for key in tables.models():
        for row in snapshot.rows(key):
            assert other not in tuple(row), (key, row)
    return snapshot.find(table, keep)


def test_what_is_unknown_is_filled_and_what_differs_is_hers_to_choose(
    register: Register, ids: Small, double: str
) -> None:
    planned = merging.plan(register.snapshot(), "organisation", ids.azure, double)
    assert dict(planned.filled) == {"country": Said("IE"), "website": Said("https://azure.example")}
    assert [(c.field, c.kept, c.other, c.other_taken) for c in planned.conflicts] == [
        ("name", Said("Microsoft Azure"), Said("MS Azure"), False),
        ("kind", Said("product_service"), Said("software"), False),
    ]
    azure = merged(register, "organisation", ids.azure, double, "kind")
    assert (azure.name, azure.kind, azure.country) == ("Microsoft Azure", "software", "IE")
    assert azure.reference == "ORG-003"
    assert azure.note == "From the old sheet\nAlso called MS Azure, ORG-004."


def test_where_the_other_name_is_taken_the_first_stands_in_the_note(
    register: Register, ids: Small, double: str
) -> None:
    azure = merged(register, "organisation", ids.azure, double, "name")
    assert azure.name == "MS Azure"
    assert azure.note.endswith("Also called Microsoft Azure, ORG-004.")


def test_links_everywhere_lead_to_the_one_that_stays(register: Register, ids: Small, double: str) -> None:
    edit.add(register, "system", name="Archive", operator_id=double)
    edit.add(register, "recipient", activity_id=ids.hosting, organisation_id=double)
    edit.add(register, "sub_processor", engagement_id=ids.engagement, organisation_id=double)
    planned = merging.plan(register.snapshot(), "organisation", ids.azure, double)
    assert {(table, field) for table, _id, field in planned.redirected} == {
        ("system", "operator_id"),
        ("recipient", "organisation_id"),
        ("sub_processor", "organisation_id"),
    }
    merged(register, "organisation", ids.azure, double)
    (recipient,) = register.snapshot().where(Recipient, "activity_id", ids.hosting)
    assert recipient.organisation_id == ids.azure


def test_rows_go_over_behind_the_others_and_equal_ones_become_one(register: Register, ids: Small, double: str) -> None:
    for party in (ids.azure, double):
        edit.add(register, "contact", organisation_id=party, role="owner", name="Kari Ek", note=f"of {party[:4]}")
    edit.add(register, "contact", organisation_id=double, role="dpo", name="Ola By")
    merged(register, "organisation", ids.azure, double)
    contacts = register.snapshot().where(Contact, "organisation_id", ids.azure)
    assert [contact.name for contact in contacts] == ["Kari Ek", "Ola By"]
    assert contacts[0].note == f"of {ids.azure[:4]}\nof {double[:4]}"


def test_parties_of_an_activity_that_are_now_the_same_become_one_row(
    register: Register, ids: Small, double: str
) -> None:
    again = edit.add(
        register, "recipient", activity_id=ids.payroll, organisation_id=double, engagement_id=ids.engagement,
        declared_role="processor",
    )  # fmt: skip
    edit.add_source(register, again, "declared_role", "Old sheet")
    other = edit.add(register, "recipient", activity_id=ids.payroll, organisation_id=double, declared_role="source")
    merged(register, "organisation", ids.azure, double)
    rows = register.snapshot().where(Recipient, "activity_id", ids.payroll)
    assert len(rows) == 2
    assert rows[1].id == other
    assert [source.document for source in register.snapshot().sources(rows[0].id)] == ["Old sheet"]


def test_rows_that_were_equal_before_and_have_no_part_in_it_stay(register: Register, ids: Small, double: str) -> None:
    for _time in range(2):
        edit.add(register, "purpose", activity_id=ids.payroll, description="Twice")
    merged(register, "organisation", ids.azure, double)
    assert [row.description for row in register.snapshot().rows("purpose")].count("Twice") == 2


def test_a_transfer_that_replaces_a_joined_one_replaces_the_one_that_stays(register: Register, ids: Small) -> None:
    (first,) = register.snapshot().where(Transfer, "engagement_id", ids.engagement)
    twin = edit.add(register, "engagement", keeper_id=ids.keeper, organisation_id=ids.azure, service="Cloud storage")
    second = edit.add(
        register, "transfer", engagement_id=twin, country="US", mechanism="ADEQUACY", importer_id=ids.azure
    )
    own = edit.add(register, "transfer", activity_id=ids.payroll, country="US", replaces_id=second)
    merged(register, "engagement", ids.engagement, twin)
    snapshot = register.snapshot()
    assert [t.id for t in snapshot.where(Transfer, "engagement_id", ids.engagement)] == [first.id]
    assert snapshot.get(Transfer, own).replaces_id == first.id  # type: ignore[union-attr]


def test_nothing_comes_to_name_itself(register: Register, ids: Small, double: str) -> None:
    edit.set_value(register, "organisation", ids.azure, "operator_id", double)
    edit.add(register, "contact", organisation_id=ids.azure, name="A", employer_id=double)
    edit.add(register, "contact", organisation_id=double, name="B", employer_id=ids.azure)
    azure = merged(register, "organisation", ids.azure, double)
    assert azure.operator_id is None
    assert {contact.employer_id for contact in register.snapshot().where(Contact, "organisation_id", ids.azure)} == {
        None
    }


def test_answers_count_as_what_is_said(register: Register) -> None:
    keep, other = (edit.add(register, "system", name=name) for name in ("Archive", "The archive"))
    edit.set_answer(register, "system", keep, "owner", "none")
    edit.set_value(register, "system", other, "owner", "Kari")
    edit.set_answer(register, "system", other, "description", "not_applicable", "Paper")
    planned = merging.plan(register.snapshot(), "system", keep, other)
    assert dict(planned.filled) == {"description": Said(None, "not_applicable", "Paper")}
    assert [(c.field, c.kept, c.other) for c in planned.conflicts][1:] == [("owner", Said(None, "none"), Said("Kari"))]
    archive = merged(register, "system", keep, other, "owner")
    assert archive.owner == "Kari"
    (answer,) = register.snapshot().all(Answer)
    assert (answer.record_id, answer.field, answer.reason) == (keep, "description", "Paper")


def test_no_answer_stands_where_rows_came(register: Register, ids: Small) -> None:
    twin = edit.add(register, "activity", keeper_id=ids.keeper, name="Pay")
    edit.set_answer(register, "activity", twin, "recipients", "none")
    planned = merging.plan(register.snapshot(), "activity", twin, ids.payroll)
    assert "recipients" not in {conflict.field for conflict in planned.conflicts}
    merged(register, "activity", twin, ids.payroll)
    assert register.snapshot().answer(twin, "recipients") is None
    assert len(register.snapshot().where(Recipient, "activity_id", twin)) == 1


def test_sources_go_over_once_and_attest_nothing_that_was_not_taken(
    register: Register, ids: Small, double: str
) -> None:
    for party in (ids.azure, double):
        edit.add_source(register, party, "country", "Contract", "p. 1")
    edit.add_source(register, double, "kind", "Brochure")
    edit.set_wording(register, double, "name", "nb", "Azure på norsk")
    merged(register, "organisation", ids.azure, double)
    snapshot = register.snapshot()
    found = snapshot.where(Source, "record_id", ids.azure)
    assert [(s.field, s.document, s.position) for s in found] == [("country", "Contract", 0), (None, "Brochure", 1)]
    assert snapshot.wording(ids.azure, "name", "nb") is None  # the wording of a name that it has not


def test_one_in_use_keeps_both_in_use(register: Register, ids: Small, double: str) -> None:
    edit.archive(register, "organisation", ids.azure, "Not used")
    assert merged(register, "organisation", ids.azure, double).archived_on is None


def test_one_undo_brings_everything_back_and_redo_does_it_again(register: Register, ids: Small, double: str) -> None:
    edit.add(register, "recipient", activity_id=ids.hosting, organisation_id=double)
    before, steps = register.snapshot(), len(register.history())
    merged(register, "organisation", ids.azure, double)
    after = register.snapshot()
    assert len(register.history()) == steps + 1
    assert register.undo_label() == "MS Azure merged into Microsoft Azure"
    register.undo()
    assert register.snapshot().same_as(before)
    register.redo()
    assert register.snapshot().same_as(after)


def test_what_cannot_be_one_is_refused_with_the_reason(register: Register, ids: Small) -> None:
    other = edit.add(register, "organisation", name="Other AS", record_kept="yes")
    edit.add(register, "activity", keeper_id=other, name="Payroll")
    theirs = edit.add(register, "measure", keeper_id=other, name="Access by role")
    (measure,) = (row for row in register.snapshot().rows("measure") if row.keeper_id == ids.keeper)
    (purpose,) = register.snapshot().rows("purpose")
    twin = edit.add(register, "purpose", activity_id=ids.payroll)
    before = register.snapshot()
    for table, keep, gone, reason in (
        ("organisation", ids.azure, ids.azure, "with itself"),
        ("organisation", ids.azure, ids.payroll, "the same kind"),
        ("organisation", ids.azure, "nobody", "no longer there"),
        ("organisation", ids.keeper, other, "Both keep a record"),
        ("measure", measure.id, theirs, "different organisations"),
        ("activity", ids.payroll, ids.hosting, "a processor's"),
        ("purpose", purpose.id, twin, "Rows are not merged"),
    ):
        with pytest.raises(BadInput, match=reason):
            merging.plan(before, table, keep, gone)
    with pytest.raises(BadInput, match="no field called"):
        merging.plan(before, "organisation", ids.azure, ids.client, ["nonsense"])
    assert register.snapshot() is before


@pytest.mark.parametrize(("suggested", "left"), [("keep", 0), ("other", 0), ("both", 1)])
def test_what_is_merged_with_something_confirmed_is_confirmed(register: Register, suggested: str, left: int) -> None:
    keep, other = (edit.add(register, "system", name=name) for name in ("Archive", "The archive"))
    for name, id in (("keep", keep), ("other", other)):
        if suggested in (name, "both"):
            edit.add_all(register, "suggestion", [{"record_id": id, "origin": "library"}])
    merged(register, "system", keep, other)
    assert register.snapshot().count("suggestion") == left
    assert {row.record_id for row in register.snapshot().rows("suggestion")} <= {keep}


def test_notes_that_are_too_long_together_are_refused_before_anything_is_done(
    register: Register, ids: Small, double: str
) -> None:
    for party, letter in ((ids.azure, "a"), (double, "b")):
        edit.set_value(register, "organisation", party, "note", letter * 20_000)
    with pytest.raises(BadInput, match="a field holds"):
        merging.plan(register.snapshot(), "organisation", ids.azure, double)


def test_a_plan_that_is_out_of_date_is_not_carried_out(register: Register, ids: Small, double: str) -> None:
    planned = merging.plan(register.snapshot(), "organisation", ids.azure, double)
    edit.set_value(register, "organisation", double, "country", "US")
    before = register.snapshot()
    with pytest.raises(BadInput, match="changed meanwhile"):
        merging.merge(register, planned)
    assert register.snapshot() is before


ENTRIES = [kind.key for kind in catalog.KINDS if not kind.is_row]
NUMBERS = st.lists(st.integers(0, 200), min_size=3, max_size=25)


@settings(max_examples=30)
@given(kind=st.sampled_from(ENTRIES), numbers=NUMBERS, take_all=st.booleans())
def test_whatever_two_records_hold_they_become_one_and_come_back(kind: str, numbers: list[int], take_all: bool) -> None:
    with tempfile.TemporaryDirectory() as directory, Register.create(Path(directory) / "r.ropa") as register:
        ids = small(register)
        keep, other = (edit.add(register, kind, **({"name": "x"} if kind == "activity" else {})) for _time in range(2))
        for place, number in enumerate(numbers):
            _furnish(register, kind, (keep, other)[number % 2], number, place)
        before = register.snapshot()
        take = [c.field for c in merging.plan(before, kind, keep, other).conflicts] if take_all else []
        before_said = {(s.document, s.place) for s in before.all(Source)}
        merged(register, kind, keep, other, *take)
        after = register.snapshot()
        assert {(s.document, s.place) for s in after.all(Source)} == before_said
        records = {row.id for key in (k.key for k in catalog.KINDS) for row in after.rows(key)}
        for answer in after.all(Answer):
            assert answer.record_id in records
            row = after.find(after.kind_of(answer.record_id) or "", answer.record_id)
            assert getattr(row, answer.field, None) is None
        assert after.get(Organisation, ids.azure) is not None or ids.azure == other
        register.undo()
        assert register.snapshot().same_as(before)
        assert register.unsound() is None


def _furnish(register: Register, kind: str, id: str, number: int, place: int) -> None:
    """Say something of one of the two, or of something that names it."""
    fields = [name for name in tables.fields(kind) if name not in ("role", "keeper_id", "reference")]
    field = fields[number % len(fields)]
    info = tables.fields(kind)[field]
    references = [r for r in tables.references_to(kind) if not (kind == "organisation" and r.column == "keeper_id")]
    how = place % 4
    if how == 0 and info.form in ("line", "text", "code"):
        edit.set_value(register, kind, id, field, f"v{number % 3}")
    elif how == 1 and info.answers:
        edit.set_answer(register, kind, id, field, info.answers[0], "because")
    elif how == 2:
        edit.add_source(register, id, field, f"d{number % 3}")
    elif references:
        reference = references[number % len(references)]
        parents = tables.parents(reference.table)
        if reference.column in parents:
            edit.add(register, reference.table, **{reference.column: id})
        elif parents:
            above = tables.fields(reference.table)[parents[0]].target
            rows = register.snapshot().rows(above)
            assume(bool(rows))
            edit.add(register, reference.table, **{parents[0]: rows[number % len(rows)].id, reference.column: id})
        else:
            edit.add(register, reference.table, **{reference.column: id})
