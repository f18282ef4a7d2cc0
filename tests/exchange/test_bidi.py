"""Right-to-left lines as they are drawn. Hebrew letters stand for themselves; what is expected is written from
left to right, as it lies on the paper."""

import pytest

from ropa_desktop.exchange.pdf.bidi import is_right_to_left, visual

A, B, C, D = "אבגד"  # alef, bet, gimel, dalet


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("latin only", "latin only"),
        (f"{A}{B} {C}{D}", f"{D}{C} {B}{A}"),
        (f"{A}{B} 2024 {C}{D}", f"{D}{C} 2024 {B}{A}"),
        (f"{A}{B} 1.250,50 %", f"% 1.250,50 {B}{A}"),
        (f"{A}{B} (Ltd)", f"(Ltd) {B}{A}"),
        (f"{A}{B} ({C})", f"({C}) {B}{A}"),
        (f"{A} Firma AS {B}", f"{B} Firma AS {A}"),
        (f"{A}{B}, ", f" ,{B}{A}"),
    ],
)
def test_in_a_paragraph_from_right_to_left(line: str, drawn: str) -> None:
    assert visual(line, right_to_left=True) == drawn


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        (f"Firma {A}{B} AS", f"Firma {B}{A} AS"),
        (f"Firma {A} {B}{C} (Oslo)", f"Firma {C}{B} {A} (Oslo)"),
        (f"({A}{B})", f"({B}{A})"),
        (f"x {A}{B} 12", f"x 12 {B}{A}"),
    ],
)
def test_in_a_paragraph_from_left_to_right(line: str, drawn: str) -> None:
    assert visual(line, right_to_left=False) == drawn


def test_the_first_letter_with_a_direction_gives_the_paragraph_its_own() -> None:
    assert is_right_to_left(f"12 ({A}) abc")
    assert not is_right_to_left(f"12 (abc) {A}")
    assert not is_right_to_left("12")


def test_arabic_letters_take_the_forms_that_their_neighbours_give_them() -> None:
    beh_initial, beh_medial, beh_final, beh_alone = "ﺑﺒﺐﺏ"
    assert visual("ببب", right_to_left=True) == beh_final + beh_medial + beh_initial
    assert visual("ب", right_to_left=True) == beh_alone
    alef_alone, alef_final = "ﺍﺎ"
    assert visual("اب", right_to_left=True) == beh_alone + alef_alone  # alef does not reach forward
    assert visual("با", right_to_left=True) == alef_final + beh_initial


def test_lam_and_alef_become_one_sign() -> None:
    assert visual("لا", right_to_left=True) == "ﻻ"
    assert visual("بلا", right_to_left=True) == "ﻼﺑ"
