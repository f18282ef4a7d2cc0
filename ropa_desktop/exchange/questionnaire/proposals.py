"""What the answers of a questionnaire mean for a register: proposals, each with the name of who answered.

"No, nothing has changed" is a review. What was changed in the register since the questionnaire was sent is never
overwritten unasked; what cannot be placed without judgement is kept as a note on the activity, and said so.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.incoming import Incoming, Problem
from ropa_desktop.exchange.questionnaire import rows
from ropa_desktop.exchange.questionnaire.desk import Desk
from ropa_desktop.exchange.questionnaire.questions import FIELD
from ropa_desktop.exchange.questionnaire.reply import Reply, Typed
from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.gathering import MENTIONED
from ropa_desktop.exchange.values.absence import UNKNOWN
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_line, clean_text

_AS_BEFORE = frozenset(
    fold(words)
    for words in (
        "ok", "okay", "correct", "same", "the same", "as before", "no change", "no changes", "unchanged", "not changed",
        "riktig", "korrekt", "stemmer", "det stemmer", "samme", "som før", "ingen endring", "ingen endringer",
        "uendret", "ikke endret",
    )
)  # fmt: skip
"""What people write where nothing is to be written."""


def proposed(current: Snapshot, incoming: Incoming) -> Incoming:
    """The same file with records in place of answers, where it is a questionnaire. Raises `BadInput` for one that
    belongs to another register."""
    reply = incoming.reply
    if reply is None:
        return incoming
    _check_register(current, reply)
    day, doubt = _day_answered(reply.day)
    desk = Desk(current, reply, _called(reply, day))
    desk.remarks.append(_("{called}: the answers are proposals.").format(called=desk.called))
    if doubt:
        desk.remarks.append(doubt)
    for id in dict.fromkeys((*reply.activities, *(typed.activity_id for typed in reply.typed))):
        _activity(desk, id, day)
    rows.fresh(desk)
    desk.write_notes()
    ids = [id for found in desk.records.values() for id in found]
    return replace(
        incoming,
        records={table: list(found.values()) for table, found in desk.records.items()},
        problems=(*incoming.problems, *(Problem(*problem) for problem in desk.problems)),
        new=frozenset(desk.new),
        places=dict.fromkeys([*ids, *desk.removed], desk.called),
        by_name=dict.fromkeys(desk.along, MENTIONED),
        remarks=(*incoming.remarks, *desk.remarks),
        reply=None,
        removed=desk.removed,
        conflicts=frozenset(desk.conflicts),
        called=desk.called,
    )


def _check_register(current: Snapshot, reply: Reply) -> None:
    known = current.find("organisation", reply.organisation_id) is not None
    if not known and not any(current.find("activity", id) for id in reply.activities):
        raise BadInput(
            _("“{name}” is a questionnaire of another register. Open the register that it was made from.").format(
                name=reply.file
            )
        )


def _called(reply: Reply, day: str) -> str:
    """What every proposal bears as its place: "HR questionnaire, Kari Nordmann, 2026-11-20"."""
    what = _("{department} questionnaire").format(department=reply.department) if reply.department else ""
    return ", ".join(filter(None, (what or _("Questionnaire"), clean_line(reply.name), day)))


def _day_answered(typed: str) -> tuple[str, str]:
    """The day as ISO 8601; today, with a sentence, where none was given, none can be read, or it lies ahead."""
    today = date.today().isoformat()
    if not typed:
        return today, _("Nobody wrote the day of the answer. Today’s date stands in its place.")
    day = reading.day(typed, True)
    if day is None or day > (date.today() + timedelta(days=1)).isoformat():
        return today, _(
            "“{typed}” is no day on which it can have been answered. Today’s date stands in its place."
        ).format(typed=typed[:40])
    return day, ""


# -- one activity -----------------------------------------------------------------------------------------


def _activity(desk: Desk, id: str, day: str) -> None:
    typed = [one for one in desk.reply.typed if one.activity_id == id]
    row = desk.current.find("activity", id)
    title = desk.reply.titles.get(id) or (row.name if row is not None else "") or id
    if row is None or row.archived_on is not None:
        gone = _("“{title}” is no longer in the register. Its answers were left out.")
        archived = _("“{title}” has been archived. Its answers were left out.")
        desk.remarks.append((gone if row is None else archived).format(title=title))
        for one in typed:
            desk.problem(one, f"{one.label}: {one.text}")
        return
    said = [one for one in typed if not _says_nothing(one)]
    if len(said) < len(typed):
        n = len(typed) - len(said)
        text = ngettext("“{title}”: {n} cell says nothing new.", "“{title}”: {n} cells say nothing new.", n)
        desk.remarks.append(text.format(title=title, n=n))
    for one in said:
        _place(desk, one)
    _review(desk, id, title, day, [one for one in said if one.key != "comment"])


def _review(desk: Desk, id: str, title: str, day: str, changes: list[Typed]) -> None:
    """A "no" without changes is a review by whoever answered."""
    answer = desk.reply.activities.get(id, "") or desk.reply.changed
    if answer != "no":
        if not changes:
            asked = _("“{title}” was answered “yes”, and nothing was written. Ask what has changed.")
            silent = _("“{title}” was not answered.")
            desk.remarks.append((asked if desk.reply.activities.get(id) == "yes" else silent).format(title=title))
        return
    if changes:
        text = _("“{title}” was answered “no”, and has changes all the same. It does not count as reviewed.")
        desk.remarks.append(text.format(title=title))
        return
    row = desk.current.find("activity", id)
    if row is not None and row.reviewed_on and row.reviewed_on > day:
        desk.remarks.append(_("“{title}” has been reviewed since, on {day}.").format(title=title, day=row.reviewed_on))
        return
    who = clean_line(desk.reply.name) or desk.reply.department
    values = {"reviewed_on": day} | ({"reviewed_by": who} if who else {})
    desk.records.setdefault("activity", {}).setdefault(id, {"id": id}).update(values)


def _says_nothing(typed: Typed) -> bool:
    """Whether an answer leaves it as it is: a dash, a question mark, "as before"."""
    if typed.chosen or typed.key == "comment":
        return False
    if fold(typed.text) in _AS_BEFORE:
        return True
    found = reading.absence(typed.text)
    return found is not None and not found.rest and (found.state == UNKNOWN or found.rule == "dash")


def _place(desk: Desk, typed: Typed) -> None:
    """Put one answer where it belongs."""
    if typed.key.startswith(FIELD):
        _field(desk, typed)
    elif place := _PLACES.get(typed.key):
        place(desk, typed)
    else:
        desk.note(typed, _("This question is not one of this version. The answer is kept as a note on the activity."))


def _field(desk: Desk, typed: Typed) -> None:
    """A field of the activity itself."""
    name = typed.key.removeprefix(FIELD)
    info = tables.fields("activity").get(name)
    if info is None or info.form not in ("line", "text", "code"):
        desk.note(typed, _("This question is not one of this version. The answer is kept as a note on the activity."))
        return
    value = clean_text(typed.text) if info.form == "text" else clean_line(typed.text)
    if info.form == "code":
        found = reading.yes_no(typed.text)
        if found.answer is None or found.rest:
            desk.note(typed, _("Neither yes nor no. The answer is kept as a note on the activity."))
        value = found.answer
    elif reading.absence(typed.text):
        desk.note(typed, _("It says that there is none. That is kept as a note on the activity."))
        return
    if value is not None:
        desk.change("activity", typed.activity_id, name, value, typed.was)


def _comment(desk: Desk, typed: Typed) -> None:
    desk.note(typed)


_PLACES: Mapping[str, Callable[[Desk, Typed], None]] = {
    "comment": _comment,
    "purpose": rows.purpose,
    "purpose.new": rows.new_purpose,
    "data": rows.data,
    "subject.new": rows.new_data,
    "data.new": rows.new_data,
    "retention": rows.retention,
    "recipient": rows.recipient,
    "recipient.new": rows.new_recipient,
    "acted_for": rows.customer,
    "acted_for.new": rows.new_customer,
    "system": rows.system,
    "system.new": rows.new_system,
    "transfers": rows.transfers,
    "transfers.where": rows.transfers_where,
}
"""What is done with the answer to each question."""
