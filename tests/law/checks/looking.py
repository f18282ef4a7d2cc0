"""What one check finds in a small register, for the tests of checks."""

from typing import Any

from ropa_desktop.law.checking import findings
from ropa_desktop.law.findings import Finding
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register

ON = "2026-11-22"


def found(register: Register, code: str, on: str = ON) -> list[Finding]:
    """The findings of one check on a day."""
    return [one for one in findings(register.snapshot(), on) if one.code == code]


def only(register: Register, code: str, on: str = ON) -> Finding:
    """The one finding of a check; a test fails where there are none or several."""
    (one,) = found(register, code, on)
    return one


def sentence(register: Register, code: str, on: str = ON) -> str:
    """What the one finding of a check says."""
    return only(register, code, on).sentence


def keeper(register: Register, **values: Any) -> str:
    """An organisation whose record is kept here, of which all is known that letter (a) asks for but its officer."""
    known = {"name": "Fjordby AS", "country": "NO", "address": "Brygga 4", "email": "post@fjordby.example"}
    return edit.add(register, "organisation", **{**known, "record_kept": "yes", **values})


def activity(register: Register, **values: Any) -> str:
    """An activity of a keeper of its own, unless one is named."""
    values.setdefault("keeper_id", None)
    if values["keeper_id"] is None:
        values["keeper_id"] = keeper(register)
    return edit.add(register, "activity", **{"name": "Payroll", **values})


def line(register: Register, of: str, nature: str | None = "ordinary", **values: Any) -> str:
    """A line of an activity: people and data of a nature."""
    people = edit.add(register, "data_subject_category", name="Employees")
    data = edit.add(register, "data_category", name="Absence", nature=nature)
    return edit.add(register, "data_line", activity_id=of, subject_id=people, data_id=data, **values)
