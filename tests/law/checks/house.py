"""A register with one house in it, and what a check finds there: for the tests of the checks."""

from dataclasses import dataclass

from ropa_desktop.law.checking import findings
from ropa_desktop.law.findings import Finding
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register

TODAY = "2026-11-21"


@dataclass
class House:
    """A controller in Norway with one activity of which more than the name is known: its purpose."""

    register: Register
    keeper: str
    activity: str

    def add(self, table: str, **values: str | int) -> str:
        """A record; a row belongs to the activity."""
        return edit.add(self.register, table, activity_id=self.activity, **values)

    def party(self, name: str, **values: str) -> str:
        """An organisation."""
        return edit.add(self.register, "organisation", name=name, **values)

    def engagement(self, party: str, **values: str) -> str:
        """An engagement with a party, used by the activity."""
        made = edit.add(self.register, "engagement", keeper_id=self.keeper, organisation_id=party, **values)
        self.add("recipient", engagement_id=made)
        return made

    def another(self, name: str, **values: str) -> str:
        """One more activity of the same keeper, with a purpose."""
        made = edit.add(self.register, "activity", name=name, **{"keeper_id": self.keeper, **values})
        edit.add(self.register, "purpose", activity_id=made, description="As the name says")
        return made

    def set(self, table: str, id: str, field: str, value: str | int | None) -> None:
        """Write one field."""
        edit.set_value(self.register, table, id, field, value)

    def answer(self, table: str, id: str, field: str, state: str = "none", reason: str | None = None) -> None:
        """Give an answer in place of a value."""
        edit.set_answer(self.register, table, id, field, state, reason)

    def archive(self, table: str, id: str) -> None:
        """Take a record out of use."""
        edit.archive(self.register, table, id, "Out of use")

    def found(self, code: str, on: str = TODAY) -> list[Finding]:
        """What one check finds on a day."""
        return [finding for finding in findings(self.register.snapshot(), on) if finding.code == code]

    def one(self, code: str, on: str = TODAY) -> Finding:
        """The only finding of a check on a day."""
        (finding,) = self.found(code, on)
        return finding


def house(register: Register, role: str = "controller", **keeper: str) -> House:
    """The house, its keeper with the given fields."""
    made = edit.add(
        register, "organisation", **{"name": "Fjordby AS", "kind": "legal_entity", "country": "NO", **keeper}
    )
    activity = edit.add(register, "activity", name="Payroll", keeper_id=made, role=role)
    if role == "processor":
        edit.set_value(register, "activity", activity, "categories_of_processing", "Hosting")
    else:
        edit.add(register, "purpose", activity_id=activity, description="Pay wages")
    return House(register, made, activity)
