"""Every report there is: menus, pages, exports, the command line and a test go through this list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from app.domain.access import Right, Stamp
from app.domain.calendar import add_days
from app.domain.dates import Period, month_of
from app.queries.ahead.months import MonthsAhead
from app.queries.ahead.weeks import WeeksAhead
from app.queries.caseload.reports import REPORTS as CASELOAD_REPORTS
from app.queries.caseload.reports import CaseloadReport
from app.queries.challenges.reports import REPORTS, ChallengeReport
from app.queries.clinics.listing import ClinicsHeld
from app.queries.crossed import IroByKind
from app.queries.gatherings import Gatherings
from app.queries.month import DueIn, DueList, LateList
from app.queries.practice_figures.figure import FIGURES, TITLES, PracticeFigures
from app.queries.practice_figures.measures import Part
from app.queries.practice_figures.table import PracticeTable
from app.queries.timeliness import Timeliness
from app.queries.timeliness_table import TimelinessTable, rolling_year
from app.store import Store
from app.table import Sheets, Table


class TableQuery(Protocol):
    """A query whose answer is a Table."""

    right: ClassVar[Right]

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The table."""


class SheetsQuery(Protocol):
    """A query whose answer is Sheets: several tables that go out together."""

    right: ClassVar[Right]

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """Their title and the tables."""


@dataclass(frozen=True)
class Choice:
    """What a report is asked for: a period, and how timeliness is counted."""

    period: Period
    basis: str = "review"
    count: str = "held"


@dataclass(frozen=True)
class Report:
    """One report: its name on the command line, its title, what it says, and its query for a choice."""

    id: str
    title: str
    help: str
    query: Callable[[Choice], TableQuery]
    counted: bool = True
    """Whether basis and count make a difference to it."""


def _timeliness(by: str) -> Callable[[Choice], TableQuery]:
    return lambda c: TimelinessTable(Timeliness(c.period, by, c.basis, c.count))


def _year(choice: Choice) -> TableQuery:
    return TimelinessTable(rolling_year(Timeliness(choice.period, "", choice.basis, choice.count)))


def _iro_by_kind(choice: Choice) -> TableQuery:
    return IroByKind(Timeliness(choice.period, "iro", choice.basis, choice.count))


def _challenges(report: ChallengeReport) -> Report:
    return Report(report.id, report.title, report.help, lambda c: report.query(c.period), counted=False)


def _caseload(report: CaseloadReport) -> Report:
    return Report(report.id, report.title, report.help, lambda c: report.query(c.period.last), counted=False)


def _practice(what: str, part: Part) -> Report:
    def query(choice: Choice) -> TableQuery:
        return PracticeTable(PracticeFigures(what, choice.period, "", choice.basis, part.code))

    title = f"{TITLES[what]}: {part.title[:1].lower()}{part.title[1:]}"
    return Report(f"{what}-{part.code}", title, "Every line with last year's and how it is counted.", query)


CATALOGUE: dict[str, Report] = {
    report.id: report
    for report in (
        Report("timeliness", "Timeliness", "The share of reviews in time.", _timeliness("")),
        Report("timeliness-by-kind", "Timeliness by kind of review", "One line a kind.", _timeliness("kind")),
        Report("timeliness-by-iro", "Timeliness by IRO", "One line an IRO.", _timeliness("iro")),
        Report("timeliness-by-iro-and-kind", "Timeliness by IRO and kind", "One line an IRO.", _iro_by_kind),
        Report("timeliness-by-team", "Timeliness by team", "One line a social-work team.", _timeliness("team")),
        Report("timeliness-by-month", "Timeliness by month", "One line a month of the period.", _timeliness("month")),
        Report("timeliness-year", "Timeliness, rolling year", "The twelve months that end with the period.", _year),
        Report("late", "Late reviews", "What was not in time, and why.", lambda c: LateList(c.period, c.count)),
        Report("due-in", "Reviews due in a period", "Due and not yet held.", lambda c: DueIn(c.period), counted=False),
        Report("due", "Reviews due", "All that is still to be held.", lambda _: DueList(), counted=False),
        *(_challenges(report) for report in REPORTS),
        *(_practice(what, part) for what, parts in FIGURES.items() for part in parts),
        *(_caseload(report) for report in CASELOAD_REPORTS),
        Report("clinics", "Clinics of children", "What was decided.", lambda c: ClinicsHeld(c.period), counted=False),
        Report(
            "other-meetings",
            "Other meetings",
            "With the children concerned.",
            lambda c: Gatherings(period=c.period),
            counted=False,
        ),
        Report(
            "months-ahead", "The months ahead", "One line an IRO, 26 weeks.", lambda _: MonthsAhead(), counted=False
        ),
        Report("weeks-ahead", "The weeks ahead", "The service by week.", lambda _: WeeksAhead(), counted=False),
    )
}


def usual_period(stamp: Stamp) -> Period:
    """The last whole month: what is usually asked for."""
    return month_of(add_days(month_of(stamp.today).first, -1))
