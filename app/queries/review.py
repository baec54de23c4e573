"""One review with everything that its pane shows, and several reviews with what is filled in for many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.explanations import sequence_words
from app.domain.kinds import kind_of
from app.domain.reviews import Rearrangement, Review
from app.queries.afterwards import StageWords, stages_of
from app.queries.child import ChildPage, PeriodLine, ReviewLine
from app.queries.contacts import ContactAbout, contact_about
from app.queries.opened import Adjourned, Beside, adjourned_of, beside, still_to_come
from app.queries.practice import MeetingFacts, meeting_in_full
from app.queries.service import kind_names, labels
from app.store import Selection, Store, Where

AT_ONCE = 500
"""How many records are asked for by their keys in one question."""


def review_title(review: Review, kind: str) -> str:
    """A review in a few words: "Third looked-after review"; only its kind where its number is not known or it is held once."""
    if review.number_basis == "unknown" or kind_of(review.kind).once:
        return kind
    words = kind if kind[1:2].isupper() else f"{kind[:1].lower()}{kind[1:]}"
    return f"{sequence_words(review)} {words}"


@dataclass(frozen=True)
class ReviewSheet:
    """One review in words, whose it is now, and what follows it."""

    line: ReviewLine
    child: Child
    kind: str
    running: bool
    stops: str
    following: Review | None
    iro: str
    iro_id: str | None
    team: str
    social_worker: str
    moves: tuple[str, ...]
    contact: ContactAbout
    """Whether the child was seen before it, and what the form of a contact needs."""
    after: tuple[StageWords, ...]
    """What followed it, or is owed."""
    meeting: MeetingFacts
    """What is recorded of its meeting."""
    adjourned: Adjourned | None
    to_come: tuple[str, ...]
    """What is not recorded yet of a review that was held: participation, late_reason, outcome (of a conference)."""
    beside: tuple[Beside, ...]
    """The other open reviews of the child that one meeting serves with it, or may."""

    @property
    def review(self) -> Review:
        """The review itself."""
        return self.line.review

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.review.held is None and self.running

    @property
    def title(self) -> str:
        """The review in a few words: "Third looked-after review"."""
        return review_title(self.review, self.kind)


@dataclass(frozen=True)
class AskReview:
    """Ask for one review as its pane shows it."""

    review_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ReviewSheet:
        """Refuses a review that was voided since."""
        review = store.shelf(Review).get(self.review_id)
        facts = ChildPage(review.child_id).run(store, stamp)
        period, line = _find(review, facts.periods, facts.unplaced)
        names = labels(store, "requester"), labels(store, "move-reason")
        contact = contact_about(store, stamp, facts.child, review)
        return ReviewSheet(
            line=line,
            child=facts.child,
            kind=kind_names(store)[review.kind],
            running=period is not None and period.running,
            stops=period.stops if period else "",
            following=_following(review, period),
            iro=facts.iro,
            iro_id=_iro_id(store, stamp, review),
            team=facts.team,
            social_worker=facts.social_worker,
            moves=tuple(_move_words(move, *names) for move in line.moves),
            contact=contact,
            after=stages_of(store, review),
            meeting=meeting_in_full(store, review, facts.child, contact.seen),
            adjourned=adjourned_of(store, review),
            to_come=still_to_come(store, review),
            beside=beside(store, review, facts.periods, review_title),
        )


def _find(
    review: Review, periods: Iterable[PeriodLine], unplaced: Iterable[ReviewLine]
) -> tuple[PeriodLine | None, ReviewLine]:
    for period in periods:
        for line in period.reviews:
            if line.review.id == review.id:
                return period, line
    for line in unplaced:
        if line.review.id == review.id:
            return None, line
    raise Refusal("This review is not in the list any more: it was voided.", "Choose another one.")


def _following(review: Review, period: PeriodLine | None) -> Review | None:
    """The review that is open after a held one."""
    if period is None or not review.held:
        return None
    return next((line.review for line in period.reviews if line.review.held is None), None)


def _iro_id(store: Store, stamp: Stamp, review: Review) -> str | None:
    rows = store.rows(Selection("reviews", (Where("id", "is", review.id),), stamp.today), ("iro_now_id",))
    return rows[0][0] if rows else None


def _move_words(move: Rearrangement, requesters: dict[str, str], reasons: dict[str, str]) -> str:
    """A move in one sentence or two, as somebody would tell it."""
    who = requesters.get(move.requested_by, move.requested_by)
    why = reasons.get(move.reason, move.reason)
    by = f" by {move.decided_by}" if move.decided_by else ""
    asked = f"{long(move.requested_on)}: {who} asked for another date ({why[:1].lower()}{why[1:]})."
    if move.decision != "agreed" or move.new_date is None:
        return f"{asked} Refused{by}; it stayed on {long(move.old_date)}."
    return f"{asked} Agreed{by}: from {long(move.old_date)} to {long(move.new_date)}."


@dataclass(frozen=True)
class FillFacts:
    """One line to be filled: the review in words, and what is recorded of it so far."""

    review_id: str
    child: str
    reference: str
    born: date | None
    kind: str
    title: str
    due: date | None
    held: date | None
    participation: str | None
    late_reason: str | None


@dataclass(frozen=True)
class AskReviews:
    """Ask for several reviews to fill in, in the order of these keys."""

    review_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[FillFacts, ...]:
        """One line each; those that were voided since are left out."""
        found = {line.review_id: line for ids in _chunks(self.review_ids) for line in _lines(store, ids)}
        return tuple(found[review_id] for review_id in self.review_ids if review_id in found)


def _chunks(ids: Sequence[str]) -> Iterable[tuple[str, ...]]:
    waiting = iter(ids)
    while some := tuple(islice(waiting, AT_ONCE)):
        yield some


def _lines(store: Store, ids: tuple[str, ...]) -> Iterable[FillFacts]:
    names = kind_names(store)
    reviews = {review.id: review for review in store.shelf(Review).find(id=ids)}
    children = {child.id: child for child in store.shelf(Child).find(id={r.child_id for r in reviews.values()})}
    for review in reviews.values():
        child = children[review.child_id]
        yield FillFacts(
            review_id=review.id,
            child=child.shown_name,
            reference=child.reference,
            born=child.date_of_birth,
            kind=review.kind,
            title=review_title(review, names[review.kind]),
            due=review.due,
            held=review.held,
            participation=review.participation,
            late_reason=review.late_reason,
        )
