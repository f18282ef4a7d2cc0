"""The PDF of a report: an accessible, archivable document of our own layout."""

from ropa_desktop.exchange.pdf.writer import Written, write_pdf

__all__ = ["Written", "write_pdf"]
