"""Turns records into rows and audit texts, and rows into records, fast enough for whole imports."""

import dataclasses
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, Select, bindparam, insert, select, update

from app.domain.records import Record
from db.tables import KEPT

R = TypeVar("R", bound=Record)


def _iso(value: date | datetime | time) -> str:
    return value.isoformat()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso)


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
        self._turns = _turns(kept.table, self.columns, dialect)
        self.insert_sql = str(
            insert(kept.table).values({n: bindparam(n) for n in self._ordered()}).compile(dialect=dialect)
        )
        self._place = [self.columns.index(name) for name in self._ordered()]
        self._arrange = _arranger(self._place)

    def _ordered(self) -> list[str]:
        """The columns in the order of the table, which is that of the compiled INSERT."""
        return [column.name for column in self.table.columns if column.name in self.columns]

    def row(self, record: R) -> list[Any]:
        """The values of all columns, as the driver takes them."""
        values = [*self._values(record), *(derive(record) for derive in self._derived)]
        for index, turn in self._turns:
            if values[index] is not None:
                values[index] = turn(values[index])
        return values

    def inserts(self, records: Iterable[R]) -> list[tuple[Any, ...]]:
        """Parameters for insert_sql."""
        arrange, row = self._arrange, self.row
        return [arrange(row(record)) for record in records]

    def named(self, record: R) -> dict[str, Any]:
        """The values of all columns by name, for SQLAlchemy to turn."""
        derived = zip(self.columns[len(self.names) :], (derive(record) for derive in self._derived), strict=True)
        return {**dict(zip(self.names, self._values(record), strict=True)), **dict(derived)}

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

    def text(self, record: R) -> str:
        """The record as the audit keeps it: JSON of its fields by name, dates and moments in ISO form, None left out."""
        pairs = zip(self.names, self._values(record), strict=True)
        return _ENCODER.encode({name: value for name, value in pairs if value is not None})

    def versioned(self, record: R, version: int) -> R:
        """The same record with another version."""
        made = self.kind.__new__(self.kind)
        made.__dict__.update(record.__dict__)
        made.__dict__["version"] = version
        return made


def _turns(table: Any, columns: Iterable[str], dialect: Dialect) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """For each column whose values the driver does not take as they are: its index and how to turn them."""
    processors = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns]
    return tuple((index, turn) for index, turn in enumerate(processors) if turn is not None)


def _arranger(place: list[int]) -> Callable[[list[Any]], tuple[Any, ...]]:
    if place == list(range(len(place))):
        return tuple
    return lambda values: tuple(values[index] for index in place)


_KNOWN: dict[tuple[type[Record], str], Writing[Any]] = {}


def writing(kind: type[R], dialect: Dialect) -> Writing[R]:
    """How this kind of record is written in this dialect, worked out once."""
    if (kind, dialect.name) not in _KNOWN:
        _KNOWN[kind, dialect.name] = Writing(kind, dialect)
    return _KNOWN[kind, dialect.name]
