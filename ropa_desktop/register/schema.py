"""The tables of a register file: the records', the journal's, and the triggers that write the journal.

The triggers are generated from the metadata, so that no change escapes whoever makes it. They write changed columns
only, as JSON before and after, and leave out what is NULL.
"""

from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from ropa_desktop.model import tables
from ropa_desktop.register.connection import APPLICATION_ID

FILE_VERSION = 5
"""Version of the file's structure, in the header's user_version. Raised by each migration."""

journal = MetaData()

REVISION = Table(
    "revision",
    journal,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("parent", Text),
    Column("second_parent", Text),
    Column("kind", Text, nullable=False),
    Column("undoes", Text),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("arguments", Text, nullable=False),
    Column("program_version", Text, nullable=False),
    Column("file_version", Integer, nullable=False),
    Column("hash", Text, nullable=False),
)

CHANGE_DDL = """
CREATE TABLE change (
    sequence INTEGER PRIMARY KEY,
    revision TEXT,
    record_table TEXT NOT NULL,
    record TEXT NOT NULL,
    before TEXT,
    after TEXT,
    salt TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))),
    digest TEXT
) STRICT
"""
"""`before` is NULL for an insertion and `after` for a deletion; `digest` stands in for content that was expunged."""


def _quoted(value: str) -> str:
    return f"""'"' || replace(replace({value}, '\\', '\\\\'), '"', '\\"') || '"'"""


def _json(version: str, column: Column[Any]) -> str:
    """A column's value as JSON, in SQL that a distrusted schema may use: SQLite 3.40 counts its own JSON functions
    among the unsafe ones. Line ends stay as they are: they are read back with a lenient parser."""
    value = f'{version}."{column.name}"'
    if isinstance(column.type, Integer):
        return f"CASE typeof({value}) WHEN 'integer' THEN {value} WHEN 'null' THEN 'null' ELSE {_quoted(value)} END"
    return f"ifnull({_quoted(value)}, 'null')"


@cache
def triggers(key: str) -> tuple[str, ...]:
    """The statements that create the journal's triggers on one table."""
    columns = tables.columns(key)

    def pairs(version: str, condition: str) -> str:
        parts = (
            f"CASE WHEN {condition.format(column.name)} "
            f"THEN ',\"{column.name}\":' || {_json(version, column)} ELSE '' END"
            for column in tables.table(key).columns
        )
        return f"'{{' || ltrim({' || '.join(parts)}, ',') || '}}'"  # substr would stop at a NUL

    def whole(version: str) -> str:
        return pairs(version, version + '."{0}" IS NOT NULL')

    def changed(version: str) -> str:
        return pairs(version, 'OLD."{0}" IS NOT NEW."{0}"')

    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    into = "INSERT INTO change (record_table, record, before, after) VALUES"
    return (
        f"CREATE TRIGGER journal_{key}_insert AFTER INSERT ON {key} BEGIN "
        f"{into} ('{key}', NEW.id, NULL, {whole('NEW')}); END",
        f"CREATE TRIGGER journal_{key}_update AFTER UPDATE ON {key} WHEN {differs} BEGIN "
        f"{into} ('{key}', OLD.id, {changed('OLD')}, {changed('NEW')}); END",
        f"CREATE TRIGGER journal_{key}_delete AFTER DELETE ON {key} BEGIN "
        f"{into} ('{key}', OLD.id, {whole('OLD')}, NULL); END",
    )


def ensure_triggers(connection: Connection) -> None:
    """Put the journal's triggers back where another program took them away: without them a change leaves no trace."""
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").scalars().all()
    if set(found) >= {statement for key in tables.models() for statement in triggers(key)}:
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    recreate_triggers(connection)
    connection.exec_driver_sql("COMMIT")


def recreate_triggers(connection: Connection) -> None:
    """Replace the journal's triggers by those of the present metadata, inside the transaction at hand."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal_%'"
    ).scalars()
    for name in found.all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for key in tables.models():
        for statement in triggers(key):
            connection.exec_driver_sql(statement)


@cache
def _definitions() -> tuple[str, ...]:
    """The statements that create every table with its indexes."""
    statements = []
    for metadata in (tables.metadata(), journal):
        for table in metadata.sorted_tables:
            table.dialect_options["sqlite"]["strict"] = True  # whoever writes: no BLOB, no REAL, no text for a number
            indexes = sorted(table.indexes, key=lambda index: str(index.name))
            wanted: list[DDLElement] = [CreateTable(table), *map(CreateIndex, indexes)]
            statements += [str(one.compile(dialect=sqlite.dialect())) for one in wanted]
    return tuple(statements)


def create(connection: Connection) -> None:
    """Write an empty register of the present version, inside the transaction at hand."""
    for statement in _definitions():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(CHANGE_DDL)
    connection.exec_driver_sql("CREATE INDEX change_revision ON change (revision)")
    recreate_triggers(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FILE_VERSION}")
