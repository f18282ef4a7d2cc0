"""From kinds to tables: the models resolved, their fields, and how records refer to each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any, cast

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel

from ropa_desktop.model.catalog import KINDS, STATEMENTS
from ropa_desktop.model.fields import INFO, FieldInfo
from ropa_desktop.model.record import Record


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of one table that holds the id of a record of another."""

    table: str
    column: str
    target: str


def _resolve(path: str) -> type[Record]:
    module, name = path.split(":")
    return cast(type[Record], getattr(import_module(module), name))


@cache
def models() -> dict[str, type[Record]]:
    """Every table's model by its name, parents before the rows that name them in the catalogue's order."""
    paths = [(kind.key, kind.model) for kind in KINDS] + list(STATEMENTS)
    return {key: _resolve(path) for key, path in paths}


def model(key: str) -> type[Record]:
    """The model of a table."""
    return models()[key]


def table_of(record: type[Record]) -> Table:
    """The SQLAlchemy table of a model."""
    return cast(Table, cast(Any, record).__table__)


@cache
def table(key: str) -> Table:
    """The SQLAlchemy table with this name."""
    return table_of(model(key))


@cache
def metadata() -> MetaData:
    """The metadata that holds the records' tables, and nothing else."""
    models()
    return SQLModel.metadata


@cache
def columns(key: str) -> tuple[str, ...]:
    """All column names of a table, in order, `id` first."""
    return tuple(column.name for column in table(key).columns)


@cache
def fields(key: str) -> dict[str, FieldInfo]:
    """The fields of a kind that a person meets, by name, in the model's order."""
    return {
        column.name: replace(column.info[INFO], name=column.name)
        for column in table(key).columns
        if INFO in column.info
    }


@cache
def parents(key: str) -> tuple[str, ...]:
    """The columns that hold a row's parent; empty for a record that stands by itself."""
    return cast(tuple[str, ...], getattr(model(key), "parents", ()))


def _references() -> Iterator[Reference]:
    for key in models():
        for column in table(key).columns:
            for foreign in column.foreign_keys:
                yield Reference(key, column.name, foreign.column.table.name)


@cache
def references() -> tuple[Reference, ...]:
    """Every column that refers to a record, of every table."""
    return tuple(_references())


@cache
def references_to(key: str) -> tuple[Reference, ...]:
    """The columns that may hold the id of a record of this kind."""
    return tuple(reference for reference in references() if reference.target == key)
