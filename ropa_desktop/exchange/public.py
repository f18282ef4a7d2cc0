"""A version for the public: without names of persons, ways to reach them, and particulars of security.

Bodies that must or want to publish their record have it read by everybody, those who would attack them too. Who answers
for something is said by function, at the address of the organisation. A name that the register knows as a person's is
taken out of other texts as well; one that stands in a text alone, nobody can know.
"""

from collections.abc import Iterator
from typing import Any

from ropa_desktop.exchange.amending import Amended
from ropa_desktop.exchange.redacting import redact
from ropa_desktop.exchange.security import generalise_all
from ropa_desktop.i18n import N_, translator
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.snapshot import Snapshot

_PERSON = "natural_person"


def publish(amended: Amended, language: str) -> None:
    """Take out of a snapshot what is not for the public; names that replace others are in the report's language."""
    snapshot = amended.snapshot
    say = translator(language)
    kept = {keeper.id for keeper in keepers(snapshot)}
    generalise_all(amended, language)
    for organisation in snapshot.rows("organisation"):
        amended.withhold("organisation", organisation, "email", "phone")
        if organisation.kind == _PERSON:
            amended.withhold("organisation", organisation, "address", "identifier", "website")
            if organisation.id not in kept:
                amended.set("organisation", organisation, name=say(N_("a natural person")))
        amended.set("organisation", organisation, description=None)
    for contact in snapshot.rows("contact"):
        _without_person(amended, contact, say(N_("reached at the organisation’s address")))
    amended.empty("activity", "owner", "reviewed_by")
    amended.remove("response", snapshot.rows("response"))
    for answer in snapshot.rows("answer"):
        amended.set("answer", answer, reason=None)
    redact(amended, dict.fromkeys(_names(snapshot, kept), say(N_("[name]"))))


def _without_person(amended: Amended, contact: Any, otherwise: str) -> None:
    """A contact by function, at the address of the organisation that it belongs to."""
    place = amended.snapshot.find("organisation", contact.employer_id or contact.organisation_id)
    house = None if place is None or place.kind == _PERSON else place
    amended.set(
        "contact",
        contact,
        name=None,
        function=contact.function or otherwise,
        address=house and house.address,
        country=house and house.country,
        email=None,
        phone=None,
        note=None,
    )


def _names(snapshot: Snapshot, kept: set[str]) -> Iterator[str]:
    """The names that a register knows as those of persons."""
    yield from (contact.name for contact in snapshot.rows("contact") if contact.name)
    for organisation in snapshot.rows("organisation"):
        if organisation.kind == _PERSON and organisation.name and organisation.id not in kept:
            yield organisation.name
    functions = " / ".join(contact.function or "" for contact in snapshot.rows("contact")).casefold()
    reviewers = {activity.reviewed_by or "" for activity in snapshot.rows("activity")}
    yield from sorted(name for name in reviewers if " " in name and name.casefold() not in functions)
