"""What each page of the navigation shows: the list of its records, or a view of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ropa_desktop.window.navigation import HISTORY, OVERVIEW, TODO, page_of
from ropa_desktop.window.navigation import pages as all_pages
from ropa_desktop.window.rows import page_records

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace


class Pages:
    """Belongs to a workspace. A page that lists no records has one line in `own`: what shows it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._own: dict[str, Callable[[], None]] = {
            OVERVIEW: workspace.middle.show_overview,
            TODO: workspace.todo.show_todo,
            HISTORY: workspace.finding.show_history,
        }

    def choose(self, key: str) -> None:
        """Make a page current and show it, whatever stands in its place."""
        self._workspace.navigation.choose(key)
        self.back()

    def back(self) -> None:
        """What the navigation says, in place of what was found."""
        workspace = self._workspace
        if workspace.navigation.page is None:
            self.show(workspace.navigation.key)
        else:
            workspace.views.show_view(workspace.list)
            workspace.describe()

    def show_only(self, said: str, ids: Sequence[str]) -> None:
        """The page of these records, all of one page, with them alone; `said` says which they are."""
        workspace = self._workspace
        key = workspace.snapshot.kind_of(ids[0]) if ids else None
        page = page_of(key, workspace.snapshot.find(key, ids[0])) if key else None
        if page is not None:
            self.choose(page.key)
            workspace.list.show_only(said, frozenset(ids))
            workspace.list.select_first()
            workspace.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_list(self) -> None:
        """Into the search field of the list; named like its command."""
        self.back()
        self._workspace.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._workspace.list.search.selectAll()

    def leave_view(self) -> None:
        """Back to the page from what was found, at the record that is open."""
        workspace = self._workspace
        self.back()
        if workspace.views.is_list and workspace.opened not in ("", workspace.list.current_id()):
            workspace.show_record(workspace.opened)
        if workspace.views.is_list:
            workspace.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> dict[str, int]:
        """How many records each page shows, by its key."""
        workspace = self._workspace
        scope = (workspace.belonging, workspace.shows_archived)
        listing = (page for page in all_pages() if page.kind)
        counted = {page.key: len(page_records(workspace.snapshot, page, *scope)) for page in listing}
        return counted | workspace.todo.counts()

    def show(self, key: str) -> None:
        """Show a page from its beginning: its first record, its view as it is now."""
        workspace = self._workspace
        workspace.commit()
        if key in self._own:
            self._own[key]()
            workspace.describe()
            return
        page = next(page for page in all_pages() if page.key == key)
        workspace.middle.show_lists()
        workspace.views.show_view(workspace.list)
        workspace.list.show_page(page, workspace.snapshot, workspace.belonging, workspace.shows_archived)
        workspace.list.select_first()
        if not workspace.list.rows.total:
            workspace.opened = ""
            workspace.editor.open_record(page.kind, None)
