"""What a file of law data must hold to be taken (docs/law-data.md): the first thing that is wrong, in one sentence."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from ropa_desktop.i18n import LANGUAGES, OUTPUT_LANGUAGES, _
from ropa_desktop.law.bundle import SECTIONS, built_in
from ropa_desktop.law.vocabulary import vocabulary

FORMAT, FORMAT_VERSION = "ropa-desktop law data", 1

CONDITIONS = ("certified", "commercial", "private", "organisation", "limited")
"""What of a transfer has to be looked at besides its place (`facts.Adequacy.condition`)."""

_HEAD = {"format", "format_version", "as_of", "source", "note", *SECTIONS}
_OF_SECTION = {"article", "as_of", "source", "evidence", "checked_on", "note", "translations"}

Rule = Callable[[Any], bool]


def problem(document: Any) -> str:
    """Why a document is no law data that can be taken; empty where it can."""
    return next(_problems(document), "")


def _problems(document: Any) -> Iterator[str]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        yield _("it is no file of law data.")
        return
    version = document.get("format_version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        yield _("a newer version of the program made it. Update this one to read it.")
        return
    yield from _others(_("the file"), document, _HEAD)
    as_of: Any = document.get("as_of")
    if not _is_day(as_of):
        yield _not_so(_("the file"), "as_of", as_of)
        return
    if as_of > date.today().isoformat():
        yield _("it is dated in the future, {day}.").format(day=as_of)
    if not any(section in document for section in SECTIONS):
        yield _("it holds neither adequacy decisions nor territories nor mechanisms.")
    sections = {"adequacy": _adequacy, "territories": _territories, "transfer_mechanisms": _mechanisms}
    for section, check in sections.items():
        if section in document:
            if not isinstance(document[section], dict):
                yield _not_so(_("the file"), section, document[section])
                return
            yield from check(document[section], as_of)


def _adequacy(found: Mapping[str, Any], as_of: str) -> Iterator[str]:
    yield from _others("adequacy", found, _OF_SECTION | {"decisions"})
    places = {*vocabulary("country").terms, *vocabulary("international_organisation").terms}
    rules: dict[str, Rule] = {
        "territory": places.__contains__,
        "name": _is_text,
        "adopted": _is_day,
        "scope": _is_text,
        "status": _is_text,
        "source": _is_text,
        "evidence": _is_text,
        "checked_on": lambda value: _is_day(value) and value <= as_of,
    }
    may: dict[str, Rule] = {
        "decision": _is_text,
        "expires": _is_day,
        "condition": CONDITIONS.__contains__,
        "covers": _in_each_language,
        "remark": _in_each_language,
        "note": _is_text,
    }
    seen = set()
    for where, entry in _entries("adequacy.decisions", found.get("decisions")):
        yield from _wrong(where, entry, rules, may)
        if entry.get("expires") and entry["expires"] < entry["adopted"]:
            yield _("{where}: it ends on {end}, before it was adopted.").format(where=where, end=entry["expires"])
        key = (entry["territory"], entry.get("decision") or entry["adopted"])
        if key in seen:
            yield _("{where}: the same decision stands there twice.").format(where=where)
        seen.add(key)


def _territories(found: Mapping[str, Any], as_of: str) -> Iterator[str]:
    yield from _others("territories", found, _OF_SECTION | {"eea", "status"})
    countries = vocabulary("country").terms
    inside = found.get("eea")
    if not isinstance(inside, list) or not inside or len(set(map(str, inside))) < len(inside):
        yield _not_so("territories", "eea", inside)
        return
    yield from (_not_so("territories", "eea", code) for code in inside if code not in countries)
    rules: dict[str, Rule] = {"code": countries.__contains__, "status": _is_text, "checked_on": _is_day}
    may: dict[str, Rule] = dict.fromkeys(("from", "until", "applies_from"), _is_day)
    may |= dict.fromkeys(("note", "source", "evidence"), _is_text)
    for where, entry in _entries("territories.status", found.get("status")):
        yield from _wrong(where, entry, rules, may)
        if "bridge" in entry["status"] and not {"from", "until"} <= entry.keys():
            yield _("{where}: a bridge needs its first and last day.").format(where=where)
        if entry.get("until", "9999") < entry.get("from", ""):
            yield _("{where}: it ends on {end}, before it begins.").format(where=where, end=entry["until"])


def _mechanisms(found: Mapping[str, Any], as_of: str) -> Iterator[str]:
    yield from _others("transfer_mechanisms", found, _OF_SECTION | {"entries"})
    for name in ("article", "source", "evidence"):
        if not _is_text(found.get(name)):
            yield _not_so("transfer_mechanisms", name, found.get(name))
    if not _is_day(found.get("checked_on")):
        yield _not_so("transfer_mechanisms", "checked_on", found.get("checked_on"))
    rules: dict[str, Rule] = dict.fromkeys(("code", "article", "status", *LANGUAGES), _is_text)
    may: dict[str, Rule] = dict.fromkeys(("note", "dpv", "source", "evidence", *OUTPUT_LANGUAGES), _is_text)
    may |= dict.fromkeys(("valid_from", "invalid_from", "legacy_until"), _is_day)
    seen: set[str] = set()
    for where, entry in _entries("transfer_mechanisms.entries", found.get("entries")):
        yield from _wrong(where, entry, rules, may)
        called = {f"{language} {entry[language].casefold()}" for language in OUTPUT_LANGUAGES if entry.get(language)}
        called.add(entry["code"])
        if called & seen:
            yield _("{where}: its code or name stands there twice.").format(where=where)
        seen |= called
        if entry.get("legacy_until") and not entry.get("invalid_from"):
            yield _not_so(where, "legacy_until", entry["legacy_until"])
    for lost in built_in().transfer_mechanisms["entries"]:
        if lost["code"] not in seen:
            yield _("{code} is not among the mechanisms, and registers may hold it.").format(code=lost["code"])


# -- rules ------------------------------------------------------------------------------------------------


def _entries(where: str, found: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry of a list with its place, as far as the list is one; the caller stops at the first that is wrong."""
    if not isinstance(found, list):
        yield where, {}
        return
    for number, entry in enumerate(found, 1):
        yield f"{where}, {number}", entry if isinstance(entry, dict) else {}


def _wrong(where: str, entry: Mapping[str, Any], rules: Mapping[str, Rule], may: Mapping[str, Rule]) -> Iterator[str]:
    yield from _others(where, entry, {*rules, *may})
    for name, rule in rules.items():
        if not _holds(rule, entry.get(name)):
            yield _not_so(where, name, entry.get(name))
    for name, rule in may.items():
        if entry.get(name) is not None and not _holds(rule, entry[name]):
            yield _not_so(where, name, entry[name])


def _holds(rule: Rule, value: Any) -> bool:
    try:
        return rule(value)
    except TypeError:  # a list cannot be looked up among codes
        return False


def _others(where: str, found: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    for name in sorted(found.keys() - known):
        yield _("{where}: “{name}” has no meaning there.").format(where=where, name=str(name)[:40])


def _not_so(where: str, name: str, value: Any) -> str:
    if value is None:
        return _("{where}: “{name}” is missing.").format(where=where, name=name)
    return _("{where}: “{value}” cannot stand as “{name}”.").format(where=where, name=name, value=str(value)[:40])


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= 4000


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _in_each_language(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES) and all(map(_is_text, value.values()))
