"""What a layout is: its rows, columns and head, where its headings come from, and what of Article 30 it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass

from ropa_desktop.exchange.layouts.asked import ASKED
from ropa_desktop.exchange.layouts.value import OF_ACTIVITIES
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.model.activity import Role

FORMATS = (".xlsx", ".csv", ".ods", ".html", ".pdf", ".docx")
"""The endings that a layout may be written to; JSON is a working copy, which has no layout."""

EVIDENCE = ("verified_file", "described_by_source", "public_source_code", "general_knowledge", "own")
"""How well headings are verified, best first: read in the template itself; quoted or described by a source; in the
source code of a public tool; not verified; a person's own."""

SHAPES = ("table", "form")
"""The shapes that say what their columns name: a table across, or a form for each activity. Another shape has columns
for its documents alone."""

WHO = ("keeper", "representative", "dpo")
"""Whose contact details a block of the head holds: those that letter (a) asks for."""

DETAILS = ("name", "address", "email", "phone")
"""What a block of the head says of each."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a layout's headings come from: `evidence` says how well they are verified."""

    name: str
    address: str
    checked_on: str
    evidence: str


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column: the name of its value, its heading, the provision that asks for it ("" where none does), whether the
    template requires it, and its share of the width.

    No `value` is a column of the template for which the register holds nothing; it stays empty. No `heading` is the
    value's own title in the report's language. `group` is the head that the column stands under; `evidence` is given
    where it differs from the layout's own.
    """

    value: str
    heading: str = ""
    article: str = ""
    required: bool | None = None
    share: float = 1.0
    group: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """The contact details of one of `WHO` above the table: its title, and the label of each of `DETAILS` that it has;
    `column` is where its labels stand, from 1, with the texts in the column after it."""

    who: str
    title: str
    column: int
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape of a record. `language` is that of the headings (BCP 47), "" where they are in the report's own.

    `role`: "" for both. `shape` names its maker in `making.SHAPES`; the rest is that of a table. `row` is what a row
    stands for, one of `rows.ROWS`. `formats` are the endings that it may be written to. `also` is what it holds besides
    Article 30 because it is about that, of `build.ALSO`. `head_rows` is the number of rows above the table on a sheet,
    with `head` in them; `head_on_pages`: whether pages begin with it too. `row_on_pages` is what a row of these stands
    for, where columns that do not fit side by side would part what belongs together. `colours` are those of required
    and optional headings, as six hexadecimal digits. `own` is a person's own layout.
    """

    key: str
    titles: Mapping[str, str]
    role: str
    language: str
    source: Origin
    columns: tuple[LayoutColumn, ...]
    shape: str = "table"
    row: str = "activity"
    sorted_by: str = "reference"
    formats: tuple[str, ...] = FORMATS
    also: frozenset[str] = frozenset()
    head: tuple[HeadBlock, ...] = ()
    head_rows: int = 0
    head_on_pages: bool = False
    row_on_pages: str = ""
    colours: tuple[str, str] | None = None
    own: bool = False

    def title(self, language: str) -> str:
        """What the layout is called in a language, else in English, else in whichever it is."""
        return self.titles.get(language) or self.titles.get("en") or next(iter(self.titles.values()), self.key)

    @property
    def is_record(self) -> bool:
        """Whether it is a record of activities, and not a list beside it."""
        return self.shape != "table" or self.row in OF_ACTIVITIES

    @property
    def is_list(self) -> bool:
        """Whether it is handed over beside a record, and cannot stand for one."""
        return not self.is_record or self.shape == "changes"

    @property
    def leaves_out(self) -> tuple[tuple[str, str], ...]:
        """What Article 30 asks for and no column says: the letter and the name of the fact."""
        said = {column.value for column in self.columns}
        return tuple(
            (fact.letter, fact.title)
            for fact in ASKED.get(self.role, ())
            if self.shape in SHAPES and self.is_record and not any(said.issuperset(values) for values in fact.said_by)
        )

    def besides(self, also: frozenset[str]) -> tuple[LayoutColumn, ...]:
        """The columns that hold what Article 30 does not ask for, and `also` neither."""
        values = ((column, VALUES[column.value]) for column in self.columns if column.value)
        return tuple(c for c, value in values if value.also not in ("", *self.also, *also) and not value.otherwise)

    def shown(self, also: frozenset[str]) -> tuple[LayoutColumn, ...]:
        """The columns that a report has: all of an authority's, empty ones too; of a list what it is asked for."""
        hidden = () if self.is_record else self.besides(also)
        return tuple(column for column in self.columns if column not in hidden)

    @property
    def without_field(self) -> tuple[LayoutColumn, ...]:
        """The columns for which the register holds nothing."""
        return tuple(column for column in self.columns if not column.value)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles whose activities it shows."""
        return (self.role,) if self.role else (Role.controller.value, Role.processor.value)
