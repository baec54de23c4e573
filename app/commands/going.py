"""What an export asks for: tables with all their rows, as they may go out, written to a temporary path or put on paper."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from app.commands.placing import Reported, Written
from app.domain.access import Right, Stamp
from app.domain.dates import Period, long
from app.domain.markings import NAMINGS, Naming
from app.late import late
from app.queries.catalogue import SheetsQuery, TableQuery
from app.queries.month import month_tables
from app.queries.naming import check_names, gone_out, naming_of
from app.queries.reported import judged_now
from app.queries.service import setting
from app.store import Store
from app.table import Row, Table

Progress = Callable[[int], None]
Named = tuple[tuple[str, Table], ...]


def unwatched(_: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Whole:
    """A table with all its rows, and what stands at the foot of its pages."""

    table: Table
    rows: tuple[Row, ...]
    footer: str
    name: str = ""
    """What its sheet is called in a workbook of the same tables."""


@dataclass(frozen=True)
class WholeTable:
    """Ask for a table with all its rows, to be put on paper."""

    query: TableQuery
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Whole:
        """All from one snapshot of the records."""
        table = self.query.run(store, stamp)
        return _wholes(store, stamp, _going(store, stamp, self.query, self.naming, ((table.title, table),)))[0]


@dataclass(frozen=True)
class WholeSheets:
    """Ask for several tables with all their rows, to be put on paper one after the other."""

    query: SheetsQuery
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> tuple[str, tuple[Whole, ...]]:
        """Their title and all of them, from one snapshot of the records."""
        sheets = self.query.run(store, stamp)
        return sheets.title, _wholes(store, stamp, _going(store, stamp, self.query, self.naming, sheets.tables))


@dataclass(frozen=True)
class WholePack:
    """Ask for everything about a month with all rows, to be put on paper, and for what is kept of it as reported."""

    month: Period
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> tuple[str, tuple[Whole, ...], Reported | None]:
        """All from one snapshot of the records."""
        tables = _going(store, stamp, self, self.naming, late("app.queries.pack").pack_tables(store, stamp, self.month))
        title = f"Month pack of {self.month.title_at(stamp.today)}"
        return title, _wholes(store, stamp, tables), _reported(store, stamp, self.month, "review", "held")


@dataclass(frozen=True)
class WriteMonth:
    """Read a month and write its workbook to a temporary path."""

    month: Period
    basis: str
    count: str
    path: Path
    progress: Progress = unwatched
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records, and the reviews that the figures of a month that is over judged."""
        month = month_tables(store, stamp, self.month, self.basis, self.count)
        tables = _going(store, stamp, self, self.naming, month)
        rows = _write(store, stamp, tables, self.path, self.progress)
        title = f"Timeliness of {self.month.title_at(stamp.today)}"
        return Written(
            told(title, self, self.naming), rows, _reported(store, stamp, self.month, self.basis, self.count)
        )


@dataclass(frozen=True)
class WritePack:
    """Read everything about a month and write it to a temporary path; reviews are counted by the day they were held."""

    month: Period
    path: Path
    progress: Progress = unwatched
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records."""
        tables = _going(store, stamp, self, self.naming, late("app.queries.pack").pack_tables(store, stamp, self.month))
        rows = _write(store, stamp, tables, self.path, self.progress)
        title = f"Month pack of {self.month.title_at(stamp.today)}"
        return Written(told(title, self, self.naming), rows, _reported(store, stamp, self.month, "review", "held"))


def _reported(store: Store, stamp: Stamp, month: Period, basis: str, count: str) -> Reported | None:
    """What is kept of a month that is over: the reviews that its figures judged."""
    return (
        Reported(month, basis, count, judged_now(store, month, count))
        if month.ended(min(stamp.today, stamp.true_day))
        else None
    )


@dataclass(frozen=True)
class WriteSheets:
    """Ask for several tables and write them to a temporary path."""

    query: SheetsQuery
    path: Path
    progress: Progress = unwatched
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records."""
        sheets = self.query.run(store, stamp)
        tables = _going(store, stamp, self.query, self.naming, sheets.tables)
        rows = _write(store, stamp, tables, self.path, self.progress)
        return Written(told(sheets.title, self.query, self.naming), rows)


@dataclass(frozen=True)
class WriteTable:
    """Ask for a table and write it to a temporary path."""

    query: TableQuery
    path: Path
    progress: Progress = unwatched
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """One sheet, named by the table's title."""
        table = self.query.run(store, stamp)
        tables = _going(store, stamp, self.query, self.naming, ((table.title, table),))
        rows = _write(store, stamp, tables, self.path, self.progress)
        return Written(told(table.title, self.query, self.naming), rows)


def _going(store: Store, stamp: Stamp, query: Any, asked: Naming | None, tables: Named) -> Named:
    """The tables as they go out, with the children as was asked for; names only to those who may send them out."""
    naming = naming_of(query, asked)
    check_names(store, stamp, query, naming)
    return gone_out(store, tables, naming)


def told(title: str, query: Any, asked: Naming | None) -> str:
    """What the account says of an export: also how children stand in it."""
    naming = naming_of(query, asked) or (Naming.NAMES if getattr(query, "named", False) else None)
    return title if naming in (None, Naming.INITIALS) else f"{title} ({NAMINGS[naming].lower()})"


def _write(store: Store, stamp: Stamp, tables: Named, path: Path, progress: Progress) -> dict[str, int]:
    """Write tables to a workbook; returns how many rows each sheet has."""
    with late("app.files.writing.books").Book(_footer(store, stamp), progress) as book:
        rows = {name: book.add(name, table, store) for name, table in tables}
        book.save(path)
    return rows


def _whole(store: Store, stamp: Stamp, table: Table) -> Whole:
    return Whole(table, tuple(table.rows.each(store)), _footer(store, stamp))


def _wholes(store: Store, stamp: Stamp, tables: Named) -> tuple[Whole, ...]:
    return tuple(replace(_whole(store, stamp, table), name=name) for name, table in tables)


def _footer(store: Store, stamp: Stamp) -> str:
    return ", ".join(filter(None, (setting(store, "service.name"), f"made {long(stamp.today)}")))
