"""What a cell of a layout can say of an activity: one function for each fact, in the words of `entries.py`."""

from collections.abc import Callable, Iterable, Mapping

from ropa_desktop.exchange import entries
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Block, Cell, Fields, Lines, State
from ropa_desktop.i18n import N_
from ropa_desktop.model.activity import Activity, DataLine, JointController, Role

Value = Callable[[Phrases, Activity], Cell]

ASKED: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    Role.controller.value: (
        ("a", "joint_controllers", N_("Joint controllers")),
        ("b", "purposes", N_("Purposes")),
        ("c", "data_subjects", N_("Data subjects")),
        ("c", "data", N_("Personal data")),
        ("d", "recipients", N_("Recipients")),
        ("e", "transfers", N_("Transfers")),
        ("f", "time_limits", N_("Time limits")),
        ("g", "measures", N_("Measures")),
    ),
}
"""What Article 30 asks of each activity, by role: letter, value and name. Who keeps the record stands on its cover."""


def joined(cells: Iterable[Cell]) -> Cell:
    """Statements as one, a line each; it stands as they do where all stand alike, else as a value."""
    found = tuple(dict.fromkeys(cells))
    states = {cell.state for cell in found}
    return Cell("\n".join(cell.text for cell in found), states.pop() if len(states) == 1 else State.value)


def _said(make: Callable[[Phrases, Activity], tuple[Block, ...]]) -> Value:
    """The statements of a letter in one cell."""

    def value(phrases: Phrases, activity: Activity) -> Cell:
        cells: list[Cell] = []
        for block in make(phrases, activity):
            if isinstance(block, Lines):
                cells += block.cells
            elif isinstance(block, Fields):
                cells += [Cell(f"{label}: {cell.text}", cell.state) for label, cell in block.rows]
        return joined(cells)

    return value


def _data_subjects(phrases: Phrases, activity: Activity) -> Cell:
    lines = phrases.snapshot.where(DataLine, "activity_id", activity.id)
    return joined([phrases.cell(line, "subject_id") for line in lines] or [phrases.unknown()])


def _data(phrases: Phrases, activity: Activity) -> Cell:
    lines = phrases.snapshot.where(DataLine, "activity_id", activity.id)
    said = [entries.data(phrases, line) for line in lines]
    return joined([Cell(text) if text else phrases.unknown() for text in said] or [phrases.unknown()])


def _joint_controllers(phrases: Phrases, activity: Activity) -> Cell:
    rows = phrases.snapshot.where(JointController, "activity_id", activity.id)
    found = [entries.organisation(phrases, row.organisation_id) for row in rows]
    return joined(found or [phrases.answer(activity.id, "joint_controllers")])


VALUES: Mapping[str, Value] = {
    "reference": lambda phrases, activity: Cell(activity.reference or ""),
    "name": lambda phrases, activity: phrases.cell(activity, "name"),
    "joint_controllers": _joint_controllers,
    "purposes": _said(entries.purposes),
    "data_subjects": _data_subjects,
    "data": _data,
    "recipients": _said(entries.recipient_lines),
    "transfers": _said(entries.transfer_lines),
    "time_limits": _said(entries.time_limits),
    "measures": _said(entries.measures),
}
"""Every fact that a column may name."""
