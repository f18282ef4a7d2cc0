"""A processor's record narrowed to one controller that it acts for, Art. 30(2): no other client is in it, nor named.

Of the activities those stay in which the processor acts for the client, without the rows of the others; of what they
share, what they use. What the register knows of the other clients, and of the other organisations whose records it
keeps, is then taken out of every text that is left: names with and without their legal form, numbers, addresses on the
net, the names of their contacts. Who is a client and a supplier too is not named either.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.amending import Amended
from ropa_desktop.exchange.redacting import redact
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.i18n import N_, _, translator
from ropa_desktop.law.checks.duplicates import LEGAL_FORMS
from ropa_desktop.law.parties import activities, keepers, one_named
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import ActedFor, Role
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.folding import fold
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot


def find_client(snapshot: Snapshot, name: str) -> Organisation:
    """The controller acted for with this name, or part of it. Raises `BadInput`."""
    return one_named(
        _by_name(_clients(snapshot)),
        name,
        several=_("“{name}” may be several clients: {names}. Write the name in full."),
        nobody=_("No activity is carried out for “{name}”, but for: {names}."),
    )


def for_client(snapshot: Snapshot, client_id: str, keeper_id: str | None, language: str) -> Snapshot:
    """A confirmed snapshot narrowed to what is done for one client, by one keeper or by all.

    Raises `BadInput` where nothing is.
    """
    kept = {row.activity_id for row in _acted_for(snapshot, keeper_id) if row.organisation_id == client_id}
    if not kept:
        raise BadInput(_("No activity is carried out for this client. Choose another one, or another processor."))
    narrowed = snapshot.without(_others(snapshot, kept, client_id))
    amended = Amended(for_controller(narrowed, keeper_id, Role.processor.value))
    _redact(amended, snapshot, client_id, {row.keeper_id for row in narrowed.rows("activity")}, language)
    return amended.made()


def clients(snapshot: Snapshot, keeper_id: str | None = None) -> tuple[Organisation, ...]:
    """The controllers that a processor, or any, acts for, by name."""
    ids = dict.fromkeys(row.organisation_id for row in _acted_for(snapshot, keeper_id))
    found = [snapshot.get(Organisation, id) for id in ids]
    return tuple(_by_name(one for one in found if one))


def _acted_for(snapshot: Snapshot, keeper_id: str | None) -> list[ActedFor]:
    """For whom one processor, or any, acts, in activities that are not archived."""
    processing = {activity.id for activity in activities(snapshot, keeper_id, Role.processor.value)}
    return [row for row in snapshot.all(ActedFor) if row.activity_id in processing]


def _by_name(organisations: Iterable[Organisation]) -> list[Organisation]:
    return sorted(organisations, key=lambda one: alphabetical(one.name))


def _clients(snapshot: Snapshot) -> list[Organisation]:
    """Whomever a processor acts or acted for, in whatever activity."""
    ids = {row.organisation_id for row in snapshot.rows("acted_for")}
    return [one for one in snapshot.all(Organisation) if one.id in ids]


def _others(snapshot: Snapshot, kept: set[str], client_id: str) -> dict[str, set[str]]:
    """What is not the client's: the other activities, requests, and all that belongs to them, by table."""
    gone: dict[str, set[str]] = defaultdict(set)
    gone["activity"] = {activity.id for activity in snapshot.rows("activity") if activity.id not in kept}
    gone["request"] = {request.id for request in snapshot.rows("request")}
    for reference in tables.references_to("activity"):
        if reference.column in tables.parents(reference.table):
            rows = snapshot.rows(reference.table)
            gone[reference.table] |= {row.id for row in rows if getattr(row, reference.column) in gone["activity"]}
    gone["acted_for"] |= {row.id for row in snapshot.rows("acted_for") if row.organisation_id != client_id}
    without = set().union(*gone.values())
    for statement, _path in catalog.STATEMENTS:
        gone[statement] = {one.id for one in snapshot.rows(statement) if one.record_id in without}
    return gone


# -- names ------------------------------------------------------------------------------------------------


def _redact(amended: Amended, snapshot: Snapshot, client_id: str, own: Iterable[str | None], language: str) -> None:
    """Take what is known of the other clients and keepers out of all texts."""
    shown = {client_id, *own}
    parties = {one.id: one for one in (*_clients(snapshot), *keepers(snapshot))}
    instead = translator(language)(N_("[another client]"))
    names: dict[str, str] = {}
    for party in parties.values():
        if party.id not in shown:
            names |= dict.fromkeys(_known_of(snapshot, party), instead)
    keep = [name for id in shown if (one := snapshot.find("organisation", id)) for name in _known_of(snapshot, one)]
    redact(amended, {name: other for name, other in names.items() if name not in keep}, keep)


def _known_of(snapshot: Snapshot, party: Any) -> Iterator[str]:
    """The texts by which an organisation is known: what it is called and where it is reached."""
    if party.name:
        yield party.name
        yield _without_form(party.name)
    contacts = snapshot.matching("contact", "organisation_id", party.id)
    for known in (party, *contacts):
        yield from filter(None, (known.email, known.phone))
    yield from filter(None, (party.identifier, party.website))
    yield from (contact.name for contact in contacts if contact.name)
    for wording in snapshot.matching("wording", "record_id", party.id):
        if wording.field == "name" and wording.text:
            yield wording.text


def _without_form(name: str) -> str:
    """A name without its legal form: "Havnes" of "Havnes SA"."""
    words = name.split()
    while len(words) > 1 and "".join(fold(words[-1]).split()) in LEGAL_FORMS:
        words.pop()
    return " ".join(words)
