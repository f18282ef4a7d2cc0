"""Numbers of organisations: how a national register writes them, and whether the check digit agrees.

What is found here is a fact, not an error: a number is kept as it was typed, shown as its register writes it, and
spoken of where its check digit does not agree. A number that agrees need not be anybody's.

Norway: nine digits, the last one by modulus 11 with the weights 3 2 7 6 5 4 3 2 (Brønnøysund Register Centre, "The
organization number"). Denmark: eight digits, the last one by modulus 11 with 2 7 6 5 4 3 2 (Danish Business Authority,
"Modulus 11 kontrol"). Sweden: ten digits, the third at least 2 (Act 1974:174), the last one by the Luhn algorithm
(Peppol BIS Billing, rule SE-R-013). Finland: seven digits and a check digit by modulus 11 with 7 9 10 5 8 4 2 (after
Algorithm::CheckDigits M11_007; the register's own words were not at hand). VAT numbers of the Union: the form alone,
as the VIES of the European Commission lists it. Read on 21 November 2026.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ropa_desktop.i18n import N_, _

AGREES, DIFFERS, MISFORMED, OF_FORM = "agrees", "differs", "misformed", "of_form"
"""How a number stands: its check digit agrees; it does not; it has not the form of its country's numbers; it has the
form of a VAT number, of which no more is known."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """What is known of an organisation's number.

    `scheme` names the numbers it is one of and `source` who says how they are made, both message ids; `shown` is how
    its register writes it. `expected` is the check digit that would agree; None where none would, and where nothing
    is checked. `digits` says how many there should be.
    """

    scheme: str
    source: str
    state: str
    shown: str
    expected: int | None = None
    digits: int = 0


@dataclass(frozen=True, slots=True)
class _Scheme:
    name: str
    source: str
    digits: int
    check: Callable[[str], int | None]
    write: Callable[[str], str]
    allowed: Callable[[str], bool] = lambda digits: True


def _modulus_11(weights: tuple[int, ...]) -> Callable[[str], int | None]:
    """The check digit of digits by modulus 11; None where it would be 10, which no number has."""

    def check(digits: str) -> int | None:
        rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        return None if rest == 1 else (11 - rest) % 11

    return check


def _luhn(digits: str) -> int | None:
    """The check digit of nine digits by the Luhn algorithm: every second one doubled, beginning with the first."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def _in_groups(*sizes: int, between: str = " ") -> Callable[[str], str]:
    def write(digits: str) -> str:
        ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
        return between.join(digits[end - size : end] for end, size in zip(ends, sizes, strict=True))

    return write


_SCHEMES = {
    "NO": _Scheme(
        N_("Norwegian organisation number"),
        N_("Brønnøysund Register Centre: nine digits, the last by modulus 11 with the weights 3 2 7 6 5 4 3 2."),
        9,
        _modulus_11((3, 2, 7, 6, 5, 4, 3, 2)),
        _in_groups(3, 3, 3),
    ),
    "DK": _Scheme(
        N_("Danish CVR number"),
        N_("Danish Business Authority: eight digits, the last by modulus 11 with the weights 2 7 6 5 4 3 2."),
        8,
        _modulus_11((2, 7, 6, 5, 4, 3, 2)),
        _in_groups(2, 2, 2, 2),
    ),
    "SE": _Scheme(
        N_("Swedish organisation number"),
        N_("Act 1974:174, and Peppol rule SE-R-013: ten digits, the last by the Luhn algorithm."),
        10,
        _luhn,
        _in_groups(6, 4, between="-"),
        lambda digits: digits[2] >= "2",
    ),
    "FI": _Scheme(
        N_("Finnish business ID"),
        N_("Seven digits and a check digit by modulus 11 with the weights 7 9 10 5 8 4 2 (not verified officially)."),
        8,
        _modulus_11((7, 9, 10, 5, 8, 4, 2)),
        _in_groups(7, 1, between="-"),
    ),
}

_VAT = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "BG": r"\d{9,10}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]|\d{7}[A-Z]{2}",
    "IT": r"\d{11}",
    "LT": r"\d{9}|\d{12}",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SE": r"\d{12}",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
}
"""What follows the two letters of a VAT number, by those letters; Greece writes EL."""

_VAT_LETTERS = {"GR": "EL"}
"""The letters of VAT numbers where they are not the country's own."""

_VAT_NAME = N_("VAT number")
_VAT_SOURCE = N_("The form that the European Commission's VIES lists. Nothing else of it is checked.")
_BETWEEN = re.compile(r"[\s.\-–/]+")
_NORWEGIAN = re.compile(r"(NO)?(\d{9})(MVA)?")


def compact(text: str) -> str:
    """A number without what stands between its digits, in capitals: for comparing two of them."""
    return _BETWEEN.sub("", text).upper()


def identifier(text: str | None, country: str | None) -> Identifier | None:
    """What is known of a number of an organisation in a country (ISO 3166-1); None where nothing is.

    Two letters before a number say that it is a VAT number, and of which state, whatever the country.
    """
    if not text:
        return None
    number = compact(text)
    if country == "NO" and (found := _NORWEGIAN.fullmatch(number)):
        return _checked(_SCHEMES["NO"], found[2], lambda shown: _with_vat(found, shown))
    if form := _VAT.get(number[:2]):
        if re.fullmatch(form, number[2:]):
            return Identifier(_VAT_NAME, _VAT_SOURCE, OF_FORM, number)
        if number[:2] == _VAT_LETTERS.get(country or "", country) and re.search(r"\d", number):
            return Identifier(_VAT_NAME, _VAT_SOURCE, MISFORMED, text)
    if country == "SE" and len(number) == 12 and number.startswith("16"):
        number = number[2:]  # so a legal entity's number is written among those of persons
    scheme = _SCHEMES.get(country or "")
    if scheme is None:
        return None
    if scheme.digits == len(number) and number.isascii() and number.isdecimal() and scheme.allowed(number):
        return _checked(scheme, number, lambda shown: shown)
    if country == "SE" and not re.search(r"[A-Z]", number) and len(number) in (10, 12):
        return None  # a sole trader's number is a person's: nothing is said of it
    return Identifier(scheme.name, scheme.source, MISFORMED, text, digits=scheme.digits)


def shown(text: str, country: str | None) -> str:
    """A number as its register writes it, "912 345 678"; as it stands where it is of no known form."""
    known = identifier(text, country)
    return known.shown if known else text


def remark(found: Identifier) -> str | None:
    """What is to be said of a number, in one sentence; None where it agrees or nothing is checked."""
    scheme = _(found.scheme)
    if found.state in (AGREES, OF_FORM):
        return None
    if found.state == MISFORMED:
        if not found.digits:
            return _("{scheme}: those of this state have another form.").format(scheme=scheme)
        return _("{scheme}: it has {n} digits. This is something else.").format(scheme=scheme, n=found.digits)
    if found.expected is None:
        return _("{scheme}: no last digit agrees with the others.").format(scheme=scheme)
    return _("{scheme}: the last digit does not agree. With the others it would be {digit}.").format(
        scheme=scheme, digit=found.expected
    )


def _checked(scheme: _Scheme, number: str, dress: Callable[[str], str]) -> Identifier:
    expected = scheme.check(number[:-1])
    state = AGREES if expected == int(number[-1]) else DIFFERS
    written = dress(scheme.write(number))
    return Identifier(scheme.name, scheme.source, state, written, expected, scheme.digits)


def _with_vat(found: re.Match[str], written: str) -> str:
    """A Norwegian number with the letters that stood about it: NO before it, MVA where it is registered for VAT."""
    return " ".join(filter(None, (found[1], written, found[3])))
