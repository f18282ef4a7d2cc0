"""Reads our PDFs back: as an eye sees them, page by page, and as a screen reader speaks them, by the structure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2


def seen(path: Path) -> list[str]:
    """The text of each page; lines end with LF and without spaces."""
    with pypdfium2.PdfDocument(str(path)) as document:
        pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    return ["\n".join(line.rstrip() for line in page.splitlines()) for page in pages]


@dataclass(frozen=True)
class Bookmark:
    """`page` counts from 1."""

    level: int
    title: str
    page: int


def bookmarks(path: Path) -> list[Bookmark]:
    """The outline, from top to bottom."""
    with pypdfium2.PdfDocument(str(path)) as document:
        return [Bookmark(mark.level, mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]


def spoken(path: Path) -> list[tuple[str, str]]:
    """Tag and text of each element of the structure that has a text of its own, in the order of reading."""
    with pikepdf.open(path) as pdf:
        marks = {page.obj.objgen: _marks(page) for page in pdf.pages}
        return list(_walk(pdf.Root.StructTreeRoot.K, marks))


def _walk(element: Any, marks: dict[Any, dict[int, str]]) -> Iterator[tuple[str, str]]:
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    text = ""
    for kid in kids:
        if isinstance(kid, int):
            text += marks[element.Pg.objgen][kid]
        elif "/MCID" in kid:
            text += marks[kid.Pg.objgen][int(kid.MCID)]
    if "/ActualText" in element:
        text = str(element.ActualText)
    if text:
        yield str(element.S)[1:], text
    for kid in kids:
        if not isinstance(kid, int) and "/S" in kid:
            yield from _walk(kid, marks)


def _marks(page: Any) -> dict[int, str]:
    """The text of each piece of marked content of a page, by its number."""
    fonts = {name: _characters(font) for name, font in page.obj.Resources.Font.items()}
    marks: dict[int, str] = {}
    numbers = [-1]  # of the pieces that the text is within; one that only names a language has that around it
    characters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                inherited = numbers[-1] if str(operands[0]) == "/Span" and "/Lang" in operands[1] else -1
                numbers.append(int(operands[1].get("/MCID", inherited)))
                marks.setdefault(numbers[-1], "")
            case "EMC":
                numbers.pop()
            case "Tf":
                characters = fonts[str(operands[0])]
            case "Tj":
                marks[numbers[-1]] += "".join(characters[code] for code in bytes(operands[0]))
    return marks


def _characters(font: Any) -> dict[int, str]:
    lines = re.findall(r"<(\w\w)> <(\w+)>\n", font.ToUnicode.read_bytes().decode("latin-1"))
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in lines if len(text) > 2}
