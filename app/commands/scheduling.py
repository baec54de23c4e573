"""Decide series anew after one of their facts changed, and keep only what differs."""

from collections.abc import Collection

from app.commands.bookings import call_off_after, release, share_meeting
from app.domain.reviews import Review, Series
from app.domain.rules import CHAIRED, RULE_KEYS
from app.queries.deciding import Decided, Decision, decide, some_children_at_a_time
from app.queries.service import calendar_of, rules_of
from app.store import Selection, Store, Where

NO_LONGER_DUE = "No review is due here any more"


class Rescheduler:
    """Numbers reviews and sets due dates again for whole series, by the rules that hold now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._calendar = calendar_of(store)
        self._rules = rules_of(store)

    def children(self, child_ids: Collection[str]) -> Decided:
        """Decide every series of these children again."""
        decisions = list(decide(self._store, child_ids, self._calendar, self._rules))
        self._store.shelf(Series).keep_all(d.schedule.series for d in decisions if d.schedule.series != d.series)
        self._store.shelf(Review).keep_all(review for d in decisions for review in d.changed)
        for decision in decisions:
            self._tidy(decision)
        return sum((decision.effect for decision in decisions), Decided())

    def everyone(self) -> Decided:
        """Decide every series of every child again, some hundred children at a time."""
        return sum((self.children(ids) for ids in some_children_at_a_time(self._store)), Decided())

    def rules_changed(self, key: str) -> Decided:
        """Decide again whatever a change of a setting bears on: which kinds are chaired bears only on pairs of reviews."""
        if key != CHAIRED:
            return self.everyone() if key in RULE_KEYS else Decided()
        paired = (Where("open", "is", True), Where("served_with", "is not", None))
        found = self._store.rows(Selection("reviews", paired, self._store.stamp.today), ("child_id",))
        return self.children({row[0] for row in found})

    def _tidy(self, decision: Decision) -> None:
        """Void reviews no longer due, call off meetings booked for them or after the end, and share those of a pair."""
        result = decision.schedule
        for review in result.retired:
            release(self._store, review.id, NO_LONGER_DUE)
            self._store.shelf(Review).void(review, NO_LONGER_DUE)
        for review in result.reviews:
            if review.served_with:
                share_meeting(self._store, review.id, review.served_with)
        if result.next and result.series.closes and result.series.closes != decision.series.closes:
            call_off_after(self._store, result.next.id, result.series.closes)
