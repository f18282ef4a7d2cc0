"""Checks of what lies outside the EEA and no transfer names yet: whether transfers were assessed, and who sits abroad.

A party in a third country is no transfer by itself, nor is a parent company there (EDPB Guidelines 05/2021): each is a
question. Data collected from the person directly are not transferred by that person, so where data come from is not
looked at.
"""

from collections.abc import Iterable, Iterator, Sequence

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.checks.links import country_name, listed, uses_of_engagement
from ropa_desktop.law.facts import third_country
from ropa_desktop.law.findings import MISSING, QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of, only_named
from ropa_desktop.law.parties import recipient_party, recipients, transfers
from ropa_desktop.law.third_countries import Abroad, besides, of_engagement
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.activity import Activity, Role
from ropa_desktop.model.engagement import Engagement, Location, SubProcessor
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer

_OF_SOME_COMPANY = frozenset({"product_service", "platform", "group"})
"""Kinds of party of which a company is the provider; where it is unknown, its country and parent are as well."""


def transfers_unknown(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """An activity without transfers, own or inherited, and without the answer that there are none."""
    if snapshot.answer(activity.id, "transfers") or transfers(snapshot, activity.id):
        return ()
    if only_named(snapshot, activity):
        return ()
    article = "30(1)(e)" if activity.role == Role.controller else "30(2)(c)"
    abroad = besides(snapshot, activity.id, (), on)
    if abroad:
        said = _("Transfers have not been assessed, and {parties}.").format(parties=_places(snapshot, abroad))
    else:
        said = _("Transfers to third countries have not been assessed.")
    advice = _("Enter them, or answer: none.")
    about = " ".join([one.country for one in abroad])
    return [Finding("transfers_unknown", MISSING, article, said, "activity", activity.id, "transfers", about, advice)]


def recipient_outside(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
    """A party of an activity in a third country that none of its transfers names; others come with engagements, where
    they are asked about once."""
    stated = transfers(snapshot, activity.id)
    if not stated or snapshot.answer(activity.id, "transfers"):
        return  # transfers_unknown says it, or it is decided
    named = {transfer.country for transfer, _engagement in stated}
    abroad = [one for one in besides(snapshot, activity.id, named, on) if one.engagement_id is None]
    yield from _asked("activity", activity.id, snapshot, abroad)


def engagement_outside(snapshot: Snapshot, engagement: Engagement, on: str) -> Iterator[Finding]:
    """A party, place or sub-processor of an engagement in a third country that none of its transfers names."""
    yield from _asked("engagement", engagement.id, snapshot, of_engagement(snapshot, engagement.id, on))


def _asked(table: str, record: str, snapshot: Snapshot, abroad: Iterable[Abroad]) -> Iterator[Finding]:
    found = tuple(abroad)
    if found:
        said = _("{parties}. Do data go there, or can they be reached from there? No transfer says so.").format(
            parties=_places(snapshot, found)
        )
        advice = _("A transfer needs a decision or a safeguard of Chapter V. Where there is none, answer: none.")
        about = " ".join(sorted(one.country for one in found))
        yield Finding(
            "recipient_outside_without_transfer", QUESTION, "44", said, table, record, "transfers", about, advice
        )


def _places(snapshot: Snapshot, abroad: Iterable[Abroad]) -> str:
    """Who or what is where."""
    return listed(
        _("{who} is in {country}").format(who=_who(snapshot, one), country=country_name(one.country)) for one in abroad
    )


def _who(snapshot: Snapshot, abroad: Abroad) -> str:
    if abroad.table == "organisation":
        return name_of(snapshot.get(Organisation, abroad.id))
    sub_processor = snapshot.get(SubProcessor, abroad.id)
    if sub_processor is not None:
        return _sub_processor(snapshot, sub_processor)
    engagement = snapshot.get(Engagement, abroad.engagement_id)
    party = snapshot.get(Organisation, engagement.organisation_id) if engagement else None
    place = _place(snapshot.get(Location, abroad.id))
    return _("{party} ({place})").format(party=name_of(party), place=place) if party else place


def _sub_processor(snapshot: Snapshot, row: SubProcessor) -> str:
    party = snapshot.get(Organisation, row.organisation_id)
    return name_of(party) if party else row.service or _("a sub-processor")


def _place(row: Location | None) -> str:
    return label("location_use", row.use) if row is not None and row.use else _("a location")


# -- where it was answered that there are none ------------------------------------------------------------


def eea_only_of_engagement(snapshot: Snapshot, engagement: Engagement, on: str) -> Iterator[Finding]:
    """An engagement without transfers, as answered, whose party, parent, places or sub-processors are abroad or whose
    company is not known (Art. 28(1))."""
    if not _answered(snapshot, engagement.id) or not any(uses_of_engagement(snapshot, engagement.id)):
        return
    party = snapshot.get(Organisation, engagement.organisation_id)
    doubts = [
        *_of_places(snapshot, engagement, on),
        *_of_seats(snapshot, party, on),
        *_of_parents(snapshot, party, on),
        *_of_unknown_company(party),
    ]
    yield from _doubted("engagement", engagement.id, "28(1)", doubts)


def eea_only_of_activity(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
    """An activity without transfers, as answered, whose engagements bring some, or whose parties or their parents are
    abroad. Engagements that were answered are judged once, for themselves."""
    if not _answered(snapshot, activity.id):
        return
    doubts: list[tuple[str, str]] = []
    for row in recipients(snapshot, activity.id):
        engagement = snapshot.get(Engagement, row.engagement_id)
        party = recipient_party(snapshot, row)
        if engagement is None:
            doubts += [*_of_seats(snapshot, party, on), *_of_parents(snapshot, party, on)]
        elif not _answered(snapshot, engagement.id):
            doubts += [*_of_transfers(snapshot, engagement, on), *_of_parents(snapshot, party, on)]
    yield from _doubted("activity", activity.id, "44", doubts)


def _answered(snapshot: Snapshot, record_id: str) -> bool:
    return snapshot.answer(record_id, "transfers") is not None


def _doubted(table: str, record: str, article: str, doubts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """What speaks against the answer, each as a sentence's part and what it was seen by."""
    found = dict(doubts)
    if found:
        said = _("No transfers are stated, but {doubts}. Can the data be reached from outside the EEA?").format(
            doubts=listed(found)
        )
        about = " ".join(sorted(set(found.values())))
        advice = _("A parent abroad alone is no transfer; support or access from there is (EDPB Guidelines 05/2021).")
        yield Finding("eea_only_questioned", QUESTION, article, said, table, record, "transfers", about, advice)


def _of_transfers(snapshot: Snapshot, engagement: Engagement, on: str) -> Iterator[tuple[str, str]]:
    for transfer in snapshot.where(Transfer, "engagement_id", engagement.id):
        if transfer.country and third_country(transfer.country, on):
            where = country_name(transfer.country)
            party = name_of(snapshot.get(Organisation, engagement.organisation_id))
            yield _("the engagement with {party} transfers data to {country}").format(party=party, country=where), where


def _of_places(snapshot: Snapshot, engagement: Engagement, on: str) -> Iterator[tuple[str, str]]:
    for place in snapshot.where(Location, "engagement_id", engagement.id):
        yield from _is_in(_place(place), place.country, on)
    for row in snapshot.where(SubProcessor, "engagement_id", engagement.id):
        party = snapshot.get(Organisation, row.organisation_id)
        yield from _is_in(_sub_processor(snapshot, row), row.country or (party.country if party else None), on)


def _of_seats(snapshot: Snapshot, party: Organisation | None, on: str) -> Iterator[tuple[str, str]]:
    for one in _operating(snapshot, party):
        yield from _is_in(name_of(one), one.country, on)


def _is_in(who: str, country: str | None, on: str) -> Iterator[tuple[str, str]]:
    if country and third_country(country, on):
        yield _("{who} is in {country}").format(who=who, country=country_name(country)), country


def _of_parents(snapshot: Snapshot, party: Organisation | None, on: str) -> Iterator[tuple[str, str]]:
    for one in _operating(snapshot, party):
        parent = snapshot.get(Organisation, one.parent_id)
        country = one.parent_country or (parent.country if parent else None)
        if country and third_country(country, on):
            said = _("the parent company of {who} is in {country}")
            yield said.format(who=name_of(one), country=country_name(country)), country


def _of_unknown_company(party: Organisation | None) -> Iterator[tuple[str, str]]:
    if party is None or party.kind not in _OF_SOME_COMPANY:
        return
    if not (party.operator_id or party.country or party.parent_id or party.parent_country):
        yield _("the company behind {who} and its parent are not known").format(who=name_of(party)), party.id


def _operating(snapshot: Snapshot, party: Organisation | None) -> Iterator[Organisation]:
    """A party, who operates it, and so on, each once."""
    seen: set[str] = set()
    while party is not None and party.id not in seen:
        seen.add(party.id)
        yield party
        party = snapshot.get(Organisation, party.operator_id)


_OUTSIDE = N_("Parties in third countries that no transfer names")
_EEA_ONLY = N_("No transfers stated, and a party or parent abroad")

CHECKS = (
    Check("transfers_unknown", "activity", N_("Transfers that were not assessed"), transfers_unknown),
    Check("recipient_outside_without_transfer", "activity", _OUTSIDE, recipient_outside),
    Check("recipient_outside_without_transfer", "engagement", _OUTSIDE, engagement_outside),
    Check("eea_only_questioned", "activity", _EEA_ONLY, eea_only_of_activity),
    Check("eea_only_questioned", "engagement", _EEA_ONLY, eea_only_of_engagement),
)
