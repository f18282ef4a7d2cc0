"""Third countries that a record's parties and services bring up, and no transfer names yet.

That a party sits in a third country is no transfer by itself, and neither is a service operated from there: each is a
question to the officer (Art. 44; EDPB Guidelines 05/2021). A parent company abroad is not even looked at here.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from ropa_desktop.law.facts import third_country
from ropa_desktop.law.parties import recipients, transfers
from ropa_desktop.model.activity import SystemUse
from ropa_desktop.model.engagement import Engagement, Location, SubProcessor
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import System
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer


@dataclass(frozen=True, slots=True)
class Abroad:
    """A third country (ISO 3166-1), and what is there: a record by table and id, which may be a party's or a place.

    `engagement_id` names the engagement through which it comes, None for a party that is named itself.
    """

    country: str
    table: str
    id: str
    engagement_id: str | None = None


def of_activity(snapshot: Snapshot, activity_id: str, on: str | None = None) -> tuple[Abroad, ...]:
    """Third countries of an activity's recipients, engagements and systems that none of its transfers names.

    `on` is the ISO day asked about, today by default. Nothing where the transfers were answered: that is decided.
    """
    day = on or date.today().isoformat()
    if snapshot.answer(activity_id, "transfers"):
        return ()
    named = {transfer.country for transfer, _engagement in transfers(snapshot, activity_id)}
    return besides(snapshot, activity_id, named, day)


def besides(snapshot: Snapshot, activity_id: str, named: Container[str | None], on: str) -> tuple[Abroad, ...]:
    """The same on an ISO day, where it is known already which countries the activity's transfers name."""
    return _unnamed(_of_activity(snapshot, activity_id), named, on)


def of_engagement(snapshot: Snapshot, engagement_id: str, on: str | None = None) -> tuple[Abroad, ...]:
    """Third countries of an engagement's party, locations and sub-processors that none of its transfers names."""
    day = on or date.today().isoformat()
    engagement = snapshot.get(Engagement, engagement_id)
    if engagement is None or snapshot.answer(engagement_id, "transfers"):
        return ()
    named = {transfer.country for transfer in snapshot.where(Transfer, "engagement_id", engagement_id)}
    return _unnamed(_of_engagement(snapshot, engagement), named, day)


def _unnamed(found: Iterator[Abroad], named: Container[str | None], day: str) -> tuple[Abroad, ...]:
    """Each country once, by what was found first there."""
    by_country: dict[str, Abroad] = {}
    for one in found:
        if one.country not in named and third_country(one.country, day):
            by_country.setdefault(one.country, one)
    return tuple(by_country.values())


def _of_activity(snapshot: Snapshot, activity_id: str) -> Iterator[Abroad]:
    for recipient in recipients(snapshot, activity_id):
        engagement = snapshot.get(Engagement, recipient.engagement_id) if recipient.engagement_id else None
        if engagement is not None:
            yield from _of_engagement(snapshot, engagement)
            continue
        party = snapshot.get(Organisation, recipient.organisation_id)
        if party is not None and party.country:
            yield Abroad(party.country, "organisation", party.id)
    for use in snapshot.where(SystemUse, "activity_id", activity_id):
        system = snapshot.get(System, use.system_id)
        if system is not None:
            yield from (
                Abroad(place.country, "location", place.id)
                for place in snapshot.where(Location, "system_id", system.id)
                if place.country
            )
            engagement = snapshot.get(Engagement, system.engagement_id)
            if engagement is not None:
                yield from _of_engagement(snapshot, engagement)


def _of_engagement(snapshot: Snapshot, engagement: Engagement) -> Iterator[Abroad]:
    for place in snapshot.where(Location, "engagement_id", engagement.id):
        if place.country:
            yield Abroad(place.country, "location", place.id, engagement.id)
    for row in snapshot.where(SubProcessor, "engagement_id", engagement.id):
        party = snapshot.get(Organisation, row.organisation_id)
        country = row.country or (party.country if party else None)
        if country:
            yield Abroad(country, "sub_processor", row.id, engagement.id)
    party = snapshot.get(Organisation, engagement.organisation_id)
    if party is not None and party.country:
        yield Abroad(party.country, "organisation", party.id, engagement.id)
