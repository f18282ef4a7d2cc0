"""Numbers of organisations: the check digits of four registers, the form of VAT numbers, and how each is written."""

import pytest

from ropa_desktop.law.identifiers import AGREES, DIFFERS, MISFORMED, OF_FORM, compact, identifier, shown

PUBLIC = [
    ("974760673", "NO", "974 760 673"),  # Brønnøysundregistrene
    ("980719766", "NO", "980 719 766"),
    ("NO974760673MVA", "NO", "NO 974 760 673 MVA"),
    ("123456785", "NO", "123 456 785"),  # the register's own example of the calculation
    ("13748136", "DK", "13 74 81 36"),  # the authority's own example
    ("212000-0142", "SE", "212000-0142"),  # Stockholms stad
    ("2120001355", "SE", "212000-1355"),  # Göteborgs stad
    ("162120000142", "SE", "212000-0142"),
    ("13669598", "FI", "1366959-8"),
]


@pytest.mark.parametrize(("text", "country", "written"), PUBLIC)
def test_a_number_whose_check_digit_agrees_is_written_as_its_register_writes_it(
    text: str, country: str, written: str
) -> None:
    found = identifier(text, country)
    assert found is not None
    assert (found.state, found.shown) == (AGREES, written)
    assert shown(written, country) == written, "reading what was shown says the same"
    assert found.source


@pytest.mark.parametrize(("text", "country", "written"), PUBLIC)
def test_every_other_last_digit_differs_and_the_one_that_agrees_is_told(text: str, country: str, written: str) -> None:
    digits = [place for place, character in enumerate(text) if character.isdecimal()]
    last, right = digits[-1], text[digits[-1]]
    for other in set("0123456789") - {right}:
        found = identifier(text[:last] + other + text[last + 1 :], country)
        assert found is not None
        assert (found.state, found.expected) == (DIFFERS, int(right))


@pytest.mark.parametrize(("text", "country"), [(t, c) for t, c, _w in PUBLIC if t.isdecimal() and len(t) < 12])
def test_two_neighbouring_digits_exchanged_are_noticed(text: str, country: str) -> None:
    exchanged = {
        text[:n] + text[n + 1] + text[n] + text[n + 2 :]
        for n in range(len(text) - 1)
        if text[n] != text[n + 1] and {text[n], text[n + 1]} != {"0", "9"}  # these Luhn does not see
    }
    assert exchanged
    for number in exchanged:
        found = identifier(number, country)
        assert found is None or found.state != AGREES


def test_a_number_to_which_no_check_digit_belongs_differs_and_expects_none() -> None:
    without = next(f"9000000{n}" for n in range(10) if identifier(f"9000000{n}0", "NO").expected is None)  # type: ignore[union-attr]
    for last in "0123456789":
        found = identifier(without + last, "NO")
        assert found is not None
        assert (found.state, found.expected) == (DIFFERS, None)


@pytest.mark.parametrize(
    ("text", "country"), [("97476067", "NO"), ("9747606733", "NO"), ("ABC", "NO"), ("1234567", "DK"), ("x", "FI")]
)
def test_what_has_not_the_form_of_the_countrys_numbers_is_left_as_it_stands(text: str, country: str) -> None:
    found = identifier(text, country)
    assert found is not None
    assert (found.state, found.shown) == (MISFORMED, text)


@pytest.mark.parametrize("text", ["811218-9876", "198112189876"])
def test_of_a_number_that_is_a_persons_nothing_is_said(text: str) -> None:
    assert identifier(text, "SE") is None


@pytest.mark.parametrize(
    ("text", "written"),
    [("ATU12345678", "ATU12345678"), ("nl 123456789 b01", "NL123456789B01"), ("IE1234567WA", "IE1234567WA")],
)
def test_of_a_vat_number_the_form_is_told_whatever_the_country(text: str, written: str) -> None:
    for country in (None, "US", "NL"):
        found = identifier(text, country)
        assert found is not None
        assert (found.state, found.shown) == (OF_FORM, written)


def test_a_vat_number_of_another_form_is_told_too() -> None:
    found = identifier("DE12345", "DE")
    assert found is not None
    assert (found.state, found.shown) == (MISFORMED, "DE12345")


@pytest.mark.parametrize(("text", "country"), [("552 081 317", "FR"), ("HRB 12345", "DE"), (None, "NO"), ("", "NO")])
def test_where_no_register_is_known_nothing_is_said(text: str | None, country: str) -> None:
    assert identifier(text, country) is None


def test_a_number_without_a_known_form_is_shown_as_it_was_typed() -> None:
    assert shown("HRB 12345", "DE") == "HRB 12345"
    assert shown("974760673", "NO") == "974 760 673"
    assert shown("974760673", None) == "974760673"


def test_two_writings_of_one_number_compare_alike() -> None:
    assert compact("974 760 673") == compact("974760673")
    assert compact("1366959-8") == compact("13669598")
