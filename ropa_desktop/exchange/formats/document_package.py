"""What a package in Office Open XML holds beside a text document (ECMA-376 Part 2): which parts there are, how they
belong together, its title, and the styles, settings and numbers that its paragraphs use."""

from collections.abc import Iterator

from lxml import etree

from ropa_desktop.exchange.formats import wordprocessing as word
from ropa_desktop.exchange.formats.markup import locale, readable
from ropa_desktop.paths import resources

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

WHOLE = [
    ("document", "officeDocument", "word/document.xml"),
    ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
]
"""What belongs to the package itself: id, kind and target of each."""


def types(names: list[str]) -> bytes:
    """What each part is; `names` are those of heads and feet."""
    space = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    relations = f"{_KIND[:12]}vnd.openxmlformats-package.relationships+xml"
    for ending, kind in (("rels", relations), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{space}}}Default", Extension=ending, ContentType=kind)
    kinds = {"/docProps/core.xml": f"{_KIND[:12]}vnd.openxmlformats-package.core-properties+xml"}
    kinds |= {"/word/document.xml": f"{_KIND}.document.main+xml"}
    kinds |= {f"/word/{name}.xml": f"{_KIND}.{name}+xml" for name in ("styles", "settings", "numbering")}
    kinds |= {f"/word/{name}": f"{_KIND}.{name[:6]}+xml" for name in names}
    for name, kind in kinds.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=name, ContentType=kind)
    return _written(root)


def relations(links: list[tuple[str, str, str]]) -> bytes:
    """Which parts belong to a part: id, kind and target of each."""
    root = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships", nsmap={None: f"{_PACKAGE}/relationships"})
    for id, kind, target in links:
        address = kind if ":" in kind else f"{word.LINKS}/{kind}"
        etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", Id=id, Type=address, Target=target)
    return _written(root)


def core(title: str) -> bytes:
    """The one property that the file names."""
    dublin = "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": dublin})
    etree.SubElement(root, f"{{{dublin}}}title").text = readable(title)
    return _written(root)


def in_language(name: str, tag: str, language: str) -> bytes:
    """A part that lies ready, with the document's language in it."""
    root = etree.fromstring(resources("formats", "document", f"{name}.xml").read_bytes())
    for element in root.iter(f"{{{word.WORDS}}}{tag}"):
        element.set(f"{{{word.WORDS}}}val", "-".join(filter(None, locale(language))))
    return _written(root)


def numbering(lists: int) -> Iterator[str]:
    """Numbered lists, each of which begins at 1."""
    said = (("start", "1"), ("numFmt", "decimal"), ("lvlText", "%1."), ("lvlJc", "left"))
    level = "".join(f'<w:{tag} w:val="{value}"/>' for tag, value in said)
    yield word.opening("numbering")
    yield f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number in range(1, lists + 1):
        yield f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{begin}</w:num>'
    yield "</w:numbering>"


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
