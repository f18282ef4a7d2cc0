"""Files of a strange layout, made here, and the window in which they are looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.register import edit
from ropa_desktop.window.intake import source
from ropa_desktop.window.intake.window import IntakeWindow
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace

HEADINGS = ["Nr", "Behandling", "Formål", "Behandlingsgrunnlag", "Registrerte", "Personopplysninger", "Mottakere",
            "Databehandler", "Overføring til tredjeland", "Lagringstid", "Sikkerhetstiltak", "Merknad",
            "Sist gjennomgått"]  # fmt: skip
ROWS = [
    ["B-1", "Lønnskjøring", "Betale lønn", "Art. 6 nr. 1 b", "Ansatte", "Kontonummer", "NAV", "MS Azure", "Nei",
     "5 år", "Tilgangsstyring", "spør Kari", "01.02.2024"],
    ["B-2", "Rekruttering av nye", "Ansette", "Art. 6 nr. 1 f", "Søkere", "CV", "", "Jobbport Nord", "USA", "6 måneder",
     "", "", "31.2.2025"],
    ["B-3", "Nyhetsbrev til kunder", "Informere", "Samtykke", "Kunder", "E-post", "", "Brevdue Post", "?", "12 måneder",
     "", "", "13.04.2024"],
]  # fmt: skip
ENGLISH = ["Processing activity", "Purpose", "Data subjects", "Personal data", "Recipients", "Retention", "Comments"]

Opener = Callable[[Path], IntakeWindow]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen that is none has no keyboard for the list of a field to take."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def norwegian(tmp_path: Path) -> Path:
    """A workbook of three activities, as a consultant made it: a title, an empty row, headings in the third."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Behandlinger"
    for row in (["Behandlingsprotokoll 2024"], [], HEADINGS, *ROWS):
        sheet.append(row)
    sheet.column_dimensions["F"].hidden = True
    path = tmp_path / "behandlinger.xlsx"
    book.save(path)
    return path


@pytest.fixture
def english(tmp_path: Path) -> Path:
    """The same as text, in English."""
    rows = [
        ENGLISH,
        ["Payroll run", "Pay salaries", "Employees", "Bank account", "Tax office", "5 years", "old"],
        ["Access control", "Secure the house", "Visitors", "Name", "Guards Ltd", "3 months", ""],
    ]
    path = tmp_path / "register.csv"
    path.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def open_file(window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Imports a file into the open register and waits for the conversation about it.

    It is read in this process: that files are read apart is told elsewhere, and takes a second each.
    """
    monkeypatch.setattr(source, "open_book", read_book)
    with workspace.register.step("Known"):
        edit.add(workspace.register, "organisation", name="Microsoft Azure")

    def opened(path: Path) -> IntakeWindow:
        workspace.import_sheet(str(path))
        return shown(window, qtbot)

    return opened


def shown(window: MainWindow, qtbot: QtBot) -> IntakeWindow:
    """The conversation once it stands before the window."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(IntakeWindow)))
    found = next(one for one in window.findChildren(IntakeWindow) if one.isVisible())
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def lines(shown: IntakeWindow) -> list[str]:
    """The lines of the register as it will be, from left to right."""
    model = shown.changes.view.lines
    return [
        " | ".join(filter(None, (model.index(row, 0).data(), model.index(row, 1).data())))
        for row in range(model.rowCount())
    ]


def mapping(shown: IntakeWindow) -> dict[str, str]:
    """Where each column goes, as the list says it."""
    model = shown.mapping.mapping.rows
    return {model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())}


def values(shown: IntakeWindow) -> dict[str, tuple[str, str]]:
    """For each value of the column looked at, how often it stands there and what it becomes."""
    model = shown.mapping.values.rows
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    return {value: (rows, becomes) for value, rows, becomes in cells}


def cell_counts(shown: IntakeWindow) -> dict[str, int]:
    """The four counts of the bar."""
    return {key: int(label.text()) for key, label in shown.bar.counts.items()}
