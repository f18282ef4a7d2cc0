"""Values no form would send, but a file may: each is taken as text, refused in one sentence, or sorted somewhere."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.alphabet import natural
from ropa_desktop.model.validation import clean_line, clean_record, clean_text, clean_value

ODD: tuple[Any, ...] = (2.5, float("nan"), True, [], [1], {}, {"a": 1}, b"x", -1, 10**9, 2**70, "2.5", "−3", "²")


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_a_number_field_takes_whole_numbers_alone(value: Any) -> None:
    with pytest.raises(BadInput):
        clean_value(tables.fields("retention_rule")["amount"], value)


@pytest.mark.parametrize("value", [2, 2.5, True, [], {}, b"x"], ids=repr)
@pytest.mark.parametrize("key", [kind.key for kind in catalog.KINDS] + [key for key, _ in catalog.STATEMENTS])
def test_no_column_takes_what_is_no_text(key: str, value: Any) -> None:
    for column in tables.columns(key):
        info = tables.fields(key).get(column)
        if info is None or info.form != "whole":
            with pytest.raises(BadInput):
                clean_record(key, {column: value})


@given(st.lists(st.text(max_size=6) | st.sampled_from(["²", "١٢", "9" * 5000, "PA-007", "x10"]), max_size=6))
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    assert sorted([*names, None], key=natural)[-1] is None


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (clean_text, clean_line):
        once = clean(text)
        assert once is None or clean(once) == once


def test_a_line_of_spaces_stays_as_it_is() -> None:
    text = "a" + " " * 32_000 + "b"  # seconds, were it searched from every space anew
    assert clean_line(text) == text


def test_line_breaks_in_a_line_become_one_space() -> None:
    assert clean_line("a \r\n\t b\n\n\nc\td") == "a b c d"
