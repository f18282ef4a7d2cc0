"""What one does with the findings that are chosen: postpone, answer, assign, take up again, copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ropa_desktop.i18n import ngettext
from ropa_desktop.register import responding
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import Cell, words
from ropa_desktop.window.todo.dialogs import AnswerDialog, AssignDialog, OnFindings, PostponeDialog
from ropa_desktop.window.todo.lines import Line, cells_of


class Acting:
    """Asks and acts on what `chosen` gives; `said` is told what has happened, in one sentence."""

    def __init__(
        self, register: Register, page: QWidget, chosen: Callable[[], Sequence[Line]], said: Callable[[str], object]
    ) -> None:
        self._register, self._page, self._chosen, self._said = register, page, chosen, said

    def postpone(self) -> None:
        """Until a day."""
        self._ask(PostponeDialog)

    def answer(self) -> None:
        """For good, with a reason."""
        self._ask(AnswerDialog)

    def assign(self) -> None:
        """To whoever is named; the one who looks after all of them already is proposed."""
        present = {
            line.standing.response.assigned_to or "" if line.standing.response else "" for line in self._chosen()
        }
        proposed = present.pop() if len(present) == 1 else ""
        self._ask(lambda register, found, page: AssignDialog(register, found, proposed, page))

    def reopen(self) -> None:
        """Take back what was said to them."""
        found = [line.finding for line in self._chosen()]
        responding.reopen(self._register, found)
        n = len(found)
        self._said(ngettext("{n} finding is open again.", "{n} findings are open again.", n).format(n=n))

    def _ask(self, dialog: Callable[..., OnFindings]) -> None:
        found = [line.finding for line in self._chosen()]
        if not found:
            return
        asking = dialog(self._register, found, self._page)
        asking.accepted.connect(lambda: self._said(asking.outcome()))
        asking.finished.connect(asking.deleteLater)
        asking.open()


def copy(lines: Iterable[Line]) -> None:
    """Put findings on the clipboard, one on a line, as the list shows them."""
    text = "\n".join("\t".join(_plain(cell) for cell in cells_of(line)) for line in lines)
    QGuiApplication.clipboard().setText(text)


def _plain(cell: Cell) -> str:
    return words(cell).replace("\t", " ").replace("\n", " ")
