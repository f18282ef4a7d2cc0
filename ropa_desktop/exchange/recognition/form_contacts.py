"""Whose register it is, where forms say so: labels above the first form of a sheet, or below its controller's label.

What is read here is no part of the form: its rows are passed over when its activities are read.
"""

from collections.abc import Iterable, Mapping

from ropa_desktop.exchange.recognition.account import Account
from ropa_desktop.exchange.recognition.columns import CONTENT
from ropa_desktop.exchange.recognition.contact_labels import CONTROLLER, JOINT, PROCESSOR, Label, pairs
from ropa_desktop.exchange.recognition.contacts import Block, cells_of

PARTIES = frozenset({"controller", "dpo", "representative", "joint_controllers"})
"""Fields of a form that a block of contact details answers for all of its activities."""

_HEADINGS = 3  # labels of details beside a label, from which on they are headings of a section

Labels = Mapping[tuple[int, int], str]


def contact_rows(account: Account, labels: Labels, column: int, language: str, role: str) -> frozenset[int]:
    """The rows of a form that tell whose register it is; `labels` are the fields that its labels ask for, by place."""
    real = [row for (row, _column), target in labels.items() if target == "name" or target in CONTENT]
    first = min(real, default=len(account.sheet.rows))
    told: dict[int, Label] = {}
    for row in range(len(account.sheet.rows)):
        said = _label(account, row, column, language)
        target = labels.get((row, column), "")
        is_form = target not in ("", *PARTIES)
        if said and not (is_form and (row > first or said.detail in ("date", "version"))):
            told[row] = said
    above = {row for row in told if row < first}
    rows = above if _names_house(told[row] for row in above) else set()
    if role == "processor":
        whose = {told[row].party for row in rows} | {told[row].detail for row in rows}
        return frozenset(rows if PROCESSOR in whose or "company" in whose else ())
    run: list[int] = []
    for row in range(first, len(account.sheet.rows) + 1):
        if row in told and (run or told[row].party == CONTROLLER):
            run.append(row)
            continue
        if any(not labels.get((one, column)) and told[one].detail for one in run):
            rows |= {*run}
        run = []
    return frozenset(rows)


def form_block(
    account: Account, labels: Labels, column: int, language: str, role: str, said: Mapping[int, str]
) -> Block:
    """The block of a sheet of forms; `said` are the fields that a mapping gives its rows."""
    rows = contact_rows(account, labels, column, language, role)
    kept = {row for row in rows if said.get(row, "controller") in PARTIES}
    return Block(account, cells_of(account, sorted(kept)), language, role)


def _label(account: Account, row: int, column: int, language: str) -> Label | None:
    """What the label of a row asks for, None where it is no label of contact details with an answer to it."""
    text = account.text(row, column)
    found = list(pairs(text, language)) if text and len(text) <= 300 else []
    if not found or found[0][0].party == JOINT:
        return None
    beside = [account.text(row, place) for place in range(column + 1, len(account.sheet.rows[row]))]
    filled = [text for text in beside if text]
    labels = sum(bool(list(pairs(text, language))) for text in filled if len(text) <= 300)
    if labels >= _HEADINGS or (len(filled) > 2 and not labels):
        return None
    return found[0][0] if filled or found[0][1] else None


def _names_house(labels: Iterable[Label]) -> bool:
    return any(one.party in (CONTROLLER, PROCESSOR) or one.detail == "company" for one in labels)
