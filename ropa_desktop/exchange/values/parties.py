"""A party named in a cell: its name, the role that the cell declares, the kind that its name lets one propose.

"Microsoft (processor)", "NAV (mottaker)", "Databehandler: Visma AS". Who a party is and what it is to an activity are
two questions: for software and public registers the kind is proposed, the assessed role stays open.
"""

import re
from dataclasses import dataclass
from functools import cache

from ropa_desktop.exchange.values.folding import composed, flat, trimmed, without
from ropa_desktop.exchange.values.words import hits, known, whole


@dataclass(frozen=True, slots=True)
class Party:
    """A party's name, role (party_role) and kind (organisation_kind) as codes, None where nothing says.

    `role_words` are the cell's own for the role; `rest` what stands beside the name; how sure the reading is (0 to 1).
    """

    name: str
    role: str | None = None
    kind: str | None = None
    role_words: str = ""
    rest: str = ""
    certainty: float = 0.0


_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,200})[)\]]")
_BEFORE = re.compile(r"([^:]{3,40}):\s+(\S.*)", re.DOTALL)
_NOBODY = re.compile(
    r"(?:ingen|inga|no|none|not|ikke|ikkje|ei|keine|kein|aucune?|pas|geen|ningun[ao]?|nessuna?|nessuno)(?![^\W_])"
)
_AFTER = re.compile(r"(.*\S)\s+[-–—]\s+(\S.{2,59})", re.DOTALL)


def read_party(text: str) -> Party:
    """One party; split a cell first."""
    text = composed(text).strip()
    name, role, words, kind, rest = text, None, "", None, []
    for found in _BRACKETS.finditer(text):
        inside = found[1].strip()
        said, meant = _role(inside), whole("parties", "kinds", inside)
        if said and role is None:
            role, words = said, inside
        elif meant in ("software", "public_register", "platform") and kind is None:
            kind, words = meant, words or inside
        else:
            rest.append(inside)
    name = trimmed(_BRACKETS.sub(" ", text)) or text
    if "." in name.rpartition(" ")[2][:-1] and f"{name}." in text and _company().search(f"{name}."):
        name = f"{name}."  # "Olmo S.L." ends in its form, and no sentence
    if name == text:
        rest = []
    if role is None and (before := _BEFORE.fullmatch(name)) and (said := _role(before[1])):
        role, words, name = said, before[1], before[2]
    elif role is None and (after := _AFTER.fullmatch(name)) and (said := _role(after[2])):
        role, words, name = said, after[2], after[1]
    if role is None and (begun := _from().match(name)):
        role, words, name = "source", begun.group().strip(), name[begun.end() :]
    if role is None and (said := whole("parties", "roles", name)):
        role, kind = said, kind or "category"
    kind = kind or _kind(name)
    sentence = len(name.split()) > 8 or _NOBODY.match(flat(name)) is not None
    certainty = 0.3 if sentence else 1.0 if role and not rest else 0.8
    return Party(name.strip(), role, kind, words, "; ".join(rest), certainty)


_LABEL = re.compile(r"(?:^|[;/|\n]|\.\s|,\s)\s*([^\W\d_][^:;/|\n,]{2,39}):\s*")


def read_labelled(text: str) -> tuple[tuple[str | None, str], ...]:
    """Lists of parties with the role that the label before each declares, None for one that only says "external".

    Nothing unless the text begins with such a label, and there are several labels or several parties.
    """
    if ":" not in text:
        return ()
    found = [mark for mark in _LABEL.finditer(text) if _role(mark[1]) or whole("parties", "outside", mark[1])]
    if not found or text[: found[0].start()].strip():
        return ()
    ends = [*(mark.start() for mark in found[1:]), len(text)]
    lists = [(_role(mark[1]), text[mark.end() : end].strip(" ;/|\n")) for mark, end in zip(found, ends, strict=True)]
    named = tuple((role, said) for role, said in lists if said)
    is_one = len(named) < 2 and not whole("parties", "outside", found[0][1]) and "," not in text
    return () if is_one else named


def _role(text: str) -> str | None:
    """The role that a whole text names, or the only one that a short text holds."""
    if code := whole("parties", "roles", text):
        return code
    if len(text.split()) <= 4:
        codes = {hit.code for hit in hits("parties", "roles", flat(text))}
        if len(codes) == 1:
            return codes.pop()
    return None


def _kind(name: str) -> str | None:
    if kind := whole("parties", "kinds", name):
        return kind
    if _company().search(name):
        return "legal_entity"
    if re.search(
        r"(?<![^\W_])(?:kommune|kommun|fylkeskommune|tilsynet|direktoratet|departementet|ministry|agency)$", flat(name)
    ):
        return "public_authority"
    return None


def without_company_form(name: str) -> str:
    """A company's name without AS, GmbH, Ltd …; the whole name where nothing else is left."""
    found = _company().search(name)
    return without(name, [found.span()]) or name if found else name


@cache
def _company() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, known("parties")["companies"]), key=lambda form: -len(form)))
    return re.compile(rf"(?<=\S)[\s,]+(?:{forms})(?=\s*(?:$|[,(]))")


@cache
def _from() -> re.Pattern[str]:
    words = "|".join(known("parties")["from_words"][:4])
    return re.compile(rf"(?:{words})\s+(?=\S)", re.IGNORECASE)
