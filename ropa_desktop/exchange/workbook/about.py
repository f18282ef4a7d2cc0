"""The first sheet: whose record this is, what is in the workbook, how to read it, and how to bring it back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.scope import scope_of
from ropa_desktop.exchange.workbook.cells import cell
from ropa_desktop.exchange.workbook.columns import FORMAT, FORMAT_VERSION, Sheet
from ropa_desktop.exchange.workbook.layout import print_on, set_heights
from ropa_desktop.exchange.workbook.styles import ANSWERED, GAP, VALUE, Styles
from ropa_desktop.i18n import N_, format_date, translator
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.activity import Role
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot

_COLOURS = (
    (GAP, N_("Unknown: Article 30 asks for it.")),
    (ANSWERED, N_("Answered: none, does not apply, or not possible to state. The sheet {answers} says which and why.")),
    (VALUE, N_("Empty: nothing is said, and Article 30 does not ask.")),
)
_GUIDE = (
    N_("Change a cell, and the import changes that field. Empty it, and the field becomes unknown."),
    N_("Write a new record in the row below the last one of its sheet."),
    N_("To name another record, choose it from the list in the cell, or write its reference or its name."),
    N_("Delete a row, and the import tells you so; the record stays in the register. Archive or delete it there."),
    N_("Rows may be sorted and filtered. Leave the hidden first column and row: by them each row finds its record."),
    N_("Bring the file back with Import in the program, or with “ropa import REGISTER FILE”. It is one step."),
)


def write_about(
    sheet: Any, shared: Styles, snapshot: Snapshot, titles: Mapping[Sheet, str], language: str, title: str, as_of: str
) -> None:
    """Write the sheet, whose hidden first row tells the reader the format, its version, the scope and the day."""
    scope = scope_of(snapshot)
    widths = (30, 100)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = widths
    sheet.row_dimensions[1].hidden = True
    sheet.sheet_view.showGridLines = False
    print_on(sheet, title, language)
    sheet.print_options.gridLines = False
    sheet.page_setup.fitToHeight = 1
    marker = (FORMAT, str(FORMAT_VERSION), scope.organisation_id or "", scope.role or "", language, as_of)
    sheet.append([cell(sheet, text, shared.key) for text in marker])
    rows: list[list[Any]] = [[cell(sheet, title, shared.title)], [], *_facts(sheet, shared, snapshot, language, as_of)]
    rows += [[], *_reading(sheet, shared, titles, language), [], *_contents(sheet, shared, snapshot, titles, language)]
    texts = [row[1]._value if len(row) > 1 else None for row in rows]
    set_heights(sheet, 2, [[], texts], widths)
    for row in rows:
        sheet.append(row)


def default_title(snapshot: Snapshot, language: str) -> str:
    """What a workbook is called where nobody gave it a title: after its keeper, if it has one alone."""
    owners = _owners(snapshot)
    register = translator(language)(N_("Register of processing activities"))
    return f"{owners[0]}: {register}" if len(owners) == 1 else register


def _owners(snapshot: Snapshot) -> list[str]:
    return [keeper.name or "?" for keeper in _keepers(snapshot)]


def _keepers(snapshot: Snapshot) -> list[Organisation]:
    scope = scope_of(snapshot)
    return [keeper for keeper in keepers(snapshot) if scope.organisation_id in (None, keeper.id)]


def _statements(snapshot: Snapshot, language: str) -> str:
    """What every export of these records must carry, a line each; named where there are several."""
    phrases = Phrases(snapshot, language)
    found = [(keeper.name or "?", phrases.text(keeper, "record_statement")) for keeper in _keepers(snapshot)]
    if len(found) == 1:
        return found[0][1]
    return "\n".join(f"{name}: {statement}" for name, statement in found if statement)


def _facts(sheet: Any, shared: Styles, snapshot: Snapshot, language: str, as_of: str) -> list[list[Any]]:
    say = translator(language)
    facts = [
        (N_("What it is"), say(N_("The record of processing activities under Article 30 GDPR, with every field."))),
        (N_("Records of"), "\n".join(_owners(snapshot)) or say(N_("No controller named"))),
        (N_("Written on"), format_date(date.today().isoformat(), language)),
    ]
    if as_of:
        said = say(N_("{day}. It is not read into a register that holds these records and has changed since."))
        facts.append((N_("As at"), said.format(day=format_date(as_of, language))))
    roles = {
        Role.controller.value: N_("As controller alone, Art. 30(1)"),
        Role.processor.value: N_("As processor alone, Art. 30(2)"),
    }
    statements = _statements(snapshot, language)
    if statements:
        facts.append((N_("Statement"), statements))
    role = scope_of(snapshot).role
    if role in roles:
        facts.insert(2, (N_("In which role"), say(roles[role])))
    return [[cell(sheet, say(label), shared.label), cell(sheet, text, shared.prose)] for label, text in facts]


def _reading(sheet: Any, shared: Styles, titles: Mapping[Sheet, str], language: str) -> list[list[Any]]:
    say = translator(language)
    answers = next(name for definition, name in titles.items() if definition.table == "answer")
    colours = [
        [cell(sheet, None, shared.swatch[standing]), cell(sheet, say(text).format(answers=answers), shared.prose)]
        for standing, text in _COLOURS
    ]
    guide = [
        [cell(sheet, f"{number}.", shared.label), cell(sheet, say(text), shared.prose)]
        for number, text in enumerate(_GUIDE, 1)
    ]
    heads = [[cell(sheet, say(text), shared.subtitle)] for text in (N_("Colours"), N_("Working in this file"))]
    return [heads[0], *colours, [], heads[1], *guide]


def _contents(
    sheet: Any, shared: Styles, snapshot: Snapshot, titles: Mapping[Sheet, str], language: str
) -> list[list[Any]]:
    """Each sheet by name, as a link to it, with the number of its records."""
    rows = [[cell(sheet, translator(language)(N_("Sheets")), shared.subtitle)]]
    for definition, name in titles.items():
        link = cell(sheet, name, shared.link)
        quoted = name.replace("'", "''")
        link._hyperlink = Hyperlink(ref="", location=f"'{quoted}'!A1")
        rows.append([link, cell(sheet, _count(snapshot, definition), shared.number)])
    return rows


def _count(snapshot: Snapshot, definition: Sheet) -> int:
    if definition.only is None:
        return snapshot.count(definition.table)
    name, value = definition.only
    return sum(getattr(row, name) == value for row in snapshot.rows(definition.table))
