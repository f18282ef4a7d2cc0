"""A search keystroke, the same after an edit, and the making of the index, against a bare FTS5 table."""

import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.folding import fold
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import whole
from ropa_desktop.register import edit
from ropa_desktop.register.connection import in_memory
from ropa_desktop.register.index import Index
from ropa_desktop.register.register import Register
from ropa_desktop.register.search import LIMIT, search
from tests.benchmarks.register import ACTIVITIES, fill, paired

TYPED = ("a", "act", "activity 77", "purpose", "contract")
"""From what every activity holds to what few do."""

TIMES = 15


def measure() -> list[tuple[str, float, float]]:
    """The ratios, as medians of interleaved pairs; of the searches, the median over what is typed."""
    with tempfile.TemporaryDirectory() as directory, Register.create(Path(directory) / "r.ropa") as register:
        fill(register, ACTIVITIES)
        bare, ids = _bare(register.snapshot())
        search(register, "a")

        def floor(text: str) -> list[tuple[str, str]]:
            snapshot, typed = register.snapshot(), " ".join(f'"{word}"' for word in text.split())
            query = "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT ?"
            return [_shown(snapshot, *ids[number]) for (number,) in bare.execute(query, (f"{typed}*", LIMIT))]

        ratios = [paired(lambda t=text: search(register, t), lambda t=text: floor(t), TIMES) for text in TYPED]  # type: ignore[misc]
        rows = [(f"search keystroke, {ACTIVITIES:,} activities : bare FTS query, {LIMIT} named", median(ratios), 1.5)]
        rows.append(
            (
                f"search keystroke in the window : bare FTS query, {LIMIT} rows reset",
                _in_the_window(register, floor),
                1.5,
            )
        )
        rows.append(("search after an edit : the edit, and a bare query", _after_an_edit(register, floor), 2.0))
        rows.append((f"index of {ACTIVITIES:,} activities : its texts folded, bare", _index(register.snapshot()), 6.0))
        bare.close()
    return rows


def _texts(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """Table, id and all the words of each entry, codes in both languages."""
    found = []
    for kind in catalog.KINDS:
        if kind.is_row:
            continue
        for entry in snapshot.rows(kind.key):
            words = []
            for table, row in whole(snapshot, kind.key, entry.id):
                for value, info in zip(row[1:], list(tables.fields(table).values()), strict=False):
                    if value is not None and info.form == "code":
                        term = vocabulary.vocabulary(info.vocabulary).terms.get(value)
                        words += [value, *(term.labels.values() if term else ())]
                    elif isinstance(value, str) and info.form in ("line", "text"):
                        words.append(value.lower())
            found.append((kind.key, entry.id, " ".join(words)))
    return found


def _bare(snapshot: Snapshot) -> tuple[Any, dict[int, tuple[str, str]]]:
    texts = _texts(snapshot)
    bare = _table([text for _table, _id, text in texts])
    return bare, {number: (table, id) for number, (table, id, _text) in enumerate(texts, 1)}


def _table(texts: list[str]) -> Any:
    bare = in_memory()
    bare.execute("CREATE VIRTUAL TABLE entry USING fts5(said)")
    bare.execute("BEGIN")
    bare.executemany("INSERT INTO entry (said) VALUES (?)", ((text,) for text in texts))
    bare.execute("COMMIT")
    return bare


def _shown(snapshot: Snapshot, table: str, id: str) -> tuple[str, str]:
    row = snapshot.find(table, id)
    return getattr(row, "reference", None) or "", getattr(row, "name", None) or ""


def _in_the_window(register: Register, floor: Any) -> float:
    """A letter typed into the pane of found things, to the bare query and one reset of a bare model with its rows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QListView

    from ropa_desktop.window.finding.questions import all_text
    from ropa_desktop.window.finding.search_pane import FoundPane

    application = QApplication.instance() or QApplication([])
    pane, view, model = FoundPane(), QListView(), QStringListModel()
    view.setModel(model)
    for widget in (pane, view):
        widget.resize(740, 800)
        widget.show()
    pane.begin(all_text(register, lambda: None))

    def typed(text: str) -> None:
        pane.field.setText(text)
        pane.field.blockSignals(True)
        pane.field.clear()
        pane.field.blockSignals(False)

    def bare(text: str) -> None:
        model.setStringList([f"{reference} {name}" for reference, name in floor(text)])

    ratios = [paired(lambda t=text: typed(t), lambda t=text: bare(t), TIMES) for text in TYPED]  # type: ignore[misc]
    for widget in (pane, view):
        widget.close()
    application.processEvents()
    return median(ratios)


def _after_an_edit(register: Register, floor: Any) -> float:
    activity = register.snapshot().rows("activity")[0].id
    number = iter(range(10**9))

    def write() -> None:
        edit.set_value(register, "activity", activity, "name", f"Name {next(number)}")
        register.seal()

    def ours() -> None:
        write()
        search(register, "activity 77")

    def bare() -> None:
        write()
        floor("activity 77")

    return paired(ours, bare, TIMES * 3)


def _index(snapshot: Snapshot) -> float:
    texts = [text for _table, _id, text in _texts(snapshot)]

    def ours() -> None:
        index = Index()
        index.follow(snapshot)
        index.close()

    return paired(ours, lambda: _table([fold(text) for text in texts]).close(), 7)
