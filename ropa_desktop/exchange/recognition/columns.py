"""Where each column of a table goes: by its heading, by what its cells can be, and by what stands beside it."""

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
    unjoined,
)
from ropa_desktop.exchange.recognition.header import Header
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, READ_AS, ColumnMapping, Reading
from ropa_desktop.exchange.recognition.plausible import (
    plausible,
    plausible_detail,
    plausible_limit,
    protects_transfers,
    says_what_then,
    ticked,
)
from ropa_desktop.exchange.recognition.reading import absence, bases, yes_no
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.contents import guess
from ropa_desktop.exchange.values.dates import AMBIGUOUS, DAY_FIRST, MONTH_FIRST, column_order, order_in
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.periods import is_unit
from ropa_desktop.exchange.values.splitting import column_separator, commas_list
from ropa_desktop.exchange.values.words import known

CONTENT = frozenset(
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
        if kind == TIME_LIMITS and not plausible_limit(target, score, samples[column]):
            continue
        if kind == ORGANISATIONS and not plausible_detail(target, samples[column]):
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
        if kind == TIME_LIMITS and target == "retention":
            target = "wording"
        if target == AS_NOTE and _starts_period(texts[column]) and _beside_period(found):
            target, score = "retention_start", 0.75
        separators, order = _separators(target, texts[column]), _order(target, texts[column], language)
        found.append(ColumnMapping(column, heading, target, round(score, 2), separators, order))
    found = _with_a_date(found, texts, language) if kind == ACTIVITIES else found
    found = _with_one_order(found, texts)
    if kind == ACTIVITIES and header.headings and not any(one.target == "name" for one in found):
        return _with_a_name(found, texts)
    return tuple(found)


def _with_one_order(columns: list[ColumnMapping], texts: dict[int, list[str]]) -> list[ColumnMapping]:
    """Columns of days that do not tell their order take that of the others of the sheet, where these tell one alone."""
    told = {
        one.day_first
        for one in columns
        if one.target in DATED and column_order(texts[one.column]) in (DAY_FIRST, MONTH_FIRST)
    }
    if len(told) != 1 or None in told:
        return columns
    (order,) = told
    return [
        replace(one, day_first=order) if one.target in DATED and column_order(texts[one.column]) == AMBIGUOUS else one
        for one in columns
    ]


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
        if one.target in CONTENT - {"purpose", "categories_of_processing"}:
            break
        if one.target == AS_NOTE and one.heading and not _is_remark(one.heading) and _names(texts[one.column]):
            named = replace(one, target="name", score=ENOUGH, separators=None)
            return (*columns[:place], named, *columns[place + 1 :])
    return tuple(columns)


def _is_remark(heading: str) -> bool:
    return bool({*known("headers")["words"]["doubt"]}.intersection(fold(heading).split()))


def _names(texts: list[str]) -> bool:
    """Whether texts may be names: several, in words, short, nearly all different, and no people to write to."""
    said = {fold(text) for text in texts}
    in_words = [text for text in texts if sum(map(str.isalpha, text)) > 0.6 * len(text) and len(text) > 3]
    return (
        len(texts) >= 3
        and len(said) >= 0.9 * len(texts)
        and len(in_words) >= 0.9 * len(texts)
        and mean(map(len, texts)) <= _LONGEST_NAME
        and not any("@" in text for text in texts)
        and not any(one.share >= 0.5 for one in guess(_sample(texts)) if one.kind != "text")
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


_BYCONTENT = {
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
    if "retention" in taken and "disposal" not in taken and len(texts) >= 2 and says_what_then(_sample(texts)):
        return "disposal", 0.75
    for found in guess(_sample(texts))[:2] if len(texts) >= 2 else ():
        target = _BYCONTENT.get(found.kind, "")
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
    said = [[] if absence(text) or yes_no(text).answer else fold(text).split() for text in texts]
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
    if target not in DATED and target != "contract":
        return None
    order = column_order(texts)
    return order_in(order, language) if target in DATED or order else None
