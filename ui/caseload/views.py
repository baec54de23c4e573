"""The views of the Caseload page: the question that each asks, what it is asked for, and which of its rows are drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.dates import Period
from app.queries.caseload import lines
from app.queries.caseload.held import MeetingsHeld
from app.queries.caseload.months import CaseloadMonths
from app.queries.caseload.on import CaseloadOn
from app.queries.caseload.posts import Posts
from app.queries.caseload.teams import TeamsCaseload
from app.queries.caseload.told import ToldAndAppointed
from app.queries.rearranged import BY, MovesPerReview, Rearranged
from app.table import Fixed, Row, Table
from ui.parts.switch import Sight

CASELOAD, MONTHS, TEAMS, MOVED = "caseload", "months", "teams", "moved"
DAY, BASIS, OFFICER, PERIOD, WHOSE, MOVED_BY = "day", "basis", "officer", "period", "whose", "moved_by"
"""What a view can be asked for; the page has a chooser for each."""
TIMES = "times"
MOVED_WAYS = [*BY.items(), (TIMES, "How many times a review was moved")]
WHOSE_WAYS = [("", "As set in Settings"), ("chair", "Who chaired it"), ("due", "The IRO of the child")]
TOGETHER = frozenset({lines.SERVICE, lines.NOBODY, "whole"})
"""The rows that stand for several others, or for nobody: they are not drawn beside them."""


@dataclass(frozen=True)
class Asked:
    """What is chosen on the page; each view takes of it what it needs."""

    day: date
    period: Period
    basis: str = ""
    officer: str | None = None
    whose: str = ""
    moved_by: str = "reason"


@dataclass(frozen=True)
class View:
    """One view: how it is called, what it is asked for, its question, and what is said where it has no rows."""

    sight: Sight
    needs: frozenset[str]
    question: Callable[[Asked], Any]
    empty: str

    @property
    def titled(self) -> bool:
        """Whether its line needs the title to say what is shown: the others say the day."""
        return self.of_period or self.sight.key == MONTHS

    @property
    def of_period(self) -> bool:
        """Whether it counts a period, not a day."""
        return PERIOD in self.needs


def _moved(asked: Asked) -> Rearranged | MovesPerReview:
    return MovesPerReview(asked.period) if asked.moved_by == TIMES else Rearranged(asked.period, asked.moved_by)


VIEWS = {
    view.sight.key: view
    for view in (
        View(
            Sight(CASELOAD, "Caseload", "scale"),
            frozenset({DAY, BASIS}),
            lambda asked: CaseloadOn(asked.day, asked.basis),
            "Nobody held a child on this day. Allocate children on the Children page, or import a file in Files.",
        ),
        View(
            Sight(MONTHS, "By month", "trending-up"),
            frozenset({DAY, BASIS, OFFICER}),
            lambda asked: CaseloadMonths(asked.day, officer_id=asked.officer, basis=asked.basis),
            "This IRO held no children in the five years before this day. Choose another one.",
        ),
        View(
            Sight(TEAMS, "Teams", "users"),
            frozenset({DAY, BASIS}),
            lambda asked: TeamsCaseload(asked.day, asked.basis),
            "No team's children were allocated on this day.",
        ),
        View(
            Sight("posts", "Posts", "user"),
            frozenset({DAY}),
            lambda asked: Posts(asked.day),
            "No posts are recorded for this day. Add officers and their posts in Settings.",
        ),
        View(
            Sight("told", "Told and appointed", "bell"),
            frozenset({PERIOD}),
            lambda asked: ToldAndAppointed(asked.period),
            "No child became looked after in this period. Choose another one.",
        ),
        View(
            Sight("held", "Reviews held", "calendar-check"),
            frozenset({PERIOD, WHOSE}),
            lambda asked: MeetingsHeld(asked.period, asked.whose),
            "No review was held in this period. Choose another one.",
        ),
        View(
            Sight(MOVED, "Rearranged meetings", "calendar-clock"),
            frozenset({PERIOD, MOVED_BY}),
            _moved,
            "Nobody asked to move a booked date in this period. Choose another one.",
        ),
    )
}


def drawn(table: Table) -> Sequence[Row]:
    """The rows of a table that its picture shows: one a person, team, month or group, where there is a number."""
    if table.chart is None or not isinstance(table.rows, Fixed):
        return ()
    return tuple(row for row in lines.drawn(table, table.rows.rows) if row.id not in TOGETHER)
