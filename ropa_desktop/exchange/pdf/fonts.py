"""The faces of a document: read once in a process, and embedded with the signs that the document uses.

A face is embedded in subsets of up to 256 signs, each a font of its own to the file (ISO 32000-1, 9.6.3): a line in
Latin letters then costs one byte a sign.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from ropa_desktop.exchange.pdf.objects import PdfFile, reference
from ropa_desktop.paths import resources

_PLAIN = range(32, 127)  # ASCII has its own places in a face's first subset
_SIZE = 256  # signs in a subset
_SYMBOLIC, _NONSYMBOLIC = 4, 32
_ARABIC_FORMS = frozenset((*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)))
_TEXT_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@cache
def bundled(name: str) -> TTFontFile:
    """One of our faces, read from `resources/fonts` when it is first asked for (about 0.15 s)."""
    return TTFontFile(str(resources("fonts", f"{name}.ttf")))


@cache
def installed(path: Path) -> TTFontFile:
    """A face of this computer. Raises `TTFError` where it cannot be read, or not be embedded."""
    return TTFontFile(str(path), subfontIndex=0) if path.suffix.casefold() == ".ttc" else TTFontFile(str(path))


class Embedding:
    """A face in one document: gives each sign its place and writes the subsets that came of it."""

    def __init__(self, face: TTFontFile) -> None:
        self.face = face
        self.subsets: list[list[int]] = [[*range(_PLAIN.stop)]]
        self._free = [*range(1, _PLAIN.start), *range(_PLAIN.stop, _SIZE)]

    def place(self, code: int) -> tuple[int, int]:
        """Subset and code of a sign that has none yet."""
        if code in _PLAIN:
            return 0, code
        if not self._free:
            self.subsets.append([32] * 33)  # a space where spaces are looked for
            self._free = [*range(33, _SIZE), *range(1, 32)]
        place = self._free.pop(0)
        subset = self.subsets[-1]
        subset.extend([32] * (place + 1 - len(subset)))
        subset[place] = code
        return len(self.subsets) - 1, place

    def write(self, file: PdfFile, subset: int, number: int) -> int:
        """Writes one subset with all that belongs to it; gives the number of the font's object. `number` counts the
        fonts of the file, whose names must differ."""
        face, codes = self.face, self.subsets[subset]
        label = _label(number) + "+" + re.sub("[^A-Za-z0-9-]", "", _text(face.name))
        outlines = face.makeSubset(codes)
        program = file.stream(file.number(), outlines, f"/Length1 {len(outlines)}")
        flags = face.flags & ~_NONSYMBOLIC | _SYMBOLIC
        box = " ".join(f"{side:.0f}" for side in face.bbox)
        heights = f"/Ascent {face.ascent:.0f}/Descent {face.descent:.0f}/CapHeight {face.capHeight:.0f}"
        descriptor = file.add(
            f"<</Type /FontDescriptor/FontName /{label}/Flags {flags}/FontBBox [{box}]"
            f"/ItalicAngle {face.italicAngle:g}{heights}"
            f"/StemV {face.stemV:.0f}/MissingWidth {face.defaultWidth:.0f}/FontFile2 {reference(program)}>>"
        )
        text_map = file.stream(file.number(), _text_map(label, codes).encode("ascii"))
        widths = " ".join(f"{face.charWidths.get(code, face.defaultWidth):g}" for code in codes)
        return file.add(
            f"<</Type /Font/Subtype /TrueType/BaseFont /{label}/FirstChar 0/LastChar {len(codes) - 1}"
            f"/Widths [{widths}]/FontDescriptor {reference(descriptor)}/ToUnicode {reference(text_map)}>>"
        )


def _label(number: int) -> str:
    """The six letters that tell one subset of a face from another."""
    return "".join(chr(ord("A") + number // 26**place % 26) for place in reversed(range(6)))


def _text(name: str | bytes) -> str:
    return name.decode("latin-1") if isinstance(name, bytes) else name


def _text_map(label: str, codes: list[int]) -> str:
    """The way back from a drawn code to its character, for whoever searches and copies."""
    lines = [f"<{place:02X}> <{_copied(code)}>" for place, code in enumerate(codes) if code >= _PLAIN.start]
    parts = [lines[start : start + 100] for start in range(0, len(lines), 100)]  # a map may have no more at a time
    blocks = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return _TEXT_MAP.format(name=label, blocks=blocks)


def _copied(code: int) -> str:
    """A character in UTF-16: who copies Arabic wants letters, not the forms that they take."""
    text = chr(code)
    if code in _ARABIC_FORMS:
        letters = unicodedata.normalize("NFKC", text)
        text = letters if len(letters) == 1 else text  # readers turn a pair round; the sign itself they know
    return text.encode("utf-16-be").hex().upper()
