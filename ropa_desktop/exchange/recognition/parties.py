"""Who has to do with an activity: recipients with the role that the file declares, controllers, contacts, transfers."""

from collections.abc import Sequence
from datetime import date

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import SAYS_NOTHING
from ropa_desktop.exchange.recognition.activity import Desk
from ropa_desktop.exchange.recognition.aliases import RELATED
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import Entry, Line
from ropa_desktop.exchange.recognition.matrix import PARTY_DETAILS
from ropa_desktop.exchange.recognition.people import contact
from ropa_desktop.exchange.values.words import whole
from ropa_desktop.law.facts import in_eea
from ropa_desktop.law.vocabulary import vocabulary

_ROLES = {
    "recipients": "recipient",
    "internal_recipients": "internal",
    "processors": "processor",
    "sub_processors": "sub_processor",
}
"""The columns of parties, and the role that each declares."""


def recipients(desk: Desk) -> None:
    """Recipients and processors. A sentence that names no party is kept in the source's words."""
    for line in desk.group.lines:
        said = _of_line(desk, line)
        for target, role in _ROLES.items():
            for entry in line.get(target, ()):
                if not entry.lent:
                    _recipients(desk, entry, target, said.get("role") or role, said)
    if desk.gathered.holds("recipient", desk.id):
        desk.gathered.unsay(desk.id, "recipients")


def _of_line(desk: Desk, line: Line) -> dict[str, str]:
    """What columns of their own say of the parties of a row: their role and their country."""
    said = {}
    for entry in line.get("recipient_role", ()):
        code = whole("parties", "roles", reading.in_words(entry.text))
        if code:
            said["role"] = code
            desk.take(entry, "recipient.declared_role")
        elif not desk.is_nothing(entry):
            said["wording"] = reading.in_words(entry.text)
            desk.take(entry, "recipient.declared_wording")
    for entry in line.get("recipient_country", ()):
        countries = reading.places(entry.text).countries
        if len(countries) == 1:
            said["country"] = countries[0]
            desk.take(entry, "organisation.country")
        elif not desk.is_nothing(entry):
            desk.keep(entry)
    return said


def _recipients(desk: Desk, entry: Entry, target: str, role: str, of_line: dict[str, str]) -> None:
    nothing = reading.absence(entry.text)
    if nothing and nothing.state == "none" and target == "recipients":
        desk.gathered.say(desk.id, "recipients", "none", desk.place(entry.row), nothing.rest)
        desk.take(entry, "answer.recipients")
        return
    if desk.is_nothing(entry):
        return
    answer = reading.yes_no(entry.text)
    if answer.answer and not answer.rest:
        desk.keep(entry)  # whether there are any is no party
        return
    place = desk.place(entry.row)
    add = desk.gathered.row
    listed = _said_of(entry, role)
    alone = len(listed) == 1 and desk.mapping.holds == RELATED
    for value, said in listed:
        named = reading.party(value)
        declared = named.role or said
        if reading.absence(value) or not reading.is_name(named.name):
            desk.gathered.quote(desk.id, "recipients", desk.document, place, value)
        else:
            id = party(desk.gathered, value, place)
            if alone:
                of_party(desk, id)
            if "country" in of_line:
                desk.gathered.shared("organisation", desk.gathered.called(id), place, country=of_line["country"])
            add(
                "recipient", "activity_id", desk.id, place, organisation_id=id, declared_role=declared,
                declared_wording=named.role_words or of_line.get("wording", ""), note=named.rest,
            )  # fmt: skip
    desk.take(entry, "recipient.organisation_id")


def _said_of(entry: Entry, role: str) -> list[tuple[str, str]]:
    """The parties of a cell, each with its role: what a label before some of them says, else the column's."""
    labelled = reading.labelled_parties(entry.text)
    if not labelled:
        return [(value, role) for value in reading.values(entry.text, entry.column.separators)]
    return [(value, declared or role) for declared, text in labelled for value in reading.values(text, None)]


def party(gathered: Gathered, text: str, place: str) -> str:
    """The id of the party that a text names, with whatever stands beside the name."""
    found = reading.address(text)
    named = reading.party(text)
    if found.email or found.phone:
        more = {"email": found.email, "phone": found.phone, "address": found.address}
        return gathered.shared("organisation", found.name, place, kind=named.kind, **more)
    return gathered.shared("organisation", named.name, place, kind=named.kind)


# -- controllers and contacts -----------------------------------------------------------------------------


def controllers(desk: Desk) -> None:
    """Who keeps the record or is acted for, its representative and officer, and joint controllers."""
    acted_for = desk.mapping.role == "processor"
    of = desk.keeper
    of_row: dict[int, str | None] = {}
    for entry in desk.group.all("controller"):
        if desk.is_nothing(entry):
            continue
        place = desk.place(entry.row)
        values = reading.values(entry.text, ("\n",)) if acted_for and "@" not in entry.text else (entry.text,)
        for value in values:
            of = of_row[entry.row] = party(desk.gathered, value, place)
            if acted_for:
                desk.gathered.row("acted_for", "activity_id", desk.id, place, organisation_id=of)
        if of and desk.mapping.holds == RELATED:
            of_party(desk, of)
        desk.take(entry, "acted_for.organisation_id" if acted_for else "activity.keeper_id")
    if not acted_for:
        desk.keeper = of
    for entry in desk.group.all("joint_controllers"):
        for value in _named(desk, entry, "joint_controller.organisation_id"):
            id = party(desk.gathered, value, desk.place(entry.row))
            desk.gathered.row("joint_controller", "activity_id", desk.id, desk.place(entry.row), organisation_id=id)
    for target, role in (("dpo", "dpo"), ("representative", "representative"), ("controller_contact", "general")):
        for entry in desk.group.all(target):
            whose = of_row.get(entry.row, of)
            if whose is None or (target == "controller_contact" and not acted_for):
                if not desk.is_nothing(entry):
                    desk.keep(entry)
                continue
            if not desk.is_nothing(entry):
                found = reading.address(entry.text)
                contact(
                    desk.gathered, whose, role, desk.place(entry.row),
                    name=found.name if found.name != found.email else None,
                    address=found.address, email=found.email, phone=found.phone,
                )  # fmt: skip
                desk.take(entry, f"contact.{role}")


def of_party(desk: Desk, id: str) -> None:
    """What further columns of a related sheet tell of the party of its row. What reaches it beside the name of a person
    reaches that person.
    """
    person = next((one for one in desk.group.all("controller_contact") if not reading.absence(one.text)), None)
    for detail in PARTY_DETAILS:
        for entry in desk.group.all(detail):
            if desk.is_nothing(entry):
                continue
            if person and detail in ("email", "phone"):
                name = reading.address(person.text).name
                contact(desk.gathered, id, "general", desk.place(entry.row), name=name, **{detail: entry.text})
                desk.take(entry, f"contact.{detail}")
            else:
                name, place = desk.gathered.called(id), desk.place(entry.row)
                desk.gathered.shared("organisation", name, place, **{detail: " ".join(entry.text.split())})
                desk.take(entry, f"organisation.{detail}")


def _named(desk: Desk, entry: Entry, detail: str) -> tuple[str, ...]:
    if desk.is_nothing(entry, "joint_controllers"):
        return ()
    desk.take(entry, detail)
    split = "@" not in entry.text
    return reading.values(entry.text, entry.column.separators) if split else (entry.text,)


# -- transfers --------------------------------------------------------------------------------------------


def transfers(desk: Desk) -> None:
    """Transfers to the countries that the rows name. Words that name none stay beside the question, in quotes."""
    for line in desk.group.lines:
        _transfers(desk, line)
    if desk.gathered.holds("transfer", desk.id):
        desk.gathered.unsay(desk.id, "transfers")


def _transfers(desk: Desk, line: Line) -> None:
    places: list[str] = []
    organisations: list[str] = []
    mechanisms: list[str] = []
    words: list[str] = []
    some = False
    today = date.today().isoformat()
    in_line = any(reading.transfer_places(entry.text).countries for entry in line.get("third_countries", ()))
    for entry in line.get("third_countries", ()):
        nothing = reading.absence(entry.text)
        answer = reading.yes_no(entry.text)
        if (answer.answer == "no" and not answer.rest) or (nothing and nothing.state in ("none", "not_applicable")):
            state = nothing.state if nothing and nothing.rest else "none"
            if not entry.lent:
                desk.gathered.say(desk.id, "transfers", state, desk.place(entry.row), nothing.rest if nothing else "")
            desk.take(entry, "answer.transfers")
            continue
        if desk.is_nothing(entry):
            continue
        if reading.stays_within_eea(entry.text):
            if not entry.lent:
                desk.gathered.say(desk.id, "transfers", "none", desk.place(entry.row), entry.text)
            desk.take(entry, "answer.transfers")
            continue
        named = reading.transfer_places(entry.text).countries
        found = [code for code in named if not in_eea(code, today)]
        bodies = reading.bodies(entry.text)
        by = reading.mechanism(entry.text)
        if found or bodies or by or answer.answer == "yes":
            places += found
            organisations += bodies
            some = True
            mechanisms += by
            plain = 2 + 3 * len(found) + 3 * len(by)  # words that a list of countries and mechanisms needs
            if len(found) < len(named) or len(entry.text.split()) > plain or (answer.rest and not found):
                words.append(entry.text)
        elif not entry.lent:
            desk.gathered.quote(desk.id, "transfers", desk.document, desk.place(entry.row), entry.text)
        told = "transfer.country" if found or in_line else "transfer.mechanism" if by else "activity.transfers"
        desk.take(entry, told if found or bodies or some else "source.transfers")
    for entry in line.get("safeguards", ()):
        nothing = reading.absence(entry.text)
        if nothing:
            desk.ignore(entry, SAYS_NOTHING) if not nothing.rest else desk.keep(entry)
            continue
        codes = reading.mechanism(entry.text)
        modules = () if codes else _modules(entry, mechanisms)
        codes = codes or modules
        mechanisms += codes
        some = True
        if not codes or modules or len(entry.text) > 40:
            words.append(entry.text)
        desk.take(entry, "transfer.mechanism" if codes else "transfer.safeguards")
    importer = _importer(desk, line, some)
    if not some:
        return
    if any(code.startswith("SCC_2021") for code in mechanisms):
        mechanisms = [code for code in mechanisms if code != "SCC_UNSPECIFIED"]  # a clause of theirs says which
    mechanism = mechanisms[0] if len(set(mechanisms)) == 1 else None
    if mechanism is None and mechanisms:
        words.append(
            "; ".join(dict.fromkeys(vocabulary("transfer_mechanism").terms[code].label() for code in mechanisms))
        )
    row = next(entry.row for entries in line.values() for entry in entries)
    if mechanism is None and len({*places, *organisations}) == 1 and mechanisms:
        words.pop()
        for code in dict.fromkeys(mechanisms):  # one transfer on each of its mechanisms
            desk.gathered.row(
                "transfer", "activity_id", desk.id, desk.place(row), mechanism=code,
                country=places[0] if places else None, safeguards="\n".join(dict.fromkeys(words)), importer_id=importer,
                international_organisation=organisations[0] if organisations else None,
            )  # fmt: skip
        return
    more = {"mechanism": mechanism, "safeguards": "\n".join(dict.fromkeys(words)), "importer_id": importer}
    for country in dict.fromkeys(places):
        desk.gathered.row("transfer", "activity_id", desk.id, desk.place(row), country=country, **more)
    for body in dict.fromkeys(organisations):
        desk.gathered.row("transfer", "activity_id", desk.id, desk.place(row), international_organisation=body, **more)
    if not places and not organisations:
        desk.gathered.row("transfer", "activity_id", desk.id, desk.place(row), **more)


def _modules(entry: Entry, mechanisms: Sequence[str]) -> tuple[str, ...]:
    """The modules that a cell names without the clauses that they are of: the column beside it or its heading does."""
    if not any(code.startswith("SCC") for code in (*mechanisms, *reading.mechanism(entry.column.heading))):
        return ()
    return tuple(code for code in reading.mechanism(f"SCC {entry.text}") if code.startswith("SCC_2021"))


def _importer(desk: Desk, line: Line, some: bool) -> str | None:
    """The id of the party that a row names as the importer of its transfer; of several, and without one, the note."""
    entries = [entry for entry in line.get("importer", ()) if not desk.is_nothing(entry)]
    if not some or len(entries) != 1 or not reading.is_name(reading.party(entries[0].text).name):
        for entry in entries:
            desk.keep(entry)
        return None
    desk.take(entries[0], "transfer.importer_id")
    return party(desk.gathered, entries[0].text, desk.place(entries[0].row))
