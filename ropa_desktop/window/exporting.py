"""Handing over: asked in a window of its own, then written in a thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.handing_over import Handed, hand_over
from ropa_desktop.i18n import _
from ropa_desktop.register.register import Register
from ropa_desktop.window import work
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.handing_over.dialog import HandingOver
from ropa_desktop.window.handing_over.endings import WORDS
from ropa_desktop.window.message_bar import MessageBar

_LONGEST = 200  # bytes of the name that is offered, without its ending: most systems take 255 with it


def export(
    parent: QWidget, register: Register, controller: str | None, messages: MessageBar, request_id: str | None = None
) -> None:
    """Ask what is handed over and where it goes, write it, and say so. `request_id` is the request that is looked at,
    if any: it is the one that is answered unless the person says otherwise."""
    asked = HandingOver(register, controller, parent)
    if request_id is not None:
        asked.choices.answer(request_id)
    accepted = asked.exec() == QDialog.DialogCode.Accepted
    asked.deleteLater()
    if not accepted:
        return
    options, ending, request = asked.options(), asked.ending, asked.choices.request_id
    target = choose_target(parent, asked.file_name(), ending, WORDS[ending][1])
    if target is None:
        return

    def refused(refusal: RegisterError) -> None:
        messages.refuse(refusal)

    def written(handed: Handed) -> None:
        said = " ".join((_("{name} is written.").format(name=target.name), *handed.remarks))
        tone = "question" if handed.remarks else "done"  # what a person should know stays until it is read
        messages.say(said, (_("Show in folder"), partial(show_in_folder, target)), tone=tone)

    work.run(
        parent,
        _("{name} is being written …").format(name=target.name),
        lambda: hand_over(register, target, options, request),
        written,
        refused,
        lent=register,
    )


def choose_target(parent: QWidget, name: str, ending: str, kinds: str) -> Path | None:
    """Where a file goes that is called `name` unless the person says otherwise; None when she turns back.

    `kinds` is what a file dialog calls such files (message id).
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    safe = "".join("-" if character in '<>:"/\\|?*' else character for character in name)
    safe = safe.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    offered = Path(documents) / f"{safe}{ending}"
    while True:
        chosen, _filter = QFileDialog.getSaveFileName(parent, _("Where does the export go?"), str(offered), _(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.casefold() == ending:
            return path
        offered = path.with_name(path.name + ending)
        if not offered.exists():
            return offered  # else it is asked again: nobody was told yet that this file would be replaced
