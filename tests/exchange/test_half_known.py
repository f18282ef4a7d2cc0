"""A report of records that are half known: nothing is left blank, nothing half known reads as whole, nothing leaks."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.report import Cell, Column, Report
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import Small, small


def _cells(part: Any) -> Iterator[Cell]:
    if isinstance(part, Cell):
        yield part
    elif isinstance(part, (tuple, list)):
        for each in part:
            yield from _cells(each)
    elif is_dataclass(part) and not isinstance(part, Column):
        for field in fields(part):
            yield from _cells(getattr(part, field.name))


def _texts(report: Report, part: int = 0) -> list[str]:
    return [cell.text for cell in _cells(report.parts[part])]


def _section(report: Report, letter: str, part: int = 0) -> list[str]:
    sections = [
        section
        for chapter in report.parts[part].chapters
        for entry in chapter.entries
        for section in entry.sections
        if section.letter == letter
    ]
    return [cell.text for cell in _cells(sections)]


def _line_with(register: Register, ids: Small, **rule: Any) -> str:
    edit.set_value(register, "data_line", ids.line, "retention_id", edit.add(register, "retention_rule", **rule))
    return "".join(_section(build(register.snapshot(), Options(role="controller")), "f"))


def test_half_a_period_is_printed_as_half(register: Register) -> None:
    ids = small(register)
    assert "5 (unit unknown) from" in _line_with(register, ids, amount=5, trigger="contract_end")
    assert "(number unknown) from" in _line_with(register, ids, unit="year", trigger="contract_end")
    assert "5 (unit unknown)" in _line_with(register, ids, amount=5)


def test_a_rule_whose_period_cannot_be_stated_says_why(register: Register) -> None:
    ids = small(register)
    rule = edit.add(register, "retention_rule", name="Archive")
    edit.set_answer(register, "retention_rule", rule, "amount", "not_possible", "the archivist decides")
    edit.set_value(register, "data_line", ids.line, "retention_id", rule)
    assert "because the archivist decides" in "".join(_section(build(register.snapshot(), Options()), "f"))


def test_a_party_without_a_name_is_unknown_and_not_blank(register: Register) -> None:
    ids = small(register)
    nameless = edit.add(register, "organisation")
    edit.add(register, "joint_controller", activity_id=ids.payroll, organisation_id=nameless)
    edit.add(register, "acted_for", activity_id=ids.hosting, organisation_id=nameless)
    for letter in "a":
        assert all(_section(build(register.snapshot(), Options()), letter))


def test_contacts_without_a_word_leave_no_blank_line(register: Register) -> None:
    ids = small(register)
    edit.add(register, "contact", organisation_id=ids.keeper, role="dpo")
    assert not any("\n\n" in text or text.endswith("\n") for text in _texts(build(register.snapshot(), Options())))


def test_a_transfer_through_a_nameless_engagement_names_it_by_its_reference(register: Register) -> None:
    ids = small(register)
    edit.set_values(register, "engagement", ids.engagement, {"service": None, "organisation_id": None})
    text = "\n".join(_texts(build(register.snapshot(), Options())))
    assert "through ENG-001" in text


def test_safeguards_that_do_not_exist_are_not_called_unknown(register: Register) -> None:
    ids = small(register)
    transfer = edit.add(register, "transfer", activity_id=ids.payroll, country="IN", mechanism="D49_SUB2")
    edit.set_answer(register, "transfer", transfer, "safeguards", "none")
    assert "Suitable safeguards: none" in _section(build(register.snapshot(), Options()), "e")


def _other(register: Register) -> str:
    """Another controller in the same file, with an activity, an engagement and a supplier of its own."""
    other = edit.add(register, "organisation", name="Secret Client AS", record_kept="yes")
    party = edit.add(register, "organisation", name="Secret Supplier")
    edit.add(register, "engagement", keeper_id=other, organisation_id=party, service="Secret service")
    activity = edit.add(register, "activity", keeper_id=other, name="Secret activity")
    edit.add(
        register, "recipient", activity_id=activity, organisation_id=party, declared_wording="secret wording",
        declared_role="processor",
    )  # fmt: skip
    return activity


def test_nothing_of_another_controller_stands_in_a_controllers_report(register: Register) -> None:
    ids = small(register)
    secret = _other(register)
    edit.set_value(register, "activity", ids.payroll, "replaced_by_id", secret)
    recipient = register.snapshot().rows("recipient")[0]
    theirs = edit.add(
        register, "recipient", activity_id=secret, organisation_id=ids.azure, engagement_id=ids.engagement,
        declared_wording="secret wording", assessed_role="joint_controller",
    )  # fmt: skip
    assert theirs != recipient.id
    for full in (False, True):
        report = build(register.snapshot(), Options(keeper_id=ids.keeper, also=frozenset(ALSO if full else ())))
        assert not [
            text for text in _texts(report) if "secret" in text.casefold() or "joint controller" in text.casefold()
        ]


def test_activities_without_a_controller_stand_with_their_own_processors_alone(register: Register) -> None:
    small(register)
    _other(register)
    activity = edit.add(register, "activity", name="Nobody's")
    party = edit.add(register, "organisation", name="Found Supplier")
    edit.add(register, "recipient", activity_id=activity, organisation_id=party, declared_role="processor")
    report = build(register.snapshot(), Options())
    assert report.parts[-1].title == "No controller named"
    texts = _texts(report, -1)
    assert "Found Supplier" in texts
    assert not [text for text in texts if "Secret" in text or "Azure" in text]


def test_a_client_whose_mandate_has_ended_has_no_part(register: Register) -> None:
    ids = small(register)
    other = edit.add(register, "organisation", name="Ended AS", record_kept="yes")
    assert len(build(register.snapshot(), Options()).parts) == 2
    edit.archive(register, "organisation", other, "mandate ended")
    assert [part.title for part in build(register.snapshot(), Options()).parts] == ["Fjordby AS"]
    assert build(register.snapshot(), Options(keeper_id=other)).parts[0].title == "Ended AS"
    assert ids.keeper
