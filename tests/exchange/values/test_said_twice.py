"""What a register in two languages says twice is read once; and numbers that only look like a time limit."""

import pytest

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.values.absence import read_absence
from ropa_desktop.exchange.values.yes_no import read_yes_no


@pytest.mark.parametrize("text", ["Non / No", "Néant / None", "none / aucun"])
def test_the_same_nothing_in_two_languages_is_nothing(text: str) -> None:
    assert read_absence(text) == "none"


def test_an_answer_in_two_languages_is_one() -> None:
    assert (read_yes_no("Oui / Yes - 2021").answer, read_yes_no("Oui / Yes - 2021").rest) == ("yes", "2021")
    assert read_yes_no("Non / Yes").answer is None


def test_a_time_limit_in_two_languages_is_one() -> None:
    read = reading.retention("10 ans / 10 years after redemption")
    assert (read.amount, read.unit) == (10, "year")
    assert reading.retention("6 bzw. 10 Jahre").amount is None


def test_a_sum_in_brackets_behind_an_event_is_no_time_limit() -> None:
    read = reading.retention("until the student is 25 (18 + 7 years)")
    assert (read.amount, read.criterion) == (None, "until the student is 25 (18 + 7 years)")
    assert reading.retention("Invoices (5 years)").amount == 5


@pytest.mark.parametrize(
    ("text", "bases", "law"),
    [
        ("Art. 6 Abs. 1 b DSGVO, § 113 SGB XI", ("6(1)(b)",), "§ 113 SGB XI"),
        ("Άρθρο 6 παρ. 1 γ΄ (ν. 4308/2014)", ("6(1)(c)",), "ν. 4308/2014"),
        ("Άρθρο 6 παρ. 1 β΄ και γ΄", ("6(1)(b)", "6(1)(c)"), ""),
        ("чл. 6, ал. 1, б. „б“ и „в“", ("6(1)(b)", "6(1)(c)"), ""),
        ("6.1.c) RGPD, RD 933/2021", ("6(1)(c)",), "RD 933/2021"),
    ],
)
def test_statutes_by_number_and_letters_of_other_alphabets(text: str, bases: tuple[str, ...], law: str) -> None:
    read = reading.bases(text)
    assert (read.bases, read.law) == (bases, law)


@pytest.mark.parametrize(
    ("text", "bases", "law"),
    [
        ("Einwilligung / Art. 6 Abs. 1 lit. f", ("6(1)(f)", "6(1)(a)"), ""),
        ("Avtal (6.1 b), rättslig förpliktelse – lagen om värdepapper", ("6(1)(b)", "6(1)(c)"), "lagen om värdepapper"),
        ("Samtykke, Art. 6(1)(f)", ("6(1)(f)",), ""),
        ("Art. 6(1)(f) legitimate interest and consent for newsletters", ("6(1)(f)",), ""),
        ("zákoník práce – čl. 6/1 b), c)", ("6(1)(b)", "6(1)(c)"), "zákoník práce"),
        ("Art. 6.1.c RGPD; Estatuto de los Trabajadores", ("6(1)(c)",), "Estatuto de los Trabajadores"),
    ],
)
def test_a_basis_in_words_beside_a_citation_and_a_statute_without_number(
    text: str, bases: tuple[str, ...], law: str
) -> None:
    read = reading.bases(text)
    assert (read.bases, read.law) == (bases, law)
