"""Random steps, undo, redo and reopening: undo everything and the register is as it was."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ropa_desktop.errors import BadInput
from ropa_desktop.model import tables
from ropa_desktop.register import edit
from ropa_desktop.register.loading import apply_in_memory
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import changes_of

TEXTS = (
    st.none()
    | st.text(max_size=20)
    | st.sampled_from(["", "=1+1", "_x000D_", "a\r\nb", 'say "x" \\ y', "🛈\u202eabc", "שלום"])
)
Content = dict[str, dict[str, tuple[Any, ...]]]


class RegisterMachine(RuleBasedStateMachine):
    """The register beside a model of it: a stack of what its content was before each step that can be undone."""

    @initialize()
    def begin(self) -> None:
        self.directory = Path(tempfile.mkdtemp())
        self.register = Register.create(self.directory / "r.ropa")
        self.before: list[Content] = []
        self.undone: list[Content] = []

    def teardown(self) -> None:
        if not hasattr(self, "register"):
            return
        while self.register.undo():
            assert self.register.snapshot().content() == self.before.pop()
        assert self.before == []
        assert all(not rows for rows in self.register.snapshot().content().values())
        assert self.replayed() == self.known()
        assert self.register.unsound() is None
        self.register.close()
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

    def ids(self, key: str) -> list[str]:
        return sorted(row.id for row in self.register.snapshot().rows(key))

    def pick(self, key: str, number: int) -> str | None:
        ids = self.ids(key)
        return ids[number % len(ids)] if ids else None

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

    @rule(key=st.sampled_from(["activity", "organisation", "recipient"]), number=st.integers(0, 9))
    def delete(self, key: str, number: int) -> None:
        id = self.pick(key, number)
        if id:
            self.step(lambda: edit.delete(self.register, key, id))

    @rule(number=st.integers(0, 9))
    def duplicate(self, number: int) -> None:
        activity = self.pick("activity", number)
        if activity:
            self.step(lambda: edit.duplicate(self.register, "activity", activity))

    @rule(number=st.integers(0, 9), text=TEXTS)
    def say_more(self, number: int, text: str | None) -> None:
        activity = self.pick("activity", number)
        if activity:
            self.step(lambda: edit.set_wording(self.register, activity, "name", "nb", text))
            self.step(lambda: edit.add_source(self.register, activity, "name", text))

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

    @precondition(lambda self: len(self.before) > 2)
    @rule()
    def reopen(self) -> None:
        content = self.register.snapshot().content()
        self.register.close()
        self.register = Register.open(self.directory / "r.ropa")
        assert self.register.snapshot().content() == content

    @invariant()
    def the_stacks_agree(self) -> None:
        if hasattr(self, "register"):
            assert (self.register.journal.undoable is None) == (not self.before)


TestRegister = RegisterMachine.TestCase
