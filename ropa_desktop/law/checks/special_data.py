"""Checks of data that need more than a legal basis: Art. 9, 10 and 87. Controllers' records only."""

from collections.abc import Sequence
from functools import cache

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.findings import QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.reading import national_law
from ropa_desktop.law.vocabulary import label, vocabulary
from ropa_desktop.model.activity import Activity, DataLine, Role, SpecialCondition
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import DataCategory
from ropa_desktop.model.snapshot import Snapshot

UNSPECIFIED = "special_unspecified"


def special_condition_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """Special categories of data without a condition of Art. 9(2)."""
    if activity.role != Role.controller or snapshot.answer(activity.id, "special_conditions"):
        return ()
    held = categories_of(snapshot, activity, "9(1)")
    open_natures = [nature for nature in held if nature not in covered(snapshot, activity, held)]
    if not open_natures:
        return ()
    nature = open_natures[0]
    kind = label("data_nature", nature)
    if len(open_natures) > 1:
        kinds = ", ".join(label("data_nature", one) for one in open_natures)
        said = _("{kinds}: which conditions of Art. 9(2) apply?").format(kinds=kinds)
    elif nature == UNSPECIFIED:
        said = _("{data}: if there are special categories of data, which condition of Art. 9(2) applies?")
        said = said.format(data=name_of(held[nature]))
    elif name_of(held[nature]).casefold() == kind.casefold():
        said = _("{kind}: which condition of Art. 9(2) applies?").format(kind=kind)
    else:
        said = _("{data} ({kind}): which condition of Art. 9(2) applies?").format(data=name_of(held[nature]), kind=kind)
    return [
        Finding(
            "special_condition_missing",
            QUESTION,
            "9(2)",
            said,
            "activity",
            activity.id,
            "special_conditions",
            " ".join(sorted(open_natures)),
        )
    ]


def criminal_authority_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """Data on convictions and offences without the authority or law that Art. 10 asks for."""
    held = categories_of(snapshot, activity, "10") if activity.role == Role.controller else {}
    field = "criminal_data_authority"
    if not held or activity.criminal_data_authority or snapshot.answer(activity.id, field):
        return ()
    (data,) = held.values()
    said = _("{data}: under which official authority, or which law, Art. 10?").format(data=name_of(data))
    advice = _national("criminal_data", snapshot, activity)
    return [
        Finding("criminal_authority_missing", QUESTION, "10", said, "activity", activity.id, field, data.id, advice)
    ]


def national_number(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """A national identification number: states set conditions for it, Art. 87. The answer is the officer's."""
    held = categories_of(snapshot, activity, "87") if activity.role == Role.controller else {}
    if not held:
        return ()
    (data,) = held.values()
    said = _("{data}: what makes it necessary here?").format(data=name_of(data))
    advice = _national("national_numbers", snapshot, activity)
    return [Finding("national_number", QUESTION, "87", said, "activity", activity.id, "data_lines", data.id, advice)]


def categories_of(snapshot: Snapshot, activity: Activity, article: str) -> dict[str, DataCategory]:
    """The natures of an activity's data that an article speaks of, each with the first category that has it."""
    natures = _natures_of(article)
    found: dict[str, DataCategory] = {}
    for line in snapshot.where(DataLine, "activity_id", activity.id):
        data = snapshot.get(DataCategory, line.data_id)
        if data is not None and data.nature in natures:
            found.setdefault(data.nature or "", data)
    return found


@cache
def _natures_of(article: str) -> frozenset[str]:
    terms = vocabulary("data_nature").terms.values()
    return frozenset(term.code for term in terms if term.details.get("article") == article)


def covered(snapshot: Snapshot, activity: Activity, held: dict[str, DataCategory]) -> frozenset[str]:
    """Those of some special categories that have a condition. One for no category in particular covers all of them."""
    rows = [row for row in snapshot.where(SpecialCondition, "activity_id", activity.id) if row.condition]
    natures = {row.category for row in rows}
    if natures & {None, UNSPECIFIED} or (natures and UNSPECIFIED in held and len(held) == 1):
        return frozenset(held)
    return frozenset(nature for nature in held if nature in natures)


def _national(subject: str, snapshot: Snapshot, activity: Activity) -> str:
    keeper = snapshot.get(Organisation, activity.keeper_id)
    law = national_law(subject, keeper.country if keeper else None)
    return _("National law has a rule on it: {law}.").format(law=law) if law else ""


CHECKS = (
    Check(
        "special_condition_missing",
        "activity",
        N_("Special categories without a condition of Art. 9(2)"),
        special_condition_missing,
    ),
    Check(
        "criminal_authority_missing",
        "activity",
        N_("Criminal data without authority or law"),
        criminal_authority_missing,
    ),
    Check("national_number", "activity", N_("National identification numbers"), national_number),
)
