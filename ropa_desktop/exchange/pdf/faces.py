"""A weight of the document's type: how wide each word is in it, and by which code of which font a sign is drawn."""

import unicodedata
from collections.abc import Iterable

from reportlab.pdfbase.ttfonts import TTFontFile

from ropa_desktop.exchange.pdf.fonts import Embedding, bundled
from ropa_desktop.exchange.pdf.style import Weight

FACES = ("DejaVuSansCondensed", "DejaVuSansCondensed-Bold")  # in the order of `style.Weight`

_LONGEST_KEPT = 64  # characters of a word: longer ones hardly come twice
_MOST_WORDS = 200_000  # whose widths are kept


class Widths(dict[str, float]):
    """Width per word, in thousandths of the type size; what is not known yet is added up from its characters."""

    def __init__(self, face: TTFontFile) -> None:
        super().__init__()
        self.characters = {chr(code): width for code, width in face.charWidths.items()}
        self.update(self.characters)

    def __missing__(self, word: str) -> float:
        width: float = sum(map(self.characters.__getitem__, word))
        if len(word) <= _LONGEST_KEPT and len(self) < _MOST_WORDS:
            self[word] = width
        return width


class Face:
    """One weight of the document: our own face, and behind it those of this computer that were needed.

    `slots` are the fonts as the file knows them: a face and one of its subsets, by which `codes` counts.
    """

    def __init__(self, weight: Weight) -> None:
        own = bundled(FACES[weight])
        self.widths = Widths(own)
        self.codes = Codes(self)
        self.embeddings = [Embedding(own)]
        self.slots: list[tuple[Embedding, int]] = [(self.embeddings[0], 0)]
        self.prefix = "FB"[weight]

    def add(self, embedding: Embedding, characters: Iterable[str]) -> None:
        """Lets another face draw these characters."""
        self.embeddings.append(embedding)
        for character in characters:
            width = embedding.face.charWidths.get(ord(character), embedding.face.defaultWidth)
            self.widths.characters[character] = self.widths[character] = width

    def slot(self, embedding: Embedding, subset: int) -> int:
        """The number of a font in the file, which a new one gets here."""
        for number, known in enumerate(self.slots):
            if known[0] is embedding and known[1] == subset:
                return number
        self.slots.append((embedding, subset))
        return len(self.slots) - 1


class Codes(dict[int, int]):
    """Per character its place in the embedded subsets: 256 × slot + code. A table for `str.translate`."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, character: int) -> int:
        embeddings = self.face.embeddings
        embedding = next((one for one in embeddings if character in one.face.charToGlyph), None)
        drawn = character
        if embedding is None:  # a joined Arabic form that the face lacks
            embedding, drawn = embeddings[0], ord(unicodedata.normalize("NFKC", chr(character))[0])
        subset, code = embedding.place(drawn)
        self[character] = place = 256 * self.face.slot(embedding, subset) + code
        return place
