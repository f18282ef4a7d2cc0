"""One number and what is missing behind it; and what is asked besides Article 30, counted apart."""

from collections.abc import Iterator

import pytest

from ropa_desktop.exchange.samples import build
from ropa_desktop.law.accountability import beside
from ropa_desktop.law.completeness import PARTLY, UNKNOWN
from ropa_desktop.law.tally import Tally, besides, of_activity, of_record
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import Small, small

ON = "2026-11-22"


@pytest.fixture
def ids(register: Register) -> Small:
    return small(register)


def record(register: Register, keeper: str | None = None) -> Tally:
    return of_record(register.snapshot(), keeper, ON)


def states(register: Register, activity: str) -> dict[str, str]:
    """The state of what is asked besides, by article; the worst where there are several."""
    found: dict[str, str] = {}
    for point in beside(register.snapshot(), activity):
        if found.get(point.article) not in (UNKNOWN, PARTLY):
            found[point.article] = point.state
    return found


# -- one number -------------------------------------------------------------------------------------------


def test_the_number_is_what_can_be_counted_and_rises_by_one_for_each_thing_done(register: Register, ids: Small) -> None:
    before = record(register)
    (missing,) = before.missing
    assert (missing.letter, missing.record_id, missing.field) == ("a", ids.client, "dpo")
    assert before.closed == len(before.points) - 1
    assert before.percent == 100 * before.closed // len(before.points) < 100
    edit.set_answer(register, "organisation", ids.client, "dpo", "not_applicable", "Art. 37(1) is not met")
    after = record(register)
    assert (after.closed, after.percent, after.missing) == (before.closed + 1, 100, ())


def test_what_is_missing_once_counts_once_however_many_activities_lean_on_it(register: Register, ids: Small) -> None:
    closed = record(register).closed
    edit.set_value(register, "organisation", ids.keeper, "address", None)
    after = record(register)
    assert after.closed == closed - 1
    assert [point.field for point in after.missing] == ["address", "dpo"]
    assert sum(
        point.field == "address" and point.open for point in of_activity(register.snapshot(), ids.payroll).points
    )


def test_a_record_without_activities_has_not_begun(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
    found = record(register, keeper)
    assert found.points[-1].title == "Processing activities"
    assert found.points[-1].open
    assert Tally(()).percent is None


def test_one_keeper_is_counted_without_the_others(register: Register, ids: Small) -> None:
    other = edit.add(register, "organisation", name="Havnes Drift AS", record_kept="yes")
    assert all(point.record_id != other for point in record(register, ids.keeper).points)
    assert {point.record_id for point in record(register, other).points} == {other}


def test_an_archived_activity_is_not_counted(register: Register, ids: Small) -> None:
    edit.set_value(register, "activity", ids.hosting, "archived_on", "2026-01-01")
    assert record(register).percent == 100


def test_a_hundred_per_cent_is_reached_by_the_example_of_a_well_kept_record(register: Register) -> None:
    build(register, ("Fjordby Regnskap AS",))
    assert record(register).percent == 100
    assert besides(register.snapshot()).percent == 100


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with Register.create(tmp_path_factory.mktemp("notices") / "notices.ropa") as register:
        build(register)
        yield register.snapshot()


def test_the_parts_of_a_register_of_several_keepers_make_up_the_whole(notices: Snapshot) -> None:
    whole = of_record(notices, None, ON)
    keepers = {activity.keeper_id for activity in notices.rows("activity")}
    parts = {point for keeper in keepers for point in of_record(notices, keeper, ON).points}
    assert set(whole.points) == parts
    assert all(notices.kind_of(point.record_id) for point in whole.points)


# -- besides ----------------------------------------------------------------------------------------------


def test_basis_source_assessment_and_contracts_are_counted_apart(register: Register, ids: Small) -> None:
    assert record(register).percent is not None
    assert states(register, ids.payroll) == {
        "6(1)": "documented",
        "14(2)(f)": "unknown",
        "35(1)": "unknown",
        "28(3)": "unknown",
    }
    edit.set_value(register, "data_line", ids.line, "origin", "employer")
    edit.set_value(register, "engagement", ids.engagement, "contract_state", "in_force")
    edit.set_values(register, "activity", ids.payroll, {"assessment_required": "no", "assessment_reason": "no risk"})
    assert set(states(register, ids.payroll).values()) == {"documented"}
    edit.set_value(register, "organisation", ids.keeper, "address", None)
    assert set(states(register, ids.payroll).values()) == {"documented"}, "the letters are counted apart"


def test_a_processor_is_asked_for_its_contracts_alone(register: Register, ids: Small) -> None:
    assert states(register, ids.hosting) == {"28(3)": "unknown"}
    (row,) = register.snapshot().rows("acted_for")
    edit.set_value(register, "acted_for", row.id, "contract_state", "draft")
    assert states(register, ids.hosting) == {"28(3)": "partly"}
    edit.set_value(register, "acted_for", row.id, "contract_state", "in_force")
    assert states(register, ids.hosting) == {"28(3)": "documented"}


def test_only_what_applies_is_asked_besides(register: Register, ids: Small) -> None:
    activity = edit.add(register, "activity", keeper_id=ids.keeper, name="Access")
    assert states(register, activity) == {"6(1)": "unknown", "35(1)": "unknown"}
    health = edit.add(register, "data_category", name="Illness", nature="health")
    crime = edit.add(register, "data_category", name="Offences", nature="criminal")
    for data in (health, crime):
        edit.add(register, "data_line", activity_id=activity, data_id=data, origin="data_subject")
    purpose = edit.add(register, "purpose", activity_id=activity, description="Guard", legal_basis="6(1)(f)")
    found = states(register, activity)
    assert {found[article] for article in ("9(2)", "10", "6(1)(f)")} == {"unknown"}
    edit.add(register, "special_condition", activity_id=activity, category="health", condition="9(2)(f)")
    edit.set_value(register, "activity", activity, "criminal_data_authority", "the police's order")
    edit.set_values(register, "purpose", purpose, {"legitimate_interest": "Safety", "balancing_reference": "LIA 3"})
    found = states(register, activity)
    assert {found[article] for article in ("9(2)", "10", "6(1)(f)")} == {"documented"}
    edit.set_value(register, "purpose", purpose, "legal_basis", "6(1)(c)")
    assert states(register, activity)["6(3)"] == "unknown"


def test_an_assessment_that_is_required_is_half_documented_until_it_is_named(register: Register, ids: Small) -> None:
    edit.set_value(register, "activity", ids.payroll, "assessment_required", "yes")
    assert states(register, ids.payroll)["35(1)"] == "partly"
    edit.set_value(register, "activity", ids.payroll, "assessment_required", "no")
    assert states(register, ids.payroll)["35(1)"] == "partly"
    assessment = edit.add(register, "impact_assessment", name="Payroll")
    edit.set_value(register, "activity", ids.payroll, "assessment_id", assessment)
    assert states(register, ids.payroll)["35(1)"] == "documented"


def test_a_processor_without_engagement_has_no_contract_that_is_known(register: Register, ids: Small) -> None:
    (recipient,) = register.snapshot().rows("recipient")
    edit.set_value(register, "engagement", ids.engagement, "contract_state", "not_needed")
    assert states(register, ids.payroll)["28(3)"] == "documented"
    edit.set_value(register, "recipient", recipient.id, "engagement_id", None)
    assert states(register, ids.payroll)["28(3)"] == "unknown"
    edit.set_value(register, "recipient", recipient.id, "assessed_role", "recipient")
    assert "28(3)" not in states(register, ids.payroll)


def test_nothing_is_asked_besides_of_what_is_not_there(register: Register) -> None:
    assert beside(register.snapshot(), "nobody") == ()
