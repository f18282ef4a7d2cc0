"""A record as one nested object, with its rows and what is said of its fields: what `--json` prints."""

from typing import Any

from ropa_desktop.exchange.json_file import record_values
from ropa_desktop.law.completeness import letter_states
from ropa_desktop.model import catalog
from ropa_desktop.model.snapshot import Snapshot


def nested(snapshot: Snapshot, key: str, row: Any) -> dict[str, Any]:
    """A record with its rows under the names of their relations, and what is said of it.

    Unknown fields are left out; an activity also carries the state of its letters.
    """
    found = record_values(row)
    if key == "activity":
        found["letters"] = letter_states(snapshot, row.id)
    for relation in catalog.kind(key).relations:
        rows = snapshot.related(row.id, relation)
        if rows and relation.only is None:
            found[relation.name] = [nested(snapshot, relation.kind, child) for child in rows]
    for table, _path in catalog.STATEMENTS:
        said = [record_values(statement) for statement in snapshot.matching(table, "record_id", row.id)]
        if said:
            found[f"{table}s"] = [{k: v for k, v in one.items() if k not in ("id", "record_id")} for one in said]
    return found
