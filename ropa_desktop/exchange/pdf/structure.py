"""The structure of the document beside its pages: what a screen reader reads, in its order.

While pages are laid out, an `Element` is made for each heading, paragraph and cell and gathers the marks (marked
content) that show it. `write_structure` turns the tree into the file's structure tree (ISO 32000-1, 14.7).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree: `tag` such as "H1" or "TD", and `scope` for a TH: "Row" or "Column".

    `spoken` is the text to be read, where it is drawn in another order (Hebrew, Arabic).
    """

    tag: str
    scope: str = ""
    spoken: str = ""
    kids: list[Element | Mark | Link] = field(default_factory=list)

    def add(self, tag: str, scope: str = "") -> Element:
        """Makes the next child. Children stand in the order in which they are read."""
        child = Element(tag, scope)
        self.kids.append(child)
        return child


@dataclass(slots=True, eq=False)
class Sheet:
    """What the structure knows of a page: the element that owns each mark (by number), and the page's links."""

    owners: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def mark(self, element: Element) -> int:
        """The number of a new mark on this page that shows (part of) `element`."""
        number = len(self.owners)
        self.owners.append(element)
        element.kids.append(Mark(self, number))
        return number


@dataclass(slots=True, eq=False, frozen=True)
class Mark:
    """A piece of a page's content, by its number on that page."""

    sheet: Sheet
    number: int


@dataclass(slots=True, eq=False)
class Link:
    """An area of a page (left, bottom, right, top; points) that leads to the page position named `destination`."""

    area: tuple[float, float, float, float]
    destination: str
    description: str
    owner: Element


def write_structure(pdf: pikepdf.Pdf, document: Element, sheets: list[Sheet]) -> None:
    """Writes the tree under `document` into `pdf`, whose pages and link annotations are those of `sheets`."""
    writer = _Writer(pdf, sheets)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = writer.element(document, root)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=writer.parents()))
    root.ParentTreeNextKey = writer.next_key
    pdf.Root.StructTreeRoot = root


class _Writer:
    """Makes the objects; keeps those that pages and links must point back to."""

    def __init__(self, pdf: pikepdf.Pdf, sheets: list[Sheet]) -> None:
        self.pdf = pdf
        self.sheets = sheets
        self.pages = {id(sheet): page.obj for sheet, page in zip(sheets, pdf.pages, strict=True)}
        self.made: dict[int, pikepdf.Object] = {}
        self.annotations: dict[int, pikepdf.Object] = {}
        self.names: dict[str, Name] = {}
        self.next_key = 0
        for sheet, page in zip(sheets, pdf.pages, strict=True):
            if sheet.links:
                for link, annotation in zip(sheet.links, page.obj.Annots, strict=True):
                    self.annotations[id(link)] = annotation

    def element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        """The object of an element and of all that it holds."""
        kids = element.kids
        entries: dict[str, pikepdf.Object | int] = {"/S": self.name(element.tag), "/P": parent}
        if element.scope:
            entries["/A"] = Dictionary(O=Name.Table, Scope=self.name(element.scope))
        if element.spoken:
            entries["/ActualText"] = String(element.spoken)
        home = kids[0].sheet if kids and isinstance(kids[0], Mark) else None
        if home is not None:
            entries["/Pg"] = self.pages[id(home)]
        if len(kids) == 1 and isinstance(kids[0], Mark):
            entries["/K"] = kids[0].number
        made = self.made[id(element)] = self.pdf.make_indirect(Dictionary(entries))
        if kids and "/K" not in entries:
            made.K = Array([self.kid(kid, made, home) for kid in kids])
        return made

    def kid(self, kid: Element | Mark | Link, parent: pikepdf.Object, home: Sheet | None) -> pikepdf.Object | int:
        """An entry of the array of children; a mark on the element's `home` page is its number alone."""
        if isinstance(kid, Element):
            return self.element(kid, parent)
        if isinstance(kid, Mark):
            if kid.sheet is home:
                return kid.number
            return Dictionary(Type=Name.MCR, Pg=self.pages[id(kid.sheet)], MCID=kid.number)
        return Dictionary(Type=Name.OBJR, Obj=self.annotations[id(kid)])

    def name(self, text: str) -> Name:
        """`text` as a PDF name; the same few come again and again."""
        if text not in self.names:
            self.names[text] = Name("/" + text)
        return self.names[text]

    def parents(self) -> Array:
        """The parent tree: from each page's marks, then from each link, back to its element."""
        numbers: list[pikepdf.Object | int] = []
        for key, (sheet, page) in enumerate(zip(self.sheets, self.pdf.pages, strict=True)):
            page.obj.StructParents = key
            numbers += (key, Array([self.made[id(owner)] for owner in sheet.owners]))
        self.next_key = len(self.sheets)
        for sheet in self.sheets:
            for link in sheet.links:
                self.annotations[id(link)].StructParent = self.next_key
                numbers += (self.next_key, self.made[id(link.owner)])
                self.next_key += 1
        return Array(numbers)
