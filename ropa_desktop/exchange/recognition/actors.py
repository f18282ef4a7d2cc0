"""The parts of a form that name parties: who is responsible, to whom data go, and which of them are abroad."""

import re
from typing import TYPE_CHECKING, Any

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import FIELD, IGNORED, SAYS_NOTHING, Account
from ropa_desktop.exchange.recognition.activity import Desk
from ropa_desktop.exchange.recognition.aliases import matches
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.keepers import field_of, house, of_person
from ropa_desktop.exchange.recognition.parties import party
from ropa_desktop.exchange.recognition.people import contact

if TYPE_CHECKING:
    from ropa_desktop.exchange.recognition.forms import Section

Cells = dict[str, tuple[int, int]]


def read_actors(
    account: Account, gathered: Gathered, rows: dict[int, Cells], place: str
) -> tuple[str | None, list[str]]:
    """The controller of a form, with its officer and representative as contacts, and its joint controllers, by id.

    The first is None where the form names no controller.
    """
    told: list[tuple[str, dict[str, str]]] = []
    for row, cells in rows.items():
        role = _role(account.text(row, min(column for _r, column in cells.values()) - 1) or _label(account, row))
        details = {}
        for detail, cell in cells.items():
            text = account.text(*cell)
            if reading.absence(text):
                account.settle(*cell, IGNORED, SAYS_NOTHING)
            else:
                details[detail] = text
                account.settle(*cell, FIELD, field_of("contact" if role in _CONTACTS else "controller", detail))
        if details:
            told.append((role, details))
    joint = [house(gathered, details, place) for role, details in told if role == "joint_controllers"]
    controller = next((details for role, details in told if role == "controller"), None)
    if controller is None:
        return None, joint
    id = house(gathered, controller, place, record_kept="yes")
    firm = next((details.get("name") for role, details in told if role == "company"), None)
    employer = gathered.shared("organisation", firm, place) if firm else None
    for role, details in told:
        if role in _CONTACTS:
            employed = employer if role == "dpo" else None
            contact(gathered, id, role, place, employer_id=employed, **of_person(details))
    return id, joint


_CONTACTS = ("dpo", "representative")


def read_sections(desk: Desk, rows: "list[tuple[int, Section]]") -> None:
    """Recipients and transfers that a form lists, a row for each."""
    for row, section in rows:
        texts = {head: desk.account.text(row, column) for column, head in section.heads.items()}
        cells = {head: (row, column) for column, head in section.heads.items()}
        said = {head: text for head, text in texts.items() if not reading.absence(text)}
        if said:
            (_recipient if section.target == "recipients" else _transfer)(desk, row, said)
        for head, cell in cells.items():
            if head in said:
                table = "recipient" if section.target == "recipients" else "transfer"
                desk.account.settle(*cell, FIELD, f"{table}.{head}", desk.id)
            else:
                desk.account.settle(*cell, IGNORED, SAYS_NOTHING)


def _recipient(desk: Desk, row: int, said: dict[str, str]) -> None:
    """The kind of recipient is what the source calls it; a detail beside it is the party's own name."""
    kind = said.get("kind") or said.get("recipients") or ""
    name = said.get("detail") or said.get("description") or kind
    place = desk.place(row)
    role = reading.party(f"{name} ({kind})").role or _declared(kind)
    desk.gathered.row(
        "recipient", "activity_id", desk.id, place, organisation_id=party(desk.gathered, name, place),
        declared_role=role, declared_wording=kind if kind != name else "",
    )  # fmt: skip


def _declared(kind: str) -> str:
    targets = {"processors": "processor", "internal_recipients": "internal", "sub_processors": "sub_processor"}
    return next((targets[m.target] for m in matches(kind) if m.target in targets and m.score >= 0.8), "recipient")


def _transfer(desk: Desk, row: int, said: dict[str, str]) -> None:
    place = desk.place(row)
    values: dict[str, Any] = {}
    countries = reading.places(said.get("country") or said.get("third_countries") or "").countries
    codes = reading.mechanism(said.get("safeguards", ""))
    values["country"] = countries[0] if countries else None
    values["mechanism"] = codes[0] if len(codes) == 1 else None
    values["mechanism_reference"] = said.get("link") or said.get("note")
    known = {"country": bool(countries), "third_countries": bool(countries), "safeguards": len(codes) == 1}
    values["note"] = "\n".join(text for head, text in said.items() if known.get(head) is False)
    if said.get("recipients"):
        values["importer_id"] = party(desk.gathered, said["recipients"], place)
    desk.gathered.row("transfer", "activity_id", desk.id, place, **values)


def _role(label: str) -> str:
    name = _ALTERNATIVE.sub("", label).split("(")[0]
    if "soci" in name.casefold() or "company" in name.casefold():
        return "company"
    return next((m.target for m in matches(name) if m.score >= 0.72), "other")


_ALTERNATIVE = re.compile(r"(?<=\w)\([^\W\d_]{1,3}\)")
"""The ending of another number: "Responsable(s) conjoint(s)"."""


def _label(account: Account, row: int) -> str:
    return next((cell.text for cell in account.sheet.rows[row] if cell and cell.text.strip()), "")
