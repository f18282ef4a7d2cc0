"""What a file says of itself: title, language and date, which standards it keeps to, and what its colours mean."""

import re
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms

import ropa_desktop
from ropa_desktop.exchange.pdf.objects import PdfFile, reference, string
from ropa_desktop.exchange.report import Report

_PROGRAM = "ROPA Desktop"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a bookmark's title cannot hold: control characters, and halves of surrogate pairs.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_LONGEST_LABEL = 300  # characters
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
<pdfaid:part>{part}</pdfaid:part>
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


def describe(file: PdfFile, report: Report, part: int) -> tuple[int, int]:
    """Writes title, language and date: in the document information and, the same, in the XMP metadata. `part` is that
    of PDF/A. Gives the numbers of both objects."""
    title = " ".join(_NOT_IN_XML.sub("\ufffd", report.title).split())[:_LONGEST_TITLE]
    program = f"{_PROGRAM} {ropa_desktop.__version__}"
    day, time = _day(report.produced_on), time_of(report.produced_on)
    dates = f"/CreationDate ({time})/ModDate ({time})" if time else ""
    said = f"<</Title {string(title)}/Creator {string(program)}/Producer {string(program)}{dates}>>"
    information = file.add(said)
    xmp = _XMP.format(
        title=escape(title),
        language=escape(report.language),
        program=program,
        dates=_XMP_DATES.format(day=day) if day else "",
        part=part,
    )
    metadata = file.stream(file.number(), xmp.encode(), "/Type /Metadata/Subtype /XML", packed=False)
    return information, metadata


def time_of(day: str) -> str:
    """The beginning of a day as PDF writes times; "" for what is no day: better no date than a wrong one."""
    found = _day(day)
    return f"D:{found.replace('-', '')}000000+00'00'" if found else ""


def readable_title(text: str) -> str:
    """`text` on one line, short enough to be read in a narrow panel."""
    line = _UNSEEN.sub(" ", text).strip()
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1] + "…"


def _day(produced_on: str) -> str:
    try:
        return date.fromisoformat(produced_on).isoformat()
    except ValueError:
        return ""


def profile(file: PdfFile) -> str:
    """Says that the colours are those of sRGB."""
    stream = file.stream(file.number(), _srgb(), "/N 3")
    return (
        "<</Type /OutputIntent/S /GTS_PDFA1/OutputConditionIdentifier (sRGB)/RegistryName (http://www.color.org)"
        f"/Info (sRGB IEC61966-2.1)/DestOutputProfile {reference(stream)}>>"
    )


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = b"\x07\xe8\x00\x01\x00\x01" + bytes(6)  # when it was made: else each file would differ
    profile[84:100] = bytes(16)  # its fingerprint, which covers that date; zero means: not computed
    return bytes(profile)
