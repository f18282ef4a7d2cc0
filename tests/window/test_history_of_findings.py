"""What was said to a finding stands in the history, of its record and field, in words."""

from collections.abc import Callable

from ropa_desktop.law.findings import QUESTION, Finding
from ropa_desktop.register import responding
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import words
from ropa_desktop.window.history.telling import told
from tests.registers import small


def told_of(register: Register, act: Callable[[], None]) -> tuple[str, ...]:
    """The one line of what is done: record, field, before, after."""
    seen = []
    register.listeners.append(lambda done: seen.append(done.changes))
    act()
    register.listeners.pop()
    ((line,),) = (told(register, register.snapshot(), changes) for changes in seen)
    return line.record, line.what, words(line.before), words(line.after)


def test_an_assignment_a_postponement_an_answer_and_its_end_are_told(register: Register) -> None:
    ids = small(register)
    finding = Finding("placeholder", QUESTION, "30", "?", "activity", ids.payroll, "name")
    where = ("PA-001 Payroll", "Response: Name")
    given = told_of(register, lambda: responding.assign(register, finding, "Kari"))
    assert given == (*where, "", "given to Kari")
    postponed = told_of(register, lambda: responding.postpone(register, finding, "2099-03-01", "We wait"))
    assert postponed == (*where, "given to Kari", "Postponed · 1 Mar 2099 · We wait · given to Kari")
    answered = told_of(register, lambda: responding.answer(register, finding, "It is called so"))
    assert answered[3] == "Answered · It is called so · given to Kari"
    assert told_of(register, lambda: responding.reopen(register, finding))[3] == "given to Kari"
    assert told_of(register, lambda: responding.assign(register, finding, None))[2:] == ("given to Kari", "")
