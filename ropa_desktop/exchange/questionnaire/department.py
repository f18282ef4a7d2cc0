"""Whom a questionnaire asks: the departments of a controller, and the activities that one of them answers for."""

from collections import Counter
from dataclasses import dataclass

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: of which keeper's record (its id, None where the register names none), of which department ("" for
    all), in which language, by when (an ISO day, "" for no date), and the ISO day it is asked (today by default)."""

    keeper_id: str | None = None
    department: str = ""
    language: str = "en"
    until: str = ""
    asked_on: str = ""


def departments(snapshot: Snapshot, keeper_id: str | None) -> dict[str, int]:
    """The departments that a keeper's activities name, by name, with the number of their activities."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for activity in activities(snapshot, keeper_id):
        if activity.department:
            key = _folded(activity.department)
            counts[spelt.setdefault(key, activity.department)] += 1
    return {name: counts[name] for name in sorted(counts, key=alphabetical)}


def asked(snapshot: Snapshot, request: Request) -> tuple[Activity, ...]:
    """The activities that are asked of. Raises `BadInput` where there are none."""
    found = activities(snapshot, request.keeper_id)
    if request.department:
        found = tuple(one for one in found if _folded(one.department or "") == _folded(request.department))
    if not found and request.department:
        names = ", ".join(departments(snapshot, request.keeper_id)) or _("none")
        raise BadInput(
            _("No activity belongs to a department “{name}”. There are: {names}.").format(
                name=request.department, names=names
            )
        )
    if not found:
        raise BadInput(_("There is no activity to ask about. Enter one first."))
    return found


def only_keeper(snapshot: Snapshot, department: str) -> Organisation | None:
    """Whose department is meant where nobody said whose: the only keeper, or the only one with such a department.

    None where the register names no keeper. Raises `BadInput` where several may be meant: one questionnaire never
    shows the affairs of two.
    """
    known = keepers(snapshot)
    if len(known) > 1 and department:
        wanted = _folded(department)
        known = tuple(one for one in known if wanted in map(_folded, departments(snapshot, one.id))) or known
    if len(known) > 1:
        names = ", ".join(one.name or "?" for one in known)
        raise BadInput(
            _("The register holds the records of several: {names}. Name one of them with --controller.").format(
                names=names
            )
        )
    return known[0] if known else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
