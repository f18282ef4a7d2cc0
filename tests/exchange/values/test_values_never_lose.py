"""No text makes a reader fail, none takes long, and what a reader gives holds every word it was given."""

import time
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropa_desktop.exchange.values.absence import RULES, find_absence
from ropa_desktop.exchange.values.bases import read_bases
from ropa_desktop.exchange.values.contents import guess
from ropa_desktop.exchange.values.countries import read_countries
from ropa_desktop.exchange.values.dates import column_order, read_day
from ropa_desktop.exchange.values.folding import composed, flat, fold
from ropa_desktop.exchange.values.mechanisms import read_mechanism
from ropa_desktop.exchange.values.names import most_alike, similarity
from ropa_desktop.exchange.values.parties import read_party
from ropa_desktop.exchange.values.retention import read_retention
from ropa_desktop.exchange.values.splitting import SEPARATORS, column_separator, split_values
from ropa_desktop.exchange.values.words import known
from ropa_desktop.exchange.values.yes_no import read_yes_no

VOCABULARY = """
6(1)(b) Art. 6 Abs. 1 lit. b DSGVO artikkel 9 nr. 2 bokstav b og f , ; : / + & - – — ( ) [ ] " « » • <br> jf. § 3-1
arbeidsmiljøloven bokføringsloven GDPR samtykke consent contract 5 år måneder 12–24 mnd 6 bzw. 10 Jahre et halvt
etter regnskapsårets slutt until opt-out USA Norge EU/EØS Georgia utenfor SCC module 2 2021/914 BCR Privacy Shield
Art. 49 NAV (mottaker) Microsoft Fra AS Ltd. Databehandler: 03/07/2020 16. juli 2020-07-16 44000 n/a Ingen Sans objet
x ja Nei slettes eller anonymiseres Ansatte Kunder Storgata 1 0150 Oslo ? xxx [X] ~ 0,5 ½ İ ﬁ 😀 1er octobre 2026
"""
WORDS = (*VOCABULARY.split(), "\n", "\u0301", "\u202e")
cells = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map("".join),
)


def _words(text: str) -> set[str]:
    return set(fold(composed(text)).split())


def _bases(text: str) -> Iterable[str]:
    read = read_bases(text)
    for basis in (*read.bases, *read.conditions):
        yield from (basis.words, basis.explanation)
    yield from (*read.national_law, read.rest, _JOINING)


def _retention(text: str) -> Iterable[str]:
    read = read_retention(text)
    yield from (limit.words for limit in read.limits)
    yield read.rest


def _countries(text: str) -> Iterable[str]:
    read = read_countries(text)
    yield from (place.words for place in (*read.countries, *read.regions))
    yield read.rest


def _mechanism(text: str) -> Iterable[str]:
    read = read_mechanism(text)
    yield from (*read.words, read.rest)


def _party(text: str) -> Iterable[str]:
    read = read_party(text)
    yield from (read.name, read.role_words, read.rest)


def _day(text: str) -> Iterable[str]:
    read = read_day(text)
    yield from (read.words, read.rest)


_JOINING = " ".join(known("bases")["gdpr"])
_JOINING += " jf jfr cf og and und et en y e och ja i.v.m ivm vgl samt se see du av of der des di del de la il the"
READERS: tuple[Callable[[str], Iterable[str]], ...] = (_bases, _retention, _countries, _mechanism, _party, _day)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@given(text=cells)
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost(reader: Callable[[str], Iterable[str]], text: str) -> None:
    assert _words(text) - {"br"} <= _words(" ".join(reader(text)))


@given(text=cells, separator=st.sampled_from((None, "", *SEPARATORS)))
@settings(max_examples=300, deadline=None)
def test_splitting_keeps_every_word_but_joining_ones_and_the_numbers_of_a_list(
    text: str, separator: str | None
) -> None:
    split = split_values(text, separator)
    lost = _words(text.replace("<br>", " ")) - _words(" ".join(split.values))
    assert all(len(word) <= 3 for word in lost)


@given(texts=st.lists(cells, max_size=5), text=cells)
@settings(max_examples=150, deadline=None)
def test_nothing_makes_the_others_fail(texts: list[str], text: str) -> None:
    absence = find_absence(text)
    assert absence is None or absence.rule in RULES
    read_yes_no(text)
    column_order(texts)
    column_separator(texts)
    guess(texts)
    most_alike(text, texts)
    for order in ("day_first", "month_first"):
        read_day(text, order)
    assert all(0 <= similarity(text, each) <= 1 for each in texts)
    assert len(flat(composed(text))) == len(composed(text))


@pytest.mark.parametrize(
    "unit",
    ["6", "6(1)(a), ", "art. ", "(", "a, ", "5 år og ", "1-", " ", "\n", "Norge ", "§ 1 og ", "lov ", "ab", "[x", "."],
)
def test_a_cell_as_full_as_excel_allows_is_read_in_time_that_grows_with_it(unit: str) -> None:
    text = (unit * 33000)[:32767]
    least = 0.05  # seconds of the processor below which nothing is compared
    assert _processor_time(text) < 3 * 4 * max(least, _processor_time(text[: len(text) // 4]))


def _processor_time(text: str) -> float:
    """Seconds of the processor that all readers take; four times as many for four times the text, 16 if squared."""
    begun = time.process_time()
    for reader in READERS:
        list(reader(text))
    find_absence(text)
    read_yes_no(text)
    split_values(text)
    guess([text])
    return time.process_time() - begun
