"""Names in the order of a person's alphabet."""

import pytest

from ropa_desktop.i18n import set_language, speaking
from ropa_desktop.model.alphabet import alphabetical

NAMES = ["Økonomi", "Office", "Ås", "Ærlig", "Zoo", "Ytre miljø", "arkiv", "École", "Eget", "ñu", "nz"]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", "Ærlig arkiv Ås École Eget ñu nz Office Økonomi Ytre miljø Zoo"),
        ("nb", "arkiv École Eget ñu nz Office Ytre miljø Zoo Ærlig Økonomi Ås"),
        ("da", "arkiv École Eget ñu nz Office Ytre miljø Zoo Ærlig Økonomi Ås"),
        ("sv", "arkiv École Eget ñu nz Office Ytre miljø Zoo Ås Ærlig Økonomi"),
        ("es", "Ærlig arkiv Ås École Eget nz ñu Office Økonomi Ytre miljø Zoo"),
    ],
)
def test_letters_stand_where_the_alphabet_of_the_language_has_them(language: str, order: str) -> None:
    assert " ".join(sorted(NAMES, key=lambda name: alphabetical(name, language))) == order


def test_a_neighbours_letter_stands_with_its_own() -> None:
    assert sorted(["Östman", "Øvre", "Ødegård"], key=lambda name: alphabetical(name, "nb")) == [
        "Ødegård",
        "Östman",
        "Øvre",
    ]


def test_numbers_go_by_their_value_and_the_unnamed_come_last() -> None:
    names = ["PA-10", None, "PA-2", "PA", "2", "10 b", "10", "", "PA-²", "pa-2"]
    ordered = sorted(names, key=alphabetical)
    assert ordered == ["", "2", "10", "10 b", "PA", "PA-2", "pa-2", "PA-²", "PA-10", None]


def test_the_current_language_orders_where_none_is_said() -> None:
    assert alphabetical("Å") < alphabetical("Z")
    set_language("nb")
    assert alphabetical("Å") > alphabetical("Z")
    with speaking("fr"):
        assert alphabetical("Å") < alphabetical("Z")
