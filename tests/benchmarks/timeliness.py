"""A month's and a year's timeliness beside the one raw GROUP BY that answers it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.dates import Period
from app.queries.timeliness import Timeliness
from db.database import Database
from tests.benchmarks.measuring import Result, side_by_side
from tests.benchmarks.services import Scale, database, desk

GOAL, ALLOWANCE = 1.5, 0.020
PERIODS = {
    "month": Period(date(2026, 10, 1), date(2026, 10, 31)),
    "year": Period(date(2025, 11, 1), date(2026, 10, 31)),
}
# No reviews outside of a period and no voided children are in these services, so that the shortest query is also right.
RAW = """
    SELECT kind, sum(held <= due), count(due), count(*) - count(due)
    FROM reviews
    WHERE held BETWEEN ? AND ? AND voided_at IS NULL
    GROUP BY kind
"""


def run(scale: Scale) -> Iterator[Result]:
    """By kind, by held date, at both sizes."""
    for children in (scale.small, scale.large):
        yield from _at(database(children), scale.times)


def _at(path: Path, times: int) -> Iterator[Result]:
    raw = dbapi2.connect(str(path))
    raw.execute("PRAGMA cache_size = -65536")
    number = raw.execute("SELECT count(*) FROM reviews").fetchone()[0]
    with Database.open(path) as keeper:
        door = desk(keeper)
        for name, period in PERIODS.items():
            question = Timeliness(period, by="kind")
            words = (period.first.isoformat(), period.last.isoformat())

            def ours(question: Timeliness = question) -> list[tuple[str, int, int, int]]:
                lines = door.ask(question).lines
                counted = [(line.key, line.numerator, line.denominator, line.unjudged) for line in lines]
                return sorted(line for line in counted if any(line[1:]))

            def reference(words: tuple[str, ...] = words) -> list[tuple[str, int, int, int]]:
                return sorted(raw.execute(RAW, words).fetchall())

            assert ours() == reference(), "both sides must count the same"
            mine, theirs = side_by_side(ours, reference, times)
            yield Result(f"A {name}'s timeliness, {number:,} reviews", mine, theirs, GOAL, ALLOWANCE)
    raw.close()
