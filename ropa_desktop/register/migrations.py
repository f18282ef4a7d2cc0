"""Migrations: numbered, each in one transaction, with a backup before the first.

A migration is a function that changes the tables from its number minus one to its number, and maps the journal's
older rows where a table or column changed its name. It is followed by the triggers of the present metadata. Undo
stops at a migration.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from ropa_desktop.i18n import N_
from ropa_desktop.register import backup, schema
from ropa_desktop.register.journal import Journal, adopt_foreign_changes
from ropa_desktop.register.revision import RevisionKind

Migration = Callable[[Connection], None]


def _fields_that_spreadsheets_bring(connection: Connection) -> None:
    """Columns for what registers in spreadsheets hold. Older rows of the journal do not name them, which is unknown."""
    added = {
        "activity": ("large_scale", "rights", "breach_record", "stage", "recorded_on"),
        "retention_rule": ("recorded_on", "reviewed_on"),
        "organisation": ("description",),
    }
    for table, columns in added.items():
        for column in columns:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")


def _suggestions(connection: Connection) -> None:
    """A table for what was proposed and not yet confirmed. Nothing in an older register is a suggestion."""
    connection.exec_driver_sql(
        "CREATE TABLE suggestion (id TEXT NOT NULL PRIMARY KEY, record_id TEXT NOT NULL, origin TEXT NOT NULL, "
        "item TEXT, question TEXT, CONSTRAINT one_suggestion UNIQUE (record_id)) STRICT"
    )
    connection.exec_driver_sql("CREATE INDEX ix_suggestion_record_id ON suggestion (record_id)")


def _responses_to_findings(connection: Connection) -> None:
    """What the checks ask for, and a table for what is said to their findings. In an older register all is unknown."""
    for column in (
        "evaluation_or_scoring", "systematic_monitoring", "combined_datasets", "new_technology", "hinders_rights",
        "occasional", "likely_risk",
    ):  # fmt: skip
        connection.exec_driver_sql(f"ALTER TABLE activity ADD COLUMN {column} TEXT")
    for column in ("persons_employed", "review_interval_months"):
        connection.exec_driver_sql(f"ALTER TABLE organisation ADD COLUMN {column} INTEGER")
    connection.exec_driver_sql(
        "CREATE TABLE response (id TEXT NOT NULL PRIMARY KEY, record_id TEXT NOT NULL, field TEXT NOT NULL, "
        "code TEXT NOT NULL, about TEXT, state TEXT, reason TEXT, until TEXT, assigned_to TEXT, given_by TEXT, "
        "given_on TEXT, CONSTRAINT one_response UNIQUE (record_id, code, field), "
        "CONSTRAINT response_state CHECK (state IN ('answered', 'postponed'))) STRICT"
    )
    connection.exec_driver_sql("CREATE INDEX ix_response_record_id ON response (record_id)")


def _requests(connection: Connection) -> None:
    """A table for requests to see the record, and whether a measure is internal. In an older register none is said."""
    connection.exec_driver_sql("ALTER TABLE measure ADD COLUMN internal TEXT")
    connection.exec_driver_sql(
        "CREATE TABLE request (id TEXT NOT NULL PRIMARY KEY, reference TEXT, note TEXT, archived_on TEXT, "
        "archived_because TEXT, keeper_id TEXT, name TEXT, asked_by_id TEXT, asked_by TEXT, case_number TEXT, "
        "received_on TEXT, due_on TEXT, asked_for TEXT, state TEXT, sent_on TEXT, sent_file TEXT, sent_hash TEXT, "
        "FOREIGN KEY (keeper_id) REFERENCES organisation (id), "
        "FOREIGN KEY (asked_by_id) REFERENCES organisation (id)) STRICT"
    )
    for column in ("asked_by_id", "keeper_id"):
        connection.exec_driver_sql(f"CREATE INDEX ix_request_{column} ON request ({column})")


MIGRATIONS: dict[int, Migration] = {
    2: _fields_that_spreadsheets_bring,
    3: _suggestions,
    4: _responses_to_findings,
    5: _requests,
}
"""What leads to each file version. The first version needs none."""


def migrate(connection: Connection, path: Path, version: int, steps: Mapping[int, Migration], target: int) -> None:
    """Bring a register from one file version to another. Raises what a step raises, with that step taken back."""
    if version >= target:
        return
    backup.back_up(connection, path, label=f"before version {target}")
    adopt_foreign_changes(Journal(connection))  # what another program changed is no part of the migration
    for number in range(version + 1, target + 1):
        journal = Journal(connection)
        arguments = {"version": str(number)}
        with journal.step(N_("Register brought to file version {version}"), arguments, RevisionKind.migration):
            steps[number](connection)
            if number == target:
                schema.recreate_triggers(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
