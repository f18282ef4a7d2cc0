"""Checks of legal bases, Art. 6. They are not asked for by Article 30, and the program proposes none."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.citing import provision
from ropa_desktop.law.facts import in_eea
from ropa_desktop.law.findings import QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.reading import basis_questions, speaks_of
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.activity import Activity, Purpose, Role, SpecialCondition
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import Source

_SOURCES = (N_("EDPB Guidelines 2/2019, part 3"), N_("Recital 46"))
"""What the words for questions name as their sources, for the translator."""

CONTRACT, OBLIGATION, VITAL, TASK, INTERESTS = "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"

_BY_LAW = frozenset({"9(2)(b)", "9(2)(g)", "9(2)(i)", "9(2)(j)"})
"""Conditions of Art. 9(2) that stand only where Union or national law says so."""


def basis_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """A controller's activity with a purpose that has no legal basis."""
    if activity.role != Role.controller:
        return ()
    purposes = [purpose for purpose in snapshot.where(Purpose, "activity_id", activity.id) if purpose.description]
    without = [purpose for purpose in purposes if purpose.legal_basis is None]
    if not without:
        return ()
    # One purpose may stand on several rows, one for each basis.
    based = {purpose.description for purpose in purposes if purpose.legal_basis}
    without = [purpose for purpose in without if purpose.description not in based]
    if not without:
        return ()
    if len(without) == 1:
        said = _("“{purpose}”: which legal basis?").format(purpose=without[0].description)
    elif len(without) == len(purposes):
        said = _("None of {n} purposes has a legal basis.").format(n=len(purposes))
    else:
        said = _("Of {total} purposes {n} have no legal basis.").format(total=len(purposes), n=len(without))
    return [
        Finding(
            "basis_missing",
            QUESTION,
            "6(1)",
            said,
            "activity",
            activity.id,
            "purposes",
            " ".join(sorted(purpose.id for purpose in without)),
            _("Article 30 does not ask for it; authorities and people do, Art. 5(2) and 13(1)(c)."),
        )
    ]


def basis_generic(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
    """Bases that are stated for several activities at once, or all of them for every purpose.

    The first is seen from the source: one passage for the basis of purposes in several activities. It is said once,
    of the first of them.
    """
    if activity.role != Role.controller:
        return
    purposes = snapshot.where(Purpose, "activity_id", activity.id)
    for purpose in purposes:
        for source in snapshot.where(Source, "record_id", purpose.id):
            if source.field != "legal_basis":
                continue
            concerned = _stated_together(snapshot, source, activity.id)
            if concerned > 1:
                said = _("One passage states the basis of {n} activities: “{quotation}” Which holds for which purpose?")
                yield _generic(activity, said.format(n=concerned, quotation=_short(source.quotation)), source.quotation)
                return
    if len(purposes) < _TWO_WITH_TWO_BASES:
        return
    by_purpose: defaultdict[str, set[str]] = defaultdict(set)
    for purpose in purposes:
        if purpose.description and purpose.legal_basis:
            by_purpose[purpose.description].add(purpose.legal_basis)
    sets = {frozenset(bases) for bases in by_purpose.values()}
    if len(by_purpose) > 1 and len(sets) == 1 and len(bases := min(sets)) > 1:
        said = _("Each of {n} purposes has the same bases: {bases}. Which holds for which?")
        shown = ", ".join(sorted(bases))
        yield _generic(activity, said.format(n=len(by_purpose), bases=shown), shown)


_TWO_WITH_TWO_BASES = 4  # rows at least, one for each basis of a purpose


def _generic(activity: Activity, said: str, about: str | None) -> Finding:
    return Finding("basis_generic", QUESTION, "6(1)", said, "activity", activity.id, "purposes", about or "")


def _stated_together(snapshot: Snapshot, source: Source, activity_id: str) -> int:
    """How many activities one passage states the basis of, where this is the first of them; else 0."""
    if not source.quotation or not source.place:
        return 0
    activities: dict[str, None] = {}
    for other in snapshot.where(Source, "place", source.place):
        same = other.field == "legal_basis" and (other.document, other.quotation) == (source.document, source.quotation)
        purpose = snapshot.get(Purpose, other.record_id) if same else None
        activity = snapshot.get(Activity, purpose.activity_id) if purpose else None
        if activity is None or activity.archived_on is not None:
            continue
        if not activities and activity.id != activity_id:
            return 0
        activities[activity.id] = None
    return len(activities)


def _short(text: str | None, most: int = 120) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"


def basis_unusual(snapshot: Snapshot, purpose: Purpose, on: str) -> Iterator[Finding]:
    """A basis that is unusual for what the purpose seems to be, or for who relies on it.

    This reads the purpose for its meaning, by the words of `resources/law/question_words.json`; it is a question.
    """
    basis = purpose.legal_basis
    if basis is None:
        return
    of_whom = basis == INTERESTS or basis.endswith("UK")
    if not of_whom and not any(speaks_of(purpose.description, *one.topics) for one in basis_questions(basis)):
        return
    activity = snapshot.get(Activity, purpose.activity_id)
    if activity is None or activity.role != Role.controller:
        return
    keeper = snapshot.get(Organisation, activity.keeper_id) if of_whom else None
    article = basis
    about, said, advice = "", "", ""
    for question in basis_questions(basis):
        if topic := speaks_of(purpose.description, *question.topics):
            about, article, source = topic, question.article, _(question.source)
            said = (
                _("“{purpose}”: is it necessary for a contract with the person concerned?")
                if basis == CONTRACT
                else _("“{purpose}”: is somebody's life at stake? That is what vital interests are.")
            ).format(purpose=purpose.description)
            advice = _("Asked because of the words of the purpose ({source}).").format(source=source)
            break
    if not said and basis == INTERESTS and keeper and keeper.kind == "public_authority":
        about, article = "authority", "6(1)"
        said = _("{name} is a public authority: is this outside the performance of its tasks?")
        said = said.format(name=name_of(keeper))
        advice = _("For these tasks legitimate interests are no basis, Art. 6(1), second subparagraph.")
    elif not said and basis.endswith("UK") and keeper and keeper.country and in_eea(keeper.country, on):
        about = "law"
        said = _("“{basis}” is of British law. Which basis of Art. 6(1) GDPR is meant?")
        said, article = said.format(basis=label("legal_basis", basis)), "6(1)"
    if said:
        yield _of_purpose("basis_unusual", article, said, purpose, "legal_basis", f"{basis} {about}", advice)


def law_not_named(snapshot: Snapshot, purpose: Purpose, on: str) -> Sequence[Finding]:
    """A legal obligation or public task without the law that lays it down, Art. 6(3)."""
    if purpose.legal_basis not in (OBLIGATION, TASK) or purpose.national_law or not _of_controller(snapshot, purpose):
        return ()
    if snapshot.answer(purpose.id, "national_law"):
        return ()
    said = (
        _("Which law obliges to it? The basis is a legal obligation.")
        if purpose.legal_basis == OBLIGATION
        else _("Which law lays down the task? The basis is public interest or official authority.")
    )
    return [_of_purpose("law_not_named", "6(3)", said, purpose, "national_law", purpose.legal_basis)]


def law_of_condition_not_named(snapshot: Snapshot, row: SpecialCondition, on: str) -> Iterator[Finding]:
    """A condition of Art. 9(2) that needs Union or national law, and names none."""
    if row.condition not in _BY_LAW or row.national_law or snapshot.answer(row.id, "national_law"):
        return
    activity = snapshot.get(Activity, row.activity_id)
    if activity is not None and activity.role == Role.controller:
        condition = label("special_condition", row.condition)
        said = _("Which law? {article}, {condition}, needs one.").format(
            article=provision(row.condition), condition=condition
        )
        yield Finding(
            "law_not_named",
            QUESTION,
            row.condition,
            said,
            "special_condition",
            row.id,
            "national_law",
            row.condition,
        )


def interest_not_weighed(snapshot: Snapshot, purpose: Purpose, on: str) -> Sequence[Finding]:
    """Legitimate interests without the interest, or without the assessment of it against those of people."""
    if purpose.legal_basis != INTERESTS or not _of_controller(snapshot, purpose):
        return ()
    stated = purpose.legitimate_interest or snapshot.answer(purpose.id, "legitimate_interest")
    weighed = (
        purpose.balancing_reference
        or purpose.balancing_date
        or snapshot.answer(purpose.id, "balancing_reference")
        or snapshot.answer(purpose.id, "balancing_date")
    )
    if stated and weighed:
        return ()
    if stated:
        field, said = "balancing_reference", _("Where is the interest weighed against those of the people concerned?")
    elif weighed:
        field, said = "legitimate_interest", _("Which legitimate interest is it?")
    else:
        field, said = "legitimate_interest", _("Which legitimate interest is it, and where has it been weighed?")
    advice = _("People are told the interest, Art. 13(1)(d); the assessment shows that it is not overridden.")
    return [_of_purpose("interest_not_weighed", INTERESTS, said, purpose, field, advice=advice)]


def own_purpose(snapshot: Snapshot, purpose: Purpose, on: str) -> Sequence[Finding]:
    """A processor's record with a purpose that seems to be its own, or with a legal basis.

    The former reads the purpose for its meaning; both are questions.
    """
    activity = snapshot.get(Activity, purpose.activity_id)
    if activity is None or activity.role != Role.processor:
        return ()
    topic = speaks_of(purpose.description, "improvement", "machine_learning", "marketing")
    if topic is None and purpose.legal_basis is None:
        return ()
    said = (
        _("“{purpose}”: is this a purpose of the processor's own?")
        if topic
        else _("“{purpose}” has a legal basis, which only a controller needs. Whose purpose is it?")
    ).format(purpose=purpose.description or _("unknown"))
    advice = _("Who determines purposes is a controller for them, Art. 28(10).")
    about = topic or purpose.legal_basis or ""
    return [_of_purpose("own_purpose", "28(10)", said, purpose, "description", about, advice)]


def _of_controller(snapshot: Snapshot, purpose: Purpose) -> bool:
    activity = snapshot.get(Activity, purpose.activity_id)
    return activity is not None and activity.role == Role.controller


def _of_purpose(
    code: str, article: str, said: str, purpose: Purpose, field: str, about: str = "", advice: str = ""
) -> Finding:
    return Finding(code, QUESTION, article, said, "purpose", purpose.id, field, about, advice)


CHECKS = (
    Check("basis_missing", "activity", N_("Purposes without a legal basis"), basis_missing),
    Check("basis_generic", "activity", N_("Legal bases stated as a whole"), basis_generic),
    Check("basis_unusual", "purpose", N_("Legal bases that are unusual for their purpose"), basis_unusual),
    Check("law_not_named", "purpose", N_("Legal obligations and tasks without the law"), law_not_named),
    Check(
        "law_not_named",
        "special_condition",
        N_("Legal obligations and tasks without the law"),
        law_of_condition_not_named,
    ),
    Check("interest_not_weighed", "purpose", N_("Legitimate interests not named or not weighed"), interest_not_weighed),
    Check("own_purpose", "purpose", N_("Purposes of a processor's own"), own_purpose),
)
