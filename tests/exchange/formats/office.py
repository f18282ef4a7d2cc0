"""Asks LibreOffice to open a file and print it as PDF. Where it, or its part for that kind of file, is not installed,
the tests that need it are skipped and say so."""

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_COMPONENTS = {".docx": "sw", ".html": "sw", ".ods": "sc", ".xlsx": "sc", ".csv": "sc"}


def _opens(ending: str) -> bool:
    """Whether the part of LibreOffice that opens such files is installed."""
    program = Path(os.path.realpath(SOFFICE or ".")).parent
    folders = (program, program.parent / "Frameworks")
    return SOFFICE is not None and any(any(folder.glob(f"*{_COMPONENTS[ending]}lo.*")) for folder in folders)


def printed(path: Path) -> list[str]:
    """The text of each page that LibreOffice prints of a file; it must have read the file without a complaint."""
    if SOFFICE is None or not _opens(path.suffix):
        pytest.skip(f"LibreOffice, or what it opens {path.suffix} with, is not installed")
    home = path.with_name("office")
    command = [SOFFICE, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf", path.name]
    told = subprocess.run(command, cwd=path.parent, capture_output=True, encoding="utf-8", check=False)
    result = path.with_suffix(".pdf")
    assert result.exists(), told.stderr
    with pypdfium2.PdfDocument(str(result)) as document:
        return [document[index].get_textpage().get_text_range() for index in range(len(document))]
