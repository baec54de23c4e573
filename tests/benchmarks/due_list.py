"""The first window of one IRO's due list with its counts, in a large service beside a small one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.officers import Officer
from app.queries.reviews import DueFilter, DueList, DueTable
from app.queries.tables import OpeningOf
from db.database import Database
from tests.benchmarks.measuring import Result, side_by_side
from tests.benchmarks.services import STAMP, Scale, database, desk

GOAL = 1.3
WINDOW = 100
USUAL_LIST = 150


def run(scale: Scale) -> Iterator[Result]:
    """Both lists are of IROs with about as many open reviews."""
    with ExitStack() as opened:
        small = _list_of(opened.enter_context(Database.open(database(scale.small))))
        large = _list_of(opened.enter_context(Database.open(database(scale.large))))
        note = f"{small():,} rows in the small, {large():,} in the large service"
        ours, reference = side_by_side(large, small, scale.times)
        yield Result("First window of an IRO's due list, large / small service", ours, reference, GOAL, note=note)


def _list_of(keeper: Database) -> Callable[[], int]:
    door, officer = desk(keeper), usual_officer(keeper)

    def ask() -> int:
        answer: DueTable = door.ask(DueList(DueFilter(officer_id=officer.id)))
        opening = door.ask(OpeningOf(answer.table, None, 0, WINDOW))
        assert len(opening.rows) == min(WINDOW, opening.count)
        return opening.count

    return ask


def usual_officer(keeper: Database) -> Officer:
    """The IRO whose number of children is nearest to the usual one."""
    holders = _holders(keeper.path)
    chosen = min(holders, key=lambda officer: (abs(holders[officer] - USUAL_LIST // 2), officer))
    with keeper.read(STAMP) as store:
        return store.shelf(Officer).get(chosen)


def _holders(path: Path) -> dict[str, int]:
    raw = dbapi2.connect(str(path))
    query = 'SELECT officer_id, count(*) FROM allocations WHERE "end" IS NULL GROUP BY officer_id'
    found = dict(raw.execute(query).fetchall())
    raw.close()
    return found
