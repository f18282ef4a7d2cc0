"""How complete a record is, as one number, and the list of what is missing behind it.

Counted are points, each once however many activities lean on it: one address that is missing is one thing to do.
Whatever the number says can be counted in `points`, and whoever closes one point of `missing` raises it by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.accountability import beside
from ropa_desktop.law.completeness import UNKNOWN, Point, keeper_points, points
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Tally:
    """The points that apply, in the order of activities and letters."""

    points: tuple[Point, ...]

    @property
    def missing(self) -> tuple[Point, ...]:
        """What is unknown or only partly known."""
        return tuple(point for point in self.points if point.open)

    @property
    def closed(self) -> int:
        """How many points are documented or answered."""
        return len(self.points) - len(self.missing)

    @property
    def percent(self) -> int | None:
        """The share that is closed, rounded down: 100 only where nothing is missing. None where nothing applies."""
        return 100 * self.closed // len(self.points) if self.points else None

    @property
    def in_words(self) -> str:
        """The number as every page and the terminal say it; an empty text where nothing applies."""
        if self.percent is None:
            return ""
        said = _("Article 30: {percent} %. {closed} of {n} points are known.")
        return said.format(percent=self.percent, closed=self.closed, n=len(self.points))


def of_activity(snapshot: Snapshot, activity_id: str, on: str | None = None) -> Tally:
    """What Article 30 asks of one activity, on an ISO day, today by default."""
    return _tally(points(snapshot, activity_id, on))


def of_record(snapshot: Snapshot, keeper_id: str | None = None, on: str | None = None) -> Tally:
    """What Article 30 asks of the record of one keeper, or of all, on an ISO day, today by default.

    A keeper without an activity has not begun: that its record is empty is a point too.
    """
    found: list[Point] = []
    for keeper in keepers(confirmed(snapshot)):
        if keeper_id in (None, keeper.id):
            found += keeper_points(snapshot, keeper.id, on)
            if not activities(snapshot, keeper.id):
                found.append(Point("b", N_("Processing activities"), UNKNOWN, keeper.id, "name"))
    for activity in activities(snapshot, keeper_id):
        found += points(snapshot, activity.id, on)
    return _tally(found)


def besides(snapshot: Snapshot, keeper_id: str | None = None) -> Tally:
    """What is asked besides Article 30, of the record of one keeper or of all."""
    return _tally(point for activity in activities(snapshot, keeper_id) for point in beside(snapshot, activity.id))


def _tally(found: Iterable[Point]) -> Tally:
    once = {(point.record_id, point.field, point.title, point.article): point for point in found}
    return Tally(tuple(once.values()))
