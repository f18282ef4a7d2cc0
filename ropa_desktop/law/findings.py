"""What a check finds: one sentence on one record, with the article, and the field that a click goes to.

Nothing here says that a thing is lawful. What contradicts a dated public fact is said with its date and source; all
else is a question to the officer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from ropa_desktop.model.snapshot import Snapshot

MISSING, CONTRADICTS, QUESTION, REVIEW_DUE = "missing", "contradicts", "question", "review_due"
"""How a finding is meant: a mandatory item of Article 30 is missing; a dated public fact says otherwise; something
that the officer may answer; a day that has come."""

SEVERITIES = (MISSING, CONTRADICTS, QUESTION, REVIEW_DUE)
"""In the order in which findings are shown."""


class Finding(NamedTuple):
    """One finding: the check's code, the severity, the article, and a sentence in the language that was spoken.

    `table`, `record` (an id) and `field` say where it is settled; the three with the code are its identity. `about` is
    what the check saw, in no language, such as the code of a mechanism: what the officer answers holds as long as it
    stays the same. `advice` is one sentence on what she can do, `due` the ISO day that has come or will come.

    It is a tuple because a large register raises thousands: a frozen dataclass takes four times as long to make.
    """

    code: str
    severity: str
    article: str
    sentence: str
    table: str
    record: str
    field: str
    about: str = ""
    advice: str = ""
    due: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other finding of a register: code, record, field."""
        return self.code, self.record, self.field


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a pure function over a confirmed snapshot, one record of `table`, and an ISO day.

    Where `table` is None it looks at the register as a whole, and its record is None; that is for what can only be
    seen by comparing all records of a kind. `code` never changes, because answers in registers name it, and every
    finding of the function carries it; what is looked for in several tables is a check of that code for each. `title`
    is an English message that says what is looked for.
    """

    code: str
    table: str | None
    title: str
    function: Callable[[Snapshot, Any, str], Iterable[Finding]]
