"""The reviews of a week: overdue, due soon, without a date, without an IRO, and what is to come of those that were held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.access import Stamp
from app.domain.adjournments import Adjournment
from app.domain.counting import counted, noun
from app.domain.dates import short
from app.domain.kinds import CHILD, KINDS
from app.queries.review_columns import both_kinds
from app.queries.reviews import IN_PERIOD, OPEN, PLACED, DueFilter, due_selection
from app.queries.service import setting
from app.queries.week.shapes import HERE, MOST, Act, Line, Opens, Section
from app.queries.week.sight import Sight, joined
from app.store import Selection, Store, Where
from app.table import Tone

FIELDS = ("id", "child", "reference", "kind", "due", "planned", "iro_now_id")
WEEK, MONTH = timedelta(days=7), timedelta(days=28)
REVIEWS = "reviews"


@dataclass(frozen=True)
class Waiting:
    """One review that is to be held."""

    id: str
    child: str
    reference: str
    kind: str
    due: date | None
    planned: date | None
    officer_id: str | None
    beside: str | None = None
    """The kind of the review that the same meeting serves."""


def waiting_reviews(store: Store, sight: Sight) -> list[Waiting]:
    """All of them in one reading, those due first in front: each part of the list of reviews is counted from these."""
    where = (Where("kind", "in", sight.chaired), PLACED, OPEN, *sight.theirs)
    rows = store.rows(Selection(REVIEWS, where, sight.today), FIELDS, (("due", False), ("reference", False)))
    beside = served_besides(store, sight)
    found = [Waiting(*row) for row in rows]
    return [replace(one, beside=beside[one.id]) if one.id in beside else one for one in found]


def served_besides(store: Store, sight: Sight) -> dict[str, str]:
    """The kinds of the open reviews that have no row of their own, by the review as whose row they are shown: a few."""
    where = (Where("held", "is", None), Where("placed", "is", False), IN_PERIOD, *sight.theirs)
    asked = Selection(REVIEWS, where, store.stamp.today)
    return dict(map(tuple, store.rows(asked, ("served_with", "kind"), (("due", False),))))


@dataclass(frozen=True)
class Parts:
    """The reviews that wait, by the parts of the list; the words of app.queries.reviews.parts, which a test holds equal."""

    reviews: Sequence[Waiting]
    today: date

    def overdue(self) -> list[Waiting]:
        """Due before today."""
        return [review for review in self.reviews if review.due and review.due < self.today]

    def within(self, time: timedelta) -> list[Waiting]:
        """Due from today on, within this time."""
        return [review for review in self.reviews if review.due and self.today <= review.due <= self.today + time]

    def not_booked(self) -> list[Waiting]:
        """Without a meeting."""
        return [review for review in self.reviews if review.planned is None]

    def to_book(self) -> list[Waiting]:
        """Due within 28 days, without a meeting."""
        return [review for review in self.within(MONTH) if review.planned is None]

    def no_iro(self) -> list[Waiting]:
        """Of children whom nobody holds; foster households are nobody's caseload."""
        alone = (review for review in self.reviews if review.officer_id is None)
        return [review for review in alone if KINDS[review.kind].subject == CHILD]


def sections(sight: Sight, parts: Parts) -> list[Section]:
    """What is overdue, what is due, and what has no date; who has no IRO, where everybody's are shown."""
    if sight.supports:
        return [_to_book(sight, parts)]
    week, month = parts.within(WEEK), parts.within(MONTH)
    made = [
        _section(sight, "overdue", "{} overdue", "Nothing is overdue.", parts.overdue(), Tone.LATE),
        _section(sight, "week", "{} due in the next 7 days", "Nothing is due in the next 7 days.", week, Tone.SOON),
        _month(sight, week, month),
        _section(sight, "not-booked", "{} without a date", "Every review has a date.", parts.not_booked()),
    ]
    return made if sight.officer_id else [*made, *_alone(sight, parts.no_iro())]


def to_come(store: Store, stamp: Stamp, sight: Sight) -> Section:
    """Reviews that were held, with facts that are still to come."""
    chosen = DueFilter("to-come", sight.officer_id)
    selection = due_selection(store, stamp, chosen)
    fields = ("id", "child", "held", "participation", "late_reason", "due", "iro_now_id")
    rows = store.rows(selection, fields, (("held", True), ("reference", False)), 0, MOST)
    count = store.count(selection) if len(rows) == MOST else len(rows)
    words = f"{counted(count, 'held review')} with facts to come" if count else "No facts are to come."
    lines = tuple(_held_line(sight, *row) for row in rows)
    return Section("to-come", words, count, lines, Opens(REVIEWS, chosen), beside=True)


def to_complete(store: Store, stamp: Stamp, sight: Sight) -> list[Section]:
    """Reviews that were opened, adjourned, and are still to be completed; nothing where there are none."""
    chosen = DueFilter("adjourned", sight.officer_id)
    asked = due_selection(store, stamp, chosen)
    asked = replace(asked, where=(*asked.where, Where("completed_on", "is", None)))
    rows = store.rows(
        asked, ("id", "child", "adjourned_on", "planned", "kind", "iro_now_id"), (("adjourned_on", False),)
    )
    if not rows:
        return []
    longest = int(setting(store, "reviews.longest-adjournment"))
    lines = tuple(_adjourned_line(sight, longest, *row) for row in rows[:MOST])
    tone = Tone.LATE if any(line.tone is Tone.LATE for line in lines) else Tone.SOON
    said = f"{counted(len(rows), 'adjourned review')} to complete"
    return [Section("adjourned", said, len(rows), lines, Opens(REVIEWS, chosen), tone, beside=True)]


def _adjourned_line(
    sight: Sight,
    longest: int,
    review_id: str,
    child: str,
    opened: date,
    booked: date | None,
    kind: str,
    officer: str | None,
) -> Line:
    adjournment = Adjournment(opened, None, sight.today)
    late = adjournment.too_long(sight.calendar, longest)
    left = f"{counted(adjournment.days(sight.calendar), 'working day')}{f', at most {longest}' if late else ''}"
    when = f"booked {short(booked)}" if booked else "no date booked"
    detail = joined(sight.holder(officer), f"opened {short(opened)}", when)
    opens = Opens(REVIEWS, review_id)
    tone = Tone.LATE if late else Tone.SOON
    return Line(review_id, child, detail, left, tone, opens, Act("Open", opens), sight.kinds[kind])


def _held_line(
    sight: Sight,
    review_id: str,
    child: str,
    held: date,
    participation: str | None,
    reason: str | None,
    due: date | None,
    officer_id: str | None,
) -> Line:
    late = due is not None and held > due and not reason
    missing = [*([] if participation else ["participation"]), *(["why it was late"] if late else [])]
    said = " and ".join(missing)
    act = Act("Add", Opens(REVIEWS, ("facts", review_id, HERE)))
    detail = joined(sight.holder(officer_id), f"held {short(held)}")
    return Line(review_id, child, detail, said, Tone.PLAIN, Opens(REVIEWS, review_id), act, "is still to come")


def _section(
    sight: Sight, part: str, words: str, nothing: str, found: Sequence[Waiting], tone: Tone = Tone.PLAIN
) -> Section:
    said = words.format(counted(len(found), "review")) if found else nothing
    everything = Opens(REVIEWS, DueFilter(part, sight.officer_id))
    return Section(part, said, len(found), _lines(sight, found), everything, tone if found else Tone.PLAIN)


def _month(sight: Sight, week: Sequence[Waiting], month: Sequence[Waiting]) -> Section:
    """Those of the next 7 days stand above already: its lines are the ones that come after."""
    if not month:
        said = "Nothing is due in the next 28 days."
    else:
        said = f"{counted(len(month), 'review')} due in the next 28 days"
        said += f", {len(week):,} of them in 7 days" if week else ""
    above = {review.id for review in week}
    later = [review for review in month if review.id not in above]
    return Section(
        "month", said, len(month), _lines(sight, later), Opens(REVIEWS, DueFilter("month", sight.officer_id))
    )


def _to_book(sight: Sight, parts: Parts) -> Section:
    found = parts.to_book()
    chosen = DueFilter("month", sight.officer_id, unbooked=True)
    said = f"{counted(len(found), 'review')} due in 28 days without a date"
    nothing = "Every review that is due in 28 days has a date."
    tone = Tone.SOON if found else Tone.PLAIN
    return Section(
        "to-book", said if found else nothing, len(found), _lines(sight, found), Opens(REVIEWS, chosen), tone
    )


def _alone(sight: Sight, found: Sequence[Waiting]) -> list[Section]:
    if not found:
        return []
    said = f"{counted(len(found), 'review')} of {noun(len(found), 'a child', 'children')} without an IRO"
    return [Section("no-iro", said, len(found), _lines(sight, found), Opens(REVIEWS, DueFilter("no-iro")))]


def _lines(sight: Sight, found: Sequence[Waiting]) -> tuple[Line, ...]:
    return tuple(_line(sight, review) for review in found[:MOST])


def _line(sight: Sight, review: Waiting) -> Line:
    holder = sight.holder(review.officer_id)
    due = f"due {short(review.due)}" if review.due else "due date not known"
    booked = f"booked {short(review.planned)}" if review.planned else "no date booked"
    return Line(
        review.id,
        review.child,
        holder or joined(due, booked),
        sight.left(review.due) if review.due else "",
        _tone(review.due, sight.today),
        Opens(REVIEWS, review.id),
        _act(review, sight.today),
        joined(
            due if holder else "",
            booked if holder else "",
            both_kinds(sight.kinds, review.kind, review.beside),
            review.reference,
        ),
    )


def _tone(due: date | None, today: date) -> Tone:
    if due is None or due > today + WEEK:
        return Tone.PLAIN
    return Tone.LATE if due < today else Tone.SOON


def _act(review: Waiting, today: date) -> Act:
    """A meeting that was to be by now is recorded; without one, it is booked; one that is to come is looked at."""
    if review.planned is None:
        return Act("Book a date", Opens(REVIEWS, ("plan", review.id, HERE)))
    if review.planned <= today:
        return Act("Record held", Opens(REVIEWS, ("held", review.id, HERE)))
    return Act("Open", Opens(REVIEWS, review.id))
