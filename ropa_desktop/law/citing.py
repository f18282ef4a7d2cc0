"""How a provision of the Regulation is cited: "Art. 30(1)(a)", in Norwegian "Art. 30 nr. 1 bokstav a"."""

from __future__ import annotations

import re
from collections.abc import Callable

from ropa_desktop.i18n import N_, _

_PARENTHESES = re.compile(r"\((\w+)\)(?:[–-]\((\w+)\))?")  # "(1)", "(a)", "(7)–(9)"


def cited(articles: str, say: Callable[[str], str] = _) -> str:
    """One or more provisions, "30(1)(a), 26", as a language cites them; what is no article stands as it is."""
    if not articles[:1].isdigit():
        return articles
    return say(N_("Art. {article}")).format(article=provision(articles, say))


def provision(articles: str, say: Callable[[str], str] = _) -> str:
    """The same without the word "Art."."""

    def in_words(found: re.Match[str]) -> str:
        first, last = found.groups()
        # TRANSLATORS: a paragraph of an article, as in 30(1); with a space before it where it is a word
        paragraph = N_("({paragraph})")
        # TRANSLATORS: a letter of a paragraph, as in 30(1)(a); with a space before it where it is a word
        letter = N_("({letter})")
        shape = say(paragraph if first.isdigit() else letter)
        if shape in (paragraph, letter):  # a language that cites with parentheses keeps them
            return found.group()
        said = f"{first}–{last}" if last else first
        return shape.format(paragraph=said, letter=said)

    return _PARENTHESES.sub(in_words, articles)
