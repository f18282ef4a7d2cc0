"""A small register for tests: one controller, also a processor, with something in every letter."""

from dataclasses import dataclass

from ropa_desktop.register import edit
from ropa_desktop.register.register import Register


@dataclass(frozen=True, slots=True)
class Small:
    """The ids of a small register's records."""

    keeper: str
    client: str
    azure: str
    payroll: str
    hosting: str
    engagement: str
    line: str
    rule: str


def small(register: Register) -> Small:
    """Fill a register: payroll as controller and hosting as processor, letters complete but for hosting's (a)."""
    with register.step("Filled"):
        contact = {"address": "Brygga 4\n5000 Fjordby", "email": "post@fjordby.example"}
        keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes", country="NO", **contact)
        edit.add(
            register, "contact", organisation_id=keeper, role="dpo", name="Ingrid Vik", email="dpo@fjordby.example"
        )
        client = edit.add(
            register, "organisation", name="Havnes SA", country="NO", address="Kaia 1", phone="+47 00 00 00 00"
        )
        azure = edit.add(register, "organisation", name="Microsoft Azure", kind="product_service")
        engagement = edit.add(register, "engagement", keeper_id=keeper, organisation_id=azure, service="Cloud storage")
        edit.add(register, "transfer", engagement_id=engagement, country="US", mechanism="ADEQUACY", importer_id=azure)
        people = edit.add(register, "data_subject_category", name="Employees")
        data = edit.add(register, "data_category", name="Salary", nature="ordinary")
        rule = edit.add(
            register, "retention_rule", keeper_id=keeper, name="Accounting", amount=5, unit="year",
            trigger="accounting_year_end", legal_reference="bokføringsloven § 13",
        )  # fmt: skip
        measure = edit.add(register, "measure", keeper_id=keeper, name="Access by role", letter="b")
        payroll = edit.add(register, "activity", keeper_id=keeper, name="Payroll")
        edit.add(register, "purpose", activity_id=payroll, description="Pay salaries", legal_basis="6(1)(b)")
        line = edit.add(register, "data_line", activity_id=payroll, subject_id=people, data_id=data, retention_id=rule)
        edit.add(
            register, "recipient", activity_id=payroll, organisation_id=azure, engagement_id=engagement,
            declared_role="processor",
        )  # fmt: skip
        edit.add(register, "measure_use", activity_id=payroll, measure_id=measure)
        hosting = edit.add(
            register, "activity", keeper_id=keeper, role="processor", name="Hosting", categories_of_processing="Storage"
        )
        edit.add(register, "acted_for", activity_id=hosting, organisation_id=client)
        edit.add(register, "measure_use", activity_id=hosting, measure_id=measure)
        edit.set_answer(register, "activity", hosting, "transfers", "none")
    return Small(keeper, client, azure, payroll, hosting, engagement, line, rule)


def tell(register: Register) -> None:
    """Let the listeners of a register know at once what was done while it was borrowed."""
    for part in register.untold():
        part()
