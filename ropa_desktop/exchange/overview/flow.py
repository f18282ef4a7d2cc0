"""The flow map: courses brought together until they can be read, the largest by name and the others as one."""

from collections import defaultdict
from collections.abc import Iterable

from ropa_desktop.exchange.overview.courses import UNKNOWN, Course, Place
from ropa_desktop.exchange.overview.figures import COLUMNS, Flow, Node, Path
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot

MOST = 10
"""How many boxes a column has at most."""

OTHERS = "others"


def usual_grouping(ways: tuple[Course, ...]) -> str:
    """Few activities one by one; more by department, where half of them have one, or by controller, if there are two.

    Where neither tells them apart they stand one by one, the largest by name.
    """
    if len(ways) <= MOST:
        return "activity"
    if sum(way.activity.department is not None for way in ways) * 2 >= len(ways):
        return "department"
    return "controller" if len({way.activity.keeper_id for way in ways}) > 1 else "activity"


def flow(snapshot: Snapshot, ways: Iterable[Course], grouping: str) -> Flow:
    """The map of some courses, with the activities as `grouping` says. Activities without recipients are in it too."""
    places: tuple[dict[str, Place], ...] = ({}, {}, {}, {})
    through: tuple[dict[str, dict[str, None]], ...] = tuple(defaultdict(dict) for _column in COLUMNS)
    steps: dict[tuple[str | None, ...], dict[str, None]] = defaultdict(dict)
    for way in ways:
        middle = _middle(snapshot, way, grouping)
        for source in way.sources:
            for recipient, country in way.ends or ((None, None),):
                whole = (source, middle, recipient, country)
                for column, place in enumerate(whole):
                    if place is not None:
                        places[column].setdefault(place.key, place)
                        through[column][place.key][way.activity.id] = None
                steps[tuple(place.key if place else None for place in whole)][way.activity.id] = None
    named: list[dict[str, str]] = []
    nodes: list[Node] = []
    for column, (found, ids) in enumerate(zip(places, through, strict=True)):
        kept = _largest(found, ids)
        named.append({key: key if key in kept else OTHERS for key in found})
        nodes += [_node(column, found[key], tuple(ids[key])) for key in kept]
        rest = [key for key in found if key not in kept]
        if rest:
            nodes.append(_others(column, [found[key] for key in rest], ids))
    paths: dict[tuple[str | None, ...], dict[str, None]] = defaultdict(dict)
    for step, activities in steps.items():
        short = tuple(
            f"{COLUMNS[column]}:{named[column][key]}" if key is not None else None for column, key in enumerate(step)
        )
        paths[short].update(activities)
    order = [node for column in COLUMNS for node in _in_order(nodes, column)]
    return Flow(grouping, tuple(order), tuple(Path(keys, tuple(ids)) for keys, ids in paths.items()))


def _middle(snapshot: Snapshot, way: Course, grouping: str) -> Place:
    activity = way.activity
    if grouping == "activity":
        return Place(activity.id, activity.name or activity.reference or "", activity.id)
    if grouping == "controller":
        keeper = snapshot.get(Organisation, activity.keeper_id)
        return Place(keeper.id, keeper.name or keeper.reference or "", keeper.id) if keeper else Place(UNKNOWN, "")
    department = (activity.department or "").strip()
    return Place(f"={department}", department or _("no department"))


def _largest(found: dict[str, Place], ids: dict[str, dict[str, None]]) -> set[str]:
    """The keys that keep a box of their own; what is unknown always does."""
    ranked = sorted(found, key=lambda key: (key != UNKNOWN, -len(ids[key]), alphabetical(found[key].name)))
    return set(ranked if len(ranked) <= MOST else ranked[: MOST - 1])


def _node(column: int, place: Place, activities: tuple[str, ...]) -> Node:
    unknown = place.key == UNKNOWN
    name = (_("country unknown") if column == 3 else _("unknown")) if unknown else place.name
    records = (place.record_id,) if place.record_id else ()
    return Node(f"{COLUMNS[column]}:{place.key}", COLUMNS[column], name, records, activities, unknown)


def _others(column: int, rest: list[Place], ids: dict[str, dict[str, None]]) -> Node:
    activities = dict.fromkeys(id for place in rest for id in ids[place.key])
    name = ngettext("{n} other", "{n} others", len(rest)).format(n=len(rest))
    records = tuple(place.record_id for place in rest if place.record_id)
    return Node(f"{COLUMNS[column]}:{OTHERS}", COLUMNS[column], name, records, tuple(activities), others=True)


def _in_order(nodes: list[Node], column: str) -> list[Node]:
    """The largest first; the others and what is unknown at the foot."""
    own = [node for node in nodes if node.column == column]
    return sorted(own, key=lambda node: (node.unknown, node.others, -len(node.activities), alphabetical(node.name)))
