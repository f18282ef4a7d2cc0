"""Saving a workbook: whole or not at all, and saying that this program wrote it."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml.etree import SerialisationError
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.workbook.cells import Book

PROGRAM = "ROPA Desktop"


def save(fill: Callable[[Any], None], target: Path) -> None:
    """Write the workbook that `fill` fills, sheet after sheet. Raises `CannotWrite`, leaving what was there."""
    book = Book()
    try:
        with collector_at_rest(), whole_file(target) as part, _named_failures():
            fill(book)
            with _Archive(part, "w", ZIP_DEFLATED) as archive:
                ExcelWriter(book, archive).save()
    finally:
        _discard_parts(book)


@contextmanager
def _named_failures() -> Iterator[None]:
    """What the disk refuses, under the name that everybody else gives it: lxml says "IO_ENOSPC"."""
    try:
        yield
    except SerialisationError as failure:
        code = getattr(errno, str(failure).removeprefix("IO_"), errno.EIO)
        raise OSError(code, os.strerror(code)) from failure


class _Archive(ZipFile):
    """Says that this program wrote the workbook, where openpyxl would say that Excel did."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *arguments: Any, **more: Any) -> None:
        if zinfo_or_arcname == ARC_APP:
            data = data.replace(b"Microsoft Excel", PROGRAM.encode())
        super().writestr(zinfo_or_arcname, data, *arguments, **more)


def _discard_parts(book: Any) -> None:
    """openpyxl gathers each sheet in a temporary file; when something goes wrong, it leaves file and stream behind."""
    for sheet in book.worksheets:
        writer = sheet._writer
        if writer is None:
            continue
        for stream in (sheet._rows, writer.xf):
            with suppress(Exception):  # whatever a stream says that cannot be ended in order
                stream.close()
        with suppress(OSError, ValueError):
            writer.cleanup()
