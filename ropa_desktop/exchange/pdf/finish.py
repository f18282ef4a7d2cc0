"""From drawn pages to a file that is PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once."""

import re
import unicodedata
from datetime import date
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ImageCms

import ropa_desktop
from ropa_desktop.exchange.pdf.structure import Element, Sheet, write_structure

_PROGRAM = "ROPA Desktop"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARABIC_FORMS = frozenset((*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)))
_LONGEST_TITLE = 1000  # characters: PDF/A allows a string 32,767 bytes

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{program}</pdf:Producer>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
{dates}
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_XMP_DATES = """<xmp:CreateDate>{day}T00:00:00+00:00</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00+00:00</xmp:ModifyDate>"""


def finish(
    drawn: bytes, structure: Element, sheets: list[Sheet], *, title: str, language: str, produced_on: str
) -> bytes:
    """`drawn`, with the structure, metadata and colour profile that the two standards ask for.

    `sheets` are the marks and links of its pages; `language` is a BCP 47 tag. The same input gives the same bytes.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        write_structure(pdf, structure, sheets)
        for page in pdf.pages:
            page.obj.Tabs = Name.S
        _describe(pdf, title, language, produced_on)
        _add_profile(pdf)
        _correct_text_maps(pdf)
        finished = BytesIO()
        pdf.save(
            finished,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return finished.getvalue()


def _describe(pdf: pikepdf.Pdf, title: str, language: str, produced_on: str) -> None:
    """Title, language and date: in the document information and, the same, in the XMP metadata."""
    title = " ".join(_NOT_IN_XML.sub("\ufffd", title).split())[:_LONGEST_TITLE]
    program = f"{_PROGRAM} {ropa_desktop.__version__}"
    day = _day(produced_on)
    root = pdf.Root
    root.Lang = String(language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    information = Dictionary(Title=String(title), Creator=String(program), Producer=String(program))
    dates = ""
    if day:
        dates = _XMP_DATES.format(day=day)
        information.CreationDate = String(f"D:{day.replace('-', '')}000000+00'00'")
        information.ModDate = information.CreationDate
    pdf.trailer.Info = pdf.make_indirect(information)
    xmp = _XMP.format(title=escape(title), language=escape(language), program=program, dates=dates)
    metadata = Stream(pdf, xmp.encode())
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    root.Metadata = pdf.make_indirect(metadata)


def _day(produced_on: str) -> str:
    """The date if it is one, else nothing: a file may say no date, but not a wrong one."""
    try:
        return date.fromisoformat(produced_on).isoformat()
    except ValueError:
        return ""


def _add_profile(pdf: pikepdf.Pdf) -> None:
    """Says that the colours are those of sRGB."""
    profile = Stream(pdf, _srgb())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([intent])


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = b"\x07\xe8\x00\x01\x00\x01" + bytes(6)  # when it was made: else each file would differ
    profile[84:100] = bytes(16)  # its fingerprint, which covers that date; zero means: not computed
    return bytes(profile)


def _correct_text_maps(pdf: pikepdf.Pdf) -> None:
    """Rewrites the maps from drawn code to character.

    reportlab writes a character beyond U+FFFF as five digits, which readers take for another character, and more
    than the hundred lines at a time that a map may have. And who copies Arabic wants letters, not their forms.
    """
    for font in pdf.pages[0].obj.Resources.Font.values():
        text_map = font.ToUnicode.read_bytes().decode("latin-1")
        head, listed, tail = re.split(r"\d+ beginbfchar\n|endbfchar\n", text_map)
        lines = [_map_line(line) for line in listed.splitlines() if not line.endswith("<0000>")]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        sections = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks]
        font.ToUnicode.write((head + "".join(sections) + tail).encode("latin-1"))


def _map_line(line: str) -> str:
    """`<05> <1F600>` as `<05> <D83DDE00>`: the character in UTF-16."""
    code, character = line.split(" ")
    number = int(character[1:-1], 16)
    text = chr(number)
    if number in _ARABIC_FORMS:
        letters = unicodedata.normalize("NFKC", text)
        text = letters if len(letters) == 1 else text  # readers turn a pair round; the sign itself they know
    return f"{code} <{text.encode('utf-16-be').hex().upper()}>"
