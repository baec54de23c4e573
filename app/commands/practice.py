"""Recording what a meeting was like: the child's voice, who came and reported, the plan, recommendations and their progress."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from typing import ClassVar, TypeVar

from app.commands.checking import check_participation_of, child_for_change, review_for_change
from app.domain.access import Right, Stamp
from app.domain.asked import check_quality
from app.domain.errors import Refusal, Stale
from app.domain.quality import Quality
from app.domain.recommendations import (
    Recommendation,
    check_progress,
    check_recommendation,
    earlier_reviews,
    is_asked_at,
)
from app.domain.records import Record
from app.domain.reviews import Review
from app.domain.voice import Attendance, Voice, check_attendance, check_voice
from app.queries.service import labels
from app.store import Store

R = TypeVar("R", Voice, Quality)
OF_RECORDS = {field.name for field in fields(Record)} | {"child_id", "review_id"}
TAKEN_OUT = "Taken out of what is recorded of the meeting"


@dataclass(frozen=True)
class KeepMeeting:
    """Keep all that is said of one review or conference of one child, in one change; what is None stays as it is.

    Records as they were read, changed, or new ones of version 0; their child and review are filled in. What is empty
    now is taken out: a voice or quality that says nothing, a row of attendance without an answer, a recommendation
    without words. Rows that are not given stay. progress holds earlier recommendations with what became of them.
    participation says how the child took part ("": to come again); version is then that of the review as it was read.
    """

    review_id: str
    voice: Voice | None = None
    attendance: tuple[Attendance, ...] | None = None
    quality: Quality | None = None
    recommendations: tuple[Recommendation, ...] | None = None
    progress: tuple[Recommendation, ...] | None = None
    participation: str | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record the meeting"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review; refuses one still to be held, answers that cannot be true, and what somebody changed since."""
        review = review_for_change(store, self.review_id, None if self.participation is None else self.version)
        if review.held is None and review.adjourned_on is None:
            raise Refusal("This review is still to be held.", "Record it as held first.")
        child = child_for_change(store, review.child_id)
        if child.is_household and (self.voice or self.quality or self.participation):
            raise Refusal("This review is about foster carers.", "Say here who came, and what was recommended.")
        review = self._took_part(store, stamp, review)
        if self.voice:
            check_voice(self.voice, review, stamp.today)
            _keep_only(store, review, self.voice)
        if self.quality:
            before = _of(store, Quality, review) or Quality(child_id=child.id, review_id=review.id)
            check_quality(self.quality, before, review, labels(store, "permanence-plan"))
            _keep_only(store, review, self.quality)
        _keep_attendance(store, review, self.attendance or ())
        _keep_recommendations(store, review, self.recommendations or ())
        _keep_progress(store, review, self.progress or ())
        return review

    def _took_part(self, store: Store, stamp: Stamp, review: Review) -> Review:
        """The review with how the child took part, which what is kept of the meeting must not contradict."""
        if self.participation is None or (self.participation or None) == review.participation:
            return review
        said = replace(review, participation=self.participation or None)
        check_participation_of(store, said, review)
        voice = _of(store, Voice, review)
        if voice and self.voice is None:
            check_voice(voice, said, stamp.today)
        given = {one.who for one in self.attendance or ()}
        for one in store.shelf(Attendance).find(review_id=review.id):
            if one.who not in given:
                check_attendance(one, said)
        return store.shelf(Review).keep(said)


def _of(store: Store, kind: type[R], review: Review) -> R | None:
    return next(iter(store.shelf(kind).find(review_id=review.id)), None)


def _says_nothing(record: Record) -> bool:
    return all(getattr(record, field.name) is None for field in fields(record) if field.name not in OF_RECORDS)


def _keep_only(store: Store, review: Review, given: R) -> None:
    """Keep the one record of its kind that a review has; one that says nothing is taken out."""
    kind = type(given)
    before = _of(store, kind, review)
    _check_same(given, before)
    if _says_nothing(given):
        if before:
            store.shelf(kind).void(given, TAKEN_OUT)
        return
    store.shelf(kind).keep(replace(given, child_id=review.child_id, review_id=review.id))


def _check_same(given: Record, before: Record | None) -> None:
    """Refuse a new record where there is one by now, and an old one that was taken out."""
    if (before.id if before else None) != (given.id if given.version else None):
        raise Stale("Somebody changed this meeting since you opened it.", "Nothing was written. Look at it again.")


def _keep_attendance(store: Store, review: Review, given: Iterable[Attendance]) -> None:
    shelf = store.shelf(Attendance)
    before = {one.who: one for one in shelf.find(review_id=review.id)}
    listed = labels(store, "attender")
    seen: set[str] = set()
    for one in given:
        if one.who not in listed and one.who not in before:
            raise Refusal(f'"{one.who}" is not in the list of those who come.', "Choose one, or add it in Settings.")
        if one.who in seen:
            raise Refusal(f"{listed.get(one.who, one.who)} stands there twice.", "Leave one of them out.")
        seen.add(one.who)
        check_attendance(one, review)
        _check_same(one, before.get(one.who))
        if not one.is_empty:
            shelf.keep(replace(one, child_id=review.child_id, review_id=review.id))
        elif one.version:
            shelf.void(one, TAKEN_OUT)


def _keep_recommendations(store: Store, review: Review, given: Iterable[Recommendation]) -> None:
    shelf = store.shelf(Recommendation)
    before = {one.id: one for one in shelf.find(review_id=review.id)}
    for one in given:
        words = " ".join(one.words.split())
        check_recommendation(one, review)
        if one.version:
            _check_same(one, before.get(one.id))
        if words:
            shelf.keep(
                replace(one, words=words, owner=one.owner.strip(), child_id=review.child_id, review_id=review.id)
            )
        elif one.version:
            _check_unanswered(before[one.id])
            shelf.void(before[one.id], TAKEN_OUT)
        elif one.owner.strip() or one.due:
            raise Refusal("A recommendation has an owner or a date, and no words.", "Say what is to be done.")


def _check_unanswered(one: Recommendation) -> None:
    if one.progress:
        raise Refusal(
            "A later review says what became of this recommendation, so it cannot be taken out.",
            "Clear its progress at that review first.",
        )


def _keep_progress(store: Store, review: Review, given: Collection[Recommendation]) -> None:
    if not given:
        return
    shelf = store.shelf(Recommendation)
    earlier = {one.id for one in earlier_reviews(review, store.shelf(Review).find(child_id=review.child_id))}
    for one in given:
        check_progress(one)
        before = shelf.get(one.id)
        if before.review_id not in earlier:
            raise Refusal(
                "Only recommendations of an earlier review of this child have progress here.", "Choose another."
            )
        if not is_asked_at(before, review.id):
            raise Stale("What became of a recommendation was recorded at another review.", "Look at it again.")
        if one.progress != before.progress:
            said_on = (review.held or review.adjourned_on) if one.progress else None
            shelf.keep(
                replace(
                    before,
                    version=one.version,
                    progress=one.progress,
                    progress_on=said_on,
                    progress_review_id=review.id if one.progress else None,
                )
            )
