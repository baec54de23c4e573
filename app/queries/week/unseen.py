"""The children of a week who were not seen before a review that is near: whom to speak to, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.contacts import DUTY
from app.domain.counting import counted, noun
from app.domain.dates import full, short
from app.domain.officers import Officer
from app.queries.contacts import RULE, seen_before_reviews
from app.queries.week.reviews import REVIEWS, Waiting, waiting_reviews
from app.queries.week.shapes import HERE, MOST, Act, Line, Opens, Section
from app.queries.week.sight import NO_IRO, Sight, joined
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

NEAR = 10
"""Working days before a review in which the week names a child who was not seen."""
PRESSING = 3
"""Working days in which it is due soon."""
CONTACT = "contact"
"""The deed of recording a contact before a review."""
ENTER = "Enter records a contact."
COLUMNS = (
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=11),
    Column("when", "Review", width=22),
    Column("day", "On or by", Kind.DATE, 13),
    Column("left", "Working days", width=24),
    Column("kind", "Kind of review", width=33),
    Column("iro", "IRO now", width=20),
)


def unseen(store: Store, sight: Sight, waiting: Sequence[Waiting]) -> list[Waiting]:
    """Of the reviews that wait: those planned or due soon or overdue whose child was not seen, nearest first."""
    last = sight.calendar.add_working_days(sight.today, NEAR)
    near = [review for review in waiting if review.kind in DUTY and _is_near(review, last)]
    seen = seen_before_reviews(store, tuple(review.id for review in near))
    owed = [review for review in near if seen[review.id].is_owed]
    return sorted(owed, key=lambda review: (day_of(review), review.reference))


def _is_near(review: Waiting, last: date) -> bool:
    return any(day is not None and day <= last for day in (review.planned, review.due))


def day_of(review: Waiting) -> date:
    """When it is: the day that is booked, or the due date."""
    return review.planned or review.due or date.max


def section(sight: Sight, found: Sequence[Waiting]) -> Section:
    """The children, with how long there is, and the press that records a contact."""
    who = noun(len(found), "child", "children")
    said = f"{len(found):,} {who} not seen before a review within {NEAR} working days"
    nothing = f"Every child with a review within {NEAR} working days was seen."
    lines = tuple(_line(sight, review) for review in found[:MOST])
    everything = Opens(HERE, UnseenList(sight.officer_id))
    return Section("unseen", said if found else nothing, len(found), lines, everything)


def _line(sight: Sight, review: Waiting) -> Line:
    holder, day = sight.holder(review.officer_id), day_of(review)
    return Line(
        review.id,
        review.child,
        joined(holder, _when(review)),
        sight.left(day),
        _tone(sight, day),
        Opens(REVIEWS, review.id),
        Act("Record contact", Opens(HERE, (CONTACT, review.id))),
        joined(sight.kinds[review.kind], review.reference),
    )


def _when(review: Waiting) -> str:
    if review.planned:
        return f"review {short(review.planned)}"
    return f"due {short(review.due)}, no date booked" if review.due else ""


def _tone(sight: Sight, day: date) -> Tone:
    if day < sight.today:
        return Tone.LATE
    return Tone.SOON if sight.calendar.working_days_between(sight.today, day) <= PRESSING else Tone.PLAIN


@dataclass(frozen=True)
class UnseenList:
    """Ask for all children not seen before a review that is near, of one IRO or of everybody."""

    officer_id: str | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """Nearest first; a row's key is that of the review."""
        officer = store.shelf(Officer).maybe(self.officer_id)
        sight = Sight.of(store, stamp, officer.id if officer else None)
        found = unseen(store, sight, waiting_reviews(store, sight))
        rows = tuple(_row(sight, review) for review in found)
        whose = officer.name if officer else "all IROs"
        line = f"{whose}, as at {full(sight.today)}: {counted(len(found), 'child', 'children')}. {ENTER}"
        title = f"Not seen before a review within {NEAR} working days"
        return Table(title, COLUMNS, Fixed(rows, tuple(column.key for column in COLUMNS)), line, (RULE,))


def _row(sight: Sight, review: Waiting) -> Row:
    day, when = day_of(review), "Booked" if review.planned else "Due, no date booked"
    name = sight.officers.get(review.officer_id or "", NO_IRO)
    tone = _tone(sight, day)
    facts = (review.child, review.reference, when, day, sight.left(day), sight.kinds[review.kind], name)
    return Row(review.id, facts, tones={"left": tone} if tone is not Tone.PLAIN else {})
