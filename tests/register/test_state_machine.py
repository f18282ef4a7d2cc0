"""Random steps of every kind, undo, redo, reopening and the past: undo everything and the register is as it was."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ropa_desktop.errors import BadInput, ReadOnlyRegister
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.validation import clean_line
from ropa_desktop.register import edit, journal, merging
from ropa_desktop.register.connection import one_moment
from ropa_desktop.register.index import Index
from ropa_desktop.register.loading import apply_in_memory, load
from ropa_desktop.register.register import Register
from ropa_desktop.register.replacing import apply_replacements, replacements
from ropa_desktop.register.revision import changes_of
from ropa_desktop.register.search import search, search_in

TEXTS = (
    st.none()
    | st.text(max_size=20)
    | st.sampled_from(["", "=1+1", "_x000D_", "a\r\nb", 'say "x" \\ y', "🛈\u202eabc", "שלום"])
)
KEYS = [kind.key for kind in catalog.KINDS]
ENTRIES = [kind.key for kind in catalog.KINDS if not kind.is_row]
PLACES = st.integers(0, 99)
Content = dict[str, dict[str, tuple[Any, ...]]]


class RegisterMachine(RuleBasedStateMachine):
    """The register beside a model of it: a stack of what its content was before each step that can be undone."""

    @initialize()
    def begin(self) -> None:
        self.directory = Path(tempfile.mkdtemp())
        self.seconds = 0
        self.clock = pytest.MonkeyPatch()
        self.clock.setattr(journal, "now", self.now)
        self.register = Register.create(self.directory / "r.ropa")
        self.before: list[Content] = []
        self.undone: list[Content] = []
        self.then: list[tuple[str, Content]] = [(self.now(), self.register.snapshot().content())]

    def now(self) -> str:
        """A clock that moves on by a second whenever it is asked."""
        self.seconds += 1
        moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)
        return moment.isoformat(timespec="milliseconds")

    def teardown(self) -> None:
        if not hasattr(self, "register"):
            return
        for moment, content in self.then:
            assert self.register.snapshot(on=moment).content() == content
        while self.register.undo():
            assert self.register.snapshot().content() == self.before.pop()
        assert self.before == []
        assert all(not rows for rows in self.register.snapshot().content().values())
        assert self.replayed() == self.known()
        assert self.register.unsound() is None
        self.register.close()
        self.clock.undo()
        shutil.rmtree(self.directory)

    # -- what the steps share -----------------------------------------------------------------------------

    def step(self, change: Callable[[], object]) -> None:
        """Make a change of its own revision; one that is refused or changes nothing leaves no trace."""
        content, count = self.register.snapshot().content(), len(self.register.history())
        self.register.seal()
        try:
            change()
        except BadInput:
            assert self.register.snapshot().content() == content
        if len(self.register.history()) == count:
            assert self.register.snapshot().content() == content
        else:
            assert len(self.register.history()) == count + 1
            self.before.append(content)
            self.undone.clear()
            self.then.append((self.now(), self.register.snapshot().content()))

    def ids(self, key: str) -> list[str]:
        return sorted(row.id for row in self.register.snapshot().rows(key))

    def pick(self, key: str, number: int) -> str | None:
        ids = self.ids(key)
        return ids[number % len(ids)] if ids else None

    def pick_any(self, keys: Sequence[str], number: int) -> tuple[str, str] | None:
        found = [(key, id) for key in keys for id in self.ids(key)]
        return found[number % len(found)] if found else None

    def value(self, key: str, field: str, number: int, text: str | None) -> str | int | None:
        """Something to write into a field, now and then something that it refuses."""
        info = tables.fields(key)[field]
        if text is None or info.form in ("line", "text"):
            return text
        if info.form == "whole":
            return number if number % 7 else text
        if info.form == "date":
            return f"2020-01-{number % 32:02d}"
        if info.form == "link":
            return self.pick(info.target, number) if number % 5 else "nobody"
        return ("yes", "no", "unheard of")[number % 3]

    def known(self) -> dict[str, dict[str, dict[str, Any]]]:
        snapshot = self.register.snapshot()
        return {
            key: {row.id: {k: v for k, v in row._asdict().items() if v is not None} for row in snapshot.rows(key)}
            for key in tables.models()
        }

    def replayed(self) -> dict[str, dict[str, dict[str, Any]]]:
        records: dict[str, dict[str, dict[str, Any]]] = {key: {} for key in tables.models()}
        for revision in self.register.history():
            for change in changes_of(self.register.connection, revision.id):
                apply_in_memory(records, change)
        return {
            key: {id: {k: v for k, v in row.items() if v is not None} for id, row in rows.items()}
            for key, rows in records.items()
        }

    # -- steps --------------------------------------------------------------------------------------------

    @rule(name=TEXTS, keeper=st.integers(0, 9))
    def add_activity(self, name: str | None, keeper: int) -> None:
        keeper_id = self.pick("organisation", keeper)
        self.step(lambda: edit.add(self.register, "activity", name=name, keeper_id=keeper_id))

    @rule(name=TEXTS)
    def add_organisation(self, name: str | None) -> None:
        self.step(lambda: edit.add(self.register, "organisation", name=name))

    @rule(key=st.sampled_from(["purpose", "recipient", "data_line", "transfer"]), parent=st.integers(0, 9))
    def add_row(self, key: str, parent: int) -> None:
        activity = self.pick("activity", parent)
        if activity:
            self.step(lambda: edit.add(self.register, key, activity_id=activity))

    @rule(number=st.integers(0, 9), field=st.sampled_from(["name", "department", "note", "role"]), value=TEXTS)
    def set_value(self, number: int, field: str, value: str | None) -> None:
        activity = self.pick("activity", number)
        if activity:
            self.step(lambda: edit.set_value(self.register, "activity", activity, field, value))

    @rule(number=st.integers(0, 9), values=st.lists(TEXTS, min_size=2, max_size=4))
    def type_into_a_field(self, number: int, values: list[str | None]) -> None:
        activity = self.pick("activity", number)
        if activity:

            def typing() -> None:
                for value in values:
                    edit.set_value(self.register, "activity", activity, "owner", value)
                    (shown,) = (a for a in self.register.snapshot().rows("activity") if a.id == activity)
                    assert shown.owner == clean_line(value or "")

            self.step(typing)

    @rule(
        number=st.integers(0, 9),
        field=st.sampled_from(["recipients", "transfers", "department"]),
        state=st.sampled_from([None, "none", "not_applicable", "not_possible"]),
        reason=TEXTS,
    )
    def answer(self, number: int, field: str, state: str | None, reason: str | None) -> None:
        activity = self.pick("activity", number)
        if activity:
            self.step(lambda: edit.set_answer(self.register, "activity", activity, field, state, reason))

    @rule(number=PLACES, texts=st.lists(TEXTS, min_size=2, max_size=3))
    def write_a_field_more_than_once(self, number: int, texts: list[str | None]) -> None:
        found = self.pick_any(KEYS, number)
        if found:

            def change() -> None:
                with self.register.step("Written anew"):
                    for text in texts:
                        edit.set_value(self.register, *found, "note", text)

            self.step(change)

    @rule(key=st.sampled_from(KEYS), number=PLACES)
    def add_any(self, key: str, number: int) -> None:
        parents = tables.parents(key)
        column = parents[number % len(parents)] if parents else ""
        above = self.pick(tables.fields(key)[column].target, number) if column else None
        if above or not parents:
            values = {column: above} if column else {}
            self.step(lambda: edit.add(self.register, key, **values))

    @rule(keys=st.sampled_from([KEYS, *([key] for key in KEYS)]), number=PLACES)
    def delete(self, keys: list[str], number: int) -> None:
        found = self.pick_any(keys, number)
        if found:
            self.step(lambda: edit.delete(self.register, *found))

    @rule(key=st.sampled_from(["activity", "organisation", *ENTRIES]), one=PLACES, two=PLACES, take=st.booleans())
    def merge(self, key: str, one: int, two: int, take: bool) -> None:
        keep, other = self.pick(key, one), self.pick(key, two)
        if keep and other:

            def change() -> None:
                planned = merging.plan(self.register.snapshot(), key, keep, other)
                if take:
                    fields = [conflict.field for conflict in planned.conflicts]
                    planned = merging.plan(self.register.snapshot(), key, keep, other, fields)
                merging.merge(self.register, planned)
                assert not any(other in row for rows in self.register.snapshot().content().values() for row in rows)

            self.step(change)

    @rule(find=st.sampled_from(["a", "x", " ", "yes"]), replace=TEXTS, whole=st.booleans())
    def replace_everywhere(self, find: str, replace: str | None, whole: bool) -> None:
        def change() -> None:
            apply_replacements(self.register, replacements(self.register.snapshot(), find, replace or "", whole=whole))

        self.step(change)

    @rule(keys=st.sampled_from([KEYS, ["activity"], ["engagement"]]), number=PLACES)
    def duplicate(self, keys: list[str], number: int) -> None:
        found = self.pick_any(keys, number)
        if found:
            self.step(lambda: edit.duplicate(self.register, *found))

    @rule(number=PLACES, places=st.lists(PLACES, min_size=1, max_size=3), text=TEXTS)
    def set_some_values(self, number: int, places: list[int], text: str | None) -> None:
        found = self.pick_any(KEYS, number)
        if found:
            names = list(tables.fields(found[0]))
            chosen = {names[place % len(names)] for place in places}
            values = {name: self.value(found[0], name, number + places[0], text) for name in sorted(chosen)}
            self.step(lambda: edit.set_values(self.register, *found, values))

    @rule(number=PLACES, back=st.booleans(), reason=TEXTS)
    def archive_or_restore(self, number: int, back: bool, reason: str | None) -> None:
        found = self.pick_any(ENTRIES, number)
        if found and back:
            self.step(lambda: edit.restore(self.register, *found))
        elif found:
            self.step(lambda: edit.archive(self.register, *found, reason))

    @rule(key=st.sampled_from(["purpose", "recipient", "transfer"]), number=PLACES)
    def turn_round(self, key: str, number: int) -> None:
        activity = self.pick("activity", number)
        rows = self.register.snapshot().matching(key, "activity_id", activity)
        self.step(lambda: edit.move(self.register, key, [row.id for row in reversed(rows)]))

    @rule()
    def fail_within(self) -> None:
        """A step with a part that is refused: the rest of it stays."""

        def refused() -> None:
            with self.register.step("Refused"):
                edit.add(self.register, "organisation")
                edit.set_value(self.register, "activity", "nobody", "name", "x")

        def change() -> None:
            with self.register.step("Several"):
                edit.add(self.register, "activity")
                with suppress(BadInput):
                    refused()
                edit.add(self.register, "system")

        organisations = self.ids("organisation")
        self.step(change)
        assert self.ids("organisation") == organisations

    @rule(number=st.integers(0, 9), text=TEXTS)
    def say_more(self, number: int, text: str | None) -> None:
        activity = self.pick("activity", number)
        if activity:
            self.step(lambda: edit.set_wording(self.register, activity, "name", "nb", text))
            self.step(lambda: edit.add_source(self.register, activity, "name", text))

    @rule(number=PLACES)
    def value_then_answer_then_delete(self, number: int) -> None:
        found = self.pick_any(["activity", "system"], number)
        if found:
            field = "owner"
            self.step(lambda: edit.set_value(self.register, *found, field, "x"))
            self.step(lambda: edit.set_answer(self.register, *found, field, "none"))
            self.nothing_is_said_of_nobody_and_no_value_has_an_answer()
            self.step(lambda: edit.delete(self.register, *found))

    # -- taking back --------------------------------------------------------------------------------------

    @rule(again=st.booleans())
    def undo_or_redo(self, again: bool) -> None:
        content = self.register.snapshot().content()
        done = self.register.redo() if again else self.register.undo()
        from_stack, to_stack = (self.undone, self.before) if again else (self.before, self.undone)
        assert (done is not None) == bool(from_stack)
        if done:
            assert self.register.snapshot().content() == from_stack.pop()
            to_stack.append(content)
            self.then.append((self.now(), self.register.snapshot().content()))

    @rule()
    def note_an_event(self) -> None:
        content = self.register.snapshot().content()
        self.register.record_event("Exported")
        assert self.register.snapshot().content() == content

    @rule(number=PLACES)
    def see_the_past(self, number: int) -> None:
        moment, content = self.then[number % len(self.then)]
        assert self.register.snapshot(on=moment).content() == content

    @precondition(lambda self: len(self.before) > 2)
    @rule()
    def reopen(self) -> None:
        content = self.register.snapshot().content()
        self.register.close()
        self.register = Register.open(self.directory / "r.ropa")
        assert self.register.snapshot().content() == content

    @rule()
    def read_beside(self) -> None:
        with Register.open(self.directory / "r.ropa") as reader:
            assert reader.snapshot().content() == self.register.snapshot().content()
            assert reader.unsound() is None
            assert reader.undo_label() == self.register.undo_label()
            with pytest.raises(ReadOnlyRegister):
                reader.undo()

    @invariant()
    def nothing_is_said_of_nobody_and_no_value_has_an_answer(self) -> None:
        if hasattr(self, "register"):
            snapshot = self.register.snapshot()
            records = {row.id: row for key in KEYS for row in snapshot.rows(key)}
            for key, _path in catalog.STATEMENTS:
                assert {row.record_id for row in snapshot.rows(key)} <= records.keys()
            for answer in snapshot.rows("answer"):
                assert getattr(records[answer.record_id], answer.field, None) is None

    @invariant()
    def the_next_snapshot_is_as_one_read_anew(self) -> None:
        """The same rows in the same order and the same groups, although it is made from the one before."""
        if hasattr(self, "register"):
            shown = self.register.snapshot()
            with one_moment(self.register.connection):
                read = load(self.register.connection, self.register.journal.newest)
            assert (shown.revision, shown.hash) == (read.revision, read.hash)
            for key in tables.models():
                assert shown.rows(key) == read.rows(key)
                for column in ("archived_on", "keeper_id", "record_id", "activity_id", *tables.parents(key)):
                    if column in tables.columns(key):
                        for value in {getattr(row, column) for row in read.rows(key)} | {"nobody", None}:
                            assert shown.matching(key, column, value) == read.matching(key, column, value)

    @invariant()
    def the_index_follows(self) -> None:
        """What is sought is found as in an index made anew."""
        if hasattr(self, "register"):
            shown = self.register.snapshot()
            anew = Index()
            for text in ("a", "x", "say", "pa 00", "draft"):
                kept_up = {hit.id for hit in search(self.register, text, limit=1000)}
                assert kept_up == {hit.id for hit in search_in(anew, shown, text, limit=1000)}
            anew.close()

    @invariant()
    def the_stacks_agree(self) -> None:
        if hasattr(self, "register"):
            assert (self.register.journal.undoable is None) == (not self.before)


TestRegister = RegisterMachine.TestCase
