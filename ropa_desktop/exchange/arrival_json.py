"""What a file would bring, as plain data for other programs; `docs/import.md` describes it."""

from typing import Any

from ropa_desktop.exchange.arrival import Arrival, refusal
from ropa_desktop.exchange.figures import Figures, cell_outcomes, column_figures, column_letters, sheet_figures
from ropa_desktop.exchange.intake import Intake
from ropa_desktop.exchange.recognition.account import KINDS, counts
from ropa_desktop.exchange.recognition.mapping import ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.telling import told
from ropa_desktop.exchange.summary import as_json


def arrival_as_json(found: Arrival, cells: bool = False) -> dict[str, Any]:
    """The plan, and how the cells of a strange spreadsheet ended, by sheet and column; with `cells` one by one."""
    values = as_json(found.plan)
    return values if found.intake is None else values | file_as_json(found.intake, cells)


def file_as_json(intake: Intake, cells: bool = False) -> dict[str, Any]:
    """How a strange spreadsheet was made out: sheet by sheet, column by column, and with `cells` cell by cell."""
    because = refusal(intake)
    values: dict[str, Any] = {
        "file": intake.book.name,
        "register": not because,
        "because": because,
        "cells": counts(intake.recognised.outcomes),
        "remarks": list(intake.recognised.remarks),
        "sheets": _sheets(intake),
    }
    return values | {"outcomes": _outcomes(intake)} if cells else values


def _sheets(intake: Intake) -> list[dict[str, Any]]:
    of_sheet, of_column = sheet_figures(intake), column_figures(intake)
    none = dict.fromkeys(KINDS, 0)
    found = []
    for sheet in intake.book.sheets:
        own = intake.recognised.mapping.sheet(sheet.name) or SheetMapping(sheet.name, "nothing")
        columns = [_column(column, of_column.get((sheet.name, column.column), none)) for column in own.columns]
        found.append(
            {
                "sheet": sheet.name,
                "shape": own.shape,
                "holds": own.holds,
                "role": own.role,
                "language": own.language,
                "header": [row + 1 for row in own.header] if own.header else None,
                "because": own.because,
                "cells": of_sheet[sheet.name],
                "columns": columns,
            }
        )
    return found


def _column(column: ColumnMapping, figures: Figures) -> dict[str, Any]:
    place = {"column": column_letters(column.column), "heading": column.heading}
    gone = {"target": column.target, "score": column.score}
    if column.row is not None:  # a label of a form: what it asks for stands beside or below it
        return place | {"row": column.row + 1} | gone
    return place | gone | {"cells": figures}


def _outcomes(intake: Intake) -> list[dict[str, Any]]:
    return [
        {
            "sheet": cell.sheet,
            "cell": cell.place,
            "text": cell.text,
            "kind": cell.outcome.kind,
            "detail": cell.outcome.detail,
            "told": told(cell.outcome),
            **({"record": cell.outcome.record} if cell.outcome.record else {}),
            **({} if cell.read_as is None else {"read_as": cell.read_as}),
        }
        for cell in cell_outcomes(intake)
    ]
