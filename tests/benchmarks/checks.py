"""All checks over a register against making its snapshot, and one change in a large register against a small one."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from ropa_desktop.law.checking import findings
from ropa_desktop.law.current import CurrentFindings
from ropa_desktop.register import edit, loading
from ropa_desktop.register.register import Register
from tests.benchmarks.register import fill, paired

ACTIVITIES, MANY, FEW = 1_000, 10_000, 100
CHANGED = 60  # times that a field is written there and back
ON = "2026-11-22"
CHANGES: tuple[tuple[str, str, tuple[str, str]], ...] = (
    ("activity", "name", ("Payroll", "Salaries")),
    ("purpose", "legal_basis", ("6(1)(a)", "6(1)(c)")),
    ("recipient", "declared_role", ("processor", "controller")),
    ("transfer", "mechanism", ("PRIVACY_SHIELD", "SCC_2021_M2")),
)
"""What is changed there and back: table, field, values."""


def measure() -> list[tuple[str, float, float]]:
    """The ratios, as medians of interleaved pairs."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        with Register.create(folder / "checked.ropa") as register:
            filled(register, ACTIVITIES)
            newest = register.journal.newest

            def snapshot() -> Any:
                return loading.load(register.connection, newest)

            ratio = paired(lambda: findings(snapshot(), ON), snapshot, 15) - 1
            rows = [(f"all checks over {ACTIVITIES:,} activities : their snapshot", ratio, 5.0)]
        with Register.create(folder / "many.ropa") as many, Register.create(folder / "few.ropa") as few:
            filled(many, MANY)
            filled(few, FEW)
            steps = [_steps(register) for register in (many, few)]
            for table, field, values in CHANGES:
                # In turn, so that whatever else the machine does falls on both.
                durations = [[each(table, field, values[n % 2]) for each in steps] for n in range(CHANGED)]
                in_many, in_few = (median(of_one) for of_one in zip(*durations, strict=True))
                title = f"checks after {table}.{field} changed, {MANY:,} activities : {FEW}"
                rows.append((title, in_many / in_few, 2.0))
    return rows


def filled(register: Register, count: int) -> None:
    """Activities as other benchmarks have them; one in five with a transfer, each with a time limit and a measure."""
    fill(register, count)
    with register.step("Filled more"):
        rule = edit.add(register, "retention_rule", name="Five years", amount=5, unit="year", trigger="end_of_contract")
        measure = edit.add(register, "measure", name="Access by role", letter="b")
        ids = [row.id for row in register.snapshot().rows("activity")]
        edit.add_all(register, "measure_use", [{"activity_id": id, "measure_id": measure} for id in ids])
        abroad = [{"activity_id": id, "country": "US", "mechanism": "PRIVACY_SHIELD"} for id in ids[::5]]
        edit.add_all(register, "transfer", abroad)
        register.connection.exec_driver_sql("UPDATE data_line SET retention_id = ? WHERE position = 0", (rule,))


def _steps(register: Register) -> Callable[[str, str, str], float]:
    """Writes a field, and tells how long the findings of the next snapshot take."""
    current = CurrentFindings(register.snapshot(), ON)
    newest = {table: register.snapshot().rows(table)[7].id for table, _field, _values in CHANGES}

    def step(table: str, field: str, value: str) -> float:
        nonlocal current
        edit.set_value(register, table, newest[table], field, value)
        register.seal()
        snapshot = register.snapshot()
        begun = perf_counter()
        current = current.after(snapshot, [(table, newest[table])])
        return perf_counter() - begun

    return step
