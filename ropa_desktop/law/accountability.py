"""What authorities and people ask besides Article 30, as points of an activity: counted apart, never into its letters.

For a controller: legal basis (Art. 6) with its law or interest, conditions for special categories and criminal data
(Art. 9 and 10), the source of the data (Art. 14(2)(f)), the impact assessment (Art. 35), contracts with processors
(Art. 28(3)). For a processor: contracts with the controllers and with other processors (Art. 28(3) and (4)).
"""

from collections.abc import Iterator

from ropa_desktop.i18n import N_
from ropa_desktop.law.checks.links import PROCESSING_ROLES, role_of
from ropa_desktop.law.checks.purposes import INTERESTS, OBLIGATION, TASK
from ropa_desktop.law.checks.special_data import categories_of, covered
from ropa_desktop.law.completeness import DOCUMENTED, PARTLY, UNKNOWN, Point
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import recipients
from ropa_desktop.law.screening import YES
from ropa_desktop.model.activity import ActedFor, Activity, DataLine, Purpose, Role
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.snapshot import Snapshot

_BINDING = frozenset({"in_force", "other_act", "not_needed"})


def beside(snapshot: Snapshot, activity_id: str) -> tuple[Point, ...]:
    """The points of an activity that Article 30 does not ask for; each names its article and no letter.

    Only what applies is a point: a condition of Art. 9(2) where there are special categories, a contract where there is
    a processor. Nothing of an activity that is only suggested.
    """
    snapshot = confirmed(snapshot)
    activity = snapshot.get(Activity, activity_id)
    if activity is None:
        return ()
    if activity.role == Role.processor:
        return tuple(_contracts(snapshot, activity))
    return (
        *_bases(snapshot, activity),
        *_special(snapshot, activity),
        *_sources(snapshot, activity),
        _assessment(snapshot, activity),
        *_contracts(snapshot, activity),
    )


def _point(article: str, title: str, state: str, record_id: str, field: str) -> Point:
    return Point("", title, state, record_id, field, article)


def _given(snapshot: Snapshot, record_id: str, field: str, *values: object) -> str:
    """Documented where a value stands, else the answer in its place, else unknown."""
    if any(values):
        return DOCUMENTED
    answer = snapshot.answer(record_id, field)
    return answer.state if answer else UNKNOWN


def _bases(snapshot: Snapshot, activity: Activity) -> Iterator[Point]:
    purposes = snapshot.where(Purpose, "activity_id", activity.id)
    based = {purpose.description for purpose in purposes if purpose.legal_basis and purpose.description}
    if not purposes:
        yield _point("6(1)", N_("Legal basis"), UNKNOWN, activity.id, "purposes")
    for purpose in purposes:
        known = purpose.legal_basis or purpose.description in based
        yield _point("6(1)", N_("Legal basis"), DOCUMENTED if known else UNKNOWN, purpose.id, "legal_basis")
        if purpose.legal_basis in (OBLIGATION, TASK):
            state = _given(snapshot, purpose.id, "national_law", purpose.national_law)
            yield _point("6(3)", N_("National law"), state, purpose.id, "national_law")
        if purpose.legal_basis == INTERESTS:
            state = _given(snapshot, purpose.id, "legitimate_interest", purpose.legitimate_interest)
            yield _point("6(1)(f)", N_("Legitimate interest"), state, purpose.id, "legitimate_interest")
            weighed = (purpose.balancing_reference, purpose.balancing_date)
            state = _given(snapshot, purpose.id, "balancing_reference", *weighed)
            yield _point("6(1)(f)", N_("Balancing test"), state, purpose.id, "balancing_reference")


def _special(snapshot: Snapshot, activity: Activity) -> Iterator[Point]:
    held = categories_of(snapshot, activity, "9(1)")
    if held:
        closed = covered(snapshot, activity, held)
        state = DOCUMENTED if len(closed) == len(held) else PARTLY if closed else UNKNOWN
        if state != DOCUMENTED and (answer := snapshot.answer(activity.id, "special_conditions")):
            state = answer.state
        yield _point("9(2)", N_("Conditions for special categories"), state, activity.id, "special_conditions")
    if categories_of(snapshot, activity, "10"):
        field = "criminal_data_authority"
        state = _given(snapshot, activity.id, field, activity.criminal_data_authority)
        yield _point("10", N_("Authority for criminal data"), state, activity.id, field)


def _sources(snapshot: Snapshot, activity: Activity) -> Iterator[Point]:
    for line in snapshot.where(DataLine, "activity_id", activity.id):
        state = _given(snapshot, line.id, "origin", line.origin, line.origin_id)
        yield _point("14(2)(f)", N_("Source of the data"), state, line.id, "origin")


def _assessment(snapshot: Snapshot, activity: Activity) -> Point:
    """Whether an assessment is required is decided; where it is, the assessment is named, else the reason is there."""
    title, required = N_("Impact assessment"), activity.assessment_required
    if activity.assessment_id:
        return _point("35(1)", title, DOCUMENTED, activity.id, "assessment_id")
    if required is None:
        state = _given(snapshot, activity.id, "assessment_required")
        return _point("35(1)", title, state, activity.id, "assessment_required")
    if required == YES:
        state = _given(snapshot, activity.id, "assessment_id")
        return _point("35(1)", title, PARTLY if state == UNKNOWN else state, activity.id, "assessment_id")
    state = _given(snapshot, activity.id, "assessment_reason", activity.assessment_reason)
    return _point("35(1)", title, PARTLY if state == UNKNOWN else state, activity.id, "assessment_reason")


def _contracts(snapshot: Snapshot, activity: Activity) -> Iterator[Point]:
    processing = activity.role == Role.processor
    if processing:
        for row in snapshot.where(ActedFor, "activity_id", activity.id):
            state = _contract(snapshot, row)
            yield _point("28(3)", N_("Contract with the controller"), state, row.id, "contract_state")
    article = "28(4)" if processing else "28(3)"
    seen: set[str] = set()
    for recipient in recipients(snapshot, activity.id):
        if role_of(recipient) not in PROCESSING_ROLES or recipient.engagement_id in seen:
            continue
        title = N_("Contract with the processor")
        engagement = snapshot.get(Engagement, recipient.engagement_id)
        if engagement is None:
            yield _point(article, title, UNKNOWN, recipient.id, "engagement_id")
        else:
            seen.add(engagement.id)
            yield _point(article, title, _contract(snapshot, engagement), engagement.id, "contract_state")


def _contract(snapshot: Snapshot, holder: Engagement | ActedFor) -> str:
    """Documented where a contract binds, or none is needed; partly where it is known that it does not bind."""
    if holder.contract_state in _BINDING:
        return DOCUMENTED
    return PARTLY if holder.contract_state else _given(snapshot, holder.id, "contract_state")
