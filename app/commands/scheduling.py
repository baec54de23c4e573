"""Decide series anew after one of their facts changed, and keep only what differs."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from app.domain.children import Child
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.schedule import Schedule, schedule, terms_for
from app.queries.service import calendar_of, local_targets_of
from app.store import Selection, Store

NO_LONGER_DUE = "No review is due here any more"


@dataclass(frozen=True)
class Decided:
    """How much a fresh decision changed: due dates, and verdicts of reviews that were held."""

    due_dates: int
    verdicts: int


class Rescheduler:
    """Numbers reviews and sets due dates again for whole series, by the rules that hold now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._calendar = calendar_of(store)
        self._local = local_targets_of(store)

    def children(self, child_ids: Collection[str]) -> Decided:
        """Decide every series of these children again."""
        series: dict[str, list[Series]] = defaultdict(list)
        for one in self._store.shelf(Series).find(child_id=tuple(child_ids)):
            series[one.child_id].append(one)
        reviews: dict[str, list[Review]] = defaultdict(list)
        for review in self._store.shelf(Review).find(child_id=tuple(child_ids)):
            if review.series_id:
                reviews[review.series_id].append(review)
        total = Decided(0, 0)
        for child in self._store.shelf(Child).find(id=tuple(child_ids)):
            terms = terms_for(child, series[child.id], self._calendar, self._local)
            decided = [(one, schedule(one, reviews[one.id], terms)) for one in series[child.id]]
            total = self._keep(total, ((one, reviews[one.id], result) for one, result in decided))
        return total

    def everyone(self) -> Decided:
        """Decide every series of every child again, some hundred children at a time."""
        ids = [row[0] for row in self._store.rows(_all_children(self._store), ("id",))]
        parts = [self.children(ids[i : i + 400]) for i in range(0, len(ids), 400)]
        return Decided(sum(p.due_dates for p in parts), sum(p.verdicts for p in parts))

    def _keep(self, total: Decided, decided: Iterable[tuple[Series, list[Review], Schedule]]) -> Decided:
        due_dates, verdicts = total.due_dates, total.verdicts
        for series, before, result in decided:
            if result.series != series:
                self._store.shelf(Series).keep(result.series)
            known = {review.id: review for review in before}
            for review in result.reviews:
                old = known.get(review.id)
                if old == review:
                    continue
                self._store.shelf(Review).keep(review)
                due_dates += old is not None and old.due != review.due
                verdicts += old is not None and _in_time(old) != _in_time(review)
            for review in result.retired:
                self._retire(review)
        return Decided(due_dates, verdicts)

    def _retire(self, review: Review) -> None:
        for link in self._store.shelf(MeetingReview).find(review_id=review.id):
            meeting = self._store.shelf(Meeting).get(link.meeting_id)
            if meeting.state == "planned":
                self._store.shelf(Meeting).keep(replace(meeting, state="cancelled", cancelled_why=NO_LONGER_DUE))
        self._store.shelf(Review).void(review, NO_LONGER_DUE)


def _in_time(review: Review) -> bool | None:
    return review.held <= review.due if review.held and review.due else None


def _all_children(store: Store) -> Selection:
    return Selection("children", as_at=store.stamp.today)
