"""Contracts under Art. 28 that a row tells of: of its one processor, or of the controller that the keeper acts for."""

from dataclasses import dataclass
from functools import cache

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.activity import Desk
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import Entry
from ropa_desktop.exchange.values.dates import read_day
from ropa_desktop.exchange.values.folding import fold, trimmed
from ropa_desktop.exchange.values.words import known

_LONG = 4  # letters from which on a word of a contract tells whose it is
_PROCESSORS = ("processor", "sub_processor", "service_provider", "third_party_supplier")


@dataclass(frozen=True, slots=True)
class Contract:
    """What a text says of a contract: code of contract_state, reference and day; None where it says nothing of it."""

    state: str | None = None
    reference: str | None = None
    day: str | None = None


def read_contract(text: str, day_first: bool | None = None) -> Contract | None:
    """A contract as a cell tells of it: "yes, 12.3.2021", "Signed", "DPA 2019-4"; None where it says nothing."""
    if state := _states().get(fold(text)):
        return Contract(state)
    nothing = reading.absence(text)
    if nothing:
        return Contract("none") if nothing.state == "none" and nothing.rule != "dash" else None
    answer = reading.yes_no(text)
    rest = answer.rest if answer.answer else text
    order = None if day_first is None else "day_first" if day_first else "month_first"
    found = read_day(rest, order)
    if found.iso:
        rest = found.rest
    state = {"yes": "in_force", "no": "none"}.get(answer.answer or "")
    words = _states()
    whole = fold(rest)
    if whole in words:
        state, rest = words[whole], ""
    elif state is None and whole.split() and whole.split()[0] in words:
        state = words[whole.split()[0]]
        rest = rest if len(whole.split()) > 1 and not found.iso else ""
    if state is None and found.iso:
        state = "in_force"
    return Contract(state, trimmed(rest) or None, found.iso)


@cache
def _states() -> dict[str, str]:
    return {fold(words): state for words, state in known("headers")["contract_states"].items()}


def engagement(gathered: Gathered, organisation: str, keeper: str | None, place: str, **values: str | None) -> str:
    """The id of the engagement with an organisation, made the first time; what it lacks is filled."""
    key = ("engagement", organisation, keeper or "")
    record = gathered.once(key, "engagement", place, organisation_id=organisation, keeper_id=keeper)
    for field, value in values.items():
        if value and not record.get(field):
            record[field] = value
    return str(record["id"])


def contracts(desk: Desk) -> None:
    """The columns of contracts: an engagement of the only processor of the rows, or of the only company of recipients
    where none is called a processor; of several, words beside them.
    """
    entries = desk.group.all("contract", "contract_date")
    if not entries:
        return
    table = "acted_for" if desk.mapping.role == "processor" else "recipient"
    rows = desk.gathered.last_rows(table, "activity_id", desk.id)
    here = {desk.place(row) for row in desk.group.rows}
    rows = [row for row in rows if desk.gathered.places[row["id"]] in here] or rows
    if table == "recipient":
        named = [row for row in rows if row.get("declared_role") in _PROCESSORS]
        rows = named or _contracted(desk, rows, entries)
    for entry in entries:
        found = read_contract(entry.text, entry.column.day_first)
        if found is None:
            desk.is_nothing(entry)
            continue
        beside = [row for row in rows if desk.gathered.places[row["id"]] == desk.place(entry.row)] or rows
        if len({row.get("organisation_id") for row in beside}) != 1:
            _unassigned(desk, entry, table)
        else:
            _settle(desk, entry, table, beside[0], found)


def _settle(desk: Desk, entry: Entry, table: str, row: dict[str, str], found: Contract) -> None:
    said = {
        "contract_state": found.state,
        "contract_reference": found.reference,
        "contract_date": found.day,
    }
    detail = next((name for name in ("contract_date", "contract_reference", "contract_state") if said[name]), "")
    if not detail:
        desk.keep(entry)
        return
    if table == "acted_for":
        row |= {name: value for name, value in said.items() if value and not row.get(name)}
        desk.take(entry, f"acted_for.{detail}")
        return
    place = desk.place(entry.row)
    row["engagement_id"] = engagement(desk.gathered, row["organisation_id"], desk.keeper, place, **said)
    desk.take(entry, f"engagement.{detail}")


def _unassigned(desk: Desk, entry: Entry, table: str) -> None:
    """A contract that nobody says with whom: it stands in the file's words beside the recipients."""
    rows = desk.gathered.holds("recipient", desk.id)
    if not rows and desk.is_nothing(entry):
        return
    if table == "acted_for" or not rows:
        desk.keep(entry)
        return
    if not entry.lent:
        words = f"{' '.join(entry.column.heading.split())}: {entry.text}"
        desk.gathered.quote(desk.id, "recipients", desk.document, desk.place(entry.row), words)
    desk.take(entry, "source.recipients")


def _contracted(desk: Desk, rows: list[dict[str, str]], entries: tuple[Entry, ...]) -> list[dict[str, str]]:
    """Of recipients that nobody calls a processor, those that a contract's text names, else the only company."""
    outside = [row for row in rows if row.get("declared_role") != "internal"]
    mentioned = [row for row in outside if _mentioned(desk.gathered.called(row.get("organisation_id", "")), entries)]
    companies = [
        row
        for row in outside
        if reading.party(desk.gathered.called(row.get("organisation_id", ""))).kind == "legal_entity"
    ]
    return mentioned or (companies if len(companies) == 1 else [])


def _mentioned(name: str, entries: tuple[Entry, ...]) -> bool:
    """Whether a contract's text has a telling word of a party's name."""
    words = {word for word in fold(name).split() if len(word) > _LONG}
    return any(words & set(fold(entry.text).split()) for entry in entries)
