"""Where each column of a strange file goes: what recognition proposes, a person changes, and the terminal is given."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _

TABLE, FORM, NOTHING = "table", "form", "nothing"
"""The shapes of a sheet: a record in each row, one record down the sheet, or none at all."""

AS_NOTE = "note"
"""The target of a column that has no field: its text goes into the note, after its heading."""

LEFT_OUT = "left_out"
"""The target of a column that a person leaves out: its cells go nowhere."""

READ_AS = "read_as"
"""How a value may be taken instead of as it stands: read as another text; AS_NOTE and LEFT_OUT are the others."""

FORMAT, FORMAT_VERSION = "ropa-desktop mapping", 1


@dataclass(frozen=True, slots=True)
class Reading:
    """How a value of a column is taken, because a person says so: every cell of this `text`, without spaces around.

    `take` is READ_AS (then `instead` is the text that it is read as, which also holds for a part of a list), AS_NOTE
    or LEFT_OUT.
    """

    text: str
    take: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A column (from 0) with its heading, the target it goes to, and how sure that is, from 0 to 1.

    `separators` are what divides several values in one cell; None leaves it to each cell. `day_first` says how the
    column's dates are ordered, None where that never matters or cannot be told. `readings` are the values that a
    person wants taken otherwise than they stand. On a form, `row` is the row of the label and `column` its column.
    `also` is the second field of a column that holds two, as its heading says; empty for any other.
    """

    column: int
    heading: str
    target: str
    score: float = 1.0
    separators: tuple[str, ...] | None = None
    day_first: bool | None = None
    readings: tuple[Reading, ...] = ()
    row: int | None = None
    also: str = ""

    def target_of(self, text: str) -> str:
        """Where a cell of this text goes: the column's target, unless a person said otherwise of the value."""
        if not self.readings:
            return self.target
        taken = next((reading.take for reading in self.readings if reading.text == text), READ_AS)
        return self.target if taken == READ_AS else taken


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What a sheet holds and how.

    `shape` is TABLE, FORM or NOTHING; `holds` is "activities", "related", "time_limits", "organisations", "measures" or
    "systems", and `role` in which role the keeper of the record acts. `header` are the first and last row of the
    headings, from 0; `until` is the first row that no longer belongs to the table, and `below` are the tables that
    follow it on the same sheet. `because` says why a sheet holds nothing.
    """

    sheet: str
    shape: str
    holds: str = ""
    role: str = "controller"
    language: str = ""
    header: tuple[int, int] | None = None
    columns: tuple[ColumnMapping, ...] = ()
    because: str = ""
    until: int | None = None
    below: tuple["SheetMapping", ...] = ()

    def targets(self) -> dict[str, tuple[ColumnMapping, ...]]:
        """The columns of each target, from left to right."""
        found: dict[str, tuple[ColumnMapping, ...]] = {}
        for column in self.columns:
            found[column.target] = (*found.get(column.target, ()), column)
        return found

    def tables(self) -> tuple["SheetMapping", ...]:
        """The sheet's first table, or its form, and those that follow below it."""
        return (self, *self.below)

    def at(self, row: int) -> "SheetMapping":
        """The table that a row belongs to: the last one whose headings stand there or above it, else the first."""
        return next((one for one in reversed(self.below) if one.header and row >= one.header[0]), self)

    def of(self, column: ColumnMapping) -> "SheetMapping":
        """The table that a column belongs to; the first where none has this very one."""
        return next((table for table in self.tables() if any(one is column for one in table.columns)), self)

    def with_column(self, old: ColumnMapping, new: ColumnMapping) -> "SheetMapping":
        """The sheet with another mapping of one of its columns, of whichever of its tables."""
        changed = [_with_column(table, old, new) if table is self.of(old) else table for table in self.tables()]
        return replace(changed[0], below=tuple(changed[1:]))


def _with_column(table: SheetMapping, old: ColumnMapping, new: ColumnMapping) -> SheetMapping:
    return replace(table, columns=tuple(new if one == old else one for one in table.columns))


@dataclass(frozen=True, slots=True)
class Mapping:
    """The mapping of every sheet of a file."""

    sheets: tuple[SheetMapping, ...]

    def sheet(self, name: str) -> SheetMapping | None:
        """The mapping of a sheet, or None."""
        return next((one for one in self.sheets if one.sheet == name), None)


def to_json(mapping: Mapping) -> dict[str, Any]:
    """As JSON values."""
    return {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(mapping)}


def from_json(values: Any) -> Mapping:
    """What `to_json` made. Raises `BadInput` for anything else."""
    try:
        if values["format"] != FORMAT or values["format_version"] > FORMAT_VERSION:
            raise ValueError
        return Mapping(tuple(_sheet(one) for one in values["sheets"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadInput(
            _("This is no mapping that this version can read. Save it again from the import, or leave it out.")
        ) from None


def _sheet(values: dict[str, Any]) -> SheetMapping:
    header = values["header"]
    columns = tuple(_column(one) for one in values["columns"])
    below = tuple(_sheet(one) for one in values.get("below", ()))
    given = {**values, "columns": columns, "below": below}
    given["header"] = (int(header[0]), int(header[1])) if header else None
    return SheetMapping(**given)


def _column(values: dict[str, Any]) -> ColumnMapping:
    separators = values["separators"]
    readings = tuple(Reading(**one) for one in values.get("readings", ()))
    more = {"separators": None if separators is None else tuple(map(str, separators)), "readings": readings}
    return ColumnMapping(**{**values, **more})
