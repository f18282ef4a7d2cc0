"""A PDF file as it is written: objects one after the other, each forgotten once it stands in the file.

What is small (structure, bookmarks, pages) is gathered into object streams, so that a record of ten thousand
activities, whose structure has a million parts, is written without ever being held (ISO 32000-1, 7.5.7 and 7.5.8).
"""

import zlib
from array import array
from hashlib import sha256
from typing import Protocol

_TOGETHER = 200  # objects in one stream: a reader unpacks them all to see one
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE, _APART, _WITHIN = 0, 1, 2  # kinds of entry in the table of objects


class Target(Protocol):
    """What bytes can be written to."""

    def write(self, content: bytes, /) -> object: ...


class PdfFile:
    """Numbers objects, writes them, and at the end the table that says where each stands. The same objects in the same
    order give the same bytes."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._written = 0
        self._digest = sha256()
        self._kinds = array("B", [_FREE])
        self._first = array("Q", [0])  # where an object stands, or the stream that it is in
        self._second = array("H", [65535])  # its place in that stream
        self._waiting: list[tuple[int, str]] = []
        self._write(_HEADER)

    def number(self) -> int:
        """The number of a new object, which may be referred to before it is written."""
        self._kinds.append(_FREE)
        self._first.append(0)
        self._second.append(0)
        return len(self._kinds) - 1

    def put(self, number: int, content: str) -> int:
        """Writes an object of this number; `content` is what it says, in ASCII. Gives the number back."""
        self._waiting.append((number, content))
        if len(self._waiting) == _TOGETHER:
            self._put_waiting()
        return number

    def add(self, content: str) -> int:
        """Writes a new object and gives its number."""
        return self.put(self.number(), content)

    def stream(self, number: int, content: bytes, entries: str = "", *, packed: bool = True) -> int:
        """Writes a stream with these further entries of its dictionary; `packed` compresses it."""
        if packed:
            content = zlib.compress(content)
            entries += "/Filter /FlateDecode"
        self._kinds[number], self._first[number] = _APART, self._written
        self._write(f"{number} 0 obj\n<<{entries}/Length {len(content)}>>\nstream\n".encode("ascii"))
        self._write(content)
        self._write(b"\nendstream\nendobj\n")
        return number

    def close(self, root: int, information: int) -> None:
        """Writes the table of objects and the end of the file, whose identity is a digest of all before it."""
        self._put_waiting()
        number = self.number()
        start = self._written
        self._kinds[number], self._first[number] = _APART, start
        identity = self._digest.hexdigest()[:32]
        table = b"".join(
            bytes((kind,)) + first.to_bytes(5, "big") + second.to_bytes(2, "big")
            for kind, first, second in zip(self._kinds, self._first, self._second, strict=True)
        )
        entries = (
            f"/Type /XRef/Size {number + 1}/W [1 5 2]/Root {root} 0 R/Info {information} 0 R"
            f"/ID [<{identity}> <{identity}>]"
        )
        self.stream(number, table, entries)
        self._write(f"startxref\n{start}\n%%EOF\n".encode("ascii"))

    def _put_waiting(self) -> None:
        if not self._waiting:
            return
        stream = self.number()
        places: list[str] = []
        contents: list[str] = []
        length = 0
        for index, (number, content) in enumerate(self._waiting):
            self._kinds[number], self._first[number], self._second[number] = _WITHIN, stream, index
            places.append(f"{number} {length}")
            contents.append(content)
            length += len(content) + 1
        head = " ".join(places) + "\n"
        entries = f"/Type /ObjStm/N {len(contents)}/First {len(head)}"
        self._waiting.clear()
        self.stream(stream, (head + "\n".join(contents)).encode("ascii"), entries)

    def _write(self, content: bytes) -> None:
        self._target.write(content)
        self._digest.update(content)
        self._written += len(content)


def name(text: str) -> str:
    """A name, such as a tag: `H1` as `/H1`."""
    return "/" + "".join(c if (c.isalnum() and c.isascii()) or c in "-_+" else f"#{ord(c):02X}" for c in text)


def string(text: str) -> str:
    """A text for a person: plain where it is plain, else in UTF-16."""
    if text.isascii() and text.isprintable() and not set(text) & set("()\\"):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def reference(number: int) -> str:
    """How another object is named."""
    return f"{number} 0 R"


def references(numbers: "list[int] | array[int]") -> str:
    """A list of other objects."""
    return "[" + " ".join([f"{number} 0 R" for number in numbers]) + "]"
