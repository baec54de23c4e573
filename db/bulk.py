"""Inserts many rows at once, as fast as the driver takes them."""

from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, insert, literal_column

_DIALECTS: dict[str, Any] = {}

NOTHING = "\x1a"
"""What is sent in place of a missing value: no date, number or key is like it, and nobody can type it."""


class Filled(Enum):
    """Whether the rows have values in a column."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


def insert_columns(connection: Connection, table: Table, columns: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values come column by column, in the order of the table's columns, as the driver takes them.

    Missing values are not sent: sqlcipher3 takes 1.2 microseconds over each None, ten times as long as over a text.
    An empty column is left out of the statement, and where only some values are missing the database puts NULL itself.
    """
    _DIALECTS.setdefault(connection.dialect.name, connection.dialect)
    filled = tuple(map(_filled, columns))
    sent = [_sendable(values, how) for values, how in zip(columns, filled, strict=True) if how is not Filled.NONE]
    sql = _insert(connection.dialect.name, table, filled)
    connection.exec_driver_sql(sql, list(zip(*sent, strict=True)))


def _filled(values: Sequence[Any]) -> Filled:
    missing = values.count(None)
    return Filled.ALL if not missing else Filled.NONE if missing == len(values) else Filled.SOME


def _sendable(values: Sequence[Any], filled: Filled) -> Sequence[Any]:
    return values if filled is Filled.ALL else [NOTHING if value is None else value for value in values]


@cache
def _insert(dialect: str, table: Table, filled: tuple[Filled, ...]) -> str:
    values: dict[str, ColumnElement[Any]] = {
        column.name: bindparam(column.name)
        if how is Filled.ALL
        else func.nullif(bindparam(column.name), literal_column(f"'{NOTHING}'"))
        for column, how in zip(table.columns, filled, strict=True)
        if how is not Filled.NONE
    }
    return str(insert(table).values(values).compile(dialect=_DIALECTS[dialect]))
