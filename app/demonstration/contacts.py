"""The contacts before the reviews of a family, and what followed each review: drawn apart, so that nothing else changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.demonstration.bookings import KEPT_DAYS
from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import FOLLOWED_DAYS, Service
from app.demonstration.turns import Turns
from app.domain.afterwards import ANSWERED, DECISIONS, FOLLOWED, USUAL_LIMITS, stages_for
from app.domain.calendar import birthday
from app.domain.contacts import DECLINED, DONE, DUTY, NO, NOT_APPROPRIATE, SEEN, SPOKEN, Contact
from app.domain.reviews import Review

RECENT_DAYS = 90
"""In a service to measure with, contacts are kept for so long."""
HOW = Shares({SEEN: 83, SPOKEN: 13, DECLINED: 3, NOT_APPROPRIATE: 1})
OF_THE_YOUNG = Shares({SEEN: 62, NOT_APPROPRIATE: 38})
RECORDED = 0.94
"""How likely a contact before a review that was held is recorded."""
MISSED = 0.6
"""How likely it is said of the others that the child was not seen."""
NOTES = Shares({"": 80, "At home": 8, "At school": 9, "By video": 3})
AHEAD = 16
"""Working days before a review in which contacts begin."""


@dataclass(frozen=True)
class Around:
    """What goes before and comes after the reviews of one child."""

    service: Service
    turns: Turns
    family: str
    born: date

    def contacts(self, told: Told) -> Iterator[Contact]:
        """One contact before most reviews; brothers and sisters reviewed on one day are seen together."""
        kept = RECENT_DAYS if self.service.size.dense else KEPT_DAYS
        first, series = self.service.today - timedelta(days=kept), told.schedule.series
        since = max(series.start or self.born, self.born)
        for review in sorted(told.schedule.reviews, key=lambda one: one.held or date.max):
            day = review.held or told.planned
            if day and day >= first and review.kind in DUTY:
                yield from self._contact(review, day, since)
            since = review.held or since

    def _contact(self, review: Review, day: date, since: date) -> Iterator[Contact]:
        draw, calendar = Draw(self.service.seed, "contact", self.family, review.kind, day), self.service.calendar
        seen = calendar.add_working_days(day, -draw.whole(1, AHEAD))
        seen = seen if seen > since else calendar.next_working_day(since)
        recorded = draw.chance(RECORDED)
        if not recorded and review.held and draw.chance(MISSED):
            key = Draw(self.service.seed, "contact", review.id).id()
            yield Contact(id=key, child_id=review.child_id, review_id=review.id, how=NO)
        if not recorded or seen > min(day, self.service.today):
            return
        young = birthday(self.born, 4) > day
        how = draw.of(OF_THE_YOUNG if young else HOW)
        alone, note = draw.chance(0.85), draw.of(NOTES)
        yield Contact(
            id=Draw(self.service.seed, "contact", review.id).id(),
            child_id=review.child_id,
            date=seen,
            how=how,
            alone=alone and self.family == review.child_id if how in DONE else None,
            officer_id=review.chair_id or self.turns.officer(seen),
            note=note if how == SEEN else "",
        )

    def followed(self, review: Review) -> Review:
        """The review with what followed it; of some that were held lately it is still owed."""
        since = self.service.today - timedelta(days=FOLLOWED_DAYS)
        if self.service.size.dense or not review.held or review.held < since or review.kind not in FOLLOWED:
            return review
        draw = Draw(self.service.seed, "after", review.id)
        most = USUAL_LIMITS.of(review.kind)[DECISIONS]
        decisions = self._days(
            review.held, draw.whole(1, most) if draw.chance(0.93) else draw.whole(most + 1, most + 6)
        )
        asked = decisions if ANSWERED in stages_for(review.kind) else None
        answered = self._days(asked, draw.whole(1, 7)) if asked and draw.chance(0.55) else None
        record = self._days(review.held, draw.whole(7, 14) if draw.chance(0.9) else draw.whole(15, 24))
        sent = self._days(record, draw.whole(1, 5)) if record else None
        return replace(review, decisions_on=decisions, answered_on=answered, record_on=record, sent_on=sent)

    def _days(self, since: date, number: int) -> date | None:
        """So many working days later, unless that is still to come."""
        day = self.service.calendar.add_working_days(since, number)
        return day if day <= self.service.today else None
