"""Where something is used: named itself, or through an engagement or a system, and by which activities."""

from ropa_desktop.law.using import Use, activities_concerned, uses, uses_of_country
from ropa_desktop.model import catalog, tables
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def places(found: tuple[Use, ...]) -> set[tuple[str, str, str]]:
    return {(use.table, use.id, f"{use.record_table}.{use.field}") for use in found}


def test_a_party_is_used_by_engagements_recipients_and_importers(register: Register) -> None:
    ids = small(register)
    found = uses(register.snapshot(), "organisation", ids.azure)
    assert places(found) == {
        ("engagement", ids.engagement, "engagement.organisation_id"),
        ("engagement", ids.engagement, "transfer.importer_id"),
        ("activity", ids.payroll, "recipient.organisation_id"),
        ("activity", ids.payroll, "recipient.engagement_id"),
    }
    assert {use.via for use in found if use.field == "engagement_id"} == {(("engagement", ids.engagement),)}
    assert {use.via for use in found if use.field != "engagement_id"} == {()}


def test_a_sub_processor_of_a_system_s_engagement_leads_to_the_activities(register: Register) -> None:
    ids = small(register)
    far = edit.add(register, "organisation", name="Far away Ltd")
    edit.add(register, "sub_processor", engagement_id=ids.engagement, organisation_id=far)
    system = edit.add(register, "system", name="Archive", engagement_id=ids.engagement)
    edit.add(register, "system_use", activity_id=ids.hosting, system_id=system)
    found = uses(register.snapshot(), "organisation", far)
    assert [activity.name for activity in activities_concerned(register.snapshot(), found)] == ["Payroll", "Hosting"]
    (last,) = [use for use in found if use.id == ids.hosting]
    assert last.via == (("system", system), ("engagement", ids.engagement))


def test_whose_a_record_is_leads_no_further(register: Register) -> None:
    ids = small(register)
    found = uses(register.snapshot(), "organisation", ids.keeper)
    assert {use.field for use in found} == {"keeper_id"}
    assert {use.via for use in found} == {()}


def test_shared_things_are_used_by_the_activities_that_name_them(register: Register) -> None:
    ids = small(register)
    snapshot = register.snapshot()
    for table, names in (
        ("retention_rule", ["Payroll"]),
        ("data_category", ["Payroll"]),
        ("data_subject_category", ["Payroll"]),
        ("measure", ["Payroll", "Hosting"]),
        ("engagement", ["Payroll"]),
    ):
        (row,) = snapshot.rows(table)
        found = uses(snapshot, table, row.id)
        assert [activity.name for activity in activities_concerned(snapshot, found)] == names
    assert uses(snapshot, "activity", ids.payroll) == ()  # its own rows are no use of it


def test_a_country_is_used_by_transfers_seats_and_locations(register: Register) -> None:
    ids = small(register)
    american = edit.add(register, "organisation", name="Analytics Inc.", country="US")
    edit.add(register, "recipient", activity_id=ids.hosting, organisation_id=american)
    system = edit.add(register, "system", name="Archive")
    edit.add(register, "location", system_id=system, country="US")
    found = uses_of_country(register.snapshot(), "US")
    assert places(found) == {
        ("engagement", ids.engagement, "transfer.country"),
        ("activity", ids.payroll, "recipient.engagement_id"),
        ("organisation", american, "organisation.country"),
        ("activity", ids.hosting, "recipient.organisation_id"),
        ("system", system, "location.country"),
    }
    assert uses_of_country(register.snapshot(), "BR") == ()


def test_two_that_name_each_other_are_followed_once(register: Register) -> None:
    service = edit.add(register, "organisation", name="Service", kind="product_service")
    engagement = edit.add(register, "engagement", organisation_id=service, service="Hosting")
    system = edit.add(register, "system", name="Shop", operator_id=service, engagement_id=engagement)
    edit.add(register, "location", system_id=system, country="US")
    edit.set_value(register, "organisation", service, "operator_id", edit.add(register, "organisation", name="Firm"))
    found = uses(register.snapshot(), "organisation", service)
    assert len(found) == len(set(found))
    assert {(use.table, use.via) for use in found} == {
        ("engagement", ()),
        ("system", ()),
        ("system", (("engagement", engagement),)),
    }


def test_every_link_of_the_model_is_a_use(register: Register) -> None:
    """Whatever column a link stands in, where used names it."""
    for reference in tables.references():
        if reference.column in tables.parents(reference.table):
            continue
        target = edit.add(register, reference.target, **_parent(register, reference.target))
        held = edit.add(register, reference.table, **_parent(register, reference.table))
        edit.set_value(register, reference.table, held, reference.column, target)
        found = uses(register.snapshot(), reference.target, target)
        assert (held, reference.column) in {(use.record_id, use.field) for use in found}


def _parent(register: Register, table: str) -> dict[str, str]:
    if not catalog.kind(table).is_row:
        return {}
    column = tables.parents(table)[0]
    return {column: edit.add(register, tables.fields(table)[column].target)}
