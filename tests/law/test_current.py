"""Findings that follow the register: always those of all checks anew, and only what a change touches is checked."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.errors import RegisterError
from ropa_desktop.law import checking
from ropa_desktop.law.bundle import built_in, from_document, using
from ropa_desktop.law.checking import findings, found_in, subjects
from ropa_desktop.law.current import CurrentFindings, _Asking
from ropa_desktop.law.findings import QUESTION, Check, Finding
from ropa_desktop.law.library import items
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import heard_by
from ropa_desktop.register import edit, responding, suggestions
from ropa_desktop.register.journal import Done
from ropa_desktop.register.register import Register
from tests.registers import small

ON = "2026-11-22"
KEYS = [kind.key for kind in catalog.KINDS]


class Following:
    """A register whose findings follow every step, as the window's do."""

    def __init__(self, register: Register, on: str = ON) -> None:
        self.register = register
        self.current = CurrentFindings(register.snapshot(), on)
        self._touched: list[tuple[str, str]] = []
        register.listeners.append(self._take_note)

    def _take_note(self, done: Done) -> None:
        self._touched += [(change.table, change.record) for change in done.changes]

    def go_on(self) -> CurrentFindings:
        """The findings after what was done since."""
        touched, self._touched = self._touched, []
        self.current = self.current.after(self.register.snapshot(), touched)
        return self.current


def troubled(register: Register) -> None:
    """A register that raises many findings, some of them by what stands elsewhere."""
    ids = small(register)
    with register.step("Troubled"):
        edit.add(register, "transfer", activity_id=ids.payroll, country="US", mechanism="PRIVACY_SHIELD")
        edit.add(register, "transfer", engagement_id=ids.engagement, country="IN")
        edit.add(register, "organisation", name="Fjordby", country="NO")
        edit.add(register, "organisation", name="Havnes SA", country="GB", identifier="123 456 789")
        edit.add(register, "activity", keeper_id=ids.client, name="xxx", reference="PA-001", review_due_on="2020-01-01")
        edit.add(register, "data_category", name="Health", nature="health")
    keeper = register.snapshot().rows("organisation")[0].id
    suggestions.add_from_library(register, list(items().values())[:1], keeper, "en")


def values_of(snapshot: Snapshot, key: str, name: str) -> list[Any]:
    """What may be written into a field: nothing, what makes findings, and what settles them."""
    info = tables.fields(key)[name]
    match info.form:
        case "code":
            return [None, "made up", *list(vocabulary(info.vocabulary).terms)[:6]]
        case "link":
            return [None, *(row.id for row in snapshot.rows(info.target))]
        case "whole":
            return [None, 0, 10]
        case "date":
            return [None, "2017-01-01", "2019-06-01", "2030-01-01"]
    return [None, "xxx", "As long as necessary", "Fjordby AS", "PA-001", "Salary"]


def act(register: Register, draw: st.DataObject) -> None:
    """One random step; what the register refuses changes nothing."""
    snapshot = register.snapshot()
    records = [(key, row) for key in KEYS for row in snapshot.rows(key)]

    def pick(choices: Sequence[Any]) -> Any:
        return draw.draw(st.sampled_from(choices))

    what = pick(["write", "write", "write", "add", "delete", "archive", "answer", "confirm", "respond", "undo", "redo"])
    if not records:
        what = "redo"  # all that was recorded is taken back
    key, row = pick(records or [("", None)])
    if what == "write":
        name = pick(list(tables.fields(key)))
        edit.set_value(register, key, row.id, name, pick(values_of(snapshot, key, name)))
        register.seal()
    elif what == "add":
        new = pick(KEYS)
        parents = [(name, r.id) for name in tables.parents(new) for r in snapshot.rows(tables.fields(new)[name].target)]
        edit.add(register, new, **dict([pick(parents)] if parents else []))
    elif what == "delete":
        edit.delete(register, key, row.id)
    elif what == "archive" and not catalog.kind(key).is_row:
        edit.restore(register, key, row.id) if row.archived_on else edit.archive(register, key, row.id, "Old", ON)
    elif what == "answer":
        fields = [*tables.fields(key), *(relation.name for relation in catalog.kind(key).relations)]
        edit.set_answer(register, key, row.id, pick(fields), pick(["none", "not_applicable", None]), "Because")
    elif what == "confirm":
        suggestions.confirm(register, [row.id])
    elif what == "respond" and (found := findings(snapshot, ON)):
        responding.assign(register, pick(list(found)), "Kari")
    elif what == "undo":
        register.undo()
    elif what == "redo":
        register.redo()


@given(st.data())
def test_whatever_is_done_the_findings_are_those_of_all_checks_anew(draw: st.DataObject) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Register.create(Path(folder) / "r.ropa") as register,
    ):
        troubled(register)
        following = Following(register, draw.draw(st.sampled_from([ON, "2019-06-01", "2018-06-01"])))
        assert following.current.findings == findings(register.snapshot(), following.current.on)
        for _step in range(draw.draw(st.integers(1, 6))):
            with suppress(RegisterError):
                act(register, draw)
            before = following.current.findings
            found = following.go_on()
            assert found.findings == findings(register.snapshot(), found.on)
            assert len(before) == len(set(before)), "nothing is found twice"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str | None]:
    """The names of the activities that a check looked at; "the register" where one looked at all of it."""
    seen: Counter[str | None] = Counter()

    def look(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
        seen[activity.name] += 1
        keeper = snapshot.get(Organisation, activity.keeper_id)
        if keeper is not None and keeper.country is None:
            yield Finding("look", QUESTION, "30", f"{activity.name}: where?", "activity", activity.id, "keeper_id")

    def look_at_all(snapshot: Snapshot, nothing: None, on: str) -> Iterator[Finding]:
        seen["the register"] += 1
        for system in snapshot.rows("system"):
            yield Finding("all", QUESTION, "30", system.name, "system", system.id, "name")

    checks = (Check("look", "activity", "Looks", look), Check("all", None, "Looks at all", look_at_all))
    monkeypatch.setattr(checking, "BY_TABLE", checking.by_table(checks))
    return seen


def test_only_what_a_change_touches_is_checked_again(register: Register, counted: Counter[str | None]) -> None:
    ids = small(register)
    following = Following(register)
    assert counted == {"Payroll": 1, "Hosting": 1, "the register": 1}
    counted.clear()
    edit.set_value(register, "activity", ids.payroll, "description", "Pay them")
    following.go_on()
    assert counted == {"Payroll": 1}
    counted.clear()
    edit.set_value(register, "organisation", ids.client, "country", None)
    following.go_on()
    assert counted == {}, "nobody asked for the client"
    edit.set_value(register, "organisation", ids.keeper, "country", None)
    assert [one.sentence for one in following.go_on().findings] == ["Payroll: where?", "Hosting: where?"]
    counted.clear()
    edit.add(register, "system", name="Visma")
    assert [one.sentence for one in following.go_on().findings][-1] == "Visma"
    assert counted == {"the register": 1}


def test_what_is_archived_deleted_and_brought_back_goes_and_comes(register: Register) -> None:
    troubled(register)
    following = Following(register)

    def shields() -> list[Finding]:
        return [one for one in following.go_on().findings if one.code == "mechanism_not_valid"]

    (shield,) = shields()
    activity = next(row for row in register.snapshot().rows("activity") if row.name == "Payroll").id
    edit.archive(register, "activity", activity, None)
    assert shields() == []
    edit.restore(register, "activity", activity)
    assert shields() == [shield]
    edit.delete(register, "activity", activity)
    assert shields() == []
    register.undo()
    assert shields() == [shield]


def test_findings_before_a_step_stay_as_they_were(register: Register) -> None:
    troubled(register)
    following = Following(register)
    before, told = following.current, following.current.findings
    transfer = next(row for row in register.snapshot().rows("transfer") if row.mechanism == "PRIVACY_SHIELD")
    edit.delete(register, "transfer", transfer.id)
    assert following.go_on().findings != told
    assert before.findings == told


def test_the_law_data_of_the_beginning_hold_on(register: Register) -> None:
    troubled(register)
    none = from_document("none.json", {"as_of": "2026-12-01", "adequacy": {"as_of": "2026-12-01", "decisions": []}})
    with using(none):
        following = Following(register)
    edit.add(register, "transfer", activity_id=register.snapshot().rows("activity")[0].id, country="JP")
    found = following.go_on()
    with using(none):
        assert found.findings == findings(register.snapshot(), ON)
    assert found.findings != findings(register.snapshot(), ON)
    assert built_in().as_of < none.as_of


def test_nothing_is_checked_before_the_regulation_applied(register: Register, counted: Counter[str | None]) -> None:
    ids = small(register)
    following = Following(register, "2018-05-24")
    edit.set_value(register, "organisation", ids.keeper, "country", None)
    assert following.go_on().findings == ()
    assert not counted


def test_no_check_of_one_record_reads_a_whole_table(register: Register) -> None:
    """It would be asked again after every change to that table."""
    troubled(register)
    asked = _Asking(register.snapshot().without({}))
    for table, row in subjects(register.snapshot()):
        if table:
            for day in (ON, "2019-06-01"):
                asked.begin()
                found_in(asked, table, row, day)
                assert {one[0] for one in asked.asked if one[1] == "*"} == set(), (table, row.id)


def test_checks_of_all_tell_how_far_they_are(register: Register) -> None:
    troubled(register)
    heard: list[float] = []
    with heard_by(heard.append):
        CurrentFindings(register.snapshot(), ON)
    assert heard == sorted(heard)
    assert len(set(heard)) > 10
    assert heard[0] < 0.5
    assert heard[-1] == pytest.approx(1.0)
