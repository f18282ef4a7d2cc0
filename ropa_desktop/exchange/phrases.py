"""What a report says of single records, in its language: names, codes, dates, parties, time limits, transfers."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ropa_desktop.exchange.amending import WITHHELD
from ropa_desktop.exchange.report import Cell, State
from ropa_desktop.exchange.written import BEGINNING, as_written
from ropa_desktop.i18n import N_, format_date, plural_translator, translator
from ropa_desktop.law import vocabulary
from ropa_desktop.law.parties import contacts, recipient_party
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Recipient
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.record import Record
from ropa_desktop.model.shared import RetentionRule
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer

_ANSWERS = {
    "none": N_("none"),
    "not_applicable": N_("does not apply"),
    "not_possible": N_("not possible to state"),
}
_PERIODS: dict[str, Callable[[Callable[[str, str, int], str], int], str]] = {
    "hour": lambda ngettext, n: ngettext("{n} hour", "{n} hours", n),
    "day": lambda ngettext, n: ngettext("{n} day", "{n} days", n),
    "week": lambda ngettext, n: ngettext("{n} week", "{n} weeks", n),
    "month": lambda ngettext, n: ngettext("{n} month", "{n} months", n),
    "year": lambda ngettext, n: ngettext("{n} year", "{n} years", n),
}


_SAMPLE = 1000
_NAMED = frozenset({"organisation", "contact", "system", "engagement", "location"})


_PROSE = frozenset({"record_statement", "description", "function", "note"})  # even of what is otherwise names


def is_name(table: str, field: str) -> bool:
    """Whether a text is a name, an address or a reference, which is not translated."""
    return (table in _NAMED and field not in _PROSE) or field.endswith("reference") or field in _WHO


_WHO = frozenset({"owner", "reviewed_by", "international_organisation"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one report: a snapshot read in one language.

    `clarified_by` is the ISO day until which what is unknown is called under clarification, "" for none. `printed`
    remembers the texts of persons that were read, by record and field, None for a wording in this language; where the
    register has none such, only the first thousand, by which to tell their language. `marking`: what was not translated
    stands between marks (`written.py`), for whoever makes a report and takes them out again (`untranslated.py`).
    """

    snapshot: Snapshot
    language: str
    clarified_by: str = ""
    marking: bool = False
    printed: dict[tuple[str, str], str | None] = dataclasses.field(default_factory=dict, repr=False, compare=False)

    def say(self, message: str, **arguments: object) -> str:
        """A message of the program in the report's language."""
        return translator(self.language)(message).format(**arguments)

    @property
    def _remembers(self) -> bool:
        return len(self.printed) < _SAMPLE or bool(self.snapshot.matching("wording", "language", self.language))

    # -- single values ------------------------------------------------------------------------------------

    def text(self, record: Record | None, field: str) -> str:
        """A field as a person reads it, in the wording of the report's language where there is one; "" if unknown."""
        if record is None:
            return ""
        info = tables.fields(type(record).__name__)[field]  # a snapshot's row is called like its table
        value: Any = getattr(record, field)
        if value is None:
            return ""
        if info.form == "code":
            return vocabulary.label(info.vocabulary, value, self.language)
        if info.form == "date":
            return format_date(value, self.language)
        if info.form == "link":
            return self.name(info.target, value)
        wording = self.snapshot.wording(record.id, field, self.language)
        if info.form not in ("line", "text") or is_name(type(record).__name__, field):
            return wording or str(value)
        if self._remembers:
            self.printed[record.id, field] = None if wording else str(value)
        return wording or (as_written(str(value)) if self.marking else str(value))

    def cell(self, record: Record | None, field: str) -> Cell:
        """A field as a statement: its text, its answer, or unknown."""
        found = self.text(record, field)
        if found:
            return Cell(found)
        return self.answer(record.id if record else "", field)

    def answer(self, record_id: str, field: str) -> Cell:
        """The answer that stands in place of a value, with its reason; unknown where there is none."""
        answer = self.snapshot.answer(record_id, field)
        if answer is None:
            return self.unknown()
        if answer.state == WITHHELD:
            return Cell(self.say(N_("not said here")))
        words = self.say(_ANSWERS[answer.state])
        if answer.reason and answer.state != "none":
            words = self.say(N_("{answer}, because {reason}"), answer=words, reason=self.text(answer, "reason"))
        return Cell(words, State(answer.state))

    def unknown(self, what: str = "") -> Cell:
        """Unknown, of what is named if anything is."""
        word = self.unknown_word
        return Cell(f"{what}: {word}" if what else word, State.unknown)

    @property
    def unknown_word(self) -> str:
        """What an unknown is called."""
        if not self.clarified_by:
            return self.say(N_("unknown"))
        return self.say(N_("under clarification until {day}"), day=format_date(self.clarified_by, self.language))

    def gap(self, what: str, unknown: str) -> str:
        """An unknown inside a statement: the message `unknown`, such as "data unknown", or that `what` (a message too)
        is under clarification."""
        return self.unknown(self.say(what)).text if self.clarified_by else self.say(unknown)

    def code(self, name: str, code: str) -> str:
        """The label of a code."""
        return vocabulary.label(name, code, self.language)

    # -- records ------------------------------------------------------------------------------------------

    def name(self, key: str, id: str | None) -> str:
        """What a record is called: the fields that name its kind, else its reference; "" where there is no record."""
        record = self.snapshot.find(key, id)
        if record is None:
            return ""
        parts = [self.text(record, field) for field in catalog.kind(key).label]
        return ", ".join(filter(None, parts)) or getattr(record, "reference", None) or self.say(catalog.kind(key).title)

    def contact_details(self, record: Organisation | Contact) -> str:
        """Address, country, e-mail and phone on one line, without what is unknown."""
        address = (self.text(record, "address") or "").replace("\n", ", ")
        found = (address, self.text(record, "country"), record.email, record.phone)
        return ", ".join(filter(None, found))

    def contact(self, contact: Contact) -> str:
        """A contact with name, function, organisation and details."""
        function = self.text(contact, "function")
        who = ", ".join(filter(None, (contact.name, function, self.name("organisation", contact.employer_id))))
        details = self.contact_details(contact)
        return f"{who} ({details})" if who and details else who or details

    def named_contact(self, organisation: Organisation, role: str) -> Cell:
        """The contacts of a role, one per line; the answer in their place, or unknown."""
        found = [*filter(None, map(self.contact, contacts(self.snapshot, organisation.id, role)))]
        return Cell("\n".join(found)) if found else self.answer(organisation.id, role)

    def party(self, recipient: Recipient) -> Cell:
        """A recipient with its role: the assessed one, else the one declared."""
        organisation = recipient_party(self.snapshot, recipient)
        if organisation is None or not organisation.name:
            return self.unknown(self.say(N_("Recipient")))
        name = self.text(organisation, "name")
        role = self.text(recipient, "assessed_role")
        declared = self.text(recipient, "declared_role") or self.text(recipient, "declared_wording")
        if not role and declared:
            role = self.say(N_("declared as {role}, not yet assessed"), role=self._within(declared))
        return Cell(f"{name} ({self._within(role)})" if role else name)

    def engagement(self, engagement: Engagement | None) -> str:
        """An engagement's service, else its organisation, else its reference."""
        if engagement is None:
            return ""
        party = self.name("organisation", engagement.organisation_id)
        return self.text(engagement, "service") or party or self.name("engagement", engagement.id)

    # -- time limits and transfers ------------------------------------------------------------------------

    def period(self, amount: int, unit: str) -> str:
        """An amount with its unit: "3 months"."""
        words = _PERIODS.get(unit)
        return words(plural_translator(self.language), amount).format(n=amount) if words else f"{amount} {unit}"

    def time_limit(self, rule: RetentionRule) -> Cell:
        """How long, from when, because of what; the rule's own words where it has no more; else its answer, or unknown.

        Half a period says which half is unknown.
        """
        told_elsewhere = rule.trigger == "other" and rule.criterion
        trigger = "" if told_elsewhere else self._within(self.text(rule, "trigger"))
        period = self.period(rule.amount, rule.unit) if rule.amount is not None and rule.unit else ""
        half = rule.amount if rule.amount is not None else self._within(self.text(rule, "unit"))
        if self.clarified_by and (rule.amount is None) != (rule.unit is None):
            period = f"{half} ({self.unknown_word})"
        elif rule.amount is not None and not rule.unit:
            period = self.say(N_("{number} (unit unknown)"), number=half)
        elif rule.unit and rule.amount is None:
            period = self.say(N_("{unit} (number unknown)"), unit=half)
        if period and trigger:
            limit = self.say(N_("{period} from {trigger}"), period=period, trigger=trigger)
        elif trigger:
            limit = self.say(N_("until {trigger}"), trigger=trigger)
        else:
            limit = period
        limit = ". ".join(filter(None, (limit, self.text(rule, "criterion")))) or self.text(rule, "wording")
        if not limit:
            return self.answer(rule.id, "amount")
        return Cell(f"{limit} ({rule.legal_reference})" if rule.legal_reference else limit)

    def place(self, transfer: Transfer) -> Cell:
        """The third country or international organisation of a transfer."""
        where = ", ".join(
            filter(None, (self.text(transfer, "country"), self.text(transfer, "international_organisation")))
        )
        return Cell(where) if where else self.unknown(self.say(N_("Country")))

    def transfer(self, transfer: Transfer, through: Engagement | None) -> Cell:
        """A transfer on one line: where to, to whom, on what it rests, through which service."""
        place = self.place(transfer)
        mechanism = self.text(transfer, "mechanism")
        rest = [
            self.text(transfer, "importer_id"),
            mechanism or self.gap(N_("Mechanism"), N_("mechanism unknown")),
            self.text(transfer, "mechanism_reference"),
            self.say(N_("through {service}"), service=self.engagement(through)) if through else "",
        ]
        after = ": " if place.state is State.value else "; "  # "Country: unknown; …"
        return Cell(after.join((place.text, ", ".join(filter(None, rest)))), place.state)

    def _within(self, label: str) -> str:
        """A label inside a sentence: its first letter small, unless it begins an abbreviation or a German noun."""
        if label.startswith(BEGINNING):
            return BEGINNING + self._within(label.removeprefix(BEGINNING))
        if self.language == "de" or len(label) < 2 or label[1].isupper():
            return label
        return label[0].lower() + label[1:]
