"""Linked data: Turtle and JSON-LD state the same, in terms that exist, and nothing that the document does not say."""

import json
import re
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, Cancelled
from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.formats.graph import PREFIXES, A, Graph, Literal
from ropa_desktop.exchange.formats.linked import graph
from ropa_desktop.exchange.formats.privacy_vocabulary import READ_IN
from ropa_desktop.law.parties import keepers
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.progress import heard_by, stoppable, stopped_by
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.formats import hostile, said, samples

Statement = tuple[str, str, tuple[str, str, str]]

_TOKENS = re.compile(
    r"""\s*(?: (<[^>\s]*>) | "((?:[^"\\]|\\.)*)"(?:@([A-Za-z-]+)|\^\^(\S+))?
              | (@prefix) | ([;,.])(?=\s) | ([\w:-]+) )""",
    re.VERBOSE,
)
_ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}


def in_turtle(text: str) -> set[Statement]:
    """The statements of a Turtle file, read by the grammar of RDF 1.1 as far as ours goes."""
    prefixes: dict[str, str] = {}
    found: set[Statement] = set()

    def whole(token: str) -> str:
        if token.startswith("<"):
            return token[1:-1]
        prefix, _colon, local = token.partition(":")
        return prefixes[prefix] + local

    tokens = []
    place = 0
    while place < len(text.rstrip()):
        token = _TOKENS.match(text, place)
        assert token, text[place : place + 80]
        tokens.append(token.groups())
        place = token.end()
    subject = predicate = ""
    rest = iter(tokens)
    for address, literal, language, kind, prefix, stop, short in rest:
        if prefix:
            key, value, _dot = next(rest)[6], next(rest)[0], next(rest)
            prefixes[key[:-1]] = value[1:-1]
        elif stop:
            subject = "" if stop == "." else subject
            predicate = predicate if stop == "," else ""
        elif literal is not None:
            plain = re.sub(r"\\.", lambda escape: _ESCAPES[escape[0]], literal)
            found.add((subject, predicate, (plain, language or "", whole(kind) if kind else "")))
        elif not subject:
            subject = whole(address or short)
        elif not predicate:
            predicate = whole("rdf:type") if short == "a" else whole(address or short)
        else:
            found.add((subject, predicate, (whole(address or short), "@id", "")))
    return found


def in_json(text: str) -> set[Statement]:
    """The statements of a flattened JSON-LD file, expanded by the context in it."""
    file = json.loads(text)
    context = file["@context"] | {"rdf": PREFIXES["rdf"]}

    def whole(name: str) -> str:
        prefix, _colon, local = name.partition(":")
        return context[prefix] + local if prefix in context else name

    found: set[Statement] = set()
    for thing in file["@graph"]:
        for key, objects in thing.items():
            if key == "@id":
                continue
            for one in objects:
                one = {"@id": one} if key == "@type" else one
                value = (
                    (whole(one["@id"]), "@id", "")
                    if "@id" in one
                    else (one["@value"], one.get("@language", ""), whole(one["@type"]) if "@type" in one else "")
                )
                found.add((whole(thing["@id"]), whole("rdf:type" if key == "@type" else key), value))
    return found


def asked(name: str, **more: object) -> Options:
    keeper = next(keeper for keeper in keepers(samples.register()) if keeper.name == name)
    return Options(keeper.id, produced_on="2026-11-21", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_both_formats_state_the_same_of_every_example_at_once(language: str, tmp_path: Path) -> None:
    for ending in (".ttl", ".jsonld"):
        export(samples.register(), tmp_path / f"all{ending}", Options(also=frozenset(ALSO), language=language))
    first = in_turtle((tmp_path / "all.ttl").read_text("utf-8"))
    assert first == in_json((tmp_path / "all.jsonld").read_text("utf-8"))
    assert len(first) > 1000


def test_texts_that_are_escaped_come_back(tmp_path: Path) -> None:
    made = Graph()
    for text in (*hostile.TEXTS, 'a "quoted" \\ back\\n', "end\\"):
        made.add("urn:uuid:1", "dct:title", Literal(text), Literal(text, "nb"))
        made.add("urn:uuid:1", A, "dpv:Purpose")
    made.add("urn:uuid:1", "dct:title", None, "", Literal("  "))
    found = in_turtle("".join(made.as_turtle()))
    assert found == in_json("".join(made.as_json()))
    assert {value[0] for _s, _p, value in found} >= {t.replace("\r", "\n") for t in hostile.TEXTS}


def test_each_piece_is_one_thing_however_many_there_are() -> None:
    def pieces(things: int) -> tuple[list[str], list[str]]:
        made = Graph()
        for number in range(things):
            made.add(f"urn:uuid:{number:04}", "dct:title", Literal("said of it, and nothing more"))
        return list(made.as_turtle()), list(made.as_json())

    for few, many in zip(pieces(2), pieces(2000), strict=True):
        assert max(map(len, many)) == max(map(len, few))
        assert len(many) == len(few) + 1998
    text = "".join(pieces(3)[1])
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n", "as it would be written at once"


@pytest.mark.parametrize("ending", [".ttl", ".jsonld"])
def test_it_tells_how_far_it_is_and_cancelled_while_it_is_written_leaves_the_earlier_file(
    ending: str, tmp_path: Path
) -> None:
    snapshot = samples.register()
    target, told = tmp_path / f"record{ending}", [(0.0, 0)]

    def listen(done: float) -> None:
        told.append((done, len(list(tmp_path.glob(".ropa-*.part")))))

    def stop() -> None:
        if told[-1][0] > 0.8:
            raise Cancelled

    with heard_by(listen):
        export(snapshot, target, Options())
    earlier, shares = target.read_bytes(), [done for done, _beside in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    told[:] = [(0.0, 0)]
    with heard_by(listen), stopped_by(stop), stoppable(), pytest.raises(Cancelled):
        export(snapshot, target, Options(language="nb"))
    assert told[-1][0] < 0.9
    assert told[-1][1] == 1, "the file was being written"
    assert target.read_bytes() == earlier
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_every_term_was_read_in_the_vocabulary_and_all_that_were_are_used() -> None:
    ours = {
        term.details["dpv"]
        for name in ("legal_basis", "special_condition", "transfer_mechanism", "measure_family")
        for term in vocabulary(name).terms.values()
        if term.details.get("dpv")
    }
    things = graph(samples.register(), Options(also=frozenset(ALSO))).things.values()
    used = {predicate for said in things for predicate in said} | {
        found for said in things for objects in said.values() for found in objects if isinstance(found, str)
    }
    of_dpv = {term for term in used if term.startswith(("dpv:", "eu-gdpr:"))}
    assert of_dpv - ours <= READ_IN.keys()
    assert READ_IN.keys() - of_dpv <= {
        "dpv:InternationalOrganisation",
        "dpv:JointDataControllers",
        "dpv:hasJointDataControllers",
        "dpv:Representative",
        "dpv:hasRepresentative",
    }
    assert {term.partition(":")[0] for term in used} <= {*PREFIXES, "urn", "https"}


@pytest.mark.parametrize("full", [False, True])
def test_says_nothing_that_the_document_does_not(full: bool) -> None:
    options = asked("Fjordby Regnskap AS", also=frozenset(ALSO if full else ()), language="nb")
    made = graph(samples.register(), options)
    literals = [
        o for s in made.things.values() for os in s.values() for o in os if isinstance(o, Literal) and not o.kind
    ]
    spoken = re.sub(r"[\W_]", "", " ".join(said.in_report(build(samples.register(), options)))).casefold()
    unsaid = {
        word
        for literal in literals
        for word in re.sub(r"[\W_]", " ", literal.text).casefold().split()
        if word not in spoken and len(word) > 2
    }
    assert unsaid == set()
    assert ("eu-gdpr:A6-1-b" in str(made.things)) == full
    assert not re.search("Catacloud|Communicat|Commsor|CloudCall", str(made.things))


def test_what_is_unknown_and_what_was_answered_is_said_in_words(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="Keeper", record_kept="yes")
    activity = edit.add(register, "activity", keeper_id=keeper, name="Empty")
    processor = edit.add(register, "activity", keeper_id=keeper, name="Hosting", role="processor")
    edit.set_answer(register, "activity", activity, "recipients", "none")
    things = graph(register.snapshot(), Options()).things
    comments = {o.text for o in things[f"urn:uuid:{activity}"]["rdfs:comment"] if isinstance(o, Literal)}
    assert comments == {
        "Purposes: unknown",
        "Personal data: unknown",
        "Recipients: none",
        "Transfers: unknown",
        "Measures: unknown",
    }
    comments = {o.text for o in things[f"urn:uuid:{processor}"]["rdfs:comment"] if isinstance(o, Literal)}
    assert {"Controllers acted for: unknown", "Categories of processing: unknown"} <= comments


def test_what_has_no_terms_is_said_to_the_person_and_an_empty_register_is_refused(
    register: Register, tmp_path: Path
) -> None:
    [sentence] = export(samples.register(), tmp_path / "x.ttl", asked("Catacloud AS", also=frozenset(ALSO)))
    assert sentence.startswith("Linked data do not say: Other fields besides Article 30")
    assert export(samples.register(), tmp_path / "x.jsonld", asked("Catacloud AS")) == ()
    with pytest.raises(BadInput):
        export(register.snapshot(), tmp_path / "none.ttl", Options())
    with pytest.raises(BadInput, match="not written in this format"):
        export(samples.register(), tmp_path / "none.ttl", Options(layout="cnpd"))
    assert not list(tmp_path.glob("none*"))
