"""Exports: read in one transaction, written beside the target, entered in the audit, and only then moved into place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Protocol

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import Period, long
from app.domain.errors import Refusal
from app.domain.legible import legible
from app.domain.reported import ReportedMonth, ReportedReview
from app.files.writing.saving import CALENDAR, PAPER, WORKBOOK, beside, move, path_of
from app.late import late
from app.queries.booked import BookedFor, BookedMeetings
from app.queries.caseload.sheets import caseload_sheets
from app.queries.catalogue import TableQuery
from app.queries.challenges.sheets import challenge_sheets
from app.queries.month import DueList, month_tables
from app.queries.reported import Verdicts, judged_now
from app.queries.service import setting
from app.store import Store
from app.table import Row, Table

Progress = Callable[[int], None]


def unwatched(_: int) -> None:
    """Progress that nobody watches."""


class Door(Protocol):
    """The desk, as far as exports need it."""

    def ask(self, query: Any) -> Any:
        """Answer a query in one read transaction."""

    def do(self, command: Any) -> Any:
        """Do a command in one transaction."""

    def stamp(self) -> Stamp:
        """Who and when, now."""


@dataclass(frozen=True)
class Exported:
    """A finished export: where it is, how many rows each sheet has, and the number of its audit entry."""

    path: Path
    rows: Mapping[str, int]
    entry: int | None


@dataclass(frozen=True)
class Reported:
    """A month as it was written, to be kept as reported."""

    month: Period
    basis: str
    count: str
    verdicts: Verdicts


@dataclass(frozen=True)
class Written:
    """What a temporary file holds: its title, rows by sheet, and the month to be kept as reported, if it is one."""

    title: str
    rows: Mapping[str, int]
    reported: Reported | None = None


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


@dataclass(frozen=True)
class WholeTable:
    """Ask for a table with all its rows, to be put on paper."""

    query: TableQuery
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Whole:
        """All from one snapshot of the records."""
        table = self.query.run(store, stamp)
        return Whole(table, tuple(table.rows.each(store)), _footer(store, stamp))


def export_paper(desk: Door, query: TableQuery, target: Path, draw: Callable[[Path, Whole], None]) -> Exported:
    """Any table as a PDF; draw puts it on pages, for which the core has no means."""

    def make(path: Path) -> Written:
        whole: Whole = desk.ask(WholeTable(query))
        draw(path, whole)
        return Written(whole.table.title, {whole.table.title: len(whole.rows)})

    return _placed(desk, path_of(target, PAPER), make)


def export_challenges(desk: Door, period: Period, target: Path, progress: Progress = unwatched) -> Exported:
    """The log of challenges of a period and every table of them, as a workbook."""
    return _export(desk, target, lambda path: WriteChallenges(period, path, progress))


def export_calendar(desk: Door, login: str, named: bool, target: Path) -> Exported:
    """The meetings booked for an officer's children as an iCalendar file; by reference and initials unless named."""

    def make(path: Path) -> Written:
        booked: BookedMeetings = desk.ask(BookedFor(login, named))
        title = f"Reviews of {booked.officer.name}"
        write = late("app.files.writing.calendars").write_calendar
        return Written(title, {title: write(path, title, booked.meetings, desk.stamp().at)})

    return _placed(desk, path_of(target, CALENDAR), make)


def export_caseload(desk: Door, day: date, target: Path, progress: Progress = unwatched) -> Exported:
    """The caseloads of a day and every table of them, as a workbook."""
    return _export(desk, target, lambda path: WriteCaseload(day, path, progress))


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
        if not self.month.ended(stamp.today):
            return Written(title, rows)
        verdicts = judged_now(store, self.month, self.count)
        return Written(title, rows, Reported(self.month, self.basis, self.count, verdicts))


@dataclass(frozen=True)
class WriteChallenges:
    """Read the challenges of a period and write their workbook to a temporary path."""

    period: Period
    path: Path
    progress: Progress = unwatched
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records."""
        tables = challenge_sheets(store, stamp, self.period)
        rows = _write(store, stamp, tables, self.path, self.progress)
        return Written(f"Challenges of {self.period.title_at(stamp.today)}", rows)


@dataclass(frozen=True)
class WriteCaseload:
    """Read the caseloads of a day and write their workbook to a temporary path."""

    day: date
    path: Path
    progress: Progress = unwatched
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Written:
        """All sheets from one snapshot of the records."""
        tables = caseload_sheets(store, stamp, self.day)
        return Written(f"Caseloads on {long(self.day)}", _write(store, stamp, tables, self.path, self.progress))


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


@dataclass(frozen=True)
class KeepExport:
    """Enter an export in the audit, and keep an exported month as reported."""

    summary: str
    reported: Reported | None = None
    right: ClassVar[Right] = Right.EXPORT
    title: ClassVar[str] = "Export"

    def run(self, store: Store, stamp: Stamp) -> str | None:
        """The id of the reported month, if there is one."""
        store.describe(self.summary)
        if self.reported is None:
            return None
        return _keep_reported(store, stamp, self.reported).id


@dataclass(frozen=True)
class ExportFailed:
    """Enter in the audit that an export did not reach its target, so that its month does not count as reported."""

    summary: str
    reported_id: str | None = None
    right: ClassVar[Right] = Right.EXPORT
    title: ClassVar[str] = "Export failed"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Void the month that was kept as reported, if one was."""
        store.describe(self.summary)
        kept = store.shelf(ReportedMonth).maybe(self.reported_id)
        if kept:
            store.shelf(ReportedMonth).void(kept, "The file did not reach its place")


def _export(desk: Door, target: Path, query: Callable[[Path], Any]) -> Exported:
    return _placed(desk, path_of(target, WORKBOOK), lambda path: desk.ask(query(path)))


def _placed(desk: Door, target: Path, make: Callable[[Path], Written]) -> Exported:
    """Make a file beside its target, enter it in the audit, and only then move it into place."""
    with beside(target) as temporary:
        written = make(temporary)
        summary = f"{written.title}, {counted(sum(written.rows.values()), 'row')}, to {legible(str(target))}"
        done = desk.do(KeepExport(summary, written.reported))
        try:
            move(temporary, target)
        except Refusal:
            desk.do(ExportFailed(f"Not moved into place: {summary}", done.result))
            raise
    return Exported(target, written.rows, done.entry)


def _write(
    store: Store, stamp: Stamp, tables: tuple[tuple[str, Table], ...], path: Path, progress: Progress
) -> dict[str, int]:
    """Write tables to a workbook; returns how many rows each sheet has."""
    with late("app.files.writing.books").Book(_footer(store, stamp), progress) as book:
        rows = {name: book.add(name, table, store) for name, table in tables}
        book.save(path)
    return rows


def _footer(store: Store, stamp: Stamp) -> str:
    return ", ".join(filter(None, (setting(store, "service.name"), f"made {long(stamp.today)}")))


def _keep_reported(store: Store, stamp: Stamp, reported: Reported) -> ReportedMonth:
    kept = store.shelf(ReportedMonth).keep(
        ReportedMonth(
            month=reported.month.first,
            made_at=stamp.at,
            made_by=stamp.person.login,
            basis=reported.basis,
            count=reported.count,
        )
    )
    store.shelf(ReportedReview).keep_all(
        ReportedReview(reported_id=kept.id, review_id=review, kind=kind, in_time=in_time)
        for review, (kind, in_time) in reported.verdicts.items()
    )
    return kept
