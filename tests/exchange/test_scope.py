"""An extract holds one controller's records and nothing that tells of another client; and it can be brought back."""

from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.exchange.json_file import dumps, to_records, write_json
from ropa_desktop.exchange.plan import read_file
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.samples import SAMPLES, sample_records
from ropa_desktop.exchange.scope import for_controller, scope_of
from ropa_desktop.exchange.workbook import read_workbook, write_workbook
from ropa_desktop.law.parties import keepers
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange.extremes import extreme, snapshot_of
from tests.exchange.workbook_edits import edited


def client(name: str) -> dict[str, list[dict[str, Any]]]:
    """One client's affairs, every text of which bears the client's name."""
    return {
        "organisation": [
            {"id": name, "name": f"{name} AS", "record_kept": "yes", "note": f"{name} note", "record_version": name},
            {"id": f"{name}-vendor", "name": f"{name} vendor", "operator_id": f"{name}-group"},
            {"id": f"{name}-group", "name": f"{name} group"},
        ],
        "contact": [{"id": f"{name}-dpo", "organisation_id": name, "role": "dpo", "name": f"{name} dpo"}],
        "engagement": [
            {"id": f"{name}-eng", "keeper_id": name, "organisation_id": f"{name}-vendor", "service": f"{name} hosting"},
            {"id": f"{name}-unused", "keeper_id": name, "organisation_id": "shared", "service": f"{name} unused"},
        ],
        "sub_processor": [{"id": f"{name}-sub", "engagement_id": f"{name}-eng", "organisation_id": "shared"}],
        "measure": [{"id": f"{name}-measure", "keeper_id": name, "name": f"{name} locks"}],
        "retention_rule": [{"id": f"{name}-rule", "keeper_id": name, "name": f"{name} rule"}],
        "system": [{"id": f"{name}-system", "keeper_id": name, "name": name, "engagement_id": f"{name}-eng"}],
        "location": [{"id": f"{name}-place", "system_id": f"{name}-system", "place": f"{name} cellar"}],
        "impact_assessment": [{"id": f"{name}-dpia", "keeper_id": name, "name": f"{name} dpia"}],
        "data_category": [{"id": f"{name}-data", "name": f"{name} data"}],
        "activity": [
            {"id": f"{name}-a", "keeper_id": name, "name": f"{name} payroll", "assessment_id": f"{name}-dpia"},
            {"id": f"{name}-p", "keeper_id": name, "name": f"{name} hosting", "role": "processor"},
        ],
        "purpose": [{"id": f"{name}-purpose", "activity_id": f"{name}-a", "description": f"{name} purpose"}],
        "data_line": [
            {
                "id": f"{name}-line",
                "activity_id": f"{name}-a",
                "data_id": f"{name}-data",
                "subject_id": "people",
                "retention_id": f"{name}-rule",
            }
        ],
        "recipient": [
            {"id": f"{name}-r1", "activity_id": f"{name}-a", "engagement_id": f"{name}-eng"},
            {"id": f"{name}-r2", "activity_id": f"{name}-a", "organisation_id": "shared"},
        ],
        "acted_for": [{"id": f"{name}-for", "activity_id": f"{name}-p", "organisation_id": f"{name}-group"}],
        "transfer": [
            {"id": f"{name}-t1", "engagement_id": f"{name}-eng", "country": "US"},
            {"id": f"{name}-t2", "activity_id": f"{name}-a", "country": "IN", "replaces_id": f"{name}-t1"},
        ],
        "measure_use": [{"id": f"{name}-mu", "activity_id": f"{name}-a", "measure_id": f"{name}-measure"}],
        "system_use": [{"id": f"{name}-su", "activity_id": f"{name}-p", "system_id": f"{name}-system"}],
        "answer": [{"id": f"{name}-ans", "record_id": f"{name}-a", "field": "owner", "state": "none", "reason": name}],
        "source": [{"id": f"{name}-src", "record_id": f"{name}-line", "document": f"{name} handbook"}],
        "wording": [
            {"id": f"{name}-w", "record_id": f"{name}-data", "field": "name", "language": "nb", "text": name}
        ],
    }  # fmt: skip


def register(*extra: dict[str, list[dict[str, Any]]]) -> Snapshot:
    """Two clients, Alfa and Beta, who share a vendor and a category of people; more or other records in `extra`."""
    merged: dict[str, dict[str, dict[str, Any]]] = {}
    shared = {
        "organisation": [{"id": "shared", "name": "Microsoft", "note": "Alfa and Beta both use it"}],
        "data_subject_category": [{"id": "people", "name": "Employees"}, {"id": "nobody", "name": "Unused"}],
    }
    for records in (shared, client("Alfa"), client("Beta"), *extra):
        for key, found in records.items():
            for record in found:
                merged.setdefault(key, {}).setdefault(record["id"], {}).update(record)
    return snapshot_of({key: list(found.values()) for key, found in merged.items()})


def text(snapshot: Snapshot) -> str:
    return dumps(to_records(snapshot))


# Every way in which one client's record may come to name another's.
BETWEEN: dict[str, dict[str, list[dict[str, Any]]]] = {
    "nothing": {},
    "replaced by": {"activity": [{"id": "Alfa-a", "replaced_by_id": "Beta-a"}]},
    "the transfer of another's activity": {"transfer": [{"id": "Alfa-t2", "replaces_id": "Beta-t2"}]},
}


@pytest.mark.parametrize("between", BETWEEN)
def test_nothing_of_another_client_leaves(between: str) -> None:
    found = for_controller(register(BETWEEN[between]), "Alfa")
    assert "Beta" not in text(found)
    assert {row.id for key in tables.models() for row in found.rows(key)} == {
        "shared", "people", *(record["id"] for records in client("Alfa").values() for record in records),
    }  # fmt: skip
    for key in tables.models():
        for row in found.rows(key):
            assert_no_loose_links(found, key, row)


def assert_no_loose_links(found: Snapshot, key: str, row: Any) -> None:
    for name, info in tables.fields(key).items():
        if info.form == "link" and getattr(row, name) is not None:
            assert found.find(info.target, getattr(row, name)) is not None, (key, row.id, name)


def test_what_is_shared_comes_along_without_saying_who_else_uses_it() -> None:
    shares = {
        "recipient": [{"id": "Alfa-r3", "activity_id": "Alfa-a", "engagement_id": "Beta-eng"}],
        "measure_use": [{"id": "Alfa-mu2", "activity_id": "Alfa-a", "measure_id": "Beta-measure"}],
        "measure": [{"id": "Beta-measure", "note": "for Beta alone"}],
    }
    found = for_controller(register(shares), "Alfa")
    engagement, measure = found.find("engagement", "Beta-eng"), found.find("measure", "Beta-measure")
    assert engagement is not None
    assert measure is not None
    assert (engagement.service, engagement.keeper_id) == ("Beta hosting", None)
    assert (measure.name, measure.keeper_id, measure.note) == ("Beta locks", None, None)
    assert found.find("organisation", "Beta") is None
    assert {row.id for row in found.rows("activity")} == {"Alfa-a", "Alfa-p"}


def test_another_client_that_one_acts_for_is_named_with_whom_article_30_asks_for() -> None:
    acts = {
        "acted_for": [{"id": "x", "activity_id": "Alfa-p", "organisation_id": "Beta"}],
        "contact": [{"id": "Beta-boss", "organisation_id": "Beta", "role": "owner", "name": "Beta boss"}],
    }
    found = for_controller(register(acts), "Alfa")
    beta = found.find("organisation", "Beta")
    assert beta is not None
    assert (beta.name, beta.note, beta.record_version, beta.record_kept) == ("Beta AS", None, None, None)
    assert {row.id for row in found.rows("contact")} == {"Alfa-dpo", "Beta-dpo"}
    assert "Beta payroll" not in text(found)


def test_one_role_alone_leaves_out_what_only_the_other_uses() -> None:
    found = for_controller(register(), "Alfa", "controller")
    assert [row.id for row in found.rows("activity")] == ["Alfa-a"]
    assert {row.id for row in found.rows("engagement")} == {"Alfa-eng", "Alfa-unused"}
    assert found.rows("system") == ()  # used by hosting alone
    assert found.rows("location") == ()
    other = for_controller(register(), None, "processor")
    assert {row.id for row in other.rows("activity")} == {"Alfa-p", "Beta-p"}
    assert other.rows("purpose") == ()


def test_without_organisation_and_role_it_is_the_register_itself() -> None:
    whole = register()
    assert for_controller(whole, None) is whole
    assert scope_of(whole).whole


def test_where_one_organisation_alone_keeps_a_record_its_notes_come_along() -> None:
    records = client("Alfa")
    records["organisation"].append({"id": "shared", "note": "mine"})
    records["data_subject_category"] = [{"id": "people"}]
    found = for_controller(snapshot_of(records), "Alfa")
    assert [row.note for row in found.rows("organisation") if row.id == "shared"] == ["mine"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_examples_are_extracted_whole(name: str) -> None:
    everything = snapshot_of(sample_records())
    alone = snapshot_of(sample_records([name]))
    keeper = next(organisation for organisation in keepers(everything) if organisation.name == name)
    found = for_controller(everything, keeper.id)
    for key in ("activity", "purpose", "data_line", "recipient", "transfer", "acted_for", "measure_use", "system_use"):
        assert {row.id for row in found.rows(key)} == {row.id for row in alone.rows(key)}


def test_the_worst_register_is_extracted_without_loose_links() -> None:
    found = for_controller(extreme(), "organisation-1")
    assert found.count("activity") == 1
    for key in tables.models():
        for row in found.rows(key):
            assert_no_loose_links(found, key, row)


# -- and back ---------------------------------------------------------------------------------------------


SHARES: dict[str, list[dict[str, Any]]] = {
    "activity": [{"id": "Alfa-a", "replaced_by_id": "Beta-a"}],
    "recipient": [{"id": "Alfa-r3", "activity_id": "Alfa-a", "engagement_id": "Beta-eng"}],
    "acted_for": [{"id": "x", "activity_id": "Alfa-p", "organisation_id": "Beta"}],
}


@pytest.mark.parametrize("role", [None, "controller", "processor"])
@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_an_extract_brought_back_changes_nothing_and_misses_nothing(
    tmp_path: Path, role: str | None, ending: str
) -> None:
    whole = register(SHARES)
    path = tmp_path / f"r{ending}"
    (write_workbook if ending == ".xlsx" else write_json)(for_controller(whole, "Alfa", role), path)
    incoming = read_file(path)
    assert (incoming.scope.organisation_id, incoming.scope.role) == ("Alfa", role)
    found = plan(whole, incoming)
    assert found.changes_nothing
    assert (found.missing, found.refused, found.problems) == ((), (), ())


def test_a_change_in_an_extract_changes_that_field_and_keeps_what_was_cleared(tmp_path: Path) -> None:
    whole = register(SHARES)
    write_workbook(for_controller(whole, "Alfa"), tmp_path / "r.xlsx")
    with edited(tmp_path / "r.xlsx") as book:
        book.set("engagement", "Beta-eng", "service", "Colocation")
        book.set("organisation", "shared", "note", "A new note")
        book.sheet("purpose").delete_rows(book.row("purpose", "Alfa-purpose"))
    found = plan(whole, read_workbook(tmp_path / "r.xlsx"))
    assert {one.id: dict(one.changes) for one in found.updated} == {
        "Beta-eng": {"service": ("Beta hosting", "Colocation")},
        "shared": {"note": ("Alfa and Beta both use it", "A new note")},
    }
    assert [one.id for one in found.missing] == ["Alfa-purpose"]
    assert [row.replaced_by_id for row in found.after.rows("activity") if row.id == "Alfa-a"] == ["Beta-a"]
    assert [row.keeper_id for row in found.after.rows("engagement") if row.id == "Beta-eng"] == ["Beta"]


def test_an_extract_in_an_empty_register_is_that_extract(tmp_path: Path) -> None:
    extract = for_controller(register(SHARES), "Alfa")
    write_workbook(extract, tmp_path / "r.xlsx")
    found = plan(Snapshot({}), read_workbook(tmp_path / "r.xlsx"))
    assert found.after.same_as(extract)
