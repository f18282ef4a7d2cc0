"""What links parties and activities, as the checks of them need it: what is in use, who acts for whom, by what name."""

from collections.abc import Callable, Iterable, Iterator

from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.parties import SUPPLIER_ROLES
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.activity import Activity, Recipient, Role
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import System
from ropa_desktop.model.snapshot import Snapshot

PROCESSING_ROLES = frozenset({"processor", "sub_processor"})
"""Roles under which a party processes on behalf of another, Art. 4(8)."""

_WITH_ARTICLE = frozenset({"AE", "BS", "CD", "DO", "FO", "GB", "GM", "IM", "KY", "MV", "NL", "PH", "US", "VG"})
"""Countries whose English name takes "the" inside a sentence."""

SHOWN = 3
"""How many names a sentence says before it counts the others."""


def current(snapshot: Snapshot, activity_id: str) -> Activity | None:
    """An activity that is not archived."""
    activity = snapshot.get(Activity, activity_id)
    return activity if activity is not None and activity.archived_on is None else None


def role_of(recipient: Recipient) -> str | None:
    """What a party is to an activity: as the officer assessed it, else as it was declared."""
    return recipient.assessed_role or recipient.declared_role


def uses_of_party(
    snapshot: Snapshot, organisation_id: str, wanted: Callable[[Recipient], bool] = lambda row: True
) -> Iterator[Recipient]:
    """The rows of activities in use that name a party, itself or by one of its engagements, where they are wanted.

    Whether the activity is in use is looked at last: a party that thousands of activities name is not to be checked
    anew whenever one of them changes.
    """
    for row in snapshot.where(Recipient, "organisation_id", organisation_id):
        if wanted(row) and current(snapshot, row.activity_id):
            yield row
    for engagement in snapshot.where(Engagement, "organisation_id", organisation_id):
        for row in snapshot.where(Recipient, "engagement_id", engagement.id):
            if row.organisation_id is None and wanted(row) and current(snapshot, row.activity_id):
                yield row


def uses_of_engagement(snapshot: Snapshot, engagement_id: str) -> Iterator[Recipient]:
    """The rows of activities in use that rest on an engagement."""
    for row in snapshot.where(Recipient, "engagement_id", engagement_id):
        if current(snapshot, row.activity_id):
            yield row


def processes_for(snapshot: Snapshot, engagement: Engagement) -> bool:
    """Whether the party of an engagement in use acts as a processor, as far as known: no activity says otherwise, or
    one says so. Of a system under it nobody says what the party is."""
    rows = snapshot.where(Recipient, "engagement_id", engagement.id)
    unsaid = SUPPLIER_ROLES | {None}
    if any(role_of(row) in unsaid and current(snapshot, row.activity_id) for row in rows):
        return True
    if any(uses_of_engagement(snapshot, engagement.id)):
        return False
    return any(system.archived_on is None for system in snapshot.where(System, "engagement_id", engagement.id))


def role_of_users(snapshot: Snapshot, activity_ids: Iterable[str]) -> str | None:
    """In which role the activities in use among some are carried out: as controller where one is, else as processor;
    None where none is in use."""
    found = None
    for id in activity_ids:
        activity = current(snapshot, id)
        if activity is not None:
            found = activity.role
            if found == Role.controller:
                break
    return found


def party_name(snapshot: Snapshot, engagement: Engagement) -> str:
    """Who renders a service, and which, as a sentence says it."""
    party = name_of(snapshot.get(Organisation, engagement.organisation_id) or engagement)
    return _("{party}, {service}").format(party=party, service=engagement.service) if engagement.service else party


def country_name(code: str) -> str:
    """A country inside a sentence: some names take an article in English."""
    name = label("country", code)
    return f"the {name}" if language() == "en" and code in _WITH_ARTICLE else name


def listed(names: Iterable[str]) -> str:
    """Names, each once, as a sentence says them: a few of them, and how many there are besides."""
    found = list(dict.fromkeys(names))
    shown = ", ".join(found[:SHOWN])
    more = len(found) - SHOWN
    if more <= 0:
        return shown
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=shown, n=more)
