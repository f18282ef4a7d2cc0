"""A report as an Excel workbook (.xlsx, ECMA-376): a sheet for each cover and each chapter, to read, sort and print.

It hands over, as the other formats do; the working copy that carries every field and comes back is `workbook/`. A
small writer of our own: openpyxl would note its own name, a creator and the time, and take four times as long. Every
cell is an inline string, never a number or a formula. The file names no author, no program and no time; its one
property is the title.
"""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from lxml import etree

from ropa_desktop.exchange.formats.cells import Placed, Sheet, as_sheets, lines, standing
from ropa_desktop.exchange.formats.markup import readable, write_package
from ropa_desktop.exchange.formats.spreadsheet_looks import MAIN, is_bold, is_wrapped, numbers, size, style_sheet
from ropa_desktop.exchange.report import Report
from ropa_desktop.exchange.workbook.texts import escaped, needs_quote
from ropa_desktop.i18n import format_date
from ropa_desktop.progress import counted, part, staged

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_AT_ONCE = 2000  # rows
_PAPERS = {"A4": 9, "Letter": 1}  # as printers number them

_CENTIMETRE = 37.795  # pixels
_CHARACTER, _EDGES = 7, 5  # pixels: a figure in the font that widths are counted in, and what a cell adds
_BOLD = 0.85  # of the width is left where letters are bold
_LINE, _HIGHEST = 1.32, 409.0  # of the size of the letters; points
_LONGEST_SIGNED = 255  # characters
_WIDE = 27.0  # centimetres: a wider table keeps its first column in sight
_FURNITURE = 100  # characters of a text at the head or foot of a page; the limit of all is 255


_LAID_OUT = 0.4  # of the time; the rest is writing


def write_spreadsheet(report: Report, target: Path) -> tuple[str, ...]:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed.

    Raises `BadInput` where a sheet would have more rows than one can hold.
    """
    with part(0.0, _LAID_OUT):
        sheets = as_sheets(report)
    with part(_LAID_OUT, 1.0):
        write_package(target, _parts(report, sheets))
    return ()


def _parts(report: Report, sheets: list[Sheet]) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    looks = sorted({_shown(text, look) for sheet in sheets for row in sheet.rows for text, look in row})
    styles = {wanted: f' s="{number}"' for wanted, number in numbers(looks).items()}
    names = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    yield "[Content_Types].xml", _types(names)
    whole = ("document", f"{_LINKS}/officeDocument", "xl/workbook.xml")
    core = ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    yield "_rels/.rels", _relations([whole, core])
    yield "docProps/core.xml", _core(report)
    yield "xl/workbook.xml", _workbook(sheets)
    links = [(f"sheet{number}", f"{_LINKS}/worksheet", name) for number, name in enumerate(names, start=1)]
    yield "xl/_rels/workbook.xml.rels", _relations([*links, ("styles", f"{_LINKS}/styles", "styles.xml")])
    yield "xl/styles.xml", _written(style_sheet(looks))
    furniture = _furniture(report)
    for name, sheet in zip(names, staged(sheets, lambda one: len(one.rows)), strict=True):
        paper = _PAPERS[report.appearance.paper]
        yield f"xl/{name}", _sheet(sheet, styles, furniture, paper, first=name == names[0])


# -- a sheet ----------------------------------------------------------------------------------------------


def _sheet(
    sheet: Sheet, styles: dict[tuple[str, bool], str], furniture: str, paper: int, first: bool
) -> Iterator[bytes]:
    """The sheet piece by piece, so that a large one is never in memory as a whole."""
    yield _DECLARED
    yield f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'.encode()
    selected = ' tabSelected="1"' if first else ""
    yield f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0">'.encode()
    across = int(bool(sheet.head) and sum(sheet.widths) > _WIDE)
    if sheet.head:
        place = f"{'B' if across else 'A'}{sheet.head + 1}"
        split = ' xSplit="1"' if across else ""
        pane = "bottomRight" if across else "bottomLeft"
        yield f'<pane{split} ySplit="{sheet.head}" topLeftCell="{place}" activePane="{pane}" state="frozen"/>'.encode()
        yield f'<selection pane="{pane}" activeCell="{place}" sqref="{place}"/>'.encode()
    yield b'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="14"/><cols>'
    for number, wide in enumerate(sheet.widths, start=1):
        figures = (wide * _CENTIMETRE - _EDGES) / _CHARACTER
        yield f'<col min="{number}" max="{number}" width="{figures:.2f}" customWidth="1"/>'.encode()
    yield b"</cols><sheetData>"
    columns = [_letters(number) for number in range(max(map(len, sheet.rows), default=0))]
    for start in counted(range(0, len(sheet.rows), _AT_ONCE)):
        rows = enumerate(sheet.rows[start : start + _AT_ONCE], start + 1)
        yield "".join(_row(number, row, columns, sheet.widths, styles) for number, row in rows).encode()
    yield b"</sheetData>"
    if sheet.head:
        yield f'<autoFilter ref="{_filtered(sheet)}"/>'.encode()
    if sheet.joined:
        areas = [f"{_letters(one)}{row + 1}:{_letters(last)}{row + 1}" for row, one, last in sheet.joined]
        yield f'<mergeCells count="{len(areas)}">'.encode()
        yield "".join(f'<mergeCell ref="{area}"/>' for area in areas).encode() + b"</mergeCells>"
    yield b'<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.7" header="0.35" footer="0.35"/>'
    fitted = f'fitToWidth="{sheet.pages}" fitToHeight="0"'
    yield f'<pageSetup paperSize="{paper}" orientation="landscape" {fitted}/>'.encode()
    yield f"{furniture}</worksheet>".encode()


def _row(
    number: int, row: list[Placed], columns: list[str], widths: list[float], styles: dict[tuple[str, bool], str]
) -> str:
    cells = []
    most = 1
    for column, (text, placed) in enumerate(row):
        look = _shown(text, placed)
        place = f'<c r="{columns[column]}{number}"'
        if not text:
            cells.append(f"{place}{styles[look, False]}/>")
            continue
        said = readable(text)
        style = styles[look, needs_quote(said)]
        written = escape(escaped(said), quote=False)
        cells.append(f'{place}{style} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>')
        behind = look.partition("@")[2]
        seen = f"{said} [{behind}]" if behind else said
        if column < len(widths) and (len(seen) > 5 * widths[column] or "\n" in seen) and is_wrapped(look):
            most = max(most, lines(seen, widths[column] * (_BOLD if is_bold(look) else 1)))
    points = max((size(look) for _text, look in row), default=10)
    # A height without customHeight: it suits programs that do not measure, and those that do measure again.
    height = min(most * points * _LINE + 1.5, _HIGHEST)
    return f'<row r="{number}" ht="{height:g}">{"".join(cells)}</row>'


def _shown(text: str, look: str) -> str:
    """The look of a cell, without a sign behind a text that is longer than what a format is known to be good for."""
    return look.partition("@")[0] if len(text) > _LONGEST_SIGNED else look


def _letters(number: int) -> str:
    """The name of a column, counted from 0: A, B, …, Z, AA."""
    name = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        name = chr(ord("A") + rest) + name
        number -= 1
    return name


def _filtered(sheet: Sheet, fixed: str = "") -> str:
    """The table with its head row, "A7:G19"; with "$" as `fixed` as a formula wants it."""
    last = _letters(len(sheet.rows[sheet.head - 1]) - 1)
    return f"{fixed}A{fixed}{sheet.head}:{fixed}{last}{fixed}{sheet.end}"


def _furniture(report: Report) -> str:
    """What stands at the head and foot of each page; "&" begins a code there."""

    def shown(text: str) -> str:
        text = " ".join(readable(text).split())
        return (text if len(text) <= _FURNITURE else text[: _FURNITURE - 1] + "…").replace("&", "&&")

    date = format_date(report.produced_on, report.language)
    head = f"&L{shown(report.title)}&R&A"
    pages = shown(report.words.page_of).replace("{pages}", "&N").replace("{page}", "&P")
    foot = f"&L{shown(' · '.join(filter(None, (date, standing(report)))))}&R{pages}"
    return (
        f"<headerFooter><oddHeader>{escape(head, quote=False)}</oddHeader>"
        f"<oddFooter>{escape(foot, quote=False)}</oddFooter></headerFooter>"
    )


# -- the package ------------------------------------------------------------------------------------------


def _workbook(sheets: list[Sheet]) -> bytes:
    root = etree.Element(f"{{{MAIN}}}workbook", nsmap={None: MAIN, "r": _LINKS})
    _add(_add(root, "bookViews"), "workbookView")
    parent = _add(root, "sheets")
    names = []
    for number, sheet in enumerate(sheets, start=1):
        made = _add(parent, "sheet", name=readable(sheet.name), sheetId=str(number))
        made.set(f"{{{_LINKS}}}id", f"sheet{number}")
        if sheet.head:
            quoted = "'" + readable(sheet.name).replace("'", "''") + "'"
            first = sheet.head - sheet.repeated + 1
            titles = f"{quoted}!${first}:${sheet.head}"
            if sum(sheet.widths) > _WIDE:
                titles = f"{quoted}!$A:$A,{titles}"
            names.append(("_xlnm.Print_Titles", number - 1, titles))
            names.append(("_xlnm._FilterDatabase", number - 1, f"{quoted}!{_filtered(sheet, '$')}"))
    if names:
        parent = _add(root, "definedNames")
        for name, place, refers in names:
            hidden = {"hidden": "1"} if name.endswith("Database") else {}
            _add(parent, "definedName", name=name, localSheetId=str(place), **hidden).text = refers
    return _written(root)


def _types(names: list[str]) -> bytes:
    space = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    for ending, kind in (("rels", relations), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{space}}}Default", Extension=ending, ContentType=kind)
    kinds = {"docProps/core.xml": _CORE, "xl/workbook.xml": f"{_KIND}.sheet.main+xml"}
    kinds |= {"xl/styles.xml": f"{_KIND}.styles+xml"} | {f"xl/{name}": f"{_KIND}.worksheet+xml" for name in names}
    for name, kind in kinds.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return _written(root)


def _relations(links: list[tuple[str, str, str]]) -> bytes:
    """Which parts belong to a part: id, kind and target of each."""
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    for id, kind, target in links:
        etree.SubElement(root, f"{{{space}}}Relationship", Id=id, Type=kind, Target=target)
    return _written(root)


def _core(report: Report) -> bytes:
    dublin = "http://purl.org/dc/elements/1.1/"
    space = f"{_PACKAGE}/metadata/core-properties"
    root = etree.Element(f"{{{space}}}coreProperties", nsmap={"cp": space, "dc": dublin})
    etree.SubElement(root, f"{{{dublin}}}title").text = readable(report.title)
    return _written(root)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{MAIN}}}{tag}", attributes)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
