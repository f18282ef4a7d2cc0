"""How much of Article 30 an activity's record says, letter by letter.

Each letter of 30(1)(a)–(g) or 30(2)(a)–(d) is made of points; a point is documented, unknown, or answered: none, does
not apply, not possible to state. Only what applies is a point: a representative is asked of an organisation outside
the EEA, a joint controller once one is named. An answer closes a point only where the law allows it: *not possible* for
time limits and measures alone ("where possible"), *does not apply* for joint controllers, representative, officer and
transfers, each with its reason. What authorities ask besides Article 30 is counted apart (`accountability.py`), and
what was only suggested (`confirmed.py`) is unknown. `tally.py` makes one number of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ropa_desktop.i18n import N_
from ropa_desktop.law.confirmed import confirmed, suggested
from ropa_desktop.law.parties import (
    contacts,
    means_of_contact,
    needs_representative,
    reached,
    recipient_party,
    recipients,
    transfers,
)
from ropa_desktop.model import catalog
from ropa_desktop.model.activity import (
    ActedFor,
    Activity,
    DataLine,
    JointController,
    MeasureUse,
    Purpose,
    Role,
)
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import RetentionRule
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import AnswerState

DOCUMENTED, PARTLY, UNKNOWN = "documented", "partly", "unknown"

LETTERS = {Role.controller.value: "abcdefg", Role.processor.value: "abcd"}
"""The letters of Article 30(1) and 30(2)."""

LETTER_TITLES = {
    Role.controller.value: (
        N_("Controller"),
        N_("Purposes"),
        N_("Data subjects and data"),
        N_("Recipients"),
        N_("Transfers"),
        N_("Time limits"),
        N_("Measures"),
    ),
    Role.processor.value: (
        N_("Processor and controllers"),
        N_("Categories of processing"),
        N_("Transfers"),
        N_("Measures"),
    ),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a letter asks: how it stands, and the record and field a person goes to.

    `state` is documented, partly or unknown, or an answer's state. `article` is the provision where `letter` is empty:
    of what is asked besides Article 30.
    """

    letter: str
    title: str
    state: str
    record_id: str
    field: str
    article: str = ""

    @property
    def open(self) -> bool:
        """Whether something is missing there still."""
        return self.state in (UNKNOWN, PARTLY)


def letter_states(snapshot: Snapshot, activity_id: str, on: str | None = None) -> dict[str, str]:
    """The state of each letter of an activity, in order; `on` is the ISO day asked about, today by default."""
    found = points(snapshot, activity_id, on)
    activity = snapshot.get(Activity, activity_id)
    letters = LETTERS[activity.role] if activity else ""
    return {letter: _together(point.state for point in found if point.letter == letter) for letter in letters}


def points(snapshot: Snapshot, activity_id: str, on: str | None = None) -> tuple[Point, ...]:
    """Every point of an activity's letters, in the law's order."""
    known = confirmed(snapshot)
    activity = known.get(Activity, activity_id)
    if activity is None:
        proposed = snapshot.get(Activity, activity_id)
        return _nothing_confirmed(proposed) if proposed else ()
    found = _points(known, activity, on or date.today().isoformat())
    return found if known is snapshot else (*found, *_suggested_rows(snapshot, activity))


def keeper_points(snapshot: Snapshot, keeper_id: str, on: str | None = None) -> tuple[Point, ...]:
    """What letter (a) asks of the organisation that keeps a record, whatever its activities."""
    keeper = confirmed(snapshot).get(Organisation, keeper_id)
    return tuple(_organisation(confirmed(snapshot), keeper, on or date.today().isoformat())) if keeper else ()


def _points(snapshot: Snapshot, activity: Activity, day: str) -> tuple[Point, ...]:
    if activity.role == Role.processor:
        return (
            *_keeper(snapshot, activity, day),
            *_controllers(snapshot, activity, day),
            *_categories(snapshot, activity),
            *_transfers(snapshot, activity, "c"),
            _measures(snapshot, activity, "d"),
        )
    return (
        *_keeper(snapshot, activity, day),
        *_joint(snapshot, activity),
        *_purposes(snapshot, activity),
        *_people_and_data(snapshot, activity),
        _recipients(snapshot, activity),
        *_transfers(snapshot, activity, "e"),
        *_time_limits(snapshot, activity),
        _measures(snapshot, activity, "g"),
    )


_FIELDS = {
    Role.controller.value: (
        "keeper_id",
        "purposes",
        "data_lines",
        "recipients",
        "transfers",
        "data_lines",
        "measures",
    ),
    Role.processor.value: ("keeper_id", "categories_of_processing", "transfers", "measures"),
}
"""Where a person goes for each letter of an activity of which nothing is confirmed."""


def _nothing_confirmed(activity: Activity) -> tuple[Point, ...]:
    role = activity.role
    return tuple(
        Point(letter, title, UNKNOWN, activity.id, field)
        for letter, title, field in zip(LETTERS[role], LETTER_TITLES[role], _FIELDS[role], strict=True)
    )


_ROWS = {
    Role.controller.value: {
        "joint_controller": "a",
        "purpose": "b",
        "data_line": "cf",
        "recipient": "d",
        "transfer": "e",
        "measure_use": "g",
    },
    Role.processor.value: {"acted_for": "a", "transfer": "c", "measure_use": "d"},
}
"""The letters that the rows of an activity speak to."""


def _suggested_rows(snapshot: Snapshot, activity: Activity) -> list[Point]:
    """A confirmed activity's rows that are only suggested: each is unknown until it is confirmed or refused."""
    held = suggested(snapshot)
    return [
        Point(letter, catalog.kind(key).title, UNKNOWN, row.id, catalog.kind(key).label[0])
        for key, letters in _ROWS[activity.role].items()
        for row in snapshot.matching(key, "activity_id", activity.id)
        if row.id in held
        for letter in letters
    ]


def complete(states: Iterable[str]) -> bool:
    """Whether no letter is open: each is documented or answered."""
    return not any(state in (UNKNOWN, PARTLY) for state in states)


def _together(states: Iterable[str]) -> str:
    found = list(dict.fromkeys(states))
    if not found or found == [UNKNOWN]:
        return UNKNOWN
    if UNKNOWN in found or PARTLY in found:
        return PARTLY
    return DOCUMENTED if DOCUMENTED in found else found[0]


def _state(known: object) -> str:
    return DOCUMENTED if known else UNKNOWN


def _answered(snapshot: Snapshot, record_id: str, field: str, *allowed: str) -> str:
    """The answer in place of a value, where it is one that the law allows; partly where it lacks its reason."""
    answer = snapshot.answer(record_id, field)
    if answer is None or answer.state not in allowed:
        return UNKNOWN
    return answer.state if answer.reason or answer.state == AnswerState.none else PARTLY


# -- (a) --------------------------------------------------------------------------------------------------


def _organisation(snapshot: Snapshot, organisation: Organisation, day: str) -> list[Point]:
    """Name and contact details, representative and data protection officer of one organisation."""
    found = _identity(snapshot, organisation)
    if needs_representative(organisation, day):
        found.append(_contact(snapshot, organisation.id, "representative", N_("Representative")))
    found.append(_contact(snapshot, organisation.id, "dpo", N_("Data protection officer")))
    return found


def _identity(snapshot: Snapshot, organisation: Organisation) -> list[Point]:
    """Name and contact details: where e-mail is answered with "none", the address has to do."""
    id = organisation.id
    means = organisation.email or organisation.phone or organisation.website
    reached_otherwise = DOCUMENTED if means_of_contact(snapshot, organisation) else UNKNOWN
    answered = _answered(snapshot, id, "email", AnswerState.none)
    contact = DOCUMENTED if means else answered if answered != UNKNOWN else reached_otherwise
    return [
        Point("a", N_("Name"), _state(organisation.name), id, "name"),
        Point("a", N_("Address"), _state(organisation.address), id, "address"),
        Point("a", N_("Contact details"), contact, id, "email"),
    ]


def _contact(snapshot: Snapshot, organisation_id: str, role: str, title: str) -> Point:
    """A contact in a role: documented where it is named and can be reached, partly where it is only one of them."""
    named = [
        contact
        for contact in contacts(snapshot, organisation_id, role)
        if contact.name or contact.function or contact.email or contact.employer_id
    ]
    if named:
        state = DOCUMENTED if any(reached(snapshot, contact) for contact in named) else PARTLY
    else:
        state = _answered(snapshot, organisation_id, role, AnswerState.not_applicable)
    return Point("a", title, state, organisation_id, role)


def _keeper(snapshot: Snapshot, activity: Activity, day: str) -> list[Point]:
    keeper = snapshot.get(Organisation, activity.keeper_id)
    if keeper is None:
        return [Point("a", N_("Record of"), UNKNOWN, activity.id, "keeper_id")]
    return _organisation(snapshot, keeper, day)


def _joint(snapshot: Snapshot, activity: Activity) -> list[Point]:
    title, found = N_("Joint controllers"), []
    for row in snapshot.where(JointController, "activity_id", activity.id):
        party = snapshot.get(Organisation, row.organisation_id)
        if party is None or not party.name:
            found.append(Point("a", title, UNKNOWN, row.id, "organisation_id"))
        else:
            found += _identity(snapshot, party)
    if not found and snapshot.answer(activity.id, "joint_controllers"):
        state = _answered(snapshot, activity.id, "joint_controllers", AnswerState.not_applicable)
        found.append(Point("a", title, state, activity.id, "joint_controllers"))
    return found


def _controllers(snapshot: Snapshot, activity: Activity, day: str) -> list[Point]:
    rows = snapshot.where(ActedFor, "activity_id", activity.id)
    if not rows:
        return [Point("a", N_("Controllers acted for"), UNKNOWN, activity.id, "controllers")]
    found = []
    for row in rows:
        organisation = snapshot.get(Organisation, row.organisation_id)
        if organisation is None or organisation.kind == "category":
            found.append(Point("a", N_("Controllers acted for"), UNKNOWN, row.id, "organisation_id"))
        else:
            found += _organisation(snapshot, organisation, day)
    return found


# -- (b) to (d) -------------------------------------------------------------------------------------------


def _purposes(snapshot: Snapshot, activity: Activity) -> list[Point]:
    rows = snapshot.where(Purpose, "activity_id", activity.id)
    if not rows:
        return [Point("b", N_("Purposes"), UNKNOWN, activity.id, "purposes")]
    return [Point("b", N_("Purposes"), _state(row.description), row.id, "description") for row in rows]


def _categories(snapshot: Snapshot, activity: Activity) -> list[Point]:
    title = N_("Categories of processing")
    if activity.categories_of_processing:
        return [Point("b", title, DOCUMENTED, activity.id, "categories_of_processing")]
    rows = snapshot.where(ActedFor, "activity_id", activity.id)
    own = [Point("b", title, _state(r.categories_of_processing), r.id, "categories_of_processing") for r in rows]
    return own or [Point("b", title, UNKNOWN, activity.id, "categories_of_processing")]


def _people_and_data(snapshot: Snapshot, activity: Activity) -> list[Point]:
    rows = snapshot.where(DataLine, "activity_id", activity.id)
    if not rows:
        return [Point("c", N_("Data subjects and data"), UNKNOWN, activity.id, "data_lines")]
    found = []
    for row in rows:
        found.append(Point("c", N_("Data subjects"), _state(row.subject_id), row.id, "subject_id"))
        found.append(Point("c", N_("Personal data"), _state(row.data_id or row.detail), row.id, "data_id"))
    return found


def _recipients(snapshot: Snapshot, activity: Activity) -> Point:
    rows = recipients(snapshot, activity.id)
    if not rows:
        return Point(
            "d",
            N_("Recipients"),
            _answered(snapshot, activity.id, "recipients", AnswerState.none),
            activity.id,
            "recipients",
        )
    parties = [recipient_party(snapshot, row) for row in rows]
    named = [party is not None and party.name is not None for party in parties]
    state = DOCUMENTED if all(named) else PARTLY if any(named) else UNKNOWN
    return Point("d", N_("Recipients"), state, activity.id, "recipients")


# -- transfers, time limits, measures ---------------------------------------------------------------------


def _transfers(snapshot: Snapshot, activity: Activity, letter: str) -> list[Point]:
    rows = transfers(snapshot, activity.id)
    if not rows:
        return [
            Point(
                letter,
                N_("Transfers"),
                _answered(snapshot, activity.id, "transfers", AnswerState.none, AnswerState.not_applicable),
                activity.id,
                "transfers",
            )
        ]
    found = []
    for row, _engagement in rows:
        where = row.country or row.international_organisation
        found.append(Point(letter, N_("Third country or international organisation"), _state(where), row.id, "country"))
        if row.mechanism == "D49_SUB2":  # Art. 30(1)(e), 30(2)(c) and 49(6)
            for field, title in (
                ("safeguards", N_("Suitable safeguards")),
                ("derogation_assessment", N_("Assessment under Art. 49(1)")),
            ):
                found.append(Point(letter, title, _state(getattr(row, field)), row.id, field))  # no answer will do
    return found


def says_how_long(rule: RetentionRule | None) -> str:
    """Documented where a rule has a period, a trigger or a criterion; partly where it has half a period or only words.

    Half a period is an amount without its unit or a unit without an amount.
    """
    if rule is None:
        return UNKNOWN
    halves = (rule.amount is not None) + (rule.unit is not None)
    if halves == 2 or rule.criterion or (rule.trigger and not halves):
        return DOCUMENTED
    return PARTLY if halves or rule.wording or rule.name else UNKNOWN


def _time_limits(snapshot: Snapshot, activity: Activity) -> list[Point]:
    rows = snapshot.where(DataLine, "activity_id", activity.id)
    if not rows:
        return [Point("f", N_("Time limits"), UNKNOWN, activity.id, "data_lines")]
    found = []
    for row in rows:
        rule = snapshot.get(RetentionRule, row.retention_id)
        state = says_how_long(rule) if rule else _answered(snapshot, row.id, "retention_id", AnswerState.not_possible)
        if rule and state != DOCUMENTED:
            answered = _answered(snapshot, rule.id, "amount", AnswerState.not_possible)
            state = state if answered == UNKNOWN else answered
        found.append(Point("f", N_("Time limit"), state, row.id, "retention_id"))
    return found


def _measures(snapshot: Snapshot, activity: Activity, letter: str) -> Point:
    rows = snapshot.where(MeasureUse, "activity_id", activity.id)
    if any(row.measure_id for row in rows):
        return Point(letter, N_("Security measures"), DOCUMENTED, activity.id, "measures")
    return Point(
        letter,
        N_("Security measures"),
        _answered(snapshot, activity.id, "measures", AnswerState.not_possible),
        activity.id,
        "measures",
    )
