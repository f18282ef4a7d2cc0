"""A report as a PDF: laid out, drawn page by page into the file, and written whole or not at all."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.pdf.book import Book
from ropa_desktop.exchange.pdf.document import lay_out
from ropa_desktop.exchange.pdf.objects import Target
from ropa_desktop.exchange.pdf.style import look
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Report


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a report: how many pages, and which characters no face could draw, how often each; in the
    file U+FFFD stands for them. `unjoined` are those that stand side by side though their script joins them."""

    pages: int
    replaced: dict[str, int]
    unjoined: dict[str, int] = field(default_factory=dict)


def write_pdf(report: Report, target: Path) -> Written:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed."""
    with whole_file(target) as beside, open(beside, "wb") as file:
        return _draw(report, file)


def render(report: Report) -> tuple[bytes, Written]:
    """The PDF in memory. The same report gives the same bytes."""
    drawn = BytesIO()
    written = _draw(report, drawn)
    return drawn.getvalue(), written


def _draw(report: Report, target: Target) -> Written:
    with collector_at_rest():
        typesetter = Typesetter(look(report.appearance))
        book = Book(target, report, typesetter)
        document = lay_out(report, typesetter, book)
        book.close(document.pages, document.structure, document.titles)
        return Written(len(document.pages), dict(typesetter.replaced), dict(typesetter.unjoined))
