"""What must stand in the records that came of a register, and what must not: each fact is held or missed."""

from collections.abc import Callable, Iterator
from typing import Any

_MONTHS = {"year": 12, "month": 1}
_DAYS = {"week": 7, "day": 1}
_SHORT = {
    "SCC": "SCC_UNSPECIFIED|SCC_2021_M1|SCC_2021_M2|SCC_2021_M3|SCC_2021_M4",
    "BCR": "BCR_C|BCR_P",
}


class Records:
    """The records that came in, and how they hang together."""

    def __init__(self, records: Any) -> None:
        self._tables: dict[str, list[dict[str, Any]]] = {key: list(rows) for key, rows in records.items()}
        self._by_id = {row["id"]: row for rows in self._tables.values() for row in rows if row.get("id")}

    def of(self, table: str, column: str = "", value: Any = None) -> list[dict[str, Any]]:
        """The rows of a table, or those with a value in a column."""
        rows = self._tables.get(table, [])
        return [row for row in rows if row.get(column) == value] if column else rows

    def name(self, record_id: Any) -> str:
        """What the record with this identity is called."""
        return plain(self._by_id.get(record_id, {}).get("name"))

    def get(self, record_id: Any) -> dict[str, Any]:
        """The record with this identity, empty if there is none."""
        return self._by_id.get(record_id, {})

    def transfers(self, activity_id: str) -> list[dict[str, Any]]:
        """An activity's own transfers, and those of the engagements that its recipients name."""
        found = self.of("transfer", "activity_id", activity_id)
        for recipient in self.of("recipient", "activity_id", activity_id):
            if recipient.get("engagement_id"):
                found = found + self.of("transfer", "engagement_id", recipient["engagement_id"])
        return found


def plain(text: Any) -> str:
    """A text for comparison: no case, one space between words, nothing of a list about it."""
    return " ".join(str(text or "").split()).casefold().strip(" .;:,•-–")


def facts(plan: dict[str, Any], records: Records) -> Iterator[tuple[str, bool]]:
    """Each fact of a register as a sentence, and whether it holds."""
    activities = records.of("activity")
    names = {plain(row.get("name")): row for row in activities}
    if "activities" in plan:
        counts = plan["activities"] if isinstance(plan["activities"], list) else [plan["activities"]]
        yield f"{counts} activities, found {len(activities)}", len(activities) in counts
    for name in plan.get("absent", ()):
        yield f"no activity called “{name}”", plain(name) not in names
    if "placeholders" in plan:
        yield _no_placeholder(plan["placeholders"], records)
    if "keeper" in plan:
        yield from _keeper(plan["keeper"], records, activities)
    for table in plan.get("tables", ()):
        yield from _rows_of(table, records)
    for fact in plan.get("activity", ()):
        row = names.get(plain(fact["name"])) or _by_purpose(fact["name"], records)
        yield f"{fact['name']}: the activity", row is not None
        if row is None:
            for key in fact.keys() - {"name"}:
                yield f"{fact['name']}: {key}", False
            continue
        for key, wanted in fact.items():
            if key != "name":
                found, held = _CHECKS[key](records, row, wanted)
                yield f"{fact['name']}: {key} {wanted}, found {found}", held


def _by_purpose(name: str, records: Records) -> dict[str, Any] | None:
    """The activity with a purpose of this name, where a register names its activities by nothing else."""
    for row in records.of("purpose"):
        if plain(row.get("description")) == plain(name):
            return records.get(row.get("activity_id"))
    return None


def _no_placeholder(placeholders: list[str], records: Records) -> tuple[str, bool]:
    wanted = {" ".join(text.split()).casefold() for text in placeholders}
    tables = ("organisation", "data_category", "data_subject_category", "measure", "system", "retention_rule")
    called = {str(row.get("name") or "").strip().casefold() for table in tables for row in records.of(table)}
    found = sorted(called & wanted)
    return f"nothing called {placeholders}, found {found}", not found


def _keeper(wanted: dict[str, Any], records: Records, activities: list[dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    keepers = {row.get("keeper_id") for row in activities}
    found = [row for row in records.of("organisation") if row.get("id") in keepers]
    names = sorted(plain(row.get("name")) for row in found)
    if "name" in wanted:
        yield f"kept by {wanted['name']}, found {names}", names == [plain(wanted["name"])]
    for field in wanted.keys() - {"name", "dpo", "dpo_email"}:
        values = [row.get(field) for row in found]
        yield f"keeper's {field} {wanted[field]}, found {values}", any(_same(value, wanted[field]) for value in values)
    officers = records.of("contact", "role", "dpo")
    for key, field in (("dpo", "name"), ("dpo_email", "email")):
        if key in wanted:
            values = [row.get(field) for row in officers]
            yield f"officer's {field} {wanted[key]}, found {values}", any(_same(one, wanted[key]) for one in values)


def _rows_of(wanted: dict[str, Any], records: Records) -> Iterator[tuple[str, bool]]:
    """A row of any table, found by its name, whose other columns must be as wanted."""
    rows = [row for row in records.of(wanted["table"]) if _names(wanted["name"], plain(row.get("name")))]
    yield f"{wanted['table']} {wanted['name']}", bool(rows)
    for field in wanted.keys() - {"table", "name"}:
        values = [row.get(field) for row in rows]
        held = any(_same(value, wanted[field]) for value in values)
        yield f"{wanted['table']} {wanted['name']}: {field} {wanted[field]}, found {values}", held


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, str):
        return value is not None and plain(value) in {plain(one) for one in wanted.split("|")}
    return bool(value == wanted)


def _names(wanted: str, found: str) -> bool:
    return any(plain(one) in found for one in wanted.split("|"))


_Check = Callable[[Records, dict[str, Any], Any], tuple[Any, bool]]


def _codes(table: str, column: str) -> _Check:
    """The codes in a column are these and no others; "A|B" is either."""

    def check(records: Records, activity: dict[str, Any], wanted: list[str]) -> tuple[Any, bool]:
        if table == "transfer":
            rows = records.transfers(activity["id"])
        else:
            rows = records.of(table, "activity_id", activity["id"])
        found = {str(row[column]) for row in rows if row.get(column)}
        return sorted(found), _match(found, wanted)

    return check


def _match(found: set[str], wanted: list[str]) -> bool:
    sets = [{plain(one) for one in _SHORT.get(text, text).split("|")} for text in wanted]
    plainly = {plain(one) for one in found}
    return all(one & plainly for one in sets) and plainly <= set().union(*sets)


def _linked(table: str, column: str, whole: bool) -> _Check:
    """The names of what a table's rows refer to: these and no others, or these among others."""

    def check(records: Records, activity: dict[str, Any], wanted: list[str]) -> tuple[Any, bool]:
        rows = records.of(table, "activity_id", activity["id"])
        found = {records.name(row[column]) for row in rows if row.get(column)}
        if whole:
            return sorted(found), _match(found, wanted)
        return sorted(found), all(any(_names(text, one) for one in found) for text in wanted)

    return check


def _recipients(records: Records, activity: dict[str, Any], wanted: dict[str, str]) -> tuple[Any, bool]:
    found = [
        (records.name(row.get("organisation_id")), str(row.get("declared_role") or ""))
        for row in records.of("recipient", "activity_id", activity["id"])
    ]
    held = all(
        any(_names(name, one) and (not roles or role in roles.split("|")) for one, role in found)
        for name, roles in wanted.items()
    )
    return found, held


def _retention(records: Records, activity: dict[str, Any], wanted: list[list[Any]]) -> tuple[Any, bool]:
    rules = [records.get(row.get("retention_id")) for row in records.of("data_line", "activity_id", activity["id"])]
    found = {_length(rule.get("amount"), rule.get("unit")) for rule in rules if rule.get("amount") is not None}
    return sorted(found), found == {_length(amount, unit) for amount, unit in wanted}


def _length(amount: Any, unit: Any) -> tuple[str, int]:
    if unit in _MONTHS:
        return "month", int(amount) * _MONTHS[unit]
    if unit in _DAYS:
        return "day", int(amount) * _DAYS[unit]
    return str(unit), int(amount)


def _triggers(records: Records, activity: dict[str, Any], wanted: list[str]) -> tuple[Any, bool]:
    rules = [records.get(row.get("retention_id")) for row in records.of("data_line", "activity_id", activity["id"])]
    found = {str(rule["trigger"]) for rule in rules if rule.get("trigger")}
    return sorted(found), _match(found, wanted)


def _laws(records: Records, activity: dict[str, Any], wanted: list[str]) -> tuple[Any, bool]:
    tables = ("purpose", "special_condition")
    rows = [row for table in tables for row in records.of(table, "activity_id", activity["id"])]
    found = [plain(row["national_law"]) for row in rows if row.get("national_law")]
    return found, all(any(_names(law, one) for one in found) for law in wanted)


def _purposes(records: Records, activity: dict[str, Any], wanted: list[str]) -> tuple[Any, bool]:
    rows = records.of("purpose", "activity_id", activity["id"])
    found = {plain(row["description"]) for row in rows if row.get("description")}
    return sorted(found), all(any(_names(text, one) for one in found) for text in wanted)


def _none(records: Records, activity: dict[str, Any], wanted: list[str]) -> tuple[Any, bool]:
    found = [table for table in wanted if records.of(table, "activity_id", activity["id"])]
    if "transfer" in wanted and records.transfers(activity["id"]):
        found.append("transfer")
    return found, not found


def _answers(records: Records, activity: dict[str, Any], wanted: dict[str, str]) -> tuple[Any, bool]:
    found = {row.get("field"): str(row.get("state")) for row in records.of("answer", "record_id", activity["id"])}
    return found, all(found.get(field) in states.split("|") for field, states in wanted.items())


def _fields(records: Records, activity: dict[str, Any], wanted: dict[str, Any]) -> tuple[Any, bool]:
    found = {field: activity.get(field) for field in wanted}
    return found, all(_same(found[field], value) for field, value in wanted.items())


_CHECKS: dict[str, _Check] = {
    "bases": _codes("purpose", "legal_basis"),
    "conditions": _codes("special_condition", "condition"),
    "countries": _codes("transfer", "country"),
    "international": _codes("transfer", "international_organisation"),
    "mechanisms": _codes("transfer", "mechanism"),
    "origins": _codes("data_line", "origin"),
    "subjects": _linked("data_line", "subject_id", whole=True),
    "data": _linked("data_line", "data_id", whole=True),
    "some_data": _linked("data_line", "data_id", whole=False),
    "parties": _linked("recipient", "organisation_id", whole=True),
    "recipients": _recipients,
    "joint": _linked("joint_controller", "organisation_id", whole=False),
    "acted_for": _linked("acted_for", "organisation_id", whole=True),
    "measures": _linked("measure_use", "measure_id", whole=False),
    "systems": _linked("system_use", "system_id", whole=False),
    "retention": _retention,
    "triggers": _triggers,
    "laws": _laws,
    "purposes": _purposes,
    "none": _none,
    "answers": _answers,
    "fields": _fields,
}
