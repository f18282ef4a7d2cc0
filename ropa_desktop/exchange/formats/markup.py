"""What formats made of XML share: text that every reader of XML takes, and packages that are the same byte for byte."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ropa_desktop.exchange.files import whole_file

# What XML 1.0 cannot hold. The door lets none of it in; were it to come another way, it shows instead of failing.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|\r")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip directory can state


def readable(text: str) -> str:
    """`text` with LF as its line end, and U+FFFD for each character that XML cannot hold."""
    if text.isprintable():  # most texts are, and are told so in a tenth of the time
        return text
    return _FORBIDDEN.sub("\ufffd", _LINE_END.sub("\n", text))


def between_tags(text: str) -> str:
    """`text` as it is written between tags, where it can be nothing but text."""
    return escape(readable(text), quote=False)


def in_quotes(text: str) -> str:
    """`text` as it is written in an attribute, in double quotes; line ends and tabs stay what they are."""
    return between_tags(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def write_package(
    target: Path, parts: Iterable[tuple[str, bytes | Iterable[bytes]]], stored: frozenset[str] = frozenset()
) -> None:
    """Writes named parts, whole or in pieces, as a zip archive in place of `target`; those in `stored` are not
    compressed.

    No date and no system is noted, so that the same parts give the same bytes. Raises `CannotWrite`.
    """
    with whole_file(target) as beside, ZipFile(beside, "w") as archive:
        for name, content in parts:
            entry = ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            entry.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                for piece in (content,) if isinstance(content, bytes) else content:
                    part.write(piece)


def legible_on(colour: str) -> str:
    """The colour of letters that are read best on a colour, both as six hexadecimal digits (WCAG 2.2, 1.4.3)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "1A1D21" if light > 0.18 else "FFFFFF"


def locale(language: str) -> tuple[str, str]:
    """Language and country as office programs want them for spelling and hyphenation; the country may be empty."""
    return _LOCALES.get(language, (language.partition("-")[0], language.partition("-")[2]))


_LOCALES = {
    "en": ("en", "GB"),
    "nb": ("nb", "NO"),
    "nn": ("nn", "NO"),
    "da": ("da", "DK"),
    "sv": ("sv", "SE"),
    "fi": ("fi", "FI"),
    "de": ("de", "DE"),
    "nl": ("nl", "NL"),
    "fr": ("fr", "FR"),
    "es": ("es", "ES"),
    "it": ("it", "IT"),
}
