"""What a review's meeting is about besides: its adjournment, what the meeting serves with it, and what is to come of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.conferences import CONFERENCES, ConferenceOutcome
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.participation import ASKED
from app.domain.reviews import Review
from app.queries.afterwards import conferences_from
from app.queries.child import PeriodLine
from app.queries.service import calendar_of, kind_names, labels, setting
from app.store import Store


@dataclass(frozen=True)
class Adjourned:
    """Why a review was adjourned and when it was completed, or until when it is to be."""

    words: str
    is_late: bool
    """Whether the adjournment is longer than the setting allows: an exception of its own."""


def adjourned_of(store: Store, review: Review) -> Adjourned | None:
    """None where it was not adjourned."""
    opened = review.adjourned_on
    if opened is None:
        return None
    longest, calendar = int(setting(store, "reviews.longest-adjournment")), calendar_of(store)
    last = calendar.add_working_days(opened, longest)
    why = labels(store, "adjourn-reason").get(review.adjourned_why or "", review.adjourned_why or "no reason given")
    said = f"Opened on {long(opened)} and adjourned: {why[:1].lower()}{why[1:]}."
    limit = counted(longest, "working day")
    if review.completed_on:
        days = counted(calendar.working_days_between(opened, review.completed_on), "working day")
        late = review.completed_on > last
        return Adjourned(f"{said} Completed on {long(review.completed_on)}, {days} later{_more(late, limit)}.", late)
    late = store.stamp.today > last
    return Adjourned(f"{said} To be completed by {long(last)}{_more(late, limit)}.", late)


def _more(late: bool, limit: str) -> str:
    return f": longer than {limit}" if late else ""


@dataclass(frozen=True)
class Beside:
    """Another open review of the same child."""

    review: Review
    words: str
    """Which one, and when it is due."""
    served: bool
    """Whether one meeting serves both."""


def beside(
    store: Store, review: Review, periods: Iterable[PeriodLine], title: Callable[[Review, str], str]
) -> tuple[Beside, ...]:
    """The other open reviews of the child that one meeting serves with this one, or may serve."""
    if review.held:
        return ()
    names, open_ = kind_names(store), list[Review]()
    for period in periods:
        open_ += [line.review for line in period.reviews if period.running and line.review.held is None]
    pairs = {one.served_with for one in open_} | {one.id for one in open_ if one.served_with}
    found = []
    for one in open_:
        served = one.served_with == review.id or one.id == review.served_with
        if one.series_id != review.series_id and (served or one.id not in pairs):
            found.append(Beside(one, f"{title(one, names[one.kind])}{_due(one)}", served))
    return tuple(found)


def _due(one: Review) -> str:
    return f", due {long(one.due)}" if one.due else ""


def still_to_come(store: Store, review: Review) -> tuple[str, ...]:
    """What is not recorded yet of a review that was held: what the list of such reviews asks, and the outcome of a conference.

    Of a conference before records were followed the list asks nothing, but how the child took part may be added.
    """
    if review.held is None:
        return ()
    late = review.due is not None and review.held > review.due and review.late_reason is None
    silent = review.kind in ASKED and review.participation is None
    return (
        *(("participation",) if silent else ()),
        *(("late_reason",) if late else ()),
        *(("outcome",) if _is_undecided(store, review, review.held) else ()),
    )


def _is_undecided(store: Store, review: Review, held: date) -> bool:
    if review.kind not in CONFERENCES or held < conferences_from(store):
        return False
    return not store.shelf(ConferenceOutcome).find(review_id=review.id)
