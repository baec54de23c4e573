"""What goes with a child who gets another IRO: booked and open reviews, agreed actions, open challenges, follow-ups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.afterwards import owed_by_iro
from app.domain.challenges.records import Challenge, ChallengeAction
from app.domain.dates import long
from app.domain.kinds import KINDS
from app.domain.officers import Officer
from app.domain.records import fold
from app.domain.reviews import Meeting, MeetingReview, Review
from app.queries.afterwards import limits_of, still_followed
from app.queries.service import calendar_of
from app.store import Store, Where


@dataclass(frozen=True)
class Booked:
    """An open review that the leaving IRO is to chair, with its meeting if one is booked."""

    review: Review
    meeting: Meeting | None

    @property
    def words(self) -> str:
        """The review in words: "Review booked for 3 March 2027"."""
        noun = KINDS[self.review.kind].noun.capitalize()
        if self.meeting is not None:
            return f"{noun} booked for {long(self.meeting.date)}"
        return f"{noun} due {long(self.review.due)}, no date booked" if self.review.due else f"{noun}, no date booked"


@dataclass(frozen=True)
class Owned:
    """An agreed action that the leaving IRO is to do."""

    action: ChallengeAction
    reference: str

    @property
    def words(self) -> str:
        """The action in words: "Action of challenge 12, by 3 March 2027: ring the school"."""
        return f"Action of challenge {self.reference}, by {long(self.action.due)}: {self.action.what}"


@dataclass(frozen=True)
class Going:
    """What goes with one child. Challenges and follow-ups are the child's: they follow whoever holds the child."""

    booked: tuple[Booked, ...] = ()
    owned: tuple[Owned, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    follow_ups: tuple[Challenge, ...] = ()
    owed: tuple[Review, ...] = ()
    """Reviews that the leaving IRO held and whose participation is to come: they stay with who held them."""
    records: tuple[Review, ...] = ()
    """Reviews whose decisions or record are still to be written: told to who holds the child, and to who chaired."""


def going_with(store: Store, holders: Mapping[str, str], start: date) -> dict[str, Going]:
    """By child: what goes with it from a day on, when it leaves the officer that holders names for it."""
    reviews, meetings = _reviews(store, holders), _Meetings(store, start)
    challenges = _by_child(store.shelf(Challenge).find(child_id=tuple(holders)))
    actions = _Actions(store, holders, challenges)
    records = _records(store, holders)
    open_ids = [r.id for found in reviews.values() for r in found if r.held is None]
    meetings.load(open_ids)
    return {
        child_id: Going(
            booked=meetings.of(reviews[child_id], officer_id),
            owned=actions.of(child_id),
            challenges=tuple(c for c in challenges[child_id] if c.open),
            follow_ups=tuple(c for c in challenges[child_id] if _looked_for(c)),
            owed=tuple(r for r in reviews[child_id] if _owed(r, officer_id)),
            records=tuple(records[child_id]),
        )
        for child_id, officer_id in holders.items()
    }


def _looked_for(challenge: Challenge) -> bool:
    """Whether somebody is still to look again at what came of it."""
    return challenge.closed_on is not None and challenge.follow_up_due is not None and not challenge.impact


def _owed(review: Review, officer_id: str) -> bool:
    noun = KINDS[review.kind].noun
    return review.held is not None and not review.participation and noun == "review" and review.chair_id == officer_id


def _records(store: Store, child_ids: Iterable[str]) -> dict[str, list[Review]]:
    limits, calendar = limits_of(store), calendar_of(store)
    found: dict[str, list[Review]] = defaultdict(list)
    for one in still_followed(store, Where("child_id", "in", tuple(child_ids))):
        if owed_by_iro(one.review, limits, calendar):
            found[one.review.child_id].append(one.review)
    return found


def _reviews(store: Store, child_ids: Iterable[str]) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = defaultdict(list)
    for review in store.shelf(Review).find(child_id=tuple(child_ids)):
        found[review.child_id].append(review)
    return found


def _by_child(challenges: Iterable[Challenge]) -> dict[str, list[Challenge]]:
    found: dict[str, list[Challenge]] = defaultdict(list)
    for challenge in sorted(challenges, key=lambda c: c.reference):
        found[challenge.child_id or ""].append(challenge)
    return found


class _Meetings:
    """The planned meetings of open reviews from a day on."""

    def __init__(self, store: Store, start: date) -> None:
        self._store, self._start = store, start
        self._planned: dict[str, list[Meeting]] = defaultdict(list)

    def load(self, review_ids: Iterable[str]) -> None:
        links = self._store.shelf(MeetingReview).find(review_id=tuple(review_ids))
        ids = tuple({link.meeting_id for link in links})
        planned = {m.id: m for m in self._store.shelf(Meeting).find(id=ids) if m.state == "planned"}
        for link in links:
            if link.meeting_id in planned:
                self._planned[link.review_id].append(planned[link.meeting_id])

    def of(self, reviews: Iterable[Review], officer_id: str) -> tuple[Booked, ...]:
        """The open reviews that the officer is to chair: by name, or as the child's IRO where a meeting is booked."""
        found = []
        for review in reviews:
            planned = min(self._planned[review.id], key=lambda m: m.date, default=None)
            theirs = review.chair_id == officer_id or (review.chair_id is None and planned is not None)
            if review.held is None and theirs and (planned is None or planned.date >= self._start):
                found.append(Booked(review, planned))
        return tuple(sorted(found, key=lambda b: (b.meeting.date if b.meeting else date.max, b.review.id)))


class _Actions:
    """The agreed actions still to be done that a leaving officer owns, by the name that stands in them."""

    def __init__(self, store: Store, holders: Mapping[str, str], challenges: Mapping[str, list[Challenge]]) -> None:
        self._holders, self._challenges = holders, challenges
        officers = store.shelf(Officer).find(voided=True, id=tuple(set(holders.values())))
        self._names = {officer.id: fold(officer.name) for officer in officers}
        self._waiting: dict[str, list[ChallengeAction]] = defaultdict(list)
        ids = tuple(c.id for found in challenges.values() for c in found)
        for action in store.shelf(ChallengeAction).find(challenge_id=ids):
            if action.waiting:
                self._waiting[action.challenge_id].append(action)

    def of(self, child_id: str) -> tuple[Owned, ...]:
        name = self._names.get(self._holders[child_id], "")
        return tuple(
            Owned(action, challenge.reference)
            for challenge in self._challenges.get(child_id, ())
            for action in sorted(self._waiting[challenge.id], key=lambda a: (a.due, a.id))
            if fold(action.owner) == name
        )
