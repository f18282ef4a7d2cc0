"""What people write where there is nothing to write: none, does not apply, or not known. Every rule has a name.

The rules in their order, first come, first served:

  blank            nothing but spaces, or the instruction of a drop-down           unknown
  placeholder      `?`, `xxx`, `TODO`, `[X] mnd`, `[…]`, `<name>`, `01 xx xx xx`   unknown
  dash             `-`, `—`, `/`, `.` and the like alone                           none
  not_applicable   `n/a`, `Sans objet`, `nicht zutreffend`                         not_applicable
  none             `Ingen`, `Keine`, `Non` (where the field asks no yes or no)     none
  none_sentence    `Ingen eksterne mottakere`, `Keine Übermittlung`                none
  …_because        one of the last three, then a dash, colon, comma or bracket,    as above, the rest is the reason
                   then why: `Sans objet — pas de transfert`

A hedged or qualified sentence is none of these: "normalt ikke", "Ingen eksterne mottakere av sensitive opplysninger".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ropa_desktop.exchange.values.folding import composed, flat, trimmed
from ropa_desktop.exchange.values.words import known, whole
from ropa_desktop.i18n import N_

NONE, NOT_APPLICABLE, UNKNOWN = "none", "not_applicable", "unknown"

_DASH = re.compile(r"[\s\-–—−―‐/\\.,_*=~|·•'\"()\[\]{}:;]+")
_PLACEHOLDER = re.compile(
    r"\[\s*(?:x+|…|\.\.\.|\?+|n|antall|number|nombre|anzahl)\s*\].*|\[[^\[\]]*\]|<[^<>/]+>|\{\{.*\}\}|[?\s]+|x{2,}[\s.]*|"
    r"\+?[\d\s]*(?:xx[\s.-]*){2,}|(?:todo|tbd|tbc)\b.*",
    re.DOTALL,
)
_BECAUSE = re.compile(r"\s*(?:\s[-–—]+\s|[—–:;,(]|\.\s|\n)\s*")
_RULES = {UNKNOWN: "placeholder"}
_YES_NO_WORDS = frozenset({"no", "non", "nei", "nej", "nein", "nee", "ei"})


RULES: Mapping[str, str] = MappingProxyType(
    {
        "blank": N_("nothing filled in"),
        "placeholder": N_("a placeholder"),
        "dash": N_("a dash"),
        "not_applicable": N_("says that it does not apply"),
        "not_applicable_because": N_("says that it does not apply, and why"),
        "not_applicable_sentence": N_("says that it does not apply"),
        "not_applicable_sentence_because": N_("says that it does not apply, and why"),
        "none": N_("says none"),
        "none_because": N_("says none, and why"),
        "none_sentence": N_("says none"),
        "none_sentence_because": N_("says none, and why"),
        "placeholder_because": N_("a placeholder"),
        "blank_because": N_("nothing filled in"),
    }
)
"""Every rule as a person reads it, for the account of cells; translate it when it is shown."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Nothing to state: by which rule, the reason given with it, and how sure the reading is (0 to 1)."""

    state: str
    rule: str
    rest: str = ""
    certainty: float = 1.0


def read_absence(text: str, *, asks_yes_or_no: bool = False) -> str | None:
    """ "none", "not_applicable", "unknown", or None where the text states something."""
    found = find_absence(text, asks_yes_or_no=asks_yes_or_no)
    return found.state if found else None


def find_absence(text: str, *, asks_yes_or_no: bool = False) -> Absence | None:
    """The same with the rule and the reason. In a field that asks yes or no, "Non" is an answer."""
    text = composed(text).strip()
    plain = flat(text)
    if not text:
        return Absence(UNKNOWN, "blank")
    if _PLACEHOLDER.fullmatch(plain):
        return Absence(UNKNOWN, "placeholder", certainty=0.9)
    if _DASH.fullmatch(plain):
        return Absence(NONE, "dash", certainty=0.8)
    if found := _whole(text, asks_yes_or_no) or _in_two_languages(text, asks_yes_or_no):
        return found
    return _with_reason(text, asks_yes_or_no)


def _in_two_languages(text: str, asks_yes_or_no: bool) -> Absence | None:
    """ "Néant / None": the same nothing said twice."""
    said = [_whole(part, asks_yes_or_no) for part in text.split("/")] if "/" in text else []
    states = {one.state if one else "" for one in said}
    return said[0] if len(states) == 1 and all(said) else None


def _whole(text: str, asks_yes_or_no: bool) -> Absence | None:
    plain = flat(text).strip(" \t\r\n.!;,")
    if asks_yes_or_no and plain in _YES_NO_WORDS:
        return None
    if state := _listed().get(plain.rstrip("►▼▾>:. ")):
        return Absence(UNKNOWN, "blank") if state == "blank" else Absence(state, _RULES.get(state, state))
    if sentence := whole("absence", "sentences", plain):
        return Absence(sentence, f"{sentence}_sentence", certainty=0.9)
    return None


def _with_reason(text: str, asks_yes_or_no: bool) -> Absence | None:
    for mark in _BECAUSE.finditer(text):
        begun = _whole(text[: mark.start()], asks_yes_or_no)
        if begun and mark.start():
            reason = trimmed(text[mark.start() :]) or text[mark.end() :]
            if begun.rule == NONE and mark.group().strip() in (",", ""):
                return None  # "Non, ..." may say anything
            return Absence(begun.state, f"{begun.rule}_because", reason, certainty=0.8)
        break
    return None


@cache
def _listed() -> dict[str, str]:
    """Every whole value that the list knows, and its state."""
    wholes = known("absence")["wholes"]
    return {flat(composed(each)).strip(" .:"): state for state in reversed(wholes) for each in wholes[state]}
