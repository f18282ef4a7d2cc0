"""A form: one activity down a sheet, labels in one column and what they ask for beside or below them.

A label may begin a section: headings stand beside it ("Description", "Retention") and a row follows for each category
of data, recipient or transfer, as in the French authority's form.
"""

from collections import Counter
from dataclasses import dataclass

from ropa_desktop.exchange.recognition import actors
from ropa_desktop.exchange.recognition.account import BESIDE, BLANK_FORM, FIELD, IGNORED, LABEL, NO_FIELD, NOTE, Account
from ropa_desktop.exchange.recognition.activity import Desk
from ropa_desktop.exchange.recognition.aliases import in_language, language_of
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import Entry, Group, Line
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.reading import absence, folded
from ropa_desktop.exchange.recognition.rows import read_group
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.words import known

SURE = 0.8
"""From this score on a label of a form is taken for a field."""

_GUIDES = "►▶➤➔→"
"""What begins a text that points a reader to an explanation."""

_SECTIONS = {
    "data_categories": "data_detail",
    "special_data": "special_detail",
    "data_subjects": "data_subjects",
    "recipients": "recipients",
    "measures": "measures",
    "third_countries": "third_countries",
}
"""The sections that have a row for each thing, and the target of these rows."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form with headings of its own: what it is about, and the target of each column beside the label."""

    target: str
    heads: dict[int, str]


def form_labels(sheet: Sheet) -> dict[tuple[int, int], str]:
    """The labels of a form by place, and the field that each asks for; those of the column that has most of them."""
    texts = {
        (row, column): cell.text.strip()
        for row, cells in enumerate(sheet.rows[:200])
        for column, cell in enumerate(cells[:4])
        if cell and 1 < len(cell.text.strip()) <= 120
    }
    best: dict[tuple[int, int], str] = {}
    for column in Counter(column for _row, column in texts):
        here = {place: text for place, text in texts.items() if place[1] == column}
        language = language_of(here.values())
        found = {place: target for place, text in here.items() if (target := _target(text, language))}
        if len(set(found.values())) > len(set(best.values())):
            best = found
    return best


def read_form(account: Account, mapping: SheetMapping, gathered: Gathered, document: str) -> int:
    """The activity of a form; returns how many there were, 0 for a form that is not filled in."""
    labels = form_labels(account.sheet)
    column = next(iter(labels))[1]
    language = language_of(account.text(*place) for place in labels)
    lines, parties, sections, widest = _lines(account, labels, column, language)
    said = [entry for line in lines for entries in line.values() for entry in entries if not absence(entry.text)]
    if len({entry.column.target for entry in said} - {"reference", AS_NOTE}) < 2:
        account.settle_rest(IGNORED, BLANK_FORM)
        return 0
    settled = _joined(lines)
    desk = Desk(gathered, account, mapping, document, Group((min(row for row, _c in labels),), tuple(settled)))
    if parties:
        desk.keeper = actors.read_actors(account, gathered, parties, desk.place(min(parties)))
    read_group(desk)
    actors.read_sections(desk, sections)
    _settle_rest(account, desk, column, widest)
    return 1


# -- the lines of a form ----------------------------------------------------------------------------------


def _lines(
    account: Account, labels: dict[tuple[int, int], str], column: int, language: str
) -> tuple[list[Line], dict[int, dict[str, tuple[int, int]]], list[tuple[int, Section]], int]:
    """The rows as cells by target; the rows of parties; those of recipients and transfers; the last column."""
    lines: list[Line] = []
    parties: dict[int, dict[str, tuple[int, int]]] = {}
    apart: list[tuple[int, Section]] = []
    section: Section | None = None
    widest = column + 1
    for row in range(min(row for row, _c in labels), len(account.sheet.rows)):
        label = account.text(row, column)
        beside = {
            c: text
            for c in range(column + 1, len(account.sheet.rows[row]))
            if (text := account.text(row, c)) and text[0] not in _GUIDES
        }
        target = labels.get((row, column), "")
        heads = _heads(beside, language)
        if label and _is_section(target, heads) and not (section and target == section.target):
            section = Section(target or "actors", heads)
            widest = max([widest, *heads])
            account.settle(row, column, IGNORED, LABEL)
            for head in heads:
                account.settle(row, head, IGNORED, LABEL)
            continue
        if not label and not beside:
            section = None
            continue
        inside = {c: t for c, t in beside.items() if section and c in section.heads}
        if section and label and section.target == "actors":
            details = {section.heads[c]: (row, c) for c in inside}
            if details:
                parties[row] = details
        elif section and label and section.target in ("recipients", "third_countries"):
            if inside:
                apart.append((row, Section(section.target, {c: section.heads[c] for c in inside})))
        elif section and label and section.target in _SECTIONS:
            if inside:
                lines.append(_section_line(row, label, section, inside))
        elif label and beside and min(beside) <= column + 2:
            place = min(beside)
            lines.append({target or AS_NOTE: (_entry(row, place, label, target or AS_NOTE, beside[place]),)})
            widest = max(widest, place)
        elif label and target and not beside and account.text(row + 1, column) and (row + 1, column) not in labels:
            lines.append({target: (_entry(row + 1, column, label, target, account.text(row + 1, column)),)})
            section = None
        if label and target and account.is_open(row, column):
            account.settle(row, column, IGNORED, LABEL)
    return lines, parties, apart, widest


def _is_section(target: str, heads: dict[int, str]) -> bool:
    """Whether a label with these headings beside it begins a section of parties or of things."""
    if len([head for head in heads.values() if head in known("headers")["contact_details"]]) >= 3:
        return True
    return target in _SECTIONS and bool(heads)


def _heads(beside: dict[int, str], language: str) -> dict[int, str]:
    """What the cells beside a label ask for, where all of them are headings."""
    found: dict[int, str] = {}
    for column, text in beside.items():
        if len(text) > 60:
            break
        name = folded(text)
        details = known("headers")["contact_details"]
        head = next((detail for detail, words in details.items() if name in map(folded, words)), "")
        head = head or next(
            (h for h, words in known("headers")["form_heads"].items() if name in map(folded, words)), ""
        )
        head = head or _target(text, language)
        if not head:
            break
        found[column] = head
    return found


def _section_line(row: int, label: str, section: Section, inside: dict[int, str]) -> Line:
    """A row of a section: what its first column says, and a time limit beside it."""
    line: dict[str, tuple[Entry, ...]] = {}
    for column, text in inside.items():
        head = section.heads[column]
        target = "retention" if head == "retention" else _SECTIONS[section.target]
        heading = label.rstrip(" :")
        line[target] = (*line.get(target, ()), _entry(row, column, heading, target, text))
    return line


def _entry(row: int, column: int, label: str, target: str, text: str) -> Entry:
    return Entry(row, ColumnMapping(column, label.rstrip(" :"), target), text)


def _joined(lines: list[Line]) -> list[Line]:
    """A form says each thing once, and all of it of all: one line, and one for each category told in detail.

    The people of a form are meant with all its data, wherever they stand.
    """
    one: Line = {}
    detailed = [line for line in lines if "data_detail" in line or "special_detail" in line]
    for line in lines:
        if line not in detailed:
            for target, entries in line.items():
                one[target] = (*one.get(target, ()), *entries)
    if not detailed:
        return [one]
    people = one.pop("data_subjects", ())
    lent = tuple(Entry(entry.row, entry.column, entry.text, lent=True) for entry in people)
    one["people"] = people
    return [one, *({**line, "data_subjects": lent} for line in detailed)]


def _settle_rest(account: Account, desk: Desk, column: int, widest: int) -> None:
    """What is left: text beside the form and labels are left out, the rest is noted."""
    reference = [entry.text for entry in desk.group.all("reference")]
    for entry in desk.group.all("people"):
        desk.account.settle(entry.row, entry.column.column, FIELD, "data_line.subject_id", desk.id)
    first = min((entry.row for line in desk.group.lines for entries in line.values() for entry in entries), default=0)
    for row in range(len(account.sheet.rows)):
        for place in range(len(account.sheet.rows[row])):
            if not account.is_open(row, place):
                continue
            text = account.text(row, place)
            if place > widest or text[0] in _GUIDES or row < first or place == column or text in reference:
                account.settle(row, place, IGNORED, LABEL if place == column else BESIDE)
            else:
                account.settle(row, place, NOTE, NO_FIELD, desk.id)
                desk.write(account.text(row, column), text)
    desk.finish()


def _target(text: str, language: str) -> str:
    found = in_language(text, language)
    return found[0].target if found and found[0].score >= SURE else ""
