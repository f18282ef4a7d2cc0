"""The PDF of 1,000 activities beside the same text on a bare canvas: no structure, no contents, no PDF/A.

python -m tests.benchmarks.pdf
"""

import time
from collections.abc import Callable
from io import BytesIO
from statistics import median

from reportlab.pdfgen.canvas import Canvas

from ropa_desktop.exchange.pdf.style import BODY, BOTTOM, LABEL_COLUMN, LETTER_COLUMN, MARGIN, PORTRAIT, TOP
from ropa_desktop.exchange.pdf.typeset import FACES, font
from ropa_desktop.exchange.pdf.writer import render
from ropa_desktop.exchange.report import Cell, Chapter, Entry, Fields, Report, Section, State
from tests.exchange import reports

ACTIVITIES = 1000
ROUNDS = 5
LIMIT = 2.5
_ROWS = (("a", 5), ("b", 3), ("c", 5), ("d", 4), ("e", 2), ("f", 2), ("g", 2))  # 23 in all
_TEXT = (
    "behandlingen omfatter personopplysninger om ansatte og kunder som lagres hos databehandler i Norge med "
    "tilgangsstyring og kryptering, slettes etter fem år når formålet er oppfylt, og utleveres til Skatteetaten"
)


def measure() -> list[tuple[str, float, float]]:
    """Name, ratio to the floor, and the ratio that is allowed."""
    report = synthetic(ACTIVITIES)
    ratios: list[float] = []
    for number in range(ROUNDS + 1):
        floor = _seconds(lambda: bare(report))
        ours = _seconds(lambda: render(report))
        if number:  # the first round reads the fonts
            ratios.append(ours / floor)
    return [(f"PDF of {ACTIVITIES} activities / the same text on a bare canvas", median(ratios), LIMIT)]


def synthetic(activities: int) -> Report:
    """A report with 23 labelled statements in each activity, of about eleven words each."""
    entries = tuple(_activity(number) for number in range(activities))
    return reports.report(reports.part(Chapter("Behandlinger", (), entries)), language="nb")


def bare(report: Report) -> bytes:
    """The same labels and statements, wrapped greedily with widths cached per word, drawn string by string."""
    regular, bold = (font(name).fontName for name in FACES)
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
    face = font(name)
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
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    for name, ratio, limit in measure():
        print(f"{name}: {ratio:.2f} (at most {limit})")
