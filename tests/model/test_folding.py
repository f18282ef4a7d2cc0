"""Two texts that look alike are equal, and every word of a text is found where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.model.folding import fold, plain, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lønn", "lonn"),
        ("Łódź", "lodz"),
        ("Αθήνα", "αθηνα"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("Straße_2", "strasse 2"),
        ("e\u0301té", "ete"),
        ("ǾĦ", "oh"),
        ("Art. 6(1)(a)", "art 6 1 a"),
        ("ℌ𝐀", "ha"),
        ("—", ""),
    ],
)
def test_case_accents_and_punctuation_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_signs_stay_where_something_is_looked_for_inside_a_text() -> None:
    assert plain("Art. 6(1)(a) Lønn_2") == "art. 6(1)(a) lonn 2"
    assert plain("A/S") == "a/s"


@given(st.text())
def test_the_words_of_a_plain_text_are_those_of_the_text(text: str) -> None:
    assert fold(plain(text)) == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("aÉø ßŁ\u0301\u0327_-(1)ήΣςİ가½²ﬁ\n") | st.characters()))
def test_each_word_is_given_with_its_place(text: str) -> None:
    found = words(text)
    assert [word for word, _start, _end in found] == fold(text).split()
    for word, start, end in found:
        assert 0 <= start < end <= len(text)
        assert word in "".join(fold(text[start:end]).split())
