"""A process that edits is killed at random moments: every committed step is there, and the file is sound."""

import random
from multiprocessing.connection import Connection
from pathlib import Path

from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.register.processes import doomed, rest

KILLS = 50


def count(connection: Connection, path: Path, number: int) -> None:
    """Take step after step, and say each one's number once it is committed."""
    register = Register.open(path)
    (activity,) = [row.id for row in register.snapshot().rows("activity")]
    while True:
        number += 1
        with register.step("Counted"):
            edit.set_value(register, "activity", activity, "name", str(number))
            edit.set_value(register, "activity", activity, "description", str(number) * 2000)
            edit.add(register, "purpose", activity_id=activity, description=str(number))
        connection.send(number)


def test_every_committed_step_survives_a_kill(path: Path) -> None:
    """The process says a number after each step; the register holds that number or the next one, whole."""
    with Register.create(path) as register:
        edit.add(register, "activity", name="0")
    moments = random.Random(30)
    reached, moved = 0, 0
    for _kill in range(KILLS):
        said = reached
        with doomed(count, path, reached) as connection:
            for _line in range(moments.randint(1, 12)):
                said = connection.recv()
        said = [said, *rest(connection)][-1]
        with Register.open(path, write=False) as register:
            assert register.unsound() is None
            snapshot = register.snapshot()
            (activity,) = snapshot.all(Activity)
            found = int(activity.name or "")
            assert found in (said, said + 1)
            assert activity.description == str(found) * 2000
            assert snapshot.count("purpose") == found
        moved += found > reached
        reached = found
    assert moved == KILLS
