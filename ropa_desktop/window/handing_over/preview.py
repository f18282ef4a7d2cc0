"""The preview: the pages as they will be, made in a thread each time something else is asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Lock

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.report import Block, Chapter, Entry, Report, Table
from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.window.handing_over.pages import Pages
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Hairline, RoleLabel, ShortenedLabel

_PAUSE = 250  # milliseconds after the last change before pages are made
_MOST = 60  # entries, or rows of a table, that are shown of each chapter

Make = Callable[[], Report | str]
"""What makes the report whose pages are shown, or says in a sentence why there are none."""

Made = tuple[bytes, int]
"""A PDF, and how many entries and rows it leaves out."""


def shortened(report: Report) -> tuple[Report, int]:
    """A report with the first entries and rows of each chapter, and how many were left out: pages are looked at, not
    read to the end, and those of ten thousand activities would take minutes."""
    left_out = 0

    def rows(block: Block) -> Block:
        nonlocal left_out
        if not isinstance(block, Table) or len(block.rows) <= _MOST:
            return block
        left_out += len(block.rows) - _MOST
        return replace(block, rows=block.rows[:_MOST])

    def chapter(whole: Chapter) -> Chapter:
        nonlocal left_out
        entries: tuple[Entry, ...] = whole.entries[:_MOST]
        left_out += len(whole.entries) - len(entries)
        return replace(whole, entries=entries, blocks=tuple(rows(block) for block in whole.blocks))

    parts = tuple(replace(part, chapters=tuple(chapter(one) for one in part.chapters)) for part in report.parts)
    return replace(report, parts=parts), left_out


def _drawn(report: Report) -> Made:
    from ropa_desktop.exchange.pdf.writer import render

    shown, left_out = shortened(report)
    return render(shown)[0], left_out


class _Maker(QObject):
    """Says from its thread what came of one order."""

    made = Signal(int, object)


class _Order(QRunnable):
    """One making of pages; one that is superseded before it begins is passed over: they are made one after another."""

    _one_at_a_time = Lock()

    def __init__(self, number: int, newest: Callable[[], int], make: Make, maker: _Maker) -> None:
        super().__init__()
        self._number, self._newest, self._make, self._maker = number, newest, make, maker

    def run(self) -> None:
        with self._one_at_a_time, collector_at_rest():
            if self._number != self._newest():
                return
            try:
                found = self._make()
                made: Made | str | Exception = found if isinstance(found, str) else _drawn(found)
            except RegisterError as refusal:
                made = str(refusal)
            except Exception as defect:  # raised again on the GUI thread, where it is reported
                made = defect
            with suppress(RuntimeError):  # the window is gone
                self._maker.made.emit(self._number, made)


class Preview(QWidget):
    """The pages with a bar above: which page of how many, the one before and after, and how wide.

    `settled` is emitted when pages or a sentence stand there for what was asked last.
    """

    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Pages()
        self._number = 0
        self._make: Make | None = None
        self._told = ""
        self._maker = _Maker(self)
        self._maker.made.connect(self._show)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._begin)
        self._where, self.told = RoleLabel(), ShortenedLabel("muted")
        self.back = self._button("chevron-up", N_("Page before"))
        self.forth = self._button("chevron-down", N_("Next page"))
        self.wide = self._button("search", N_("Fit width"), said=True)
        self.wide.setCheckable(True)
        self.wide.setChecked(True)
        self.back.clicked.connect(lambda: self.pages.go_to(self.pages.page - 1))
        self.forth.clicked.connect(lambda: self.pages.go_to(self.pages.page + 1))
        self.wide.toggled.connect(self.pages.fit)
        self.pages.turned.connect(self._turned)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(6)
        for widget in (self.back, self.forth, self._where):
            bar.addWidget(widget)
        bar.addWidget(self.told, 1)
        bar.addWidget(self.wide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Hairline())
        column.addWidget(self.pages, 1)
        self._turned(0, 0)

    def ask(self, make: Make, told: str = "") -> None:
        """Show the pages of what `make` returns, or a sentence in their place; it is called in a thread. `told` stands
        beside the pages' number."""
        self._number += 1
        self._make, self._told = make, told
        if not self.pages.count:
            self.pages.say(_("The pages are being made …"))
        self._pause.start()

    def say(self, sentence: str) -> None:
        """A sentence in the place of pages: there are none."""
        self._number += 1
        self._make = None
        self._pause.stop()
        self.told.setText("")
        self.pages.say(sentence)
        self.settled.emit()

    def leave(self) -> None:
        """Nothing more is wanted."""
        self._number += 1
        self._pause.stop()
        self.pages.forget()

    def _begin(self) -> None:
        if self._make is not None:
            QThreadPool.globalInstance().start(_Order(self._number, lambda: self._number, self._make, self._maker))

    def _show(self, number: int, made: Made | str | Exception) -> None:
        if number != self._number:
            return
        if isinstance(made, str):
            self.say(made)
            return
        if isinstance(made, Exception):
            raise made
        content, left_out = made
        shortly = ngettext("{n} more is not shown here", "{n} more are not shown here", left_out).format(n=left_out)
        self.told.setText(" · ".join(filter(None, (self._told, shortly if left_out else ""))))
        self.pages.show_pdf(content)
        self.settled.emit()

    def _turned(self, page: int, pages: int) -> None:
        self._where.setText(_("Page {page} of {pages}").format(page=page, pages=pages) if pages else "")
        self.back.setEnabled(page > 1)
        self.forth.setEnabled(0 < page < pages)
        self.wide.setEnabled(pages > 0)

    def _button(self, picture: str, words: str, *, said: bool = False) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setIcon(icon(picture))
        button.setText(_(words))
        button.setToolTip(_(words))
        button.setAccessibleName(_(words))
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if said else style.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumHeight(28)
        return button
