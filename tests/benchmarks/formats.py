"""The formats of a report beside the barest way to the same: openpyxl's write-only mode, and lxml with zip; and the
memory that the longest text document and the longest web page take.

    python -m tests.benchmarks formats

Both floors are given finished texts. Ours begins with the report and makes the sheets, widths, heights and heads, or
the tables, contents and links, besides. A raw document of the same texts has one paragraph for each and nothing else,
in one tree; ours is no tree at all and therefore ought to stay below it.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from ropa_desktop.exchange.formats.cells import Sheet, as_sheets
from ropa_desktop.exchange.formats.document import write_document
from ropa_desktop.exchange.formats.spreadsheet import write_spreadsheet
from ropa_desktop.exchange.formats.web import write_web
from ropa_desktop.exchange.formats.wordprocessing import WORDS
from ropa_desktop.exchange.report import Cell, Chapter, Column, Report, State, Table
from tests.benchmarks.memory import peak, peak_of
from tests.benchmarks.pdf import synthetic
from tests.benchmarks.register import paired
from tests.exchange import reports

WORKBOOK, DOCUMENT = 1.3, 1.0
MANY = 10_000  # activities
MEMORY = {"docx": 600, "html": 350}  # megabytes


def measure() -> list[tuple[str, float, float]]:
    """The ratios, as medians of interleaved pairs."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "record"
        for activities, rounds in ((1_000, 7), (10_000, 3)):
            report = layout(activities)
            sheets = as_sheets(report)
            ratio = paired(lambda: write_spreadsheet(report, target), lambda: bare_workbook(sheets, target), rounds)  # noqa: B023
            found.append(
                (f"layout of {activities:,} activities in .xlsx : the same cells in bare openpyxl", ratio, WORKBOOK)
            )
        for activities, rounds in ((1_000, 5), (MANY, 1)):
            report = synthetic(activities)
            texts = paragraphs(report, target)
            ratio = paired(lambda: write_document(report, target), lambda: bare_document(texts, target), rounds)  # noqa: B023
            found.append(
                (f"record of {activities:,} activities in .docx : the same texts in bare lxml and zip", ratio, DOCUMENT)
            )
    for ending, most in MEMORY.items():
        taken = peak_of("tests.benchmarks.formats", ending, str(MANY))
        found.append((f"record of {MANY:,} activities in .{ending}, memory : {most} MB", taken / most, 1.0))
    return found


def layout(activities: int) -> Report:
    """A table of twelve columns with a row for each activity."""
    columns = tuple(Column(f"Heading number {number}", required=number % 3 == 0) for number in range(12))
    rows = tuple(
        tuple(
            Cell("unknown", State.unknown)
            if (row + column) % 9 == 0
            else Cell(
                f"What activity {row} says of its column {column}: " + "names, purposes and limits " * (column % 4)
            )
            for column in range(12)
        )
        for row in range(activities)
    )
    return reports.report(reports.part(Chapter("Layout", (), (), (Table(columns, rows),), landscape=True)))


def bare_workbook(sheets: list[Sheet], target: Path) -> None:
    """The same cells in as many styles, and nothing else."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        made: Any = book.create_sheet(sheet.name)
        styles: dict[str, Any] = {}
        for row in sheet.rows:
            cells: list[Any] = []
            for text, look in row:
                cell: Any = WriteOnlyCell(made, text)
                if look not in styles:
                    cell.font = Font(bold=look == "Head", italic=look == "Answer")
                    cell.fill = PatternFill("solid", fgColor="FBF2E0" if look == "Unknown" else "FFFFFF")
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
                    styles[look] = cell._style
                cell._style = styles[look]
                cells.append(cell)
            made.append(cells)
    book.save(target)


def paragraphs(report: Report, target: Path) -> list[str]:
    """The text of every paragraph of the document."""
    write_document(report, target)
    found = []
    with ZipFile(target) as archive, archive.open("word/document.xml") as part:
        for _event, paragraph in etree.iterparse(part, tag=f"{{{WORDS}}}p"):
            found.append("".join(text.text or "" for text in paragraph.iter(f"{{{WORDS}}}t")))
            paragraph.clear()
    return found


def bare_document(texts: list[str], target: Path) -> None:
    """The same texts, a paragraph each, in one part."""
    root = etree.Element(f"{{{WORDS}}}document", nsmap={"w": WORDS})
    body = etree.SubElement(root, f"{{{WORDS}}}body")
    for text in texts:
        paragraph = etree.SubElement(body, f"{{{WORDS}}}p")
        properties = etree.SubElement(paragraph, f"{{{WORDS}}}pPr")
        etree.SubElement(properties, f"{{{WORDS}}}pStyle", {f"{{{WORDS}}}val": "Normal"})
        run = etree.SubElement(paragraph, f"{{{WORDS}}}r")
        etree.SubElement(run, f"{{{WORDS}}}t").text = text
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write = write_web if sys.argv[1] == "html" else write_document
        write(synthetic(int(sys.argv[2])), Path(folder) / "record")
    print(peak())
