"""What belongs to a controller, while it is chosen and the register goes on changing."""

import pytest

from ropa_desktop.exchange import samples
from ropa_desktop.law.parties import keepers
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window import narrowing
from ropa_desktop.window.narrowing import Narrowing, belongs_to


@pytest.fixture
def filled(register: Register) -> Register:
    samples.build(register)
    return register


def test_what_many_records_reach_is_what_each_of_them_reaches(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = filled.snapshot()
    one_by_one = {row.id: belongs_to(snapshot, row.id) for row in keepers(snapshot)}
    assert len(set(one_by_one.values())) > 1
    monkeypatch.setattr(narrowing, "FEW", 0)
    assert {row.id: belongs_to(snapshot, row.id) for row in keepers(snapshot)} == one_by_one


def test_after_every_kind_of_step_the_records_are_those_found_anew(filled: Register) -> None:
    known = Narrowing()
    snapshot = filled.snapshot()
    controller, other = (row.id for row in keepers(snapshot)[:2])
    activity = next(row for row in snapshot.rows("activity") if row.keeper_id == controller)
    assert known.of(snapshot, None) is None
    first = known.of(snapshot, controller)
    assert first == belongs_to(snapshot, controller)

    edit.set_value(filled, "activity", activity.id, "name", "Renamed")
    assert known.of(filled.snapshot(), controller) is first, "a name leads nowhere"
    edit.set_value(filled, "activity", activity.id, "keeper_id", other)
    moved = known.of(filled.snapshot(), controller)
    assert moved is not None
    assert activity.id not in moved
    assert known.of(filled.snapshot(), other) == belongs_to(filled.snapshot(), other)
    added = edit.add(filled, "measure", name="Shredder")
    assert added in (known.of(filled.snapshot(), other) or ()), "nobody's yet"
    row = edit.add(filled, "measure_use", activity_id=activity.id, measure_id=added)
    assert added not in (known.of(filled.snapshot(), controller) or ())
    edit.delete(filled, "measure_use", row)
    assert added in (known.of(filled.snapshot(), controller) or ())
