"""A report's table as text (.csv, RFC 4180): one table, its head row first, in UTF-8 with a byte order mark for Excel.

What a spreadsheet would take for a formula gets an apostrophe before it, as does what begins like that already; the
importer takes it off again (`sheets/delimited.py`).
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.files import whole_text
from ropa_desktop.exchange.formats.cells import LONGEST_TEXT
from ropa_desktop.exchange.formats.markup import readable
from ropa_desktop.exchange.report import Column, Report, Table
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.progress import counted

SEPARATORS = (";", ",")
"""What may stand between two cells: a spreadsheet in most of Europe expects the first."""

_DANGEROUS = re.compile("'*[=+\\-@\t\n\uff1d\uff0b\uff0d\uff20]")  # the last four as East Asian keyboards write them


def write_separated(report: Report, target: Path, separator: str = SEPARATORS[0]) -> tuple[str, ...]:
    """Writes the one table of `report` to `target`, in place of whatever was there; says which texts a spreadsheet
    would cut when it opens the file.

    Raises `BadInput` where the report is no single table, and `CannotWrite`; then nothing is changed.
    """
    table = _table(report, target)
    long = 0
    with whole_text(target, "utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
        for texts in _rows(table):
            writer.writerow([guarded(readable(text)) for text in texts])
            long += sum(len(text) > LONGEST_TEXT for text in texts)
    if not long:
        return ()
    said = ngettext(
        "{n} text has more than {most} characters; a spreadsheet cuts it when it opens the file.",
        "{n} texts have more than {most} characters; a spreadsheet cuts them when it opens the file.",
        long,
    )
    return (said.format(n=long, most=f"{LONGEST_TEXT:,}"),)


def guarded(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def _table(report: Report, target: Path) -> Table:
    chapters = [chapter for part in report.parts for chapter in part.on_sheets]
    blocks = [block for chapter in chapters for block in chapter.blocks]
    tables = [block for block in blocks if isinstance(block, Table) and block.rows]
    if any(chapter.entries for chapter in chapters) or len(blocks) > len(tables) or len(chapters) > len(report.parts):
        raise BadInput(
            _(
                "{name}: a text file holds one table, and this is a document. Choose a layout that is a table, or "
                "another format."
            ).format(name=target.name)
        )
    if not tables:
        raise BadInput(_("{name}: there is nothing to put in the table.").format(name=target.name))
    if len(tables) > 1:
        raise BadInput(
            _("{name}: a text file holds one table, and these are {n}. Choose one controller’s record.").format(
                name=target.name, n=len(tables)
            )
        )
    return tables[0]


def _rows(table: Table) -> Iterator[list[str]]:
    """The texts of the head row, and of each row below it."""
    yield [_title(column) for column in table.columns]
    for cells in counted(table.rows):
        yield [cell.text for cell in cells]


def _title(column: Column) -> str:
    """A heading, behind that which it stands under."""
    return f"{column.group} / {column.title}" if column.group else column.title
