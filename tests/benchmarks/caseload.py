"""Five years of caseloads by month in a service of the usual size, against the second that they may take."""

from collections.abc import Iterator
from statistics import median

from app.queries.caseload.months import CaseloadMonths
from app.queries.caseload.on import CaseloadOn
from db.database import Database
from tests.benchmarks.measuring import Result, seconds
from tests.benchmarks.services import TODAY, Scale, database, desk

CHILDREN, MONTHS = 1_100, 60
MOST = 1.0
"""Seconds."""


def run(scale: Scale) -> Iterator[Result]:
    """The series of months; and one day, of which it is made."""
    with Database.open(database(CHILDREN, 0)) as keeper:
        door = desk(keeper)
        door.ask(CaseloadMonths(TODAY, MONTHS))
        months = median(seconds(lambda: door.ask(CaseloadMonths(TODAY, MONTHS))) for _ in range(scale.times))
        day = median(seconds(lambda: door.ask(CaseloadOn(TODAY))) for _ in range(scale.times))
    words = f"{CHILDREN:,} children"
    yield Result(f"Caseloads of {MONTHS} months, {words}, beside one second", months, MOST, 1.0)
    yield Result(f"Caseloads of one day, {words}, beside one second", day, MOST)
