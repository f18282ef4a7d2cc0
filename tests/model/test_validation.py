"""The door: what is cleaned, what is kept as it is, what is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.model.validation import (
    TEXT_LIMIT,
    clean_date,
    clean_line,
    clean_record,
    clean_text,
    clean_whole,
    utf16_length,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Payroll \n", "Payroll"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\x1bc\x85d", "abc\nd"),
        ("\ud800x\uffff\ufeff", "x"),
        ("pay\u202elor\u202c", "paylor"),
        ("e\u0301", "é"),
        ("=1+1", "=1+1"),
        ("_x000D_", "_x000D_"),
        ("שלום عالم 😀", "שלום عالم 😀"),
        ("tab\tstays", "tab\tstays"),
        (" \n\t ", None),
        ("", None),
    ],
)
def test_a_text_is_kept_without_what_could_mislead(text: str, kept: str | None) -> None:
    assert clean_text(text) == kept


def test_a_text_of_the_limit_is_kept_and_a_longer_one_refused_never_cut() -> None:
    assert clean_text("x" * TEXT_LIMIT) == "x" * TEXT_LIMIT
    with pytest.raises(BadInput, match="32768 characters; a field holds 32767"):
        clean_text("x" * (TEXT_LIMIT + 1))
    with pytest.raises(BadInput):
        clean_text("😀" * (TEXT_LIMIT // 2 + 1))


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    cleaned = clean_text(text)
    if cleaned is not None:
        assert clean_text(cleaned) == cleaned
        assert unicodedata.is_normalized("NFC", cleaned)
        assert utf16_length(cleaned) == len(cleaned.encode("utf-16-le")) // 2
        line = clean_line(text)
        assert line is not None
        assert not set(line) & set("\n\r\t")
        assert clean_line(line) == line


@pytest.mark.parametrize("text", ["31.2.2025", "2025-02-31", "2025-2-1", "20250201", "tomorrow", "2025-02-01T00:00"])
def test_a_day_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="no such date"):
        clean_date(text)


def test_a_day_is_kept() -> None:
    assert clean_date(" 2024-02-29 ") == "2024-02-29"
    assert clean_date(" ") is None


@pytest.mark.parametrize("value", ["-1", "1.5", "٣", "1e3", "9999999999", -1, 10**9, True])
def test_a_number_that_is_none_is_refused(value: str | int) -> None:
    with pytest.raises(BadInput, match="not a whole number"):
        clean_whole(value)


def test_a_number_is_kept() -> None:
    assert clean_whole("012") == 12
    assert clean_whole(0) == 0
    assert clean_whole("  ") is None


def test_a_record_is_checked_field_by_field() -> None:
    record = clean_record("activity", {"name": " A\nB ", "started_on": "2024-01-01"})
    assert (record["name"], record["started_on"], record["role"], record["status"]) == (
        "A B",
        "2024-01-01",
        "controller",
        "draft",
    )
    with pytest.raises(BadInput, match="no field called colour"):
        clean_record("activity", {"colour": "red"})
    with pytest.raises(BadInput, match="text is expected"):
        clean_record("activity", {"name": 3})
    with pytest.raises(BadInput, match="cannot be left empty"):
        clean_record("activity", {"role": " "})
