"""Text files that say nothing of their encoding: told by whose letters they are, and said in a remark."""

import pytest

from ropa_desktop.exchange.sheets.encodings import decoded

TEXTS = {
    "cp1250": "Účel;Kategórie dotknutých osôb;zdravotná poisťovňa, daňový úrad, zľava, účtovníctvo",
    "cp1251": "Цел;Категории лични данни;изпълнение на договор с клиенти",
    "cp1253": "Σκοπός;Κατηγορίες δεδομένων;εκτέλεση της σύμβασης με πελάτες",
    "cp1257": "Tikslas;Duomenų gavėjai;Asmens duomenų saugojimo terminas, išsaugoma įmonėje",
    "cp1252": "Finalité;Catégories de données;gérer les salariés, coordonnées bancaires, durée",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_letters_are_read_in_the_encoding_of_their_language(encoding: str) -> None:
    found = decoded(TEXTS[encoding].encode(encoding))
    assert found is not None
    text, remark = found
    assert text == TEXTS[encoding]
    assert encoding.replace("cp", "Windows-") in remark


def test_german_and_norwegian_letters_stay_western() -> None:
    for text in ("Zwecke der Verarbeitung: Löschung, Größe, Übermittlung", "Formål: lønn, oppfølging på årlig møte"):
        assert decoded(text.encode("cp1252")) is not None
        assert decoded(text.encode("cp1252"))[0] == text  # type: ignore[index]
