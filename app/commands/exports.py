"""Exports: each reads in one transaction what goes out, and writes it to a workbook, a paper or a calendar."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from app.commands.placing import Door, Exported, Reported, Written, placed
from app.domain.access import Right, Stamp
from app.domain.dates import Period, long
from app.domain.scenarios import Scenario
from app.files.writing.saving import CALENDAR, PAPER, WORKBOOK, path_of
from app.late import late
from app.queries.booked import BookedFor, BookedMeetings
from app.queries.caseload.sheets import CaseloadSheets
from app.queries.catalogue import SheetsQuery, TableQuery
from app.queries.challenges.sheets import ChallengeSheets
from app.queries.month import DueList, month_tables
from app.queries.reported import judged_now
from app.queries.returning import ReturnSheet
from app.queries.service import setting
from app.store import Store
from app.table import Row, Table

Progress = Callable[[int], None]


def unwatched(_: int) -> None:
    """Progress that nobody watches."""


def export_timeliness(
    desk: Door, month: Period, target: Path, basis: str = "review", count: str = "held", progress: Progress = unwatched
) -> Exported:
    """A month's timeliness as a workbook, kept as reported if the month has ended; progress may raise to cancel."""
    return _export(desk, target, lambda path: WriteMonth(month, basis, count, path, progress))


def export_due(desk: Door, target: Path, progress: Progress = unwatched) -> Exported:
    """The due list as a workbook of one sheet."""
    return export_table(desk, DueList(), target, progress)


def export_table(desk: Door, query: TableQuery, target: Path, progress: Progress = unwatched) -> Exported:
    """Any table as a workbook of one sheet."""
    return _export(desk, target, lambda path: WriteTable(query, path, progress))


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
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Whole:
        """All from one snapshot of the records."""
        return _whole(store, stamp, self.query.run(store, stamp))


@dataclass(frozen=True)
class WholeSheets:
    """Ask for several tables with all their rows, to be put on paper one after the other."""

    query: SheetsQuery
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> tuple[str, tuple[Whole, ...]]:
        """Their title and all of them, from one snapshot of the records."""
        sheets = self.query.run(store, stamp)
        return sheets.title, _wholes(store, stamp, sheets.tables)


Draw = Callable[[Path, str, tuple[Whole, ...]], None]
"""Puts tables with all their rows on pages, under one title."""


def export_paper(desk: Door, query: TableQuery, target: Path, draw: Callable[[Path, Whole], None]) -> Exported:
    """Any table as a PDF; draw puts it on pages, for which the core has no means."""

    def make(path: Path) -> Written:
        whole: Whole = desk.ask(WholeTable(query))
        draw(path, whole)
        return Written(whole.table.title, {whole.table.title: len(whole.rows)})

    return placed(desk, path_of(target, PAPER), make)


def export_papers(desk: Door, query: SheetsQuery, target: Path, draw: Draw) -> Exported:
    """Several tables as one PDF; draw puts them on pages."""

    def make(path: Path) -> Written:
        title, wholes = desk.ask(WholeSheets(query))
        draw(path, title, wholes)
        return Written(title, {whole.name: len(whole.rows) for whole in wholes})

    return placed(desk, path_of(target, PAPER), make)


def export_sheets(desk: Door, query: SheetsQuery, target: Path, progress: Progress = unwatched) -> Exported:
    """Several tables as a workbook with a sheet each."""
    return _export(desk, target, lambda path: WriteSheets(query, path, progress))


def export_challenges(desk: Door, period: Period, target: Path, progress: Progress = unwatched) -> Exported:
    """The log of challenges of a period and every table of them, as a workbook."""
    return export_sheets(desk, ChallengeSheets(period), target, progress)


def export_calendar(desk: Door, login: str, named: bool, target: Path) -> Exported:
    """The meetings booked for an officer's children as an iCalendar file; by reference and initials unless named."""

    def make(path: Path) -> Written:
        booked: BookedMeetings = desk.ask(BookedFor(login, named))
        title = f"Reviews of {booked.officer.name}"
        write = late("app.files.writing.calendars").write_calendar
        return Written(title, {title: write(path, title, booked.meetings, desk.stamp().at)})

    return placed(desk, path_of(target, CALENDAR), make)


def export_return(desk: Door, login: str, month: Period | None, named: bool, target: Path) -> Exported:
    """An officer's month as a workbook to fill in and import; the month of today unless another is given."""
    return export_sheets(desk, ReturnSheet(login, month, named), target)


def export_caseload(desk: Door, day: date, target: Path, progress: Progress = unwatched) -> Exported:
    """The caseloads of a day and every table of them, as a workbook."""
    return export_sheets(desk, CaseloadSheets(day), target, progress)


def export_ahead(
    desk: Door, target: Path, scenario: Scenario | None = None, progress: Progress = unwatched
) -> Exported:
    """The months ahead and every table of them, as recorded or after what is tried out, as a workbook."""
    return export_sheets(desk, late("app.queries.ahead.sheets").AheadSheets(scenario), target, progress)


def export_pack(desk: Door, month: Period, target: Path, progress: Progress = unwatched) -> Exported:
    """A month's timeliness, challenges, caseload and moves as one workbook; the month is kept as reported."""
    return _export(desk, target, lambda path: WritePack(month, path, progress))


def export_pack_paper(desk: Door, month: Period, target: Path, draw: Draw) -> Exported:
    """The same as a PDF; draw puts it on pages."""

    def make(path: Path) -> Written:
        title, wholes, reported = desk.ask(WholePack(month))
        draw(path, title, wholes)
        return Written(title, {whole.name: len(whole.rows) for whole in wholes}, reported)

    return placed(desk, path_of(target, PAPER), make)


@dataclass(frozen=True)
class WholePack:
    """Ask for everything about a month with all rows, to be put on paper, and for what is kept of it as reported."""

    month: Period
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> tuple[str, tuple[Whole, ...], Reported | None]:
        """All from one snapshot of the records."""
        tables = late("app.queries.pack").pack_tables(store, stamp, self.month)
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
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records, and the reviews that the figures of a month that is over judged."""
        tables = month_tables(store, stamp, self.month, self.basis, self.count)
        rows = _write(store, stamp, tables, self.path, self.progress)
        title = f"Timeliness of {self.month.title_at(stamp.today)}"
        return Written(title, rows, _reported(store, stamp, self.month, self.basis, self.count))


@dataclass(frozen=True)
class WritePack:
    """Read everything about a month and write it to a temporary path; reviews are counted by the day they were held."""

    month: Period
    path: Path
    progress: Progress = unwatched
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records."""
        tables = late("app.queries.pack").pack_tables(store, stamp, self.month)
        rows = _write(store, stamp, tables, self.path, self.progress)
        title = f"Month pack of {self.month.title_at(stamp.today)}"
        return Written(title, rows, _reported(store, stamp, self.month, "review", "held"))


def _reported(store: Store, stamp: Stamp, month: Period, basis: str, count: str) -> Reported | None:
    """What is kept of a month that is over: the reviews that its figures judged."""
    return Reported(month, basis, count, judged_now(store, month, count)) if month.ended(stamp.today) else None


@dataclass(frozen=True)
class WriteSheets:
    """Ask for several tables and write them to a temporary path."""

    query: SheetsQuery
    path: Path
    progress: Progress = unwatched
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records."""
        sheets = self.query.run(store, stamp)
        return Written(sheets.title, _write(store, stamp, sheets.tables, self.path, self.progress))


@dataclass(frozen=True)
class WriteTable:
    """Ask for a table and write it to a temporary path."""

    query: TableQuery
    path: Path
    progress: Progress = unwatched
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """One sheet, named by the table's title."""
        table = self.query.run(store, stamp)
        return Written(table.title, _write(store, stamp, ((table.title, table),), self.path, self.progress))


def _export(desk: Door, target: Path, query: Callable[[Path], Any]) -> Exported:
    return placed(desk, path_of(target, WORKBOOK), lambda path: desk.ask(query(path)))


def _write(
    store: Store, stamp: Stamp, tables: tuple[tuple[str, Table], ...], path: Path, progress: Progress
) -> dict[str, int]:
    """Write tables to a workbook; returns how many rows each sheet has."""
    with late("app.files.writing.books").Book(_footer(store, stamp), progress) as book:
        rows = {name: book.add(name, table, store) for name, table in tables}
        book.save(path)
    return rows


def _whole(store: Store, stamp: Stamp, table: Table) -> Whole:
    return Whole(table, tuple(table.rows.each(store)), _footer(store, stamp))


def _wholes(store: Store, stamp: Stamp, tables: tuple[tuple[str, Table], ...]) -> tuple[Whole, ...]:
    return tuple(replace(_whole(store, stamp, table), name=name) for name, table in tables)


def _footer(store: Store, stamp: Stamp) -> str:
    return ", ".join(filter(None, (setting(store, "service.name"), f"made {long(stamp.today)}")))
