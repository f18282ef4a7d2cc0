"""The figures of the overview add up, name their records, and count what is unknown as unknown."""

from typing import Any

import pytest

from ropa_desktop.exchange import samples
from ropa_desktop.exchange.overview.figures import GROUPINGS, Overview
from ropa_desktop.exchange.overview.flow import MOST
from ropa_desktop.exchange.overview.numbers import overview
from ropa_desktop.exchange.overview.tables import plain, table, tables
from ropa_desktop.law.completeness import letter_states
from ropa_desktop.law.parties import keepers
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small

DAY = "2026-11-22"


@pytest.fixture
def filled(register: Register) -> Register:
    """Every example register in one."""
    samples.build(register)
    return register


def adds_up(found: Overview) -> None:
    """What must hold of the figures of any register."""
    everything = set(found.activities)
    assert len(everything) == len(found.activities)
    assert {id for keeper in found.letters for id in keeper.activities} == everything
    for keeper in found.letters:
        for letter in keeper.letters:
            counted = [id for ids in letter.states.values() for id in ids]
            assert sorted(counted) == sorted(keeper.activities), (keeper.name, letter.letter)
            assert all(letter.states.values())
    reviewed = [id for one in found.reviews for id in one.records]
    assert len(reviewed) == len(set(reviewed))
    for grouping in GROUPINGS:
        flow = found.flows[grouping]
        nodes = {node.key: node for node in flow.nodes}
        assert len(nodes) == len(flow.nodes)
        assert {id for path in flow.paths for id in path.activities} == everything
        for column in ("source", "activity", "recipient", "country"):
            assert sum(node.column == column for node in flow.nodes) <= MOST
        for key, node in nodes.items():
            through = {id for path in flow.paths if key in path.nodes for id in path.activities}
            assert through == set(node.activities), node
    grids = [table(found, "flow", grouping) for grouping in GROUPINGS] + list(tables(found))
    for grid in grids:
        assert all(len(row) == len(grid.columns) for row in grid.rows)
        assert all(cell.text == str(len(cell.records)) for row in grid.rows for cell in row if cell.number)


def test_the_figures_of_every_example_add_up(filled: Register) -> None:
    snapshot = filled.snapshot()
    adds_up(overview(snapshot, on=DAY))
    for keeper in keepers(snapshot):
        adds_up(overview(snapshot, keeper.id, DAY))


def test_the_controllers_together_are_all(filled: Register) -> None:
    snapshot = filled.snapshot()
    whole = overview(snapshot, on=DAY)
    apart = [overview(snapshot, keeper.id, DAY) for keeper in keepers(snapshot)]
    assert sorted(id for one in apart for id in one.activities) == sorted(whole.activities)
    by_way: dict[tuple[str, str, bool], set[str]] = {}
    for one in apart:
        for way in one.transfers:
            by_way.setdefault((way.place, way.mechanism, way.assessed), set()).update(way.activities)
    assert by_way == {(way.place, way.mechanism, way.assessed): set(way.activities) for way in whole.transfers}


def test_letters_say_what_the_lists_say(filled: Register) -> None:
    snapshot = filled.snapshot()
    found = overview(snapshot, on=DAY)
    states = {
        (id, letter.letter): state
        for keeper in found.letters
        for letter in keeper.letters
        for state, ids in letter.states.items()
        for id in ids
    }
    for id in found.activities:
        for letter, state in letter_states(snapshot, id, DAY).items():
            assert states[id, letter] == state


def test_an_empty_register_has_figures_too(register: Register) -> None:
    found = overview(register.snapshot(), on=DAY)
    adds_up(found)
    assert found.activities == ()
    assert [len(one.records) for one in found.reviews] == [0] * 9
    assert not found.transfers
    assert not found.limits
    assert not found.letters


@pytest.mark.parametrize(
    ("due", "time"),
    [
        ("2026-11-21", "overdue"),
        ("2026-11-22", "2026-11"),
        ("2027-04-30", "2027-04"),
        ("2027-05-01", "later"),
        (None, "unknown"),
    ],
)
def test_a_review_falls_into_its_month_or_is_overdue(register: Register, due: str | None, time: str) -> None:
    activity = edit.add(register, "activity", name="Payroll", review_due_on=due)
    found = overview(register.snapshot(), on=DAY)
    assert {one.key: one.records for one in found.reviews if one.records} == {time: (activity,)}


def test_what_is_retired_or_archived_is_not_reviewed(register: Register) -> None:
    edit.add(register, "activity", name="Fax", status="retired", review_due_on="2020-01-01")
    gone = edit.add(register, "activity", name="Telex", review_due_on="2020-01-01")
    edit.archive(register, "activity", gone, None)
    assert not any(one.records for one in overview(register.snapshot(), on=DAY).reviews)


def test_an_inherited_transfer_counts_and_what_nobody_assessed_stands_last(register: Register) -> None:
    made = small(register)
    newsletter = edit.add(register, "activity", keeper_id=made.keeper, name="Newsletter")
    ways = overview(register.snapshot(), on=DAY).transfers
    assert [(way.place, way.assessed, way.activities) for way in ways] == [
        ("United States", True, (made.payroll,)),
        ("", False, (newsletter,)),
    ]
    assert ways[0].mechanism == "Adequacy decision (Art. 45)"


def test_the_flow_goes_from_people_through_the_activity_to_the_country_of_the_transfer(register: Register) -> None:
    made = small(register)
    flow = overview(register.snapshot(), on=DAY).flows["activity"]
    names = {node.key: node.name for node in flow.nodes}
    ways = {tuple(names[key] if key else None for key in path.nodes) for path in flow.paths}
    assert ("Employees", "Payroll", "Microsoft Azure", "United States") in ways
    assert ("unknown", "Hosting", None, None) in ways  # its recipients are not asked, Art. 30(2)
    payroll = next(node for node in flow.nodes if node.name == "Payroll")
    assert payroll.records == payroll.activities == (made.payroll,)


def test_a_recipient_without_a_country_leads_to_the_unknown(register: Register) -> None:
    activity = edit.add(register, "activity", name="Payroll")
    party = edit.add(register, "organisation", name="Nordlys Lønn AS")
    edit.add(register, "recipient", activity_id=activity, organisation_id=party)
    flow = overview(register.snapshot(), on=DAY).flows["activity"]
    (country,) = [node for node in flow.nodes if node.column == "country"]
    assert (country.name, country.unknown, country.records) == ("country unknown", True, ())


def test_many_activities_are_grouped_until_they_can_be_read(register: Register) -> None:
    with register.step("Filled"):
        for n in range(40):
            edit.add(register, "activity", name=f"Activity {n}", department=f"Department {n % 15}" if n % 4 else None)
    found = overview(register.snapshot(), on=DAY)
    assert found.usual_grouping == "department"
    adds_up(found)
    boxes = [node for node in found.flows["department"].nodes if node.column == "activity"]
    assert len(boxes) == MOST
    assert boxes[-1].name == "7 others"
    assert boxes[0].name == "no department"


def test_ten_activities_stand_one_by_one_and_more_as_the_register_tells_them_apart(register: Register) -> None:
    keepers_ = [
        edit.add(register, "organisation", name=name, record_kept="yes") for name in ("Fjordby AS", "Havnes AS")
    ]
    for n in range(10):
        edit.add(register, "activity", name=f"Activity {n}", keeper_id=keepers_[0])
    assert overview(register.snapshot(), on=DAY).usual_grouping == "activity"
    flow = overview(register.snapshot(), on=DAY).flows["activity"]
    assert not any(node.others for node in flow.nodes)
    edit.add(register, "activity", name="Activity 10", keeper_id=keepers_[0])
    assert overview(register.snapshot(), on=DAY).usual_grouping == "activity"  # nothing tells them apart
    edit.add(register, "activity", name="Activity 11", keeper_id=keepers_[1])
    assert overview(register.snapshot(), on=DAY).usual_grouping == "controller"


def test_time_limits_stand_by_length_then_events_then_what_is_unknown(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
    activity = edit.add(register, "activity", name="Payroll", keeper_id=keeper)
    rules: list[dict[str, Any]] = [
        {"name": "Words alone", "wording": "As long as necessary"},
        {"name": "Opt-out", "trigger": "opt_out"},
        {"name": "Ten years", "amount": 10, "unit": "year", "trigger": "event"},
        {"name": "A week", "amount": 7, "unit": "day"},
    ]
    for values in rules:
        rule = edit.add(register, "retention_rule", **values)
        edit.add(register, "data_line", activity_id=activity, retention_id=rule)
    edit.add(register, "data_line", activity_id=activity)
    found = overview(register.snapshot(), on=DAY).limits
    assert [one.name for one in found] == ["A week", "Ten years", "Opt-out", "Words alone", "Without a time limit"]
    assert [one.days for one in found] == [7.0, 3652.5, None, None, None]
    assert [one.state for one in found] == ["documented", "documented", "documented", "partly", "unknown"]
    assert all(one.activities == (activity,) for one in found)


def test_what_is_only_suggested_counts_as_unknown(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
    activity = edit.add(register, "activity", name="Payroll", keeper_id=keeper)
    party = edit.add(register, "organisation", name="Nordlys Lønn AS", country="NO")
    row = edit.add(register, "recipient", activity_id=activity, organisation_id=party)
    edit.add_all(register, "suggestion", [{"record_id": id, "origin": "library"} for id in (row, party)])
    found = overview(register.snapshot(), on=DAY)
    adds_up(found)
    (figures,) = found.letters
    assert figures.letters[3].states == {"unknown": (activity,)}
    assert "Nordlys Lønn AS" not in {node.name for node in found.flows["activity"].nodes}


def test_as_data_every_number_is_its_records(register: Register) -> None:
    made = small(register)
    data = plain(overview(register.snapshot(), made.keeper, DAY))
    assert data["controller"] == "Fjordby AS"
    assert data["activities"] == (made.payroll, made.hosting)
    assert data["letters"][0]["letters"]["a"] == {"documented": (made.payroll,)}
    assert data["time_limits"][0]["rule"] == made.rule
