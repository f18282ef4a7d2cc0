"""How a register comes into the window: made after three questions, opened, or copied from the example."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import N_, _
from ropa_desktop.model.activity import Activity, Role
from ropa_desktop.paths import state_directory
from ropa_desktop.register import edit, lock
from ropa_desktop.register.register import Register
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.editor.candidates import of_vocabulary
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.forms import load_form
from ropa_desktop.window.help.before import offer_help
from ropa_desktop.window.indicators import outline_indicators

SUFFIX = ".ropa"
BEGUN = N_("Register begun")


def open_register(path: Path) -> Register:
    """Open a register, for reading alone where it cannot be written. Raises `RegisterError`."""
    return Register.open(path)


def new_register(parent: QWidget) -> Register | None:
    """Ask who, in which roles, in which country, and where the file goes; None when the person turns back."""
    questions = Questions(parent)
    if questions.exec() != QDialog.DialogCode.Accepted:
        return None
    path = choose_place(parent, questions.name() or _("Register"))
    if path is None:
        return None
    register = Register.create(path)
    begin_register(register, questions.name(), questions.roles(), questions.country())
    return register


def register_for_sheet(parent: QWidget) -> Register | None:
    """An empty register that a spreadsheet is imported into; None when the person turns back."""
    path = choose_place(parent, _("Register"))
    return Register.create(path) if path is not None else None


def begin_register(register: Register, name: str, roles: list[str], country: str | None) -> None:
    """The organisation whose record this is, and a first activity in each role, in one step."""
    with register.step(BEGUN):
        keeper = edit.add(register, "organisation", name=name or None, country=country, record_kept="yes")
        for role in roles:
            edit.add(register, "activity", role=role, keeper_id=keeper)


def still_blank(register: Register) -> tuple[Activity, ...]:
    """The first activities of a register that was only just begun: nothing stands in them yet."""
    newest = register.journal.newest
    just_begun = newest is not None and newest.label == BEGUN
    return register.snapshot().all(Activity) if just_begun else ()


def open_example() -> Register:
    """A fresh copy of the example in the program's own place; a copy that was changed stays as it is."""
    from ropa_desktop.exchange import samples

    folder = example_folder()
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (path := folder / (f"example{SUFFIX}" if number == 1 else f"example-{number}{SUFFIX}")).exists():
        if not lock.is_locked(path) and is_untouched(path):
            path.unlink()
        else:
            number += 1
    register = Register.create(path)
    samples.build(register, [name for name in samples.SAMPLES if name not in samples.NOTICES])
    return register


def example_folder() -> Path:
    """Where copies of the example lie."""
    return state_directory() / "example"


def is_untouched(path: Path) -> bool:
    """Whether nothing was changed in a copy of the example; no, where it cannot be read."""
    try:
        with Register.open(path, write=False) as register:
            return len(register.history()) <= 1
    except RegisterError:
        return False


def choose_place(parent: QWidget, name: str) -> Path | None:
    """Where a new register goes; None when the person turns back."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    safe = "".join("-" if character in '<>:"/\\|?*' else character for character in name).strip(" .")
    chosen, _filter = QFileDialog.getSaveFileName(
        parent,
        _("Where does the register go?"),
        str(Path(documents) / f"{safe}{SUFFIX}"),
        _("Registers (*.ropa)"),
        options=QFileDialog.Option.DontConfirmOverwrite,  # an existing register is refused, never replaced
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


class Questions(QDialog):
    """The three questions of a new register. Each may stay open; nothing is chosen beforehand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = load_form("new_register", self)
        outline_indicators(self.form)
        outline(self.form.name)
        self.setWindowTitle(_("New register"))
        self.form.heading.setFont(sized(self.font(), 5, strong=True))
        self.setLayout(self.form.layout())
        self.form.country.addItem("", None)
        for country in of_vocabulary("country"):
            self.form.country.addItem(country.title, country.value)
        self.form.country.setCurrentIndex(0)
        self._proceed = self.form.buttons.addButton(_("Choose where it goes …"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self.form.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._proceed.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        offer_help(self, "letters/controller.a")
        make_primary(self._proceed)

    def name(self) -> str:
        """Who keeps the record."""
        return str(self.form.name.text()).strip()

    def roles(self) -> list[str]:
        """In which roles."""
        boxes = {Role.controller.value: self.form.as_controller, Role.processor.value: self.form.as_processor}
        return [role for role, box in boxes.items() if box.isChecked()]

    def country(self) -> str | None:
        """In which country, as a code; None while it is not said."""
        code = self.form.country.currentData()
        return str(code) if code else None
