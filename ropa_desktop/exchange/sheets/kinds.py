"""What a file is, told from its content and never from its name alone; what is no spreadsheet is refused here."""

import re
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.workbook.container import LARGEST, check_container, check_is_file, check_unpacked, damaged
from ropa_desktop.i18n import _

Kind = Literal["excel", "binary", "old", "opendocument", "flat", "text"]
"""excel: .xlsx, .xlsm; binary: .xlsb; old: .xls; opendocument: .ods; flat: .fods; text: .csv, .tsv."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Office 97, and of what a password encrypts
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"\x00\x00\x01\x00")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_WEB_PAGE = re.compile(rb"<(!doctype html|html|head|body|table|meta|style|div)\b|^mime-version:", re.IGNORECASE)
_MAIN_PART = re.compile(rb"(spreadsheetml|wordprocessingml|presentationml|ms-excel|ms-word|ms-powerpoint)\.[\w.]*main")
_BEGINNING = 4096


def kind_of(path: Path) -> Kind:
    """The reader that a file needs. Raises `BadInput`, one sentence with advice, where there is none."""
    check_is_file(path)
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError:
        beginning = b""
    if not beginning:
        check_container(path)  # knows the sentences for what is missing, closed to us, a folder, or empty
        raise unknown(path)
    if beginning[:2] == b"PK":
        return _kind_of_archive(path)
    if beginning.startswith(_COMPOUND):
        return _kind_of_compound(path)
    if path.stat().st_size > LARGEST:
        raise BadInput(
            _("“{name}” has {size} MB, more than any register. It is not opened.").format(
                name=path.name, size=path.stat().st_size // 2**20
            )
        )
    return _kind_of_text(path, beginning)


def _kind_of_archive(path: Path) -> Kind:
    names, mimetype, types = _directory(path)
    if mimetype.startswith(_OPENDOCUMENT):
        if not mimetype.removeprefix(_OPENDOCUMENT).startswith(b"spreadsheet"):
            raise _document(path)
        return "opendocument"
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        raise BadInput(
            _("“{name}” was saved by Numbers. Export it there as an Excel workbook (.xlsx), and choose that.").format(
                name=path.name
            )
        )
    check_container(path)
    main = _MAIN_PART.search(types)
    if main is None and "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
        raise unknown(path)
    if main and main[1] in (b"wordprocessingml", b"ms-word", b"presentationml", b"ms-powerpoint"):
        raise _document(path)
    return "binary" if "xl/workbook.bin" in names or b"sheet.binary" in types else "excel"


def _directory(path: Path) -> tuple[frozenset[str], bytes, bytes]:
    """The names in an archive, its OpenDocument type, and the list of its parts' types.

    Raises `BadInput` for what is damaged, protected or unpacks to too much.
    """
    entries = {entry.filename: entry for entry in check_unpacked(path)}
    try:
        with ZipFile(path) as archive:
            read = {
                name: archive.read(name) if name in entries and not entries[name].flag_bits & 1 else b""
                for name in ("mimetype", "META-INF/manifest.xml", "[Content_Types].xml")
            }
    except Exception:  # a damaged archive fails in a dozen ways
        raise damaged(path) from None
    if b"encryption-data" in read["META-INF/manifest.xml"]:
        raise BadInput(
            _(
                "“{name}” is protected by a password. Open it in LibreOffice and save it with Save As, without a tick "
                "at “Save with password”."
            ).format(name=path.name)
        )
    return frozenset(entries), read["mimetype"], read["[Content_Types].xml"]


def _kind_of_compound(path: Path) -> Kind:
    content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    streams = {
        name: name.encode("utf-16-le") + b"\0\0" in content
        for name in ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document")
    }
    if streams["EncryptedPackage"]:
        check_container(path)  # knows how to remove the password
    if streams["Workbook"] or streams["Book"]:
        return "old"
    raise _document(path) if streams["WordDocument"] or streams["PowerPoint Document"] else unknown(path)


def _kind_of_text(path: Path, beginning: bytes) -> Kind:
    if b"%PDF-" in beginning[:1024]:
        raise BadInput(
            _(
                "“{name}” is a PDF, whose tables cannot be read. Choose the spreadsheet it was made from, or copy its "
                "table into one."
            ).format(name=path.name)
        )
    if beginning.startswith(_PICTURES) and (b"\0" in beginning or beginning.startswith(b"\xff\xd8")):
        raise BadInput(_("“{name}” is a picture. Choose the spreadsheet it was taken of.").format(name=path.name))
    if beginning.startswith(_ARCHIVES):
        raise BadInput(
            _("“{name}” is an archive. Unpack it first and choose the spreadsheet in it.").format(name=path.name)
        )
    if beginning.startswith(b"SQLite format 3\0"):
        raise BadInput(
            _("“{name}” is a database and no spreadsheet. If it is a register, open it instead.").format(name=path.name)
        )
    if beginning.startswith(b"{\\rtf"):
        raise _document(path)
    plain = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith(b"<") and b"urn:oasis:names:tc:opendocument:xmlns:office" in plain:
        return "flat"
    if plain.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        raise BadInput(
            _("“{name}” is a spreadsheet in XML. Open it in Excel and save it as an Excel workbook (.xlsx).").format(
                name=path.name
            )
        )
    found = _WEB_PAGE.search(plain)
    if found and (plain.startswith(b"<") or found.start() == 0):
        raise BadInput(
            _(
                "“{name}” is a web page, whatever its name ends in. Open it in Excel and save it as an Excel workbook "
                "(.xlsx)."
            ).format(name=path.name)
        )
    if plain.startswith(b"<?xml"):
        raise unknown(path)
    return "text"


def _document(path: Path) -> BadInput:
    return BadInput(
        _("“{name}” is a text document. Copy its table into a spreadsheet, save that, and choose it.").format(
            name=path.name
        )
    )


def unknown(path: Path) -> BadInput:
    """For what is no spreadsheet of any kind."""
    return BadInput(
        _("“{name}” is neither a spreadsheet nor a table of text. Choose a file such as .xlsx, .ods or .csv.").format(
            name=path.name
        )
    )
