"""A strange workbook of 10,000 rows × 25 columns: read, recognised and planned, and imported as one step.

    python -m tests.benchmarks importing

The floor of reading is openpyxl alone, streaming the same cells in a child process and handing them over; what
python-calamine takes for that stands beside it. The floor of importing is the raw driver, inserting the same rows into
the same tables with the same journal, synchronised as a register is, in one transaction.
"""

import itertools
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.child import read_apart
from ropa_desktop.exchange.plan import apply, plan, read_file
from ropa_desktop.register.connection import DRIVER
from ropa_desktop.register.register import Register
from tests.benchmarks.register import paired

ROWS = 10_000
ROUNDS = 3
MEMORY = 500 * 2**20  # bytes

_HEADINGS = (
    "Reference", "Processing activity", "Department", "Owner", "Purpose of processing", "Legal basis", "National law",
    "Categories of data subjects", "Categories of personal data", "Special categories", "Source of the data",
    "Categories of recipients", "Processors", "Third countries", "Safeguards", "Retention period",
    "Security measures", "Systems", "Joint controllers", "Automated decision-making", "DPIA required", "Status",
    "Last reviewed", "Privacy notice", "Comments",
)  # fmt: skip


def measure() -> list[tuple[str, float, float]]:
    """The ratios, as medians of interleaved pairs, and the peak of memory as a share of what is allowed."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "register.xlsx"
        write(path)
        number = itertools.count()

        def new() -> Path:
            return Path(directory) / f"{next(number)}.ropa"

        with Register.create(new()) as empty:
            before = empty.snapshot()

            def bare() -> Any:
                return read_apart("tests.benchmarks.importing:bare", path)

            reading = paired(lambda: plan(before, read_file(path)), bare, ROUNDS)
            other = paired(lambda: read_apart("tests.benchmarks.importing:calamine", path), bare, ROUNDS)
            found = plan(before, read_file(path))
        imported = paired(lambda: _import(new(), found), lambda: _insert(new(), found), ROUNDS)
        memory = _peak(path, new()) / MEMORY
    size = f"{ROWS:,} × {len(_HEADINGS)} cells"
    return [
        (f"{size} read, recognised, planned : openpyxl alone in a child", reading, 4.0),
        (f"{size} by python-calamine alone : openpyxl alone", other, 1.0),
        (f"{size} imported as one step : the same rows raw, same journal", imported, 3.0),
        (f"{size}: peak of memory : {MEMORY // 2**20} MB", memory, 1.0),
    ]


def write(path: Path, rows: int = ROWS) -> None:
    """The workbook: every row an activity, with the repetitions that a register has."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(_HEADINGS)
    for row in _rows(rows):
        sheet.append(row)
    book.save(path)


def _rows(rows: int) -> Iterator[list[str]]:
    for n in range(rows):
        yield [
            f"PA-{n:05d}", f"Activity {n}", f"Department {n % 40}", f"Head of unit {n % 90}",
            f"Purpose {n} of the unit",
            ("Art. 6(1)(b)", "6(1)(c)", "Consent")[n % 3], "Bookkeeping Act § 13" if n % 3 == 1 else "",
            f"Employees; Customers of group {n % 25}", f"Name; Address; Account {n % 60}", "No", "From the person",
            f"Tax office {n % 15}", f"Vendor {n % 300} AS; Vendor {n % 70} Ltd", ("No", "Japan", "India")[n % 3],
            ("", "Standard contractual clauses", "BCR")[n % 3], f"{n % 10 + 1} years after the end of the contract",
            f"Access control; Backup; Measure {n % 30}", f"System {n % 120}", "", "No", ("Yes", "No")[n % 2],
            "Approved", f"{n % 27 + 1:02d}.03.2024", "https://example.org/privacy", f"Remark {n}",
        ]  # fmt: skip


def bare(path: Path) -> list[list[list[Any]]]:
    """Every value of a workbook, by openpyxl as a stream."""
    book: Any = load_workbook(path, read_only=True, data_only=True)
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def calamine(path: Path) -> list[list[list[Any]]]:
    """Every value of a workbook, by python-calamine."""
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_index(n).to_python() for n in range(len(book.sheet_names))]


# -- importing --------------------------------------------------------------------------------------------


def _import(target: Path, planned: Plan) -> None:
    with Register.create(target) as register:
        apply(register, planned, "register.xlsx")


def _insert(target: Path, planned: Plan) -> None:
    """The rows of a plan, references and all, straight into the tables: their triggers write the same journal."""
    Register.create(target).close()
    by_table: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in planned.added:
        by_table[one.table].append(dict(one.values))
    raw = DRIVER.connect(target, isolation_level=None)
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("BEGIN IMMEDIATE")
    for table, records in by_table.items():
        names = list(records[0])
        places = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", [tuple(r.values()) for r in records])
    raw.execute("COMMIT")
    raw.close()


# -- memory -----------------------------------------------------------------------------------------------

_ALONE = """
import resource, sys
from pathlib import Path
from ropa_desktop.exchange.plan import import_file
from ropa_desktop.register.register import Register
from tests.benchmarks.memory import peak
with Register.create(Path(sys.argv[2])) as register:
    import_file(register, Path(sys.argv[1]))
reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(max(peak(), reader))
"""


def _peak(path: Path, target: Path) -> int:
    """Bytes that the larger of the two processes took at most, from the file to the finished step."""
    done = subprocess.run([sys.executable, "-c", _ALONE, path, target], capture_output=True, check=True)
    return int(done.stdout)
