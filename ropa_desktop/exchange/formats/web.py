"""A report as one web page: everything it needs stands in the file, and nothing in it runs or reaches out.

It goes into the file piece by piece, so that a long record is never in memory as a page. A text becomes markup in
`_element` alone, a name in an attribute in `_attribute`, so that none can be more than text; and the page's own policy
forbids the browser every address, script and style but the one style sheet in the file, whose digest it names.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, count, groupby
from pathlib import Path

from ropa_desktop.exchange.files import whole_text
from ropa_desktop.exchange.formats.cells import standing
from ropa_desktop.exchange.formats.markup import between_tags, in_quotes, readable
from ropa_desktop.exchange.report import (
    Block,
    Cell,
    Chapter,
    Entry,
    Fields,
    Lines,
    Part,
    Quotations,
    Report,
    Section,
    State,
    Table,
    passages,
    pieces,
    sign,
)
from ropa_desktop.i18n import format_date
from ropa_desktop.paths import resources
from ropa_desktop.progress import counted, staged

_MANY = 6  # columns: a table with more of them may be wider than the window, and is scrolled by itself
_LONGEST_WORD = 28  # characters

_Title = tuple[int, str, str]  # level (0 part, 1 chapter, 2 entry or group, 3 entry of a group), text, id


def write_web(report: Report, target: Path) -> tuple[str, ...]:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed."""
    with whole_text(target) as file:
        file.writelines(page(report))
    return ()


def page(report: Report) -> Iterator[str]:
    """The page in pieces of markup."""
    titles = list(_titles(report))
    alone = len(report.parts) == 1
    yield f"<!DOCTYPE html>\n<html{_attribute('lang', report.language)}>{_head(report)}<body>"
    if standing(report):
        yield _line("p", standing(report), ' class="standing"')
    if not alone:
        yield "<header>"
        yield _line("h1", report.title)
        yield _line("p", format_date(report.produced_on, report.language))
        yield from _legend(report)
        yield "</header>\n"
        yield from _contents(report, titles)
    yield "<main>"
    to_come = iter(titles)
    for part in staged(report.parts, lambda one: one.size):
        yield f'<section class="part"{_place(next(to_come))}>'
        yield from _cover(part, report)
        if alone and len(titles) > 2:  # the part's own title, and not one chapter that stands alone
            yield from _contents(report, titles[1:])
        for chapter in staged(part.on_pages, lambda one: one.size):
            yield from _chapter(chapter, to_come)
        yield "</section>"
    yield "</main>\n</body>\n</html>\n"


def _head(report: Report) -> str:
    sheet = resources("formats", "web.css").read_text(encoding="utf-8") + _pages(report)
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{_line('title', str(report.title))}<style>{sheet}</style>\n</head>\n"
    )


def _pages(report: Report) -> str:
    """The paper, and the rule that prints the report's standing at the head of every page. Every character of it is
    written by its number, so that no text can become a rule."""
    said, paper = standing(report), report.appearance.paper
    numbers = "".join(f"\\{ord(character):06x}" for character in readable(said))
    rules = f"@page {{ size: {paper}; }} @page wide {{ size: {paper} landscape; }} " if paper != "A4" else ""
    rules += f'@page {{ @top-left {{ content: "{numbers}"; font: 7.5pt sans-serif; }} }} ' if said else ""
    return f"@media print {{ {rules}}}\n" if rules else ""


def _titles(report: Report) -> Iterator[_Title]:
    """What the contents lead to, in the order in which it stands in the page. No name of a place is made of a text."""
    places = (f"place{number}" for number in count(len(report.parts) + 1))
    for number, part in enumerate(report.parts, 1):
        yield 0, part.title, f"place{number}"
        for chapter in part.on_pages:
            yield 1, chapter.title, next(places)
            for group, entries in groupby(chapter.entries, key=lambda entry: entry.group):
                if group:
                    yield 2, group, next(places)
                for entry in entries:
                    yield 3 if group else 2, entry.name, next(places)


def _contents(report: Report, titles: Iterable[_Title]) -> Iterator[str]:
    """A list of lists of links."""
    yield '<nav class="contents" aria-labelledby="contents">'
    yield _line("h2", report.words.contents, ' id="contents"')
    levels: list[int] = []  # of the lists that are open, each in the last item of the one before
    for level, text, place in titles:
        while levels and level < levels[-1]:
            levels.pop()
            yield "</li>\n</ul>\n"
        if not levels or level > levels[-1]:
            levels.append(level)
            yield "<ul>"
        else:
            yield "</li>\n"
        yield f"<li>{_element('a', text, _attribute('href', f'#{place}'))}"
    yield "</li>\n</ul>\n" * len(levels)
    yield "</nav>\n"


def _cover(part: Part, report: Report) -> Iterator[str]:
    yield '<header class="cover">'
    if report.running_title not in ("", part.title, part.subtitle):
        yield _line("p", report.running_title, ' class="eyebrow"')
    yield _line("h1", part.title)
    if part.subtitle:
        yield _line("p", part.subtitle, ' class="subtitle"')
    yield _line("p", format_date(report.produced_on, report.language))
    yield from _block(part.cover, part.title)
    if part.statement:
        yield _line("p", part.statement, ' class="statement"')
    if len(report.parts) == 1:
        yield from _legend(report)
    yield "</header>\n"


def _legend(report: Report) -> Iterator[str]:
    """How unknowns and the other answers are named."""
    for cell in report.legend:
        yield _statement("p", cell, ' class="legend"')


def _chapter(chapter: Chapter, titles: Iterator[_Title]) -> Iterator[str]:
    """`titles` begin with the chapter's own; those that stand in it are taken from them."""
    kinds = [name for name, holds in (("activities", chapter.entries), ("landscape", chapter.landscape)) if holds]
    yield f'<section class="{" ".join(["chapter", *kinds])}"{_place(next(titles))}>'
    yield _line("h2", chapter.title)
    for cell in chapter.introduction:
        yield _statement("p", cell)
    for group, entries in groupby(counted(chapter.entries), key=lambda entry: entry.group):
        if group:
            yield f'<section class="group"{_place(next(titles))}>'
            yield _line("h3", group)
        for entry in entries:
            yield "".join(_entry(entry, next(titles)))
        if group:
            yield "</section>\n"
    for block in staged(chapter.blocks, lambda one: len(one.rows) if isinstance(one, Table) else 1):
        yield from _block(block, chapter.title, counts=True)
    yield "</section>\n"


def _entry(entry: Entry, title: _Title) -> Iterator[str]:
    yield f'<article class="entry"{_place(title)}>'
    reference = f"{_element('span', entry.reference, _REFERENCE)}  " if entry.reference else ""
    yield _line("h4" if entry.group else "h3", entry.title, before=reference)
    for section in entry.sections:
        yield from _section(section, "h5" if entry.group else "h4")
    yield "</article>\n"


def _section(section: Section, level: str) -> Iterator[str]:
    letter = ""
    if section.letter:
        shown = section.letter if section.letter.startswith("(") else f"({section.letter})"
        letter = f"{_element('span', shown, _LETTER)} "
    yield f'<section class="section">{_line(level, section.title, before=letter)}<div class="said">'
    for block in section.blocks:
        yield from _block(block, section.title)
    yield "</div>\n</section>\n"


def _block(block: Block, about: str, counts: bool = False) -> Iterator[str]:
    """`about` names a table that is scrolled by itself and has no caption. A block without rows is nothing. With
    `counts` the rows of a table are told as they are dealt with."""
    match block:
        case Fields(rows) if rows:
            texts = (text for label, cell in rows for text in (label, cell.text))
            yield f'<table class="{_classes("fields", texts)}"><tbody>'
            for label, cell in rows:
                yield f"<tr>{_line('th', label, _OF_ROW)}{_statement('td', cell)}</tr>\n"
            yield "</tbody>\n</table>\n"
        case Table() if block.rows:
            yield from _table(block, about, counted(block.rows) if counts else block.rows)
        case Lines(cells, True) if cells:
            yield "<ol>"
            for cell in cells:
                yield _statement("li", cell)
            yield "</ol>\n"
        case Lines(cells):
            for cell in cells:
                yield _statement("p", cell)
        case Quotations(rows):
            for place, words in rows:
                where = _element("p", place, ' class="place"') if place else ""
                yield f"<blockquote>{where}{_element('p', words) if words else ''}</blockquote>\n"


def _table(block: Table, about: str, rows: Iterable[tuple[Cell, ...]]) -> Iterator[str]:
    """The table piece by piece; `rows` are its own."""
    many = len(block.columns) > _MANY
    # Whoever has no mouse scrolls a wide table by keyboard, and must be told what it is.
    region = f' role="region" tabindex="0"{_attribute("aria-label", block.caption or about)}' if many else ""
    titles = [column.title + mark for column, mark in zip(block.columns, block.signs, strict=True)]
    texts = chain((column.title for column in block.columns), (cell.text for cells in block.rows for cell in cells))
    yield f'<div class="scroll"{region}><table class="{_classes("many" if many else "few", texts)}">'
    if block.caption:
        yield _line("caption", block.caption)
    yield f"<thead><tr>{''.join(_line('th', title, _OF_COLUMN) for title in titles)}</tr>\n</thead>\n<tbody>"
    for cells in rows:
        yield f"<tr>{''.join(_statement('td', cell) for cell in cells)}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _classes(kind: str, texts: Iterable[str]) -> str:
    """A table whose longest word would push its columns out of sight breaks words; any other keeps them whole."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return f"{kind} broken" if longest > _LONGEST_WORD else kind


# -- elements ---------------------------------------------------------------------------------------------

_REFERENCE, _LETTER = ' class="reference"', ' class="letter"'
_OF_ROW, _OF_COLUMN = ' scope="row"', ' scope="col"'


def _statement(tag: str, cell: Cell, attributes: str = "") -> str:
    """A statement in a line of its own; whatever is no plain value is set apart by more than its colour."""
    if cell.state is State.value:
        return _line(tag, cell.text, attributes)
    said = _element("span", cell.text, f' class="{cell.state}"')
    return f"<{tag}{attributes}>{said}</{tag}>\n"


def _line(tag: str, text: str, attributes: str = "", before: str = "") -> str:
    """An element that ends its line in the file."""
    return f"{_element(tag, text, attributes, before)}\n"


def _element(tag: str, text: str, attributes: str = "", before: str = "") -> str:
    """An element of one text, behind what is markup already; what is in another language says in which, and has its
    sign behind it.

    The sign is drawn and no part of the text: who copies or listens gets what the person wrote.
    """
    if not passages(text):
        return f"<{tag}{attributes}>{before}{between_tags(text)}</{tag}>"
    mixed = pieces(text)
    if len(mixed) == 1 and mixed[0][1] and not before:
        attributes += _attribute("lang", mixed[0][1])
        mixed = [(mixed[0][0], None)]
    made = [
        f"<span{_attribute('lang', language)}>{between_tags(piece)}</span>" if language else between_tags(piece)
        for piece, language in mixed
    ]
    behind = f'<span class="sign"{_attribute("data-sign", sign(text))} aria-hidden="true"></span>'
    return f"<{tag}{attributes}>{before}{''.join(made)}{behind}</{tag}>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{in_quotes(value)}"'


def _place(title: _Title) -> str:
    return _attribute("id", title[2])
