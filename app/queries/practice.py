"""What is recorded of one meeting of one child: the child's voice, who came and reported, the plan, the recommendations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.answers import ANSWERS
from app.domain.asked import PERMANENCE, QUESTIONS, asked_of_plan
from app.domain.children import Child
from app.domain.dates import long
from app.domain.kinds import SECURE_REVIEW
from app.domain.quality import NO_PERMANENCE, Quality
from app.domain.recommendations import Progress, Recommendation, earlier_reviews, is_asked_at
from app.domain.reviews import Review
from app.domain.settings import ListEntry
from app.domain.voice import PANEL, THE_CHILD, Attendance, Voice, panel_exception
from app.queries.contacts import Seen, seen_before_reviews
from app.queries.service import kind_names, labels
from app.store import Store

NO_PLAN = "No permanence plan"


@dataclass(frozen=True)
class Attender:
    """Somebody of the list of those who come, with what is recorded of them at this meeting."""

    who: str
    words: str
    group: str
    said: Attendance


@dataclass(frozen=True)
class Earlier:
    """A recommendation of an earlier review, and which one made it."""

    recommendation: Recommendation
    made: str


@dataclass(frozen=True)
class MeetingFacts:
    """All that is recorded of one meeting; blank records of version 0 where nothing is."""

    review: Review
    about_child: bool
    """False of a foster carer review."""
    born: date | None
    seen: Seen | None
    voice: Voice
    attenders: tuple[Attender, ...]
    quality: Quality
    asked: tuple[str, ...]
    """The questions of the plan that this review asks (app.domain.asked)."""
    permanence: Mapping[str, str]
    recommendations: tuple[Recommendation, ...]
    earlier: tuple[Earlier, ...]
    exception: str
    """What is not as the law asks, in words: the panel of a secure accommodation review."""

    @property
    def progress(self) -> Progress:
        """What had become of the earlier recommendations."""
        return Progress.of(one.recommendation for one in self.earlier)

    @property
    def is_recorded(self) -> bool:
        """Whether anything is."""
        return bool(
            self.voice.version
            or self.quality.version
            or self.recommendations
            or any(one.said.version for one in self.attenders)
        )

    @property
    def came(self) -> tuple[int, int]:
        """How many attended, of how many who were invited or attended; the child is told of by participation."""
        asked = [one.said for one in self.attenders if one.who != THE_CHILD and (one.said.invited or one.said.attended)]
        return sum(bool(one.attended) for one in asked), len(asked)

    @property
    def reported(self) -> tuple[int, int]:
        """How many reports came in time, of those that were asked for."""
        asked = [one.said.report for one in self.attenders if one.said.report]
        return asked.count("in-time"), len(asked)

    def answer(self, field: str) -> str:
        """What is recorded for one question of the plan, in words."""
        said = getattr(self.quality, field)
        if said is None:
            return "Not recorded"
        return self.permanence.get(said, said) if field == PERMANENCE else ANSWERS.get(said, said)

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """The questions that this review asks, with what is recorded."""
        return tuple((QUESTIONS[field], self.answer(field)) for field in self.asked)


@dataclass(frozen=True)
class MeetingInFull:
    """Ask for all that is recorded of one meeting."""

    review_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> MeetingFacts:
        """Refuses a review that is not there."""
        review = store.shelf(Review).get(self.review_id)
        seen = seen_before_reviews(store, (review.id,)).get(review.id)
        return meeting_in_full(store, review, store.shelf(Child).get(review.child_id), seen)


def meeting_in_full(store: Store, review: Review, child: Child, seen: Seen | None) -> MeetingFacts:
    """The same, of a review at hand, and whether the child was seen before it."""
    attendance = store.shelf(Attendance).find(review_id=review.id)
    voices, qualities = (store.shelf(Voice).find(review_id=review.id), store.shelf(Quality).find(review_id=review.id))
    return MeetingFacts(
        review=review,
        about_child=not child.is_household,
        born=child.date_of_birth,
        seen=None if child.is_household else seen,
        voice=voices[0] if voices else Voice(child_id=child.id, review_id=review.id),
        attenders=_attenders(store, review, attendance),
        quality=qualities[0] if qualities else Quality(child_id=child.id, review_id=review.id),
        asked=asked_of_plan(review) if not child.is_household else (),
        permanence={**labels(store, "permanence-plan"), NO_PERMANENCE: NO_PLAN},
        recommendations=store.shelf(Recommendation).find(review_id=review.id),
        earlier=earlier_of(store, review),
        exception=panel_exception(review, attendance),
    )


def _attenders(store: Store, review: Review, attendance: Sequence[Attendance]) -> tuple[Attender, ...]:
    """The list in its order; panels sit at secure accommodation reviews only, retired values stay where they were said."""
    said = {one.who: one for one in attendance}
    entries = sorted(store.shelf(ListEntry).find(list="attender"), key=lambda entry: (entry.position, entry.label))
    offered = (
        entry
        for entry in entries
        if entry.code in said or (not entry.retired and (entry.code not in PANEL or review.kind == SECURE_REVIEW))
    )
    return tuple(
        Attender(
            entry.code,
            entry.label,
            entry.group,
            said.get(entry.code) or Attendance(child_id=review.child_id, review_id=review.id, who=entry.code),
        )
        for entry in offered
    )


def earlier_of(store: Store, review: Review) -> tuple[Earlier, ...]:
    """The recommendations of earlier reviews of which this one asks what became of them, newest review first."""
    before = earlier_reviews(review, store.shelf(Review).find(child_id=review.child_id))
    if not before:
        return ()
    made = defaultdict(list)
    for one in store.shelf(Recommendation).find(review_id=tuple(one.id for one in before)):
        if is_asked_at(one, review.id):
            made[one.review_id].append(one)
    names = kind_names(store)
    return tuple(Earlier(one, _made(each, names)) for each in reversed(before) for one in made[each.id])


def _made(review: Review, names: Mapping[str, str]) -> str:
    held = f" of {long(review.held)}" if review.held else ""
    return f"{names[review.kind]}{held}"
