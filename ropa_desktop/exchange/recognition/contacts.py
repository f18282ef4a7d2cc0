"""The block above a table that says whose register it is: the controller, its officer, its representative.

Two layouts are met: titles side by side with their labels below (ICO), and titles down the first column with labels
and values beside them (CNIL). A label's value stands to its right, or after its colon.
"""

from dataclasses import dataclass, field

from ropa_desktop.exchange.recognition.account import CONTACT_LABEL, FIELD, IGNORED, SAYS_NOTHING, Account
from ropa_desktop.exchange.recognition.aliases import in_language
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.values.absence import find_absence
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

_PARTIES = ("controller", "dpo", "representative")


@dataclass
class Party:
    """One of the three, as its block tells of it."""

    details: dict[str, str] = field(default_factory=dict)
    cells: list[tuple[int, int]] = field(default_factory=list)


def read_contacts(account: Account, above: int, language: str, gathered: Gathered, place: str) -> str | None:
    """The id of the organisation whose register the sheet is, from the rows above its headings; None where none says.

    The cells that were read are settled; the others of these rows are left open.
    """
    blocks: dict[str, Party] = {name: Party() for name in _PARTIES}
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
    if not titles and not labels:
        return None
    taken = {*titles, *labels}
    for (row, column), party in titles.items():
        _label, _colon, value = account.text(row, column).partition(":")
        account.settle(row, column, IGNORED, CONTACT_LABEL) if not value.strip() else None
        beside = (row, column + 1)
        if value.strip():
            blocks[party].details.setdefault("name", value.strip())
            account.settle(row, column, FIELD, f"contact.{party}")
        elif beside not in taken and account.text(*beside) and not _titled_above(titles, row, column):
            _give(account, blocks[party], "name", beside)
            taken.add(beside)
    for (row, column), (detail, value) in labels.items():
        party = _of(titles, row, column)
        beside = (row, column + 1)
        if value:
            blocks[party].details.setdefault(detail, value)
            account.settle(row, column, FIELD, f"{party}.{detail}")
            continue
        account.settle(row, column, IGNORED, CONTACT_LABEL)
        if beside not in taken and account.is_open(*beside):
            _give(account, blocks[party], detail, beside)
    return _records(blocks, gathered, place)


def _give(account: Account, party: Party, detail: str, cell: tuple[int, int]) -> None:
    text = account.text(*cell)
    nothing = find_absence(text)
    if nothing:
        account.settle(*cell, IGNORED, SAYS_NOTHING)
        return
    joined = ", " if detail == "address" else " "
    party.details[detail] = joined.join(filter(None, [party.details.get(detail, ""), text]))
    party.cells.append(cell)
    account.settle(*cell, FIELD, f"contact.{detail}")


def _records(blocks: dict[str, Party], gathered: Gathered, place: str) -> str | None:
    named = {party: _told(block.details) for party, block in blocks.items() if block.details}
    if not named:
        return None
    controller = named.get("controller", {})
    firm = controller.get("company") or controller.get("name") or controller.get("email") or place
    more = {name: controller.get(name, "") for name in ("address", "email", "phone", "country")}
    id = gathered.described("organisation", firm, place, record_kept="yes", **more)
    if controller.get("company") and controller.get("name"):
        gathered.row("contact", "organisation_id", id, place, role="general", name=controller["name"])
    for role in ("dpo", "representative"):
        if role in named:
            found = dict(named[role])
            employer = found.pop("company", "")
            employer_id = gathered.shared("organisation", employer, place) if employer else None
            gathered.row("contact", "organisation_id", id, place, role=role, employer_id=employer_id, **found)
    return id


def _told(details: dict[str, str]) -> dict[str, str]:
    """The details as a contact's fields: first and last name in one, street, postal code and city in one."""
    name = " ".join(filter(None, (details.get("first_name"), details.get("name"))))
    town = " ".join(filter(None, (details.get("postal_code"), details.get("city"))))
    address = ", ".join(filter(None, (details.get("address"), town)))
    more = {key: details.get(key, "") for key in ("email", "phone", "company", "function")}
    return {key: value for key, value in {"name": name, "address": address, **more}.items() if value}


def _detail(text: str) -> str:
    wanted = fold(text)
    if len(wanted) > 60:
        return ""
    return next((name for name, words in known("headers")["contact_details"].items() if wanted in map(fold, words)), "")


def _party(text: str, label: str, language: str) -> str:
    """Which party a title speaks of. The title of a block of contact details alone is the controller's."""
    if any(fold(word) == fold(text) for word in known("headers")["contact_block"]):
        return "controller"
    found = in_language(label.split("\n")[0], language)
    best = next((match for match in found if match.target in _PARTIES), None)
    return best.target if best and best.score >= 0.7 and best is found[0] else ""


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
