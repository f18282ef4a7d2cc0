"""A binary workbook (.xlsb), made by the description of the format ([MS-XLSB]): nothing free writes one."""

import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

Value = str | float | bool | date | None

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.ms-excel"
_DAY = 14  # the number format that is a date in every workbook
_EPOCH = date(1899, 12, 30)

# The records that are written here, by their numbers (2.3.1).
_ROW, _BOOLEAN, _NUMBER, _TEXT = 0, 4, 5, 6
_FORMAT, _FORMATS, _FORMATS_END, _STYLES, _STYLES_END = 47, 617, 618, 278, 279
_SHEET, _SHEET_END, _BOOK, _BOOK_END, _SHEETS, _SHEETS_END = 129, 130, 131, 132, 143, 144
_ROWS, _ROWS_END, _EXTENT, _SHEET_OF_BOOK = 145, 146, 148, 156


def write_binary(path: Path, rows: Sequence[Sequence[Value]], name: str = "Register") -> Path:
    """A workbook of one sheet."""
    styles = b"".join(_record(_FORMAT, struct.pack("<HH12x", 0, number)) for number in (0, _DAY))
    parts = {
        "xl/workbook.bin": _record(_BOOK)
        + _record(_SHEETS)
        + _record(_SHEET_OF_BOOK, struct.pack("<II", 0, 1) + _text("sheet") + _text(name))
        + _record(_SHEETS_END)
        + _record(_BOOK_END),
        "xl/styles.bin": _record(_STYLES)
        + _record(_FORMATS, struct.pack("<I", 2))
        + styles
        + _record(_FORMATS_END)
        + _record(_STYLES_END),
        "xl/worksheets/sheet1.bin": _sheet(rows),
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types())
        archive.writestr("_rels/.rels", _relations({"book": ("officeDocument", "xl/workbook.bin")}))
        links = {"sheet": ("worksheet", "worksheets/sheet1.bin"), "styles": ("styles", "styles.bin")}
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(links))
        for place, content in parts.items():
            archive.writestr(place, content)
    return path


def _sheet(rows: Sequence[Sequence[Value]]) -> bytes:
    written = _record(_SHEET) + _record(_EXTENT, struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    written += _record(_ROWS)
    for number, row in enumerate(rows):
        written += _record(_ROW, struct.pack("<IIH3xI", number, 0, 300, 0))
        written += b"".join(_cell(column, value) for column, value in enumerate(row) if value is not None)
    return written + _record(_ROWS_END) + _record(_SHEET_END)


def _cell(column: int, value: Value) -> bytes:
    place = struct.pack("<II", column, 1 if isinstance(value, date) else 0)  # the second number is the format's
    match value:
        case bool():
            return _record(_BOOLEAN, place + bytes([value]))
        case str():
            return _record(_TEXT, place + _text(value))
        case date():
            return _record(_NUMBER, place + struct.pack("<d", (value - _EPOCH).days))
        case _:
            return _record(_NUMBER, place + struct.pack("<d", value))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _record(number: int, body: bytes = b"") -> bytes:
    """A record: its number and its length, seven bits to the byte, and its body."""
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    length = len(body)
    while length > 127:
        head += bytes([length & 127 | 128])
        length >>= 7
    return head + bytes([length]) + body


def _types() -> str:
    kinds = {"workbook": "sheet.binary.macroEnabled.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    of_parts = "".join(
        f'<Override PartName="/xl/{part}.bin" ContentType="{_KIND}.{kind}"/>' for part, kind in kinds.items()
    )
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{relations}{of_parts}</Types>'


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
