"""What the tables of records are made of: the columns every record has, and the types that dates and moments take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Date, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

from app.domain.records import Record

ID_LENGTH = 32

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_unique",
        "fk": "%(table_name)s_%(column_0_N_name)s_exists",
        "pk": "%(table_name)s_key",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the database has it: in UTC, without saying so."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the core has it."""
        return None if value is None else value.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    """How one kind of record is kept: its table, and the extra columns that are worked out from the record."""

    kind: type[Record]
    table: Table
    derived: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)


def record_table(name: str, *parts: Column[Any] | Index) -> Table:
    """A table with the columns that every record has, and these of its own.

    import_id has no foreign key: an import's own record may be kept after the records that it brought.
    """
    return Table(
        name,
        metadata,
        Column("id", String(ID_LENGTH), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("voided_at", Moment),
        Column("voided_by", Text),
        Column("voided_why", Text),
        Column("import_id", String(ID_LENGTH)),
        *parts,
    )


def text(name: str) -> Column[str]:
    """A text that may be empty but is always there."""
    return Column(name, Text, nullable=False)


def maybe_text(name: str) -> Column[str]:
    """A text that may be missing."""
    return Column(name, Text)


def day(name: str) -> Column[Any]:
    """A date that is always there."""
    return Column(name, Date, nullable=False)


def maybe_day(name: str) -> Column[Any]:
    """A date that may be missing."""
    return Column(name, Date)


def of(name: str, target: str) -> Column[str]:
    """The key of a record that exists."""
    return Column(name, String(ID_LENGTH), ForeignKey(f"{target}.id"), nullable=False)


def maybe_of(name: str, target: str) -> Column[str]:
    """The key of a record that exists, or none."""
    return Column(name, String(ID_LENGTH), ForeignKey(f"{target}.id"))
