"""A finished, translated report: what is handed over, before any format is chosen.

`build.py` makes a `Report` from a snapshot; each writer (PDF now, Word and others later) turns the same
`Report` into its format, so that all formats say the same by construction. Nothing here knows the model,
a language or a format: every text is final and is shown as it stands, never read as markup. A text with passages in
another language than the report's is a `Mixed`, wherever it stands; whoever takes it for a text alone loses nothing
but that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Passage = tuple[int, int, str]
"""Where a passage begins and ends in a text, and its language (BCP 47); "" where that is not known."""

NOT_KNOWN = "°"
"""The sign of a language that is not known."""


class Mixed(str):
    """A text of which `passages` are in another language than the report: as a person wrote them, for want of a
    wording. They stand in their order and do not overlap."""

    passages: tuple[Passage, ...]

    def __new__(cls, text: str, passages: tuple[Passage, ...]) -> Mixed:
        made = super().__new__(cls, text)
        made.passages = passages
        return made


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text that are in another language."""
    return text.passages if isinstance(text, Mixed) else ()


def sign(text: str) -> str:
    """What is shown behind a text of which something is in another language: which one; "" behind any other."""
    return " ".join(dict.fromkeys(language or NOT_KNOWN for _start, _end, language in passages(text)))


def pieces(text: str) -> list[tuple[str, str | None]]:
    """A text in pieces, each with its language where that is another one (None: the report's own)."""
    found: list[tuple[str, str | None]] = []
    done = 0
    for start, end, language in passages(text):
        found += [(text[done:start], None), (text[start:end], language)]
        done = end
    return [piece for piece in (*found, (text[done:], None)) if piece[0]]


def behind(before: str, text: str) -> str:
    """A text with another one of the report's language before it."""
    moved = tuple((start + len(before), end + len(before), language) for start, end, language in passages(text))
    return Mixed(before + text, moved) if moved else before + text


class State(StrEnum):
    """How a statement stands. Everything but `value` is printed in the words of `Cell.text` and set apart."""

    value = "value"
    unknown = "unknown"
    none = "none"
    not_applicable = "not_applicable"
    not_possible = "not_possible"


@dataclass(frozen=True, slots=True)
class Cell:
    """One statement. Line breaks (LF) in `text` stay line breaks; it may hold 32,767 characters or more. `heads`: it is
    no statement, but the head of those below it in a form on a sheet."""

    text: str
    state: State = State.value
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A table column with its share of the table's width (shares are relative to their sum).

    `required`: whether the template asks for it, or leaves it open; None where it makes no such difference. `group` is
    the head that a column stands under with its neighbours of the same group ("" for none). `colour` is what the
    template's heading is set on, as six hexadecimal digits ("" for the document's own): it says nothing alone.
    """

    title: str
    share: float = 1.0
    required: bool | None = None
    group: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Pairs of label and statement, one below the other."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row that is repeated on every page it reaches. `caption` may be empty.

    `above`: the rows of cells that stand above the head row on a sheet, from its first row on and each from the first
    column on; None is an empty cell. A row of the columns' groups, where there are any, stands between these and the
    head row. A document prints neither: it says what is in them on its cover.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    above: tuple[tuple[Cell | None, ...], ...] = ()

    @property
    def signs(self) -> tuple[str, ...]:
        """What is shown behind the title of each column: * for a required one, where others are not."""
        some = any(column.required is False for column in self.columns)
        return tuple(" *" if some and column.required else "" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Lines:
    """Statements one below the other, each a paragraph of its own; `numbered` puts 1., 2., … before them."""

    cells: tuple[Cell, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quotations:
    """Sources: where it stands (document and place) and the words quoted."""

    rows: tuple[tuple[str, str], ...]


Block = Fields | Table | Lines | Quotations


@dataclass(frozen=True, slots=True)
class Section:
    """One letter of Article 30(1) or 30(2) of one activity; `letter` is empty for what the Article does not ask."""

    letter: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One processing activity: `reference` such as "PA-007", its name, and its sections in the law's order; `group`
    is the head under which it stands with others, such as a department ("" for none)."""

    reference: str
    title: str
    sections: tuple[Section, ...]
    group: str = ""

    @property
    def name(self) -> str:
        """Reference and title, as they stand above the entry."""
        return behind(f"{self.reference}  ", self.title) if self.reference else self.title


class Place(StrEnum):
    """Where a chapter stands, if not everywhere: a form that fills a sheet's cells is another one on pages."""

    everywhere = "everywhere"
    pages = "pages"
    sheets = "sheets"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A run of entries, or an annex of blocks; `landscape` asks for wide pages. `only` says where it stands."""

    title: str
    introduction: tuple[Cell, ...] = ()
    entries: tuple[Entry, ...] = ()
    blocks: tuple[Block, ...] = ()
    landscape: bool = False
    only: Place = Place.everywhere

    @property
    def size(self) -> int:
        """How much there is to write: entries, and rows of tables."""
        return len(self.entries) + sum(len(block.rows) for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Part:
    """The record of one organisation: its cover, then its chapters.

    `statement` is a sentence the cover must carry (where the facts come from); empty when there is none.
    `running_head` names the organisation on every page.
    """

    title: str
    subtitle: str
    running_head: str
    cover: Fields
    chapters: tuple[Chapter, ...]
    statement: str = ""

    @property
    def on_pages(self) -> tuple[Chapter, ...]:
        """The chapters of a document with pages."""
        return tuple(chapter for chapter in self.chapters if chapter.only != Place.sheets)

    @property
    def on_sheets(self) -> tuple[Chapter, ...]:
        """The chapters of a spreadsheet, or of a text file."""
        return tuple(chapter for chapter in self.chapters if chapter.only != Place.pages)

    @property
    def size(self) -> int:
        """How much there is to write in all chapters."""
        return sum(chapter.size for chapter in self.chapters)


@dataclass(frozen=True, slots=True)
class Words:
    """The furniture of a document in its language. `page_of` holds `{page}` and `{pages}`, `empty` what is said of
    `{columns}` that are empty in every row."""

    contents: str
    page_of: str
    continued: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the pages look: `paper` is "A4" or "Letter"; `logo` a PNG without transparency, None for none; `colour` the
    accent as `#RRGGBB`, dark enough to be read on white, "" for the program's own."""

    paper: str = "A4"
    logo: bytes | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document: its name, media type and content, and in a sentence what it is."""

    name: str
    media_type: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document. `language` is a BCP 47 tag ("en", "nb"); `produced_on` is an ISO date; `running_title`
    stands on the right of every page's head; `legend` explains on the first cover how unknowns are named.

    `standing` is said on every page and sheet: the day whose register it is with its revision, or that it is a draft
    ("" where there is nothing to say). `mark` is the word that is set apart on every page, such as "DRAFT".
    `attachment` is carried by the format that can hold a file (PDF) and left out by the others."""

    language: str
    title: str
    running_title: str
    produced_on: str
    words: Words
    parts: tuple[Part, ...]
    legend: tuple[Cell, ...] = field(default=())
    standing: str = ""
    mark: str = ""
    appearance: Appearance = field(default=Appearance())
    attachment: Attachment | None = None
