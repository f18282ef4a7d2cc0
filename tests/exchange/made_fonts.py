"""Fonts for tests, made of the bundled face: they draw what they are told to, so that nothing hangs on a computer."""

import struct
from collections.abc import Mapping
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile, TTFontMaker

from ropa_desktop.paths import resources

MAY_BE_EMBEDDED, MUST_NOT_BE_EMBEDDED = 0x0000, 0x0002


def make_font(path: Path, shapes: Mapping[str, str], rights: int = MAY_BE_EMBEDDED) -> Path:
    """Writes a TrueType font that draws each of these characters in the shape of another one."""
    face = TTFontFile(str(resources("fonts", "DejaVuSansCondensed.ttf")))
    characters = sorted(shapes)
    drawn = [ord(shapes[character]) for character in characters]
    subset = face.makeSubset(drawn)
    glyphs = list(dict.fromkeys(drawn))
    tables = _tables(subset)
    tables["cmap"] = _map({ord(c): 1 + glyphs.index(code) for c, code in zip(characters, drawn, strict=True)})
    tables["OS/2"] = tables["OS/2"][:8] + struct.pack(">H", rights) + tables["OS/2"][10:]
    maker = TTFontMaker()
    for tag, content in tables.items():
        maker.add(tag, content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(maker.makeStream())
    return path


def _tables(font: bytes) -> dict[str, bytes]:
    [count] = struct.unpack_from(">H", font, 4)
    found = {}
    for number in range(count):
        tag, _sum, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        found[tag.decode()] = font[offset : offset + length]
    return found


def _map(glyphs: Mapping[int, int]) -> bytes:
    """A `cmap` table of form 12, for Unicode."""
    groups = b"".join(struct.pack(">III", code, code, glyph) for code, glyph in sorted(glyphs.items()))
    head = struct.pack(">HHHHI", 0, 1, 3, 10, 12)
    return head + struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
