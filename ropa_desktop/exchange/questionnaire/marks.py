"""Where a questionnaire keeps what its reader needs: the format, and four hidden columns before those that people see.

The hidden first row of a sheet says what it is. In every row that asks something, the hidden columns hold the key of
the question, the ids of the records that it speaks of, what the register held, and a digest of what was shown for it.
"""

from hashlib import sha256

FORMAT = "ropa-desktop questionnaire"
FORMAT_VERSION = 1
ACTIVITY = "ropa-desktop questionnaire: activity"
LISTS = "ropa-desktop questionnaire: lists"

KEY, IDS, WAS, SHOWN, LABEL, PRESENT, CHANGED = range(7)
"""The columns, counted from the one whose first row holds the mark of the sheet."""

NAME, DAY, ANY_CHANGE, CHANGE, NEW_NAME, NEW_PURPOSE = (
    "reply.name",
    "reply.day",
    "reply.changed",
    "activity.changed",
    "new.name",
    "new.purpose",
)
"""The questions of the first sheet."""


def digest(text: str) -> str:
    """By which a shown text is known again, whatever a spreadsheet did to its spaces."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]
