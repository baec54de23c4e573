"""The only place that numbers the reviews of a series and sets their due dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.calendar import Calendar, add_days
from app.domain.children import Child
from app.domain.dates import long
from app.domain.kinds import KINDS, LOOKED_AFTER, Interval, Kind
from app.domain.records import live, revised
from app.domain.reviews import EXACT_NUMBERS, Review, Series

RETURN_DAYS = 42


@dataclass(frozen=True)
class Terms:
    """What a schedule depends on besides the series: holidays, local targets by kind, the 18th birthday, adoption.

    away holds (placed, returned) pairs: while a child is placed for adoption the looked-after clock stops.
    """

    calendar: Calendar
    local: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    eighteenth: date | None = None
    away: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True)
class Schedule:
    """The reviews of a series as the rules have them; those no longer due; and why no further one follows, if none does."""

    series: Series
    reviews: tuple[Review, ...]
    retired: tuple[Review, ...]
    stops: str

    @property
    def next(self) -> Review | None:
        """The one review still to be held, if there is one."""
        return next((review for review in self.reviews if review.held is None), None)


def closes(series: Series, eighteenth: date | None) -> date | None:
    """The day the clock ends: the recorded end or the 18th birthday, whichever is first; None while it runs."""
    days = [day for day in (series.end, eighteenth if KINDS[series.kind].ends_at_18 else None) if day]
    return min(days, default=None)


def terms_for(
    child: Child, series: Sequence[Series], calendar: Calendar, local: Mapping[str, tuple[Interval, ...]]
) -> Terms:
    """The terms that hold for one child, whose placements for adoption stop the looked-after clock."""
    placed = [s for s in live(series) if s.kind == "adoption-placed" and s.start]
    away = tuple(sorted((s.start, s.end) for s in placed if s.start))
    return Terms(calendar, local, child.eighteenth_birthday, away)


def schedule(series: Series, reviews: Sequence[Review], terms: Terms) -> Schedule:
    """Number the reviews of one series, set every due date, and leave exactly one open review while the clock runs."""
    present = live(reviews)
    held = sorted([r for r in present if r.held], key=lambda r: (r.held or date.min, r.id))
    waiting = sorted([r for r in present if not r.held], key=lambda r: r.id)
    series = revised(series, closes=closes(series, terms.eighteenth))
    decided: list[Review] = []
    previous: Review | None = None
    for review in held:
        previous = _decide(series, review, previous, terms)
        decided.append(previous)
    blank = waiting[0] if waiting else Review(child_id=series.child_id, series_id=series.id, kind=series.kind)
    following, stops = follows(series, previous, terms, blank)
    retired = tuple(waiting[1:]) if not stops else tuple(waiting)
    return Schedule(series, (*decided, *(() if stops else (following,))), retired, stops)


def follows(series: Series, previous: Review | None, terms: Terms, blank: Review) -> tuple[Review, str]:
    """The review to be held after the last one held, if there was one, made of a blank; and why none follows, if none does."""
    following = _decide(series, revised(blank, number_basis="counted"), previous, terms)
    return following, _stops(series, following, previous, terms)


def once_held(series: Series, review: Review, day: date, terms: Terms) -> Review:
    """The open review of a series as it would be numbered, were it held on a day."""
    held = revised(review, held=day)
    return _decide(series, held, None, terms) if review.number == 1 else held


def _decide(series: Series, review: Review, previous: Review | None, terms: Terms) -> Review:
    kind = KINDS[series.kind]
    number, basis = _number(series, review, previous, kind, terms)
    counted_from = _counted_from(series, review, previous, number, basis in EXACT_NUMBERS)
    step = kind.step(number)
    local_due, to_confirm = None, False
    if counted_from is None or step is None:
        due, due_basis, counted_from = review.source_due, "file" if review.source_due else "unknown", None
    elif returned := _return_after(series, counted_from, terms):
        due, due_basis, counted_from = add_days(returned, RETURN_DAYS), "return", returned
    else:
        due, due_basis = step.interval.after(counted_from, terms.calendar), "law"
        to_confirm = basis not in EXACT_NUMBERS and kind.ambiguous(number)
        local_due = _local_due(kind, number, counted_from, terms)
    return revised(
        review,
        series_id=series.id,
        kind=series.kind,
        number=number,
        number_basis=basis,
        due=due,
        due_basis=due_basis,
        to_confirm=to_confirm,
        counted_from=counted_from,
        local_due=local_due,
    )


def _number(series: Series, review: Review, previous: Review | None, kind: Kind, terms: Terms) -> tuple[int, str]:
    if review.held and review.number_basis in ("file", "confirmed"):
        return review.number, review.number_basis
    if previous is not None:
        return previous.number + 1, "counted" if previous.number_exact else "at least"
    if not review.held:
        return (1, "counted") if series.start_known and series.history_complete else (1, "at least")
    return _first_number(series, review.held, kind, terms)


def _first_number(series: Series, held: date, kind: Kind, terms: Terms) -> tuple[int, str]:
    """What number the first recorded review has: see domain rules "When history is missing"."""
    if not series.start_known or series.start is None or not kind.steps:
        return 1, "unknown"
    if series.history_complete or kind.once:
        return 1, "first recorded"
    if held <= kind.steps[0].interval.after(series.start, terms.calendar):
        return 1, "within first limit"
    if held > kind.steps[-1].interval.after(series.start, terms.calendar):
        return len(kind.steps), "later"
    return 1, "unknown"


def _counted_from(series: Series, review: Review, previous: Review | None, number: int, exact: bool) -> date | None:
    """The day from which the due date runs, or None where the record does not say."""
    if previous is None:
        if not review.held and not exact:
            return series.start if series.start_known and not review.source_due else None
        return series.start if series.start_known and exact and number == 1 else None
    if exact and number != previous.number + 1 and previous.number_exact:
        return None
    return previous.held


def _return_after(series: Series, counted_from: date, terms: Terms) -> date | None:
    """The day a child came back from a placement for adoption made since the last review, if one did."""
    if not terms.away or series.kind != LOOKED_AFTER:
        return None
    returns = [returned for placed, returned in terms.away if returned and counted_from <= placed]
    return max(returns, default=None)


def _local_due(kind: Kind, number: int, counted_from: date, terms: Terms) -> date | None:
    intervals = terms.local.get(kind.code, ())
    if not intervals:
        return None
    return intervals[min(number, len(intervals)) - 1].after(counted_from, terms.calendar)


def _stops(series: Series, following: Review, previous: Review | None, terms: Terms) -> str:
    """Why no further review follows, in words; empty when one does."""
    kind = KINDS[series.kind]
    if kind.step(following.number) is None:
        return f"No further {kind.noun}: this {kind.noun} is held once." if previous else ""
    placed = [placed for placed, returned in terms.away if returned is None]
    if series.kind == LOOKED_AFTER and placed and (following.due is None or following.due >= placed[-1]):
        return (
            f"No looked-after review: placed for adoption on {long(placed[-1])}, so the adoption reviews run instead."
        )
    if series.closes is None:
        return ""
    if series.closes == terms.eighteenth and kind.ends_at_18:
        return _stops_at_18(kind, following.due, series.closes)
    if following.due is None or following.due > series.closes:
        return f"No further {kind.noun}: this ended on {long(series.closes)}, before another was due."
    return ""


def _stops_at_18(kind: Kind, due: date | None, birthday: date) -> str:
    """A review due on the birthday or later is not due; one whose date nobody knows stays, or the child would be lost."""
    if due is None or due < birthday:
        return ""
    return f"No further {kind.noun}: turns 18 on {long(birthday)}, before the next would be due on {long(due)}."
