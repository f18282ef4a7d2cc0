"""The block above a table that says whose register it is: the controller, its officer, its representative.

Two layouts are met: titles side by side with their labels below (ICO), and titles down the first column with labels
and values beside them (CNIL). A label's value stands to its right, or after its colon.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import CONTACT_LABEL, FIELD, IGNORED, SAYS_NOTHING, Account
from ropa_desktop.exchange.recognition.aliases import in_language
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.titles import named_in_title, without_person
from ropa_desktop.exchange.values.absence import find_absence
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

_PARTIES = ("controller", "dpo", "representative")


@dataclass
class Party:
    """One of the three, as its block tells of it."""

    details: dict[str, str] = field(default_factory=dict)


def read_contacts(account: Account, above: int, language: str, gathered: Gathered, place: str) -> str | None:
    """The id of the organisation whose register the sheet is, from the rows above its headings; None where none says.

    The cells that were read are settled; the others of these rows are left open.
    """
    blocks: dict[str, Party] = {name: Party() for name in _PARTIES}
    titles, labels = _labelled(account, above, language)
    if not titles and not labels and not _from_titles(account, above, blocks):
        return None
    taken = {*titles, *labels}
    for (row, column), party in titles.items():
        _label, _colon, value = account.text(row, column).partition(":")
        account.settle(row, column, IGNORED, CONTACT_LABEL) if not value.strip() else None
        beside = _beside(account, row, column, taken)
        if value.strip():
            _whole(blocks[party], value.strip())
            account.settle(row, column, FIELD, field_of(party, "name"))
        elif beside and not (labels and _titled_above(titles, row, column)):
            _give(account, party, blocks[party], "", beside)
            taken.add(beside)
    for (row, column), (detail, value) in labels.items():
        party = _of(titles, row, column)
        beside = _beside(account, row, column, taken)
        if value:
            blocks[party].details.setdefault(detail, value)
            account.settle(row, column, FIELD, field_of(party, detail))
            continue
        account.settle(row, column, IGNORED, CONTACT_LABEL)
        if beside and account.is_open(*beside):
            _give(account, party, blocks[party], detail, beside)
            taken.add(beside)
    if not {"name", "company"} & blocks["controller"].details.keys():
        _from_titles(account, above, blocks)
    return _records(blocks, gathered, place)


def _labelled(
    account: Account, above: int, language: str
) -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], tuple[str, str]]]:
    """The titles of parties among the first rows, and the labels of details with what stands behind their colon."""
    titles: dict[tuple[int, int], str] = {}
    labels: dict[tuple[int, int], tuple[str, str]] = {}
    for row in range(above):
        for column in range(len(account.sheet.rows[row])):
            text = account.text(row, column)
            if not text or len(text) > 300:
                continue
            label, _colon, value = text.partition(":")
            if detail := _detail(label):
                labels[row, column] = (detail, value.strip())
            elif party := _party(text, label, language):
                titles[row, column] = party
    return titles, labels


def is_cover(account: Account, language: str) -> bool:
    """Whether a sheet does nothing but tell of a controller: labels of its details on most of the rows that say more
    than one thing.
    """
    rows = range(len(account.sheet.rows))
    titles, labels = _labelled(account, len(rows), language)
    told = {row for row, _column in (*titles, *labels)}
    filled = [row for row in rows if sum(bool(cell and cell.text.strip()) for cell in account.sheet.rows[row]) > 1]
    named = "controller" in titles.values() or any(detail == "company" for detail, _value in labels.values())
    return named and len(labels) > 1 and len(told) >= _MOST_ROWS * max(1, len(filled))


_MOST_ROWS = 0.6  # share of the rows of a cover that have a label


def _from_titles(account: Account, above: int, blocks: dict[str, Party]) -> bool:
    """Take the name of the controller from the titles, where they name one house and no other."""
    places = [(row, column) for row in range(above) for column in range(len(account.sheet.rows[row]))]
    named = {
        place: name
        for place in places
        if account.is_open(*place) and len(text := account.text(*place)) <= _LONGEST_TITLE
        if (name := named_in_title(text))
    }
    if len({*map(fold, named.values())}) != 1:
        return False
    for place, name in named.items():
        blocks["controller"].details.setdefault("name", name)
        account.settle(*place, FIELD, "organisation.name")
    return True


_LONGEST_TITLE = 160  # characters of a title that names whose register it is


def _beside(account: Account, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
    """The value of a label or title: the next cell of its row that says something, unless that is another label."""
    for place in range(column + 1, min(column + 4, len(account.sheet.rows[row]))):
        if account.text(row, place):
            return None if (row, place) in taken else (row, place)
    return None


def field_of(party: str, detail: str) -> str:
    """What a detail becomes: of the controller a field of the organisation, of the others one of a contact."""
    if party == "controller":
        town = detail in ("postal_code", "city")
        if detail == "contact":
            return "contact.name"
        detail = "name" if detail == "company" else detail
        return f"organisation.{'address' if town else detail}" if detail not in _OF_CONTACTS else f"contact.{detail}"
    return f"contact.{detail}"


_OF_CONTACTS = ("first_name", "function")


def _whole(party: Party, text: str) -> None:
    """A text that tells all of a party: its name, address, e-mail and phone."""
    text, person = without_person(text)
    if person:
        party.details.setdefault("company", text.split(",")[0])
        party.details.setdefault("name", person)
    found = reading.address(text)
    for detail, value in (("name", found.name), ("address", found.address), ("email", found.email)):
        if value:
            party.details.setdefault(detail, value)
    if found.phone:
        party.details.setdefault("phone", found.phone)


def _give(account: Account, role: str, party: Party, detail: str, cell: tuple[int, int]) -> None:
    """Take a cell for a detail of a party; without a detail it tells all of it."""
    text = account.text(*cell)
    nothing = find_absence(text)
    if nothing:
        account.settle(*cell, IGNORED, SAYS_NOTHING)
        return
    if detail in _SIGNS and not re.search(_SIGNS[detail], text):
        return  # a word of advice beside a blank, and no answer to it
    if detail in ("email", "phone") and (met := reading.address(text)).email and met.phone:
        party.details |= {"email": met.email, "phone": met.phone}
    elif detail:
        joined = ", " if detail == "address" else " "
        party.details[detail] = joined.join(filter(None, [party.details.get(detail, ""), text]))
    else:
        _whole(party, text)
    account.settle(*cell, FIELD, field_of(role, detail or "name"))


_SIGNS = {"email": "@", "phone": r"\d", "postal_code": r"\d"}
"""What a detail must hold to be one."""


def _records(blocks: dict[str, Party], gathered: Gathered, place: str) -> str | None:
    named = {party: _told(block.details) for party, block in blocks.items() if block.details}
    if not named:
        return None
    controller = named.get("controller", {})
    firm = controller.get("company") or controller.get("name") or controller.get("email") or place
    more = {name: controller.get(name, "") for name in ("address", "email", "phone", "country", "identifier")}
    id = gathered.described("organisation", firm, place, record_kept="yes", **more)
    if controller.get("company") and controller.get("name"):
        gathered.row("contact", "organisation_id", id, place, role="general", name=controller["name"])
    if blocks["controller"].details.get("contact"):
        met = reading.address(blocks["controller"].details["contact"])
        gathered.row(
            "contact", "organisation_id", id, place, role="general", name=met.name, email=met.email, phone=met.phone
        )
    for role in ("dpo", "representative"):
        if role in named:
            found = dict(named[role])
            employer = found.pop("company", "")
            found.pop("identifier", "")
            employer_id = gathered.shared("organisation", employer, place) if employer else None
            gathered.row("contact", "organisation_id", id, place, role=role, employer_id=employer_id, **found)
    return id


def _told(details: dict[str, str]) -> dict[str, str]:
    """The details as a contact's fields: first and last name in one, street, postal code and city in one.

    What stands as a country and is none goes with the address.
    """
    name = " ".join(filter(None, (details.get("first_name"), details.get("name"))))
    town = " ".join(filter(None, (details.get("postal_code"), details.get("city"))))
    countries = reading.places(details.get("country", "")).countries
    country = countries[0] if len(countries) == 1 else ""
    address = ", ".join(filter(None, (details.get("address"), town, "" if country else details.get("country"))))
    more = {key: details.get(key, "") for key in ("email", "phone", "company", "function", "identifier")}
    return {
        key: value for key, value in {"name": name, "address": address, "country": country, **more}.items() if value
    }


def _detail(text: str) -> str:
    wanted = fold(text)
    if len(wanted) > 60:
        return ""
    if found := _details().get(wanted):
        return found
    both = {_details().get(fold(part)) for part in _SIDES.split(text)}
    return "email" if both == {"email", "phone"} else ""  # "Phone / e-mail": which is which is told by the looks


_SIDES = re.compile(r"\s*[/,+&]\s*")


@cache
def _details() -> dict[str, str]:
    details: dict[str, str] = {}
    for name, words in known("headers")["contact_details"].items():
        for word in words:
            details.setdefault(fold(word), name)
    return details


def _party(text: str, label: str, language: str) -> str:
    """Which party a title speaks of. The title of a block of contact details alone is the controller's."""
    if any(fold(word) == fold(text) for word in known("headers")["contact_block"]):
        return "controller"
    if "@" in label or any(map(str.isdigit, label)):
        return ""
    found = in_language(label.split("\n")[0], language)
    if not found or found[0].score < 0.7:
        return ""
    if found[0].target == "processors" and (text.rstrip().endswith(":") or found[0].score >= 0.96):
        return "controller"  # whose record under Art. 30(2) it is
    return found[0].target if found[0].target in _PARTIES else ""


def _of(titles: dict[tuple[int, int], str], row: int, column: int) -> str:
    """The party of a label: the title to its left in its row or just above, else the one above it."""
    left = [place for place in titles if place[0] == row and place[1] < column]
    if left:
        return titles[max(left, key=lambda place: place[1])]
    above = [place for place in titles if place[0] < row and place[1] <= column]
    if not above:
        return "controller"
    last = max(place[0] for place in above)
    return titles[max((place for place in above if place[0] == last), key=lambda place: place[1])]


def _titled_above(titles: dict[tuple[int, int], str], row: int, column: int) -> bool:
    """Whether titles stand side by side: then what is to the right of one belongs to the next."""
    return any(place[0] == row and place[1] > column for place in titles)
