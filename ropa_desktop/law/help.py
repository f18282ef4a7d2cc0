"""The help pages of `resources/help`: what the law says, what authorities expect, an example, what to do here.

A page is one Markdown file per language with a head of `name: value` lines. `words` names provisions whose exact words
(`regulation.json`) stand before the text, in a language in which they were read; `sources` names entries of
`sources.json`; `fields` names what the page explains: `table.field`, `*.field` for every kind, or `table` for whatever
else a kind has.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ropa_desktop.i18n import LANGUAGES, _
from ropa_desktop.i18n import language as current_language
from ropa_desktop.model.folding import fold
from ropa_desktop.paths import resources

CHAPTERS = ("letters", "states", "checks", "fields")
"""The folders of pages, in the order of the contents."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page has it from: a title in the page's language, an address that nobody opens, the ISO day on which it
    was looked at, and its evidence: verified, secondary (read in an account of it), general_knowledge, or own."""

    key: str
    title: str
    address: str
    checked_on: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words of a provision of Regulation (EU) 2016/679, such as "30(1)(a)"."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it: Markdown of paragraphs, lists and emphasis."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language. `key` is its place, such as "checks/dpo_unknown"; `fields` what it explains."""

    key: str
    language: str
    title: str
    articles: tuple[str, ...]
    words: tuple[Words, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    fields: tuple[str, ...]

    @property
    def chapter(self) -> str:
        """The folder it lies in."""
        return self.key.split("/")[0]

    @property
    def name(self) -> str:
        """Its key without the folder: the code of a check, say."""
        return self.key.split("/", 1)[1]


# -- which page -------------------------------------------------------------------------------------------


def page(key: str, language: str | None = None) -> Page | None:
    """The page with a key, in a language, the present one by default; None where there is none."""
    return _by_key(language or current_language()).get(key)


def pages(language: str | None = None) -> tuple[Page, ...]:
    """All pages of a language, chapter by chapter; letters and states in the law's order, others by title."""
    return tuple(_by_key(language or current_language()).values())


def page_of_check(code: str, language: str | None = None) -> Page | None:
    """The page of a check, by its code."""
    return page(f"checks/{code}", language)


def page_of_field(table: str, field: str = "", language: str | None = None) -> Page | None:
    """The page that explains a field or relation of a kind, else the page of the kind."""
    served = _served(language or current_language())
    named = (f"{table}.{field}", f"*.{field}", table) if field else (table,)
    return next((served[name] for name in named if name in served), None)


def page_of(text: str, language: str | None = None) -> Page | None:
    """What a person may call a page by: a check's code, `table.field`, a kind, a page's key or name."""
    wanted = text.strip().casefold().replace("-", "_")
    table, _dot, field = wanted.partition(".")
    found = page_of_check(wanted, language) or page(wanted, language) or page_of_field(table, field, language)
    return found or next((one for one in pages(language) if wanted in (one.name, one.title.casefold())), None)


def search(text: str, language: str | None = None) -> tuple[Page, ...]:
    """The pages that hold every word, however it is accented, the last of them perhaps only begun; titles first.

    All pages, in the order of the contents, where nothing is asked for.
    """
    words = fold(text).split()
    if not words:
        return pages(language)
    found = []
    for one in pages(language):
        folded, title = _folded(one), f" {fold(one.title)}"
        if all(_holds(folded, word, number == len(words) - 1) for number, word in enumerate(words)):
            found.append((not all(f" {word}" in title for word in words), one))
    return tuple(one for _later, one in sorted(found, key=lambda each: each[0]))


def _holds(folded: str, word: str, begun: bool) -> bool:
    return (f" {word}" if begun else f" {word} ") in folded


@cache
def _folded(one: Page) -> str:
    said = [one.title, one.name, *one.articles, *one.fields]
    said += [words.text for words in one.words]
    said += [text for section in one.sections for text in (section.heading, section.text)]
    return f" {fold(' '.join(said))} "


def worth(source: Source) -> str:
    """What a source is worth, in a few words of the present language."""
    said = {
        "verified": _("read"),
        "secondary": _("read in an account of it"),
        "general_knowledge": _("from general knowledge, not compared with the text"),
        "own": _("the program’s own"),
    }
    return said.get(source.evidence, source.evidence)


# -- reading ----------------------------------------------------------------------------------------------


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources("help", f"{name}.json").read_text("utf-8"))
    return found


@cache
def _by_key(language: str) -> dict[str, Page]:
    language = language if language in LANGUAGES else "en"
    return {one.key: one for chapter in CHAPTERS for one in _chapter(chapter, language)}


def _chapter(chapter: str, language: str) -> list[Page]:
    paths = resources("help", chapter).glob(f"*.{language}.md")
    read = [
        _parsed(f"{chapter}/{path.name.removesuffix(f'.{language}.md')}", language, path.read_text("utf-8"))
        for path in paths
    ]
    order: list[str] = _read("contents").get(chapter, [])
    place = {name: number for number, name in enumerate(order)}
    return sorted(read, key=lambda one: (place.get(one.name, len(place)), fold(one.title)))


@cache
def _served(language: str) -> dict[str, Page]:
    """Pages by what they explain. A field that two pages name is its own page's, else the first one's."""
    found: dict[str, Page] = {}
    for one in reversed(pages(language)):
        found.update(dict.fromkeys(one.fields, one))
    return found


def _parsed(key: str, language: str, text: str) -> Page:
    """A page out of its file. Raises `ValueError` or `KeyError` for a page that is not written as agreed: a defect."""
    _before, head, body = text.split("---\n", 2)
    named = dict(line.split(": ", 1) for line in head.splitlines())
    known = _read("sources")
    return Page(
        key,
        language,
        named["title"],
        _listed(named.get("articles", "")),
        tuple(_words(_listed(named.get("words", "")), language)),
        tuple(_sections(body)),
        tuple(_source(name, known[name], language) for name in _sources_of(named, language)),
        _listed(named.get("fields", "")),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _words(articles: tuple[str, ...], language: str) -> Iterator[Words]:
    read = _read("regulation")[language]["words"]
    return (Words(article, read[article].rstrip(";")) for article in articles if article in read)


def _sources_of(named: dict[str, str], language: str) -> tuple[str, ...]:
    """What the page names, and first of all where the quoted words were read."""
    quoted = any(_words(_listed(named.get("words", "")), language))
    where: str = _read("regulation")[language]["source"]
    return ((where,) if quoted else ()) + _listed(named["sources"])


def _sections(body: str) -> Iterator[Section]:
    for part in body.split("## ")[1:]:
        heading, text = part.split("\n", 1)
        yield Section(heading.strip(), text.strip())


def _source(key: str, entry: dict[str, str], language: str) -> Source:
    return Source(key, entry[language], entry.get("address", ""), entry["checked_on"], entry["evidence"])
