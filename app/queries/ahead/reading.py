"""Reads what the months ahead rest on, in a few statements: open reviews, who holds whom, posts, and what was held lately."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.domain.ahead import Expected, presence, rates, unroll, usual, weeks_from
from app.domain.calendar import Calendar
from app.domain.children import Child
from app.domain.kinds import ADOPTION_AUTHORISED, ADOPTION_PLACED
from app.domain.officers import COVER, IRO, Absence, Post
from app.domain.reviews import Review, Series
from app.domain.schedule import Terms, terms_for
from app.queries.caseload.counting import by_officer, officer_names
from app.queries.reviews import OPEN
from app.queries.service import calendar_of, chaired_kinds, rules_of, setting
from app.store import Selection, Store, Where

ADOPTION = (ADOPTION_AUTHORISED, ADOPTION_PLACED)
"""What stops or replaces the looked-after clock."""
PLACED = Where("placed", "is", True)
OF_REVIEW = (
    *("id", "child_id", "series_id", "kind", "number", "number_basis", "to_confirm", "due", "due_basis"),
    *("counted_from", "source_due", "local_due"),
)
OF_CHILD = ("reference", "child", "date_of_birth")
OF_SERIES = ("id", "child_id", "kind", "start", "start_known", "end", "history_complete", "closes")
Held = tuple[date, date | None, str]
"""From when, until the day before when, and who."""


OF_CHILDREN = Where("household", "is", False)
"""Foster households are looked ahead for neither in what is to come nor in what is usual: they are no IRO's caseload."""


@dataclass(frozen=True)
class Named:
    """How a child is shown."""

    child: str
    reference: str


@dataclass(frozen=True)
class Facts:
    """What is recorded, whatever may be tried out with it."""

    today: date
    mondays: tuple[date, ...]
    calendar: Calendar
    expected: tuple[Expected, ...]
    children: Mapping[str, Named]
    holders: Mapping[str, tuple[Held, ...]]
    covers: Mapping[str, tuple[Held, ...]]
    posts: Mapping[str, tuple[Post, ...]]
    absences: Mapping[str, tuple[Absence, ...]]
    names: Mapping[str, str]
    usual: Mapping[str, Fraction | None]
    """What each officer holds in a usual full-time week, as far as they were seen."""
    of_all: Fraction | None

    @property
    def last(self) -> date:
        """The last day that is looked at."""
        return self.mondays[-1] + timedelta(days=6)

    def holder(self, child_id: str, day: date) -> str | None:
        """The IRO of a child on a day, or nobody."""
        return on_day(self.holders.get(child_id, ()), day)

    def cover(self, child_id: str, day: date) -> str | None:
        """Who covers a child on a day, or nobody."""
        return on_day(self.covers.get(child_id, ()), day)


def on_day(held: tuple[Held, ...], day: date) -> str | None:
    """Who held a child on a day; of several, the one that began last: they are in the order of their beginning."""
    return next((who for start, end, who in reversed(held) if start <= day and (end is None or end > day)), None)


def facts_of(store: Store) -> Facts:
    """Everything as it is recorded today."""
    today, calendar = store.stamp.today, calendar_of(store)
    mondays = weeks_from(today)
    posts, absences = by_officer(store, Post), by_officer(store, Absence)
    every = rates_of(store, posts, absences, calendar)
    expected, children = _expected(store, calendar, mondays[-1] + timedelta(days=6))
    return Facts(
        today,
        mondays,
        calendar,
        expected,
        children,
        allocated(store, IRO),
        allocated(store, COVER),
        posts,
        absences,
        officer_names(store),
        {who: usual(theirs, ()) for who, theirs in every.items()},
        usual((), every.values()),
    )


def _expected(store: Store, calendar: Calendar, last: date) -> tuple[tuple[Expected, ...], dict[str, Named]]:
    """The open reviews of children of the kinds that the service chairs, those that will follow, and whose they are."""
    today, rules = store.stamp.today, rules_of(store)
    series, placed = _running(store)
    terms: dict[str, Terms] = {}
    children: dict[str, Named] = {}
    found: list[Expected] = []
    for values in _open_reviews(store):
        review = Review(**dict(zip(OF_REVIEW, values, strict=False)))
        reference, name, born, booked = values[len(OF_REVIEW) :]
        who = review.child_id
        if who not in terms:
            child = Child(id=who, reference=reference, date_of_birth=born)
            terms[who], children[who] = terms_for(child, placed[who], calendar, rules), Named(name, reference)
        if review.series_id in series:
            found += unroll(series[review.series_id], review, booked, today, last, terms[who])
    return tuple(found), children


def _open_reviews(store: Store) -> Any:
    where = (Where("kind", "in", chaired_kinds(store)), PLACED, OPEN, OF_CHILDREN)
    fields = (*OF_REVIEW, *OF_CHILD, "planned")
    return store.rows(Selection("reviews", where, store.stamp.today), fields, (("due", False), ("reference", False)))


def _running(store: Store) -> tuple[dict[str | None, Series], dict[str, list[Series]]]:
    """The clocks that run by id, and what adoption makes of them, ended ones too, by child."""
    wanted = (
        (Where("closes", "is", None),),
        (Where("closes", "above", store.stamp.today),),
        (Where("kind", "in", ADOPTION),),
    )
    series: dict[str | None, Series] = {}
    for where in wanted:
        for values in store.rows(Selection("periods", where, store.stamp.today), OF_SERIES):
            one = Series(**dict(zip(OF_SERIES, values, strict=True)))
            series[one.id] = one
    placed: dict[str, list[Series]] = defaultdict(list)
    for one in series.values():
        if one.kind in ADOPTION:
            placed[one.child_id].append(one)
    return series, placed


def allocated(store: Store, role: str) -> dict[str, tuple[Held, ...]]:
    """The allocations in a role that run today or begin later, by child in the order of their beginning."""
    found: dict[str, list[Held]] = defaultdict(list)
    fields, order = ("child_id", "start", "end", "officer_id"), (("start", False), ("id", False))
    for ends in (Where("end", "is", None), Where("end", "above", store.stamp.today)):
        theirs = (Where("role", "is", role), ends, OF_CHILDREN)
        selection = Selection("allocations", theirs, store.stamp.today)
        for child, start, end, who in store.rows(selection, fields, order):
            found[child].append((start, end, who))
    return {child: tuple(sorted(some, key=lambda one: one[0])) for child, some in found.items()}


def past_weeks(store: Store) -> tuple[date, ...]:
    """The Mondays of the weeks that show what is usual: so many as the setting says, before the one that runs."""
    return weeks_from(store.stamp.today, -max(1, int(setting(store, "ahead.usual-weeks"))))


def held_lately(store: Store) -> Counter[tuple[str | None, date]]:
    """How many reviews each person held in each of the past weeks: the chair, or the IRO where no chair is recorded."""
    mondays = past_weeks(store)
    where = (
        Where("kind", "in", chaired_kinds(store)),
        Where("held", "at least", mondays[0]),
        Where("held", "below", mondays[-1] + timedelta(weeks=1)),
        OF_CHILDREN,
    )
    rows = store.rows(Selection("reviews", where, store.stamp.today), ("held", "chair_id", "iro_id"))
    return Counter((chair or iro, held - timedelta(days=held.weekday())) for held, chair, iro in rows)


def rates_of(
    store: Store,
    posts: Mapping[str, tuple[Post, ...]],
    absences: Mapping[str, tuple[Absence, ...]],
    calendar: Calendar,
) -> dict[str, list[Fraction]]:
    """What each officer in a reviewing post held in each worked week, for a full-time week."""
    held, mondays = held_lately(store), past_weeks(store)
    found = {}
    for who, theirs in posts.items():
        if who:
            weeks = [(held[who, m], presence(theirs, absences.get(who, ()), m, calendar)) for m in mondays]
            found[who] = rates(weeks)
    return found
