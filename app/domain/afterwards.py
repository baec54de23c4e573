"""What follows a review: until when its decisions are recorded and answered, its record complete, and the record sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.calendar import Calendar
from app.domain.conferences import CONFERENCES
from app.domain.contacts import DUTY
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.reviews import Review

DECISIONS, ANSWERED, RECORD, SENT = "decisions", "answered", "record", "sent"
STAGES = {
    DECISIONS: "Decisions recorded",
    ANSWERED: "Manager answered",
    RECORD: "Record complete",
    SENT: "Record sent",
}
"""What follows a review, in its order (IRO Handbook), and a conference, whose decisions no manager answers."""
USUAL = {DECISIONS: 5, ANSWERED: 5, RECORD: 15, SENT: 20}
AFTER_CONFERENCE = {DECISIONS: 1, RECORD: 15, SENT: 20}
"""The working days after a conference, which are local standards."""
OWED = {DECISIONS: "decisions not recorded", RECORD: "record not complete", SENT: "record not sent"}
"""The same as long as it is owed."""
NEVER = "never"
"""The value of the setting "records.from" with which nothing that follows a review is watched."""

FOLLOWED = (*DUTY, *CONFERENCES)
"""The kinds of review that this follows: those of children who are looked after, and conferences."""


@dataclass(frozen=True)
class Limits:
    """Within how many working days each stage is to be done: after a review, and after a conference."""

    reviews: Mapping[str, int]
    conferences: Mapping[str, int]

    def of(self, kind: str) -> Mapping[str, int]:
        """Those of one kind of review."""
        return self.conferences if kind in CONFERENCES else self.reviews


USUAL_LIMITS = Limits(USUAL, AFTER_CONFERENCE)


def stages_for(kind: str) -> tuple[str, ...]:
    """What follows a review of this kind, in its order."""
    if kind not in FOLLOWED:
        return ()
    return tuple(stage for stage in STAGES if stage != ANSWERED or kind not in CONFERENCES)


def done_on(review: Review, stage: str) -> date | None:
    """The day on which a stage was done."""
    return {
        DECISIONS: review.decisions_on,
        ANSWERED: review.answered_on,
        RECORD: review.record_on,
        SENT: review.sent_on,
    }[stage]


@dataclass(frozen=True)
class Clock:
    """One stage of what follows a review: its last day, and the day on which it was done."""

    stage: str
    due: date
    done: date | None

    @property
    def late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done is not None and self.done > self.due


def clock(review: Review, stage: str, limits: Limits, calendar: Calendar) -> Clock | None:
    """The clock of one stage; None where none runs: not held, or no decisions yet that could be answered.

    All run from the day on which the review was held, which is day 0, but the answer's: the manager has its working days
    from when the decisions are recorded, and silence is agreement.
    """
    since = review.decisions_on if stage == ANSWERED else review.held
    if since is None or review.held is None or stage not in stages_for(review.kind):
        return None
    days = limits.of(review.kind).get(stage, USUAL_LIMITS.of(review.kind)[stage])
    return Clock(stage, calendar.add_working_days(since, days), done_on(review, stage))


def clocks(review: Review, limits: Limits, calendar: Calendar) -> tuple[Clock, ...]:
    """The clocks that run or ran, in the order of the stages."""
    found = (clock(review, stage, limits, calendar) for stage in STAGES)
    return tuple(one for one in found if one is not None)


def owed_by_iro(review: Review, limits: Limits, calendar: Calendar) -> Clock | None:
    """What the IRO is to do next: record the decisions, then complete the record, in which the decisions stand."""
    if review.record_on or review.sent_on:
        return None
    return clock(review, RECORD if review.decisions_on else DECISIONS, limits, calendar)


def to_send(review: Review, limits: Limits, calendar: Calendar) -> Clock | None:
    """When the record is to be sent; None once it was."""
    return None if review.sent_on else clock(review, SENT, limits, calendar)


def without_afterwards(review: Review) -> Review:
    """The review as one that was not held after all: nothing can have followed it."""
    return replace(review, decisions_on=None, answered_on=None, record_on=None, sent_on=None)


def check_afterwards(review: Review, today: date) -> None:
    """Refuse days that cannot be true: of a review not held, before it, in the future, or out of their order."""
    given = {stage: day for stage in STAGES if (day := done_on(review, stage))}
    if review.answered_on and review.kind in CONFERENCES:
        raise Refusal("No manager answers the decisions of a conference.", "Leave that day empty.")
    if given and review.held is None:
        raise Refusal("This review is still to be held.", "Record it as held first.")
    for stage, day in given.items():
        if review.held and day < review.held:
            raise Refusal(
                f"{STAGES[stage]}: {long(day)} is before the review, held on {long(review.held)}.", "Check the date."
            )
        if day > today:
            raise Refusal(f"{STAGES[stage]}: {long(day)} lies in the future.", "Give the day once it has come.")
    _check_order(review)


def _check_order(review: Review) -> None:
    if review.answered_on and review.decisions_on is None:
        raise Refusal("The manager answers decisions, and none are recorded.", "Give the day of the decisions too.")
    if review.answered_on and review.decisions_on and review.answered_on < review.decisions_on:
        raise Refusal("The manager answered before the decisions were recorded.", "Check both dates.")
    if review.sent_on and review.record_on is None:
        raise Refusal("A record that was sent was complete.", "Give the day on which it was complete too.")
    if review.sent_on and review.record_on and review.sent_on < review.record_on:
        raise Refusal("The record was sent before it was complete.", "Check both dates.")
