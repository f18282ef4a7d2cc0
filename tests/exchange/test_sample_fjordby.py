"""The example of an invented firm whose record is complete: what good looks like."""

from collections.abc import Iterator

import pytest

from ropa_desktop.exchange.samples import NOTICES, SAMPLES, build
from ropa_desktop.law.completeness import complete, letter_states
from ropa_desktop.law.parties import transfers
from ropa_desktop.model.activity import Activity, DataLine, Purpose, SpecialCondition
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.shared import RetentionRule
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register


@pytest.fixture(scope="module")
def fjordby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with Register.create(tmp_path_factory.mktemp("fjordby") / "fjordby.ropa") as register:
        build(register, ["Fjordby Regnskap AS"])
        yield register.snapshot()


def test_the_invented_firm_is_the_last_example_and_says_that_it_is_invented(fjordby: Snapshot) -> None:
    assert list(SAMPLES) == [*NOTICES, "Fjordby Regnskap AS"]
    (firm,) = [o for o in fjordby.all(Organisation) if o.record_kept == "yes"]
    assert firm.record_statement == "An invented firm: nothing here is about a real one."
    parties, contacts = fjordby.all(Organisation), fjordby.all(Contact)
    mail = {party.email for party in parties} | {contact.email for contact in contacts}
    assert all(address is None or address.endswith(".example") for address in mail)
    assert {party.phone for party in parties} | {contact.phone for contact in contacts} == {None}
    assert {o.identifier for o in fjordby.all(Organisation)} == {None}


def test_the_complete_example_has_activities_in_both_roles(fjordby: Snapshot) -> None:
    roles = [activity.role for activity in fjordby.all(Activity)]
    assert (roles.count("controller"), roles.count("processor")) == (12, 4)


def test_the_complete_example_has_no_open_letter(fjordby: Snapshot) -> None:
    for activity in fjordby.all(Activity):
        states = letter_states(fjordby, activity.id, "2026-11-21")
        assert complete(states.values()), (activity.reference, states)


def test_every_purpose_of_the_complete_example_has_its_basis_and_what_it_asks(fjordby: Snapshot) -> None:
    for purpose in fjordby.all(Purpose):
        assert purpose.legal_basis
        assert bool(purpose.national_law) == (purpose.legal_basis == "6(1)(c)")
        assert bool(purpose.legitimate_interest and purpose.balancing_reference) == (purpose.legal_basis == "6(1)(f)")
        assert bool(purpose.consent_record) == (purpose.legal_basis == "6(1)(a)")
        assert fjordby.wording(purpose.id, "description", "nb")
    for activity in fjordby.all(Activity):
        assert fjordby.wording(activity.id, "name", "nb")


def test_special_and_criminal_data_of_the_complete_example_have_their_ground(fjordby: Snapshot) -> None:
    natures: dict[str, set[str]] = {}
    for line in fjordby.all(DataLine):
        category = fjordby.find("data_category", line.data_id)
        assert category is not None
        assert category.nature
        natures.setdefault(line.activity_id, set()).add(category.nature)
    for activity in fjordby.all(Activity):
        if activity.role == "processor":
            continue
        conditions = {c.category for c in fjordby.where(SpecialCondition, "activity_id", activity.id)}
        assert conditions == natures[activity.id] & {"health"}
        assert bool(activity.criminal_data_authority) == ("criminal" in natures[activity.id])
        assert activity.assessment_required
        assert activity.assessment_reason
        assert bool(activity.assessment_id) == (activity.assessment_required == "yes")


def test_a_transfer_of_the_complete_example_is_inherited_and_one_replaces_it(fjordby: Snapshot) -> None:
    by_activity = {a.reference: transfers(fjordby, a.id) for a in fjordby.all(Activity)}
    found = {ref: [(t.country, t.mechanism, bool(e)) for t, e in rows] for ref, rows in by_activity.items() if rows}
    inherited = [("US", "ADEQUACY", True)]
    assert found == {
        "PA-001": inherited,
        "PA-005": [("US", "SCC_2021_M2", False)],
        "PA-010": inherited,
        "PA-012": inherited,
    }
    ((own, _),) = by_activity["PA-005"]
    assert own.assessment_reference
    assert own.supplementary_measures
    ((certified, _),) = by_activity["PA-001"]
    assert certified.certification_checked_on


def test_time_limits_and_measures_of_the_complete_example_are_checkable(fjordby: Snapshot) -> None:
    for rule in fjordby.all(RetentionRule):
        assert rule.trigger
        assert rule.disposal
        assert bool(rule.amount) == bool(rule.unit)
    assert {m.letter for m in fjordby.rows("measure")} == {"a", "b", "c", "d", "other"}
    assert {e.contract_state for e in fjordby.rows("engagement")} == {"in_force"}
