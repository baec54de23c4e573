"""What the forms of child protection need: the family, their conferences that are due, plans, officers and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.conferences import (
    CONFERENCES,
    FIRST_CONFERENCES,
    ConferenceOutcome,
    CoreGroup,
    Enquiry,
    PreviousPlans,
    ProtectionPlan,
    previous_plans,
)
from app.domain.errors import Refusal
from app.domain.kinds import ICPC, RCPC
from app.domain.officers import Officer
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.settings import ListEntry
from app.queries.contacts import contact_about
from app.queries.service import kind_names
from app.store import Store


@dataclass(frozen=True)
class Family:
    """A child with brothers and sisters, and who may chair."""

    child: Child
    siblings: tuple[Child, ...]
    officers: tuple[Officer, ...]
    officer_id: str
    """Who most likely chairs: the person at the screen when they are an officer, else the child's IRO."""

    @property
    def children(self) -> tuple[Child, ...]:
        """All of them, the child first."""
        return (self.child, *self.siblings)


def family_of(store: Store, stamp: Stamp, child: Child) -> Family:
    """The child's family as it is recorded."""
    about = contact_about(store, stamp, child)
    return Family(child, about.siblings, about.officers, about.officer_id)


@dataclass(frozen=True)
class ConferenceOf:
    """The conference that is due for one child: the review, what it is called, and the category that holds so far."""

    child: Child
    review: Review
    title: str
    category: str | None
    together: bool
    """Whether it is of the same sort as the one that was opened, so that one conference serves both."""
    also: str = ""
    """The other review of the child that the same meeting is, and that is recorded as held with it."""


@dataclass(frozen=True)
class ConferenceAbout:
    """What the form of a conference needs."""

    family: Family
    conferences: tuple[ConferenceOf, ...]
    planned: date | None
    reasons: tuple[ListEntry, ...]
    """Why a plan may end."""
    late_reasons: tuple[ListEntry, ...]


@dataclass(frozen=True)
class AskConferenceAbout:
    """Ask for what the form of a conference needs: by the review that is due, or by a child who has one."""

    review_id: str = ""
    child_id: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ConferenceAbout:
        """Refuses a child for whom no conference is due."""
        review = self._review(store)
        family = family_of(store, stamp, store.shelf(Child).get(review.child_id))
        names = kind_names(store)
        found = [_conference(store, child, review, names) for child in family.children]
        late = store.shelf(ListEntry).find(list="late-reason", retired=False)
        return ConferenceAbout(
            family,
            tuple(one for one in found if one),
            _planned(store, review.id),
            _reasons(store),
            tuple(sorted(late, key=lambda one: (one.position, one.label))),
        )

    def _review(self, store: Store) -> Review:
        if self.review_id:
            review = store.shelf(Review).get(self.review_id)
            if review.voided or review.kind not in CONFERENCES:
                raise Refusal("This conference is no longer due.", "Look at the child's page.")
            return review
        found = _due(store, self.child_id, store.stamp.today)
        if not found:
            raise Refusal("No conference is due for this child.", "Start an enquiry first.")
        return found[0]


def _due(store: Store, child_id: str, today: date) -> list[Review]:
    """The conferences of a child that are still to be held, an initial one before one that reviews a plan."""
    found = store.shelf(Review).find(child_id=child_id, kind=CONFERENCES, held=None)
    series = {one.id: one for one in store.shelf(Series).find(child_id=child_id, kind=CONFERENCES)}
    running = [one for one in found if one.series_id in series and _runs(series[one.series_id], today)]
    return sorted(running, key=lambda one: (CONFERENCES.index(one.kind), one.due or date.max))


def _runs(series: Series, today: date) -> bool:
    """A conference on the day its clock ends belongs to it; one never held in a plan long over is due no more."""
    return series.closes is None or series.closes >= today


def _conference(store: Store, child: Child, opened: Review, names: dict[str, str]) -> ConferenceOf | None:
    """The child's conference most like the one that was opened; that one itself also when only its outcome is missing."""
    if child.id == opened.child_id:
        return _told(store, child, opened, opened, names)
    alike = sorted(_due(store, child.id, store.stamp.today), key=lambda one: not _alike(one, opened))
    return _told(store, child, alike[0], opened, names) if alike else None


def _alike(one: Review, other: Review) -> bool:
    return (one.kind in FIRST_CONFERENCES) == (other.kind in FIRST_CONFERENCES)


def _told(store: Store, child: Child, review: Review, opened: Review, names: dict[str, str]) -> ConferenceOf:
    plans: Sequence[ProtectionPlan] = store.shelf(ProtectionPlan).find(series_id=review.series_id)
    category = plans[0].latest_category if plans else None
    return ConferenceOf(
        child, review, names[review.kind], category, _alike(review, opened), _also(store, review, names)
    )


def _also(store: Store, review: Review, names: dict[str, str]) -> str:
    if review.held:
        return ""
    waiting = store.shelf(Review).find(child_id=review.child_id, held=None)
    other = next((one for one in waiting if one.served_with == review.id or one.id == review.served_with), None)
    name = names[other.kind] if other else ""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _planned(store: Store, review_id: str) -> date | None:
    links = store.shelf(MeetingReview).find(review_id=review_id)
    meetings = store.shelf(Meeting).find(id=tuple(link.meeting_id for link in links), state="planned")
    return min((meeting.date for meeting in meetings), default=None)


@dataclass(frozen=True)
class OutcomeAbout:
    """What the form that corrects a conference's outcome needs."""

    child: Child
    review: Review
    outcome: ConferenceOutcome
    reason: str
    """Why the plan ended, where it did."""
    reasons: tuple[ListEntry, ...]


@dataclass(frozen=True)
class AskOutcomeAbout:
    """Ask for what a conference decided for one child."""

    review_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> OutcomeAbout:
        """Refuses a conference of which that is not recorded."""
        review = store.shelf(Review).get(self.review_id)
        found: Sequence[ConferenceOutcome] = store.shelf(ConferenceOutcome).find(review_id=review.id)
        if not found:
            raise Refusal("It is not recorded what this conference decided.", "Record the conference first.")
        series = store.shelf(Series).maybe(review.series_id)
        return OutcomeAbout(
            store.shelf(Child).get(review.child_id),
            review,
            found[0],
            series.end_reason if series else "",
            _reasons(store),
        )


def _reasons(store: Store) -> tuple[ListEntry, ...]:
    """Why a plan may end."""
    entries = store.shelf(ListEntry).find(list="period-end", retired=False)
    return tuple(sorted(entries, key=lambda one: (one.position, one.label)))


@dataclass(frozen=True)
class EnquiryAbout:
    """What the forms of an enquiry need: a new one of a child, or one that is there with those of brothers and sisters."""

    family: Family
    kind: str = ICPC
    series: Series | None = None
    enquiry: Enquiry | None = None
    beside: tuple[tuple[Series, Child], ...] = ()
    """The enquiries about brothers and sisters that run too."""


@dataclass(frozen=True)
class AskEnquiryAbout:
    """Ask for what the forms of an enquiry need, by a child or by the clock of an enquiry."""

    child_id: str = ""
    series_id: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> EnquiryAbout:
        """Without a clock it is a new one."""
        series = store.shelf(Series).get(self.series_id) if self.series_id else None
        child = store.shelf(Child).get(series.child_id if series else self.child_id)
        family = family_of(store, stamp, child)
        if series is None:
            return EnquiryAbout(family)
        found: Sequence[Enquiry] = store.shelf(Enquiry).find(series_id=series.id)
        blank = Enquiry(child_id=child.id, series_id=series.id)
        return EnquiryAbout(family, series.kind, series, found[0] if found else blank, _beside(store, family))


def _beside(store: Store, family: Family) -> tuple[tuple[Series, Child], ...]:
    children = {one.id: one for one in family.siblings}
    running = store.shelf(Series).find(child_id=tuple(children), kind=FIRST_CONFERENCES, end=None) if children else ()
    waiting = {one.series_id for one in store.shelf(Review).find(series_id=tuple(s.id for s in running), held=None)}
    return tuple((one, children[one.child_id]) for one in running if one.id in waiting)


@dataclass(frozen=True)
class PlanAbout:
    """What the forms of a plan need: the plan, and the plans of brothers and sisters that run too."""

    family: Family
    series: Series
    plan: ProtectionPlan
    previous: PreviousPlans
    groups: tuple[CoreGroup, ...]
    beside: tuple[tuple[Series, Child], ...]
    reasons: tuple[ListEntry, ...]


@dataclass(frozen=True)
class AskPlanAbout:
    """Ask for what the forms of a plan need, by its clock."""

    series_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> PlanAbout:
        """Refuses a plan that is not there."""
        series = store.shelf(Series).get(self.series_id)
        child = store.shelf(Child).get(series.child_id)
        family = family_of(store, stamp, child)
        found: Sequence[ProtectionPlan] = store.shelf(ProtectionPlan).find(series_id=series.id)
        plan = found[0] if found else ProtectionPlan(child_id=child.id, series_id=series.id)
        children = {one.id: one for one in family.siblings}
        running = store.shelf(Series).find(child_id=tuple(children), kind=RCPC, end=None) if children else ()
        return PlanAbout(
            family=family,
            series=series,
            plan=plan,
            previous=previous_plans(series, plan, store.shelf(Series).find(child_id=child.id, kind=RCPC)),
            groups=tuple(sorted(store.shelf(CoreGroup).find(series_id=series.id), key=lambda one: one.date)),
            beside=tuple(
                (one, children[one.child_id]) for one in running if one.closes is None or one.closes > stamp.today
            ),
            reasons=_reasons(store),
        )
