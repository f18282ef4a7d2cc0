"""The file around the pages: each page is written as soon as it is full, and what joins them at the end.

The file keeps to PDF/A-2a (ISO 19005-2), or with a file inside to PDF/A-3a, and to PDF/UA-1 (ISO 14289-1) at once.
"""

from collections.abc import Sequence
from hashlib import md5
from io import BytesIO

from ropa_desktop.exchange.pdf.contents import Title
from ropa_desktop.exchange.pdf.finish import describe, profile, readable_title, time_of
from ropa_desktop.exchange.pdf.flow import Page
from ropa_desktop.exchange.pdf.furniture import add_furniture
from ropa_desktop.exchange.pdf.objects import PdfFile, Target, name, reference, references, string
from ropa_desktop.exchange.pdf.outline import write_outline
from ropa_desktop.exchange.pdf.structure import Element, Tree
from ropa_desktop.exchange.pdf.style import ABOVE_PLACE
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Attachment, Report

_LEAVES = 50  # pages under one node of the tree of pages


class Book:
    """A document on its way into a file."""

    def __init__(self, target: Target, report: Report, typesetter: Typesetter) -> None:
        self.report = report
        self.typesetter = typesetter
        self.file = PdfFile(target)
        self.tree = Tree(self.file)
        self._resources = self.file.number()

    def begin(self, page: Page) -> None:
        """Numbers a new page, so that the structure can speak of it."""
        page.sheet.page = self.file.number()

    def finish(self, page: Page) -> None:
        """Writes what stands on a page that is full. Only its head and foot are still to come."""
        page.drawn = self.file.stream(self.file.number(), "\n".join(page.code).encode("ascii"))
        page.key = self.tree.own([self.tree.number(owner) for owner in page.sheet.owners])
        page.code.clear()
        page.sheet.owners.clear()

    def close(self, pages: Sequence[Page], structure: Element, titles: Sequence[Title]) -> None:
        """Writes heads and feet, links, pages, bookmarks, structure, fonts and what describes the document."""
        file = self.file
        places = {
            place: f"[{page.sheet.page} 0 R /XYZ 0 {min(y + ABOVE_PLACE, page.size[1]):.2f} 0]"
            for page in pages
            for place, y in page.places
        }
        links = {link: file.number() for page in pages for link in page.sheet.links}
        for link, number in links.items():
            link.number = number
        root = file.number()
        self._write_pages(pages, places)
        outline = write_outline(file, [(title.level, title.whole, places[title.name]) for title in titles])
        self.tree.close(structure)
        fonts = "".join(f"/{key} {number} 0 R" for key, number in self.typesetter.write_fonts(file).items())
        logo = self._write_logo()
        pictures = f"/XObject <</Logo {logo} 0 R>>" if logo else ""
        file.put(self._resources, f"<</Font <<{fonts}>>{pictures}>>")
        self._write_catalog(root, outline, self._pages)

    def _write_pages(self, pages: Sequence[Page], places: dict[str, str]) -> None:
        """All pages, under a tree of two storeys in which a reader finds each at once."""
        file = self.file
        top = file.number()
        nodes: list[int] = []
        for start in range(0, len(pages), _LEAVES):
            node = file.number()
            under = pages[start : start + _LEAVES]
            for page in under:
                self._write_page(page, len(pages), node, places)
            kids = references([page.sheet.page for page in under])
            file.put(node, f"<</Type /Pages/Parent {reference(top)}/Kids {kids}/Count {len(under)}>>")
            nodes.append(node)
        file.put(top, f"<</Type /Pages/Kids {references(nodes)}/Count {len(pages)}>>")
        self._pages = top

    def _write_page(self, page: Page, pages: int, node: int, places: dict[str, str]) -> None:
        file = self.file
        add_furniture(page, pages, self.report, self.typesetter)
        furniture = file.stream(file.number(), "\n".join(page.code).encode("ascii"))
        page.code.clear()
        annotations = ""
        for link in page.sheet.links:
            area = " ".join(f"{side:.2f}" for side in link.area)
            key = self.tree.own_link(link)
            # F=4, to be printed: PDF/A asks it of every annotation.
            file.put(
                link.number,
                f"<</Type /Annot/Subtype /Link/Rect [{area}]/Border [0 0 0]/F 4/Dest {places[link.destination]}"
                f"/Contents {string(readable_title(link.description))}/StructParent {key}>>",
            )
        if page.sheet.links:
            annotations = f"/Annots {references([link.number for link in page.sheet.links])}"
        width, height = page.size
        file.put(
            page.sheet.page,
            f"<</Type /Page/Parent {reference(node)}/MediaBox [0 0 {width:g} {height:g}]"
            f"/Resources {reference(self._resources)}/Contents {references([page.drawn, furniture])}"
            f"/StructParents {page.key}/Tabs /S{annotations}>>",
        )

    def _write_logo(self) -> int:
        """The client's logo as a picture; 0 for none."""
        content = self.report.appearance.logo
        if content is None:
            return 0
        from PIL import Image

        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            points = picture.convert("RGB")
        entries = (
            f"/Type /XObject/Subtype /Image/Width {points.width}/Height {points.height}"
            "/ColorSpace /DeviceRGB/BitsPerComponent 8"
        )
        return self.file.stream(self.file.number(), points.tobytes(), entries)

    def _write_catalog(self, root: int, outline: int, pages: int) -> None:
        file, report = self.file, self.report
        attached = self._write_attachment(report.attachment) if report.attachment else ""
        information, metadata = describe(file, report, part=3 if attached else 2)
        file.put(
            root,
            f"<</Type /Catalog/Pages {reference(pages)}/Outlines {reference(outline)}/PageMode /UseOutlines"
            f"/Lang {string(report.language)}/MarkInfo <</Marked true>>/ViewerPreferences <</DisplayDocTitle true>>"
            f"/StructTreeRoot {reference(self.tree.root)}/Metadata {reference(metadata)}"
            f"/OutputIntents [{profile(file)}]{attached}>>",
        )
        file.close(root, information)

    def _write_attachment(self, attachment: Attachment) -> str:
        """A file inside the document; gives what the catalogue says of it."""
        file, content = self.file, attachment.content
        time = time_of(self.report.produced_on)
        changed = f"/ModDate ({time})" if time else ""
        digest = md5(content, usedforsecurity=False).hexdigest()  # the format asks for this one: no seal, a checksum
        parameters = f"/Params <</Size {len(content)}/CheckSum <{digest}>{changed}>>"
        kind = f"/Type /EmbeddedFile/Subtype {name(attachment.media_type)}"
        embedded = file.stream(file.number(), content, kind + parameters)
        called = string(attachment.name)
        specification = file.add(
            f"<</Type /Filespec/F {called}/UF {called}/Desc {string(attachment.description)}/AFRelationship /Source"
            f"/EF <</F {reference(embedded)}/UF {reference(embedded)}>>>>"
        )
        names = f"/Names <</EmbeddedFiles <</Names [{called} {reference(specification)}]>>>>"
        return f"/AF [{reference(specification)}]{names}"
