"""Has a programme solved in a child process that can be cancelled, and that may use only so much time and memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.apart import Ending, Watched, converse
from app.domain.errors import Refusal, could_not_start
from app.solving.programme import Programme, Solved, gap

HIGHS = "app.solving.with_highs"
MEMORY = 1 << 30
CLOSE_ENOUGH = 0.0075
"""The solver stops once the best it found is within so much of the best possible."""
TOO_FAR = 0.2
"""An answer that may be so much worse than the best possible, when the time is over, is none."""
LEEWAY = 20.0
"""Seconds for starting and ending, beside those in which it may look for something better."""
NOTHING_CHANGED = "Nothing has been changed."

Progress = Callable[[str, int, int], None]
Question = Callable[[], bool]


class Stopped(Refusal):
    """The person stopped the search."""


@dataclass
class Search:
    """What the child process has said so far."""

    progress: Progress
    seconds: float
    solved: Solved | None = None
    answered: bool = field(default=False)

    def receive(self, line: list[Any]) -> None:
        """Take one line of the answer."""
        kind, *rest = line
        if kind == "so far":
            spent, best, bound = rest
            self.progress(_so_far(best, bound), min(int(spent), int(self.seconds)), int(self.seconds))
        elif kind == "solved":
            spent, objective, bound, values = rest
            self.solved = Solved(tuple(values), objective, objective if bound is None else bound, spent)
        self.answered = kind != "so far"


def solve(
    programme: Programme, seconds: float, progress: Progress | None = None, cancelled: Question | None = None,
    module: str = HIGHS,
) -> Solved:  # fmt: skip
    """The best answer that is found in so many seconds, which is the best possible or near it; refuses when there is none."""
    search = Search(progress or _say_nothing, seconds)
    request = {"programme": programme.as_json(), "seconds": seconds, "gap": CLOSE_ENOUGH}
    ending = converse(module, request, Watched(search.receive, cancelled or _never, MEMORY, seconds + LEEWAY))
    if ending is Ending.UNBEGUN:
        raise could_not_start()
    if ending is Ending.CANCELLED:
        raise Stopped(f"The search was stopped. {NOTHING_CHANGED}", "Start it again whenever you like.")
    if search.solved and search.solved.gap <= TOO_FAR:
        return search.solved
    raise _without_answer(ending, search)


def _without_answer(ending: Ending, search: Search) -> Refusal:
    if ending is Ending.TIME or search.answered:
        return Refusal(
            f"No good distribution was found within {search.seconds:,.0f} seconds. {NOTHING_CHANGED}",
            "Try again when the computer is less busy, or with fewer officers who may give or take children.",
        )
    if ending is Ending.MEMORY:
        return Refusal(
            f"Looking for a distribution needs more than {MEMORY // 2**20:,} MB of memory. {NOTHING_CHANGED}",
            "Try again with fewer officers who may give or take children.",
        )
    return Refusal(
        f"The part of the program that looks for a distribution ended by itself. {NOTHING_CHANGED}",
        "Try again. If it happens again, move the children by hand.",
    )


def _so_far(best: float | None, bound: float | None) -> str:
    if best is None:
        return "Looking for a first distribution"
    if bound is None:
        return f"Best so far {best:,.1f}"
    return f"Best so far {best:,.1f}; nothing is better than {bound:,.1f} ({gap(best, bound) * 100:.1f} % apart)"


def _say_nothing(_words: str, _done: int, _total: int) -> None:
    return


def _never() -> bool:
    return False
