"""Who is who in a register: whose records it holds, its processors and suppliers, and what activities inherit."""

from collections.abc import Sequence
from dataclasses import dataclass

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.law.facts import in_eea
from ropa_desktop.model.activity import Activity, Recipient
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import AnswerState
from ropa_desktop.model.transfer import Transfer

SUPPLIER_ROLES = frozenset({"processor", "sub_processor", "third_party_supplier", "service_provider"})
"""The roles under which a party is looked for among the processors, whichever role turns out to be true."""

NO_RECIPIENT = frozenset({"source", "none"})
"""Assessed roles of a party that receives nothing."""


@dataclass(frozen=True, slots=True)
class Party:
    """A processor or supplier of one keeper: the party, the engagement if there is one, how it is called, and where.

    `declared` and `assessed` hold every role given, as codes in order of appearance; `open` says that the role is
    not yet assessed, or not in every activity. `wordings` are the source's own words for the role.
    """

    organisation: Organisation | None
    engagement: Engagement | None
    declared: tuple[str, ...]
    wordings: tuple[str, ...]
    assessed: tuple[str, ...]
    open: bool
    activities: tuple[Activity, ...]


def keepers(snapshot: Snapshot) -> tuple[Organisation, ...]:
    """The organisations whose Article 30 record the register holds, by name."""
    ids = {activity.keeper_id for activity in snapshot.all(Activity)}
    found = [o for o in snapshot.all(Organisation) if o.id in ids or o.record_kept == "yes"]
    return tuple(sorted(found, key=lambda organisation: alphabetical(organisation.name)))


def one_named(known: Sequence[Organisation], name: str, several: str, nobody: str) -> Organisation:
    """The one of `known` with this name, else with this in its name.

    Raises `BadInput` where there is more than one, or none: in the words of `several` and `nobody`, two sentences
    with {name} and {names}.
    """
    wanted = name.strip().casefold()
    found = [one for one in known if (one.name or "").casefold() == wanted]
    found = found or [one for one in known if wanted and wanted in (one.name or "").casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name or "?" for one in (found or known)) or _("none")
    raise BadInput((several if found else nobody).format(name=name, names=names))


def activities(snapshot: Snapshot, keeper_id: str | None = None, role: str | None = None) -> tuple[Activity, ...]:
    """Activities that are not archived, of one keeper or all, in one role or both, by reference."""
    found = snapshot.where(Activity, "keeper_id", keeper_id) if keeper_id else snapshot.all(Activity)
    return tuple(a for a in found if a.archived_on is None and (role is None or a.role == role))


def contacts(snapshot: Snapshot, organisation_id: str, role: str) -> tuple[Contact, ...]:
    """An organisation's contacts in one role, such as "dpo"."""
    return tuple(c for c in snapshot.where(Contact, "organisation_id", organisation_id) if c.role == role)


def keeps_a_record(snapshot: Snapshot, organisation: Organisation) -> bool:
    """Whether the register holds an organisation's own Article 30 record."""
    if organisation.record_kept == "yes":
        return True
    return any(one.archived_on is None for one in snapshot.where(Activity, "keeper_id", organisation.id))


def means_of_contact(snapshot: Snapshot, organisation: Organisation) -> bool:
    """Whether it is known how to reach an organisation, apart from its address: directly or by a general contact.

    Where e-mail was answered with "none", the address has to do.
    """
    if organisation.email or organisation.phone or organisation.website:
        return True
    found = snapshot.where(Contact, "organisation_id", organisation.id)
    if any(one.role in ("general", "privacy") and (one.email or one.phone) for one in found):
        return True
    answer = snapshot.answer(organisation.id, "email")
    return answer is not None and answer.state == AnswerState.none


def reached(snapshot: Snapshot, contact: Contact) -> bool:
    """Whether a contact's details are known: its own, or those of the organisation where it is."""
    if contact.email or contact.phone or contact.address or snapshot.answer(contact.id, "email"):
        return True
    employer = snapshot.get(Organisation, contact.employer_id)
    return employer is not None and bool(employer.email or employer.phone or employer.address)


def needs_representative(organisation: Organisation, on: str) -> bool:
    """Whether a representative may have to be named on a day: established outside the EEA, and nothing excuses it.

    What excuses is Art. 3(2) answered with no, the exemption of Art. 27(2)(a), or being a public authority, (b).
    """
    return (
        organisation.country is not None
        and not in_eea(organisation.country, on)
        and organisation.kind != "public_authority"
        and organisation.offers_or_monitors != "no"
        and organisation.representative_exempt != "yes"
    )


def recipients(snapshot: Snapshot, activity_id: str) -> tuple[Recipient, ...]:
    """The parties to whom data are disclosed, Art. 30(1)(d): those assessed as a source, or as no party, are not."""
    rows = snapshot.where(Recipient, "activity_id", activity_id)
    return tuple([row for row in rows if row.assessed_role not in NO_RECIPIENT])


def recipient_party(snapshot: Snapshot, recipient: Recipient) -> Organisation | None:
    """The party of a recipient row: its own, else that of its engagement."""
    if recipient.organisation_id:
        return snapshot.get(Organisation, recipient.organisation_id)
    engagement = snapshot.get(Engagement, recipient.engagement_id)
    return snapshot.get(Organisation, engagement.organisation_id) if engagement else None


def transfers(snapshot: Snapshot, activity_id: str) -> tuple[tuple[Transfer, Engagement | None], ...]:
    """An activity's transfers: its own, then those its engagements bring and it does not replace.

    Each comes with the engagement it is inherited from, or None for the activity's own.
    """
    own = snapshot.where(Transfer, "activity_id", activity_id)
    rows = snapshot.where(Recipient, "activity_id", activity_id)
    named = [row.engagement_id for row in rows if row.engagement_id is not None]
    if not own and not named:  # as in most activities
        return ()
    found: list[tuple[Transfer, Engagement | None]] = [(transfer, None) for transfer in own]
    replaced = {transfer.replaces_id for transfer in own}
    for id in dict.fromkeys(named):
        engagement = snapshot.get(Engagement, id)
        if engagement is None:
            continue
        inherited = snapshot.where(Transfer, "engagement_id", engagement.id)
        found += [(transfer, engagement) for transfer in inherited if transfer.id not in replaced]
    return tuple(found)


def processors(
    snapshot: Snapshot, keeper_id: str | None = None, shown: Sequence[Activity] | None = None
) -> tuple[Party, ...]:
    """The parties that are declared or assessed as processor, sub-processor or supplier, by name.

    Of one keeper or all; or of the activities `shown`, which are this keeper's, None being no keeper then. Engagements
    that none of the keeper's activities uses are among them.
    Software, services and public registers that a source calls a processor are among them, shown for what they are.
    """
    rows: dict[tuple[str | None, str | None], list[tuple[Recipient, Activity]]] = {}
    everything = activities(snapshot, keeper_id)
    for activity in everything if shown is None else shown:
        for recipient in snapshot.where(Recipient, "activity_id", activity.id):
            roles = {recipient.declared_role, recipient.assessed_role}
            if roles & SUPPLIER_ROLES or recipient.engagement_id:
                party = recipient_party(snapshot, recipient)
                rows.setdefault((party.id if party else None, recipient.engagement_id), []).append(
                    (recipient, activity)
                )
    used = {r.engagement_id for a in everything for r in snapshot.where(Recipient, "activity_id", a.id)}
    for engagement in snapshot.all(Engagement):
        of_keeper = engagement.keeper_id == keeper_id or (keeper_id is None and shown is None)
        if of_keeper and engagement.archived_on is None and engagement.id not in used:
            rows[engagement.organisation_id, engagement.id] = []
    found = [_party(snapshot, organisation, engagement, links) for (organisation, engagement), links in rows.items()]
    return tuple(sorted(found, key=lambda party: alphabetical(party.organisation.name if party.organisation else None)))


def _party(
    snapshot: Snapshot,
    organisation: str | None,
    engagement: str | None,
    links: list[tuple[Recipient, Activity]],
) -> Party:
    recipients = [recipient for recipient, _ in links]
    return Party(
        snapshot.get(Organisation, organisation),
        snapshot.get(Engagement, engagement),
        tuple(dict.fromkeys(r.declared_role for r in recipients if r.declared_role)),
        tuple(dict.fromkeys(r.declared_wording for r in recipients if r.declared_wording)),
        tuple(dict.fromkeys(r.assessed_role for r in recipients if r.assessed_role)),
        any(not r.assessed_role for r in recipients) or not recipients,
        tuple(dict.fromkeys(activity for _, activity in links)),
    )
