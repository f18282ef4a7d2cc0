"""A one-field edit and a new record as journalled, hashed steps, and a snapshot, against the driver alone."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from ropa_desktop.model import tables
from ropa_desktop.model.record import new_id
from ropa_desktop.register import edit, loading
from ropa_desktop.register.connection import DRIVER
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import newest_revision

ACTIVITIES = 10_000
EDITS = 150


def measure() -> list[tuple[str, float, float]]:
    """The ratios, as medians of interleaved pairs."""
    with tempfile.TemporaryDirectory() as directory, Register.create(Path(directory) / "r.ropa") as register:
        fill(register, ACTIVITIES)
        rows = [("one-field edit step : raw UPDATE", _edit(register, Path(directory)), 3.0)]
        rows.append(("record added as a step : raw INSERT", _add(register, Path(directory)), 4.0))
        rows.append((f"snapshot of {ACTIVITIES:,} activities : the same rows read raw", _snapshot(register), 2.0))
    return rows


def fill(register: Register, count: int) -> None:
    """Activities with two purposes, three data lines and two recipients each, in one step."""
    people = [edit.add(register, "data_subject_category", name=f"People {n}") for n in range(10)]
    data = [edit.add(register, "data_category", name=f"Data {n}") for n in range(20)]
    parties = [edit.add(register, "organisation", name=f"Party {n} AS", kind="legal_entity") for n in range(50)]
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes", country="NO")
    activities = [
        {
            "id": new_id(),
            "reference": f"PA-{n:05d}",
            "name": f"Activity {n}",
            "keeper_id": keeper,
            "description": "About this. " * 8,
        }
        for n in range(count)
    ]
    rows: dict[str, list[dict[str, Any]]] = {"purpose": [], "data_line": [], "recipient": []}
    for n, activity in enumerate(activities):
        of = {"activity_id": activity["id"]}
        rows["purpose"] += [
            {**of, "position": p, "description": f"Purpose {p}", "legal_basis": "6(1)(b)"} for p in range(2)
        ]
        rows["data_line"] += [
            {**of, "position": p, "subject_id": people[(n + p) % 10], "data_id": data[(n + p) % 20]} for p in range(3)
        ]
        rows["recipient"] += [
            {**of, "position": p, "organisation_id": parties[(n + p) % 50], "declared_role": "processor"}
            for p in range(2)
        ]
    with register.step("Filled"):
        edit.add_all(register, "activity", activities)
        for key, records in rows.items():
            edit.add_all(register, key, records)


def paired(one: Callable[[], object], floor: Callable[[], object], times: int) -> float:
    """The median of the first's duration over the median of the floor's, in turn."""
    durations: tuple[list[float], list[float]] = ([], [])
    for _time in range(times):
        for place, action in enumerate((one, floor)):
            begun = perf_counter()
            action()
            durations[place].append(perf_counter() - begun)
    return median(durations[0]) / median(durations[1])


def _edit(register: Register, directory: Path) -> float:
    activity = register.snapshot().rows("activity")[0].id
    raw = DRIVER.connect(directory / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("ATTACH ? AS filled", (str(register.path),))
    names = ", ".join(f'"{name}"' for name in tables.columns("activity"))
    raw.execute("CREATE TABLE activity (" + names.replace('"id"', '"id" TEXT PRIMARY KEY') + ")")
    raw.execute(f"INSERT INTO activity ({names}) SELECT {names} FROM filled.activity")
    raw.execute("DETACH filled")
    number = iter(range(10**9))

    def step() -> None:
        edit.set_value(register, "activity", activity, "name", f"Name {next(number)}")
        register.seal()

    def update() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE activity SET name = ? WHERE id = ?", (f"Name {next(number)}", activity))
        raw.execute("COMMIT")

    found = paired(step, update, EDITS)
    raw.close()
    return found


def _add(register: Register, directory: Path) -> float:
    raw = DRIVER.connect(directory / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("PRAGMA synchronous = FULL")
    insert = f"INSERT INTO activity VALUES ({', '.join('?' * len(tables.columns('activity')))})"
    unknown = [None] * (len(tables.columns("activity")) - 1)

    def write() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(insert, (new_id(), *unknown))
        raw.execute("COMMIT")

    found = paired(lambda: edit.add(register, "activity", name="New"), write, EDITS)
    raw.close()
    return found


def _snapshot(register: Register) -> float:
    raw = DRIVER.connect(register.path)

    def read() -> list[list[tuple[Any, ...]]]:
        return [
            raw.execute("SELECT " + ", ".join(f'"{n}"' for n in tables.columns(key)) + f" FROM {key}").fetchall()
            for key in tables.models()
        ]

    with Register.open(register.path, write=False) as reading:
        # Past the register itself, which would read an unchanged file only once.
        found = paired(lambda: loading.load(reading.connection, newest_revision(reading.connection)), read, 7)
    raw.close()
    return found
