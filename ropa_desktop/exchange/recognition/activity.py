"""One activity from its rows: the fields of the activity itself, and the note for whatever has no field."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import (
    ASKS_ONLY,
    FIELD,
    IGNORED,
    NO_FIELD,
    NOTE,
    SAYS_ELSE,
    SAYS_NOTHING,
    UNREADABLE,
    Account,
)
from ropa_desktop.exchange.recognition.aliases import unjoined
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import Entry, Group
from ropa_desktop.exchange.recognition.mapping import SheetMapping
from ropa_desktop.exchange.values.absence import RULES
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known
from ropa_desktop.i18n import _
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.validation import TEXT_LIMIT, utf16_length

JOINED = ("department", "owner", "description", "operations", "categories_of_processing", "privacy_notice")
"""Fields of an activity that take any text; several cells make several lines."""

LINES = ("department", "owner", "privacy_notice", "reviewed_by")
"""Those of them that hold one line."""

DATES = ("started_on", "ended_on", "recorded_on", "reviewed_on", "review_due_on")

_MATTERS = frozenset({"purpose", "legal_basis", "data_subjects", "data_categories", "retention", "measures", "note"})
"""Columns in which "none" is worth a note: elsewhere it says no more than that there is no row."""


@dataclass
class Desk:
    """What is at hand while one activity is made: where its cells are settled and its records put."""

    gathered: Gathered
    account: Account
    mapping: SheetMapping
    document: str
    group: Group
    keeper: str | None = None
    id: str = ""
    record: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def place(self, row: int) -> str:
        """Where a row stands, for a person."""
        return _("{sheet}, row {row}").format(sheet=self.account.sheet.name, row=row + 1)

    def take(self, entry: Entry, detail: str) -> None:
        """A cell whose text is in a field."""
        if not entry.lent:
            self.account.settle(entry.row, entry.column.column, FIELD, detail, self.id)

    def ignore(self, entry: Entry, rule: str) -> None:
        """A cell that a rule leaves out."""
        if not entry.lent:
            self.account.settle(entry.row, entry.column.column, IGNORED, rule)

    def keep(self, entry: Entry, because: str = NO_FIELD) -> None:
        """A cell whose text goes into the note, after its heading."""
        if not entry.lent:
            self.account.settle(entry.row, entry.column.column, NOTE, because, self.id)
            self.write(entry.column.heading, entry.text)

    def write(self, heading: str, text: str) -> None:
        """A line of the note, once."""
        line = f"{' '.join(heading.split())}: {text}" if heading else text
        if line not in self.notes:
            self.notes.append(line)

    def finish(self) -> None:
        """Put the note into the record, as far as it has come; what is beyond the field stands quoted beside it."""
        kept: list[str] = []
        length = 0
        for line in self.notes:
            length += utf16_length(line) + 1
            if length <= TEXT_LIMIT:
                kept.append(line)
            else:
                words = line if utf16_length(line) <= TEXT_LIMIT else line.partition(": ")[2]
                self.gathered.quote(self.id, "note", self.document, self.place(self.group.rows[0]), words)
        self.notes = kept
        if kept:
            self.record["note"] = "\n".join(kept)

    def is_nothing(self, entry: Entry, field: str = "") -> bool:
        """Whether the cell only says that there is nothing to say; then it is settled.

        Of a field or relation of the activity that may be answered so it is the answer; else what it adds goes into
        the note, and a bare "none" or "n/a" is left out by the rule that found it.
        """
        found = reading.absence(entry.text)
        if found is None:
            return False
        if found.state == "unknown" or (found.rule == "dash" and not found.rest):
            self.ignore(entry, SAYS_NOTHING)
        elif field and found.state in answers_of(field):
            if not entry.lent:
                self.gathered.say(self.id, field, found.state, self.place(entry.row), found.rest)
            self.take(entry, f"answer.{field}")
        elif found.rest or (found.state == "none" and entry.column.target in _MATTERS):
            self.keep(entry)
        else:
            self.ignore(entry, RULES.get(found.rule, SAYS_NOTHING))
        return True


@cache
def answers_of(name: str) -> tuple[str, ...]:
    """The answers that a field or a relation of an activity may have in place of a value."""
    relations = {relation.name: relation.answers for relation in catalog.kind("activity").relations}
    fields = tables.fields("activity")
    return relations.get(name) or (fields[name].answers if name in fields else ())


def own_fields(desk: Desk) -> dict[str, str]:
    """The activity's own fields that its rows give; their cells are settled."""
    group = desk.group
    values: dict[str, str] = {}
    for name in JOINED:
        # a merged cell over several activities is each one's
        entries = group.all(name) or tuple(entry for line in group.lines for entry in line.get(name, ()))
        texts = [_taken(desk, entry, f"activity.{name}") for entry in entries]
        joined = list(dict.fromkeys(filter(None, texts)))
        if joined:
            values[name] = (", " if name in LINES else "\n").join(joined)
    _single(desk, values, "reference", group.all("reference"))
    for name in DATES:
        _date(desk, values, name)
    _single(desk, values, "reviewed_by", group.all("reviewed_by"))
    _status(desk, values)
    _rights(desk, values)
    _breach(desk, values)
    _large_scale(desk, values)
    for entry in group.all("document"):
        if not desk.is_nothing(entry):
            desk.gathered.add(
                "source", desk.place(entry.row), record_id=desk.id, field="name", document=_lined(entry.text)
            )
            desk.take(entry, "source.name")
    for entry in group.all("asked"):
        desk.ignore(entry, ASKS_ONLY)
    _yes_no(desk, values, "automated_decisions", "automated_decisions_detail")
    _yes_no(desk, values, "assessment_required", "assessment_reason")
    for target, name in (("assessment_reason", "assessment_reason"), ("criminal_data_authority",) * 2):
        texts = [_taken(desk, entry, f"activity.{name}") for entry in group.all(target)]
        if any(texts):
            values[name] = "\n".join(filter(None, dict.fromkeys([values.get(name, ""), *texts])))
    return values


def name_of(desk: Desk) -> str:
    """What the activity is called: its name, else its purpose or what else tells of it first."""
    entries = desk.group.all("name")
    names = list(dict.fromkeys(_lined(entry.text) for entry in entries))
    for place, entry in enumerate(entries):
        if _lined(entry.text) == names[0] or place == 0:
            desk.take(entry, "activity.name")
        else:
            desk.keep(entry, SAYS_ELSE)
    if names:
        return names[0]
    for target in ("purpose", "categories_of_processing", "description", "department"):
        text = _lined(desk.group.first(target))
        if text:
            return text if len(text) <= 120 else text[:119].rsplit(" ", 1)[0] + "…"
    return ""


def notes(desk: Desk, entries: Iterable[Entry]) -> None:
    """Columns that have no field."""
    for entry in entries:
        desk.keep(entry)


# -- sorts of fields --------------------------------------------------------------------------------------


def _taken(desk: Desk, entry: Entry, detail: str) -> str:
    if desk.is_nothing(entry, detail.partition(".")[2]):
        return ""
    desk.take(entry, detail)
    return entry.text


def _single(desk: Desk, values: dict[str, str], name: str, entries: tuple[Entry, ...]) -> None:
    """One text; others that say something else go into the note."""
    for entry in entries:
        if desk.is_nothing(entry):
            continue
        text = _lined(entry.text)
        if values.setdefault(name, text) == text:
            desk.take(entry, f"activity.{name}")
        else:
            desk.keep(entry, SAYS_ELSE)


def _date(desk: Desk, values: dict[str, str], name: str) -> None:
    """One day; others that rows of the activity say go into the note. A month is its first day, and stays quoted."""
    for entry in desk.group.all(name):
        day = reading.day(entry.text, entry.column.day_first)
        month = reading.month(entry.text) if day is None else None
        day = day or month
        if day is None:
            if not desk.is_nothing(entry):
                desk.keep(entry, UNREADABLE)
        elif values.get(name, day) == day:
            values[name] = day
            if month and not entry.lent:
                desk.gathered.quote(desk.id, name, desk.document, desk.place(entry.row), entry.text)
            desk.take(entry, f"activity.{name}")
        else:
            desk.keep(entry, SAYS_ELSE)


def _status(desk: Desk, values: dict[str, str]) -> None:
    """How far the record is and how far the activity is: the words of a cell say of which of them it speaks."""
    for entry in (*desk.group.all("stage"), *desk.group.all("status")):
        said = reading.in_words(entry.text)
        status, stage = _status_code(said), _stage_code(said)
        name = "stage" if stage and (entry.column.target == "stage" or not status) else "status"
        code = stage if name == "stage" else status
        if code and values.get(name, code) == code:
            values[name] = code
            desk.take(entry, f"activity.{name}")
        elif not desk.is_nothing(entry, name):
            desk.keep(entry, SAYS_ELSE if code else UNREADABLE)


def _status_code(text: str) -> str | None:
    return known("headers")["status"].get(fold(text)) or vocabulary.code_for("record_status", text)


def _stage_code(text: str) -> str | None:
    words = known("headers")["stage"]
    return words.get(fold(text)) or words.get(fold(unjoined(text))) or vocabulary.code_for("activity_stage", text)


def _rights(desk: Desk, values: dict[str, str]) -> None:
    """Columns for one right each make a line each, after their heading; one column for all of them is the text."""
    entries = desk.group.all("rights")
    lines = []
    several = len({entry.column.column for entry in entries}) > 1 or any(
        fold(unjoined(entry.column.heading)).startswith(_ONE_RIGHT) for entry in entries
    )
    for entry in entries:
        if not desk.is_nothing(entry, "" if several else "rights"):
            text = in_words(entry.text)
            lines.append(f"{in_words(entry.column.heading)}: {text}" if several else text)
            desk.take(entry, "activity.rights")
    if lines:
        values["rights"] = "\n".join(dict.fromkeys(lines))


_ONE_RIGHT = ("right of", "right to", "rett til", "ret til", "recht auf", "recht op", "droit d")


def in_words(text: str) -> str:
    """ "ManualOrOnDemand" as "Manual or on demand"; any other text as it stands."""
    words = unjoined(text).split()
    if len(words) < 2 or " " in text.strip():
        return text
    return " ".join([words[0], *(word if word.isupper() else word.lower() for word in words[1:])])


def _breach(desk: Desk, values: dict[str, str]) -> None:
    """Where breaches are recorded, or that there was one; "no" is the answer that there is none."""
    texts = []
    for entry in desk.group.all("breach_record"):
        answer = reading.yes_no(entry.text)
        if answer.answer == "no" and not answer.rest:
            if not entry.lent:
                desk.gathered.say(desk.id, "breach_record", "none", desk.place(entry.row))
            desk.take(entry, "answer.breach_record")
        elif not desk.is_nothing(entry, "breach_record"):
            texts.append(_lined(entry.text))
            desk.take(entry, "activity.breach_record")
    if texts:
        values["breach_record"] = "; ".join(dict.fromkeys(texts))
        desk.gathered.unsay(desk.id, "breach_record")


def _large_scale(desk: Desk, values: dict[str, str]) -> None:
    for entry in desk.group.all("large_scale"):
        found = reading.yes_no(entry.text)
        if found.answer and values.get("large_scale", found.answer) == found.answer and not found.rest:
            values["large_scale"] = found.answer
            desk.take(entry, "activity.large_scale")
        elif not desk.is_nothing(entry):
            desk.keep(entry, SAYS_ELSE if found.answer else UNREADABLE)


def _yes_no(desk: Desk, values: dict[str, str], name: str, detail: str) -> None:
    """Several columns may ask the same; a yes among them counts. What is more than yes or no is told in words."""
    for entry in desk.group.all(name):
        found = reading.yes_no(entry.text)
        nothing = reading.absence(entry.text)
        answer, words = found.answer, found.rest if found.answer else entry.text
        if answer is None and nothing and nothing.state == "none" and nothing.rule != "dash":
            answer, words = "no", nothing.rest
        elif answer is None and desk.is_nothing(entry):
            continue
        if answer:
            values[name] = "yes" if "yes" in (answer, values.get(name)) else "no"
        if words and words not in values.get(detail, "").split("\n"):
            values[detail] = "\n".join(filter(None, [values.get(detail, ""), words]))
        desk.take(entry, f"activity.{name}" if answer else f"activity.{detail}")


def _lined(text: str) -> str:
    return " ".join(text.split())
