"""Activities by department: the breakdown by business function that an inspector reads a long record by."""

from collections.abc import Sequence

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.written import plain
from ropa_desktop.i18n import N_
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.folding import fold


def by_department(phrases: Phrases, activities: Sequence[Activity]) -> tuple[tuple[str, Activity], ...]:
    """The activities with the head that each stands under: departments by name, then those that name none.

    One department or none divides nothing: then all keep their order and no head. Spellings that differ in case and
    accents alone are one department, under the first of them.
    """
    names: dict[str, str] = {}
    departments: dict[str, list[Activity]] = {}
    for activity in activities:
        name = phrases.text(activity, "department").strip()
        key = fold(plain(name))
        names.setdefault(key, name)
        departments.setdefault(key, []).append(activity)
    if sum(bool(key) for key in departments) < 2:
        return tuple(("", activity) for activity in activities)
    names[""] = phrases.say(N_("Other activities"))
    return tuple(
        (names[key], activity)
        for key in sorted(departments, key=lambda key: (not key, alphabetical(names[key], phrases.language)))
        for activity in departments[key]
    )
