"""A report as a PDF: laid out, drawn on reportlab's canvas, finished by pikepdf, and written whole or not at all."""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.document import lay_out
from ropa_desktop.exchange.pdf.finish import finish
from ropa_desktop.exchange.pdf.flow import Page
from ropa_desktop.exchange.pdf.furniture import add_furniture
from ropa_desktop.exchange.pdf.typeset import FACES, Typesetter, font
from ropa_desktop.exchange.report import Report

# What a bookmark's title cannot hold: control characters, and halves of surrogate pairs.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_LONGEST_LABEL = 300  # characters


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a report: how many pages, and which characters no face could draw, how often each; in the
    file U+FFFD stands for them."""

    pages: int
    replaced: dict[str, int]


def write_pdf(report: Report, target: Path) -> Written:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed."""
    content, written = render(report)
    with whole_file(target) as beside:
        beside.write_bytes(content)
    return written


def render(report: Report) -> tuple[bytes, Written]:
    """The PDF in memory: PDF/A-2a and PDF/UA-1 at once. The same report gives the same bytes."""
    with collector_at_rest():
        return _render(report)


def _render(report: Report) -> tuple[bytes, Written]:
    font(FACES[0])
    drawn = BytesIO()
    # Not compressed by the canvas: it would write the result as letters, a quarter longer.
    canvas: Any = Canvas(drawn, pageCompression=0, invariant=1, initialFontName=FACES[0])  # type: ignore[arg-type]
    typesetter = Typesetter(canvas._doc)
    document = lay_out(report, typesetter)
    for page in document.pages:
        add_furniture(page, len(document.pages), report, typesetter)
        _draw_page(page, canvas)
    for title in document.titles:
        canvas.addOutlineEntry(_label(title.whole), title.name, title.level)
    canvas.save()
    content = finish(
        drawn.getvalue(),
        document.structure,
        [page.sheet for page in document.pages],
        title=report.title,
        language=report.language,
        produced_on=report.produced_on,
    )
    return content, Written(len(document.pages), dict(typesetter.replaced))


def _draw_page(page: Page, canvas: Any) -> None:
    """Hands a page to the canvas, with the places that bookmarks and links lead to, and its links."""
    canvas.setPageSize(page.size)
    canvas._code.extend(page.code)
    for name, y in page.places:
        canvas.bookmarkPage(name, fit="XYZ", left=0, top=min(y + style.ABOVE_PLACE, page.size[1]))
    for link in page.sheet.links:
        # F=4, to be printed: PDF/A asks it of every annotation.
        canvas.linkAbsolute(_label(link.description), link.destination, link.area, Border="[0 0 0]", F=4)
    canvas.showPage()
    # Compressed at once, so that a long document is small in memory; reportlab's own way takes it through a
    # text encoding in Python first.
    drawn = canvas._doc.Pages.pages[-1]
    compressed = zlib.compress(drawn.stream.encode("ascii"))
    drawn.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), compressed)
    drawn.stream = None
    page.code.clear()


def _label(text: str) -> str:
    """`text` on one line, short enough to be read in a narrow panel."""
    line = _UNSEEN.sub(" ", text).strip()
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1] + "…"
