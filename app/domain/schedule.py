"""The only place that numbers the reviews of a series and sets their due dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.calendar import Calendar, add_days
from app.domain.children import Child
from app.domain.conferences import NOT_NEEDED
from app.domain.dates import long
from app.domain.kinds import ADOPTION_AUTHORISED, ADOPTION_PLACED, ICPC, KINDS, LOOKED_AFTER, Interval, Kind
from app.domain.records import live, revised
from app.domain.reviews import EXACT_NUMBERS, Review, Series
from app.domain.rules import COMPLETED, FIRST_COUNTS, Dated, Rules

EARLIEST_RETURN, RETURN_DAYS = 28, 42
"""A looked-after review is held 28 to 42 days after a placement for adoption ended (statutory guidance on adoption)."""
RETURN, RESUMED = "return", "resumed"
"""Why a due date follows from a return: of the child from a placement for adoption, or of the clock that authority stopped."""
Spell = tuple[date, date | None]


@dataclass(frozen=True)
class Terms:
    """What a schedule depends on besides the series: holidays, local targets by kind, the 18th birthday, adoption.

    away holds (placed, returned) pairs: while a child is placed for adoption the looked-after clock stops. replaced holds
    those of the authorities to place in which adoption reviews replace looked-after ones by the service's own choice.
    adjourned says which meeting of an adjourned review counts; unborn_target is the local target for a conference
    about a child not yet born; chaired are the kinds that the service chairs.
    """

    calendar: Calendar
    local: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    eighteenth: date | None = None
    away: tuple[Spell, ...] = ()
    replaced: tuple[Spell, ...] = ()
    adjourned: Dated = FIRST_COUNTS
    born: date | None = None
    unborn_target: date | None = None
    chaired: frozenset[str] = frozenset()


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


def closes(series: Series, eighteenth: date | None, away: Sequence[Spell] = ()) -> date | None:
    """The day the clock ends: the recorded end or the 18th birthday, whichever is first; None while it runs.

    The clock of an authority to place also ends when the child is placed: the reviews of the placement run instead.
    """
    days = [day for day in (series.end, eighteenth if KINDS[series.kind].ends_at_18 else None) if day]
    return min((*days, *_placements(series, away)), default=None)


def _placements(series: Series, away: Sequence[Spell]) -> list[date]:
    """The placements for adoption that end the clock of an authority to place."""
    if series.kind != ADOPTION_AUTHORISED:
        return []
    return [placed for placed, _ in away if series.start is None or placed >= series.start]


def terms_for(child: Child, series: Sequence[Series], calendar: Calendar, rules: Rules) -> Terms:
    """The terms that hold for one child: what the service has chosen, and the child's own days."""
    away = _spells(s for s in live(series) if s.kind == ADOPTION_PLACED)
    authorised = [s for s in live(series) if s.kind == ADOPTION_AUTHORISED]
    weeks, expected = rules.unborn_weeks, child.expected_on
    return Terms(
        calendar,
        rules.local,
        child.eighteenth_birthday,
        away,
        _spells(revised(s, end=closes(s, None, away)) for s in authorised if s.start and rules.supersedes.on(s.start)),
        rules.adjourned,
        child.date_of_birth,
        add_days(expected, -7 * weeks) if expected and weeks else None,
        rules.chaired,
    )


def _spells(series: Iterable[Series]) -> tuple[Spell, ...]:
    return tuple(sorted(((s.start, s.end) for s in series if s.start), key=lambda s: (s[0], s[1] or date.max)))


def schedule(series: Series, reviews: Sequence[Review], terms: Terms) -> Schedule:
    """Number the reviews of one series, set every due date, and leave exactly one open review while the clock runs.

    An adjourned review that will not be completed any more, because none is due, was held on the only day it had.
    """
    present = _on_the_day_that_counts(series, live(reviews), terms.adjourned)
    result = _scheduled(series, present, terms)
    opened = {review.id for review in result.retired if review.adjourned_on}
    if not opened:
        return result
    return _scheduled(series, [revised(r, held=r.adjourned_on) if r.id in opened else r for r in present], terms)


def _scheduled(series: Series, present: Sequence[Review], terms: Terms) -> Schedule:
    held = sorted([r for r in present if r.held], key=lambda r: (r.held or date.min, r.id))
    waiting = sorted([r for r in present if not r.held], key=lambda r: (r.adjourned_on is None, r.id))
    series = revised(series, closes=closes(series, terms.eighteenth, terms.away))
    decided: list[Review] = []
    previous: Review | None = None
    for review in held:
        previous = _decide(series, review, previous, terms)
        decided.append(previous)
    blank = waiting[0] if waiting else Review(child_id=series.child_id, series_id=series.id, kind=series.kind)
    following, stops = follows(series, previous, terms, blank)
    retired = tuple(waiting[1:]) if not stops else tuple(waiting)
    return Schedule(series, (*decided, *(() if stops else (following,))), retired, stops)


def _on_the_day_that_counts(series: Series, reviews: Sequence[Review], counts: Dated) -> list[Review]:
    """Which of its meetings an adjourned review was held at, as the service had chosen on the day it was adjourned.

    One that was not completed counts on its only day all the same once another was held since, or the period ended.
    """
    if not any(review.adjourned_on for review in reviews):
        return list(reviews)
    latest = max(day for r in reviews for day in (r.adjourned_on or r.held,) if day)
    return [_held_when(r, r.adjourned_on, counts, latest, series.end) if r.adjourned_on else r for r in reviews]


def _held_when(review: Review, opened: date, counts: Dated, latest: date, end: date | None) -> Review:
    if counts.on(opened) == COMPLETED and (review.completed_on or (opened >= latest and end is None)):
        return revised(review, held=review.completed_on)
    return revised(review, held=opened)


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
    elif returned := _return_after(series, counted_from, terms.away):
        due, due_basis, counted_from = add_days(returned, RETURN_DAYS), RETURN, returned
    else:
        due, due_basis = step.interval.after(counted_from, terms.calendar), "law"
        if resumed := _resumed_after(series, due, terms.replaced):
            due, due_basis, counted_from = add_days(resumed, RETURN_DAYS), RESUMED, resumed
        to_confirm = basis not in EXACT_NUMBERS and kind.ambiguous(number)
        local_due = _local_due(series, kind, number, counted_from, terms)
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


def _return_after(series: Series, counted_from: date, away: Sequence[Spell]) -> date | None:
    """The day a child came back from a placement for adoption made since the last review, if one did."""
    if not away or series.kind != LOOKED_AFTER:
        return None
    returns = [returned for placed, returned in away if returned and counted_from <= placed]
    return max(returns, default=None)


def _resumed_after(series: Series, due: date, replaced: Sequence[Spell]) -> date | None:
    """The day an authority to place ended in which a looked-after review fell due that an adoption review replaced."""
    if series.kind != LOOKED_AFTER:
        return None
    ends = [end for start, end in replaced if end and start <= due < add_days(end, RETURN_DAYS)]
    return max(ends, default=None)


def _local_due(series: Series, kind: Kind, number: int, counted_from: date, terms: Terms) -> date | None:
    """The local target beside the law: of a conference about a child not yet born, weeks before the expected birth."""
    target, unborn = terms.unborn_target, terms.born is None or counted_from < terms.born
    if series.kind == ICPC and target and unborn and target >= counted_from:
        return target
    intervals = terms.local.get(kind.code, ())
    if not intervals:
        return None
    return intervals[min(number, len(intervals)) - 1].after(counted_from, terms.calendar)


def _stops(series: Series, following: Review, previous: Review | None, terms: Terms) -> str:
    """Why no further review follows, in words; empty when one does."""
    kind = KINDS[series.kind]
    if kind.step(following.number) is None:
        return f"No further {kind.noun}: this {kind.noun} is held once." if previous else ""
    instead = _none_needed(kind, series) or _runs_instead(series, following.due, terms)
    if instead or series.closes is None:
        return instead
    if series.closes == terms.eighteenth and kind.ends_at_18:
        return _stops_at_18(kind, following.due, series.closes)
    return _stops_at_the_end(kind, series, following.due, series.closes)


def _none_needed(kind: Kind, series: Series) -> str:
    """An enquiry that ended because no conference was needed leaves none due, and none late."""
    if not (kind.once and series.end and series.end_reason == NOT_NEEDED):
        return ""
    return f"No {kind.noun}: on {long(series.end)} it was decided that none is needed."


def _runs_instead(series: Series, due: date | None, terms: Terms) -> str:
    """Why adoption reviews run instead of looked-after ones, in words; empty when they do not."""
    if series.kind != LOOKED_AFTER:
        return ""
    placed = [placed for placed, returned in terms.away if returned is None]
    if placed and (due is None or due >= placed[-1]):
        return (
            f"No looked-after review: placed for adoption on {long(placed[-1])}, so the adoption reviews run instead."
        )
    since = [start for start, end in terms.replaced if end is None]
    if since and (due is None or due >= since[-1]):
        return (
            f"No looked-after review: adoption reviews run instead from the authority to place on {long(since[-1])}, "
            "as the service has chosen in Settings."
        )
    return ""


def _stops_at_the_end(kind: Kind, series: Series, due: date | None, closes: date) -> str:
    if due is not None and due <= closes:
        return ""
    if closes == series.end:
        ended = f"{kind.period[:1].lower()}{kind.period[1:]}"
        return f"No further {kind.noun}: the {ended} ended on {long(closes)}, before another was due."
    return f"No further {kind.noun}: placed for adoption on {long(closes)}, which ends the clock of the authority to place."


def _stops_at_18(kind: Kind, due: date | None, birthday: date) -> str:
    """A review due on the birthday or later is not due; one whose date nobody knows stays, or the child would be lost."""
    if due is None or due < birthday:
        return ""
    return f"No further {kind.noun}: turns 18 on {long(birthday)}, before the next would be due on {long(due)}."
