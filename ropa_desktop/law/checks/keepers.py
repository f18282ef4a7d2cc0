"""Checks of those whose record it is, Art. 30(1)(a) and 30(2)(a): names, contact details, officer, representative."""

from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.findings import MISSING, QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.parties import contacts, keeps_a_record, means_of_contact, needs_representative, reached
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.activity import ActedFor, Activity, JointController, Role
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot

_NO_COMPANY = frozenset({"category", "product_service", "software", "public_register", "platform"})
"""Kinds of parties that keep no record themselves: somebody behind them does."""


def keeper_not_identified(snapshot: Snapshot, organisation: Organisation, on: str) -> Sequence[Finding]:
    """A controller, joint controller, or processor, or one that it acts for, without name or contact details."""
    article = _article(snapshot, organisation)
    if article is None:
        return ()
    name = name_of(organisation)
    reachable = means_of_contact(snapshot, organisation)
    if not organisation.name:
        field, said = "name", _("The record does not say what this organisation is called.")
    elif not organisation.address and not reachable:
        field, said = "address", _("{name}: neither an address nor an e-mail or phone number is known.")
    elif not organisation.address:
        field, said = "address", _("{name}: the address is not known.")
    elif not reachable:
        field, said = "email", _("{name}: neither an e-mail nor a phone number is known.")
    else:
        return ()
    return [
        Finding(
            "keeper_not_identified",
            MISSING,
            article,
            said.format(name=name),
            "organisation",
            organisation.id,
            field,
            advice=_("An organisation number is useful, but not asked for."),
        )
    ]


def record_of_nobody(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
    """An activity that does not say whose record it belongs to."""
    if activity.keeper_id is None:
        yield Finding(
            "keeper_not_identified",
            MISSING,
            "30(2)(a)" if activity.role == Role.processor else "30(1)(a)",
            _("“{name}” does not say whose record it belongs to.").format(name=name_of(activity)),
            "activity",
            activity.id,
            "keeper_id",
        )


def joint_controller_unnamed(snapshot: Snapshot, row: JointController, on: str) -> Iterator[Finding]:
    """A joint controller that is not named."""
    if row.organisation_id is None:
        yield Finding(
            "keeper_not_identified",
            MISSING,
            "30(1)(a)",
            _("A joint controller is entered and not named."),
            "joint_controller",
            row.id,
            "organisation_id",
        )


def dpo_unknown(snapshot: Snapshot, organisation: Organisation, on: str) -> Sequence[Finding]:
    """A data protection officer neither named nor reasoned as not designated; or named, and nobody knows how to reach.

    A public authority designates one (Art. 37(1)(a)), so there the record lacks it; anybody else is asked.
    """
    article = _article(snapshot, organisation, joint=False)
    if article is None or snapshot.answer(organisation.id, "dpo"):
        return ()
    named = contacts(snapshot, organisation.id, "dpo")
    if any(reached(snapshot, contact) for contact in named):
        return ()
    severity, about = MISSING, ""
    if named:
        about, said = "unreachable", _("{name}: contact details of the data protection officer are not known.")
    elif organisation.kind == "public_authority":
        about = "authority"
        said = _("{name} is a public authority and names no data protection officer (Art. 37(1)(a)).")
    else:
        severity = QUESTION
        said = _("{name}: is there a data protection officer? None is named, and no reason says why there is none.")
    return [
        Finding(
            "dpo_unknown",
            severity,
            article,
            said.format(name=name_of(organisation)),
            "organisation",
            organisation.id,
            "dpo",
            about,
            _("Name the officer, or answer “does not apply” with the reason, Art. 37(1)."),
        )
    ]


def representative_unknown(snapshot: Snapshot, organisation: Organisation, on: str) -> Sequence[Finding]:
    """One established outside the EEA on that day without representative: first Art. 3(2) and 27(2) are asked."""
    article = _article(snapshot, organisation, joint=False)
    if article is None or not needs_representative(organisation, on):
        return ()
    if contacts(snapshot, organisation.id, "representative") or snapshot.answer(organisation.id, "representative"):
        return ()
    field, severity = "representative", MISSING
    name, country = name_of(organisation), label("country", organisation.country or "")
    if organisation.offers_or_monitors is None:
        field, severity = "offers_or_monitors", QUESTION
        said = _(
            "{name} ({country}) is outside the EEA. Does it offer goods or services to people in it, or monitor them "
            "(Art. 3(2))? Then it names a representative, Art. 27."
        )
    elif organisation.representative_exempt is None:
        field, severity = "representative_exempt", QUESTION
        said = _("{name} ({country}) is outside the EEA and names no representative. Is it exempt, Art. 27(2)?")
    else:
        said = _("{name} ({country}) is outside the EEA, Art. 3(2) applies to it, and no representative is named.")
    return [
        Finding(
            "representative_unknown",
            severity,
            article if severity == MISSING else "27",
            said.format(name=name, country=country),
            "organisation",
            organisation.id,
            field,
            organisation.country or "",
        )
    ]


def controller_ambiguous(snapshot: Snapshot, organisation: Organisation, on: str) -> Sequence[Finding]:
    """A record kept by a group of companies, or by what is no organisation at all."""
    if not keeps_a_record(snapshot, organisation):
        return ()
    name = name_of(organisation)
    if organisation.kind == "group":
        members = snapshot.where(Organisation, "parent_id", organisation.id)
        said = _("{name} is a group of companies: which of them is the controller?").format(name=name)
        advice = ""
        if members:
            names = ", ".join(sorted(name_of(one) for one in members))
            advice = _("Named are: {names}. The record is kept by each for itself, Art. 30(1).").format(names=names)
    elif organisation.kind in _NO_COMPANY:
        kind = label("organisation_kind", organisation.kind)
        said = _("{name} is entered as “{kind}”: who keeps this record?").format(name=name, kind=kind)
        advice = ""
    else:
        return ()
    return [
        Finding(
            "controller_ambiguous",
            QUESTION,
            "4(7)",
            said,
            "organisation",
            organisation.id,
            "kind",
            organisation.kind,
            advice,
        )
    ]


def joint_without_arrangement(snapshot: Snapshot, row: JointController, on: str) -> Sequence[Finding]:
    """A joint controller without the arrangement of Art. 26(1)."""
    if row.arrangement or row.arrangement_date or snapshot.answer(row.id, "arrangement"):
        return ()
    party = snapshot.get(Organisation, row.organisation_id)
    return [
        Finding(
            "joint_without_arrangement",
            QUESTION,
            "26(1)",
            _("Which arrangement with {name} says who answers for what?").format(name=name_of(party)),
            "joint_controller",
            row.id,
            "arrangement",
        )
    ]


def controller_acted_for_unknown(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """A processor's activity that names no controller, or only a category of them: Art. 30(2)(a) asks for each."""
    if activity.role != Role.processor:
        return ()
    rows = snapshot.where(ActedFor, "activity_id", activity.id)
    parties = [snapshot.get(Organisation, row.organisation_id) for row in rows]
    unnamed = [party for party in parties if party is None or party.kind == "category" or not party.name]
    if not rows:
        about, said = "none", _("On whose behalf? No controller is named.")
    elif unnamed:
        shown = ", ".join(name_of(party) for party in unnamed)
        about, said = "category", _("Each controller is to be named. The record says: {names}.").format(names=shown)
    else:
        return ()
    return [
        Finding(
            "controller_acted_for_unknown", MISSING, "30(2)(a)", said, "activity", activity.id, "controllers", about
        )
    ]


def _article(snapshot: Snapshot, organisation: Organisation, joint: bool = True) -> str | None:
    """The point of Article 30 that asks for an organisation's details, None where none does."""
    if keeps_a_record(snapshot, organisation):
        return "30(1)(a)"
    if organisation.kind == "category":
        return None  # who is behind it is asked where it is named
    if joint and snapshot.where(JointController, "organisation_id", organisation.id):
        return "30(1)(a)"
    return "30(2)(a)" if snapshot.where(ActedFor, "organisation_id", organisation.id) else None


_NOT_IDENTIFIED = N_("Controllers and processors without name or contact details")

CHECKS = (
    Check("keeper_not_identified", "organisation", _NOT_IDENTIFIED, keeper_not_identified),
    Check("keeper_not_identified", "activity", _NOT_IDENTIFIED, record_of_nobody),
    Check("keeper_not_identified", "joint_controller", _NOT_IDENTIFIED, joint_controller_unnamed),
    Check("dpo_unknown", "organisation", N_("Data protection officers neither named nor reasoned away"), dpo_unknown),
    Check(
        "representative_unknown", "organisation", N_("Representatives of those outside the EEA"), representative_unknown
    ),
    Check("controller_ambiguous", "organisation", N_("Records whose keeper is no single one"), controller_ambiguous),
    Check(
        "joint_without_arrangement",
        "joint_controller",
        N_("Joint controllers without an arrangement"),
        joint_without_arrangement,
    ),
    Check(
        "controller_acted_for_unknown",
        "activity",
        N_("Controllers that a processor acts for and does not name"),
        controller_acted_for_unknown,
    ),
)
