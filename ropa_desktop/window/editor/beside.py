"""What is said beside fields and tables: dated facts, check digits, what is inherited, and why something is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.law import identifiers, third_countries
from ropa_desktop.law.facts import third_country
from ropa_desktop.law.library import legal_bases
from ropa_desktop.law.parties import transfers
from ropa_desktop.law.third_countries import Abroad
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.window.editor.applies import called_for
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.overriding import differences, inheriting, use_inherited
from ropa_desktop.window.editor.remarks import contract_words, engagement_words, today
from ropa_desktop.window.editor.said import DIFFERS, QUESTION, Said
from ropa_desktop.window.editor.territories import COUNTRY, ORGANISATION, territory_said
from ropa_desktop.window.rows import record_label

RECORD = "record"
"""Stands for the whole record, above its fields."""

Saying = Callable[[Desk, Any], Sequence[Said]]


def _identifier(_desk: Desk, row: Any) -> list[Said]:
    """What a check digit says against a number; of one that agrees nothing need be said."""
    found = identifiers.identifier(row.identifier, row.country)
    said = identifiers.remark(found) if found else None
    if found is None or said is None:
        return []
    kept = _("The number is kept as it was typed.")
    return [Said(said, DIFFERS, (("", f"{_(found.source)} {kept}"),), _("Source"))]


def _outside(desk: Desk, row: Any) -> list[Said]:
    """Why the fields for organisations outside the EEA are there."""
    if not row.country or not third_country(row.country, today()):
        return []
    where = label(COUNTRY, row.country)
    return [Said(_("Asked because of the country: {where} is outside the EEA.").format(where=where))]


def _legal_bases(_desk: Desk, _row: Any) -> list[Said]:
    """The six of Art. 6(1), explained on request, in the order of their letters."""
    behind = []
    for basis in legal_bases():
        asked = "\n".join(f"– {said.text(language())}" for said in basis.ask)
        behind.append((f"{basis.code} {basis.name.text(language())}", f"{basis.text.text(language())}\n{asked}"))
    sentence = _("Six bases, in the order of Art. 6(1). None goes before another.")
    return [Said(sentence, "book-open", tuple(behind), _("Explain"))]


def _inherits(desk: Desk, row: Any) -> list[Said]:
    """What a recipient takes from its engagement."""
    if row.engagement_id is None:
        return []
    return [_engagement(desk, row.engagement_id), *_other_party(desk.snapshot, row)]


def _engagements(desk: Desk, row: Any) -> list[Said]:
    """The engagements of an activity's recipients, each with its contract."""
    rows = desk.snapshot.matching("recipient", "activity_id", row.id)
    ids = dict.fromkeys(one.engagement_id for one in rows if one.engagement_id)
    return [
        *(_engagement(desk, id) for id in ids),
        *(said for one in rows for said in _other_party(desk.snapshot, one)),
    ]


def _other_party(snapshot: Snapshot, recipient: Any) -> list[Said]:
    """Of a recipient under an engagement that is with somebody else."""
    engagement: Any = snapshot.find("engagement", recipient.engagement_id)
    named, engaged = recipient.organisation_id, getattr(engagement, "organisation_id", None)
    if named is None or engaged is None or named == engaged:
        return []
    here, there = (record_label(snapshot, "organisation", id) for id in (named, engaged))
    sentence = _("{party} stands under an engagement with {other}. Which of the two is it?")
    return [Said(sentence.format(party=here, other=there), QUESTION)]


def _engagement(desk: Desk, id: str) -> Said:
    open_it = (_("Open"), lambda: desk.open_record("engagement", id))
    return Said(contract_words(desk.snapshot, id), "link", acts=(open_it,))


def _transfers(desk: Desk, row: Any) -> list[Said]:
    """Of an activity's transfers: what it overrides, what the facts say of their aims, and what may be missing."""
    snapshot = desk.snapshot
    found = [transfer for transfer, _engagement in transfers(snapshot, row.id)]
    said = [line for transfer in found for line in _overridden(desk, transfer)]
    said += _territories(found)
    return said + [_abroad(desk, one, row) for one in third_countries.of_activity(snapshot, row.id)]


def _engagement_transfers(desk: Desk, row: Any) -> list[Said]:
    found = desk.snapshot.matching("transfer", "engagement_id", row.id)
    questions = third_countries.of_engagement(desk.snapshot, row.id)
    return [*_territories(found), *(_abroad(desk, one, row) for one in questions)]


def _of_rows(kind: str) -> Saying:
    """What the facts say of the countries of an engagement's rows."""
    return lambda desk, row: _territories(desk.snapshot.matching(kind, "engagement_id", row.id))


def _territories(rows: Sequence[Any]) -> list[Said]:
    """Each third country or international organisation of some rows once."""
    codes = dict.fromkeys(
        (name, code) for row in rows for name in (COUNTRY, ORGANISATION) if (code := getattr(row, name, None))
    )
    return [
        said
        for name, code in codes
        if name == ORGANISATION or third_country(code, today())
        for said in territory_said(name, code)
    ]


def _abroad(desk: Desk, one: Abroad, row: Any) -> Said:
    """A party or place in a third country that no transfer names: a question, with what can be done."""
    snapshot, country = desk.snapshot, label(COUNTRY, one.country)
    who = _who(snapshot, one)
    here = one.engagement_id in (None, row.id)
    said = {
        "location": _("{who} has a location in a third country: {country}. Are data transferred there?"),
        "sub_processor": _("{who}, a sub-processor, is in a third country: {country}. Are data transferred there?"),
        "organisation": _("{who} is in a third country: {country}. Are data transferred there?"),
    }
    sentence = said[one.table].format(who=who, country=country)
    importer = snapshot.find(one.table, one.id)
    party = one.id if one.table == "organisation" else getattr(importer, "organisation_id", None)

    def add() -> None:
        parent = "engagement_id" if one.engagement_id == row.id else "activity_id"
        values = {parent: row.id, "country": one.country, "importer_id": party}
        desk.attempt(lambda: edit.add(desk.register, "transfer", **values))

    def open_engagement() -> None:
        desk.open_record("engagement", str(one.engagement_id))

    if not here:
        return Said(sentence, QUESTION, acts=((_("Open engagement"), open_engagement),))
    return Said(sentence, QUESTION, acts=() if desk.register.read_only else ((_("Add transfer"), add),))


def _who(snapshot: Snapshot, one: Abroad) -> str:
    if one.table == "location" and one.engagement_id:
        return engagement_words(snapshot, one.engagement_id)
    if one.table == "location":
        return record_label(snapshot, "system", getattr(snapshot.find("location", one.id), "system_id", None))
    return record_label(snapshot, one.table, one.id)


def _overridden(desk: Desk, transfer: Any) -> list[Said]:
    """An activity's own transfer in the place of an inherited one: in what it differs, and the way back."""
    if transfer.replaces_id is None:
        return []
    inherited = desk.snapshot.find("transfer", transfer.replaces_id)
    if inherited is None or inherited.engagement_id is None:
        return []
    behind = tuple(differences(desk.snapshot, transfer))
    names = {
        "transfer": record_label(desk.snapshot, "transfer", transfer.id),
        "engagement": engagement_words(desk.snapshot, inherited.engagement_id),
    }
    n = len(behind)
    sentence = (
        ngettext(
            "{transfer} differs from {engagement} in {n} field.",
            "{transfer} differs from {engagement} in {n} fields.",
            n,
        ).format(**names, n=n)
        if n
        else _("{transfer} stands in the place of that of {engagement}, and says the same.").format(**names)
    )
    back = (_("Use the engagement’s"), lambda: desk.attempt(lambda: use_inherited(desk.register, transfer.id)))
    return [Said(sentence, "pencil", behind, _("Compare"), () if desk.register.read_only else (back,))]


def _inherited_by(desk: Desk, row: Any) -> list[Said]:
    """Of an engagement's transfer: who inherits it. Of an activity's own: what it overrides."""
    if row.engagement_id is None:
        return _overridden(desk, row)
    names = [record_label(desk.snapshot, "activity", one.id) for one in inheriting(desk.snapshot, row)]
    engagement = record_label(desk.snapshot, "engagement", row.engagement_id)
    if not names:
        return [
            Said(_("Of the engagement {engagement}. No activity inherits it.").format(engagement=engagement), "link")
        ]
    sentence = _("Of the engagement {engagement}. What is changed here changes in: {activities}.")
    return [Said(sentence.format(engagement=engagement, activities=", ".join(names)), "link")]


def _criminal(desk: Desk, row: Any) -> list[Said]:
    """Why Art. 10 is asked of an activity."""
    names = [str(category.name) for _nature, category in called_for(desk.snapshot, row, "10")]
    return [Said(asked_because(names))] if names else []


def asked_because(names: Sequence[str]) -> str:
    """Which data lines call for what is asked: "Asked because of the line “Health data”."."""
    quoted = ", ".join(_("“{name}”").format(name=name) for name in dict.fromkeys(names))
    return ngettext(
        "Asked because of the line {names}.", "Asked because of the lines {names}.", len(set(names))
    ).format(names=quoted)


def _of_field(name: str) -> Saying:
    return lambda _desk, row: territory_said(name, getattr(row, name), named=False)


SAYINGS: dict[tuple[str, str], Saying] = {
    ("activity", "criminal_data_authority"): _criminal,
    ("activity", "recipients"): _engagements,
    ("activity", "transfers"): _transfers,
    ("engagement", "locations"): _of_rows("location"),
    ("engagement", "sub_processors"): _of_rows("sub_processor"),
    ("engagement", "transfers"): _engagement_transfers,
    ("location", COUNTRY): _of_field(COUNTRY),
    ("organisation", "identifier"): _identifier,
    ("organisation", "offers_or_monitors"): _outside,
    ("purpose", "legal_basis"): _legal_bases,
    ("recipient", "engagement_id"): _inherits,
    ("sub_processor", COUNTRY): _of_field(COUNTRY),
    ("transfer", COUNTRY): _of_field(COUNTRY),
    ("transfer", ORGANISATION): _of_field(ORGANISATION),
    ("transfer", RECORD): _inherited_by,
}
"""What is said by table and field or relation; the form has a `SaidLines` named FIELD_said for each."""


def beside(desk: Desk, key: str, name: str, row: Any) -> Sequence[Said]:
    """What is said beside a field or table of a record; nothing where nothing is known."""
    saying = SAYINGS.get((key, name))
    return saying(desk, row) if saying is not None else ()
