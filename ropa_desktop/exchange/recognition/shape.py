"""What a sheet is: a table of activities, of time limits or of organisations, a form, or none of these, and why."""

import re
from collections.abc import Iterable
from dataclasses import replace
from statistics import mean

from ropa_desktop.exchange.recognition.aliases import (
    ACTIVITIES,
    ENOUGH,
    FLAG,
    ORGANISATIONS,
    RELATED,
    TIME_LIMITS,
    Match,
    in_language,
    unjoined,
)
from ropa_desktop.exchange.recognition.below import next_table
from ropa_desktop.exchange.recognition.forms import form_columns, form_labels
from ropa_desktop.exchange.recognition.header import Header, find_header, header_at
from ropa_desktop.exchange.recognition.legend import legend_around, legend_below, with_legend
from ropa_desktop.exchange.recognition.mapping import (
    AS_NOTE,
    FORM,
    NOTHING,
    READ_AS,
    TABLE,
    ColumnMapping,
    Reading,
    SheetMapping,
)
from ropa_desktop.exchange.recognition.plausible import plausible, protects_transfers, ticked
from ropa_desktop.exchange.recognition.reading import absence, bases, yes_no
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.contents import guess
from ropa_desktop.exchange.values.dates import column_order, order_in
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.periods import is_unit
from ropa_desktop.exchange.values.splitting import column_separator, commas_list
from ropa_desktop.exchange.values.words import known
from ropa_desktop.i18n import _

_CONTENT = frozenset(
    [
        "purpose",
        "legal_basis",
        "data_subjects",
        "data_categories",
        "recipients",
        "processors",
        "third_countries",
        "retention",
        "measures",
        "special_data",
        "categories_of_processing",
    ]
)
"""What Article 30 asks of an activity: a table of activities has at least two of these."""

_ENOUGH_CELLS = 150

_NAMING = frozenset({"name", "purpose", "categories_of_processing"})

_ONE_COLUMN = frozenset(
    ["name", "reference", "status", "started_on", "ended_on", "recorded_on", "reviewed_on", "review_due_on"]
)
"""Targets that one column alone may have; another one like it goes into the note."""

_ONE_PERSON, _SURE = frozenset({"owner", "department", "reviewed_by"}), 0.9

DATED = frozenset(
    [
        "started_on",
        "ended_on",
        "recorded_on",
        "reviewed_on",
        "review_due_on",
        "contract_date",
        "contract_end",
        "completed_on",
    ]
)
_PARAGRAPHS = frozenset({"purpose", "measures", "retention", "legal_basis", "third_countries", "safeguards"})
"""Targets whose cells are sentences: a comma there separates nothing."""

_LISTED = frozenset(
    [
        "purpose",
        "data_subjects",
        "data_categories",
        "special_data",
        "recipients",
        "internal_recipients",
        "processors",
        "sub_processors",
        "measures",
        "systems",
        "source",
        "joint_controllers",
    ]
)
_PARTIES = frozenset({"recipients", "internal_recipients", "processors", "sub_processors"})
_COMMA_LISTED = _PARTIES | {"data_subjects", "data_categories", "special_data", "measures"}
"""Targets whose short cells may be lists with commas alone."""

_PROCESSOR = re.compile(
    r"\bprocessors?\b|databehandler|auftragsverarbeit|sous-traitan|verwerkersregister|personuppgiftsbiträd|"
    r"henkilötietojen käsittelijä|encargado|registro del responsabile|30\s*\(2\)|30 nr\.? 2|30\.2|abs\. 2",
    re.IGNORECASE,
)
_EXAMPLE_SHEET = re.compile(
    r"\b(exemple|example|eksempel|exempel|esimerkki|beispiel|voorbeeld|ejemplo|esempio)\b", re.I
)


def is_example(sheet: Sheet) -> bool:
    """Whether a sheet says of itself that it is an example: nobody is meant by it."""
    return bool(_EXAMPLE_SHEET.search(sheet.name.replace("_", " ")))


def shape_of(sheet: Sheet) -> SheetMapping:
    """The mapping that a sheet proposes for itself."""
    if is_example(sheet) or not any(cell for row in sheet.rows for cell in row):
        return SheetMapping(sheet.name, NOTHING, because=_("it is empty, or an example"))
    table = find_header(sheet)
    found = _content(table) if table else frozenset()
    form = form_labels(sheet)
    in_form = {target for target in form.values() if target in _CONTENT}
    limits, organisations = find_header(sheet, TIME_LIMITS), find_header(sheet, ORGANISATIONS)
    listed = limits.fields if limits and _lists_limits(limits) else 0
    if len(in_form) >= 3 and len(in_form) > max(len(found), listed) and _described_in_form(sheet, form):
        return SheetMapping(sheet.name, FORM, ACTIVITIES, _role(sheet, form.values()), columns=form_columns(sheet))
    if table and len(found) >= 2 and _NAMING & _targets(table) and not _comparison(sheet):
        people = found & {"purpose", "data_subjects", "data_categories", "recipients"} or _flags(table) > 2
        if people or not (limits and len(_targets(limits)) > len(found) + 1):
            return _table(sheet, table, ACTIVITIES)
    if limits and _lists_limits(limits):
        return _table(sheet, limits, TIME_LIMITS)
    if organisations and "name" in _targets(organisations) and organisations.fields >= 4 and len(sheet.rows) > 1:
        return _table(sheet, organisations, ORGANISATIONS)
    return SheetMapping(sheet.name, NOTHING, because=_why_not(sheet, table))


def _lists_limits(header: Header) -> bool:
    return "name" in _targets(header) and bool(_targets(header) & {"amount", "wording"}) and header.fields >= 3


def mapped_as(
    sheet: Sheet, shape: str, holds: str = ACTIVITIES, header: tuple[int, int] | None = None, role: str = ""
) -> SheetMapping:
    """The mapping of a sheet that a person says the shape of: what it holds, and where its headings are.

    `header` are the first and last row of the headings; None looks for them, and finds a sheet without any to have
    none. `role` is empty where it is to be told from the sheet.
    """
    if shape == NOTHING:
        return SheetMapping(sheet.name, NOTHING, because=_("left out by hand"))
    if shape == FORM:
        labels = form_labels(sheet)
        told = role or _role(sheet, labels.values())
        return SheetMapping(sheet.name, FORM, ACTIVITIES, told, columns=form_columns(sheet))
    found = header_at(sheet, *header, holds) if header else find_header(sheet, holds)
    if found is None and header:
        found = Header(header, _headings(sheet, header[1]), {}, "en", 0)
    if found is not None:
        own = _table(sheet, found, holds)
        return replace(own, role=role or own.role)
    columns = columns_of(sheet, Header((-1, -1), {}, {}, "en", 0), holds)
    told = role or (_role(sheet, {column.target for column in columns}) if holds == ACTIVITIES else "controller")
    return SheetMapping(sheet.name, TABLE, holds, told, "en", None, columns)


def _headings(sheet: Sheet, row: int) -> dict[int, str]:
    cells = sheet.rows[row] if 0 <= row < len(sheet.rows) else ()
    return {column: cell.text.strip() for column, cell in enumerate(cells) if cell and cell.text.strip()}


# -- what a table is --------------------------------------------------------------------------------------


def _table(sheet: Sheet, header: Header, kind: str) -> SheetMapping:
    """A table, what its legend says of its codes, and the tables below it."""
    if kind != ACTIVITIES:
        return SheetMapping(
            sheet.name, TABLE, kind, "controller", header.language, header.rows, columns_of(sheet, header, kind)
        )
    following = next_table(sheet, header.rows[1], header.language)
    until = following[1].rows[0] if following else legend_below(sheet, header.rows[1])
    upper = sheet if until is None else replace(sheet, rows=sheet.rows[:until])
    columns = with_legend(
        columns_of(upper, header, kind),
        upper.rows[header.rows[1] + 1 :],
        legend_around(sheet, header.rows, until),
    )
    role = _role(sheet, {column.target for column in columns})
    below: tuple[SheetMapping, ...] = ()
    if following:
        next_one = _table(sheet, following[1], following[0])
        below = (replace(next_one, below=()), *next_one.below)
    return SheetMapping(sheet.name, TABLE, kind, role, header.language, header.rows, columns, "", until, below)


def columns_of(sheet: Sheet, header: Header, kind: str = ACTIVITIES) -> tuple[ColumnMapping, ...]:
    """Each column to the surest field that it may have; one that several claim goes to the surest of them."""
    header = _with_merged(sheet, header)
    width = max((len(row) for row in sheet.rows), default=0)
    below = sheet.rows[header.rows[1] + 1 :]
    texts = {
        column: [cell.text for row in below if column < len(row) and (cell := row[column])] for column in range(width)
    }
    samples = {column: _sample(texts[column]) for column in header.meanings}
    chosen: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    claims = sorted(
        (
            (means.score, -column, means.target == "name", column, means.target)
            for column, all in header.meanings.items()
            for means in all[:4]
        ),
        reverse=True,
    )
    for score, _place, _named, column, target in claims:
        if score < ENOUGH or column in chosen or (target in _ONE_COLUMN and target in taken):
            continue
        if target in _ONE_PERSON and score < _SURE and target in taken:
            continue  # another one in charge, of whom no field asks
        if target == "data_subjects" and score < ENOUGH + 0.1 and _said_before(header, column, chosen):
            continue  # the people and the data under one heading, in two columns
        if kind in (ACTIVITIES, RELATED) and not plausible(target, score, samples[column]):
            continue
        if target in _PROTECTING and _is_other_protection(target, header, column, samples[column]):
            continue
        chosen[column] = (target, score)
        taken.add(target)
    named = {
        column: (chosen[column][0] if column in chosen else _above(header, column), text)
        for column, text in header.headings.items()
    }
    ticks = ticked(named, samples, kind)
    # a tool that writes days first, whatever the language of its headings
    of_tool = {fold(unjoined(text)) for text in header.headings.values()} & set(known("headers")["day_first"])
    language = "fr" if of_tool else header.language
    found = []
    for column in range(width):
        heading = header.headings.get(column, "")
        if not texts[column] and not heading:
            continue
        if column in ticks:
            found.append(_ticks(column, heading, ticks[column], samples[column]))
            continue
        target, score = chosen.get(column) or _by_content(texts[column], {*taken, *(t for t, _s in chosen.values())})
        if target == AS_NOTE and _starts_period(texts[column]) and _beside_period(found):
            target, score = "retention_start", 0.75
        separators, order = _separators(target, texts[column]), _order(target, texts[column], language)
        found.append(ColumnMapping(column, heading, target, round(score, 2), separators, order))
    found = _with_a_date(found, texts, language) if kind == ACTIVITIES else found
    if kind == ACTIVITIES and header.headings and not any(one.target == "name" for one in found):
        return _with_a_name(found, texts)
    return tuple(found)


def _with_a_date(columns: list[ColumnMapping], texts: dict[int, list[str]], language: str) -> list[ColumnMapping]:
    """Where one column is called "Date" and no other is of days: when the row was last looked at, and asked about."""
    words = {fold(word) for word in known("headers")["words"]["date"]}
    called = [
        one
        for one in columns
        if one.target == AS_NOTE and fold(one.heading.rpartition(" / ")[2]) in words and _of_days(texts[one.column])
    ]
    if len(called) != 1 or any(one.target in DATED for one in columns):
        return columns
    order = _order("reviewed_on", texts[called[0].column], language)
    dated = replace(called[0], target="reviewed_on", score=ENOUGH, day_first=order)
    return [dated if one is called[0] else one for one in columns]


def _of_days(texts: list[str]) -> bool:
    return any(one.kind == "date" and one.share >= 0.8 for one in guess(_sample(texts)))


_PROTECTING = frozenset({"safeguards", "measures"})


def _is_other_protection(target: str, header: Header, column: int, texts: list[str]) -> bool:
    """Whether a heading that may speak of transfers or of security ("Suojatoimet") means the other one: by its cells,
    and as long as no other column is of security.
    """
    if not _speaks_of_both(header.meanings[column]):
        return False
    others = (means for place, means in header.meanings.items() if place != column and means)
    security = any(m[0].target == "measures" and m[0].score >= ENOUGH and not _speaks_of_both(m) for m in others)
    return (security or protects_transfers(texts)) != (target == "safeguards")


def _speaks_of_both(means: tuple[Match, ...]) -> bool:
    scores = {match.target: match.score for match in means if match.target in _PROTECTING}
    return len(scores) == len(_PROTECTING) and abs(scores["safeguards"] - scores["measures"]) <= _NEAR


_NEAR = 0.1  # scores that differ by less mean the same


def _with_merged(sheet: Sheet, header: Header) -> Header:
    """The headings, a merged one standing over all its columns."""
    last = header.rows[1]
    headings, meanings = dict(header.headings), dict(header.meanings)
    for top, left, bottom, right in sheet.merged:
        if top <= last == bottom and left in headings:
            for column in range(left + 1, right + 1):
                headings.setdefault(column, headings[left])
                meanings.setdefault(column, meanings.get(left, ()))
    return replace(header, headings=headings, meanings=meanings)


def _with_a_name(columns: list[ColumnMapping], texts: dict[int, list[str]]) -> tuple[ColumnMapping, ...]:
    """Where no heading speaks of a name: the first column of short words, each another, that has no field yet.

    It stands before what the activity is about, and is asked about.
    """
    for place, one in enumerate(columns):
        if one.target in _CONTENT - {"purpose", "categories_of_processing"}:
            break
        if one.target == AS_NOTE and one.heading and not _is_remark(one.heading) and _names(texts[one.column]):
            named = replace(one, target="name", score=ENOUGH, separators=None)
            return (*columns[:place], named, *columns[place + 1 :])
    return tuple(columns)


def _is_remark(heading: str) -> bool:
    return bool({*known("headers")["words"]["doubt"]}.intersection(fold(heading).split()))


def _names(texts: list[str]) -> bool:
    """Whether texts may be names: several, in words, short, and nearly all different."""
    said = {fold(text) for text in texts}
    in_words = [text for text in texts if sum(map(str.isalpha, text)) > 0.6 * len(text) and len(text) > 3]
    return (
        len(texts) >= 3
        and len(said) >= 0.9 * len(texts)
        and len(in_words) >= 0.9 * len(texts)
        and mean(map(len, texts)) <= _LONGEST_NAME
        and not any(one.share >= 0.5 for one in guess(_sample(texts)))
    )


_LONGEST_NAME = 60  # characters of the average name


def _said_before(header: Header, column: int, chosen: dict[int, tuple[str, float]]) -> bool:
    """Whether the column before has the same heading and went to the people already."""
    same = header.headings.get(column - 1, "") == header.headings.get(column)
    return same and chosen.get(column - 1, ("",))[0] == "data_subjects"


def _above(header: Header, column: int) -> str:
    """What a heading over several columns speaks of, for a column that says no more itself."""
    return next((means.target for means in header.above.get(column, ()) if means.score >= ENOUGH), AS_NOTE)


def _ticks(column: int, heading: str, target: str, texts: list[str]) -> ColumnMapping:
    """A column of ticks: a yes to a category of data, or to what its heading says."""
    if target.startswith(FLAG):
        return ColumnMapping(column, heading, target, 0.8)
    says = heading.rpartition(" / ")[2]
    readings = tuple(
        Reading(text, READ_AS, says if yes_no(text).answer == "yes" else "–") for text in dict.fromkeys(texts)
    )
    return ColumnMapping(column, heading, target, 0.8, (), None, readings)


_BY_CONTENT = {
    "legal_basis": "legal_basis",
    "retention": "retention",
    "country": "third_countries",
    "mechanism": "safeguards",
}


def _by_content(texts: list[str], taken: set[str]) -> tuple[str, float]:
    """A column whose heading says nothing, by what nearly all of its cells are; else it goes into the note."""
    units = sum(is_unit(text) and len(text.strip()) > 1 for text in texts)  # "y" alone says yes
    if len(texts) >= 2 and units >= 0.75 * len(texts) and "retention_unit" not in taken:
        return "retention_unit", 0.8
    for found in guess(_sample(texts))[:2] if len(texts) >= 2 else ():
        target = _BY_CONTENT.get(found.kind, "")
        if target == "legal_basis" in taken and all(_is_law(text) for text in _sample(texts)):
            target = "national_law"  # beside the bases themselves, statutes are what they rest on
        if target and target not in taken and found.share >= 0.75:
            return target, found.share * 0.7
    return AS_NOTE, 0.0


def _is_law(text: str) -> bool:
    found = bases(text)
    return (bool(found.law) and not found.bases) or absence(text) is not None


def _beside_period(before: list[ColumnMapping]) -> bool:
    """Whether one of the two columns before is a period or its unit."""
    return any(one.target in ("retention", "retention_amount", "retention_unit") for one in before[-2:])


def _starts_period(texts: list[str]) -> bool:
    """Whether most cells of a column say from when or until when a period runs."""
    words = {fold(word) for word in known("headers")["words"]["after"]}
    said = [fold(text).split() for text in texts]
    starts = sum(bool(words.intersection((*each[:1], *each[-1:]))) for each in said)
    return bool(said) and starts >= 0.6 * len(said)


def _separators(target: str, texts: list[str]) -> tuple[str, ...] | None:
    if target not in _LISTED:
        return None
    separator = column_separator(_sample(texts))
    if target in _PARAGRAPHS and separator in (",", "/", "+", "&") and mean(map(len, texts)) > 40:
        separator = ""
    if target in _COMMA_LISTED and separator in ("", *"\n;|") and commas_list(texts, separator, target in _PARTIES):
        return (separator, ",") if separator else (",",)
    return (separator,) if separator else ()


def _sample(texts: list[str]) -> list[str]:
    """Enough of a long column to tell: some from everywhere, and some of those that look like lists."""
    texts = list(dict.fromkeys(texts))
    if len(texts) <= 2 * _ENOUGH_CELLS:
        return texts
    listed = [text for text in texts if any(sign in text for sign in "\n;•|")]
    return [*texts[:: len(texts) // _ENOUGH_CELLS + 1], *listed[:_ENOUGH_CELLS]]


def _order(target: str, texts: list[str], language: str) -> bool | None:
    return order_in(column_order(texts), language) if target in DATED else None


def _targets(header: Header) -> frozenset[str]:
    sure = (means[0].target for means in header.meanings.values() if means and means[0].score >= ENOUGH)
    return frozenset(sure) - {AS_NOTE}


def _content(header: Header) -> frozenset[str]:
    targets = _targets(header)
    return (targets & _CONTENT) | (frozenset({"data_categories"}) if _flags(header) > 2 else frozenset())


def _flags(header: Header) -> int:
    """How many columns ask yes or no of a category of data."""
    first = (means[0] for means in header.meanings.values() if means)
    return sum(match.target.startswith(FLAG) and match.score >= ENOUGH for match in first)


def _role(sheet: Sheet, targets: Iterable[str]) -> str:
    """Art. 30(2) where the sheet lists categories of processing for controllers, or says so and asks for no purpose."""
    names = set(targets)
    if "categories_of_processing" in names and "purpose" not in names:
        return "processor"
    says = _PROCESSOR.search(sheet.name)
    return "processor" if says and "controller" in names and "legal_basis" not in names else "controller"


# -- and what it is not -----------------------------------------------------------------------------------


def _comparison(sheet: Sheet) -> int | None:
    """The column that lists fields of a register down the sheet, where the others only say yes or no; or None."""
    cells = [cell.text.strip() for row in sheet.rows for cell in row if cell and cell.text.strip()]
    marks = sum(1 for text in cells if len(text) <= 3)
    if not cells or marks < 0.35 * len(cells):
        return None
    for column in range(min(4, max((len(row) for row in sheet.rows), default=0))):
        texts = [row[column].text for row in sheet.rows if column < len(row) and row[column]]  # type: ignore[union-attr]
        fields = {means[0].target for text in texts if (means := in_language(text, "en")) and means[0].score >= ENOUGH}
        if len(fields & (_CONTENT | {"controller", "dpo", "safeguards"})) >= 4:
            return column
    return None


def _why_not(sheet: Sheet, header: Header | None) -> str:
    cells = [cell.text for row in sheet.rows for cell in row if cell and cell.text.strip()]
    column = _comparison(sheet)
    if column is not None:
        return _("it lists what registers ask for, and describes no processing activity itself")
    if len({place for row in sheet.rows for place, cell in enumerate(row) if cell}) < 2 or mean(map(len, cells)) > 150:
        return _("it is text, such as instructions, and no table")
    if header and len(_content(header)) >= 2:
        return _("it lists choices under headings, and no column names a processing activity or its purpose")
    return _(
        "none of its first rows names two of what Article 30 asks for, such as purpose, people, data or recipients"
    )


def _described_in_form(sheet: Sheet, labels: dict[tuple[int, int], str]) -> bool:
    """Whether anything but yes and no stands beside the labels, or nothing at all yet."""
    beside = [
        sheet.rows[row][column + 1].text  # type: ignore[union-attr]
        for row, column in labels
        if column + 1 < len(sheet.rows[row]) and sheet.rows[row][column + 1]
    ]
    return not beside or mean(len(text) > 3 for text in beside) >= 0.5
