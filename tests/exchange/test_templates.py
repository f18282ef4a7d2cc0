"""Her own templates: kept without what is personal, and suggestions again where they are used."""

import json
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.templates import (
    KEPT,
    add_from_template,
    delete_template,
    read_template,
    save_template,
    templates,
    templates_folder,
)
from ropa_desktop.law.completeness import letter_states
from ropa_desktop.law.confirmed import confirmed, suggested
from ropa_desktop.law.library import items
from ropa_desktop.model import tables
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.suggestions import add_from_library, confirm, within
from tests.registers import Small, small


@pytest.fixture
def ids(register: Register) -> Small:
    """A small register, with what must not leave it: a person among the recipients, notes, an owner, dates."""
    found = small(register)
    with register.step("Filled in"):
        person = edit.add(register, "organisation", name="Kari Nordmann", kind="natural_person", email="kari@x.example")
        edit.add(register, "recipient", activity_id=found.payroll, organisation_id=person, declared_role="processor")
        edit.set_values(
            register, "activity", found.payroll,
            {"owner": "Ola Hansen", "note": "Secret note", "reviewed_by": "Per Olsen", "reviewed_on": "2026-01-02"},
        )  # fmt: skip
        edit.set_value(register, "organisation", found.azure, "email", "someone@azure.example")
        edit.set_value(register, "engagement", found.engagement, "contract_reference", "Contract 4711")
        signed = {"country": "IN", "mechanism_reference": "Signed by Per Olsen"}
        edit.add(register, "transfer", activity_id=found.payroll, **signed)
        edit.add(register, "special_condition", activity_id=found.payroll, category="union", condition="9(2)(b)")
    return found


def test_it_takes_along_what_describes_the_activity_and_nothing_personal(register: Register, ids: Small) -> None:
    template = save_template(register.snapshot(), ids.payroll, "Payroll of ours")
    assert template.path.parent == templates_folder()
    text = template.path.read_text("utf-8")
    for private in ("Kari", "Ola Hansen", "Secret", "Per Olsen", "2026-01-02", "@", "4711", "Fjordby", "PA-0", "ORG-"):
        assert private not in text, private
    for id in (row for rows in register.snapshot().content().values() for row in rows):
        assert id not in text  # nothing leads back to the register
    assert [row["name"] for row in template.records["organisation"]] == ["Microsoft Azure"]
    assert [row["legal_basis"] for row in template.records["purpose"]] == ["6(1)(b)"]
    assert [row["country"] for row in template.records["transfer"]] == ["IN"]
    for key, rows in template.records.items():
        assert all(row.keys() - {"id", "activity_id"} <= KEPT[key] for row in rows), key


def test_controllers_that_are_acted_for_stay_behind(register: Register, ids: Small) -> None:
    template = save_template(register.snapshot(), ids.hosting, "Hosting")
    assert template.role == "processor"
    assert "Havnes" not in template.path.read_text("utf-8")
    assert "acted_for" not in template.records


def test_what_a_template_takes_are_fields_that_there_are() -> None:
    assert all(names <= tables.fields(key).keys() for key, names in KEPT.items())
    assert not {"note", "owner", "email", "phone", "address"} & set().union(*KEPT.values())


def test_begun_from_a_template_all_is_suggested_the_legal_basis_too(
    register: Register, ids: Small, tmp_path: Path
) -> None:
    template = save_template(register.snapshot(), ids.payroll, "Payroll of ours")
    with Register.create(tmp_path / "other.ropa") as other:
        keeper = edit.add(other, "organisation", name="Havnes SA", record_kept="yes")
        before = other.snapshot()
        activity = add_from_template(other, template, keeper)
        snapshot = other.snapshot()
        assert set(letter_states(snapshot, activity).values()) == {"unknown"}
        assert confirmed(snapshot).count("purpose") == 0
        (purpose,) = snapshot.rows("purpose")
        assert (purpose.description, purpose.legal_basis) == ("Pay salaries", "6(1)(b)")
        assert {row.keeper_id for row in snapshot.rows("retention_rule")} == {keeper}
        assert {row.origin for row in snapshot.rows("suggestion")} == {"template"}
        confirm(other, within(snapshot, activity))
        assert suggested(other.snapshot()) == frozenset()
        assert [row.legal_basis for row in confirmed(other.snapshot()).rows("purpose")] == ["6(1)(b)"]
        other.undo()
        assert other.undo_label() == "“Payroll of ours” suggested from a template"
        other.undo()
        assert other.snapshot().same_as(before)


def test_a_template_is_used_as_often_as_she_likes(register: Register, ids: Small) -> None:
    template = save_template(register.snapshot(), ids.payroll, "Payroll of ours")
    first, second = (add_from_template(register, template, ids.keeper) for _time in range(2))
    assert first != second
    snapshot = register.snapshot()
    assert snapshot.count("data_category") == 1  # hers is taken, not doubled
    assert not {row.id for row in snapshot.rows("data_category")} & suggested(snapshot)
    assert {first, second} <= suggested(snapshot)


def test_only_what_is_confirmed_becomes_a_template(register: Register, ids: Small) -> None:
    (cameras,) = add_from_library(register, [items()["cctv"]], ids.keeper, "en")
    with pytest.raises(BadInput, match="made of a confirmed activity"):
        save_template(register.snapshot(), cameras, "Cameras")
    purpose = register.snapshot().matching("purpose", "activity_id", cameras)[1]
    confirm(register, [purpose.id])
    records = save_template(register.snapshot(), cameras, "Cameras").records
    assert [row["description"] for row in records["purpose"]] == ["Keep people safe"]
    assert "data_line" not in records


def test_templates_are_listed_by_name_replaced_by_name_and_deleted(register: Register, ids: Small) -> None:
    assert templates() == ()
    for name in ("b / c", "A", "b ? c", "B / C"):
        save_template(register.snapshot(), ids.payroll, name)
    assert [template.name for template in templates()] == ["A", "B / C", "b ? c"]
    assert len({template.path for template in templates()}) == 3
    delete_template(templates()[0])
    assert [template.name for template in templates()] == ["B / C", "b ? c"]
    with pytest.raises(BadInput, match="cannot be left empty"):
        save_template(register.snapshot(), ids.payroll, " \t")


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(format="another"),
        lambda document: document.update(format_version=99),
        lambda document: document.update(tables={}),
        lambda document: document["tables"].update(contact=[{"id": "c", "name": "Kari"}]),
        lambda document: document["tables"]["activity"][0].update(owner="Ola"),
        lambda document: document["tables"]["purpose"][0].update(activity_id="elsewhere"),
        lambda document: document["tables"]["data_line"][0].update(subject_id="elsewhere"),
        lambda document: document["tables"]["retention_rule"][0].update(amount="five"),
    ],
)
def test_a_file_that_is_no_template_is_refused_and_passed_over(register: Register, ids: Small, change: Any) -> None:
    path = save_template(register.snapshot(), ids.payroll, "Payroll").path
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(BadInput, match="is no template of this program"):
        read_template(path)
    assert templates() == ()


def test_a_folder_that_cannot_be_made_is_said(register: Register, ids: Small, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(CannotWrite, match="cannot be made"):
        save_template(register.snapshot(), ids.payroll, "Payroll", tmp_path / "file" / "templates")
