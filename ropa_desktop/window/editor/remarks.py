"""What a record reads from others, in words under its tables, so that nothing need be opened to be known."""

from __future__ import annotations

from datetime import date
from typing import Any

from ropa_desktop.i18n import _, language
from ropa_desktop.law.parties import contacts, transfers
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.letters import state_word
from ropa_desktop.window.rows import in_words, record_label

LONGEST = 140  # characters of one value in a remark; the record itself holds the rest
CONTRACT = ("contract_state", "contract_reference", "contract_date")
# What a table of transfers has no column for.
REST_OF_TRANSFER = (
    "data",
    "mechanism_reference",
    "mechanism_date",
    "assessment_reference",
    "supplementary_measures",
    "safeguards",
    "derogation_assessment",
)


def today() -> str:
    """The ISO day on which dated facts are asked."""
    return date.today().isoformat()


def time_limit(snapshot: Snapshot, rule_id: str | None) -> str:
    """A time limit as one reads it, "12 months from end of the contract"; empty where it is unknown."""
    from ropa_desktop.exchange.phrases import Phrases  # comes after the first picture: see loading.py
    from ropa_desktop.exchange.report import State

    rule: Any = snapshot.find("retention_rule", rule_id)
    said = Phrases(snapshot, language()).time_limit(rule) if rule is not None else None
    if said is None or said.state is not State.value:
        return ""
    return said.text.removesuffix(f" ({rule.legal_reference})")  # the period itself has to be read at a glance


def contact_words(snapshot: Snapshot, organisation_id: str | None, role: str) -> str:
    """Who represents an organisation, or is its data protection officer, in one phrase; empty where nobody is named."""
    if organisation_id is None:
        return ""
    named = next(iter(contacts(snapshot, organisation_id, role)), None)
    answer = snapshot.answer(organisation_id, role)
    who = (named.name or named.function or named.email) if named else state_word(answer.state) if answer else None
    words = {"dpo": _("DPO: {who}"), "representative": _("Representative: {who}")}
    return words[role].format(who=who) if who else ""


def controllers_contacts(snapshot: Snapshot, activity_id: str) -> str:
    """Each controller acted for with its representative and officer, as its own record names them."""
    lines = []
    for row in snapshot.matching("acted_for", "activity_id", activity_id):
        if row.organisation_id is None:
            continue
        said = [contact_words(snapshot, row.organisation_id, role) for role in ("representative", "dpo")]
        said[1] = said[1] or _("DPO: {who}").format(who=_("unknown"))
        name = record_label(snapshot, "organisation", row.organisation_id)
        lines.append(" · ".join([name, *filter(None, said)]))
    return "\n".join(lines)


def engagement_words(snapshot: Snapshot, engagement_id: str) -> str:
    """An engagement where its party is known already: the service, else the party."""
    row: Any = snapshot.find("engagement", engagement_id)
    return (row.service if row is not None else None) or record_label(snapshot, "engagement", engagement_id)


def contract_words(snapshot: Snapshot, engagement_id: str) -> str:
    """An engagement with the state, reference and date of its contract; what is unknown of it is said to be."""
    said = _with_fields(snapshot, "engagement", engagement_id, CONTRACT)
    if said:
        return said
    name = record_label(snapshot, "engagement", engagement_id).removesuffix(".")
    return _("{engagement}. Contract: unknown").format(engagement=name)


def transfers_in_full(snapshot: Snapshot, activity_id: str) -> str:
    """What the table does not say of an activity's transfers, its own and those that come with engagements."""
    lines = (
        _with_fields(snapshot, "transfer", row.id, REST_OF_TRANSFER) for row, _from in transfers(snapshot, activity_id)
    )
    return "\n".join(filter(None, lines))


def _with_fields(snapshot: Snapshot, key: str, id: str, names: tuple[str, ...]) -> str:
    """A record and its fields that are known, on one line; empty where none is."""
    row, known = snapshot.find(key, id), tables.fields(key)
    said = []
    for name in names:
        value = in_words(snapshot, known[name], getattr(row, name))
        if value:
            value = " ".join(value.split())
            said.append(f"{_(known[name].title)}: {value if len(value) <= LONGEST else value[: LONGEST - 1] + '…'}")
    return f"{record_label(snapshot, key, id).removesuffix('.')}. {' · '.join(said)}" if said else ""
