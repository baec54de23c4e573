"""What somebody holds in a usual week, and the weeks it was made of: the explanation behind that number."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.ahead import TOGETHER, WORKED, Presence, presence, usual
from app.domain.caseload import REVIEWING_ROLES
from app.domain.counting import counted
from app.domain.officers import Absence, Post
from app.queries.ahead.reading import held_lately, past_weeks, rates_of
from app.queries.ahead.words import tenths
from app.queries.caseload.counting import by_officer, officer_names
from app.queries.caseload.lines import NUMBER
from app.queries.service import calendar_of
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table

COLUMNS = (
    Column("monday", "Week of", Kind.DATE, 13),
    Column("held", "Reviews held", NUMBER, 10),
    Column("days", "Days at work", NUMBER, 10, "Working days in post and not away"),
    Column("away", "Days of leave", NUMBER, 10),
    Column("counts", "Counts", width=30),
)


@dataclass(frozen=True)
class UsualWeek:
    """Ask for the past weeks of an officer from which it is told what they usually hold."""

    officer_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a week, oldest first; the line says the middle number."""
        held, calendar = held_lately(store), calendar_of(store)
        posts, absences = by_officer(store, Post), by_officer(store, Absence)
        held_posts, away = posts.get(self.officer_id, ()), absences.get(self.officer_id, ())
        weeks = [(m, held[self.officer_id, m], presence(held_posts, away, m, calendar)) for m in past_weeks(store)]
        every = rates_of(store, posts, absences, calendar)
        rates = every.get(self.officer_id, [])
        rate, own = usual(rates, every.values()), usual(rates, ()) is not None
        worked = sum(there.days >= WORKED for _, _, there in weeks)
        return Table(
            f"A usual week of {officer_names(store).get(self.officer_id, '')}",
            COLUMNS,
            Fixed(tuple(_row(*week) for week in weeks), tuple(column.key for column in COLUMNS)),
            _said(rate, worked, own),
            (f"Weeks with fewer than {WORKED} days at work do not count. Posts: {' and '.join(_roles())}.",),
        )


def _roles() -> tuple[str, ...]:
    return tuple({"iro": "IRO", "conference-chair": "conference chair"}[role] for role in REVIEWING_ROLES)


def _said(rate: Fraction | None, worked: int, own: bool) -> str:
    number = tenths(rate)
    if number is None:
        return "No review was held lately by anybody, so that nobody knows what is usual"
    weeks = counted(worked, "worked week")
    if own:
        return f"{number:,.1f} reviews in a full-time week: the middle of any {TOGETHER} in a row of {weeks}"
    return f"{number:,.1f} reviews in a full-time week, as in the whole service: there are {weeks} to go by, or most without a review"


def _row(monday: date, held: int, there: Presence) -> Row:
    counts = "Yes" if there.days >= WORKED else "Too few days at work"
    return Row(monday.isoformat(), (monday, held, there.days, there.away, counts))
