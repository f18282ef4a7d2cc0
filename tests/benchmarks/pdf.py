"""The PDF of 1,000 and 10,000 activities beside the same text on a bare canvas: no structure, no contents, no PDF/A;
the time that a page takes in a long record beside that in a short one; and the memory that the longest takes.

python -m tests.benchmarks.pdf
"""

import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ropa_desktop.exchange.pdf import Written, write_pdf
from ropa_desktop.exchange.pdf.faces import FACES
from ropa_desktop.exchange.pdf.style import BODY, BOTTOM, LABEL_COLUMN, LETTER_COLUMN, MARGIN, PORTRAIT, TOP
from ropa_desktop.exchange.report import Cell, Chapter, Entry, Fields, Report, Section, State
from ropa_desktop.paths import resources
from tests.benchmarks.memory import peak, peak_of
from tests.exchange import reports

FEW, MANY = 1000, 10_000  # activities
ROUNDS = 5
LIMIT = 2.5
LONGER = 1.3  # a page of a long record may take this much longer than one of a short record
MEMORY = 600  # megabytes
_ROWS = (("a", 5), ("b", 3), ("c", 5), ("d", 4), ("e", 2), ("f", 2), ("g", 2))  # 23 in all
_TEXT = (
    "behandlingen omfatter personopplysninger om ansatte og kunder som lagres hos databehandler i Norge med "
    "tilgangsstyring og kryptering, slettes etter fem år når formålet er oppfylt, og utleveres til Skatteetaten"
)


def measure() -> list[tuple[str, float, float]]:
    """Name, ratio to the floor, and the ratio that is allowed."""
    _register_fonts()
    bare(synthetic(1))
    _written(synthetic(1))  # reads the fonts
    few = [_beside_the_floor(FEW) for _round in range(ROUNDS)]
    many = _beside_the_floor(MANY)
    per_page = median(ours / pages for ours, _floor, pages in few)
    return [
        (f"PDF of {FEW} activities / the same text on a bare canvas", median(o / f for o, f, _p in few), LIMIT),
        (f"PDF of {MANY} activities / the same text on a bare canvas", many[0] / many[1], LIMIT),
        (f"PDF, a page among {MANY} activities / one among {FEW}", many[0] / many[2] / per_page, LONGER),
        (f"PDF of {MANY} activities, memory / {MEMORY} MB", peak_of("tests.benchmarks.pdf", str(MANY)) / MEMORY, 1.0),
    ]


def _beside_the_floor(activities: int) -> tuple[float, float, int]:
    """The seconds of processor time of ours and of the floor, and how many pages ours has."""
    report = synthetic(activities)
    floor = _seconds(lambda: bare(report))
    pages: list[int] = []
    ours = _seconds(lambda: pages.append(_written(report).pages))
    return ours, floor, pages[0]


def _written(report: Report) -> Written:
    with TemporaryDirectory() as folder:
        return write_pdf(report, Path(folder, "record.pdf"))


def _register_fonts() -> None:
    for name in FACES:
        pdfmetrics.registerFont(TTFont(name, str(resources("fonts", f"{name}.ttf"))))


def synthetic(activities: int) -> Report:
    """A report with 23 labelled statements in each activity, of about eleven words each."""
    entries = tuple(_activity(number) for number in range(activities))
    return reports.report(reports.part(Chapter("Behandlinger", (), entries)), language="nb")


def bare(report: Report) -> bytes:
    """The same labels and statements, wrapped greedily with widths cached per word, drawn string by string."""
    regular, bold = FACES
    target = BytesIO()
    canvas = Canvas(target, pagesize=PORTRAIT)
    widths: dict[str, dict[str, float]] = {regular: {}, bold: {}}
    left, top, leading = MARGIN, PORTRAIT[1] - TOP, BODY.leading
    value = left + LETTER_COLUMN + LABEL_COLUMN
    room = PORTRAIT[0] - MARGIN - value
    y = top
    for entry in report.parts[0].chapters[0].entries:
        canvas.setFont(bold, 13)
        canvas.drawString(left, y, f"{entry.reference}  {entry.title}")
        y -= 24
        for section in entry.sections:
            canvas.setFont(bold, BODY.size)
            canvas.drawString(left, y, f"({section.letter})")
            canvas.drawString(left + LETTER_COLUMN, y, section.title)
            for block in section.blocks:
                assert isinstance(block, Fields)
                for label, cell in block.rows:
                    lines = _wrap(cell.text, regular, widths[regular], room * 0.67)
                    if y - len(lines) * leading < BOTTOM:
                        canvas.showPage()
                        y = top
                    canvas.setFont(regular, BODY.size)
                    canvas.drawString(value, y, label)
                    for line in lines:
                        canvas.drawString(value + room * 0.33, y, line)
                        y -= leading
                    y -= 2
            canvas.line(left, y, PORTRAIT[0] - MARGIN, y)
            y -= 10
    canvas.save()
    return target.getvalue()


def _wrap(text: str, name: str, widths: dict[str, float], room: float) -> list[str]:
    face = pdfmetrics.getFont(name)
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    space = face.stringWidth(" ", BODY.size)
    for word in text.split(" "):
        width = widths.get(word)
        if width is None:
            width = widths[word] = face.stringWidth(word, BODY.size)
        if line and used + space + width > room:
            lines.append(" ".join(line))
            line, used = [], 0.0
        line.append(word)
        used += width + (space if len(line) > 1 else 0)
    return [*lines, " ".join(line)]


def _activity(number: int) -> Entry:
    sections: list[Section] = []
    for letter, rows in _ROWS:
        fields = tuple((f"Opplysning {row + 1}", _statement(number * 31 + row * 7)) for row in range(rows))
        sections.append(Section(letter, f"Avsnitt {letter}", (Fields(fields),)))
    return Entry(f"PA-{number + 1:03}", f"Behandling nummer {number + 1}", tuple(sections))


def _statement(seed: int) -> Cell:
    if seed % 17 == 0:
        return Cell("ikke oppgitt", State.unknown)
    vocabulary = _TEXT.split(" ")
    words = [vocabulary[(seed + place * place) % len(vocabulary)] for place in range(6 + seed % 11)]
    return Cell(f"{' '.join(words)} {seed}")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    if len(sys.argv) == 2:
        _written(synthetic(int(sys.argv[1])))
        print(peak())
    else:
        for name, ratio, limit in measure():
            print(f"{name}: {ratio:.2f} (at most {limit})")
