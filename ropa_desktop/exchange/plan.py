"""Import, from a file to one step: read it, compare it with the register, show the plan, apply it."""

from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.apply import apply
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.child import read_apart
from ropa_desktop.exchange.compare import same_registers
from ropa_desktop.exchange.incoming import Incoming, from_plain
from ropa_desktop.exchange.json_file import Records, fields_of_version, read_extract
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.questionnaire.reading import read_reply
from ropa_desktop.exchange.recognition.ours import is_own_workbook, is_questionnaire
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.scope import Scope
from ropa_desktop.exchange.sheets.reading import open_book
from ropa_desktop.exchange.summary import as_json, summary
from ropa_desktop.exchange.workbook.container import check_is_file
from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.register.register import Register

__all__ = ["Plan", "apply", "as_json", "import_file", "is_strange", "plan", "read_file", "same_registers", "summary"]

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods", ".csv", ".tsv")
"""The endings of files that are read as spreadsheets of any layout."""


def import_file(register: Register, path: Path, dry_run: bool = False) -> Plan:
    """Bring a file's records into a register as one step, unless it is a dry run; returns what was, or would be, done.

    Raises `BadInput` for a file that cannot be read, and what `apply` raises.
    """
    planned = plan(register.snapshot(), read_file(path))
    if not dry_run:
        apply(register, planned, path.name)
    return planned


def read_file(path: Path) -> Incoming:
    """The records of a file: of one that the program wrote, or of any spreadsheet. Raises `BadInput`."""
    if is_strange(path):
        return recognise(open_book(path)).incoming
    if is_questionnaire(path):
        return Incoming({}, reply=read_reply(open_book(path)))
    ending = path.suffix.casefold()
    if ending == ".json":
        check_is_file(path)
        return _whole(*read_extract(path))
    if ending in SPREADSHEETS:
        return from_plain(read_apart("ropa_desktop.exchange.workbook.reader:read_plain", path))
    raise BadInput(
        _("“{name}” cannot be imported: this version reads spreadsheets ({endings}) and JSON (.json).").format(
            name=path.name, endings=", ".join(SPREADSHEETS)
        )
    )


def is_strange(path: Path) -> bool:
    """Whether a file is a spreadsheet that the program did not write: one to be recognised, by a mapping."""
    ending = path.suffix.casefold()
    return ending in SPREADSHEETS and not (is_own_workbook(path) or is_questionnaire(path))


def _whole(records: Records, scope: Scope, version: int, as_of: str) -> Incoming:
    """Records of JSON, where a field that is not mentioned is unknown, unless the format was older than the field;
    what cannot be unknown keeps its default."""
    spoken_of = {table: fields_of_version(table, version) for table in records}
    blank = {
        table: {c.name: None for c in tables.table(table).columns if c.nullable and c.name in names}
        for table, names in spoken_of.items()
    }
    return Incoming(
        {table: [blank[table] | record for record in found] for table, found in records.items()},
        scope=scope,
        as_of=as_of,
    )
