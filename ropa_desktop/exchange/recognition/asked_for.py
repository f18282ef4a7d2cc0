"""What a category of data is called where a heading asks whether there is any: the heading without its question."""

import re
from functools import cache

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.aliases import unjoined
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,20})[)\]]")


def asked_for(heading: str) -> str:
    """ "HealthData" as "Health data", "contains_sensitive_data" and "Sensitive data (yes/no)?" as "Sensitive data"."""
    plain = _BRACKETS.sub(lambda found: "" if _is_yes_or_no(found[1]) else found[0], heading).strip(" ?:")
    words = unjoined(plain.replace("_", " ")).split()
    if len(words) > 1 and fold(words[0]) in _containing():
        words = [words[1][:1].upper() + words[1][1:], *words[2:]]
    if len(plain.split()) == 1:  # the words of a tool
        words = [*words[:1], *(word if word.isupper() else word.lower() for word in words[1:])]
    return " ".join(words) or heading


def _is_yes_or_no(text: str) -> bool:
    said = [reading.yes_no(part.strip()) for part in re.split(r"[/|,]", text)]
    return {one.answer for one in said} == {"yes", "no"} and not any(one.rest for one in said)


@cache
def _containing() -> frozenset[str]:
    return frozenset(map(fold, known("headers")["words"]["contains"]))
