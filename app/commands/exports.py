"""Exports: each reads in one transaction what goes out, and writes it to a workbook, a paper or a calendar."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.going import (
    Progress,
    Whole,
    WholePack,
    WholeSheets,
    WholeTable,
    WriteMonth,
    WritePack,
    WriteSheets,
    WriteTable,
    told,
    unwatched,
)
from app.commands.placing import Door, Exported, Written, placed
from app.domain.dates import Period
from app.domain.markings import Naming
from app.domain.scenarios import Scenario
from app.files.writing.saving import CALENDAR, PAPER, WORKBOOK, path_of
from app.late import late
from app.queries.booked import BookedFor, BookedMeetings
from app.queries.caseload.sheets import CaseloadSheets
from app.queries.catalogue import SheetsQuery, TableQuery
from app.queries.challenges.sheets import ChallengeSheets
from app.queries.month import DueList
from app.queries.returning import ReturnSheet


def export_timeliness(
    desk: Door,
    month: Period,
    target: Path,
    basis: str = "review",
    count: str = "held",
    progress: Progress = unwatched,
    naming: Naming | None = None,
) -> Exported:
    """A month's timeliness as a workbook, kept as reported if the month has ended; progress may raise to cancel."""
    return _export(desk, target, lambda path: WriteMonth(month, basis, count, path, progress, naming))


def export_due(desk: Door, target: Path, progress: Progress = unwatched, naming: Naming | None = None) -> Exported:
    """The due list as a workbook of one sheet."""
    return export_table(desk, DueList(), target, progress, naming)


def export_table(
    desk: Door, query: TableQuery, target: Path, progress: Progress = unwatched, naming: Naming | None = None
) -> Exported:
    """Any table as a workbook of one sheet."""
    return _export(desk, target, lambda path: WriteTable(query, path, progress, naming))


Draw = Callable[[Path, str, tuple[Whole, ...]], None]
"""Puts tables with all their rows on pages, under one title."""


def export_paper(
    desk: Door,
    query: TableQuery,
    target: Path,
    draw: Callable[[Path, Whole], None],
    naming: Naming | None = None,
) -> Exported:
    """Any table as a PDF; draw puts it on pages, for which the core has no means."""

    def make(path: Path) -> Written:
        whole: Whole = desk.ask(WholeTable(query, naming))
        draw(path, whole)
        return Written(told(whole.table.title, query, naming), {whole.table.title: len(whole.rows)})

    return placed(desk, path_of(target, PAPER), make)


def export_papers(desk: Door, query: SheetsQuery, target: Path, draw: Draw, naming: Naming | None = None) -> Exported:
    """Several tables as one PDF; draw puts them on pages."""

    def make(path: Path) -> Written:
        title, wholes = desk.ask(WholeSheets(query, naming))
        draw(path, title, wholes)
        return Written(told(title, query, naming), {whole.name: len(whole.rows) for whole in wholes})

    return placed(desk, path_of(target, PAPER), make)


def export_sheets(
    desk: Door, query: SheetsQuery, target: Path, progress: Progress = unwatched, naming: Naming | None = None
) -> Exported:
    """Several tables as a workbook with a sheet each."""
    return _export(desk, target, lambda path: WriteSheets(query, path, progress, naming))


def export_challenges(
    desk: Door, period: Period, target: Path, progress: Progress = unwatched, naming: Naming | None = None
) -> Exported:
    """The log of challenges of a period and every table of them, as a workbook."""
    return export_sheets(desk, ChallengeSheets(period), target, progress, naming)


def export_calendar(desk: Door, login: str, named: bool, target: Path) -> Exported:
    """The meetings booked for an officer's children as an iCalendar file; by reference and initials unless named."""

    def make(path: Path) -> Written:
        query = BookedFor(login, named)
        booked: BookedMeetings = desk.ask(query)
        title = f"Reviews of {booked.officer.name}"
        write = late("app.files.writing.calendars").write_calendar
        rows = write(path, title, booked.meetings, desk.stamp().at)
        return Written(told(title, query, None), {title: rows})

    return placed(desk, path_of(target, CALENDAR), make)


def export_return(desk: Door, login: str, month: Period | None, named: bool, target: Path) -> Exported:
    """An officer's month as a workbook to fill in and import; the month of today unless another is given."""
    return export_sheets(desk, ReturnSheet(login, month, named), target)


def export_caseload(
    desk: Door, day: date, target: Path, progress: Progress = unwatched, naming: Naming | None = None
) -> Exported:
    """The caseloads of a day and every table of them, as a workbook."""
    return export_sheets(desk, CaseloadSheets(day), target, progress, naming)


def export_ahead(
    desk: Door,
    target: Path,
    scenario: Scenario | None = None,
    progress: Progress = unwatched,
    naming: Naming | None = None,
) -> Exported:
    """The months ahead and every table of them, as recorded or after what is tried out, as a workbook."""
    return export_sheets(desk, late("app.queries.ahead.sheets").AheadSheets(scenario), target, progress, naming)


def export_pack(
    desk: Door, month: Period, target: Path, progress: Progress = unwatched, naming: Naming | None = None
) -> Exported:
    """A month's timeliness, challenges, caseload and moves as one workbook; the month is kept as reported."""
    return _export(desk, target, lambda path: WritePack(month, path, progress, naming))


def export_pack_paper(desk: Door, month: Period, target: Path, draw: Draw, naming: Naming | None = None) -> Exported:
    """The same as a PDF; draw puts it on pages."""

    def make(path: Path) -> Written:
        query = WholePack(month, naming)
        title, wholes, reported = desk.ask(query)
        draw(path, title, wholes)
        return Written(told(title, query, naming), {whole.name: len(whole.rows) for whole in wholes}, reported)

    return placed(desk, path_of(target, PAPER), make)


def _export(desk: Door, target: Path, query: Callable[[Path], Any]) -> Exported:
    return placed(desk, path_of(target, WORKBOOK), lambda path: desk.ask(query(path)))
