"""Replace everywhere: a text or a choice, in all fields or one, each place looked at first, done as one step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import entry_of
from ropa_desktop.register.register import Register
from ropa_desktop.register.replacing import Replacement, Replacements, apply_replacements, replacements
from ropa_desktop.window.asking import captioned, heading, line
from ropa_desktop.window.cells import Cell, Remark, Text, Unknown
from ropa_desktop.window.editor.candidates import Candidate
from ropa_desktop.window.finding.choosing import CandidateBox
from ropa_desktop.window.finding.dialog import ChangeDialog
from ropa_desktop.window.finding.lines import Deciding
from ropa_desktop.window.finding.naming import field_words, titled
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.indicators import outline_indicators
from ropa_desktop.window.panel import Panel
from ropa_desktop.window.rows import in_words
from ropa_desktop.window.table import Column, Row

PAUSE = 150  # milliseconds after the last key, until every place is looked for
FORMS = ("line", "text", "code", "date")
EVERYWHERE = "*"


class ReplaceDialog(ChangeDialog):
    """Find, replace, where; below each value that changes, to be taken or left out. Accepted means that it is done."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(
            register,
            _("Replace everywhere"),
            _(
                "Space leaves the selected line out, or takes it again. "
                "Then it is one step, and one Undo takes it back."
            ),
            _("Replace"),
            parent,
        )
        self._found: Replacements | None = None
        self._left_out: set[str] = set()
        self._done = ""
        self.sought, self.instead = line(), line()
        self.where = CandidateBox(places(), EVERYWHERE)
        self.whole = QCheckBox(_("Only where it is the whole text"))
        self.table = Deciding(
            [
                Column("record", _("Name"), stretch=True, name=True),
                Column("field", _("Field"), 170),
                Column("before", _("Before"), 220),
                Column("after", _("After"), 220),
                Column("taken", _("Replace"), 104, firm=True),
            ]
        )
        self.table.setAccessibleName(_("What is replaced"))
        self.table.decided.connect(self._decide)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._look)
        for field in (self.sought, self.instead):
            field.textChanged.connect(lambda _text: self._soon.start())
        self.where.chosen.connect(self._look)
        self.whole.toggled.connect(self._look)
        top = QHBoxLayout()
        top.setSpacing(12)
        for caption, field in ((_("Find"), self.sought), (_("Replace with"), self.instead), (_("In"), self.where)):
            top.addLayout(captioned(caption, field), 1)
        self.body.addLayout(top)
        self.body.addWidget(self.whole)
        outline_indicators(self)
        self.body.addWidget(heading(_("What is replaced")))
        self.body.addWidget(Panel(self.table), 1)
        fit(self, QSize(1040, 640))
        self._look()
        self.sought.setFocus()

    def ready(self) -> bool:
        """Look first at what was typed last."""
        if self._soon.isActive():
            self._look()
        return self._found is not None

    def changes(self) -> int:
        return len(self._found.found) if self._found is not None else 0

    def carry_out(self) -> None:
        """Replace what is taken. Raises `BadInput` where a value was changed since."""
        assert self._found is not None
        taken = tuple(each for each in self._found.found if _key(each) not in self._left_out)
        apply_replacements(self._register, replace(self._found, found=taken))
        n, find, instead = len(taken), self._found.find, self._found.replace
        said = ngettext("“{find}” taken out in {n} place.", "“{find}” taken out in {n} places.", n)
        if instead:
            said = ngettext(
                "“{find}” replaced by “{replace}” in {n} place.",
                "“{find}” replaced by “{replace}” in {n} places.",
                n,
            )
        self._done = said.format(find=find, replace=instead, n=n)

    def said(self) -> str:
        """What was done, in one sentence."""
        return self._done

    # -- within -------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Every place, as it is now asked."""
        self._soon.stop()
        if not self.sought.text():
            self._show_found(None)
            self.told.setText(_("Type what is to be replaced. Case and accents count here."))
            return
        where = str(self.where.value() or EVERYWHERE)
        table, _dot, field = ("", "", "") if where == EVERYWHERE else where.partition(".")
        asked = (self._snapshot, self.sought.text(), self.instead.text(), table or None, field or None)
        self.work_out(partial(replacements, *asked, self.whole.isChecked()), self._show_found)

    def _show_found(self, found: Replacements | None) -> None:
        self._found, self._left_out = found, set()
        places = found.found if found is not None else ()
        self.table.show_rows([_Place(self._snapshot, each, self._left_out) for each in places])
        if found is not None and not places:
            nothing = _("Nothing holds “{text}”, written exactly so.").format(text=self.sought.text())
            same = self.sought.text() == self.instead.text()
            self.told.setText(_("Both texts are the same: nothing would change.") if same else nothing)
        self._count()

    def _decide(self, key: str) -> None:
        self._left_out ^= {key}
        self.table.renew()
        self._count()

    def _count(self) -> None:
        n = len(self._found.found) - len(self._left_out) if self._found is not None else 0
        self.do.setText(ngettext("Replace in {n} place", "Replace in {n} places", n).format(n=n) if n else _("Replace"))
        self.do.setEnabled(n > 0)


class _Place(Row):
    """A value that would change; behind it stands whether it is taken."""

    __slots__ = ("_left_out",)

    def __init__(self, snapshot: Snapshot, each: Replacement, left_out: set[str]) -> None:
        super().__init__(_key(each), partial(_cells, snapshot, each))
        self._left_out = left_out

    @property
    def cells(self) -> tuple[Cell, ...]:
        out = self.id in self._left_out
        return (*super().cells, Remark("circle-off", _("left out")) if out else Remark("check", _("taken"), "accent"))


def places() -> list[Candidate]:
    """Where can be replaced: all text, the text of one kind, or one field of it."""
    found = [Candidate(EVERYWHERE, _("All text of every record"))]
    for kind in catalog.KINDS:
        found.append(Candidate(kind.key, _("All text of {kind}").format(kind=_(kind.plural))))
        for name, info in tables.fields(kind.key).items():
            if info.form in FORMS:
                found.append(Candidate(f"{kind.key}.{name}", f"{_(kind.title)}: {_(info.title)}"))
    return found


def _cells(snapshot: Snapshot, each: Replacement) -> tuple[Cell, ...]:
    row = snapshot.find(each.table, each.id)
    entry = entry_of(snapshot, each.table, row) if row is not None else None
    name = titled(snapshot, entry[0], entry[1].id) if entry else ""
    info = tables.fields(each.table)[each.field]
    after = Unknown() if each.new is None else Text(in_words(snapshot, info, each.new))
    where = field_words(each.table, each.field, entry[0] if entry else "")
    return Text(name), Text(where, "muted"), Text(in_words(snapshot, info, each.old)), after


def _key(each: Replacement) -> str:
    return f"{each.table}.{each.field}.{each.id}"
