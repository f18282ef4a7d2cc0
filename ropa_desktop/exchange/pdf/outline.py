"""The bookmarks of a document: its titles as a tree beside the pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ropa_desktop.exchange.pdf.finish import readable_title
from ropa_desktop.exchange.pdf.objects import PdfFile, reference, string


@dataclass(slots=True)
class _Node:
    number: int
    level: int
    text: str = ""
    place: str = ""
    kids: list[_Node] = field(default_factory=list)


def write_outline(file: PdfFile, titles: Sequence[tuple[int, str, str]]) -> int:
    """Writes the bookmarks, each with its level (0 the highest), its text and where it leads to; gives the number of
    the outline's object. Those of the highest level are open."""
    root = _Node(file.number(), -1)
    above = [root]
    for level, text, place in titles:
        while above[-1].level >= level:
            above.pop()
        node = _Node(file.number(), level, text, place)
        above[-1].kids.append(node)
        above.append(node)
    _write(file, root)
    family = _family(root)
    file.put(root.number, f"<</Type /Outlines{family}/Count {len(root.kids)}>>")
    return root.number


def _write(file: PdfFile, parent: _Node) -> None:
    for index, node in enumerate(parent.kids):
        _write(file, node)
        beside = f"/Prev {reference(parent.kids[index - 1].number)}" if index else ""
        if index + 1 < len(parent.kids):
            beside += f"/Next {reference(parent.kids[index + 1].number)}"
        below = f"{_family(node)}/Count -{len(node.kids)}" if node.kids else ""
        text = string(readable_title(node.text))
        file.put(node.number, f"<</Title {text}/Parent {reference(parent.number)}/Dest {node.place}{beside}{below}>>")


def _family(node: _Node) -> str:
    if not node.kids:
        return ""
    return f"/First {reference(node.kids[0].number)}/Last {reference(node.kids[-1].number)}"
