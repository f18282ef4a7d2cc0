"""Whose register it is, as records: the organisation, its contacts, its joint controllers and its parent company."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.contact_labels import (
    GENERAL,
    JOINT,
    OFFICER,
    PARENT,
    PEOPLE,
    REPRESENTATIVE,
)
from ropa_desktop.exchange.recognition.contact_values import Answer, of_party
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.people import contact
from ropa_desktop.exchange.recognition.titles import is_house
from ropa_desktop.exchange.values.folding import fold

_ADDED = ("address", "identifier")
"""Details of which a block may give several parts: "Straße" and "Adresszusatz", "HRB" and "USt-ID"."""

_OF_CONTACTS = ("first_name", "function", "person", "contact")
_OF_PERSON = ("name", "address", "country", "email", "phone", "function")
_REACHED = ("address", "email", "phone", "country", "identifier", "website")
_WORDS_OF_A_COUNTRY = 2
_TOWN = ("postal_code", "city")
_NAMED = {"company": "name", "version": "record_version", "date": "record_date"}


@dataclass
class Party:
    """One party as a block tells of it.

    `unused` are the details that came to nothing, `personal` those of an organisation that are of who acts for it.
    """

    role: str
    function: str = ""
    details: dict[str, str] = field(default_factory=dict)
    none: Answer | None = None
    unused: set[str] = field(default_factory=set)
    personal: set[str] = field(default_factory=set)

    def take(self, details: dict[str, str]) -> tuple[str, ...]:
        """Keep what is new; the names of the details that now say it. What contradicts them is left."""
        taken = []
        for name, text in details.items():
            said = self.details.get(name)
            if said and name in _ADDED and fold(text) not in fold(said):
                self.details[name] = f"{said}, {text}"
            elif said and fold(said) != fold(text) and text not in said:
                continue
            elif not said:
                self.details[name] = text
            taken.append(name)
        return tuple(sorted(taken, key=lambda name: name not in ("company", "name")))


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whose register it is and who controls with it, by id."""

    id: str
    joint: tuple[str, ...] = ()


def field_of(role: str, detail: str) -> str:
    """What a detail becomes: of the controller a field of the organisation, of a person one of a contact."""
    if role in (*PEOPLE, "contact") or detail in _OF_CONTACTS:
        return f"contact.{'name' if detail in ('person', 'contact') else detail}"
    if role == JOINT and detail == "name":
        return "joint_controller.organisation_id"
    if role == PARENT and detail == "name":
        return "organisation.parent_id"
    return f"organisation.{'address' if detail in _TOWN else _NAMED.get(detail, detail)}"


def keeper_of(controller: Party, others: Sequence[Party], gathered: Gathered, where: str, called: str = "") -> Keeper:
    """The organisation of a block, made with its contacts.

    Where no label names it, it is `called` as another sheet of the file says, else by its e-mail address or the file.
    """
    person = _acting(controller, called)
    firm = _firm(controller) or called
    told = as_fields({name: text for name, text in controller.details.items() if name not in controller.personal})
    more: dict[str, str] = {name: told[name] for name in _REACHED if name in told}
    more |= {_NAMED[name]: controller.details[name] for name in ("version", "date") if name in controller.details}
    firm = " ".join((firm or controller.details.get("email") or where).split())
    id = gathered.described("organisation", firm, where, record_kept="yes", **more)
    if person.details:
        _contact(gathered, id, where, person)
    if acting := controller.details.get("person"):
        _contact(gathered, id, where, Party(GENERAL, "", of_party(acting, GENERAL, "") or {"name": acting}))
    joint = []
    for party in others:
        if party.role == JOINT and party.details.get("name"):
            joint.append(house(gathered, party.details, where))
        elif party.role == PARENT and party.details.get("name"):
            parent = house(gathered, party.details, where)
            country = as_fields(party.details).get("country") or _country(party.details.get("address", ""))
            gathered.shared("organisation", firm, where, parent_id=parent, parent_country=country)
        elif party.role in PEOPLE and party.details:
            _contact(gathered, id, where, party)
    for role in (OFFICER, REPRESENTATIVE):
        of_role = [party for party in others if party.role == role]
        said = next((party.none for party in of_role if party.none), None)
        named = (one for one in gathered.records.get("contact", ()) if one["organisation_id"] == id)
        if said and not any(one.get("role") == role for one in named):
            gathered.say(id, role, said.state, where, said.reason)
    return Keeper(id, tuple(joint))


def _acting(controller: Party, called: str) -> Party:
    """The person whose first and last name stand where a controller is asked for, with what reaches them.

    Its e-mail address and phone are then no organisation's; whoever acts for nobody else is the controller itself.
    """
    person = Party(GENERAL)
    details = controller.details
    acts_for = details.get("company") or called
    if acts_for and "first_name" in details and details.get("name") and not is_house(details["name"]):
        controller.personal |= {"first_name", "name", "email", "phone", "function"} & details.keys()
        person.details = {name: details[name] for name in sorted(controller.personal)}
    return person


def _firm(controller: Party) -> str:
    """The name of the organisation. Beside one that is called a company, what a title names may be who acts for it."""
    company, name = controller.details.get("company", ""), as_fields(controller.details).get("name", "")
    if "name" in controller.personal:
        return company
    if not company or not name or fold(company) == fold(name):
        return company or name
    if is_house(name):
        controller.unused.add("company")
        return name
    controller.details.setdefault("person", name)
    return company


def house(gathered: Gathered, details: dict[str, str], where: str, **more: str) -> str:
    """The id of an organisation with its details, called as the place where it stands if they do not name it."""
    told = as_fields(details)
    reached = {name: told[name] for name in _REACHED if name in told}
    return gathered.described("organisation", told.get("name", where), where, **more, **reached)


def _contact(gathered: Gathered, organisation: str, where: str, party: Party) -> None:
    employer = as_fields(party.details).get("company", "")
    employer_id = gathered.shared("organisation", employer, where) if employer else None
    found = of_person(party.details)
    if party.function:
        found.setdefault("function", party.function)
    contact(gathered, organisation, party.role, where, employer_id=employer_id, **found)


def of_person(details: dict[str, str]) -> dict[str, str]:
    """The details that a contact has fields for."""
    return {name: text for name, text in as_fields(details).items() if name in _OF_PERSON}


def as_fields(details: dict[str, str]) -> dict[str, str]:
    """The details as fields: first and last name in one, street, postal code and city in one.

    What stands as a country and is none goes with the address.
    """
    name = " ".join(filter(None, (details.get("first_name"), details.get("name"))))
    town = " ".join(filter(None, (details.get("postal_code"), details.get("city"))))
    country = _country(details.get("country", ""))
    address = ", ".join(filter(None, (details.get("address"), town, "" if country else details.get("country"))))
    if not country and len(address.split()) <= _WORDS_OF_A_COUNTRY and (country := _country(address)):
        address = ""
    own = {"name": name, "address": address, "country": country}
    lined = {key: " ".join(value.split()) for key, value in {**details, **own}.items() if key != "address"}
    return {key: value for key, value in {**lined, "address": address}.items() if value}


def _country(text: str) -> str:
    countries = reading.places(text).countries
    return countries[0] if len(countries) == 1 else ""
