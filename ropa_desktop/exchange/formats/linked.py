"""A record as linked data (.jsonld, .ttl): a catalogue (W3C DCAT) of records in terms of the Data Privacy Vocabulary.

It says what the document says, from the same confirmed facts in the same words: what Article 30 asks for, and of what
is asked for besides what there are terms for. What is unknown is said in words, as a comment.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.entries import entry
from ropa_desktop.exchange.files import whole_text
from ropa_desktop.exchange.formats.graph import A, Graph, Literal
from ropa_desktop.exchange.formats.privacy_vocabulary import VERSION
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Chapter, Report, State, passages
from ropa_desktop.exchange.untranslated import Languages, languages, mixed
from ropa_desktop.exchange.written import plain
from ropa_desktop.i18n import N_, _
from ropa_desktop.law import identifiers, vocabulary
from ropa_desktop.law.parties import contacts, recipient_party, recipients, transfers
from ropa_desktop.model.activity import (
    ActedFor,
    Activity,
    DataLine,
    JointController,
    MeasureUse,
    Purpose,
    Role,
    SpecialCondition,
)
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.record import Record
from ropa_desktop.model.shared import DataCategory, Measure, RetentionRule
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer
from ropa_desktop.progress import counted, part, staged

_SAID = frozenset({"bases", "notes", "sources"})
"""Of what is handed over besides Article 30 (`build.ALSO`), what is said here."""

_GATHERED, _MADE = 0.07, 0.7
"""The share of the time to state it all that goes to gathering it, and of the whole after which it is only written."""

_LOOKED_AT = 100
"""Activities whose texts tell the language that a record is written in."""

_ORDINARY = frozenset({None, "ordinary", "criminal", "national_id"})  # natures of data that Art. 9 is not about
_PROCESSORS = frozenset({"processor", "sub_processor"})  # as assessed: what a source declares is no conclusion


def write_linked(snapshot: Snapshot, target: Path, options: Options) -> tuple[str, ...]:
    """Writes the records asked for to `target` (`.ttl` as Turtle, else JSON-LD), in place of whatever was there.

    Returns what the person should know. Raises `BadInput` when there is nothing to report and `CannotWrite`; then
    nothing is changed.
    """
    with part(0.0, _MADE):
        made = graph(snapshot, options)
    with part(_MADE, 1.0), whole_text(target) as file:
        file.writelines(made.as_turtle() if target.suffix.casefold() == ".ttl" else made.as_json())
    while made.things:  # one by one: freed all at once, those of a large register hold up every thread for 0.1 s
        made.things.popitem()
    unsaid = [_(title) for key, title in ALSO.items() if key in options.also - _SAID and not options.public]
    return (_("Linked data do not say: {kinds}.").format(kinds=", ".join(unsaid)),) if unsaid else ()


def graph(snapshot: Snapshot, options: Options) -> Graph:
    """The statements. Raises `BadInput` when there is nothing to report."""
    parts: list[_Part] = []

    def gather(
        phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], _asked: Options
    ) -> tuple[Chapter, ...]:
        parts.append((phrases, keeper, shown))
        return ()

    with part(0.0, _GATHERED):
        report = build(snapshot, options, gather)
    catalogue = name("-".join(("catalogue", options.keeper_id or "", options.role or "", options.client_id or "")))
    with part(_GATHERED, 1.0):
        return _Records(parts[0][0]).made(report, catalogue, parts)


def name(id: str, of: str = "") -> str:
    """The name of a record, or of something that it alone says: the same in every file."""
    try:
        known = UUID(id)
    except ValueError:
        known = uuid5(NAMESPACE_OID, id)
    return (uuid5(known, of) if of else known).urn


_Part = tuple[Phrases, Organisation | None, Sequence[Activity]]
"""A keeper with the activities shown, and the words for what may be said of them."""


class _Records:
    """Gathers the statements of one file."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.snapshot = phrases.snapshot
        self.graph = Graph()
        self.told = Languages(phrases.language, (), False)

    def made(self, report: Report, catalogue: str, parts: Sequence[_Part]) -> Graph:
        """The catalogue, and each keeper's records."""
        add = self.graph.add
        add(catalogue, A, "dcat:Catalog")
        add(catalogue, "dct:title", self.own(report.title))
        add(catalogue, "dct:issued", Literal(report.produced_on, kind="xsd:date"))
        add(catalogue, "dct:language", Literal(report.language))
        add(catalogue, "dct:conformsTo", VERSION)
        add(catalogue, "dct:description", *map(self.own, (report.mark, report.standing)))
        for phrases, keeper, shown in staged(parts, lambda one: len(one[2])):
            for activity in shown[:_LOOKED_AT]:
                entry(phrases, activity, frozenset())  # it reads texts, which tell their language
            self.told = languages(phrases)
            roles = dict.fromkeys(activity.role for activity in shown)
            by_role = [(role, [activity for activity in shown if activity.role == role]) for role in roles]
            for role, some in staged(by_role, lambda one: len(one[1])):
                record = name(keeper.id if keeper else "", f"record as {role}")
                add(catalogue, "dcat:resource", record)
                self.record(record, keeper, role, report.running_title)
                for activity in counted(some):
                    add(record, "dpv:hasPersonalDataProcess", name(activity.id))
                    self.activity(activity)
        return self.graph

    def own(self, text: str) -> Literal:
        """A text of the program, in the report's language; in none where something in it is in another."""
        said = mixed(text, self.told)
        return Literal(said, "" if passages(said) else self.phrases.language)

    def field(self, record: Record | None, field: str) -> Literal:
        """A text of the person's, in its language where that is known: of a name it is not."""
        text = self.phrases.text(record, field)
        if record is not None and self.snapshot.wording(record.id, field, self.phrases.language):
            return Literal(text, self.phrases.language)
        said = plain(text)
        return Literal(said, self.told.known(said) if said != text else "")

    def called(self, record: Record | None, key: str, kind: str) -> str | None:
        """The name of a record of which it is stated what it is and what it is called."""
        if record is None:
            return None
        self.graph.add(name(record.id), A, kind)
        self.graph.add(name(record.id), "dct:title", self.field(record, key))
        return name(record.id)

    def comment(self, subject: str, title: str, text: str) -> None:
        """What no term says, in words: "Recipients: unknown"."""
        self.graph.add(subject, "rdfs:comment", self.own(f"{self.phrases.say(title)}: {text}"))

    def note(self, record: Record) -> None:
        """The record's note and sources, where they are asked for; else they are not here any more."""
        self.graph.add(name(record.id), "rdfs:comment", self.field(record, "note"))
        for source in self.snapshot.sources(record.id):
            where = ", ".join(filter(None, (source.document, source.place)))
            self.graph.add(name(record.id), "dct:source", Literal(": ".join(filter(None, (where, source.quotation)))))

    # -- who ------------------------------------------------------------------------------------------------

    def record(self, record: str, keeper: Organisation | None, role: str, title: str) -> None:
        add = self.graph.add
        add(record, A, "dcat:Resource", "dpv:ROPA")
        provision = {Role.controller.value: "30(1)", Role.processor.value: "30(2)"}.get(role, "30")
        add(record, "dct:title", self.own(f"{title}: {self.phrases.text(keeper, 'name')}" if keeper else title))
        add(record, "dct:identifier", Literal(f"Art. {provision}"))
        kind, relation = (
            ("dpv:DataProcessor", "dpv:hasDataProcessor")
            if role == Role.processor
            else ("dpv:DataController", "dpv:hasDataController")
        )
        if keeper is None:
            self.comment(record, N_("Controller"), self.phrases.unknown().text)
            return
        add(record, relation, self.organisation(keeper, kind))
        add(record, "dct:description", self.field(keeper, "record_statement"))
        add(name(keeper.id), "dpv:hasContact", self.field(keeper, "website"))
        if keeper.identifier:
            add(name(keeper.id), "dct:identifier", Literal(identifiers.shown(keeper.identifier, keeper.country)))

    def organisation(self, party: Organisation | None, kind: str, *, reached: bool = True) -> str | None:
        """A party under what it is here, and if it is to be `reached` with how, and who answers for it. Of those who
        receive data, Article 30 asks no more than who they are."""
        if party is None:
            return None
        add, subject = self.graph.add, name(party.id)
        add(subject, A, kind)
        add(subject, "dpv:hasName", self.field(party, "name"))
        if not reached:
            return subject
        add(subject, "dpv:hasAddress", self.field(party, "address"))
        add(subject, "dpv:hasContact", *(self.field(party, key) for key in ("email", "phone")))
        add(subject, "dpv:hasCountry", self.country(party.country, "dpv:Country"))
        for role, relation, what in (
            ("dpo", "dpv:hasDataProtectionOfficer", "dpv:DataProtectionOfficer"),
            ("representative", "dpv:hasRepresentative", "dpv:Representative"),
        ):
            for contact in contacts(self.snapshot, party.id, role):
                found = name(contact.id)
                add(subject, relation, found)
                add(found, A, what)
                add(found, "dpv:hasName", self.field(contact, "name"), self.field(contact, "employer_id"))
                add(found, "dct:description", self.field(contact, "function"))
                add(found, "dpv:hasAddress", self.field(contact, "address"))
                add(found, "dpv:hasContact", *(self.field(contact, key) for key in ("email", "phone")))
        return subject

    def country(self, code: str | None, kind: str) -> str | None:
        if not code:
            return None
        subject = name(f"country {code}")
        self.graph.add(subject, A, kind)
        self.graph.add(subject, "dct:identifier", Literal(code))
        self.graph.add(subject, "dct:title", self.own(self.phrases.code("country", code)))
        return subject

    # -- what -----------------------------------------------------------------------------------------------

    def activity(self, activity: Activity) -> None:
        add, subject = self.graph.add, name(activity.id)
        add(subject, A, "dpv:PersonalDataProcess", "dcat:Resource")
        add(subject, "dct:identifier", Literal(activity.reference or ""))
        add(subject, "dct:title", self.field(activity, "name"))
        if activity.role == Role.processor:
            self.on_behalf(activity, subject)
        else:
            self.controlled(activity, subject)
        self.sent(activity, subject)
        self.measures(activity, subject)
        self.note(activity)

    def controlled(self, activity: Activity, subject: str) -> None:
        """Article 30(1)(a) to (d) and (f)."""
        add, where = self.graph.add, self.snapshot.where
        add(subject, "dpv:hasDataController", name(activity.keeper_id) if activity.keeper_id else None)
        for row in where(JointController, "activity_id", activity.id):
            party = self.snapshot.get(Organisation, row.organisation_id)
            add(subject, "dpv:hasJointDataControllers", self.organisation(party, "dpv:JointDataControllers"))
        for purpose in where(Purpose, "activity_id", activity.id):
            add(name(purpose.id), A, "dpv:Purpose")
            add(name(purpose.id), "dct:description", self.field(purpose, "description"))
            add(name(purpose.id), "dpv:hasLegalBasis", *_terms("legal_basis", purpose.legal_basis))
            add(subject, "dpv:hasPurpose", name(purpose.id))
            self.note(purpose)
        for special in where(SpecialCondition, "activity_id", activity.id):
            add(subject, "dpv:hasLegalBasis", *_terms("special_condition", special.condition))
        for line in where(DataLine, "activity_id", activity.id):
            self.line(line, subject)
        for recipient in recipients(self.snapshot, activity.id):
            processor = recipient.assessed_role in _PROCESSORS
            kind, relation = (
                ("dpv:DataProcessor", "dpv:hasDataProcessor") if processor else ("dpv:Recipient", "dpv:hasRecipient")
            )
            add(subject, relation, self.organisation(recipient_party(self.snapshot, recipient), kind, reached=False))
        for field, predicate, title in (
            ("purposes", "dpv:hasPurpose", N_("Purposes")),
            ("data", "dpv:hasPersonalData", N_("Personal data")),
            ("recipients", "dpv:hasRecipient", N_("Recipients")),
        ):
            said = self.graph.things[subject]
            if predicate not in said and not (field == "recipients" and "dpv:hasDataProcessor" in said):
                self.comment(subject, title, self.phrases.answer(activity.id, field).text)

    def line(self, line: DataLine, subject: str) -> None:
        """Data of people, for how long: a statement of this activity about a category that others share."""
        add, said = self.graph.add, name(line.id)
        category = self.snapshot.get(DataCategory, line.data_id)
        special = category is not None and category.nature not in _ORDINARY
        add(subject, "dpv:hasPersonalData", said)
        add(said, A, "dpv:SpecialCategoryPersonalData" if special else "dpv:PersonalData")
        add(said, "dct:title", self.field(category, "name"))
        add(said, "dct:description", self.field(line, "detail"))
        if not (self.graph.things[said].keys() - {A}):
            self.comment(said, N_("Personal data"), self.phrases.unknown().text)
        people = self.snapshot.find("data_subject_category", line.subject_id)
        found = self.called(people, "name", "dpv:DataSubject")
        for thing in (subject, said):
            add(thing, "dpv:hasDataSubject", found)
        if found is None:
            self.comment(said, N_("Data subjects"), self.phrases.unknown().text)
        rule = self.snapshot.get(RetentionRule, line.retention_id)
        limit = self.phrases.time_limit(rule) if rule else self.phrases.answer(line.id, "retention_id")
        if rule is None or limit.state is not State.value:
            self.comment(said, N_("Time limits"), limit.text)
            return
        add(name(rule.id), A, "dpv:StorageCondition")
        add(name(rule.id), "dct:description", self.own(limit.text))
        add(said, "dpv:hasStorageCondition", name(rule.id))

    def on_behalf(self, activity: Activity, subject: str) -> None:
        """Article 30(2)(a) and (b)."""
        add, rows = self.graph.add, self.snapshot.where(ActedFor, "activity_id", activity.id)
        add(subject, "dpv:hasDataProcessor", name(activity.keeper_id) if activity.keeper_id else None)
        for row in rows:
            party = self.snapshot.get(Organisation, row.organisation_id)
            add(subject, "dpv:hasDataController", self.organisation(party, "dpv:DataController"))
        if not rows:
            self.comment(subject, N_("Controllers acted for"), self.phrases.unknown().text)
        found: Iterable[tuple[Any, str]] = [(activity, ""), *((row, row.organisation_id or "") for row in rows)]
        for record, party_id in found:
            text = self.field(record, "categories_of_processing")
            if text.text:
                said = name(record.id, "categories of processing")
                add(subject, "dpv:hasProcessing", said)
                add(said, A, "dpv:Processing")
                add(said, "dct:description", text)
                add(said, "dpv:hasDataController", name(party_id) if party_id else None)
        if "dpv:hasProcessing" not in self.graph.things[subject]:
            self.comment(subject, N_("Categories of processing"), self.phrases.unknown().text)

    def sent(self, activity: Activity, subject: str) -> None:
        """Article 30(1)(e) and 30(2)(c)."""
        found = transfers(self.snapshot, activity.id)
        for transfer, through in found:
            self.graph.add(subject, "dpv:hasProcessing", self.transfer(transfer, through))
        if not found:
            self.comment(subject, N_("Transfers"), self.phrases.answer(activity.id, "transfers").text)

    def transfer(self, transfer: Transfer, through: Engagement | None) -> str:
        add, said = self.graph.add, name(transfer.id)
        add(said, A, "dpv:Transfer")
        add(said, "dct:description", self.own(self.phrases.transfer(transfer, through).text))
        add(said, "dpv:hasThirdCountry", self.country(transfer.country, "dpv:ThirdCountry"))
        if transfer.international_organisation:
            body = name(f"international organisation {transfer.international_organisation}")
            add(said, "dpv:hasRecipient", body)
            add(body, A, "dpv:InternationalOrganisation")
            add(body, "dpv:hasName", self.field(transfer, "international_organisation"))
        importer = self.snapshot.get(Organisation, transfer.importer_id)
        add(said, "dpv:hasRecipient", self.organisation(importer, "dpv:Recipient", reached=False))
        add(said, "dpv:hasLegalBasis", *_terms("transfer_mechanism", transfer.mechanism))
        for field, title in (
            ("safeguards", N_("Suitable safeguards")),
            ("derogation_assessment", N_("Assessment under Art. 49(1)")),
        ):
            text = self.phrases.text(transfer, field)
            if text:
                self.comment(said, title, text)
        return said

    def measures(self, activity: Activity, subject: str) -> None:
        """Article 30(1)(g) and 30(2)(d)."""
        add = self.graph.add
        rows = self.snapshot.where(MeasureUse, "activity_id", activity.id)
        for row in rows:
            measure, said = self.snapshot.get(Measure, row.measure_id), name(row.id)
            add(subject, "dpv:hasTechnicalOrganisationalMeasure", said)
            add(said, A, "dpv:TechnicalOrganisationalMeasure")
            add(said, A, *_terms("measure_family", measure.family if measure else None))
            add(said, "dct:title", self.field(measure, "name"))
            add(said, "dct:description", self.field(measure, "description"), self.field(row, "detail"))
        if not rows:
            self.comment(subject, N_("Measures"), self.phrases.answer(activity.id, "measures").text)


def _terms(list_name: str, code: str | None) -> tuple[str, ...]:
    """The vocabulary's term for a code of ours, where there is one."""
    entry = vocabulary.vocabulary(list_name).terms.get(code or "")
    term = entry.details.get("dpv", "") if entry else ""
    return (term,) if term else ()
