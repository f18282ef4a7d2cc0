"""Begin from the library: items by area, found by typing and ticked, with what each would bring beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QWidget

from ropa_desktop.i18n import LANGUAGES, _, language, ngettext
from ropa_desktop.law.library import Area, Item, Wording, areas
from ropa_desktop.model.folding import fold
from ropa_desktop.register import suggestions
from ropa_desktop.register.proposing import from_library
from ropa_desktop.register.register import Register
from ropa_desktop.window.asking import AskingDialog, captioned, line
from ropa_desktop.window.beginning import still_blank
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.colours import colours
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.indicators import outline_indicators
from ropa_desktop.window.library.keeper_box import KeeperBox
from ropa_desktop.window.library.preview import Preview
from ropa_desktop.window.panel import Panel

ITEM = Qt.ItemDataRole.UserRole
FOUND_BY = Qt.ItemDataRole.UserRole + 1
ROW = 24  # pixels
TICKED = Qt.CheckState.Checked
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class LibraryDialog(AskingDialog):
    """Accepted means that the ticked items are in the register as suggestions; `added` are their activities."""

    def __init__(self, register: Register, keeper_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Begin from the library"),
            _(
                "Each comes as a suggestion: it counts as unknown and is not handed over until you confirm it, line "
                "by line. No legal basis is among them."
            ),
            _("Begin"),
            parent,
        )
        self.added: tuple[str, ...] = ()
        self._register = register
        self.search = line()
        self.search.setPlaceholderText(_("Type to find: payroll, camera, newsletter …"))
        self.keeper = KeeperBox(register.snapshot(), keeper_id)
        self.language = QComboBox()
        self.language.setFixedHeight(30)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language()))
        self.tree = _Tree()
        self._areas: list[tuple[Area, QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.shown = Preview()
        self._fill()
        self._lay_out()
        outline_indicators(self)
        self.search.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(lambda *_items: self._preview())
        self.tree.itemChanged.connect(lambda *_changed: self._count())
        self.keeper.currentIndexChanged.connect(lambda _place: self._settle())
        self.language.currentIndexChanged.connect(lambda _place: self._in_language())
        self.tree.setCurrentItem(self._leaves()[0])
        self._preview()
        self._count()
        self.search.setFocus()
        fit(self, QSize(980, 680))

    def ticked(self) -> list[Item]:
        """The chosen items, in the library's order; those that the search hides are among them."""
        return [leaf.data(0, ITEM) for leaf in self._leaves() if leaf.checkState(0) == TICKED]

    def carry_out(self) -> None:
        keeper, words, items = self.keeper.keeper_id(), self.language.currentData(), self.ticked()
        roles = {item.role for item in items}
        blank = [one.id for one in still_blank(self._register) if one.keeper_id == keeper and one.role in roles]
        self.added = suggestions.add_from_library(self._register, items, keeper, words, blank)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.tree.hasFocus() and event.text().isalnum() and not event.modifiers() & HELD:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)  # whoever types goes on searching
            self.search.setText(event.text())
            return
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if down and self.search.hasFocus() and not event.modifiers():
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    # -- within -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        above, beside = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(12)
        above.addLayout(captioned(_("Search the library"), self.search), 1)
        above.addLayout(captioned(_("Record of"), self.keeper))
        above.addLayout(captioned(_("Language of the texts"), self.language))
        beside.setSpacing(12)
        beside.addWidget(Panel(self.tree), 4)
        beside.addWidget(Panel(self.shown), 5)
        self.body.addLayout(above)
        self.body.addLayout(beside, 1)

    def _fill(self) -> None:
        for area in areas():
            title = QTreeWidgetItem(self.tree)
            title.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            title.setSizeHint(0, QSize(0, ROW + 4))
            title.setFont(0, weighted(self.font(), True))
            leaves = []
            for item in area.items:
                leaf = QTreeWidgetItem(title)
                leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                leaf.setCheckState(0, Qt.CheckState.Unchecked)
                leaf.setData(0, ITEM, item)
                leaf.setSizeHint(0, QSize(0, ROW))
                leaves.append(leaf)
            self._areas.append((area, title, leaves))
        self.tree.expandAll()
        self._in_language()

    def _in_language(self) -> None:
        """Every word in the language that the records will have."""
        code = self.language.currentData()
        for area, title, leaves in self._areas:
            title.setText(0, area.title.text(code))
            for leaf, item in zip(leaves, area.items, strict=True):
                leaf.setText(0, item.name.text(code))
                leaf.setData(0, FOUND_BY, fold(" ".join(searchable(item, area.title, words) for words in LANGUAGES)))
        self._preview()
        self._filter()

    def _leaves(self) -> list[QTreeWidgetItem]:
        return [leaf for _area, _title, leaves in self._areas for leaf in leaves]

    def _filter(self) -> None:
        terms = fold(self.search.text()).split()
        for _area, title, leaves in self._areas:
            for leaf in leaves:
                leaf.setHidden(not all(term in leaf.data(0, FOUND_BY) for term in terms))
            title.setHidden(all(leaf.isHidden() for leaf in leaves))
        found = [leaf for leaf in self._leaves() if not leaf.isHidden()]
        current = self.tree.currentItem()
        if found and (current is None or current.isHidden() or (terms and current.data(0, ITEM) is None)):
            self.tree.setCurrentItem(found[0])
        elif not found:
            self.tree.setCurrentItem(None)  # type: ignore[call-overload]  # Qt takes none, its Python does not say so
        self.told.setText("" if found else _("The library has nothing of this name."))

    def _preview(self) -> None:
        current = self.tree.currentItem()
        item = current.data(0, ITEM) if current is not None else None
        if current is None:
            self.shown.show_records(None, self.language.currentData())
        elif item is not None:
            words, keeper = self.language.currentData(), self.keeper
            proposed = from_library(item, keeper.keeper_id(), keeper.country(), words)
            self.shown.show_records(proposed.records, words, [question.text(words) for question in item.ask])

    def _settle(self) -> None:
        self._preview()
        self._count()

    def _count(self) -> None:
        n = len(self.ticked())
        said = ngettext("Begin with {n} activity", "Begin with {n} activities", n).format(n=n)
        self.do.setText(said if n else _("Begin"))
        self.do.setEnabled(bool(n) and self.keeper.is_settled())
        asked = n and not self.keeper.is_settled()
        self.told.setText(_("Whose record do they go into?") if asked else "")


def searchable(item: Item, area: Wording, words: str) -> str:
    """The words by which an item is found, in a language: it is looked for in either, whichever is written."""
    said = [item.name, item.description, *item.purposes, *(line.data.name for line in item.lines)]
    short = item.key.replace("_", " ")  # "cctv"
    return " ".join([short, area.text(words), *(wording.text(words) for wording in said)])


class _Tree(QTreeWidget):
    """Areas and their items; Space ticks, Enter too."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setAccessibleName(_("Activities of the library"))
        self.changeEvent(QEvent(QEvent.Type.PaletteChange))

    def changeEvent(self, event: QEvent) -> None:
        """A selected row stands on the soft ground, as in every list here, and its words stay as they are."""
        super().changeEvent(event)
        roles, palette = colours(QGuiApplication.palette()), self.palette()
        if event.type() == QEvent.Type.PaletteChange and palette.highlight().color() != QColor(roles.soft):
            palette.setColor(QPalette.ColorRole.Highlight, QColor(roles.soft))
            palette.setColor(QPalette.ColorRole.HighlightedText, QColor(roles.text))
            self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentItem()
        ticks = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if ticks and current is not None and current.data(0, ITEM) is not None:
            now = current.checkState(0) == TICKED
            current.setCheckState(0, Qt.CheckState.Unchecked if now else TICKED)
        elif event.text().isalnum():
            event.ignore()  # the dialog's
        else:
            super().keyPressEvent(event)
