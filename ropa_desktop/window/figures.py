"""The figures of a register that the welcome page shows without opening it."""

from __future__ import annotations

from ropa_desktop.law.completeness import LETTERS, PARTLY, UNKNOWN, complete, letter_states
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.model.activity import Role
from ropa_desktop.register.register import Register
from ropa_desktop.window.settings import Recent


def recent_of(register: Register) -> Recent:
    """Controllers, number of activities in use, the share that answers each letter of Art. 30(1), last change."""
    snapshot = register.snapshot()
    in_use = activities(snapshot)
    states = [letter_states(snapshot, activity.id) for activity in in_use]
    as_controller = [
        found for activity, found in zip(in_use, states, strict=True) if activity.role == Role.controller.value
    ]
    shares = {
        letter: sum(found[letter] not in (UNKNOWN, PARTLY) for found in as_controller) / len(as_controller)
        for letter in LETTERS[Role.controller.value]
        if as_controller
    }
    newest = register.journal.newest
    return Recent(
        path=str(register.path.absolute()),
        controllers=tuple(row.name or "" for row in keepers(snapshot)),
        activities=len(in_use),
        complete=sum(complete(found.values()) for found in states),
        shares=tuple(shares.items()),
        changed=newest.at if newest else "",
    )
