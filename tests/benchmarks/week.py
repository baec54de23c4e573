"""My week of one IRO, in a large service beside a small one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from app.queries.week.look import MyWeek
from app.queries.week.shapes import Week
from db.database import Database
from tests.benchmarks.due_list import usual_officer
from tests.benchmarks.measuring import Result, side_by_side
from tests.benchmarks.services import Scale, database, desk

GOAL = 1.3


def run(scale: Scale) -> Iterator[Result]:
    """Both weeks are of IROs with about as many children; everything of the page is in one question."""
    with ExitStack() as opened:
        small = _week_of(opened.enter_context(Database.open(database(scale.small))))
        large = _week_of(opened.enter_context(Database.open(database(scale.large))))
        note = f"{_told(small())} in the small, {_told(large())} in the large service"
        ours, reference = side_by_side(large, small, scale.times)
        yield Result("My week of an IRO, large / small service", ours, reference, GOAL, note=note)


def _week_of(keeper: Database) -> Callable[[], Week]:
    door, officer = desk(keeper), usual_officer(keeper)

    def ask() -> Week:
        return door.ask(MyWeek(officer.id))

    return ask


def _told(week: Week) -> str:
    due = week.section("month").count + week.section("overdue").count + week.section("not-booked").count
    return f"{due:,} reviews and {week.section('meetings').count:,} meetings"
