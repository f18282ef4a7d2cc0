"""The differences of two snapshots are all there are, each once, however the one came from the other."""

from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

NAMES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y", None]), max_size=6)


def snapshot(names: dict[str, str | None]) -> Snapshot:
    columns = tables.columns("system")
    rows = [tuple({"id": id, "name": name}.get(column) for column in columns) for id, name in names.items()]
    return Snapshot({"system": rows})


@given(before=NAMES, after=NAMES)
def test_every_difference_is_given_once(before: dict[str, str | None], after: dict[str, str | None]) -> None:
    found = [*snapshot(after).differences(snapshot(before))]
    told: dict[str, tuple[str | None, str | None]] = {}
    for _table, old, new in found:
        told[old.id if old else str(new and new.id)] = (old and old.name, new and new.name)
    assert len(found) == len(told)
    assert told.keys() == {
        id for id in before.keys() | after.keys() if (id in before, before.get(id)) != (id in after, after.get(id))
    }
    assert all(told[id] == (before.get(id), after.get(id)) for id in told)


@given(before=NAMES, changes=st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["x", "y", "gone"]))))
def test_the_differences_of_what_followed_are_as_of_one_read_anew(
    before: dict[str, str | None], changes: list[tuple[str, str]]
) -> None:
    names = dict(before)
    made: list[tuple[str, str, dict[str, str] | None]] = []
    for id, name in changes:
        if name == "gone" and id in names:
            del names[id]
            made.append(("system", id, None))
        elif name != "gone":
            made.append(("system", id, {"name": name} if id in names else {"id": id, "name": name}))
            names[id] = name
    first = snapshot(before)
    followed = {(t, o, n) for t, o, n in first.following(made, "r", "h").differences(first)}
    assert followed == {(t, o, n) for t, o, n in snapshot(names).differences(snapshot(before))}
