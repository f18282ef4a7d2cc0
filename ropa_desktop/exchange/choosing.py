"""Deciding over a plan line by line: what a person leaves out, what of the conflicts she takes, and what follows."""

from collections.abc import Iterable, Sequence

from ropa_desktop.exchange.changes import Plan, decided, field_key, left_out

CONFLICT = "conflict "
"""How the key of a change begins that would overwrite what was changed here; a record's or field's key follows."""


class Choice:
    """What is taken of a plan so far: at first everything but the conflicts.

    Keys are ids of records, `field_key`s, and both behind `CONFLICT`.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._whole = plan.whole or plan
        self._conflicts = {one.id: [field_key(one.id, name) for name in one.changes] for one in plan.conflicts}
        self._aside = frozenset(key for keys in self._conflicts.values() for key in keys)
        self._fields = {one.id: [field_key(one.id, name) for name in one.changes] for one in self._whole.updated}
        self._fields = {id: [key for key in keys if key not in self._aside] for id, keys in self._fields.items()}
        self._known = {one.id for one in plan.added} | {one.id for one in plan.removed}
        self._known.update(key for keys in self._fields.values() for key in keys)
        self._out = self._aside
        self._gone = left_out(self._whole, self._out) if self._out else frozenset()

    def plan(self) -> Plan:
        """The plan as it is now wanted."""
        if self._out == self._aside:
            return self._plan
        return decided(self._plan, self._out - self._aside, self._aside - self._out)

    def taken(self, key: str) -> bool | None:
        """Whether something is taken; None for what cannot be decided. A record is, as long as one of its fields is."""
        keys = self._keys(key)
        return any(one not in self._gone for one in keys) if keys else None

    def turn(self, keys: Sequence[str]) -> None:
        """Leave out what is taken, and the other way round: all of them as the first that can be decided."""
        chosen = [key for key in keys if self._keys(key)]
        if not chosen:
            return
        leaving = self.taken(chosen[0])
        for key in chosen:
            if leaving:
                self._leave(self._keys(key))
            else:
                self._take(self._keys(key))

    def _keys(self, key: str) -> list[str]:
        """What a line decides over: the fields of a record that changes, else the record or field itself."""
        if key.startswith(CONFLICT):
            key = key.removeprefix(CONFLICT)
            return self._conflicts.get(key) or [one for one in self._aside if one == key]
        return self._fields.get(key) or ([key] if key in self._known else [])

    def _leave(self, keys: Iterable[str]) -> None:
        self._out = self._out | set(keys)
        self._gone = left_out(self._whole, self._out)

    def _take(self, keys: Iterable[str]) -> None:
        """Take something again, with what it needs: a row needs the record that it names."""
        for key in keys:
            self._out = self._out - {key}
            for one in sorted(self._out):
                if key not in left_out(self._whole, self._out):
                    break
                alone = key in left_out(self._whole, {one})
                if alone or key not in left_out(self._whole, self._out - {one}):
                    self._out = self._out - {one}
        self._gone = left_out(self._whole, self._out)
