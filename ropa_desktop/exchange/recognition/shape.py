"""What a sheet is: a table of activities, of time limits or of organisations, a form, or none of these, and why."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from statistics import mean

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.aliases import (
    ACTIVITIES,
    ENOUGH,
    FLAG,
    ORGANISATIONS,
    TIME_LIMITS,
    Match,
    in_language,
    matches,
)
from ropa_desktop.exchange.recognition.below import is_party, next_table, organisations_at
from ropa_desktop.exchange.recognition.columns import CONTENT, columns_of
from ropa_desktop.exchange.recognition.contacts import contacts_below, lists_roles
from ropa_desktop.exchange.recognition.divided import with_pairs
from ropa_desktop.exchange.recognition.form_tables import form_tables, rows_below
from ropa_desktop.exchange.recognition.forms import form_columns, form_labels
from ropa_desktop.exchange.recognition.header import Header, find_header, header_at
from ropa_desktop.exchange.recognition.legend import legend_around, legend_below, with_legend
from ropa_desktop.exchange.recognition.mapping import (
    AS_NOTE,
    FORM,
    NOTHING,
    TABLE,
    ColumnMapping,
    SheetMapping,
)
from ropa_desktop.exchange.recognition.shared_lists import shared_list
from ropa_desktop.exchange.recognition.told_by_name import told_by_name
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.i18n import _

_NAMING = frozenset({"name", "purpose", "categories_of_processing"})

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
    in_form = {target for place, target in form.items() if target in CONTENT and not _is_listed(table, *place)}
    limits, organisations = find_header(sheet, TIME_LIMITS), find_header(sheet, ORGANISATIONS)
    listed = limits.fields if limits and _lists_limits(limits) else 0
    is_form = len(in_form) >= 3 and len(in_form) > max(len(found), listed) and _described_in_form(sheet, form)
    listing = rows_below(sheet, table.rows[1]) if table and len(found) >= _WHOLE else range(0)
    if is_form or any(one.header not in listing for one in form_tables(sheet, form)):
        return SheetMapping(sheet.name, FORM, ACTIVITIES, _role(sheet, form.values()), columns=form_columns(sheet))
    if table and not (_targets(table) & _OF_ACTIVITIES) and (parties := _listing(sheet)):
        return _table(sheet, parties, ORGANISATIONS)
    if table and len(found) >= 2 and _NAMING & _targets(table) and not _comparison(sheet):
        people = found & {"purpose", "data_subjects", "data_categories", "recipients"} or _flags(table) > 2
        if people or not (limits and len(_targets(limits)) > len(found) + 1):
            return _table(sheet, table, ACTIVITIES)
    if limits and _lists_limits(limits):
        return _table(sheet, limits, TIME_LIMITS)
    if lists_roles(sheet):
        return SheetMapping(sheet.name, NOTHING, because=_("it tells whose register it is"))
    if organisations and "name" in _targets(organisations) and organisations.fields >= 4 and len(sheet.rows) > 1:
        return _table(sheet, organisations, ORGANISATIONS)
    if parties := _listing(sheet):
        return _table(sheet, parties, ORGANISATIONS)
    if own := shared_list(sheet):
        return own
    if told := told_by_name(sheet):
        return _table(sheet, told[1], told[0])
    return SheetMapping(sheet.name, NOTHING, because=_why_not(sheet, table))


def _is_listed(table: Header | None, row: int, column: int) -> bool:
    """Whether what might be a form's label stands below a table's heading for names: it is one of these names."""
    if table is None or row <= table.rows[1] or table.fields < _HEADED:
        return False
    means = table.meanings.get(column, ())
    return bool(means) and means[0].target == "name" and means[0].score >= ENOUGH


_OF_ACTIVITIES = frozenset(
    [
        "name",
        "legal_basis",
        "data_subjects",
        "data_categories",
        "special_data",
        "retention",
        "measures",
        "categories_of_processing",
    ]
)
"""What no table of parties asks for, though it may say what each is used for and where it is."""

_HEADED = 4  # fields that the headings of a table name
_WHOLE = 6  # kinds of content that only the headings of a whole record name: what stands below is no form's table


def _listing(sheet: Sheet) -> Header | None:
    """The headings of a table whose rows are parties, and nothing of what is done with data; None where it is none.

    On a sheet that is called for them, two headings are enough.
    """
    least = _LEAST - is_party(sheet.name.replace("_", " "))
    for row in range(min(_SEARCHED, len(sheet.rows) - 1)):
        filled = len([cell for cell in sheet.rows[row] if cell])
        found = organisations_at(sheet, row, least) if filled >= least else None
        if found:
            return found
    return None


_SEARCHED, _LEAST = 6, 3  # rows, and headings of one


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
    until = following[1].rows[0] if following else _ending(sheet, header)
    upper = sheet if until is None else replace(sheet, rows=sheet.rows[:until])
    columns = with_legend(
        columns_of(upper, header, kind),
        upper.rows[header.rows[1] + 1 :],
        legend_around(sheet, header.rows, until),
    )
    columns = with_pairs(columns, upper.rows[header.rows[1] + 1 :], header.language)
    role = _role(sheet, {column.target for column in columns}, header.rows[0])
    columns = _with_contacts(_for_others(columns, header), upper, header.rows[1]) if role == "processor" else columns
    below: tuple[SheetMapping, ...] = ()
    if following:
        next_one = _table(sheet, following[1], following[0])
        below = (replace(next_one, below=()), *next_one.below)
    return SheetMapping(sheet.name, TABLE, kind, role, header.language, header.rows, columns, "", until, below)


def _ending(sheet: Sheet, header: Header) -> int | None:
    """The row from which on a sheet holds a legend or whose register it is, and no more activities."""
    ends = (legend_below(sheet, header.rows[1]), contacts_below(sheet, header.rows[1], header.language))
    return min((row for row in ends if row is not None), default=None)


def _targets(header: Header) -> frozenset[str]:
    sure = (means[0].target for means in header.meanings.values() if means and means[0].score >= ENOUGH)
    return frozenset(sure) - {AS_NOTE}


def _content(header: Header) -> frozenset[str]:
    targets = _targets(header)
    return (targets & CONTENT) | (frozenset({"data_categories"}) if _flags(header) > 2 else frozenset())


def _flags(header: Header) -> int:
    """How many columns ask yes or no of a category of data."""
    first = (means[0] for means in header.meanings.values() if means)
    return sum(match.target.startswith(FLAG) and match.score >= ENOUGH for match in first)


def _for_others(columns: tuple[ColumnMapping, ...], header: Header) -> tuple[ColumnMapping, ...]:
    """A processor's columns: "what we do" beside the names of its services asks for the categories of processing, where
    no other column is of these; and where none is of names, the services are what it does.
    """
    if not any(column.target == "name" for column in columns):
        services = [column for column in columns if column.target in ("department", AS_NOTE) and _is_service(column)]
        columns = tuple(
            replace(column, target="name", score=ENOUGH) if column in services[:1] else column for column in columns
        )
    if any(column.target == "categories_of_processing" for column in columns):
        return columns
    asking = [column for column in columns if column.target == "operations"] or [
        column
        for column in columns
        if column.target == AS_NOTE and (means := header.meanings.get(column.column)) and _is_name(means[0])
    ]
    return tuple(
        replace(column, target="categories_of_processing", score=ENOUGH) if column in asking[:1] else column
        for column in columns
    )


def _with_contacts(columns: tuple[ColumnMapping, ...], sheet: Sheet, last: int) -> tuple[ColumnMapping, ...]:
    """The column right after the controllers, where it has no field and most of its cells reach somebody."""
    found = list(columns)
    for place, (before, one) in enumerate(pairwise(columns), 1):
        if before.target != "controller" or one.target != AS_NOTE:
            continue
        texts = [cell.text for row in sheet.rows[last + 1 :] if one.column < len(row) and (cell := row[one.column])]
        reaching = sum(bool(told.email or told.phone) for told in map(reading.address, texts))
        if texts and reaching >= _MOST * len(texts):
            found[place] = replace(one, target="controller_contact", score=ENOUGH)
    return tuple(found)


_MOST = 0.8  # share of a column's cells that have an e-mail address or a phone number


def _is_service(column: ColumnMapping) -> bool:
    """Whether a heading asks for a service, as it would on a list of vendors."""
    means = matches(column.heading, ORGANISATIONS)
    return bool(means) and means[0].target == "service" and means[0].score >= ENOUGH


def _is_name(match: Match) -> bool:
    return match.target == "name" and match.score >= ENOUGH


def _role(sheet: Sheet, targets: Iterable[str], header: int = 0) -> str:
    """Art. 30(2) where the sheet lists categories of processing for controllers, or says so and asks for no purpose.

    It says so in its name, above its headings, or by listing sub-processors beside controllers.
    """
    names = set(targets)
    if "categories_of_processing" in names and "purpose" not in names:
        return "processor"
    if "controller" in names and not names & {"purpose", "legal_basis"}:
        above = "\n".join(cell.text for row in sheet.rows[:header] for cell in row if cell)
        if "sub_processors" in names or _PROCESSOR.search(above):
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
        if len(fields & (CONTENT | {"controller", "dpo", "safeguards"})) >= 4:
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
