"""The pictures of the documentation, made from the real window: `python -m tests.screenshots`, or `make pictures`.

They show the sixth sample, a fictitious firm, at 1440 × 900. The font is Inter where it is installed, else the
system's own. Needs no screen.
"""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Self
from unittest.mock import patch

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ropa_desktop import app
from ropa_desktop.window.colours import adopt_palette
from ropa_desktop.window.main_window import MainWindow

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SAMPLE = "Fjordby Regnskap AS"
SIZE = (1440, 900)
MOMENT = "2026-10-08T07:12:03.000+00:00"
WHO = "ingrid"
MOST = 150_000  # bytes of a picture


def main() -> None:
    """Make every picture anew and say how large each became."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"ROPA_DESKTOP_HOME": folder, "LANGUAGE": "en", "TZ": "Europe/Oslo", "LOGNAME": WHO}),
    ):
        time.tzset()
        application = QApplication(sys.argv[:1])
        application.setStyle("Fusion")
        if "Inter" in QFontDatabase.families():
            font = QFont("Inter")
            font.setPixelSize(13)
            application.setFont(font)
        window = app.start(application)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        settle(application)
        path = Path(folder) / "Documents" / "Register" / "Fjordby Regnskap.ropa"
        path.parent.mkdir(parents=True)
        with patch.object(Path, "home", return_value=Path(folder)):  # where the file lies is told from there on
            take_all(application, window, path)
        window.close()


def take_all(application: QApplication, window: MainWindow, path: Path) -> None:
    """The workspace in light and dark, the export, and the welcome page once the register is known."""
    make_register(path)
    window.open_register(str(path))
    settle(application)
    window.workspace.list.select(window.workspace.list.rows.rows[2].id)
    settle(application)
    keep(window, "workspace")
    adopt_palette(application, dark=True)
    settle(application)
    keep(window, "workspace-dark")
    adopt_palette(application, dark=False)
    settle(application)
    take_pages(application, window)
    take_todo(application, window)
    taken = patch.object(QDialog, "exec", lambda dialog: picture_of(application, window, dialog))
    with taken, patch("ropa_desktop.exchange.build.date", Day):
        window.perform("export")
    take_import(application, window, path.with_name("behandlinger.xlsx"))
    window.perform("close_register")
    settle(application)
    keep(window, "welcome")


def take_pages(application: QApplication, window: MainWindow) -> None:
    """The overview once it is counted, and the history of a few changes; then the list as it was."""
    from ropa_desktop.register import edit

    workspace = window.workspace
    here, current = workspace.navigation.key, workspace.list.current_id()
    workspace.navigation.setFocus()
    with patch("ropa_desktop.window.overview.page.date", Day):
        workspace.navigation.choose("overview")
        shown, until = workspace.middle.overview, time.monotonic() + 60
        while (shown.found is None or shown.is_counting) and time.monotonic() < until:
            application.processEvents()
        settle(application)
        keep(window, "overview")
    register = workspace.register
    with patch("ropa_desktop.register.journal.now", return_value=MOMENT):
        for field, value in (("department", "People"), ("owner", "Head of people"), ("department", "HR and payroll")):
            edit.set_value(register, "activity", current, field, value)
            register.seal()
        register.undo()
    workspace.navigation.choose("history")
    settle(application)
    workspace.finding.history.revisions.make_current(1)
    workspace.navigation.setFocus()
    settle(application)
    keep(window, "history")
    with patch("ropa_desktop.register.journal.now", return_value=MOMENT):
        register.undo()
        register.undo()
    workspace.navigation.choose(here)
    workspace.list.select(current)
    settle(application)


def take_todo(application: QApplication, window: MainWindow) -> None:
    """The list of findings, at a transfer that rests on what has ended; then the register as it was."""
    from ropa_desktop.register import edit

    workspace = window.workspace
    register, here, current = workspace.register, workspace.navigation.key, workspace.list.current_id()
    snapshot, findings = register.snapshot(), workspace.todo.page.findings
    transfer = snapshot.rows("transfer")[0]
    unset = {"data_line": "retention_id", "purpose": "legal_basis", "measure_use": "measure_id"}
    with patch("ropa_desktop.register.journal.now", return_value=MOMENT), register.step("Shown"):
        edit.set_value(register, "transfer", transfer.id, "mechanism", "PRIVACY_SHIELD")
        for kind, field in unset.items():
            for row in snapshot.rows(kind)[:3]:
                edit.set_value(register, kind, row.id, field, None)
    workspace.navigation.choose("todo")
    with patch("ropa_desktop.window.todo.findings.date", Day):
        findings.speak_again()
        until = time.monotonic() + 60
        while findings.standing is None and time.monotonic() < until:
            application.processEvents()
        settle(application)
    page = workspace.todo.page
    key = next(key for key, one in page.shown_findings.items() if one.finding.code == "mechanism_not_valid")
    page.list.make_current(page.list.rows.row_of(key))
    page.list.chosen.emit(key)
    workspace.navigation.setFocus()
    settle(application)
    keep(window, "to-do")
    with patch("ropa_desktop.register.journal.now", return_value=MOMENT):
        register.undo()
    findings.speak_again()
    workspace.navigation.choose(here)
    workspace.list.select(current)
    settle(application)


class Day(date):
    """The day of the pictures."""

    @classmethod
    def today(cls) -> Self:
        return cls.fromisoformat(MOMENT[:10])


def take_import(application: QApplication, window: MainWindow, file: Path) -> None:
    """The conversation about a strange spreadsheet, at a cell that names a mechanism which has ended."""
    from ropa_desktop.window.intake.window import IntakeWindow

    write_sheet(file)
    window.workspace.import_sheet(str(file))
    until = time.monotonic() + 60
    while not window.findChildren(IntakeWindow) and time.monotonic() < until:
        application.processEvents()
    shown = window.findChildren(IntakeWindow)[0]
    shown.session.look_at(cell=(8, 8))
    settle(application)
    keep(shown, "import")
    shown.reject()
    settle(application)


def write_sheet(file: Path) -> None:
    """A register as somebody began it in a spreadsheet: a title, headings in the third row and once more below."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Behandlinger"
    headings, *rows = (line.split("|") for line in SHEET.strip().splitlines())
    for row in (["Behandlingsprotokoll 2024"], [], headings, *rows[:6], headings, *rows[6:]):
        sheet.append([text.strip() for text in row])
    book.save(file)


SHEET = """
Nr | Behandling | Formål | Behandlingsgrunnlag | Registrerte | Personopplysninger | Mottakere | Databehandler | Overføring | Lagringstid | Sikkerhet | Merknad | Sist gjennomgått
1 | Lønn og honorar | Utbetale lønn | Art. 6 nr. 1 b | Ansatte | Kontonummer; lønn | NAV; Skatteetaten | Nordlys Lønn AS | Nei | 5 år | Tilgangsstyring | | 01.02.2024
2 | Ansettelser | Finne nye medarbeidere | Art. 6 nr. 1 f | Søkere | CV; attester | | Jobbport Nord | Nei | 6 måneder | Tilgangsstyring | se mappe | 13.04.2024
3 | Nyhetsbrev til kunder | Informere | Samtykke | Kunder | E-post | | Brevdue Post | ? | til avmelding | | | 31.2.2025
4 | Adgang til kontoret | Sikre bygget | Art. 6 nr. 1 f | Ansatte; besøkende | Navn; tidspunkt | | Portvakt Drift | Nei | 3 måneder | Logg | |
5 | Oppfølging av kunder | Følge opp avtaler | Avtale | Kunder | Navn; e-post | | MS Azure | EØS | 12 måneder | | |
6 | Opptak av samtaler | Opplæring | Samtykke | Kunder | Lydopptak | | Samtale Sky | USA (Privacy Shield) | 90 dager | | |
7 | Kameraer i resepsjonen | Sikre bygget | Art. 6 nr. 1 f | Besøkende | Bilde | Politiet | Portvakt Drift | Nei | 7 dager | Skilt | spør Kari |
8 | Varsling | Ta imot varsler | Art. 6 nr. 1 c | Ansatte | Navn | | Varslerlinjen | – | etter saken | | |
9 | Styrets arbeid | Holde styremøter | Art. 6 nr. 1 c | Styremedlemmer | Navn | | Styrerom Digital | Storbritannia | 10 år | | |
"""  # noqa: E501
"""Cells of an invented firm's register."""


def make_register(path: Path) -> None:
    """The sample as a register of its own."""
    from ropa_desktop.exchange import samples
    from ropa_desktop.register.register import Register

    # Always at the same moment, so that a picture changes only when the window does.
    with patch("ropa_desktop.register.journal.now", return_value=MOMENT), Register.create(path) as register:
        samples.build(register, [SAMPLE])


def picture_of(application: QApplication, window: MainWindow, dialog: QDialog) -> int:
    """A dialog before the window, as it stands on a screen; then it is turned down."""
    from ropa_desktop.window.handing_over.dialog import HandingOver

    dialog.show()
    until = time.monotonic() + 60
    while isinstance(dialog, HandingOver) and not dialog.preview.pages.count and time.monotonic() < until:
        application.processEvents()
    settle(application)
    picture = window.grab().toImage()
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 40))
    place = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)
    painter.fillRect(QRect(place, dialog.size()).adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 90))
    painter.drawImage(place, dialog.grab().toImage())
    painter.end()
    write(picture, "export")
    return int(QDialog.DialogCode.Rejected)


def keep(widget: QWidget, name: str) -> None:
    """A widget as it stands, as a picture."""
    write(widget.grab().toImage(), name)


def write(picture: QImage, name: str) -> None:
    """A picture with a palette of its own: a few colours make up the whole window."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / f"{name}.png"
    whole = picture.convertToFormat(QImage.Format.Format_RGB888)
    pixels = Image.frombuffer(
        "RGB", (whole.width(), whole.height()), bytes(whole.constBits()), "raw", "RGB", whole.bytesPerLine(), 1
    )
    # The means of what each colour stands for bring the common ones back as they are.
    few = pixels.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(PICTURES.parent.parent)}: {size // 1000} kB")
    if size > MOST:
        raise SystemExit(f"{file.name} is larger than {MOST // 1000} kB")


def settle(application: QApplication) -> None:
    """Let everything be loaded, laid out and painted."""
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        application.processEvents()


if __name__ == "__main__":
    main()
