"""Checks of identity: references and parties that stand twice, numbers of organisations that do not agree."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.findings import QUESTION, Check, Finding
from ropa_desktop.law.identifiers import compact, identifier, remark
from ropa_desktop.law.outline import name_of
from ropa_desktop.model import catalog
from ropa_desktop.model.folding import fold
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot

LEGAL_FORMS = frozenset(
    {"as", "asa", "ans", "da", "sa", "nuf", "enk", "iks", "kf", "hf", "rhf"}
    | {"ab", "publ", "hb", "kb", "oy", "oyj", "aps", "ivs"}
    | {"gmbh", "ag", "kg", "ohg", "ug", "se", "bv", "nv", "sarl", "sas", "srl", "spa"}
    | {"ltd", "limited", "llc", "inc", "incorporated", "corp", "corporation", "plc"}
)
"""What companies add to their names, folded; "A/S" and "S.p.A." are put together first."""


def duplicate_reference(snapshot: Snapshot, record: Any, on: str) -> Iterator[Finding]:
    """A reference that another record of the kind, and of the same keeper, has already. A merge may bring such."""
    if record.reference is None:
        return
    table, keeper = type(record).__name__, getattr(record, "keeper_id", None)
    same = [
        one
        for one in snapshot.matching(table, "reference", record.reference)
        if one.archived_on is None and getattr(one, "keeper_id", None) == keeper
    ]
    if len(same) > 1 and same[0].id != record.id:
        said = _("{reference} is the reference of “{name}” as well. Which of the two keeps it?")
        said = said.format(reference=record.reference, name=_shown(snapshot, table, same[0]))
        yield Finding("duplicate_reference", QUESTION, "30", said, table, record.id, "reference", record.reference)


def _shown(snapshot: Snapshot, table: str, record: Any) -> str:
    if table != "engagement":
        return name_of(record)
    return record.service or name_of(snapshot.get(Organisation, record.organisation_id))


def duplicate_party(snapshot: Snapshot, nothing: None, on: str) -> Iterator[Finding]:
    """Organisations of one name, with or without its legal form, or of one number. Parent and child are two."""
    first: dict[tuple[str, str], list[Organisation]] = {}
    for one in snapshot.all(Organisation):
        if one.archived_on is not None:
            continue
        twin = next((other for key in _keys(one) for other in first.get(key, ()) if _may_be_one(one, other)), None)
        if twin is None:
            for key in _keys(one):
                first.setdefault(key, []).append(one)
            continue
        said = _("“{name}” may be “{other}”, which is in the register as well. Are they one party?")
        yield Finding(
            "duplicate_party",
            QUESTION,
            "30(1)(d)",
            said.format(name=name_of(one), other=name_of(twin)),
            "organisation",
            one.id,
            "name",
            twin.id,
            _("Merging shows beforehand what it changes, and can be undone."),
        )


def _keys(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """By what an organisation is compared: its number with its country, and its name without the legal form."""
    if organisation.identifier:
        yield organisation.country or "", compact(organisation.identifier)
    if organisation.name:
        yield "name", _without_form(organisation.name)[0]


@lru_cache(8192)
def _without_form(name: str) -> tuple[str, str]:
    """A name folded, and its legal form apart. All names are compared again when one has changed: they are kept."""
    words: list[str] = []
    for word in fold(name).split():
        if words and len(word) == 1 and len(words[-1]) <= 3 and words[-1] in _SINGLE:
            words[-1] += word  # A/S, S.p.A.
        else:
            words.append(word)
    forms: list[str] = []
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        forms.insert(0, words.pop())
    return " ".join(words), " ".join(forms)


_SINGLE = frozenset({"a", "s", "b", "n", "i", "l", "sp", "sr", "sa", "li", "ll", "ii"})
"""How legal forms written with signs between their letters begin."""


def _may_be_one(one: Organisation, other: Organisation) -> bool:
    """Whether nothing says that they are two: kind, country, number, legal form, or one being the other's parent."""
    linked = {one.parent_id, one.operator_id} & {other.id} or {other.parent_id, other.operator_id} & {one.id}
    numbers = [compact(each.identifier) if each.identifier else None for each in (one, other)]
    forms = [_without_form(each.name)[1] if each.name else None for each in (one, other)]
    pairs = ((one.kind, other.kind), (one.country, other.country), (numbers[0], numbers[1]), (forms[0], forms[1]))
    return not linked and all(not a or not b or a == b for a, b in pairs)


def organisation_number_wrong(snapshot: Snapshot, organisation: Organisation, on: str) -> Sequence[Finding]:
    """A number whose check digit does not agree, or that has not the form of its country's numbers."""
    known = identifier(organisation.identifier, organisation.country)
    said = remark(known) if known else None
    if known is None or said is None:
        return ()
    return [
        Finding(
            "organisation_number_wrong",
            QUESTION,
            "30(1)(a)",
            f"{organisation.identifier}. {said}",
            "organisation",
            organisation.id,
            "identifier",
            compact(organisation.identifier or ""),
            _(known.source),
        )
    ]


CHECKS = (
    *(
        Check("duplicate_reference", kind.key, N_("References given twice"), duplicate_reference)
        for kind in catalog.KINDS
        if not kind.is_row
    ),
    Check("duplicate_party", None, N_("Parties entered twice"), duplicate_party),
    Check(
        "organisation_number_wrong",
        "organisation",
        N_("Organisation numbers that do not agree"),
        organisation_number_wrong,
    ),
)
