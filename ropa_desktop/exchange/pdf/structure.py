"""The structure of the document beside its pages: what a screen reader reads, in its order.

While pages are laid out, an `Element` is made for each heading, paragraph and cell and gathers the marks (marked
content) that show it. `Tree` writes elements into the file as they become complete, and forgets what they held
(ISO 32000-1, 14.7).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ropa_desktop.exchange.pdf.objects import PdfFile, name, string


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree: `tag` such as "H1" or "TD", and `scope` for a TH: "Row" or "Column".

    `spoken` is the text to be read, where it is drawn in another order (Hebrew, Arabic). `language` (BCP 47) is given
    where it is not the document's. `described` says what a
    picture shows, `box` where that is (left, bottom, right, top; points). `number` is that of its object, 0 as long as
    it has none; `written` once that stands in the file.
    """

    tag: str
    scope: str = ""
    spoken: str = ""
    language: str = ""
    described: str = ""
    box: tuple[float, float, float, float] | None = None
    parent: Element | None = None
    kids: list[Element | Mark | Link] = field(default_factory=list)
    number: int = 0
    written: bool = False

    def add(self, tag: str, scope: str = "") -> Element:
        """Makes the next child. Children stand in the order in which they are read."""
        child = Element(tag, scope, parent=self)
        self.kids.append(child)
        return child


@dataclass(slots=True, eq=False)
class Sheet:
    """What the structure knows of a page: the number of its object, the element that owns each mark (by number), and
    the page's links."""

    page: int = 0
    owners: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def mark(self, element: Element) -> int:
        """The number of a new mark on this page that shows (part of) `element`."""
        number = len(self.owners)
        self.owners.append(element)
        element.kids.append(Mark(self.page, number))
        return number


@dataclass(slots=True, eq=False, frozen=True)
class Mark:
    """A piece of a page's content: the page's object, and the piece's number on it."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Link:
    """An area of a page (left, bottom, right, top; points) that leads to the page position named `destination`.
    `number` is that of its object."""

    area: tuple[float, float, float, float]
    destination: str
    description: str
    owner: Element
    number: int = 0


class Tree:
    """Writes the structure."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.root = file.number()
        self._parents: list[str] = []

    def number(self, element: Element) -> int:
        """The number of an element's object, whether or not that stands in the file yet."""
        if not element.number:
            element.number = self.file.number()
        return element.number

    def write(self, element: Element) -> None:
        """Writes an element with all below it: nothing may be added to them any more."""
        if element.written:
            return
        number = self.number(element)
        parent = self.number(element.parent) if element.parent else self.root
        first = element.kids[0] if element.kids else None
        home = first.page if isinstance(first, Mark) else 0
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                self.write(kid)
                kids.append(f"{kid.number} 0 R")
            elif isinstance(kid, Link):
                kids.append(f"<</Type /OBJR/Obj {kid.number} 0 R>>")
            elif kid.page == home:
                kids.append(str(kid.number))
            else:
                kids.append(f"<</Type /MCR/Pg {kid.page} 0 R/MCID {kid.number}>>")
        said = f"<</S /{element.tag}/P {parent} 0 R"
        if home:
            said += f"/Pg {home} 0 R"
        if kids:
            said += f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]"
        if element.scope:
            said += f"/A <</O /Table/Scope {name(element.scope)}>>"
        if element.language:
            said += f"/Lang {string(element.language)}"
        if element.spoken:
            said += f"/ActualText {string(element.spoken)}"
        if element.described:
            said += f"/Alt {string(element.described)}"
        if element.box:
            box = " ".join(f"{side:.2f}" for side in element.box)
            said += f"/A <</O /Layout/Placement /Block/BBox [{box}]>>"
        self.file.put(number, said + ">>")
        element.kids = []
        element.written = True

    def own(self, numbers: list[int]) -> int:
        """Notes the owners of a page's marks, by number of their objects; gives the page's key."""
        array = self.file.add("[" + " ".join([f"{number} 0 R" for number in numbers]) + "]")
        return self._note(array)

    def own_link(self, link: Link) -> int:
        """Notes the owner of a link; gives the link's key."""
        return self._note(self.number(link.owner))

    def close(self, document: Element) -> None:
        """Writes the document's element, and the way back from pages and links to their elements."""
        self.write(document)
        parents = self.file.add(f"<</Nums [{' '.join(self._parents)}]>>")
        said = f"/K {document.number} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {len(self._parents)}"
        self.file.put(self.root, f"<</Type /StructTreeRoot{said}>>")

    def _note(self, number: int) -> int:
        key = len(self._parents)
        self._parents.append(f"{key} {number} 0 R")
        return key
