"""The middle of the window: list and record of a page, or the overview, which is made when it is first wanted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ropa_desktop.i18n import N_, _
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.list_page import ListPage
from ropa_desktop.window.navigation import page_of
from ropa_desktop.window.panes import turn_to

if TYPE_CHECKING:
    from ropa_desktop.window.overview.page import OverviewPage
    from ropa_desktop.window.overview.shapes import Mark


class Middle(QStackedWidget):
    """Shows the lists or the overview; what is opened in the overview is asked for by id, one record or a list."""

    record_wanted = Signal(str)
    list_wanted = Signal(str, object)  # what the records of one page are, and their ids
    complete_wanted = Signal()

    def __init__(self, lists: QWidget, page: ListPage, register: Register) -> None:
        super().__init__()
        self._lists = lists
        self._page = page
        self._register = register
        self._shown: tuple[Snapshot, str | None] | None = None
        self.overview: OverviewPage | None = None
        self.addWidget(lists)

    @property
    def shows_overview(self) -> bool:
        """Whether the overview is in sight, or would be if the window were."""
        return self.overview is not None and self.currentWidget() is self.overview

    def show_lists(self) -> None:
        """List and record, with the messages at the foot of the list."""
        if self.shows_overview:
            self._take_messages(self._page.layout())
            self.setCurrentWidget(self._lists)

    def show_overview(self) -> None:
        """The overview, with the messages at its foot."""
        if self.overview is None:
            from ropa_desktop.window.overview.page import OverviewPage  # not before the first list stands

            self.overview = OverviewPage()
            self.overview.opened.connect(self._open)
            self.overview.saved.connect(self._say_saved)
            self.overview.complete_wanted.connect(self.complete_wanted)
            self.overview.refused.connect(lambda sentence: self._page.messages.say(sentence, tone="refused"))
            self.addWidget(self.overview)
        if not self.shows_overview:
            self._take_messages(self.overview.column)
            turn_to(self, self.overview)
        if self._shown is not None:
            self.overview.show_register(*self._shown)

    def show_register(self, snapshot: Snapshot, controller: str | None) -> None:
        """Show another state of the register, or another controller."""
        self._shown = (snapshot, controller)
        if self.overview is not None:
            self.overview.show_register(snapshot, controller)

    def _take_messages(self, layout: object) -> None:
        assert isinstance(layout, QVBoxLayout)
        hidden = self._page.messages.isHidden()
        layout.addWidget(self._page.messages)
        self._page.messages.setHidden(hidden)

    def _open(self, mark: Mark) -> None:
        """Go to the one record behind a mark, or to the list that shows them; those of several lists have their own."""
        if self._shown is None or not mark.records:
            return
        snapshot = self._shown[0]
        kinds = {id: snapshot.kind_of(id) for id in mark.records}
        places = {page_of(key, snapshot.find(key, id)) if key else None for id, key in kinds.items()}
        if len(mark.records) == 1:
            self.record_wanted.emit(mark.records[0])
        elif len(places) == 1 and None not in places:
            self.list_wanted.emit(mark.name, mark.records)
        else:
            self._choose_record(mark, snapshot)

    def _choose_record(self, mark: Mark, snapshot: Snapshot) -> None:
        from ropa_desktop.window.overview.record_list import RecordList

        asked = RecordList(snapshot, mark.name, mark.records, self)
        asked.exec()
        chosen = asked.chosen
        asked.deleteLater()
        if chosen:
            self.record_wanted.emit(chosen)

    def _say_saved(self, path: Path) -> None:
        if not self._register.read_only:
            self._register.record_event(N_("{name} exported"), name=path.name)
        said = _("Picture exported: {name}.").format(name=path.name)
        self._page.messages.say(said, (_("Show in folder"), partial(show_in_folder, path)))
