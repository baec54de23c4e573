"""The board of challenges as it opens, with the first cards of each column, in a large service beside a small one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from app.queries.challenges.board import AskBoard, Board
from app.queries.challenges.listing import ChallengeCounts
from app.queries.tables import OpeningOf
from app.store import Selection
from db.database import Database
from tests.benchmarks.measuring import Result, side_by_side
from tests.benchmarks.services import STAMP, TODAY, Scale, database, desk

GOAL = 2.0
CARDS = 60
"""The cards of a column that are fetched at once."""
CHILDREN_PER_CHALLENGE = 0.6
"""So many children has the demonstration for each challenge of its ten years."""


def run(scale: Scale) -> Iterator[Result]:
    """The open challenges, as the page asks for them; and what it asks for once they are shown."""
    with ExitStack() as opened:
        small, large = (
            opened.enter_context(Database.open(database(round(number * CHILDREN_PER_CHALLENGE), 0)))
            for number in (scale.few_challenges, scale.many_challenges)
        )
        words = f"{_number(large):,} / {_number(small):,} in the file"
        few, many = _board(small), _board(large)
        note = f"{many():,} and {few():,} on the board"
        ours, reference = side_by_side(many, few, scale.times)
        yield Result(f"Board of challenges, {words}", ours, reference, GOAL, note=note)
        ours, reference = side_by_side(_counts(large), _counts(small), scale.times)
        yield Result(f"How many each part of the list holds, asked after it, {words}", ours, reference)


def _number(keeper: Database) -> int:
    with keeper.read(STAMP) as store:
        return store.count(Selection("challenges", as_at=TODAY))


def _board(keeper: Database) -> Callable[[], int]:
    door = desk(keeper)

    def ask() -> int:
        board: Board = door.ask(AskBoard(with_counts=False))
        for column in board.columns:
            door.ask(OpeningOf(column.table, None, 0, CARDS))
        return board.count

    return ask


def _counts(keeper: Database) -> Callable[[], dict[str, int]]:
    door = desk(keeper)
    return lambda: door.ask(ChallengeCounts())
