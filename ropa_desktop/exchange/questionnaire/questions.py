"""What is asked about one activity, in plain words: blocks of lines, each with what the register says today.

No legal basis, no condition, no instrument is among them: a department knows what it does, not what the law calls it.
The reader (`reading.py`) and `proposals.py` know a line by its key alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import State
from ropa_desktop.i18n import N_
from ropa_desktop.law import vocabulary
from ropa_desktop.law.parties import recipient_party, recipients, transfers
from ropa_desktop.model.activity import ActedFor, Activity, DataLine, Purpose, Role, SystemUse
from ropa_desktop.model.shared import DataCategory, RetentionRule

NO_LONGER = N_("No longer")
"""The choice that says of a row that it is not so any more."""

YES_NO, GONE, SYSTEMS, SUPPLIERS, SUBJECTS, DATA = "yes_no", "gone", "systems", "suppliers", "subjects", "data"
"""The lists that a cell offers."""

FIELD = "activity."
"""How the key of a line begins that asks for a field of the activity itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question: its key, the ids of the records that it speaks of, what the register holds and what a person sees.

    `choices` names the list that the answer may be chosen from; `gap` says that nothing is known yet, `sensitive`
    that the data are of Art. 9 or 10.
    """

    key: str
    ids: tuple[str, ...]
    label: str
    present: str = ""
    was: str = ""
    choices: str = ""
    gap: bool = False
    sensitive: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it asks for something that the register does not have."""
        return self.key.endswith(".new")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, under a heading, with a sentence that helps where one is needed."""

    title: str
    lines: tuple[Line, ...]
    help: str = ""


def blocks(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    """All that is asked about an activity."""
    say = phrases.say
    eea = say(N_("The EEA is the EU with Iceland, Liechtenstein and Norway. Support from outside counts as well."))
    sensitive = say(
        N_("Health, religion, trade union and the like, and criminal convictions, are marked as sensitive.")
    )
    return (
        Block(say(N_("What is done, and what for")), tuple(_what(phrases, activity))),
        Block(say(N_("Whose information, and which")), tuple(_data(phrases, activity)), sensitive),
        Block(say(N_("How long it is kept")), tuple(_limits(phrases, activity))),
        Block(say(N_("Who receives it, and which suppliers work with it")), tuple(_recipients(phrases, activity))),
        Block(say(N_("Outside the EEA")), tuple(_abroad(phrases, activity)), eea),
        Block(say(N_("Which systems and archives")), tuple(_systems(phrases, activity))),
        Block(say(N_("Whom to ask")), tuple(_contact(phrases, activity))),
        Block(say(N_("Anything else")), (Line("comment", (activity.id,), say(N_("What else should we know?"))),)),
    )


# -- the activity itself ----------------------------------------------------------------------------------


def _field(phrases: Phrases, activity: Activity, name: str, label: str, choices: str = "") -> Line:
    shown = phrases.text(activity, name)
    was = (getattr(activity, name) or "") if choices else shown
    answered = "" if shown or not phrases.snapshot.answer(activity.id, name) else phrases.answer(activity.id, name).text
    gap = not (shown or answered)
    return Line(FIELD + name, (activity.id,), phrases.say(label), shown or answered, was, choices, gap)


def _what(phrases: Phrases, activity: Activity) -> Iterator[Line]:
    say = phrases.say
    yield _field(phrases, activity, "name", N_("What it is called"))
    yield _field(phrases, activity, "description", N_("What it is about"))
    if activity.operations:
        yield _field(phrases, activity, "operations", N_("What is done with the information"))
    if activity.role == Role.processor.value:
        yield _field(phrases, activity, "categories_of_processing", N_("What is done for customers"))
        for row in phrases.snapshot.where(ActedFor, "activity_id", activity.id):
            customer = phrases.text(row, "organisation_id")
            yield Line("acted_for", (row.id,), say(N_("For which customer")), customer, row.organisation_id or "", GONE)
        yield Line("acted_for.new", (activity.id,), say(N_("For another customer")))
    said: dict[str, list[str]] = {}
    for purpose in phrases.snapshot.where(Purpose, "activity_id", activity.id):
        said.setdefault(phrases.text(purpose, "description"), []).append(purpose.id)
    for shown, ids in said.items():  # one question where a purpose has several legal bases, of which nobody asks here
        yield Line("purpose", tuple(ids), say(N_("What for")), shown, shown, GONE, gap=not shown)
    yield Line("purpose.new", (activity.id,), say(N_("What else for")))
    label = N_("Does a computer alone decide anything about a person?")
    yield _field(phrases, activity, "automated_decisions", label, YES_NO)


def _contact(phrases: Phrases, activity: Activity) -> Iterator[Line]:
    yield _field(phrases, activity, "owner", N_("Who answers for it (the function is enough)"))
    yield _field(phrases, activity, "department", N_("Department"))


# -- people, data, time limits ----------------------------------------------------------------------------


def _data(phrases: Phrases, activity: Activity) -> Iterator[Line]:
    say = phrases.say
    for row in phrases.snapshot.where(DataLine, "activity_id", activity.id):
        whose = phrases.text(row, "subject_id") or say(N_("Whose is not known"))
        named, detail = phrases.text(row, "data_id"), phrases.text(row, "detail")
        shown = ": ".join(filter(None, (named, detail)))
        sensitive = _sensitive(phrases, row)
        if sensitive:
            shown = "\n".join(filter(None, (shown, say(N_("Sensitive: {what}"), what=sensitive))))
        was = f"{row.data_id or ''}|{detail}"
        yield Line("data", (row.id,), whose, shown, was, DATA, gap=not shown, sensitive=bool(sensitive))
    for number in ("1", "2"):
        yield Line("subject.new", (activity.id, number), say(N_("Somebody else: whose information?")), choices=SUBJECTS)
        yield Line("data.new", (activity.id, number), say(N_("… and which?")), choices=DATA)


def _sensitive(phrases: Phrases, row: DataLine) -> str:
    """What is sensitive about data, in words; "" where nothing is known to be: Art. 9(1) and 10."""
    category = phrases.snapshot.get(DataCategory, row.data_id)
    term = vocabulary.vocabulary("data_nature").terms.get(category.nature or "") if category else None
    if category is None or term is None or not term.details.get("article", "").startswith(("9", "10")):
        return ""
    return phrases.text(category, "nature")


def _limits(phrases: Phrases, activity: Activity) -> Iterator[Line]:
    """One line for all data that are kept equally long."""
    rows = phrases.snapshot.where(DataLine, "activity_id", activity.id)

    def limit(row: DataLine) -> str:
        return row.retention_id or ""

    order = list(dict.fromkeys(map(limit, rows)))
    for rule_id, found in groupby(sorted(rows, key=lambda row: order.index(limit(row))), key=limit):
        lines = list(found)
        names = [phrases.text(row, "data_id") or phrases.text(row, "detail") for row in lines]
        of = ", ".join(dict.fromkeys(filter(None, names))) or phrases.say(N_("The information"))
        rule: Any = phrases.snapshot.get(RetentionRule, rule_id)
        told = phrases.time_limit(rule._replace(legal_reference=None)) if rule else phrases.unknown()
        shown = "" if told.state is State.unknown else told.text
        yield Line("retention", tuple(row.id for row in lines), of, shown, rule_id, gap=not shown)


# -- others -----------------------------------------------------------------------------------------------


def _recipients(phrases: Phrases, activity: Activity) -> Iterator[Line]:
    say = phrases.say
    for row in recipients(phrases.snapshot, activity.id):
        party = recipient_party(phrases.snapshot, row)
        name = phrases.text(party, "name")
        shown = ": ".join(filter(None, (name, phrases.text(row, "disclosed_for"))))
        was = party.id if party else ""
        yield Line("recipient", (row.id,), say(N_("Receives it")), shown, was, SUPPLIERS, gap=not shown)
    for _number in range(2):
        yield Line("recipient.new", (activity.id,), say(N_("Somebody else")), choices=SUPPLIERS)


def _abroad(phrases: Phrases, activity: Activity) -> Iterator[Line]:
    say = phrases.say
    found = transfers(phrases.snapshot, activity.id)
    answer = phrases.snapshot.answer(activity.id, "transfers")
    was = "yes" if found else "no" if answer else ""
    shown = vocabulary.label("yes_no", was, phrases.language) if was else ""
    question = say(N_("Does any of it go outside the EEA, or can anybody see it from there?"))
    yield Line("transfers", (activity.id,), question, shown, was, YES_NO, gap=not was)
    places = []
    for transfer, _engagement in found:
        where = phrases.place(transfer).text
        places.append(": ".join(filter(None, (where, phrases.text(transfer, "importer_id")))))
    shown = "\n".join(dict.fromkeys(places))
    yield Line("transfers.where", (activity.id,), say(N_("Which country, and who is there?")), shown)


def _systems(phrases: Phrases, activity: Activity) -> Iterator[Line]:
    say = phrases.say
    for row in phrases.snapshot.where(SystemUse, "activity_id", activity.id):
        shown = ": ".join(filter(None, (phrases.text(row, "system_id"), phrases.text(row, "use"))))
        yield Line("system", (row.id,), say(N_("System")), shown, row.system_id or "", SYSTEMS, gap=not shown)
    for _number in range(2):
        yield Line("system.new", (activity.id,), say(N_("Another system")), choices=SYSTEMS)
