"""What opens behind a number of the months ahead: exactly the reviews that were counted, recorded or still to follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.ahead import Expected, monday_of
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.explanations import explain, sequence_words
from app.domain.scenarios import Scenario
from app.queries.ahead.outlook import Outlook
from app.queries.ahead.words import after
from app.queries.caseload.lines import NOBODY
from app.queries.service import kind_names
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

OVERDUE, UNDATED = "overdue", "undated"
COLUMNS = (
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=12),
    Column("iro", "IRO then", width=22),
    Column("kind", "Kind of review", width=33),
    Column("sequence", "Which", width=14),
    Column("due", "Due", Kind.DATE, 13),
    Column("booked", "Booked for", Kind.DATE, 13),
    Column("state", "State", width=17),
    Column("why", "Why it is due then", width=80),
)
IN_PART = {OVERDUE: ": overdue, no date", UNDATED: ": due date not known"}


@dataclass(frozen=True)
class ReviewsAhead:
    """Ask for somebody's reviews (None: the service's) of the week of a Monday, a part, or of all the weeks ahead.

    A row's id is that of the child; empty for one whom nobody knows yet.
    """

    officer_id: str | None
    first: date | None = None
    part: str = ""
    scenario: Scenario | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list by day and reference, with what can be held in the week."""
        return reviews_table(store, Outlook.of(store, self.scenario), self)

    def wanted(self, one: Expected) -> bool:
        """Whether a review is among those asked for."""
        if self.part:
            return one.overdue if self.part == OVERDUE else one.day is None
        if self.first:
            return one.day is not None and not one.overdue and monday_of(one.day) == self.first
        return True

    def room(self, outlook: Outlook) -> str:
        """How many can be held in the week, and the leave in it, in words."""
        if self.first not in outlook.mondays:
            return ""
        at = outlook.mondays.index(self.first)
        held = outlook.weeks(self.officer_id)[at].held
        said = "" if held is None else f", {held:,} can be held"
        away = outlook.away(self.officer_id, at)
        return f"{said}, {counted(away, 'working day')} of leave or absence" if away else said


def reviews_table(store: Store, outlook: Outlook, asked: ReviewsAhead) -> Table:
    """The same from an outlook that is there already."""
    found = sorted(
        (one for one in outlook.reviews(asked.officer_id) if asked.wanted(one)),
        key=lambda one: (one.day or date.max, outlook.named(one.review.child_id).reference, one.review.number),
    )
    kinds = kind_names(store)
    rows = tuple(_row(one, outlook, kinds) for one in found)
    week = f", week of {long(asked.first)}" if asked.first else "" if asked.part else ", the months ahead"
    return Table(
        f"{outlook.title(asked.officer_id)}{week}{IN_PART.get(asked.part, '')}{after(outlook.scenario)}",
        COLUMNS,
        Fixed(rows, tuple(column.key for column in COLUMNS)),
        f"{counted(len(rows), 'review')}{asked.room(outlook)}",
    )


def _row(one: Expected, outlook: Outlook, kinds: Mapping[str, str]) -> Row:
    review, named = one.review, outlook.named(one.review.child_id)
    who = outlook.whose(one)
    cells = (
        named.child,
        named.reference,
        outlook.title(who or NOBODY),
        kinds[review.kind],
        sequence_words(review),
        review.due,
        one.booked,
        state(one),
        explain(review),
    )
    known = review.child_id in outlook.facts.children
    return Row(review.child_id if known else "", cells, Tone.LATE if one.overdue else Tone.PLAIN)


def state(one: Expected) -> str:
    """What is known of a review that is counted."""
    if one.follows:
        return "Will follow"
    if one.overdue:
        return "Overdue, no date"
    return "Booked" if one.booked and one.booked == one.day else "To be booked"
