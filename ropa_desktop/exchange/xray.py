"""An X-ray of a spreadsheet: what it holds and lacks by letter of Article 30, and what contradicts the law's dates.

Any spreadsheet is read as an import would read it, beside an empty register that exists in memory alone. No file is
written, not even for a moment.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ropa_desktop.exchange.arrival import arrival, refusal
from ropa_desktop.exchange.arrival_json import file_as_json
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.figures import could_not_be_read
from ropa_desktop.exchange.intake import Intake
from ropa_desktop.law.checking import findings
from ropa_desktop.law.completeness import LETTERS, PARTLY, UNKNOWN, letter_states
from ropa_desktop.law.findings import Finding
from ropa_desktop.law.parties import activities, keepers, recipient_party, recipients
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer


@dataclass(frozen=True, slots=True)
class Seen:
    """An activity of the file, and the state of each letter of Article 30 that it has."""

    activity: Activity
    letters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read: sheet and place in the file, the text there, and why."""

    sheet: str
    place: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Xray:
    """What was seen of a file called `name` on an ISO day.

    `because` is a sentence that says why the file is no register, and empty where it is one. `plan` is what importing
    it into an empty register would do, `intake` how a strange spreadsheet was made out, None for a file of our own.
    """

    name: str
    on: str
    because: str
    plan: Plan
    intake: Intake | None
    seen: tuple[Seen, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]

    @property
    def snapshot(self) -> Snapshot:
        """The register that the file would make."""
        return self.plan.after


def xray(path: Path, on: str | None = None, mapping: Path | None = None) -> Xray:
    """Look through a file, on an ISO day, today by default. Raises `BadInput` for one that cannot be read."""
    day = on or date.today().isoformat()
    found = arrival(path, Snapshot({}), mapping)
    after = found.plan.after
    seen = tuple(Seen(activity, letter_states(after, activity.id, day)) for activity in activities(after))
    because = refusal(found.intake) if found.intake else ""
    contradicted, unread = findings(after, day), tuple(_unread(found.plan, found.intake))
    return Xray(path.name, day, because, found.plan, found.intake, seen, contradicted, unread)


def _unread(plan: Plan, intake: Intake | None) -> list[Unread]:
    if intake is not None:
        return [Unread(*one) for one in could_not_be_read(intake)]
    problems = [Unread(one.sheet, one.cell, "", one.sentence) for one in plan.problems]
    return problems + [Unread("", one.place, one.called, one.because) for one in plan.refused]


# -- what it holds ----------------------------------------------------------------------------------------


def by_keeper(found: Xray) -> tuple[tuple[Organisation | None, str, int], ...]:
    """Whose records they are: the organisation, None where the file names none, its role, and how many activities."""
    count = Counter((one.activity.keeper_id, one.activity.role) for one in found.seen)
    order = {organisation.id: place for place, organisation in enumerate(keepers(found.snapshot))}
    ordered = sorted(count.items(), key=lambda one: (order.get(one[0][0] or "", len(order)), one[0][1]))
    return tuple((found.snapshot.get(Organisation, keeper), role, n) for (keeper, role), n in ordered)


def recipient_count(found: Xray) -> int:
    """How many different parties receive data."""
    parties = (
        recipient_party(found.snapshot, row)
        for one in found.seen
        for row in recipients(found.snapshot, one.activity.id)
    )
    return len({party.id for party in parties if party is not None})


def transfers_by_country(found: Xray) -> dict[str | None, int]:
    """How many transfers go to each country or international organisation, by code; None where it is not named."""
    rows = found.snapshot.all(Transfer)
    return dict(Counter(row.country or row.international_organisation for row in rows).most_common())


def open_by_letter(found: Xray, role: str) -> dict[str, int]:
    """For each letter of Article 30(1) or 30(2), in how many activities of that role it is open."""
    of_role = [one.letters for one in found.seen if one.activity.role == role]
    return {letter: sum(letters.get(letter) in (UNKNOWN, PARTLY) for letters in of_role) for letter in LETTERS[role]}


# -- for other programs -----------------------------------------------------------------------------------


def as_json(found: Xray, cells: bool = False) -> dict[str, Any]:
    """All that was seen, as plain data; with `cells` every cell of a strange spreadsheet too."""
    snapshot = found.snapshot
    values: dict[str, Any] = {
        "file": found.name,
        "on": found.on,
        "register": not found.because,
        "because": found.because,
        "controllers": [
            {"name": keeper.name if keeper else None, "role": role, "activities": n}
            for keeper, role, n in by_keeper(found)
        ],
        "organisations": snapshot.count("organisation"),
        "recipients": recipient_count(found),
        "transfers": {code or "": n for code, n in transfers_by_country(found).items()},
        "activities": [
            {
                "reference": one.activity.reference,
                "name": one.activity.name,
                "controller": keeper.name if keeper else None,
                "role": one.activity.role,
                "letters": one.letters,
            }
            for one in found.seen
            for keeper in [snapshot.get(Organisation, one.activity.keeper_id)]
        ],
        "open": {
            role: open_by_letter(found, role) for role in LETTERS if any(o.activity.role == role for o in found.seen)
        },
        "findings": [one._asdict() for one in found.findings],
        "unread": [asdict(one) for one in found.unread],
    }
    return values if found.intake is None else file_as_json(found.intake, cells) | values
