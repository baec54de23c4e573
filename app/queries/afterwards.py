"""What follows a review, in words: what is recorded, what is owed, and whose records wait to be written or sent."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.afterwards import (
    AFTER_CONFERENCE,
    ANSWERED,
    FOLLOWED,
    NEVER,
    STAGES,
    USUAL,
    Clock,
    Limits,
    clock,
    done_on,
    stages_for,
)
from app.domain.calendar import Calendar, today_in_london
from app.domain.children import Child
from app.domain.dates import long, with_weekday
from app.domain.lateness import days_left
from app.domain.reviews import Review
from app.queries.service import calendar_of, chaired_kinds, kind_names, setting
from app.store import Selection, Store, Where
from app.table import Tone

FIELDS = (
    *("id", "child_id", "child", "reference", "kind", "held", "chair_id", "iro_now_id"),
    *("decisions_on", "answered_on", "record_on", "sent_on"),
)
KINDS_WORDS = (
    "Followed after reviews of children who are looked after, and after conferences, which have limits of their own."
)


def followed_from(store: Store) -> date | None:
    """From which held date on records are followed: the setting, else the day on which the file was made; None: never."""
    said = str(setting(store, "records.from"))
    if said == NEVER:
        return None
    return date.fromisoformat(said) if said else _made_on(store)


def _made_on(store: Store) -> date:
    """The day on which the file was made."""
    return today_in_london(store.accounts.entry(1).at)


def conferences_from(store: Store) -> date:
    """From which held date on the participation and the outcome of a conference are to be recorded; always some day."""
    return followed_from(store) or _made_on(store)


def limits_of(store: Store) -> Limits:
    """Within how many working days each stage is to be done."""
    conferences = {**AFTER_CONFERENCE, **setting(store, "records.conference-days")}
    return Limits({**USUAL, **setting(store, "records.days")}, conferences)


@dataclass(frozen=True)
class Followed:
    """One review that was held and whose record is not sent yet."""

    child: str
    reference: str
    officer_id: str | None
    review: Review


def still_followed(store: Store, *where: Where) -> list[Followed]:
    """Those held since records are followed, first held in front; older ones, as files bring them, are never read."""
    since = followed_from(store)
    kinds = tuple(kind for kind in chaired_kinds(store) if kind in FOLLOWED)
    if since is None or not kinds:
        return []
    waiting = (Where("kind", "in", kinds), Where("held", "at least", since), Where("sent_on", "is", None))
    selection = Selection("reviews", (*waiting, *where), store.stamp.today)
    rows = store.rows(selection, FIELDS, (("held", False), ("reference", False)))
    return [_followed(dict(zip(FIELDS, row, strict=True))) for row in rows]


def _followed(facts: dict[str, Any]) -> Followed:
    child, reference, officer_id = facts.pop("child"), facts.pop("reference"), facts.pop("iro_now_id")
    return Followed(child, reference, officer_id, Review(**facts))


@dataclass(frozen=True)
class StageWords:
    """One stage as the pane of a review shows it."""

    stage: str
    title: str
    words: str
    tone: Tone


@dataclass(frozen=True)
class AskAfterwards:
    """Ask what followed one review and what is owed of it."""

    review_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[StageWords, ...]:
        """A line for each stage; none where nothing is followed: not held, another kind, or held too long ago."""
        return stages_of(store, store.shelf(Review).get(self.review_id))


def stages_of(store: Store, review: Review) -> tuple[StageWords, ...]:
    """The same, of a review at hand; what was recorded is always told."""
    recorded = any(done_on(review, stage) for stage in STAGES)
    if review.held is None:
        return ()
    since = followed_from(store)
    if not recorded and (since is None or review.held < since):
        return ()
    limits, calendar, today = limits_of(store), calendar_of(store), store.stamp.today
    return tuple(
        _stage(stage, clock(review, stage, limits, calendar), review, today, calendar)
        for stage in stages_for(review.kind)
    )


def _stage(stage: str, one: Clock | None, review: Review, today: date, calendar: Calendar) -> StageWords:
    title = STAGES[stage]
    if one is None:
        return StageWords(stage, title, "Waits for the decisions", Tone.PLAIN)
    if one.done:
        late = f", {days_left(one.due, one.done, calendar)}" if one.late else ""
        return StageWords(stage, title, f"{with_weekday(one.done)}{late}", Tone.HELD_LATE if one.late else Tone.ON_TIME)
    if stage == ANSWERED and one.due < today:
        return StageWords(stage, title, f"No answer by {long(one.due)}: silence is agreement", Tone.PLAIN)
    if review.sent_on:
        return StageWords(stage, title, "Not recorded", Tone.PLAIN)
    late_now = one.due < today and stage != ANSWERED
    return StageWords(stage, title, left_words(one, today, calendar), Tone.LATE if late_now else Tone.PLAIN)


def left_words(one: Clock, today: date, calendar: Calendar) -> str:
    """How much time is left for a stage, with its last day."""
    return f"{days_left(one.due, today, calendar)} (by {with_weekday(one.due)})"


@dataclass(frozen=True)
class AfterAbout:
    """What the form of these days needs: the review, what it is about in words, and how each stage stands."""

    review: Review
    about: str
    stages: tuple[StageWords, ...]


@dataclass(frozen=True)
class AskAfterAbout:
    """Ask for what the form of the days after a review needs."""

    review_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> AfterAbout:
        """Refuses a review that is not there."""
        review = store.shelf(Review).get(self.review_id)
        child = store.shelf(Child).get(review.child_id)
        held = f", held {long(review.held)}" if review.held else ""
        about = f"{child.shown_name} ({child.reference}): {kind_names(store)[review.kind].lower()}{held}."
        return AfterAbout(review, about, stages_of(store, review))
