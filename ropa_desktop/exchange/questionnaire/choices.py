"""What the drop-downs offer: the systems, suppliers, people and data that the controller's own record knows.

The names come from the controller's extract, so that nothing of another controller is among them. Customers for whom
it acts, other keepers and natural persons are not offered as suppliers.
"""

from collections.abc import Iterable

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.questionnaire.questions import (
    DATA,
    GONE,
    NO_LONGER,
    SUBJECTS,
    SUPPLIERS,
    SYSTEMS,
    YES_NO,
)
from ropa_desktop.exchange.workbook.labels import folded
from ropa_desktop.law import vocabulary
from ropa_desktop.law.parties import keepers, recipient_party
from ropa_desktop.model.activity import Recipient
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation

Choices = dict[str, dict[str, str]]
"""By list: what stands behind each entry, and what a cell shows for it."""

_REMOVABLE = (DATA, SUPPLIERS, SYSTEMS, GONE)
NOTHING = "no longer"
"""What stands behind the entry that says that a row is not so any more."""


def choices(phrases: Phrases) -> Choices:
    """Every list; those for what can be taken away begin with the entry for that."""
    answers = {code: vocabulary.label("yes_no", code, phrases.language) for code in ("no", "yes")}
    lists = {
        YES_NO: answers,
        GONE: {},
        SYSTEMS: _names(phrases, "system", _live(phrases, "system")),
        SUPPLIERS: _names(phrases, "organisation", _suppliers(phrases)),
        SUBJECTS: _names(phrases, "data_subject_category", _live(phrases, "data_subject_category")),
        DATA: _names(phrases, "data_category", _live(phrases, "data_category")),
    }
    gone = {NOTHING: phrases.say(NO_LONGER)}
    return {name: gone | found if name in _REMOVABLE else found for name, found in lists.items()}


def _live(phrases: Phrases, key: str) -> list[str]:
    return [row.id for row in phrases.snapshot.rows(key) if row.archived_on is None]


def _suppliers(phrases: Phrases) -> list[str]:
    snapshot = phrases.snapshot
    parties = [recipient_party(snapshot, row) for row in snapshot.all(Recipient)]
    parties += [snapshot.get(Organisation, one.organisation_id) for one in snapshot.all(Engagement)]
    kept = {keeper.id for keeper in keepers(snapshot)}
    customers = {row.organisation_id for row in snapshot.rows("acted_for")}
    return [
        party.id
        for party in parties
        if party and party.archived_on is None and party.kind != "natural_person" and party.id not in kept | customers
    ]


def _names(phrases: Phrases, key: str, ids: Iterable[str]) -> dict[str, str]:
    """Names in the order of the alphabet, no two alike; of those called the same, the first."""
    named = sorted(((phrases.name(key, id), id) for id in dict.fromkeys(ids)), key=lambda pair: folded(pair[0]))
    found: dict[str, str] = {}
    seen: set[str] = set()
    for name, id in named:
        line = " ".join(name.split())
        if line and folded(line) not in seen:
            seen.add(folded(line))
            found[id] = line
    return found
