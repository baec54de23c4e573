"""Everything the page of one child shows: who they are, their periods with reviews and explanations, who holds them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.explanations import explain, sequence_words
from app.domain.officers import COVER, IRO, Allocation, Officer, Team
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.schedule import schedule, terms_for
from app.domain.timeliness import verdict
from app.queries.handover.appointed import AppointmentWords
from app.queries.service import calendar_of, kind_names, labels, rules_of
from app.store import Store


@dataclass(frozen=True)
class ReviewLine:
    """One review as the page shows it, with its words."""

    review: Review
    sequence: str
    verdict: str
    explanation: str
    working_days: int | None
    chair: str
    late_reason: str
    meeting: Meeting | None
    moves: tuple[Rearrangement, ...]


@dataclass(frozen=True)
class PeriodLine:
    """One period with its reviews, oldest first, and why no further review follows, if none does."""

    series: Series
    kind: str
    running: bool
    reviews: tuple[ReviewLine, ...]
    stops: str


@dataclass(frozen=True)
class Span:
    """A dated fact in words: from a day until (not including) another."""

    id: str
    words: str
    start: date
    end: date | None


@dataclass(frozen=True)
class ChildFacts:
    """The whole page of a child."""

    child: Child
    siblings: tuple[Child, ...]
    periods: tuple[PeriodLine, ...]
    unplaced: tuple[ReviewLine, ...]
    voided: tuple[Review, ...]
    allocations: tuple[Span, ...]
    covers: tuple[Span, ...]
    """Who covered for the IRO, from when until when."""
    appointment: tuple[str, ...]
    """Whether an IRO was told and appointed in time in the latest period of care, in sentences."""
    teams: tuple[Span, ...]
    social_workers: tuple[Span, ...]
    statuses: tuple[Span, ...]
    homes: tuple[Span, ...]
    iro: str
    team: str
    social_worker: str


@dataclass(frozen=True)
class ChildPage:
    """Ask for one child's whole page as at today."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ChildFacts:
        """The child with every period, review, meeting, move and dated fact."""
        child = store.shelf(Child).get(self.child_id)
        reviews = store.shelf(Review).find(child_id=child.id, voided=True)
        lines = _Lines(store, stamp, child, tuple(r for r in reviews if not r.voided))
        allocations = _spans(store, Allocation, child.id, lines.officers, "officer_id")
        covers = _spans(store, Allocation, child.id, lines.officers, "officer_id", COVER)
        teams = _spans(
            store, ChildTeam, child.id, {t.id: t.name for t in store.shelf(Team).find(voided=True)}, "team_id"
        )
        workers = _spans(store, SocialWorker, child.id, None, "name")
        adult = child.eighteenth_birthday is not None and child.eighteenth_birthday <= stamp.today
        return ChildFacts(
            child=child,
            siblings=_siblings(store, child),
            periods=lines.periods(),
            unplaced=tuple(lines.line(r, None) for r in lines.reviews[None]),
            voided=tuple(r for r in reviews if r.voided and r.held),
            allocations=allocations,
            covers=covers,
            appointment=AppointmentWords(child.id).run(store, stamp),
            teams=teams,
            social_workers=workers,
            statuses=_spans(store, LegalStatus, child.id, None, "code"),
            homes=_spans(store, Placement, child.id, None, "code"),
            iro="" if adult else _iro_words(allocations, covers, stamp.today),
            team=_now(teams, stamp.today),
            social_worker=_now(workers, stamp.today),
        )


def _siblings(store: Store, child: Child) -> tuple[Child, ...]:
    if not child.sibling_group:
        return ()
    group = store.shelf(Child).find(sibling_group=child.sibling_group)
    return tuple(sorted((c for c in group if c.id != child.id), key=lambda c: c.shown_name))


def _spans(
    store: Store,
    kind: type[Allocation] | type[ChildTeam] | type[SocialWorker] | type[LegalStatus] | type[Placement],
    child_id: str,
    names: dict[str, str] | None,
    field: str,
    role: str = IRO,
) -> tuple[Span, ...]:
    found = [r for r in store.shelf(kind).find(child_id=child_id) if getattr(r, "role", role) == role]
    records = sorted(found, key=lambda r: r.start)
    words = [str(getattr(record, field)) for record in records]
    shown = words if names is None else [names.get(word, "") for word in words]
    return tuple(Span(r.id, word, r.start, r.end) for r, word in zip(records, shown, strict=True))


def _now(spans: tuple[Span, ...], today: date) -> str:
    current = [s.words for s in spans if s.start <= today and (s.end is None or s.end > today)]
    return current[-1] if current else ""


def _iro_words(allocations: tuple[Span, ...], covers: tuple[Span, ...], today: date) -> str:
    """The IRO, and who covers for that one today."""
    iro, cover = _now(allocations, today), _now(covers, today)
    return f"{iro or 'No IRO'}, covered by {cover}" if cover else iro


class _Lines:
    """Puts the reviews of one child into words."""

    def __init__(self, store: Store, stamp: Stamp, child: Child, reviews: tuple[Review, ...]) -> None:
        self._store, self._today, self._child = store, stamp.today, child
        self._calendar = calendar_of(store)
        self._kinds = kind_names(store)
        self._reasons = labels(store, "late-reason")
        self.officers = {o.id: o.name for o in store.shelf(Officer).find(voided=True)}
        self.reviews: dict[str | None, list[Review]] = defaultdict(list)
        for review in sorted(reviews, key=lambda r: (r.held or date.max, r.id)):
            self.reviews[review.series_id].append(review)
        links = store.shelf(MeetingReview).find(review_id=tuple(r.id for r in reviews))
        meetings = {m.id: m for m in store.shelf(Meeting).find(id=tuple(link.meeting_id for link in links))}
        self._meetings: dict[str, list[Meeting]] = defaultdict(list)
        for link in links:
            if link.meeting_id in meetings:
                self._meetings[link.review_id].append(meetings[link.meeting_id])
        self._moves: dict[str, list[Rearrangement]] = defaultdict(list)
        for move in store.shelf(Rearrangement).find(review_id=tuple(r.id for r in reviews)):
            self._moves[move.review_id].append(move)

    def periods(self) -> tuple[PeriodLine, ...]:
        """All periods, the running ones first, then the latest."""
        series = self._store.shelf(Series).find(child_id=self._child.id)
        terms = terms_for(self._child, series, self._calendar, rules_of(self._store))
        lines = []
        for one in series:
            reviews = self.reviews[one.id]
            running = one.closes is None or one.closes > self._today
            stops = schedule(one, reviews, terms).stops
            shown = tuple(self.line(review, one) for review in reviews)
            lines.append(PeriodLine(one, self._kinds[one.kind], running, shown, stops))
        return tuple(sorted(lines, key=lambda p: (not p.running, -(p.series.start or date.min).toordinal(), p.kind)))

    def line(self, review: Review, series: Series | None) -> ReviewLine:
        """One review in words."""
        left = self._calendar.working_days_between(self._today, review.due) if review.due and not review.held else None
        meetings = sorted(self._meetings[review.id], key=lambda m: (m.state != "planned", m.date))
        return ReviewLine(
            review=review,
            sequence=sequence_words(review),
            verdict=verdict(review.due, review.held, self._today, series.closes if series else None),
            explanation=explain(review),
            working_days=left,
            chair=self.officers.get(review.chair_id or "", ""),
            late_reason=self._reasons.get(review.late_reason or "", review.late_reason or ""),
            meeting=next((m for m in meetings if m.state != "cancelled"), None),
            moves=tuple(sorted(self._moves[review.id], key=lambda m: m.requested_on)),
        )


@dataclass(frozen=True)
class ChildOfReview:
    """Whose review this is."""

    review_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str:
        """The child's key."""
        return store.shelf(Review).get(self.review_id).child_id


@dataclass(frozen=True)
class ChildOfMove:
    """Whose review was asked to be moved."""

    move_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str:
        """The child's key."""
        return ChildOfReview(store.shelf(Rearrangement).get(self.move_id).review_id).run(store, stamp)
