"""Whether the cells of a column can be what its heading says, and what columns of ticks say yes to.

A wrong field is worse than a note: a column of yes and no names no party, a column of dates no purpose.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, FLAG
from ropa_desktop.exchange.recognition.titles import is_house
from ropa_desktop.exchange.values.contents import guess
from ropa_desktop.exchange.values.periods import is_unit

_MOST = 0.8  # share of a column's cells from which on it is of one kind

_WORDS = frozenset(
    [
        "name",
        "department",
        "owner",
        "purpose",
        "data_subjects",
        "data_categories",
        "recipients",
        "internal_recipients",
        "processors",
        "sub_processors",
        "joint_controllers",
        "controller",
        "controller_contact",
        "measures",
        "systems",
        "source",
        "legal_basis",
        "national_law",
        "description",
        "operations",
        "reviewed_by",
        "categories_of_processing",
        "reference",
    ]
)
"""Fields whose cells say things in words: yes or no, days and links are none of these."""

_NO_CODES = frozenset({"measures", "purpose", "data_subjects", "data_categories", "description", "owner"})
"""Fields whose cells are words, and no numbers of a list ("A.8.3")."""

_PARTIES = frozenset({"recipients", "processors", "sub_processors", "joint_controllers", "importer"})

_NAMED = _PARTIES | {"internal_recipients", "controller"}
"""Fields whose cells name parties, and are no numbers of a list or of a tool."""

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$", re.IGNORECASE)

_NO_LAWS = frozenset(
    [
        "recipients",
        "internal_recipients",
        "processors",
        "sub_processors",
        "data_subjects",
        "data_categories",
        "joint_controllers",
        "systems",
        "owner",
        "department",
        "measures",
    ]
)
"""Fields whose cells cite no statute and are no country alone."""

_DAYS = frozenset(["started_on", "ended_on", "recorded_on", "reviewed_on", "review_due_on", "contract_date"])

_TICKED = frozenset(["data_subjects", "recipients", "processors", "measures", "systems", "legal_basis", "source"])
"""Fields of lists: a tick below a heading there means what the heading says."""


def plausible(target: str, score: float, texts: Sequence[str]) -> bool:
    """Whether a column of these texts may go to a field; a sure heading is doubted where all cells speak against it."""
    if target == "contract":
        return not texts or sum(map(_is_company, texts)) < _MOST * len(texts)
    if target == "retention" and score < 0.95 and texts:
        return all(one.share < _MOST for one in guess(texts) if one.kind == "date")  # "End of contract": its day
    if target not in _WORDS and target not in _DAYS:
        return True
    if target in _WORDS and texts and sum(map(is_unit, texts)) >= _MOST * len(texts):
        return False
    if target == "controller" and score < 0.95 and len(set(texts)) > 1 and not any(map(_is_house, texts)):
        return False  # several people: "Resp." means who sees to it
    if target in _NAMED and texts and all(_is_code(text) or _UUID.match(text) for text in texts):
        return False
    shares = {one.kind: one.share for one in guess(texts)}
    if not shares and not is_ticked(texts):
        return True
    most = 1.0 if score >= 0.95 else _MOST
    if target in _DAYS:
        return shares.get("yes_no", 0) < most and (score >= 0.95 or shares.get("date", 0) > 0 or not shares)
    if target in _NO_CODES and score < 0.95 and texts and sum(map(_is_code, texts)) >= _MOST * len(texts):
        return False
    if target in _PARTIES and texts and sum(map(_is_person, texts)) >= _MOST * len(texts):
        return False
    if target in _PARTIES and texts and sum(map(_is_company, texts)) >= _MOST * len(texts):
        return True  # "Sage (UK) Ltd" names a country too
    if target in _NO_LAWS and max(shares.get("legal_basis", 0), shares.get("country", 0)) >= _MOST and len(texts) > 1:
        return False
    if target == "reference":
        return any(text.strip().isdigit() for text in texts) or shares.get("yes_no", 0) < most
    strange = ["yes_no", "date"]
    if target not in ("source", "legal_basis", "measures", "description"):
        strange.append("link")
    if shares.get("yes_no", 0) >= most and len(set(texts)) > 3:
        return True  # words that begin with yes or no
    return all(shares.get(kind, 0) < most for kind in strange)


def plausible_detail(target: str, texts: Sequence[str]) -> bool:
    """Whether a column may be a detail of an organisation: one of countries names some."""
    if target != "country" or not texts:
        return True
    return any(bool(reading.places(text).countries or reading.places(text).regions) for text in texts)


def plausible_limit(target: str, score: float, texts: Sequence[str]) -> bool:
    """Whether a column may be the limits of a schedule: one of its cells is, unless the heading is sure."""
    return target != "wording" or score >= 0.95 or not texts or any(reading.limits(text) for text in texts)


def says_what_then(texts: Sequence[str]) -> bool:
    """Whether most cells say what becomes of data in the end, and little else: "Account deleted"."""
    told = [text for text in texts if not reading.absence(text)]
    short = [text for text in told if reading.disposal(text) and len(text.split()) <= _FEW]
    return len(told) >= 2 and len(short) >= 0.6 * len(told)


_FEW = 6  # words of a cell that says what then


def protects_transfers(texts: Sequence[str]) -> bool:
    """Whether cells under a heading such as "Safeguards" name a mechanism of Chapter V; else they are measures."""
    return any(reading.mechanism(text) for text in texts) or not any(len(text.strip()) > 3 for text in texts)


_TITLED = re.compile(
    r"(?:dott|dr|prof|sig|sig\.ra|ing|avv|herr|frau|hr|fr|mme|m|mr|mrs|ms|miss|don|doña|sr|sra|dhr|mevr|pan|pani)\b\.?"
    r"(?:ssa)?\s+[^\W\d_]+",
    re.IGNORECASE,
)


def _is_person(text: str) -> bool:
    """Whether a text is a person with a title, who is no recipient: "Dott. Bassi", "Frau Keller"."""
    return bool(_TITLED.match(text.strip())) and reading.party(text).kind is None and len(text.split()) <= 4


def _is_company(text: str) -> bool:
    """Whether a text is a company's name and nothing of its contract."""
    return reading.party(text).kind == "legal_entity" and len(text.split()) <= 6


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]{0,4}[-_./ ]?\d{1,6}(?:[-_./]\d{1,4})*", text.strip()))


def _is_house(text: str) -> bool:
    """Whether a text names a company or an authority, or says more than a person's name."""
    return reading.party(text).kind is not None or len(text.split()) > 3 or is_house(text)


def is_ticked(texts: Sequence[str]) -> bool:
    """Whether a column says nothing but yes and no, or has ticks alone."""
    told = [text for text in texts if text.strip()]
    answers = [reading.yes_no(text) for text in told]
    short = [answer.answer and not answer.rest for answer in answers]
    nothing = [bool(reading.absence(text)) for text in told]
    return (
        bool(told)
        and all(a or b for a, b in zip(short, nothing, strict=True))
        and any(answer.answer == "yes" for answer in answers)
    )


def _is_never(texts: Sequence[str]) -> bool:
    """Whether a column says no in every row: beside columns of ticks it is one that nobody had to tick."""
    return bool(texts) and all(reading.yes_no(text).answer == "no" for text in texts)


def ticked(columns: Mapping[int, tuple[str, str]], texts: Mapping[int, Sequence[str]], kind: str) -> dict[int, str]:
    """The columns of ticks and what each says yes to; `columns` are the target and the heading of each.

    Under a heading that is over several columns and speaks of data, people, recipients or the like, each column is one
    of them. Without such a heading, three columns of ticks beside each other that no field knows are data.
    """
    if kind != ACTIVITIES:
        return {}
    found: dict[int, str] = {}
    loose: list[int] = []
    groups = Counter(
        heading.rpartition(" / ")[0] for column, (_t, heading) in columns.items() if is_ticked(texts.get(column, ()))
    )
    for column in sorted(columns):
        target, heading = columns[column]
        under = " / " in heading
        cells = texts.get(column, ())
        if under and target in ("data_categories", "note") and found.get(column - 1) == FLAG and _is_never(cells):
            found[column] = FLAG
            continue
        if not heading or target.startswith(FLAG) or not is_ticked(cells):
            loose = _data(loose, found)
            continue
        if under and target == "data_categories":
            found[column] = FLAG
        elif under and target in _TICKED and groups[heading.rpartition(" / ")[0]] > 1:
            found[column] = target
        elif target == "note":
            loose.append(column)
            continue
        loose = _data(loose, found)
    _data(loose, found)
    return found


def _data(loose: list[int], found: dict[int, str]) -> list[int]:
    if len(loose) >= 3:
        found.update(dict.fromkeys(loose, FLAG))
    return []
