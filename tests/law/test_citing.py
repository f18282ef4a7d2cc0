"""A provision is cited as the language that is spoken cites it, and in one way everywhere."""

import pytest

from ropa_desktop.i18n import set_language, translator
from ropa_desktop.law.citing import cited, provision


@pytest.mark.parametrize(
    ("article", "english", "norwegian"),
    [
        ("30(1)(a)", "Art. 30(1)(a)", "Art. 30 nr. 1 bokstav a"),
        ("30(1)(b)-(d)", "Art. 30(1)(b)-(d)", "Art. 30 nr. 1 bokstav b–d"),
        ("4(7)–(9), 26", "Art. 4(7)–(9), 26", "Art. 4 nr. 7–9, 26"),
        ("87", "Art. 87", "Art. 87"),
        ("", "", ""),
        ("personopplysningsloven § 12", "personopplysningsloven § 12", "personopplysningsloven § 12"),
    ],
)
def test_a_provision_is_cited_in_the_language_that_is_spoken(article: str, english: str, norwegian: str) -> None:
    assert cited(article) == english
    set_language("nb")
    assert cited(article) == norwegian
    assert provision(article, translator("en")) == english.removeprefix("Art. ")
