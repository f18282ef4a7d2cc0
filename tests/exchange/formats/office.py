"""Asks LibreOffice to open a file and print it as PDF. Where it, or its part for that kind of file, is not installed,
the tests that need it are skipped and say so."""

import os
import shutil
import subprocess
from collections.abc import Sequence
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
    return all_printed([path])[0]


def all_printed(paths: Sequence[Path]) -> list[list[str]]:
    """The same of several files in one folder, with names of their own, in one start."""
    wanting = {path.suffix for path in paths if SOFFICE is None or not _opens(path.suffix)}
    if SOFFICE is None or wanting:
        pytest.skip(f"LibreOffice, or what it opens {', '.join(sorted(wanting))} with, is not installed")
    folder = paths[0].parent
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    told = subprocess.run(
        [*command, *(path.name for path in paths)], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    found = []
    for path in paths:
        result = path.with_suffix(".pdf")
        assert result.exists(), (path.name, told.stderr)
        with pypdfium2.PdfDocument(str(result)) as document:
            found.append([document[index].get_textpage().get_text_range() for index in range(len(document))])
    return found
