"""Faces of this computer for the signs that ours lack: found when a document needs them, never in silence.

Only TrueType outlines that their makers let others embed in part (OS/2, `fsType`). Which face is taken depends on the
computer and on the signs alone: well-known names first, then the others by name.
"""

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from ropa_desktop.exchange.pdf.fonts import installed

FOLDERS = "ROPA_DESKTOP_FONTS"
"""The environment variable that names the folders to look in, instead of the system's; empty for none."""

# What the systems bring for the scripts that our faces lack, by the beginnings of their files' names.
_PREFERRED = (
    "notosans-regular", "notosanscjk", "notosanssc", "notosansjp", "notosanskr", "notosanstc", "notosansdevanagari",
    "notosans", "droidsansfallback", "arial unicode", "arialuni", "msyh", "simsun", "simhei", "msgothic", "yugoth",
    "meiryo", "malgun", "gulim", "msjh", "mingliu", "nirmala", "mangal", "leelawui", "leelawadee", "ebrima", "gadugi",
    "seguisym", "segoeui", "seguihis", "wqy", "unifont",
)  # fmt: skip
_ENDINGS = (".ttf", ".ttc")
_LARGEST = 64 * 1024 * 1024  # bytes: no face that people use is larger
_MOST = 2000  # files that are looked at
_FORBIDDEN = 0x0002 | 0x0100 | 0x0200  # no embedding; only the whole face; only its bitmaps


def find(missing: set[str], folders: Sequence[Path] | None = None) -> list[tuple[TTFontFile, set[str]]]:
    """Faces that together draw as many of these characters as this computer can, each with those that it draws."""
    left = {ord(character) for character in missing}
    found: list[tuple[TTFontFile, set[str]]] = []
    for path in _files(tuple(_folders() if folders is None else folders)):
        if not left:
            break
        drawn = left & _signs(path)
        if not drawn:
            continue
        try:
            face = installed(path)
            drawn = {code for code in drawn if _has_outline(face, code)}
            face.makeSubset(sorted(drawn))
        except Exception:  # a stranger's file, which the library trusts: it may fail in any way, here and not later
            continue
        if drawn:
            found.append((face, {chr(code) for code in drawn}))
            left -= drawn
    return found


def _has_outline(face: TTFontFile, code: int) -> bool:
    """Whether a face really draws a character: some map one to a sign that is empty."""
    glyph = face.charToGlyph.get(code, 0)
    start, end = face.glyphPos[glyph], face.glyphPos[glyph + 1]
    return bool(glyph and start < end <= face.get_table_pos("glyf")[1])


def _folders() -> Iterator[Path]:
    """Where this system keeps its fonts."""
    named = os.environ.get(FOLDERS)
    if named is not None:
        yield from (Path(folder) for folder in named.split(os.pathsep) if folder)
    elif sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")
    else:
        data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path(data) / "fonts")


@cache
def _files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The TrueType files in these folders, the well-known ones first."""
    found: list[Path] = []
    for folder in folders:
        for place, _below, names in os.walk(folder):
            found += [Path(place, name) for name in names if name.casefold().endswith(_ENDINGS)]
    return tuple(sorted(found, key=_rank)[:_MOST])


def _rank(path: Path) -> tuple[int, bool, str, str]:
    name = path.name.casefold()
    rank = next((rank for rank, begin in enumerate(_PREFERRED) if name.startswith(begin)), len(_PREFERRED))
    slanted = any(word in name for word in ("italic", "oblique", "bold", "light", "mono", "serif"))
    return rank, slanted, name, str(path)


@cache
def _signs(path: Path) -> frozenset[int]:
    """The characters that a file has outlines for and that may be embedded; none for a file that is not sound."""
    try:
        if path.stat().st_size > _LARGEST:
            return frozenset()
        with open(path, "rb") as file:
            start = 0
            if file.read(4) == b"ttcf":
                file.seek(12)
                [start] = struct.unpack(">I", file.read(4))
            file.seek(start)
            version, count = struct.unpack(">4sH", file.read(6))
            if version not in (b"\0\1\0\0", b"true"):
                return frozenset()
            file.seek(start + 12)
            tables = {}
            for _number in range(count):
                tag, _sum, offset, length = struct.unpack(">4sIII", file.read(16))
                tables[tag] = offset, length
            if not {b"glyf", b"loca", b"cmap", b"OS/2", b"post", b"name"} <= tables.keys():
                return frozenset()
            file.seek(tables[b"OS/2"][0] + 8)
            [rights] = struct.unpack(">H", file.read(2))
            if rights & _FORBIDDEN:
                return frozenset()
            file.seek(tables[b"cmap"][0])
            return frozenset(_mapped(file.read(tables[b"cmap"][1])))
    except (OSError, struct.error, IndexError):
        return frozenset()


def _mapped(cmap: bytes) -> set[int]:
    """The characters of a `cmap` table, by its Unicode maps of the two usual forms (4 and 12)."""
    found: set[int] = set()
    [count] = struct.unpack_from(">H", cmap, 2)
    for number in range(min(count, 32)):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        if (platform, encoding) not in ((3, 1), (3, 10)) and platform != 0:
            continue
        [form] = struct.unpack_from(">H", cmap, offset)
        if form == 4:
            [twice] = struct.unpack_from(">H", cmap, offset + 6)
            ends = struct.unpack_from(f">{twice // 2}H", cmap, offset + 14)
            starts = struct.unpack_from(f">{twice // 2}H", cmap, offset + 16 + twice)
            for start, end in zip(starts, ends, strict=True):
                found.update(range(start, end + 1))
        elif form == 12:
            [groups] = struct.unpack_from(">I", cmap, offset + 12)
            for group in range(min(groups, 100_000)):
                start, end, _glyph = struct.unpack_from(">III", cmap, offset + 16 + 12 * group)
                if end < 0x110000:
                    found.update(range(start, end + 1))
    found.discard(0xFFFF)
    return found
