"""What a label of a form asks for, and the headings that stand beside one and begin a section."""

from ropa_desktop.exchange.recognition.aliases import in_language
from ropa_desktop.exchange.recognition.contact_labels import label_of
from ropa_desktop.exchange.recognition.reading import folded
from ropa_desktop.exchange.values.words import known

SURE = 0.74
"""From this score on a label of a form is taken for a field."""

HEAD = 0.9
"""From this score on what stands beside a label is a heading, and no value: words of a value may be like one."""

_LONGEST_HEAD = 60  # characters

CONTACT_HEADS = 3
"""Details of a party that stand beside a label, from which on they are headings."""


def headings_of(beside: dict[int, str], language: str) -> dict[int, str]:
    """What the cells beside a label ask for, where all of them are headings."""
    found: dict[int, str] = {}
    unknown: list[int] = []
    for column, text in beside.items():
        head = _head(text, language) if len(text) <= _LONGEST_HEAD else ""
        if head:
            found[column] = head
        else:
            unknown.append(column)
    if len([head for head in found.values() if head in known("headers")["contact_details"]]) >= CONTACT_HEADS:
        return found  # one of them may be called otherwise
    return {column: head for column, head in found.items() if not unknown or column < unknown[0]}


def _head(text: str, language: str) -> str:
    """The detail of a party or the part of a thing that a heading asks for, else the field; empty for none."""
    name = folded(text)
    details, parts_of_it = known("headers")["contact_details"], known("headers")["form_heads"]
    for heads in (details, parts_of_it):
        if head := next((head for head, words in heads.items() if name in map(folded, words)), ""):
            return str(head)
    label = label_of(text, "")
    if label and not label.party and label.detail in details:
        return label.detail
    return target_of(text, language, HEAD)


def target_of(text: str, language: str, least: float = SURE) -> str:
    """The field that a label asks for; empty where it is not sure enough of one."""
    found = in_language(text, language)
    return found[0].target if found and found[0].score >= least else ""
