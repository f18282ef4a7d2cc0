"""A report as an OpenDocument spreadsheet (.ods, OpenDocument 1.2): a sheet for each cover and each chapter.

A small writer of our own: a library for such files would be one more to keep, for the few elements that are used. Rows
go into the file as they are made, so that a long sheet is never in memory as a tree. Every cell is text and in the
format of text, so that none becomes a formula, not even when it is edited. The file names no author, no program and no
time; its one property is the title.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path

from lxml import etree

from ropa_desktop.exchange.formats.cells import Placed, Sheet, as_sheets, standing
from ropa_desktop.exchange.formats.markup import between_tags, in_quotes, legible_on, locale, readable, write_package
from ropa_desktop.exchange.report import NOT_KNOWN, Report, passages, sign
from ropa_desktop.i18n import format_date
from ropa_desktop.paths import resources
from ropa_desktop.progress import counted, part, staged

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"
    for name, address in (
        *((same, same) for same in ("office", "style", "text", "table", "manifest", "meta", "config")),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
} | {"dc": "http://purl.org/dc/elements/1.1/"}
_PAPERS = {"A4": ("21cm", "29.7cm"), "Letter": ("21.59cm", "27.94cm")}
_PIECES = re.compile("(\t|  +|^ | $)")
_AT_ONCE = 500  # rows
_LAID_OUT = 0.6  # of the time; the rest is writing


def write_opendocument(report: Report, target: Path) -> tuple[str, ...]:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed.

    Raises `BadInput` where a sheet would have more rows than one can hold.
    """
    with part(0.0, _LAID_OUT):
        sheets = as_sheets(report)
    with part(_LAID_OUT, 1.0):
        # The kind first and uncompressed, so that it is seen from the file's first bytes (part 3, section 3.3).
        write_package(target, _parts(report, sheets), stored=frozenset({"mimetype"}))
    return ()


def _parts(report: Report, sheets: list[Sheet]) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    yield "mimetype", _KIND.encode()
    yield "META-INF/manifest.xml", _written(_manifest(["content.xml", "styles.xml", "meta.xml"]))
    yield "content.xml", (piece.encode() for piece in _content(sheets))
    yield "styles.xml", _written(_styles(report, {sheet.pages for sheet in sheets}))
    yield "meta.xml", _written(_meta(report))


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child: "table:table-cell"; the attribute `office__value_type` is written `office:value-type`."""
    child = etree.SubElement(parent, _name(tag))
    for key, value in attributes.items():
        child.set(_name(key.replace("__", ":").replace("_", "-")), readable(value))
    if text:
        child.text = readable(text)
    return child


def _name(name: str) -> str:
    prefix, _colon, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def _root(tag: str) -> etree._Element:
    root = etree.Element(_name(f"office:{tag}"), nsmap=_NAMES)
    root.set(_name("office:version"), "1.2")
    return root


def _content(sheets: list[Sheet]) -> Iterator[str]:
    """The sheets piece by piece, after the styles that they use."""
    looks = {_placed(text, look) for sheet in sheets for row in sheet.rows for text, look in row} | {"Prose"}
    begin, end, _nothing = _written(_used(sheets, looks)).decode().rpartition("</office:document-content>")
    yield f"{begin}<office:body><office:spreadsheet>"
    styles = {look: f' table:style-name="{in_quotes(_look(look))}"' for look in looks}
    for sheet in staged(sheets, lambda one: len(one.rows)):
        yield f'<table:table table:name="{in_quotes(sheet.name)}" table:style-name="sheet{sheet.pages}">'
        for width in sheet.widths:
            named = f'table:style-name="{_width(width)}"'
            yield f'<table:table-column {named} table:default-cell-style-name="Default"/>'
        joined = {(row, first): last for row, first, last in sheet.joined}
        head = max(sheet.head - sheet.repeated, 0)
        yield _rows(sheet.rows[:head], 0, joined, styles)
        if sheet.head:
            repeated = _rows(sheet.rows[head : sheet.head], head, joined, styles)
            yield f"<table:table-header-rows>{repeated}</table:table-header-rows>"
        for start in counted(range(sheet.head, len(sheet.rows), _AT_ONCE)):
            yield _rows(sheet.rows[start : start + _AT_ONCE], start, joined, styles)
        yield "</table:table>"
    yield f"</office:spreadsheet></office:body>{end}"


def _used(sheets: list[Sheet], looks: Iterable[str]) -> etree._Element:
    """The styles of sheets, columns, rows and cells, and nothing after them."""
    root = _root("document-content")
    automatic = _add(root, "office:automatic-styles")
    for pages in sorted({sheet.pages for sheet in sheets}):
        shown = _add(automatic, "style:style", style__name=f"sheet{pages}", style__family="table")
        shown.set(_name("style:master-page-name"), _master(pages))
        _add(shown, "style:table-properties", table__display="true")
    row = _add(automatic, "style:style", style__name="row", style__family="table-row")
    _add(row, "style:table-row-properties", style__use_optimal_row_height="true")
    for width in sorted({width for sheet in sheets for width in sheet.widths}):
        column = _add(automatic, "style:style", style__name=_width(width), style__family="table-column")
        _add(column, "style:table-column-properties", style__column_width=f"{width:.2f}cm")
    _add_signed(automatic, looks)
    for name, colour in sorted(look.split(":") for look in looks if ":" in look):
        style = _add(automatic, "style:style", style__name=_look(f"{name}:{colour}"), style__family="table-cell")
        style.set(_name("style:parent-style-name"), name)
        _add(style, "style:table-cell-properties", fo__background_color=f"#{colour}")
        _add(style, "style:text-properties", fo__color=f"#{legible_on(colour)}")
    return root


def _width(width: float) -> str:
    return f"column{round(width * 100)}"


def _look(look: str) -> str:
    """The name of a look's style."""
    name, _at, behind = look.partition("@")
    return name.replace(":", "On") + (f"With{_sign_name(behind)}" if behind else "")


def _sign_name(behind: str) -> str:
    """A sign as a part of a style's name: only letters, and each sign another."""
    return "".join(piece.capitalize() if piece != NOT_KNOWN else "Other" for piece in behind.split())


def _add_signed(automatic: etree._Element, looks: Iterable[str]) -> None:
    """The styles of cells with the sign of another language behind their text, which is part of their format and not of
    the text. A cell that is in that language alone says so too: a passage as an element of its own would hide the sign.
    """
    signed = sorted(look for look in looks if "@" in look)
    signs = sorted({look.partition("@")[2].removesuffix(_ALONE) for look in signed})
    for behind in signs:
        shown = _add(automatic, "number:text-style", style__name=f"Behind{_sign_name(behind)}")
        _add(shown, "number:text-content")
        _add(shown, "number:text", f" [{behind}]")
    for look in signed:
        name, _at, said = look.partition("@")
        behind = said.removesuffix(_ALONE)
        style = _add(automatic, "style:style", style__name=_look(look), style__family="table-cell")
        style.set(_name("style:parent-style-name"), name)
        style.set(_name("style:data-style-name"), f"Behind{_sign_name(behind)}")
        if said.endswith(_ALONE):
            spoken, country = locale(behind)
            _add(style, "style:text-properties", fo__language=spoken, fo__country=country or "none")


_ALONE = " alone"


def _placed(text: str, look: str) -> str:
    """The look of a cell: "Said@nb alone" where all of its text is in the one language of the sign."""
    [*found] = passages(text)
    return look + _ALONE if len(found) == 1 and found[0] == (0, len(text), sign(text)) else look


def _rows(
    rows: Iterable[list[Placed]], start: int, joined: Mapping[tuple[int, int], int], styles: Mapping[str, str]
) -> str:
    """Rows of which the first is the sheet's row `start`, from 0; `joined` says to which column a cell extends."""
    made = []
    for number, texts in enumerate(rows, start):
        made.append('<table:table-row table:style-name="row">')
        covered = -1
        for column, (text, look) in enumerate(texts or [("", "Prose")]):
            tag = "table:covered-table-cell" if column <= covered else "table:table-cell"
            attributes = styles[_placed(text, look)]
            last = joined.get((number, column))
            if last is not None:
                covered = last
                attributes += f' table:number-columns-spanned="{last - column + 1}" table:number-rows-spanned="1"'
            if text:
                lines = "".join(map(_line, readable(text).split("\n")))
                made.append(f'<{tag}{attributes} office:value-type="string">{lines}</{tag}>')
            else:
                made.append(f"<{tag}{attributes}/>")
        made.append("</table:table-row>")
    return "".join(made)


def _line(line: str) -> str:
    """A paragraph; spaces that XML would lose, and tabs, are elements of their own."""
    return f"<text:p>{''.join(map(_piece, _PIECES.split(line)))}</text:p>"


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<text:tab/>"
    if piece and not piece.strip(" "):
        return f'<text:s text:c="{len(piece)}"/>'
    return between_tags(piece)


def _master(pages: int) -> str:
    """The name of the pages of which a sheet takes so many beside each other."""
    return "Sheet" if pages == 1 else f"Sheet{pages}"


def _styles(report: Report, across: Iterable[int]) -> etree._Element:
    """The styles that lie ready, in the document's language, with heads and feet, for each number of pages `across`."""
    root = etree.fromstring(resources("formats", "opendocument", "styles.xml").read_bytes())
    language, country = locale(report.language)
    for properties in root.iter(_name("style:text-properties")):
        if properties.get(_name("fo:language")):
            properties.set(_name("fo:language"), language)
            properties.set(_name("fo:country"), country or "none")
    [laid] = root.iter(_name("style:page-layout-properties"))
    high, wide = _PAPERS[report.appearance.paper]
    laid.set(_name("fo:page-width"), wide)
    laid.set(_name("fo:page-height"), high)
    [page] = root.iter(_name("style:master-page"))
    head, foot = page
    _add(_add(head, "style:region-left"), "text:p", report.title)
    date = format_date(report.produced_on, report.language)
    _add(_add(foot, "style:region-left"), "text:p", " · ".join(filter(None, (date, standing(report)))))
    number = _add(_add(foot, "style:region-right"), "text:p")
    before, _page, rest = report.words.page_of.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    number.text = before
    _add(number, "text:page-number", "1").tail = between
    _add(number, "text:page-count", "1").tail = after
    [layout] = root.iter(_name("style:page-layout"))
    for pages in sorted({*across} - {1}):
        wider, more = deepcopy(layout), deepcopy(page)
        wider.set(_name("style:name"), f"Wide{pages}")
        wider[0].set(_name("style:scale-to-X"), str(pages))
        more.set(_name("style:name"), _master(pages))
        more.set(_name("style:page-layout-name"), f"Wide{pages}")
        layout.getparent().append(wider)
        page.getparent().append(more)
    return root


def _meta(report: Report) -> etree._Element:
    root = _root("document-meta")
    _add(_add(root, "office:meta"), "dc:title", report.title)
    return root


def _manifest(parts: Iterable[str]) -> etree._Element:
    root = etree.Element(_name("manifest:manifest"), nsmap={"manifest": _NAMES["manifest"]})
    root.set(_name("manifest:version"), "1.2")
    for path, kind in [("/", _KIND), *((name, "text/xml") for name in parts)]:
        _add(root, "manifest:file-entry", manifest__full_path=path, manifest__media_type=kind)
    return root
