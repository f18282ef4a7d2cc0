"""Checks of recipients, Art. 30(1)(d), and of what a party is: its kind must be able to hold its role.

Art. 30 asks for categories of recipients. That processors have to be known by name follows from Art. 28 and 5(2), hence
those are questions.
"""

from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.law.checks.links import PROCESSING_ROLES, role_of, uses_of_engagement, uses_of_party
from ropa_desktop.law.findings import MISSING, QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of, only_named
from ropa_desktop.law.parties import SUPPLIER_ROLES, recipient_party, recipients
from ropa_desktop.model.activity import Activity, Recipient, Role
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot

_BOUND_BY_CONTRACT = SUPPLIER_ROLES | {"controller", "joint_controller"}
"""Roles that somebody has to answer for: a company, a person, an authority."""

HELD_BY_NOBODY = frozenset({"software", "product_service", "platform", "group"})
"""Kinds of party that are no legal or natural person, authority, agency or other body (Art. 4(7), (8))."""


def recipients_missing(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
    """A controller's activity that says nothing of its recipients, or names a row without its party."""
    if activity.role != Role.controller:
        return
    rows = recipients(snapshot, activity.id)
    if not rows:
        if not snapshot.answer(activity.id, "recipients") and not only_named(snapshot, activity):
            said = _("No recipients: to whom are or will the data be disclosed?")
            advice = _("Categories are enough. Where nobody receives the data, answer: none.")
            yield Finding(
                "recipients_missing", MISSING, "30(1)(d)", said, "activity", activity.id, "recipients", advice=advice
            )
        return
    parties = [recipient_party(snapshot, row) for row in rows]
    unnamed = len([party for party in parties if party is None or party.name is None])
    if unnamed:
        said = ngettext(
            "One recipient is neither named nor described.", "{n} recipients are neither named nor described.", unnamed
        ).format(n=unnamed)
        about = str(unnamed)
        yield Finding("recipients_missing", MISSING, "30(1)(d)", said, "activity", activity.id, "recipients", about)


def processors_unnamed(snapshot: Snapshot, organisation: Organisation, on: str) -> Iterator[Finding]:
    """A category of parties that stands for processors: who are they (Art. 28(1), (3); Art. 5(2))?"""
    if organisation.kind != "category":
        return
    if any(uses_of_party(snapshot, organisation.id, lambda row: role_of(row) in SUPPLIER_ROLES)):
        said = _("“{name}” stands for processors or suppliers that are not named. Who are they?").format(
            name=name_of(organisation)
        )
        advice = _("Article 30 asks for categories only. Each processor needs a contract of its own, Art. 28(3).")
        yield Finding(
            "processors_unnamed",
            QUESTION,
            "28(3)",
            said,
            "organisation",
            organisation.id,
            "name",
            organisation.name or "",
            advice,
        )


def party_kind(snapshot: Snapshot, organisation: Organisation, on: str) -> Sequence[Finding]:
    """Software, a service, a platform or a group in a role that a person or body holds, and nobody behind it."""
    if organisation.kind not in HELD_BY_NOBODY or organisation.operator_id:
        return ()
    if snapshot.answer(organisation.id, "operator_id") or not _is_bound(snapshot, organisation):
        return ()
    said = {
        "software": _("Who operates {name}? Software cannot sign a contract."),
        "product_service": _("Which company provides {name}? A service cannot sign a contract."),
        "platform": _("Which company runs {name}? A platform cannot sign a contract."),
        "group": _("Which company of {name} is it? A group of companies cannot sign a contract."),
    }[organisation.kind].format(name=name_of(organisation))
    advice = _("Enter the company and name it under “Operated by”.")
    return [
        Finding(
            "party_kind",
            QUESTION,
            "28(3)",
            said,
            "organisation",
            organisation.id,
            "operator_id",
            organisation.kind,
            advice,
        )
    ]


def _is_bound(snapshot: Snapshot, organisation: Organisation) -> bool:
    """Whether a party is processor or controller somewhere, by its role or by an engagement that says no other."""
    if any(uses_of_party(snapshot, organisation.id, lambda row: role_of(row) in _BOUND_BY_CONTRACT)):
        return True
    return any(
        engagement.archived_on is None
        and any(role_of(row) is None for row in uses_of_engagement(snapshot, engagement.id))
        for engagement in snapshot.where(Engagement, "organisation_id", organisation.id)
    )


def source_as_processor(snapshot: Snapshot, recipient: Recipient, on: str) -> Sequence[Finding]:
    """A public register that is held to be a processor: it is kept by an authority for purposes of its own."""
    if role_of(recipient) not in PROCESSING_ROLES:
        return ()
    party = recipient_party(snapshot, recipient)
    if party is None or party.kind != "public_register":
        return ()
    said = _("{name} is a public register. Does it process data on your behalf, or are data taken from it?").format(
        name=name_of(party)
    )
    advice = _("Where data are taken from it, assess its role as source and name it as the source of the data.")
    about = role_of(recipient) or ""
    return [
        Finding(
            "source_as_processor", QUESTION, "4(8)", said, "recipient", recipient.id, "assessed_role", about, advice
        )
    ]


CHECKS = (
    Check("recipients_missing", "activity", N_("Recipients that are missing"), recipients_missing),
    Check("processors_unnamed", "organisation", N_("Processors that are not named"), processors_unnamed),
    Check("party_kind", "organisation", N_("Parties that cannot hold their role"), party_kind),
    Check("source_as_processor", "recipient", N_("Public registers held to be processors"), source_as_processor),
)
