"""Which empty cells are no plain blanks: those that Article 30 asks for, and those answered on the sheet Answers."""

from ropa_desktop.exchange.workbook.styles import ANSWERED, GAP
from ropa_desktop.law.completeness import UNKNOWN, points
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import Answer

Standing = dict[str, dict[str, str]]
"""By record and field; fields that need no mark are left out."""


def standing(snapshot: Snapshot) -> Standing:
    """The marks of a register: unknown where a letter of Article 30 waits for the field, answered where it was."""
    marks: Standing = {}
    for activity in snapshot.all(Activity):
        if activity.archived_on is None:
            for point in points(snapshot, activity.id):
                if point.state == UNKNOWN:
                    marks.setdefault(point.record_id, {})[point.field] = GAP
    for answer in snapshot.all(Answer):
        marks.setdefault(answer.record_id, {})[answer.field] = ANSWERED
    return marks
