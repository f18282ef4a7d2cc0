"""Undo and redo of the register's steps: a long one beside the window, any other at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import RevisionKind
from ropa_desktop.window import work
from ropa_desktop.window.message_bar import MessageBar

LONG = frozenset({RevisionKind.imported.value})  # kinds of steps that may change thousands of records


def take_back(parent: QWidget, register: Register, messages: MessageBar, *, redo: bool = False) -> None:
    """Take back the last step, or do again the last one taken back. Raises `RegisterError`."""
    act = register.redo if redo else register.undo
    step = register.journal.redoable if redo else register.journal.undoable
    if step is None or step.kind not in LONG:
        act()
        return

    def refused(refusal: RegisterError) -> None:
        messages.say(str(refusal), tone="refused")

    label = register.redo_label() if redo else register.undo_label()
    saying = _("“{step}” is being done again …") if redo else _("“{step}” is being taken back …")
    work.run(parent, saying.format(step=label), act, lambda _step: None, refused, lent=register)
