"""A register as an Excel workbook: one sheet for each kind of record, written so that it can be read back by id."""

from ropa_desktop.exchange.workbook.reader import read_workbook
from ropa_desktop.exchange.workbook.writer import write_workbook

__all__ = ["read_workbook", "write_workbook"]
