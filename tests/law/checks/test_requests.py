"""A request to see the record is spoken of when its day is near, until something is sent."""

from pathlib import Path

from ropa_desktop.exchange.calendar_file import days
from ropa_desktop.i18n import set_language
from ropa_desktop.law.checking import findings
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register


def said(register: Register, on: str) -> list[str]:
    """The sentences on requests, on a day."""
    return [one.sentence for one in findings(register.snapshot(), on) if one.code == "request_due"]


def test_a_request_whose_day_is_near_or_has_come_is_due_until_it_is_answered(register: Register) -> None:
    id = edit.add(register, "request", name="Inspection", due_on="2026-05-04")
    assert said(register, "2026-04-28") == []
    assert said(register, "2026-04-29") == said(register, "2026-05-04") == ["The record is due on 4 May 2026."]
    assert said(register, "2026-05-05") == ["The record was to be handed over by 4 May 2026."]
    set_language("nb")
    assert said(register, "2026-05-04") == ["Protokollen skal overleveres 4. mai 2026."]
    set_language("en")
    assert [day.title for day in days(register.snapshot())] == ["Record to be handed over: REQ-001 Inspection"]
    for field, value in (("sent_on", "2026-05-01"), ("state", "withdrawn"), ("state", "answered")):
        edit.set_value(register, "request", id, field, value)
        assert said(register, "2026-05-05") == []
        assert days(register.snapshot()) == ()
        edit.set_value(register, "request", id, field, None)
        assert said(register, "2026-05-05")


def test_a_day_that_is_none_is_left_alone(register: Register, path: Path) -> None:
    id = edit.add(register, "request", due_on="2026-05-04")
    with register.step("By hand"):
        register.connection.exec_driver_sql("UPDATE request SET due_on = 'soon' WHERE id = ?", (id,))
    assert said(register, "2026-05-05") == []
    edit.set_value(register, "request", id, "due_on", None)
    assert said(register, "2026-05-05") == []
