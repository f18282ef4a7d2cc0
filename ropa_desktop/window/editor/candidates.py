"""What can be chosen in a field: the codes of a vocabulary, or the records of a kind, found as one types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ropa_desktop.i18n import _, language
from ropa_desktop.law import vocabulary
from ropa_desktop.law.citing import cited
from ropa_desktop.law.facts import in_eea
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.folding import plain
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.rows import record_label


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that does not exist yet: its kind, and the text that names it."""

    kind: str
    text: str


Value = str | int | NewRecord | None

folded = plain  # "Lønn" is looked for as "lonn", "6(1)(a)" as it stands


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing to choose: the value it stands for, how it is called, and what helps to tell it apart.

    `others` are, folded, what it is also called: it is found by them where nothing is found by its title.
    """

    value: Value
    title: str
    detail: str = ""
    icon: str = ""
    others: tuple[str, ...] = ()


def matching(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates that hold every word of `text`: first those that begin with it, then those that have it as a word
    of their title or of what is said of them, then those with a word that begins so. "c" is 6(1)(c), not 6(1)(a)
    Consent, and "49" is Art. 49, not Decision 2001/497.
    """
    wanted = folded(text).strip()
    if not wanted:
        return list(candidates)
    words, word = wanted.split(), rf"\b{re.escape(wanted)}"
    begins, whole_word, word_begins = (re.compile(each) for each in (f"^{re.escape(wanted)}", rf"{word}\b", word))
    found = []
    for candidate in candidates:
        title = folded(candidate.title)
        said = f"{title} {folded(candidate.detail)}"
        if all(each in said for each in words):
            close = begins.search(title), whole_word.search(title), whole_word.search(said), word_begins.search(title)
            found.append(([not each for each in close], candidate))
    if not found:
        also = [candidate for candidate in candidates if any(name.startswith(wanted) for name in candidate.others)]
        return sorted(also, key=lambda candidate: wanted not in candidate.others)
    return [candidate for _later, candidate in sorted(found, key=lambda pair: pair[0])]


def called(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates with exactly this title or code, whatever its case and accents; else those also called so."""
    wanted = folded(text).strip()
    found = [c for c in candidates if wanted in (folded(c.title), folded(str(c.value)))]
    return found or [c for c in candidates if wanted in c.others]


def of_vocabulary(name: str) -> Sequence[Candidate]:
    """The entries of a closed list in its own order, countries by name; legal citations carry their code.

    Of countries, those of the EEA come first: "nor" is Norway, not Norfolk Island.
    """
    return _of_vocabulary(name, language())


def third_first(countries: Sequence[Candidate]) -> Sequence[Candidate]:
    """Countries with those outside the EEA first: only to them are there transfers under Chapter V."""
    today = date.today().isoformat()
    return sorted(countries, key=lambda country: in_eea(str(country.value), today))


def places_of_transfers() -> Sequence[Candidate]:
    """Whither data may be transferred: countries, and international organisations that stand in a country's place."""
    said = _("International organisation")
    organisations = (replace(one, detail=said) for one in of_vocabulary("international_organisation"))
    return [*third_first(of_vocabulary("country")), *organisations]


@lru_cache(maxsize=64)
def _of_vocabulary(name: str, code_of_language: str) -> Sequence[Candidate]:
    terms = vocabulary.vocabulary(name).terms.values()
    found = [
        Candidate(term.code, shown_code(name, term.code), _provision(name, term), others=_also_called(term))
        for term in terms
    ]
    if name == "country":
        today = date.today().isoformat()
        found.sort(
            key=lambda candidate: (
                not in_eea(str(candidate.value), today),
                alphabetical(candidate.title, code_of_language),
            )
        )
    return tuple(found)


def _provision(name: str, term: vocabulary.Term) -> str:
    """The article of what a transfer rests on: few know it by its words alone."""
    return cited(term.details.get("article", "")) if name == "transfer_mechanism" else ""


def _also_called(term: vocabulary.Term) -> tuple[str, ...]:
    """The names in each language of the window, and the end of a code: "usa" in English too, "epo" for XP-EPO."""
    return tuple(dict.fromkeys(map(folded, (*term.sought, term.code.rpartition("-")[2]))))


def shown_code(name: str, code: str) -> str:
    """A code as a field shows it: its label; of a provision, the provision too: "6(1)(b) Contract"."""
    label = vocabulary.label(name, code)
    return f"{code} {label}" if name in ("legal_basis", "special_condition") and label != code else label


def of_records(snapshot: Snapshot, kind: str, besides: str | None = None) -> list[Candidate]:
    """The records of a kind that are in use, by name; `besides` is left out: nothing refers to itself."""
    symbol = catalog.kind(kind).icon
    found = [
        Candidate(row.id, record_label(snapshot, kind, row.id), _detail(snapshot, kind, row), symbol)
        for row in snapshot.rows(kind)
        if row.id != besides and getattr(row, "archived_on", None) is None
    ]
    return sorted(found, key=lambda candidate: alphabetical(candidate.title))


def can_be_created(kind: str) -> bool:
    """Whether a record of the kind can begin with nothing but its name."""
    named = tables.fields(kind)[naming_field(kind)]
    return not catalog.kind(kind).is_row and kind != "activity" and named.form == "line"


def naming_field(kind: str) -> str:
    """The field of a kind that takes the text a new record is named by."""
    fields = tables.fields(kind)
    label = catalog.kind(kind).label
    return next((name for name in label if fields[name].form == "line"), label[0])


def _detail(snapshot: Snapshot, kind: str, row: object) -> str:
    said = []
    for name in catalog.kind(kind).columns:
        info = tables.fields(kind).get(name)
        value = getattr(row, name, None)
        if info is not None and info.form == "code" and value is not None:
            said.append(vocabulary.label(info.vocabulary, value))
    reference = getattr(row, "reference", None)
    return " · ".join([*([reference] if reference else []), *said[:2]]) or _(catalog.kind(kind).title)
