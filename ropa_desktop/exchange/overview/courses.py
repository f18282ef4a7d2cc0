"""The course that data take through each activity: from whom, to whom, and where these are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ropa_desktop.law import vocabulary
from ropa_desktop.law.parties import recipient_party, recipients, transfers
from ropa_desktop.model.activity import Activity, DataLine, Recipient
from ropa_desktop.model.engagement import Location
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import DataSubjectCategory
from ropa_desktop.model.snapshot import Snapshot

UNKNOWN = "unknown"

_NO_SOURCE = frozenset({"data_subject", "use", "controller", "derived"})
"""Origins that are no source besides the people themselves and the controller."""


@dataclass(frozen=True, slots=True)
class Place:
    """One end of a course in a column of the flow map: a key that tells it from others, its name and its record.

    `record_id` is empty of what is no record: a country, a kind of source, what is unknown.
    """

    key: str
    name: str
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """An activity, where its data come from, and its recipients, each with a country; None where there is none.

    An activity that answers it has no recipients has no ends.
    """

    activity: Activity
    sources: tuple[Place, ...]
    ends: tuple[tuple[Place, Place | None], ...]


def courses(snapshot: Snapshot, found: Iterable[Activity]) -> tuple[Course, ...]:
    """The course of each activity, as the register stands."""
    return tuple(Course(one, _sources(snapshot, one.id), _ends(snapshot, one)) for one in found)


def _sources(snapshot: Snapshot, activity_id: str) -> tuple[Place, ...]:
    """The people whose data these are, and the organisations and kinds of source that they are had from."""
    found: dict[str, Place] = {}
    for row in snapshot.where(DataLine, "activity_id", activity_id):
        people = snapshot.get(DataSubjectCategory, row.subject_id)
        if people is not None:
            found[people.id] = Place(people.id, people.name or people.reference or "", people.id)
        party = snapshot.get(Organisation, row.origin_id)
        if party is not None:
            found[party.id] = _party(party)
        elif row.origin and row.origin not in _NO_SOURCE:
            found[row.origin] = Place(row.origin, vocabulary.label("data_origin", row.origin))
    for source in snapshot.where(Recipient, "activity_id", activity_id):
        party = recipient_party(snapshot, source) if source.assessed_role == "source" else None
        if party is not None:
            found[party.id] = _party(party)
    return tuple(found.values()) or (Place(UNKNOWN, ""),)


def _ends(snapshot: Snapshot, activity: Activity) -> tuple[tuple[Place, Place | None], ...]:
    own = transfers(snapshot, activity.id)
    aims: dict[str, dict[str, None]] = {}  # by organisation, the countries its transfers go to
    loose: dict[str, None] = {}
    for transfer, engagement in own:
        where = transfer.country or transfer.international_organisation or ""
        party_id = transfer.importer_id or (engagement.organisation_id if engagement else None)
        if party_id is not None:
            aims.setdefault(party_id, {})[where] = None
        else:
            loose[where] = None
    found: dict[tuple[str, str], tuple[Place, Place | None]] = {}

    def add(party: Place, country: Place) -> None:
        found[party.key, country.key] = (party, country)

    rows = recipients(snapshot, activity.id)
    met = set()
    for row in rows:
        party = recipient_party(snapshot, row)
        if party is None:
            add(Place(UNKNOWN, ""), Place(UNKNOWN, ""))
            continue
        met.add(party.id)
        for code in _countries(snapshot, row, party, aims.get(party.id, {})):
            add(_party(party), _country(code))
    for party_id, codes in aims.items():
        importer = snapshot.get(Organisation, party_id)
        if importer is not None and party_id not in met:
            for code in codes:
                add(_party(importer), _country(code or importer.country or ""))
    for code in loose:
        add(Place(UNKNOWN, ""), _country(code))
    if not found and snapshot.answer(activity.id, "recipients") is None and activity.role == "controller":
        add(Place(UNKNOWN, ""), Place(UNKNOWN, ""))
    return tuple(found.values())


def _countries(snapshot: Snapshot, row: Recipient, party: Organisation, aims: Iterable[str]) -> Sequence[str]:
    """Where a recipient has the data: where transfers to it go, where its service is, else where it sits."""
    found = dict.fromkeys(aims)
    if row.engagement_id:
        places = snapshot.where(Location, "engagement_id", row.engagement_id)
        found |= dict.fromkeys(place.country for place in places if place.country)
    return [*found] or [party.country or ""]


def _party(party: Organisation) -> Place:
    return Place(party.id, party.name or party.reference or "", party.id)


def _country(code: str) -> Place:
    if not code:
        return Place(UNKNOWN, "")
    organisations = vocabulary.vocabulary("international_organisation").terms
    name = "international_organisation" if code in organisations else "country"
    return Place(code, vocabulary.label(name, code))
