"""Records that are proposed together: an item of the library, or a template, made ready for a register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ropa_desktop.i18n import N_, format_date, translator
from ropa_desktop.law.library import Item, Period, Term
from ropa_desktop.law.parties import SUPPLIER_ROLES
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.record import new_id

LIBRARY, TEMPLATE = "library", "template"

_LETTERS = {
    "pseudonymisation": "a",
    "encryption_at_rest": "a",
    "encryption_in_transit": "a",
    "recovery": "c",
    "testing": "d",
}
"""The letter of Art. 32(1) that names such a measure in so many words; of any other the program says nothing."""

_OPEN_ROLES = SUPPLIER_ROLES | {"platform"}
"""Roles that depend on the contract and on who decides what: what is usual is said, what it is stays to be assessed."""

_EVIDENCE = (N_("public sources"), N_("unverified"))


@dataclass(frozen=True, slots=True)
class Proposed:
    """Records by table, with ids of their own, that name each other and what is in the register.

    `item` says where they come from, in the words of `origin`: a library item's key, a template's name. `questions`
    holds what to ask before a record is confirmed, `also_called` what a shared record may be called already; by id.
    """

    origin: str
    item: str
    records: Mapping[str, Sequence[Mapping[str, Any]]]
    questions: Mapping[str, str] = field(default_factory=dict)
    also_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def from_library(item: Item, keeper_id: str | None, country: str | None, language: str) -> Proposed:
    """An item of the library as one keeper's records, in a language.

    `country` is the keeper's: the period that another country's law sets is left out, not its trigger.
    """
    return _Making(item, keeper_id, country, language).proposed()


class _Making:
    """The records of one item, and the shared ones that it names, each made once."""

    def __init__(self, item: Item, keeper_id: str | None, country: str | None, language: str) -> None:
        self._item, self._keeper_id, self._country, self._language = item, keeper_id, country, language
        self._records: dict[str, list[dict[str, Any]]] = {}
        self._questions: dict[str, str] = {}
        self._also_called: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def proposed(self) -> Proposed:
        item = self._item
        activity = self._add(
            "activity",
            keeper_id=self._keeper_id,
            role=item.role,
            name=item.name.text(self._language),
            description=item.description.text(self._language),
            categories_of_processing=item.categories.text(self._language) if item.categories else None,
        )
        self._questions[activity] = "\n".join(question.text(self._language) for question in item.ask)
        for place, purpose in enumerate(item.purposes):
            self._row("purpose", activity, place, description=purpose.text(self._language))
        for place, line in enumerate(item.lines):
            self._row(
                "data_line",
                activity,
                place,
                subject_id=self._term("data_subject_category", line.subject),
                data_id=self._term("data_category", line.data),
                origin=line.origin,
                retention_id=self._limit(line.limit),
            )
        for place, party in enumerate(item.recipients):
            organisation = self._shared("organisation", party, kind="category")
            role = party.values["role"]
            which = "declared_role" if role in _OPEN_ROLES else "assessed_role"
            self._row("recipient", activity, place, organisation_id=organisation, **{which: role})
        for place, family in enumerate(item.measures):
            self._row("measure_use", activity, place, measure_id=self._measure(family))
        for place, system in enumerate(item.systems):
            used = self._shared("system", system, keeper_id=self._keeper_id, form=system.values["form"])
            self._row("system_use", activity, place, system_id=used)
        return Proposed(LIBRARY, item.key, self._records, self._questions, self._also_called)

    # -- within -------------------------------------------------------------------------------------------

    def _add(self, table: str, **values: Any) -> str:
        id = new_id()
        self._records.setdefault(table, []).append({"id": id, **values})
        return id

    def _row(self, table: str, activity: str, place: int, **values: Any) -> None:
        self._add(table, activity_id=activity, position=place, **values)

    def _shared(self, table: str, term: Term, **values: Any) -> str:
        if (table, term.key) not in self._known:
            id = self._add(table, name=term.name.text(self._language), **values)
            self._also_called[id] = tuple(term.name.texts.values())
            self._known[table, term.key] = id
        return self._known[table, term.key]

    def _term(self, table: str, term: Term) -> str:
        return self._shared(table, term, **term.values)

    def _limit(self, term: Term) -> str:
        known = ("retention_rule", term.key) in self._known
        period = term.period if self._country in (None, term.period and term.period.country) else None
        values = dict(term.values)
        if term.period and not period:
            values = {"trigger": values["trigger"]}
        if term.criterion:
            values["criterion"] = term.criterion.text(self._language)
        if period:
            values["legal_reference"] = period.law
        id = self._shared("retention_rule", term, keeper_id=self._keeper_id, **values)
        if not known:
            if term.ask:
                self._questions[id] = term.ask.text(self._language)
            if period:
                self._add(
                    "source", record_id=id, field="legal_reference", document=period.law, place=self._seen(period)
                )
        return id

    def _seen(self, period: Period) -> str:
        say = translator(self._language)
        evidence = say(period.evidence) if period.evidence in _EVIDENCE else period.evidence
        checked = format_date(period.checked_on, self._language)
        return say(N_("Evidence: {evidence}. Checked on {day}.")).format(evidence=evidence, day=checked)

    def _measure(self, family: str) -> str:
        if ("measure", family) not in self._known:
            id = self._add(
                "measure",
                keeper_id=self._keeper_id,
                name=label("measure_family", family, self._language),
                family=family,
                letter=_LETTERS.get(family),
            )
            self._also_called[id] = tuple(label("measure_family", family, language) for language in ("en", "nb"))
            self._known["measure", family] = id
        return self._known["measure", family]
