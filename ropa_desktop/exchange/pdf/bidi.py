"""Right-to-left lines: from the order in which they are read to the order in which they are drawn.

The Unicode bidirectional algorithm (UAX 9) without its embedding controls, which the model does not let in; Arabic
letters take their joined forms. Both rest on `unicodedata` alone. Vowel marks are not positioned, and of the
ligatures only lam-alef is made.
"""

import unicodedata
from functools import cache

RIGHT_TO_LEFT = frozenset(
    chr(code)
    for first, last in (
        (0x590, 0x8FF),
        (0xFB1D, 0xFDFF),
        (0xFE70, 0xFEFC),
        (0x10800, 0x10FFF),
        (0x1E800, 0x1EFFF),
    )
    for code in range(first, last + 1)
    if unicodedata.bidirectional(chr(code)) in ("R", "AL", "AN")
)

_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))


def is_right_to_left(paragraph: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (rules P2 and P3)."""
    for character in paragraph:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def visual(line: str, right_to_left: bool) -> str:
    """The characters of `line` in the order in which they are drawn from left to right.

    `right_to_left` is the direction of the paragraph that the line belongs to. The result may be shorter than
    the line: lam and alef become one sign.
    """
    base = 1 if right_to_left else 0
    characters = _joined(line)
    levels = _levels(characters, base)
    for index in range(len(characters) - 1, -1, -1):  # L1: spaces at the end of a line follow the paragraph
        if not characters[index].isspace():
            break
        levels[index] = base
    drawn = [
        _MIRRORED.get(character, character) if level % 2 else character
        for character, level in zip(characters, levels, strict=True)
    ]
    order = list(range(len(drawn)))
    for level in range(max(levels, default=0), 0, -1):  # L2
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return "".join(drawn[index] for index in order)


def _levels(characters: list[str], base: int) -> list[int]:
    """The embedding level of each character of one line (rules W1 to N2, I1, I2)."""
    edge = "R" if base else "L"
    resolved = _resolve_weak(characters, edge)
    _resolve_brackets(characters, resolved, edge)
    position = 0
    while position < len(resolved):  # N1, N2
        end = position
        while end < len(resolved) and resolved[end] == "ON":
            end += 1
        if end > position:
            before = _side(resolved[position - 1]) if position else edge
            after = _side(resolved[end]) if end < len(resolved) else edge
            resolved[position:end] = [before if before == after else edge] * (end - position)
        position = end + 1
    rises = ({"L": 0, "R": 1, "EN": 2, "AN": 2}, {"L": 2, "R": 1, "EN": 2, "AN": 2})[base]
    return [rises[direction] for direction in resolved]


def _resolve_weak(characters: list[str], edge: str) -> list[str]:
    """Each character as L, R, EN, AN or ON: numbers, their signs and marks take after what they stand with."""
    directions = [unicodedata.bidirectional(character) or "L" for character in characters]
    resolved: list[str] = []
    strong = edge
    for position, direction in enumerate(directions):
        before = resolved[-1] if resolved else edge
        after = directions[position + 1] if position + 1 < len(directions) else edge
        if direction == "NSM":
            direction = before
        elif direction == "EN" and strong == "AL":
            direction = "AN"
        elif direction in ("ES", "CS") and before == after == "EN" and strong != "AL":
            direction = "EN"
        elif direction == "CS" and before == "AN" and after in ("AN", "EN"):
            direction = "AN"
        elif direction == "ET":
            direction = "EN" if before == "EN" or after == "EN" else "ON"
        elif direction not in ("L", "R", "AL", "EN", "AN"):
            direction = "ON"
        if direction in ("L", "R", "AL"):
            strong = direction
        resolved.append("R" if direction == "AL" else direction)
    strong = edge
    for position, direction in enumerate(resolved):  # W7
        if direction in ("L", "R"):
            strong = direction
        elif direction == "EN" and strong == "L":
            resolved[position] = "L"
    return resolved


def _resolve_brackets(characters: list[str], resolved: list[str], edge: str) -> None:
    """Gives both brackets of a pair one direction, after what they enclose (rule N0)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for position, character in enumerate(characters):
        if character in _BRACKETS:
            waiting.append((_BRACKETS[character], position))
        elif any(character == closing for closing, _ in waiting):
            while waiting[-1][0] != character:
                waiting.pop()
            pairs.append((waiting.pop()[1], position))
    for opening, closing in sorted(pairs):
        enclosed = {_side(direction) for direction in resolved[opening + 1 : closing] if direction != "ON"}
        if enclosed:
            before = next((_side(direction) for direction in resolved[opening::-1] if direction != "ON"), edge)
            chosen = edge if edge in enclosed else before
            resolved[opening] = resolved[closing] = chosen


def _side(direction: str) -> str:
    return "L" if direction == "L" else "R"


def _joined(line: str) -> list[str]:
    """The characters of `line` with each Arabic letter in the form that its neighbours give it."""
    forms = _arabic_forms()
    characters = list(line)
    joined: list[str] = []
    position = 0
    while position < len(characters):
        character = characters[position]
        following = _next_letter(characters, position)
        pair = character + characters[position + 1] if position + 1 < len(characters) else ""
        letter = pair if pair in forms else character
        if letter in forms:
            if letter == pair:
                following = _next_letter(characters, position + 1)
            before = _joins_forward(_previous_letter(characters, position))
            after = "medial" in forms[letter] and "final" in forms.get(following, {})
            wanted = ("medial" if after else "final") if before else ("initial" if after else "isolated")
            joined.append(forms[letter].get(wanted) or forms[letter].get("isolated", character))
            position += len(letter)
        else:
            joined.append(character)
            position += 1
    return joined


def _joins_forward(letter: str) -> bool:
    """Whether a letter reaches out to the one that follows it; the tatweel always does."""
    return letter == "\u0640" or "initial" in _arabic_forms().get(letter, {})


def _next_letter(characters: list[str], position: int) -> str:
    """The character after `position`, marks left out; "" at the end of the line."""
    return next((c for c in characters[position + 1 :] if unicodedata.bidirectional(c) != "NSM"), "")


def _previous_letter(characters: list[str], position: int) -> str:
    return next((c for c in reversed(characters[:position]) if unicodedata.bidirectional(c) != "NSM"), "")


@cache
def _arabic_forms() -> dict[str, dict[str, str]]:
    """Per Arabic letter (and lam-alef) its presentation forms: isolated, final, initial, medial."""
    forms: dict[str, dict[str, str]] = {}
    for code in (
        *range(0xFB50, 0xFBB2),
        *range(0xFBD3, 0xFBE8),
        *range(0xFBFC, 0xFC00),
        *range(0xFE80, 0xFEFD),
    ):
        tag, *letters = unicodedata.decomposition(chr(code)).split(" ")
        base = "".join(chr(int(letter, 16)) for letter in letters)
        if base and (len(base) == 1 or base.startswith("\u0644")):
            forms.setdefault(base, {}).setdefault(tag.strip("<>"), chr(code))
    return forms
