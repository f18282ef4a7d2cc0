"""Checks of mechanisms that are unusual for those who use them: questions, since only the officer knows the parties."""

from collections.abc import Iterator

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.checks.transfers import destination, judged, stays_inside
from ropa_desktop.law.facts import third_country
from ropa_desktop.law.findings import QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model.activity import Activity, Recipient
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer

_OF_AUTHORITIES = frozenset({"LEGAL_INSTRUMENT", "ADMIN"})
_NO_AUTHORITY = frozenset({"legal_entity", "natural_person", "group", "product_service", "software", "platform"})
_CLAUSES = frozenset({"SCC_2021_M1", "SCC_2021_M2", "SCC_2021_M3", "SCC_2021_M4"})

_OCCASIONAL = frozenset({"D49_1A", "D49_1B", "D49_1C", "D49_1E", "D49_SUB2"})
"""Derogations for what is not repeated (recital 111; Art. 49(1) second subparagraph), and consent, which the EDPB wants
kept to particular situations (Guidelines 2/2018)."""

_NOT_FOR_AUTHORITIES = frozenset({"D49_1A", "D49_1B", "D49_1C", "D49_SUB2"})
"""Art. 49(3): not for activities of public authorities in the exercise of their powers."""


def mechanism_unusual(snapshot: Snapshot, transfer: Transfer, on: str) -> Iterator[Finding]:
    """A mechanism that does not suit who uses it, as far as the record tells. At most one question for a transfer."""
    term = vocabulary("transfer_mechanism").terms.get(transfer.mechanism or "")
    if term is None or stays_inside(transfer, on) or not judged(snapshot, transfer):
        return
    exporter = _exporter(snapshot, transfer)
    importer = snapshot.get(Organisation, transfer.importer_id)
    asked = (
        _collected(exporter, importer)
        or _between_authorities(transfer, exporter, importer)
        or _not_for_authorities(transfer, exporter)
        or _as_routine(snapshot, transfer)
        or _outside_a_group(snapshot, transfer, exporter, importer)
        or _importer_under_the_gdpr(transfer, importer, on)
        or _judgment(transfer)
    )
    if asked:
        article, question = asked
        said = _("{mechanism} ({where}): {question}").format(
            mechanism=term.label(), where=destination(snapshot, transfer), question=question
        )
        about = f"{term.code} {'engagement' if transfer.engagement_id else 'activity'}"
        yield Finding("mechanism_unusual", QUESTION, article, said, "transfer", transfer.id, "mechanism", about)


_Asked = tuple[str, str] | None
"""The article, and the question."""


def _exporter(snapshot: Snapshot, transfer: Transfer) -> Organisation | None:
    """Whose record the transfer stands in."""
    activity = snapshot.get(Activity, transfer.activity_id)
    engagement = snapshot.get(Engagement, transfer.engagement_id)
    keeper = activity.keeper_id if activity else engagement.keeper_id if engagement else None
    return snapshot.get(Organisation, keeper)


def _collected(exporter: Organisation | None, importer: Organisation | None) -> _Asked:
    if exporter is None or importer is None or exporter.id != importer.id:
        return None
    return "44", _(
        "whoever collects data directly from people receives no transfer (EDPB Guidelines 05/2021). Is it one?"
    )


def _between_authorities(transfer: Transfer, exporter: Organisation | None, importer: Organisation | None) -> _Asked:
    if transfer.mechanism not in _OF_AUTHORITIES:
        return None
    for party in (exporter, importer):
        if party is not None and party.kind in _NO_AUTHORITY:
            article = "46(2)(a)" if transfer.mechanism == "LEGAL_INSTRUMENT" else "46(3)(b)"
            return article, _("it is made between public authorities. Is {party} one?").format(party=name_of(party))
    return None


def _not_for_authorities(transfer: Transfer, exporter: Organisation | None) -> _Asked:
    if transfer.mechanism not in _NOT_FOR_AUTHORITIES or exporter is None or exporter.kind != "public_authority":
        return None
    return "49(3)", _("it is not open to public authorities in the exercise of their powers. Does it belong to these?")


def _as_routine(snapshot: Snapshot, transfer: Transfer) -> _Asked:
    """A derogation under a standing engagement, or in an activity that is not said to be occasional."""
    if not (transfer.mechanism or "").startswith("D49"):
        return None
    activity = snapshot.get(Activity, transfer.activity_id)
    if activity is not None and (transfer.mechanism not in _OCCASIONAL or activity.occasional == "yes"):
        return None
    if transfer.mechanism == "D49_1A":
        return "49(1)(a)", _(
            "a standing transfer? The consent has to be explicit and informed of the risks, for this transfer."
        )
    article = (
        "49(1)"
        if transfer.mechanism == "D49_SUB2"
        else vocabulary("transfer_mechanism").terms[transfer.mechanism or ""].details["article"]
    )
    return article, _("a derogation for particular situations. Does the transfer happen only now and then?")


def _outside_a_group(
    snapshot: Snapshot, transfer: Transfer, exporter: Organisation | None, importer: Organisation | None
) -> _Asked:
    """Binding corporate rules of controllers hold within a group (Art. 4(20), 47). Those of processors also cover data
    that a controller outside their group hands to it, so they are not asked about."""
    if transfer.mechanism != "BCR_C" or exporter is None or importer is None or importer.kind in (None, "category"):
        return None
    if _above(snapshot, exporter) & _above(snapshot, importer) or _called_group_company(snapshot, transfer, importer):
        return None
    return "47", _("the rules hold within a group of companies. Are {exporter} and {importer} of one group?").format(
        exporter=name_of(exporter), importer=name_of(importer)
    )


def _above(snapshot: Snapshot, organisation: Organisation) -> set[str]:
    """An organisation and its parents, by id."""
    found: set[str] = set()
    at: Organisation | None = organisation
    while at is not None and at.id not in found:
        found.add(at.id)
        at = snapshot.get(Organisation, at.parent_id)
    return found


def _called_group_company(snapshot: Snapshot, transfer: Transfer, importer: Organisation) -> bool:
    """Whether an activity calls the importer a company of the group."""
    rows = snapshot.where(Recipient, "engagement_id", transfer.engagement_id) if transfer.engagement_id else ()
    own = snapshot.where(Recipient, "activity_id", transfer.activity_id) if transfer.activity_id else ()
    named = [row for row in own if row.organisation_id == importer.id]
    return any("group_company" in (row.declared_role, row.assessed_role) for row in (*rows, *named))


def _importer_under_the_gdpr(transfer: Transfer, importer: Organisation | None, on: str) -> _Asked:
    if transfer.mechanism not in _CLAUSES or importer is None or importer.offers_or_monitors != "yes":
        return None
    if importer.country is None or not third_country(importer.country, on):
        return None
    return "46(2)(c)", _(
        "the clauses are not meant for importers that are under the GDPR themselves (Decision (EU) 2021/914, "
        "recital 7). Is {party} so for this processing?"
    ).format(party=name_of(importer))


def _judgment(transfer: Transfer) -> _Asked:
    if transfer.mechanism != "A48":
        return None
    return "48", _("it is no ground by itself (EDPB Guidelines 02/2024). What does the transfer rest on besides?")


CHECKS = (Check("mechanism_unusual", "transfer", N_("Mechanisms unusual for those who use them"), mechanism_unusual),)
