"""A process that edits is killed at random moments: every committed step is there, and the file is sound."""

import random
import subprocess
import sys
from pathlib import Path

from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register

PROGRAM = """
import sys, pathlib
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
register = Register.open(pathlib.Path(sys.argv[1]))
(activity,) = [row.id for row in register.snapshot().rows("activity")][:1]
number = int(sys.argv[2])
while True:
    number += 1
    with register.step("Counted"):
        edit.set_value(register, "activity", activity, "name", str(number))
        edit.set_value(register, "activity", activity, "description", str(number) * 2000)
        edit.add(register, "purpose", activity_id=activity, description=str(number))
    print(number, flush=True)
"""
KILLS = 50


def test_every_committed_step_survives_a_kill(path: Path) -> None:
    """The process says a number after each step; the register holds that number or the next one, whole."""
    with Register.create(path) as register:
        edit.add(register, "activity", name="0")
    moments = random.Random(30)
    reached, moved = 0, 0
    for _kill in range(KILLS):
        command = [sys.executable, "-c", PROGRAM, str(path), str(reached)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = reached
            for _line in range(moments.randint(1, 12)):
                said = int(process.stdout.readline())
            process.kill()
            rest = process.stdout.read().split()
        said = int(rest[-1]) if rest else said
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
