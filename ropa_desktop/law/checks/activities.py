"""Checks of an activity as a whole: named and no more, in the wrong role, without purposes or data."""

from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.law.findings import MISSING, QUESTION, Check, Finding
from ropa_desktop.law.outline import only_named
from ropa_desktop.law.reading import speaks_of
from ropa_desktop.model.activity import ActedFor, Activity, DataLine, Purpose, Role
from ropa_desktop.model.shared import DataCategory, DataSubjectCategory
from ropa_desktop.model.snapshot import Snapshot


def activity_incomplete(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """An activity that is named and nothing else known of it: one finding instead of one for each letter."""
    if not only_named(snapshot, activity):
        return ()
    controller = activity.role == Role.controller
    said = (
        _("Only the name is known: what for, whose data, which, and to whom?")
        if controller
        else _("Only the name is known: on whose behalf is what done?")
    )
    return [
        Finding(
            "activity_incomplete",
            MISSING,
            "30(1)(b)-(d)" if controller else "30(2)(a)-(b)",
            said,
            "activity",
            activity.id,
            "purposes" if controller else "categories_of_processing",
        )
    ]


def purposes_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """A controller's activity without a purpose, a processor's without the categories of processing."""
    if only_named(snapshot, activity):
        return ()
    if activity.role == Role.processor:
        rows = snapshot.where(ActedFor, "activity_id", activity.id)
        if activity.categories_of_processing or (rows and all(row.categories_of_processing for row in rows)):
            return ()
        article, field = "30(2)(b)", "categories_of_processing"
        about, said = "", _("What is carried out on behalf of the controllers is not known.")
    else:
        purposes = snapshot.where(Purpose, "activity_id", activity.id)
        empty = len([purpose for purpose in purposes if purpose.description is None])
        if purposes and not empty:
            return ()
        article, field, about = "30(1)(b)", "purposes", str(empty)
        if purposes:
            said = ngettext("A purpose is entered and not described.", "{n} purposes are not described.", empty)
            said = said.format(n=empty)
        else:
            said = _("What for? No purpose is known.")
    return [Finding("purposes_missing", MISSING, article, said, "activity", activity.id, field, about)]


def data_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """A controller's activity that does not say whose data are processed, or which."""
    if activity.role != Role.controller or only_named(snapshot, activity):
        return ()
    lines = snapshot.where(DataLine, "activity_id", activity.id)
    people = len([line for line in lines if line.subject_id is None])
    data = len([line for line in lines if not (line.data_id or line.detail)])
    if not lines:
        said = _("Whose data, and which? Neither is known.")
    elif people and data:
        said = _("Lines that do not say whose data: {people}; which data: {data}.").format(people=people, data=data)
    elif people:
        said = ngettext(
            "One line does not say whose data they are.", "{n} lines do not say whose data they are.", people
        ).format(n=people)
    elif data:
        said = ngettext("One line does not say which data.", "{n} lines do not say which data.", data).format(n=data)
    else:
        return ()
    about = f"{people} {data}" if lines else ""
    return [Finding("data_missing", MISSING, "30(1)(c)", said, "activity", activity.id, "data_lines", about)]


def processor_record_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """A controller's activity that seems to be done on behalf of others, where its keeper has no processor's record.

    This reads name, description and data for their meaning; it is a question.
    """
    if activity.role != Role.controller:
        return ()
    for seen in _texts(snapshot, activity):
        if speaks_of(seen, "on_behalf"):
            break
    else:
        return ()
    processing = snapshot.where(Activity, "role", Role.processor)
    if any(one.keeper_id == activity.keeper_id and one.archived_on is None for one in processing):
        return ()
    return [
        Finding(
            "processor_record_missing",
            QUESTION,
            "30(2)",
            _("“{text}”: is this done on behalf of customers? There is no record as processor.").format(text=seen),
            "activity",
            activity.id,
            "role",
            seen,
            _("What a processor does for each controller is a record of its own, Art. 30(2)."),
        )
    ]


def _texts(snapshot: Snapshot, activity: Activity) -> Iterator[str]:
    for line in snapshot.where(DataLine, "activity_id", activity.id):
        if line.detail:
            yield line.detail
        subject = snapshot.get(DataSubjectCategory, line.subject_id)
        if subject is not None and subject.name:
            yield subject.name
        data = snapshot.get(DataCategory, line.data_id)
        if data is not None and data.name:
            yield data.name
    yield from filter(None, (activity.name, activity.description, activity.operations))


CHECKS = (
    Check("activity_incomplete", "activity", N_("Activities of which only the name is known"), activity_incomplete),
    Check("purposes_missing", "activity", N_("Activities without purposes"), purposes_missing),
    Check("data_missing", "activity", N_("Activities that do not say whose data, or which"), data_missing),
    Check(
        "processor_record_missing",
        "activity",
        N_("Work for customers without a processor's record"),
        processor_record_missing,
    ),
)
