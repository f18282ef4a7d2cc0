"""The formats by the endings of their files: what the window calls them, and what a file dialog does (message ids)."""

from ropa_desktop.i18n import N_

WORDS: dict[str, tuple[str, str]] = {
    ".pdf": (N_("PDF, accessible and archivable"), N_("PDF documents (*.pdf)")),
    ".docx": (N_("Word document"), N_("Word documents (*.docx)")),
    ".xlsx": (N_("Excel workbook"), N_("Excel workbooks (*.xlsx)")),
    ".ods": (N_("OpenDocument spreadsheet"), N_("OpenDocument spreadsheets (*.ods)")),
    ".html": (N_("Web page, whole in one file"), N_("Web pages (*.html)")),
    ".csv": (N_("Text table (CSV)"), N_("Text tables (*.csv)")),
    ".json": (N_("JSON, for other programs"), N_("JSON files (*.json)")),
    ".jsonld": (N_("Linked data, JSON-LD"), N_("Linked data in JSON (*.jsonld)")),
    ".ttl": (N_("Linked data, Turtle"), N_("Linked data in Turtle (*.ttl)")),
}
"""In the order in which they are offered."""

OF_DOCUMENT: dict[str, str] = {".xlsx": N_("Excel workbook, to read and print")}
OF_COPY: dict[str, str] = {".xlsx": N_("Excel workbook, to change and take back in")}
"""What the window calls a format otherwise where a workbook may be either."""

SEPARATORS: dict[str, str] = {
    ";": N_("Semicolon, as in most of Europe"),
    ",": N_("Comma, as in Britain and Ireland"),
}
"""What stands between two cells of a text table."""
