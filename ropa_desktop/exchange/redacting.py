"""Names taken out of every text of a snapshot, wherever somebody wrote them."""

import re
from collections.abc import Iterable, Mapping

from ropa_desktop.exchange.amending import Amended
from ropa_desktop.model import tables

_LEAST = 4  # characters of a name that is sought: a shorter one would be found in words that mean something else
_STATEMENTS = {"answer": ("reason",), "source": ("document", "place", "quotation"), "wording": ("text",)}


def redact(amended: Amended, names: Mapping[str, str], keep: Iterable[str] = ()) -> int:
    """Put something else in place of names in all texts, whatever their case, where they stand as whole words.

    `names` holds what replaces each; a name in `keep` stays, one of `names` within it too. What was emptied or replaced
    already is left as it is. Returns in how many fields a name was found.
    """
    instead = {name.casefold(): other for name, other in names.items() if len(name) >= _LEAST}
    kept = {name.casefold() for name in keep if name}
    if not instead:
        return 0
    known = sorted({*instead, *kept}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)

    def replacement(match: re.Match[str]) -> str:
        found = match[0].casefold()
        return match[0] if found in kept else instead.get(found, match[0])

    touched = 0
    for table in tables.models():
        fields = _STATEMENTS.get(table) or tuple(
            name for name, info in tables.fields(table).items() if info.form in ("line", "text")
        )
        for row in amended.snapshot.rows(table):
            for field in fields:
                text = amended.value(table, row, field)
                if text and (changed := pattern.sub(replacement, text)) != text:
                    amended.set(table, row, **{field: changed})
                    touched += 1
    return touched
