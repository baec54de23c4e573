"""Turns records into rows and audit texts, and rows into records, fast enough for whole imports."""

import dataclasses
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Boolean, Column, Date, Dialect, Integer, Select, Text, bindparam, select, update
from sqlalchemy.types import TypeEngine

from app.domain.records import Record, revised
from db.tables import KEPT

R = TypeVar("R", bound=Record)
Turn = Callable[[Any], Any]


class Writing(Generic[R]):
    """How one kind of record is written and read in one dialect: SQL made once, values turned by the column's type."""

    def __init__(self, kind: type[R], dialect: Dialect) -> None:
        kept = KEPT[kind]
        self.kind = kind
        self.table = kept.table
        self.names = tuple(f.name for f in dataclasses.fields(kind))
        self.columns = (*self.names, *kept.derived)
        self._values = attrgetter(*self.names)
        self._derived = tuple(kept.derived.values())
        turns = [_turn(kept.table.c[name], dialect) for name in self.columns]
        self._turns = tuple((index, turn) for index, turn in enumerate(turns) if turn is not None)
        self._texts = tuple((f'"{name}":', _text(kept.table.c[name])) for name in self.names)

    def named(self, record: R) -> dict[str, Any]:
        """The values of all columns by name, for SQLAlchemy to turn."""
        derived = [derive(record) for derive in self._derived]
        return dict(zip(self.columns, (*self._values(record), *derived), strict=True))

    def update(self) -> Any:
        """The UPDATE of one record that is still as it was read."""
        table = self.table
        return update(table).where(table.c.id == bindparam("the_id"), table.c.version == bindparam("the_version"))

    def select(self) -> Select[Any]:
        """All fields of the record, in their order."""
        return select(*(self.table.c[name] for name in self.names))

    def record(self, row: Iterable[Any]) -> R:
        """The record of one row. Its fields are set at once: a frozen dataclass's own constructor takes five times longer."""
        made = self.kind.__new__(self.kind)
        made.__dict__.update(zip(self.names, row, strict=True))
        return made

    def versioned(self, record: R, version: int) -> R:
        """The same record with another version."""
        return revised(record, version=version)

    def text(self, record: R) -> str:
        """The record as the audit keeps it: JSON of its fields by name, dates and moments in ISO form, None left out."""
        pairs = zip(self._texts, self._values(record), strict=True)
        return f"{{{','.join([name + turn(value) for (name, turn), value in pairs if value is not None])}}}"

    def columns_of(self, records: Sequence[R]) -> list[Sequence[Any]]:
        """The values of all columns of the table, column by column, as the driver takes them."""
        columns: list[Sequence[Any]] = list(zip(*map(self._values, records), strict=True))
        columns += [tuple(map(derive, records)) for derive in self._derived]
        for index, turn in self._turns:
            columns[index] = tuple(map(turn, columns[index]))
        return columns


class _Days(dict[date | None, str | None]):
    """Days in ISO form, each worked out once: a service has few thousand different ones."""

    def __missing__(self, day: date) -> str:
        self[day] = written = day.isoformat()
        return written


_ISO = _Days({None: None})
_NUMBERS: dict[bool | None, int | None] = {None: None, False: 0, True: 1}


def _turn(column: Column[Any], dialect: Dialect) -> Turn | None:
    """How the driver takes the values of a column; None where it takes them as they are.

    A driver that wants dates as text is given ISO form by Python itself, and one that wants numbers for yes and no is
    given those: SQLAlchemy's own ways, with all their checks, take five times longer.
    """
    engine_type: TypeEngine[Any] = column.type
    turn = engine_type.dialect_impl(dialect).bind_processor(dialect)
    if turn is None:
        return None
    if isinstance(column.type, Date):
        return _ISO.__getitem__
    return _NUMBERS.__getitem__ if isinstance(column.type, Boolean) else lambda value: value and turn(value)


def _text(column: Column[Any]) -> Callable[[Any], str]:
    """How the values of a column stand in JSON."""
    if isinstance(column.type, Boolean):
        return {True: "true", False: "false"}.__getitem__
    if isinstance(column.type, Integer):
        return str
    if isinstance(column.type, Text):
        return encode_basestring
    return _quoted


def _quoted(value: Any) -> str:
    """A key, date, time or moment, which need no escapes; anything else by the ordinary encoder."""
    if isinstance(value, str):
        return encode_basestring(value)
    return f'"{value.isoformat()}"' if hasattr(value, "isoformat") else json.dumps(value)


_KNOWN: dict[tuple[type[Record], str], Writing[Any]] = {}


def writing(kind: type[R], dialect: Dialect) -> Writing[R]:
    """How this kind of record is written in this dialect, worked out once."""
    if (kind, dialect.name) not in _KNOWN:
        _KNOWN[kind, dialect.name] = Writing(kind, dialect)
    return _KNOWN[kind, dialect.name]
