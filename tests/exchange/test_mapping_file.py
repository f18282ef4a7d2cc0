"""A mapping that a person edited: it is followed or refused in a sentence, and no cell is lost."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange import arrival as door
from ropa_desktop.exchange.arrival_json import arrival_as_json
from ropa_desktop.exchange.recognition.account import filled
from ropa_desktop.exchange.recognition.mapping import to_json
from ropa_desktop.exchange.recognition.recognise import proposal
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange.test_xray import REGISTER

VALUES: list[Any] = [
    None, -1, 0, 1, 99, 1.5, True, "", "x", "note", "left_out", "name", "purpose", "table", "form", "nothing",
    "activities", "organisations", "time_limits", "processor", [], {}, [0], [0, 0], [5, 2], [3, 99], ["x"], [";"],
]  # fmt: skip


def places(values: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where each value of a JSON document stands."""
    inner = list(values.items() if isinstance(values, dict) else enumerate(values if isinstance(values, list) else ()))
    own: list[tuple[Any, ...]] = [(*above, key) for key, _value in inner]
    return own + [place for key, value in inner for place in places(value, (*above, key))]


@given(data=st.data())
@settings(max_examples=100)
def test_an_edited_mapping_is_followed_or_refused(tmp_path_factory: Any, data: st.DataObject) -> None:
    folder: Path = tmp_path_factory.mktemp("mapping")
    sheet, mapping = folder / "old.csv", folder / "mapping.json"
    sheet.write_text(REGISTER, "utf-8")
    book = read_book(sheet)
    values = json.loads(json.dumps(to_json(proposal(book))))
    for _change in range(data.draw(st.integers(1, 3))):
        *above, last = data.draw(st.sampled_from(places(values)))
        holder = values
        for key in above:
            holder = holder[key]
        if data.draw(st.booleans()) and isinstance(holder, dict):
            del holder[last]
        else:
            holder[last] = json.loads(json.dumps(data.draw(st.sampled_from(VALUES))))
        if not places(values):
            break
    mapping.write_text(json.dumps(values), "utf-8")
    with patch.object(door, "open_book", read_book):
        try:
            found = door.arrival(sheet, Snapshot({}), mapping)
        except BadInput:
            return
    assert sum(found.plan.cells.values()) == sum(map(filled, book.sheets))
    json.dumps(arrival_as_json(found, cells=True))
