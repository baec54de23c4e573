"""The sheets of an export of challenges: the log, every table of counts, and what their words mean."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.dates import Period, long
from app.queries.challenges.figures import COUNT_NOTES, COUNTS, LEFT_OUT
from app.queries.challenges.grouping import ladder_words
from app.queries.challenges.reports import REPORTS
from app.queries.challenges.resolved import usual_basis
from app.queries.challenges.tables import BOTH_NOTE
from app.queries.definitions import WORKING_DAY, definitions_table
from app.store import Store
from app.table import Sheets, Table


@dataclass(frozen=True)
class ChallengeSheets:
    """The log of challenges of a period and every table of them."""

    period: Period
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """All from one snapshot of the records."""
        return Sheets(f"Challenges of {self.period.title_at(stamp.today)}", challenge_sheets(store, stamp, self.period))


def challenge_sheets(store: Store, stamp: Stamp, period: Period) -> tuple[tuple[str, Table], ...]:
    """The sheets of a period: their names and tables, in order."""
    tables = tuple((report.sheet, report.query(period).run(store, stamp)) for report in REPORTS)
    return (*tables, ("Definitions", definitions(store, stamp, period)))


def definitions(store: Store, stamp: Stamp, period: Period) -> Table:
    """What the counts mean, the service's levels, when they were made and by whom."""
    facts = [
        ("Period", f"{period.title()} ({long(period.first)} to {long(period.last)})"),
        ("As at", f"{long(stamp.today)}. What is recorded or corrected later is not in these figures."),
        *((COUNTS[count], COUNT_NOTES[count]) for count in COUNTS),
        ("Good practice", LEFT_OUT),
        ("Informal and formal", "Level 1 is informal; every level above it is formal."),
        ("Both CLA and CP", BOTH_NOTE),
        ("Resolved in time", f"The service's own basis: {usual_basis(store).words}."),
        ("Extension", "More time never changes the result by the original date; both results are printed."),
        WORKING_DAY,
        *ladder_words(store, min(period.last, stamp.today)),
        ("CLA, CP", "Child looked after (in our care); child protection."),
        ("IRO", "Independent Reviewing Officer"),
        ("Share", "Number ÷ whole, rounded half up to one decimal; \"-\" where there is nothing to divide by."),
    ]  # fmt: skip
    return definitions_table(store, stamp, facts, f"How the challenges of {period.title_at(stamp.today)} were counted")
