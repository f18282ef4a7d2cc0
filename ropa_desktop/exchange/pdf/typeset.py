"""From a text to lines, and from a line to the codes of the embedded fonts; one `Typesetter` per document."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from ropa_desktop.exchange.pdf import bidi, fallback
from ropa_desktop.exchange.pdf.faces import FACES, Face
from ropa_desktop.exchange.pdf.fonts import Embedding, bundled
from ropa_desktop.exchange.pdf.objects import PdfFile
from ropa_desktop.exchange.pdf.style import ACCENT, Colour, Look, Style, Weight

REPLACEMENT = "\ufffd"
TAB = "    "

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Marks of direction, joining and breaking: read, but never drawn. The soft hyphen would be drawn as a hyphen.
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"))
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_TIED = re.compile(r"(§|\b[Aa]rt\.|\b[Nn]r\.|\b[Nn]o\.) (?=\d)")  # a number stays with what it numbers
_SIGNS = "/-._@?&=,;:)\\"  # after which a word may be broken
_PIECES = re.compile(r"[^/\-._@?&=,;:)\\]*[/\-._@?&=,;:)\\]?")
_LONG_WORD = 24  # characters: longer ones are addresses, or ought to be broken where they can
# Scripts whose letters change with their neighbours in ways that only a shaping engine knows: Syriac, those of India
# and their kin, Tibetan, Burmese, Khmer, Mongolian.
_SHAPED = ((0x0700, 0x074F), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0xA8E0, 0xA8FF), (0xAA60, 0xAA7F))


@cache
def _glyphs() -> frozenset[str]:
    """The characters that both of our faces can draw."""
    faces = [{chr(code) for code in bundled(name).charToGlyph} for name in FACES]
    special = map(chr, (*range(32), *_INVISIBLE, *_JOINERS))
    return frozenset(set.intersection(*faces).difference(special))


@cache
def _plain() -> frozenset[str]:
    return _glyphs() - bidi.RIGHT_TO_LEFT | {"\n"}


def _is_shaped(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _SHAPED)


class Typesetter:
    """Measures, wraps and encodes for one document.

    `replaced` counts the characters that no face can draw, `unjoined` those that are drawn side by side though their
    script joins them; `right_to_left` tells whether any Hebrew or Arabic
    has come so far. `folders` are where faces of this computer are looked for, the system's own by default.
    """

    def __init__(self, look: Look, folders: Sequence[Path] | None = None) -> None:
        self.look = look
        self.replaced: Counter[str] = Counter()
        self.unjoined: Counter[str] = Counter()
        self.right_to_left = False
        self._folders = folders
        self._faces = [Face(weight) for weight in Weight]
        self._widths = [face.widths for face in self._faces]
        self._codes = [face.codes for face in self._faces]
        self._added: set[str] = set()  # characters that faces of this computer draw
        self._sought: set[str] = set()  # those that were looked for

    def colour(self, style: Style) -> Colour:
        """The style's colour, the document's own accent in place of ours."""
        return self.look.accent if style.colour is ACCENT else style.colour

    def clean(self, text: str, count: bool = True) -> str:
        """`text` as it can be drawn: line ends as LF, each character without a glyph as U+FFFD.

        `count` is False where the same text is shown a second time, as in the contents.
        """
        if set(text) <= _plain():
            return text
        text = _LINE_ENDS.sub("\n", text).replace("\t", TAB).translate(_INVISIBLE)
        text = unicodedata.normalize("NFC", text)
        present = set(text)
        if not present.isdisjoint(bidi.RIGHT_TO_LEFT):
            self.right_to_left = True
        else:
            text = text.translate(_JOINERS)
        missing = set(text) - _glyphs() - self._added - {"\n", "\u200c", "\u200d"}
        if missing - self._sought:
            self._seek(missing - self._sought)
            missing -= self._added
        joining = {character for character in self._added & set(text) if _is_shaped(character)} if count else ()
        if joining:
            self.unjoined.update(character for character in text if character in joining)
        if missing:
            if count:
                self.replaced.update(character for character in text if character in missing)
            text = text.translate(dict.fromkeys(map(ord, missing), REPLACEMENT))
        return text

    def _seek(self, missing: set[str]) -> None:
        """Looks for faces that draw these characters."""
        self._sought |= missing
        wanted = {character for character in missing if unicodedata.category(character)[0] != "C"}
        for face, drawn in fallback.find(wanted, self._folders) if wanted else []:
            embedding = Embedding(face)
            for own in self._faces:
                own.add(embedding, drawn)
            self._added |= drawn

    def write_fonts(self, file: PdfFile) -> dict[str, int]:
        """Writes all faces as far as they are used; gives the numbers of their objects by their names on the pages."""
        made: dict[tuple[int, int], int] = {}
        fonts: dict[str, int] = {}
        for face in self._faces:
            for slot, (embedding, subset) in enumerate(face.slots):
                key = id(embedding), subset
                if key not in made:
                    made[key] = embedding.write(file, subset, len(made))
                fonts[f"{face.prefix}{slot}"] = made[key]
        return fonts

    def width(self, text: str, style: Style) -> float:
        """The width in points of one line, a space at its end left out."""
        return self._widths[style.weight][text.rstrip(" ")] * style.size / 1000

    def extent(self, text: str, style: Style) -> tuple[float, float]:
        """The widths in points of a text's longest word and of its longest line: between them lies every width
        at which it can be set without breaking a word (an address may be broken after its signs)."""
        widths = self._widths[style.weight]
        word = line = 0.0
        for paragraph in self.clean(text, count=False).split("\n"):
            words = paragraph.split(" ")
            measured = [widths[each] for each in words]
            line = max(line, sum(measured) + widths[" "] * (len(measured) - 1))
            for each, wide in zip(words, measured, strict=True):
                if wide > word:
                    pieces = _PIECES.findall(each) if len(each) > _LONG_WORD else ()
                    word = max(word, *(widths[piece] for piece in pieces)) if pieces else wide
        return word * style.size / 1000, line * style.size / 1000

    def shorten(self, text: str, style: Style, width: float) -> str:
        """One line of at most `width` points: an ellipsis stands for what does not fit."""
        text = self.clean(text, count=False)
        if self.width(text, style) <= width:
            return text
        limit = width - self.width("…", style)
        while self.width(text, style) > limit:
            text = text[: min(len(text) - 1, int(4 * limit / style.size) + 1)]
        return text.rstrip() + "…"

    def wrap(self, paragraph: str, style: Style, width: float) -> list[str]:
        """The lines, at most `width` points wide, of a text without LF.

        A line that was broken at a space keeps the space at its end, so that the lines put together are the
        text again. A word that is wider than a line is broken, where it can be after one of its signs.
        """
        limit = width * 1000 / style.size
        widths = self._widths[style.weight]
        words = paragraph.split(" ")
        measured = [widths[word] for word in words]
        space = widths[" "]
        if sum(measured) + space * (len(words) - 1) <= limit:
            return [paragraph]
        if _TIED.search(paragraph):
            words = [word.replace("\0", " ") for word in _TIED.sub("\\1\0", paragraph).split(" ")]
            measured = [widths[word] for word in words]
        lines: list[str] = []
        line: list[str] = []
        used = -space
        for word, wide in zip(words, measured, strict=True):
            if used + space + wide <= limit:
                line.append(word)
                used += space + wide
                continue
            if line:
                lines.append(" ".join(line) + " ")
            if wide > limit:
                *broken, word = self._break(word, widths.characters, limit)
                lines += broken
                wide = widths[word]
            line = [word]
            used = wide
        lines.append(" ".join(line))
        return lines

    def _break(self, word: str, widths: dict[str, float], limit: float) -> list[str]:
        """The pieces of a word that is wider than `limit`, in thousandths of the type size."""
        pieces: list[str] = []
        start = 0
        good = 0  # where the last sign ended after which a word may be broken
        used = 0.0
        for position, character in enumerate(word):
            wide = widths[character]
            if used + wide > limit and position > start and wide:
                cut = good if good > start else position
                pieces.append(word[start:cut])
                used = sum(map(widths.__getitem__, word[cut:position]))
                start = cut
            used += wide
            if character in _SIGNS:
                good = position + 1
        return [*pieces, word[start:]]

    def show(self, line: str, style: Style) -> str:
        """The operators that draw `line`; the style's face must be set, in its first subset (`face`)."""
        codes = line.translate(self._codes[style.weight])
        try:
            return f"<{codes.encode('latin-1').hex()}> Tj"
        except UnicodeEncodeError:
            return self._show_subsets(codes, style)

    def show_right_to_left(self, line: str, style: Style, right_to_left: bool) -> tuple[str, float]:
        """The same for a line in which something runs from right to left, and its width in points.

        The direction is that of the whole paragraph. The signs follow each other as they are drawn, from left to
        right: whoever copies text out of a PDF expects that, and turns it round.
        """
        drawn = bidi.visual(line.rstrip(" "), right_to_left)
        characters = self._widths[style.weight].characters
        width = sum(characters.get(character, 0.0) for character in drawn) * style.size / 1000
        return self.show(drawn, style), width

    def runs_right_to_left(self, text: str) -> bool:
        """Whether something in `text` runs from right to left."""
        return not bidi.RIGHT_TO_LEFT.isdisjoint(text)

    def face(self, style: Style) -> str:
        """The operator that sets the style's face and size."""
        return f"{self._subset_name(style.weight, 0)} {style.size:g} Tf"

    def _show_subsets(self, codes: str, style: Style) -> str:
        """The operators for a line that needs several subsets; the first is set again at the end."""
        operators: list[str] = []
        current = 0
        for subset, run in groupby(codes, lambda place: ord(place) // 256):
            if subset != current:
                operators.append(f"{self._subset_name(style.weight, subset)} {style.size:g} Tf")
                current = subset
            operators.append(f"<{bytes(ord(place) % 256 for place in run).hex()}> Tj")
        if current:
            operators.append(self.face(style))
        return " ".join(operators)

    def _subset_name(self, weight: Weight, slot: int) -> str:
        return f"/{self._faces[weight].prefix}{slot}"
