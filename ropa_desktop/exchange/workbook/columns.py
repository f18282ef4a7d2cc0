"""The sheets of a workbook and their columns: one definition for whoever writes them and whoever reads them.

A sheet begins with a hidden row of keys ("activity.name"), a row that cites the GDPR and the row of headings; records
follow. The first column, hidden, holds the record's id. The key of that column also says what holds for every record
on the sheet: "activity.id role=processor".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ropa_desktop.i18n import N_, translator
from ropa_desktop.law.citing import cited
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Role
from ropa_desktop.model.fields import FieldInfo

FORMAT = "ropa-desktop workbook"
FORMAT_VERSION = 1

KEY_ROW, ARTICLE_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4
ID_HEADING = "id"
"""What stands above the ids: it ends the head of a sheet, wherever a person has moved it."""

LISTS = "Lists"
"""The hidden sheet that the drop-downs point to. Its name is the same in every language."""

FIRST_LIST = 3
"""The column of that sheet where the lists begin, two columns for each: what stands behind an entry, what is shown.
Before them stand the format and its version, below these whose records the workbook holds and in which role, and below
these the day as at which they are, if that is a past one; the hidden first row of the sheet About says the same, so
that either sheet may be lost."""

RECORDS = "link record"
"""The list of what an answer, a source or a wording can speak of."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. `form` is that of the field, or "record" and "field" for what a statement speaks of."""

    table: str
    name: str
    form: str
    title: str
    article: str = ""
    vocabulary: str = ""
    target: str = ""

    @property
    def key(self) -> str:
        """What the hidden row says above the column."""
        return f"{self.table}.{self.name}"

    @property
    def choices(self) -> str:
        """The name of the list that its drop-down shows: "code yes_no", "link system"; empty where there is none."""
        named = {"code": f"code {self.vocabulary}", "link": f"link {self.target}", "record": RECORDS}
        return named.get(self.form, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: records of a table, all of them or those whose field `only[0]` is `only[1]`.

    `frozen` is how many of `columns` stay in sight when a person scrolls sideways.
    """

    table: str
    title: str
    columns: tuple[Column, ...]
    frozen: int
    only: tuple[str, str] | None = None

    @property
    def key(self) -> str:
        """The key of the id column."""
        return f"{self.table}.id {self.only[0]}={self.only[1]}" if self.only else f"{self.table}.id"


_KEY = re.compile(r"(\w+)\.id(?: (\w+)=(\w+))?")

_TITLES: tuple[tuple[str, str, tuple[str, str] | None], ...] = (
    ("activity", N_("Activities 30(1)"), ("role", Role.controller.value)),
    ("activity", N_("On behalf 30(2)"), ("role", Role.processor.value)),
    ("organisation", N_("Organisations"), None),
    ("contact", N_("Contacts"), None),
    ("engagement", N_("Engagements"), None),
    ("sub_processor", N_("Sub-processors"), None),
    ("purpose", N_("Purposes"), None),
    ("data_line", N_("People and data"), None),
    ("special_condition", N_("Special categories"), None),
    ("joint_controller", N_("Joint controllers"), None),
    ("acted_for", N_("Acted for"), None),
    ("recipient", N_("Recipients"), None),
    ("transfer", N_("Transfers"), None),
    ("retention_rule", N_("Time limits"), None),
    ("measure", N_("Security measures"), None),
    ("measure_use", N_("Measures of activities"), None),
    ("system", N_("Systems"), None),
    ("system_use", N_("Systems of activities"), None),
    ("location", N_("Locations"), None),
    ("impact_assessment", N_("Impact assessments"), None),
    ("request", N_("Requests"), None),
    ("data_subject_category", N_("Data subjects"), None),
    ("data_category", N_("Categories of data"), None),
    ("answer", N_("Answers"), None),
    ("source", N_("Sources"), None),
    ("wording", N_("Wordings"), None),
    ("suggestion", N_("Suggestions"), None),
    ("response", N_("Responses to findings"), None),
)
"""Every table in the order in which a person reads them; the title of a sheet has 31 characters at most."""

_LAST = ("note", "archived_on", "archived_because")


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets that hold records, in order."""
    return tuple(_sheet(*entry) for entry in _TITLES)


@cache
def sheet_for(key: str) -> Sheet | None:
    """The sheet whose id column has this key, or None."""
    found = _KEY.fullmatch(key.strip())
    if found is None:
        return None
    only = (found[2], found[3]) if found[2] else None
    return next((sheet for sheet in sheets() if (sheet.table, sheet.only) == (found[1], only)), None)


def sheet_titles(language: str) -> dict[Sheet, str]:
    """What each sheet is called in a language: unlike each other, and short enough for a tab."""
    say = translator(language)
    titles: dict[Sheet, str] = {}
    for sheet in sheets():
        title = re.sub(r"[\[\]:*?/\\]", " ", say(sheet.title))[:31]
        while title.casefold() in {LISTS.casefold(), *(other.casefold() for other in titles.values())}:
            title = f"{title[:29]} 2"
        titles[sheet] = title
    return titles


@cache
def field_titles(table: str, language: str) -> dict[str, str]:
    """What each field and relation of a kind is called in a language; its name where two are called alike."""
    say = translator(language)
    titles = {name: say(info.title) for name, info in tables.fields(table).items()}
    if table not in dict(catalog.STATEMENTS):
        titles |= {relation.name: say(relation.title) for relation in catalog.kind(table).relations}
    seen = [title.casefold() for title in titles.values()]
    return {name: title if seen.count(title.casefold()) == 1 else name for name, title in titles.items()}


def article(column: Column, sheet: Sheet, say: Callable[[str], str]) -> str:
    """What the row above the headings cites: "Art. 30(1)(f)"; empty where the law does not ask."""
    asked = column.article
    if sheet.only == ("role", Role.processor.value):
        asked = asked.replace("30(1)(a)", "30(2)(a)")
    return cited(asked, say) if asked else ""


def _sheet(table: str, title: str, only: tuple[str, str] | None) -> Sheet:
    """A sheet with its columns: what names a record first, then the fields in the model's order, notes last."""
    fields = dict(tables.fields(table))
    if only:
        del fields[only[0]]
    columns = {name: _column(table, info) for name, info in fields.items()}
    if table in dict(catalog.STATEMENTS):
        columns["record_id"] = Column(table, "record_id", "record", N_("Said of"))
        first = ["record_id"]
        if "field" in tables.columns(table):
            columns["field"] = Column(table, "field", "field", N_("Field"))
            first.append("field")
    elif catalog.kind(table).is_row:
        first = [*tables.parents(table), "position"]
    else:
        first = ["reference", *catalog.kind(table).label]
    names = [*first, *(name for name in columns if name not in (*first, *_LAST))]
    names += [name for name in _LAST if name in columns]
    return Sheet(table, title, tuple(columns[name] for name in names), len(first), only)


def _column(table: str, info: FieldInfo) -> Column:
    return Column(table, info.name, info.form, info.title, info.article, info.vocabulary, info.target)
