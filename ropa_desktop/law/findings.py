"""What a check finds: one sentence on one record, with the article, and the field that a click goes to.

Nothing here says that a thing is lawful. What contradicts a dated public fact is said with its date and source; all
else is a question to the officer.
"""

from dataclasses import dataclass

MISSING, CONTRADICTS, QUESTION, REVIEW_DUE = "missing", "contradicts", "question", "review_due"
"""How a finding is meant: a mandatory item of Article 30 is missing; a dated public fact says otherwise; something
that the officer may answer; a day that has come."""

SEVERITIES = (MISSING, CONTRADICTS, QUESTION, REVIEW_DUE)
"""In the order in which findings are shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the check's code, the severity, the article, and a sentence in the language that was spoken.

    `table`, `record` (an id) and `field` say where it is settled.
    """

    code: str
    severity: str
    article: str
    sentence: str
    table: str
    record: str
    field: str
