"""The first window, and activities opened and listed, to a bare Qt window with a table; what is done in a long list,
to the least that it takes.

Whole processes from their start until the picture stands, run in turn, so that what the machine does besides weighs
on all alike.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 21
ACTIVITIES = 1_000
MANY, FEWER_RUNS = 10_000, 9

# A table of 12 columns on a list of rows in Python, as any window of this kind must have.
BARE = """
import os, sys
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Rows(QAbstractTableModel):
    rows = [[f"row {row} column {column}" for column in range(12)] for row in range(1000)]
    def rowCount(self, parent=QModelIndex()):
        return len(self.rows)
    def columnCount(self, parent=QModelIndex()):
        return 12
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None
class Table(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))
application = QApplication(sys.argv)
window, table, model = QMainWindow(), Table(), Rows()
table.setModel(model)
window.setCentralWidget(table)
window.resize(1440, 900)
window.show()
application.exec()
"""

FIRST_WINDOW = """
import os, sys
from ropa_desktop import app
from ropa_desktop.window.loading import Loading
Loading.start = lambda _loading: os._exit(0)
sys.exit(app.main([]))
"""

OPENED = """
import os, sys
from ropa_desktop import app
from ropa_desktop.window.main_window import MainWindow
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
open_register = MainWindow.open_register
def open_and_leave(window, path):
    assert open_register(window, path)
    window.workspace.list.table.viewport().repaint()
    assert len(window.workspace.list.rows.rows) == int(sys.argv[2])
    window.workspace.register.close()
    os._exit(0)
MainWindow.open_register = open_and_leave
sys.exit(app.main([sys.argv[1]]))
"""

# In one list of many activities: a letter typed into the search, and into the filter of a column, to filtering a Python
# list and resetting the model; another record opened, to filling the same widgets by hand, in the time that they occupy
# the processor; each until it is painted; a thousand cells pasted as one step and shown, to the same UPDATEs by hand,
# under the same journal.
WORKED = """
import json, shutil, statistics, sys, time
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from ropa_desktop.register import edit
from ropa_desktop.register.connection import driver_connection
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import words
from ropa_desktop.window.editor.binder import way_of
from ropa_desktop.window.editor.candidates import folded
from ropa_desktop.window.grid.filters import Filter
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.settings import load_settings
application = QApplication(sys.argv)
window = MainWindow(load_settings())
window.resize(1440, 900)
window.show()
assert window.open_register(sys.argv[1])
page = window.workspace.list
model = page.rows
while model.prepare(1):
    pass
texts = [(folded(row.searchable), row) for row in model._all]
copy = sys.argv[1] + "-copy"
shutil.copy(sys.argv[1], copy)
def timed(act, *arguments):
    began = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - began
def settled(act, *arguments):
    act(*arguments)
    application.processEvents()
def by_hand(text):
    model.beginResetModel()
    model.rows = [row for said, row in texts if text in said]
    model.endResetModel()
def raw(connection, ids, said):
    connection.execute("BEGIN IMMEDIATE")
    for number, id in enumerate(ids):
        for field in ("name", "department"):
            connection.execute(f'UPDATE activity SET "{field}" = ? WHERE id = ?', (f"{said} {number}", id))
    connection.execute("COMMIT")
def paste():
    page._doing.paste()
    while not window.isEnabled():  # a worker writes them
        application.processEvents()
def pasted(said):
    QGuiApplication.clipboard().setText("\\n".join(f"{said} {n}\\t{said} {n}" for n in range(500)))
    page.table.setCurrentIndex(model.index(0, 1))
    return timed(paste)
keys, floors, pastes, raws = [], [], [], []
for text in ("a", "ac", "act", "acti", "7", "77", "9", "99", "ity"):
    floors.append(timed(settled, by_hand, text))
    keys.append(timed(settled, page.search.setText, text))
page.search.clear()
with Register.open(Path(copy)) as beside:
    ids = [row.id for row in model.rows[:500]]
    for number in range(7):
        raws.append(timed(raw, driver_connection(beside.connection), ids, f"raw {number}"))
        pastes.append(pasted(f"pasted {number}"))
    driver_connection(beside.connection).execute("DELETE FROM change WHERE revision IS NULL")
model.set_filters({})
column = [each.key for each in model.columns].index("name")
names = [(folded(words(row.cell(column))), row) for row in model._all]
def name_by_hand(text):
    model.beginResetModel()
    model.rows = [row for said, row in names if text in said]
    model.endResetModel()
columns, column_floors = [], []
for text in ("a", "ac", "act", "acti", "7", "77", "9", "99", "ity"):
    column_floors.append(timed(settled, name_by_hand, text))
    columns.append(timed(settled, page.table.filters.filter_changed.emit, column, Filter("contains", (text,))))
page._arranging.filtering.clear()
ids = [row.id for row in model.rows[:41]]
with window.workspace.register.step("Told apart"):  # else nothing need be painted anew
    for number, id in enumerate(ids):
        said = {field: f"{field} {number}" for field in ("description", "owner", "note", "operations")}
        edit.set_values(window.workspace.register, "activity", id, said)
        for purpose in window.workspace.snapshot.matching("purpose", "activity_id", id):
            edit.set_value(window.workspace.register, "purpose", purpose.id, "description", f"Purpose {number}")
def at_rest():
    return window.workspace.todo.page.findings._work is None and not model.prepare(1)
began = time.monotonic()
while not at_rest() or time.monotonic() < began + 2:  # what is done meanwhile would weigh on both alike
    application.processEvents()
editor, snapshot = window.workspace.editor, window.workspace.register.snapshot()
for id in ids[:3]:
    settled(page.select, id)
def held(id):
    row = snapshot.find("activity", id)
    values = [(binding.widget, getattr(row, name)) for name, binding in editor.form.bindings.items()]
    tables = editor.form.tables.values()
    return values, [(table.grid.child_model, list(snapshot.related(id, relation))) for table, relation in tables]
def fill(values, rows):
    for widget, value in values:
        way_of(widget).write(widget, value)
    for child, found in rows:
        child.beginResetModel()
        child.rows = found
        child.endResetModel()
def occupied(act, *arguments):
    began = time.thread_time()  # nothing is waited for here, and other programs interrupt it for longer than it takes
    act(*arguments)
    return time.thread_time() - began
switches, by_hands = [], []
for number in [*range(3, 40, 2)] * 3:
    opened, other = held(editor.record[1]), held(ids[number])
    by_hands.append(occupied(settled, fill, *other))
    settled(fill, *opened)  # else it would be written as typed on leaving
    switches.append(occupied(settled, page.select, ids[number + 1]))
    assert editor.record == ("activity", ids[number + 1]) and window.workspace.register.snapshot() is snapshot
window.workspace.register.close()
middle = statistics.median
print(json.dumps([
    middle(keys) / middle(floors), middle(columns) / middle(column_floors), sum(switches) / sum(by_hands),
    middle(pastes) / middle(raws),
]))
sys.stdout.flush()
import os
os._exit(0)
"""


def measure() -> list[tuple[str, float, float]]:
    """Name, ratio and limit of each comparison."""
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "thousand.ropa"
        make_register(register)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ROPA_DESKTOP_HOME": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        environment["PYTHONPYCACHEPREFIX"] = folder
        for program in (BARE, FIRST_WINDOW, OPENED):
            seconds(program, environment, str(register), str(ACTIVITIES))
        times: dict[str, list[float]] = {"bare": [], "first": [], "opened": []}
        for _run in range(RUNS):
            times["bare"].append(seconds(BARE, environment))
            times["first"].append(seconds(FIRST_WINDOW, environment))
            times["opened"].append(seconds(OPENED, environment, str(register), str(ACTIVITIES)))
        long = Path(folder) / "many.ropa"
        make_register(long, MANY)
        seconds(OPENED, environment, str(long), str(MANY))
        bare_then, many = [], []
        for _run in range(FEWER_RUNS):
            bare_then.append(seconds(BARE, environment))
            many.append(seconds(OPENED, environment, str(long), str(MANY)))
        typed, filtered, switched, pasted = worked(environment, long)
    bare = statistics.median(times["bare"])
    return [
        ("first window to a bare window with a table", statistics.median(times["first"]) / bare, 1.2),
        (
            f"{ACTIVITIES:,} activities opened and listed, to a bare window",
            statistics.median(times["opened"]) / bare,
            5.0,
        ),
        (
            f"{MANY:,} activities opened and listed, to a bare window",
            statistics.median(many) / statistics.median(bare_then),
            6.0,
        ),
        (f"a letter searched in {MANY:,} activities, to a Python list and a model reset", typed, 1.5),
        (f"a letter in the filter of a column of {MANY:,} activities, to the same", filtered, 1.5),
        ("another record opened and painted, to filling the same widgets by hand", switched, 3.0),
        ("1,000 cells pasted as one step and shown, to the same raw UPDATEs", pasted, 3.0),
    ]


def worked(environment: dict[str, str], register: Path) -> tuple[float, float, float, float]:
    """The ratios of a letter in the search and in a column's filter, of a record opened, and of cells pasted."""
    done = subprocess.run(
        [sys.executable, "-c", WORKED, str(register)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    typed, filtered, switched, pasted = json.loads(done.stdout)
    return typed, filtered, switched, pasted


def seconds(program: str, environment: dict[str, str], *arguments: str) -> float:
    """How long one process takes; each ends itself as soon as it is painted."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment, check=True, capture_output=True, timeout=120
    )
    return time.perf_counter() - began


def make_register(path: Path, activities: int = ACTIVITIES) -> None:
    """Activities of one controller, each with a purpose, two data lines, a recipient and a measure."""
    from ropa_desktop.model.record import new_id
    from ropa_desktop.register import edit
    from ropa_desktop.register.register import Register

    with Register.create(path) as register, register.step("Filled"):
        keeper = edit.add(
            register, "organisation", name="Fjordby AS", record_kept="yes", country="NO", address="Brygga 4"
        )
        party = edit.add(register, "organisation", name="Nordlys Lønn AS", country="NO")
        people = edit.add(register, "data_subject_category", name="Employees")
        data = edit.add(register, "data_category", name="Bank account")
        limit = edit.add(register, "retention_rule", name="Five years", amount=5, unit="year")
        measure_id = edit.add(register, "measure", name="Access by role")
        ids = [new_id() for _number in range(activities)]
        edit.add_all(
            register,
            "activity",
            [
                {
                    "id": id,
                    "reference": f"PA-{number:04d}",
                    "name": f"Activity {number}",
                    "keeper_id": keeper,
                    "department": "HR",
                }
                for number, id in enumerate(ids)
            ],
        )
        edit.add_all(
            register, "purpose", [{"activity_id": id, "description": "Pay", "legal_basis": "6(1)(b)"} for id in ids]
        )
        lines = [{"activity_id": id, "subject_id": people, "data_id": data, "retention_id": limit} for id in ids]
        edit.add_all(register, "data_line", [*lines, *lines])
        edit.add_all(
            register,
            "recipient",
            [{"activity_id": id, "organisation_id": party, "declared_role": "processor"} for id in ids],
        )
        edit.add_all(register, "measure_use", [{"activity_id": id, "measure_id": measure_id} for id in ids])


if __name__ == "__main__":
    for name, ratio, limit in measure():
        print(f"{ratio:6.2f}  (≤ {limit})  {name}")
