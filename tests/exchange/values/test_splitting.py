"""How many values stand in one cell: a sentence broken by hand, and lists that mix their signs."""

from ropa_desktop.exchange.values.splitting import commas_list, split_values


def test_a_sentence_broken_by_hand_to_fit_its_column_is_one_value() -> None:
    assert split_values("Utbetale lønn\ntil ansatte").values == ("Utbetale lønn til ansatte",)
    assert split_values("Pay salaries to\nemployees").values == ("Pay salaries to employees",)
    assert split_values("til ansatte\ntil kunder").values == ("til ansatte", "til kunder")
    assert split_values("Navn\nadresse").values == ("Navn", "adresse")


def test_a_list_broken_by_hand_to_fit_its_column_goes_on_in_the_next_line() -> None:
    assert split_values("Navn, adresse,\nkjøretøy").values == ("Navn", "adresse", "kjøretøy")
    assert split_values("Name; Anschrift;\nIBAN;\nTelefon").values == ("Name", "Anschrift", "IBAN", "Telefon")
    assert split_values("Skyen AS, Oslo;\nPosten AS, Bergen").values == ("Skyen AS, Oslo", "Posten AS, Bergen")


def test_commas_list_kinds_of_data_in_one_cell_though_another_cell_lists_by_lines() -> None:
    texts = ["Nom, prénom\nAdresse", "Nom, montant, RIB"]
    assert commas_list(texts, "\n", of_parties=False)
    assert not commas_list(["Skyen AS, Oslo\nNAV", "Posten, DHL"], "\n", of_parties=True)
