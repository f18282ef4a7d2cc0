"""Statements of linked data (RDF 1.1) and the two ways of writing them: Turtle and JSON-LD.

Small writers of our own: what is written is a flat list of statements about named things, without nested or unnamed
ones, for which a library would be one more to keep. Texts enter as literals alone, never as names.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ropa_desktop.exchange.formats.markup import readable
from ropa_desktop.progress import counted

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

A = "rdf:type"
_LOCAL = re.compile("[A-Za-z][A-Za-z0-9_-]*")  # of the names behind a prefix that Turtle takes as they stand
_NEXT = " ;\n"  # between what is said of the same thing
_IN_TURTLE = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, in a language (BCP 47) where it is known, or of a kind such as "xsd:date"."""

    text: str
    language: str = ""
    kind: str = ""


Object = str | Literal
"""What a statement says of its subject: the name of another thing, or a literal."""


@dataclass(slots=True)
class Graph:
    """Statements by subject and predicate, in the order of their making, each once. Names are prefixed ("dpv:Purpose")
    or whole ("urn:uuid:…")."""

    things: dict[str, dict[str, dict[Object, None]]] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, *objects: Object | None) -> None:
        """States it of each object; None and an empty text state nothing."""
        for said in objects:
            if said is None or said == "" or (isinstance(said, Literal) and not said.text.strip()):
                continue
            self.things.setdefault(subject, {}).setdefault(predicate, {})[said] = None

    def as_turtle(self) -> Iterator[str]:
        """The statements as Turtle (RDF 1.1 Turtle), thing by thing."""
        yield "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
        for subject in counted(tuple(self.things)):
            rows = [
                f"    {'a' if predicate == A else _turtle(predicate)} {', '.join(map(_turtle, objects))}"
                for predicate, objects in self.things[subject].items()
            ]
            yield f"\n{_turtle(subject)}\n{_NEXT.join(rows)} .\n"

    def as_json(self) -> Iterator[str]:
        """The statements as JSON-LD 1.1, flattened, thing by thing; the context stands in the file."""
        encode = json.JSONEncoder(ensure_ascii=False, indent=1).encode
        context = {prefix: address for prefix, address in PREFIXES.items() if prefix != "rdf"}
        begin, _things, end = encode({"@context": context, "@graph": []}).rpartition("[]")
        yield f"{begin}["
        between = "\n  "
        for subject in counted(tuple(self.things)):
            thing: dict[str, Any] = {"@id": subject}
            for predicate, objects in self.things[subject].items():
                thing["@type" if predicate == A else predicate] = [
                    one if predicate == A else _json(one) for one in objects
                ]
            yield between + encode(thing).replace("\n", "\n  ")
            between = ",\n  "
        yield f"\n ]{end}\n"


def _turtle(said: Object) -> str:
    if isinstance(said, Literal):
        text = f'"{readable(said.text).translate(_IN_TURTLE)}"'
        if said.kind:
            return f"{text}^^{_turtle(said.kind)}"
        return f"{text}@{said.language}" if said.language else text
    prefix, _colon, local = said.partition(":")
    return said if prefix in PREFIXES and _LOCAL.fullmatch(local) else f"<{said}>"


def _json(said: Object) -> dict[str, str]:
    if isinstance(said, str):
        return {"@id": said}
    value = {"@value": readable(said.text)}
    if said.kind:
        return value | {"@type": said.kind}
    return value | {"@language": said.language} if said.language else value
