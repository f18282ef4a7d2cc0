"""A form: one activity down a sheet, labels in one column and what they ask for beside or below them.

A label may begin a section: headings stand beside it ("Description", "Retention") and a row follows for each category
of data, recipient or transfer, as in the French authority's form. One sheet may hold several forms: below each other,
where the first label comes again, or beside each other, with a column of values for each activity.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ropa_desktop.exchange.recognition import actors
from ropa_desktop.exchange.recognition.account import (
    BESIDE,
    BLANK_FORM,
    FIELD,
    IGNORED,
    LABEL,
    LEFT_OUT_BY_HAND,
    NO_FIELD,
    NOTE,
    UNTICKED,
    Account,
)
from ropa_desktop.exchange.recognition.activity import Desk
from ropa_desktop.exchange.recognition.aliases import in_language, language_of
from ropa_desktop.exchange.recognition.contacts import Block
from ropa_desktop.exchange.recognition.form_contacts import PARTIES, contact_rows, form_block
from ropa_desktop.exchange.recognition.form_heads import CONTACT_HEADS, HEAD, SURE, headings_of, target_of
from ropa_desktop.exchange.recognition.form_layout import blocks, values_beside, without_title
from ropa_desktop.exchange.recognition.form_tables import form_tables, rows_below, table_heads
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import Entry, Group, Line, as_ticked
from ropa_desktop.exchange.recognition.header import parts
from ropa_desktop.exchange.recognition.labels import GUIDES
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, LEFT_OUT, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.reading import absence, folded
from ropa_desktop.exchange.recognition.rows import read_group
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.boxes import box
from ropa_desktop.exchange.values.dates import column_order, order_in
from ropa_desktop.exchange.values.words import known, whole

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
    most = 0.0
    for column in Counter(column for _row, column in texts):
        here = {place: text for place, text in texts.items() if place[1] == column}
        language = language_of(here.values())
        found = {place: target for place, text in here.items() if (target := target_of(text, language))}
        sure = {target for place, target in found.items() if _is_known(here[place], language)}
        worth = len(sure) + _LIKE * len({*found.values()} - sure)
        if worth > most:
            best, most = found, worth
    return without_title(sheet, best)


_LIKE = 0.5
"""What a label counts that is only like one that is known: the words of answers are like labels too."""


def _is_known(label: str, language: str) -> bool:
    means = in_language(label, language)
    return bool(means) and means[0].score >= HEAD


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of a form: what it is, its label and target, the cells beside it, and the section that it stands in.

    `sort` is "section", "actor", "apart" (a recipient or transfer), "thing" (a row of another section), "value",
    "below" (the value stands in the next row), "more" (another value of the label above), "label" or "gap".
    """

    row: int
    sort: str
    label: str
    target: str
    beside: dict[int, str]
    section: Section | None = None


def form_columns(sheet: Sheet) -> tuple[ColumnMapping, ...]:
    """The labels of a form, each with the field it asks for, and those whose value goes into the note."""
    labels = form_labels(sheet)
    if not labels:
        return ()
    column = next(iter(labels))[1]
    account = Account(sheet)
    language = language_of(account.text(*place) for place in labels)
    tables = form_tables(sheet, labels)
    of_tables = {row for table in tables for row in (table.header, *table.rows)}
    labels = {place: target for place, target in labels.items() if place[0] not in of_tables}
    found = [head for table in tables for head in table.columns]
    kept = contact_rows(account, labels, column, language, "controller")
    rows = [row for row in range(len(sheet.rows)) if row not in of_tables]
    for asked in _asked(account, labels, column, language, rows):
        if asked.row in kept and asked.target not in PARTIES:
            continue
        listed = asked.sort == "section" and asked.target in _SECTIONS
        if listed or asked.sort in ("value", "below") or (asked.sort == "label" and asked.target):
            heading = asked.label.rstrip(" :")
            means = in_language(asked.label, language)
            score = (means[0].score if means else SURE) if asked.target else 0.0
            found.append(
                ColumnMapping(column, heading, asked.target or AS_NOTE, round(min(score, 1.0), 2), row=asked.row)
            )
    return tuple(sorted(found, key=lambda one: (one.row or 0, one.column)))


def contact_block(account: Account, mapping: SheetMapping) -> Block | None:
    """What the labels of a sheet of forms tell of whose register it is; None for a sheet without labels."""
    labels = _labels(account, {})
    if not labels:
        return None
    column = next(iter(labels))[1]
    language = mapping.language or language_of(account.text(*place) for place in labels)
    said = {one.row: one.target for one in mapping.columns if one.row is not None}
    return form_block(account, labels, column, language, mapping.role, said)


def _labels(account: Account, said: Mapping[tuple[int, int], ColumnMapping]) -> dict[tuple[int, int], str]:
    """The labels of a form and their fields, as the sheet has them and as its mapping says."""
    return form_labels(account.sheet) | {place: one.target for place, one in said.items()}


def _is_taken(account: Account, row: int, column: int) -> bool:
    """Whether a row was read before as one of the contact details above or in the form."""
    return bool(account.text(row, column)) and not account.is_open(row, column)


def read_form(
    account: Account, mapping: SheetMapping, gathered: Gathered, document: str, keeper: str | None = None
) -> int:
    """The activities of a form; returns how many there were, 0 for a form that is not filled in."""
    said = {(one.row, one.column): one for one in mapping.columns if one.row is not None}
    labels = _labels(account, said)
    if not labels:
        account.settle_rest(IGNORED, BLANK_FORM)
        return 0
    column = next(iter(labels))[1]
    language = mapping.language or language_of(account.text(*place) for place in labels)
    taken = frozenset(row for row in range(len(account.sheet.rows)) if _is_taken(account, row, column))
    heads = table_heads(mapping.columns) - taken
    tables = {head: [row for row in rows_below(account.sheet, head) if row not in taken] for head in heads}
    of_tables = frozenset(row for head, rows in tables.items() for row in (head, *rows))
    labels = {place: target for place, target in labels.items() if place[0] not in taken | of_tables}
    forms, beside = blocks(account, labels, column), values_beside(account, labels, column)
    made = 0
    widest = column + 1
    desk: Desk | None = None
    for block in forms:
        rows = [row for row in block if row not in taken | of_tables]
        for place in (*beside,) or (None,):
            wanted = set(rows)
            inside = {at: target for at, target in labels.items() if at[0] in wanted}
            asked = list(_asked(account, inside, column, language, rows, place))
            form = _Form(account, replace(mapping, language=language), gathered, document, column, asked, said)
            form.take_tables({head: tables[head] for head in tables if head in block and place is None})
            if form.is_blank():
                continue
            desk = form.read(keeper if desk is None else desk.keeper)
            widest = max(widest, form.widest)
            made += 1
    if desk is None:
        account.settle_rest(IGNORED, BLANK_FORM)
        return 0
    _settle_rest(account, desk, column, widest if not beside else max(beside))
    return made


# -- the rows of a form -----------------------------------------------------------------------------------


def _asked(
    account: Account,
    labels: dict[tuple[int, int], str],
    column: int,
    language: str,
    rows: Sequence[int],
    only: int | None = None,
) -> Iterator[Asked]:
    """What each row of a form is; `only` is the column of its values where there are several."""
    section: Section | None = None
    before = ""
    for row in rows:
        if labels and row < min(place[0] for place in labels):
            continue
        label = account.text(row, column)
        target = labels.get((row, column), "") or _part_of(before, label)
        places = [only] if only is not None else range(column + 1, len(account.sheet.rows[row]))
        beside = {c: text for c in places if (text := account.text(row, c)) and text[0] not in GUIDES}
        heads = headings_of(beside, language) if only is None else {}
        if label and _is_section(target, heads, beside) and not (section and target == section.target):
            section = Section(target or "actors", heads)  # one that a person sent elsewhere keeps its rows
            before = ""
            yield Asked(row, "section", label, target, beside, section)
        elif not label and not beside:
            section, before = None, ""
            yield Asked(row, "gap", label, target, beside)
        elif section and label and (_is_thing(section, target, beside) or section.target == "actors"):
            inside = {c: t for c, t in beside.items() if c in section.heads}
            yield Asked(row, _SORTS.get(section.target, "thing"), label, target, inside, section)
        elif label and beside and min(beside) <= (column + 2 if only is None else only):
            section, before = None, target or AS_NOTE
            yield Asked(row, "value", label, target, beside)
        elif not label and beside and before and not section:
            yield Asked(row, "more", label, before, beside)
        elif label and target and only is None and _is_value(account, labels, row + 1, column):
            section, before = None, ""
            yield Asked(row, "below", label, target, beside)
        else:
            section, before = (section if not target or not beside else None), ""
            yield Asked(row, "label", label, target, beside)


def _is_value(account: Account, labels: Collection[tuple[int, int]], row: int, column: int) -> bool:
    """Whether a cell in the column of labels is none, stands alone, and was not read as anything else before."""
    if not account.text(row, column) or (row, column) in labels or not account.is_open(row, column):
        return False
    return not any(account.text(row, beside) for beside in range(column + 1, len(account.sheet.rows[row])))


def _part_of(before: str, label: str) -> str:
    """The field that a label divides: "external" below the recipients inside the house asks for recipients too."""
    if before not in ("recipients", "internal_recipients") or not {*folded(label).split()} & parts():
        return ""
    role = whole("parties", "roles", label.partition("(")[0].strip(" :"))
    return "internal_recipients" if role == "internal" else "recipients"


def _is_thing(section: Section, target: str, beside: dict[int, str]) -> bool:
    """Whether a row goes on with a section: its label asks for no other field, or all stands below the headings."""
    below = set(beside) <= set(section.heads) and (len(beside) > 1 or len(section.heads) == 1)
    return target in ("", section.target, AS_NOTE, *_SECTIONS) or below


_SORTS = {"actors": "actor", "recipients": "apart", "third_countries": "apart"}


_A_ROW_EACH = 3
"""Rows for purposes from which on a form has one for each: a comma or semicolon in it divides nothing."""


class _Form:
    """One form while it is read: its rows become lines by target, the rows of parties, recipients and transfers."""

    def __init__(
        self,
        account: Account,
        mapping: SheetMapping,
        gathered: Gathered,
        document: str,
        column: int,
        asked: list[Asked],
        said: dict[tuple[int, int], ColumnMapping],
    ) -> None:
        self.account, self.mapping, self.gathered, self.document = account, mapping, gathered, document
        self.column, self.asked, self.said = column, asked, said
        self.lines: list[Line] = []
        self.rows: list[Line] = []  # of its tables
        self.parties: dict[int, dict[str, tuple[int, int]]] = {}
        self.apart: list[tuple[int, Section]] = []
        self.unticked: list[tuple[int, int]] = []
        self.left_out: list[tuple[int, int]] = []
        self.widest = column + 1
        self.purposes = sum(one.target == "purpose" and one.sort != "section" for one in asked)
        self.day_first = _day_first(account, mapping.language)
        for one in asked:
            self._take(one)

    def is_blank(self) -> bool:
        """Whether nobody has filled it in: fewer than two of its fields say something, recipients and transfers that
        have rows of their own among them."""
        entries = [entry for line in (*self.lines, *self.rows) for entries in line.values() for entry in entries]
        said = {entry.column.target for entry in entries if not absence(entry.text)}
        rows = [self.account.text(row, column) for row, section in self.apart for column in section.heads]
        apart = any(text and not absence(text) for text in rows)
        return len(said - {"reference", AS_NOTE}) + apart < 2

    def read(self, keeper: str | None) -> Desk:
        """Make its activity; the cells are settled."""
        account, column = self.account, self.column
        for one in self.asked:
            is_label = one.sort == "section" or (one.target and one.sort != "more")
            if one.label and is_label and account.is_open(one.row, column):
                account.settle(one.row, column, IGNORED, LABEL)
            for head in one.section.heads if one.section and one.sort == "section" else ():
                account.settle(one.row, head, IGNORED, LABEL)
        for place in self.unticked:
            if account.is_open(*place):
                account.settle(*place, IGNORED, UNTICKED)
        for place in self.left_out:
            account.settle(*place, IGNORED, LEFT_OUT_BY_HAND)
        rows = [one.row for one in self.asked if one.sort != "gap"]
        named = next((one.row for one in self.asked if one.target == "name"), rows[0])
        group = Group((named, *(row for row in rows if row != named)), (*_joined(self.lines), *self.rows))
        desk = Desk(self.gathered, account, self.mapping, self.document, group, keeper)
        joint: list[str] = []
        if self.parties:
            desk.keeper, joint = actors.read_actors(account, self.gathered, self.parties, desk.place(min(self.parties)))
        read_group(desk)
        for id in joint:
            where = desk.place(min(self.parties))
            self.gathered.row("joint_controller", "activity_id", desk.id, where, organisation_id=id)
        actors.read_sections(desk, self.apart)
        for entry in desk.group.all("people"):
            account.settle(entry.row, entry.column.column, FIELD, "data_line.subject_id", desk.id)
        return desk

    def take_tables(self, tables: Mapping[int, Collection[int]]) -> None:
        """Take the rows of its tables, by the row of their headings: each is a line of its own."""
        for head, rows in tables.items():
            columns = [one for (row, _place), one in sorted(self.said.items()) if row == head]
            self.account.settle_row(head, IGNORED, LABEL)
            self.widest = max([self.widest, *(one.column for one in columns)])
            for row in rows:
                line: Line = {}
                for column in columns:
                    text = self.account.text(row, column.column)
                    target = column.target_of(text)
                    if text and target == LEFT_OUT:
                        self.left_out.append((row, column.column))
                    elif text:
                        line[target] = (*line.get(target, ()), Entry(row, column, as_ticked(text)))
                self.rows.append(line)

    def _take(self, one: Asked) -> None:
        section = one.section
        if one.sort == "section" and section:
            self.widest = max([self.widest, *section.heads])
        elif one.sort == "actor" and section and one.beside:
            self.parties[one.row] = {section.heads[c]: (one.row, c) for c in one.beside}
        elif one.sort == "apart" and section and one.beside:
            self.apart.append((one.row, Section(section.target, {c: section.heads[c] for c in one.beside})))
        elif one.sort == "thing" and section and section.target == LEFT_OUT:
            self.left_out += [(one.row, column) for column in one.beside]
        elif one.sort == "thing" and section and one.beside:
            self.lines.append(_section_line(one.row, one.label, section, one.beside))
        elif one.sort == "below":
            text = self.account.text(one.row + 1, self.column)
            self._add(one.row, one.row + 1, self.column, one.label, one.target, text)
        elif one.sort in ("value", "more"):
            self._values(one)

    def _values(self, one: Asked) -> None:
        """The value beside a label; where boxes stand beside it, what the ticked ones stand before."""
        boxes = {c: found for c, text in one.beside.items() if (found := box(text)) is not None}
        label_row = one.row if one.sort == "value" else self._row_above(one.row)
        label = one.label or self.account.text(label_row, self.column)
        if not boxes or len(one.beside) == 1:
            place = min(one.beside)
            self._add(label_row, one.row, place, label, one.target or AS_NOTE, one.beside[place])
            self.widest = max(self.widest, place)
            return
        for place, text in sorted(one.beside.items()):
            before = max((c for c in boxes if c < place), default=None)
            if place not in boxes and before is not None and boxes[before]:
                self._add(label_row, one.row, place, label, one.target or AS_NOTE, text)
            else:
                self.unticked.append((one.row, place))
            self.widest = max(self.widest, place)

    def _row_above(self, row: int) -> int:
        return max((one.row for one in self.asked if one.row < row and one.sort == "value"), default=row)

    def _add(self, label_row: int, row: int, column: int, label: str, target: str, text: str) -> None:
        said = self.said.get((label_row, self.column))
        target = said.target_of(text) if said else target
        if target == LEFT_OUT:
            self.left_out.append((row, column))
        else:
            entry = _entry(row, column, label, target, text, self.day_first)
            if target == "purpose" and self.purposes >= _A_ROW_EACH:
                entry = replace(entry, column=replace(entry.column, separators=()))
            self.lines.append({target: (entry,)})


def _is_section(target: str, heads: dict[int, str], beside: dict[int, str]) -> bool:
    """Whether a label with these headings beside it begins a section of parties or of things."""
    if len([head for head in heads.values() if head in known("headers")["contact_details"]]) >= CONTACT_HEADS:
        return True
    plain = [head for head in heads.values() if head in known("headers")["form_heads"]]
    if len(heads) != len(beside):
        return False
    return (target in _SECTIONS and (len(heads) >= 2 or bool(plain))) or (target != "" and len(plain) >= 1)


def _day_first(account: Account, language: str) -> bool | None:
    """Whether days stand before months: as the sheet's dates tell, else as its language does; None leaves it open."""
    texts = (cell.text for row in account.sheet.rows for cell in row if cell)
    return order_in(column_order(text for text in texts if len(text) < 40), language)


def _section_line(row: int, label: str, section: Section, inside: dict[int, str]) -> Line:
    """A row of a section: what its first column says, and a time limit beside it.

    "Others (specify)" says what is specified beside it.
    """
    line: dict[str, tuple[Entry, ...]] = {}
    others = frozenset(map(folded, known("headers")["words"]["others"]))
    specified = next(
        (text for c, text in inside.items() if section.heads[c] != "retention" and folded(text) not in others), ""
    )
    for column, text in inside.items():
        head = section.heads[column]
        target = _SECTIONS.get(section.target, section.target)
        target = "retention" if head == "retention" and target != AS_NOTE else target
        heading = label.rstrip(" :")
        text = specified if folded(text) in others and specified else text
        line[target] = (*line.get(target, ()), _entry(row, column, heading, target, text))
    return line


def _entry(row: int, column: int, label: str, target: str, text: str, day_first: bool | None = None) -> Entry:
    return Entry(row, ColumnMapping(column, label.rstrip(" :"), target, day_first=day_first), as_ticked(text))


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
    """What is left: text beside the form and labels are left out; the rest is noted, also what stands far beside an
    answer, such as the address of a person whose name was read."""
    reference = [entry.text for entry in desk.group.all("reference")]
    first = min((entry.row for line in desk.group.lines for entries in line.values() for entry in entries), default=0)
    answered = {entry.row for line in desk.group.lines for entries in line.values() for entry in entries}
    for row in range(len(account.sheet.rows)):
        for place in range(len(account.sheet.rows[row])):
            if not account.is_open(row, place):
                continue
            text = account.text(row, place)
            beside = place > widest and row not in answered
            if beside or text[0] in GUIDES or row < first or place == column or text in reference:
                account.settle(row, place, IGNORED, LABEL if place == column else BESIDE)
            else:
                account.settle(row, place, NOTE, NO_FIELD, desk.id)
                desk.write(account.text(row, column), text)
    desk.finish()
