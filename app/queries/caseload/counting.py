"""Counts caseloads: the children of each officer on a day, by what they are, and the FTE that the officer had then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.domain.caseload import REVIEWING_ROLES, InPost, Load, away, in_post, left_out, runs
from app.domain.officers import Absence, Officer, Post
from app.queries.caseload.rules import Rules, rules_of
from app.queries.service import calendar_of
from app.store import Selection, Store, Tally, Where

T = TypeVar("T", Post, Absence)
ALLOCATED, WAITING = Where("allocated", "is", True), Where("waiting", "is", True)
CONCERNED = Where("concerned", "is", True)


@dataclass(frozen=True)
class Carried:
    """A day: the load of each officer by id, of children who wait for an IRO, and the rules that held."""

    day: date
    rules: Rules
    loads: Mapping[str, Load]
    waiting: Load

    @property
    def allocated(self) -> Load:
        """All who have an IRO, for all FTE in post."""
        return sum(self.loads.values(), Load())

    @property
    def service(self) -> Load:
        """The whole service, as its average is counted: with the children without an IRO, where that is set."""
        return self.allocated + self.waiting if self.rules.unallocated else self.allocated

    def selection(self, *where: Where) -> Selection:
        """Some of the children of that day."""
        return carried(self.day, self.rules, *where)

    def counted(self) -> Selection:
        """The children of the service's average."""
        return self.selection(CONCERNED if self.rules.unallocated else ALLOCATED)


def carried(day: date, rules: Rules, *where: Where) -> Selection:
    """Some of the children of a day, with whose they are by the rules."""
    return Selection("caseload", where, day, options=rules.options)


class Counter:
    """Counts any number of days from one reading of settings, posts and absences, and one statement a day."""

    def __init__(self, store: Store, drawn: str = "", posts: Mapping[str, tuple[Post, ...]] | None = None) -> None:
        """posts are those to count with, where they are not the recorded ones."""
        self._store = store
        self._rules = rules_of(store, drawn)
        self._calendar = calendar_of(store)
        self._posts = by_officer(store, Post) if posts is None else posts
        self._absences = by_officer(store, Absence)

    def on(self, day: date) -> Carried:
        """The loads of everybody who held a child that day or was in a reviewing post."""
        tally = Tally(carried(day, self._rules(day), CONCERNED), ("carrier_id", "status"))
        return self.of(day, ((*count.key, count.denominator) for count in self._store.tally(tally)))

    def of(self, day: date, parts: Iterable[tuple[str | None, str, int]]) -> Carried:
        """The loads of a day made of these: officer (None: nobody), status, and how many children."""
        rules = self._rules(day)
        loads: dict[str, Load] = {officer: Load() for officer in self._posts if self._reviews(officer, day)}
        waiting = Load()
        for officer, status, number in parts:
            part = Load(**{status: number})
            if officer is None:
                waiting += part
            else:
                loads[officer] = loads.get(officer, Load()) + part
        return Carried(day, rules, {who: self._with_fte(who, load, day, rules) for who, load in loads.items()}, waiting)

    def fte(self, officer: str, day: date, rules: Rules) -> InPost:
        """What an officer counts for on a day."""
        posts, absences = self._posts.get(officer, ()), self._absences.get(officer, ())
        return in_post(officer, posts, absences, day, rules.longest, self._calendar)

    def away(self, officer: str, day: date) -> Absence | None:
        """The absence of an officer that runs on a day; of several the one that began first."""
        running = [one for one in self._absences.get(officer, ()) if away(one, day)]
        return min(running, key=lambda one: one.start, default=None)

    def away_long(self, officer: str, day: date, rules: Rules) -> bool:
        """Whether an officer is left out on a day, for an absence that is too long to count as in post."""
        return left_out(self._absences.get(officer, ()), day, rules.longest, self._calendar)

    def posts(self, officer: str, day: date) -> tuple[Post, ...]:
        """The reviewing posts that an officer holds on a day."""
        return tuple(post for post in self._posts.get(officer, ()) if post.role in REVIEWING_ROLES and runs(post, day))

    def _reviews(self, officer: str, day: date) -> bool:
        return bool(officer and self.posts(officer, day))

    def _with_fte(self, officer: str, load: Load, day: date, rules: Rules) -> Load:
        there = self.fte(officer, day, rules)
        return replace(load, fte=there.fte, cla_fte=there.cla_fte)


def by_officer(store: Store, kind: type[T]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for record in store.shelf(kind).find():
        found[record.officer_id or ""].append(record)
    return {officer: tuple(some) for officer, some in found.items()}


def officer_names(store: Store) -> Mapping[str, str]:
    """The names of officers by id, also of those entered in error who still hold children."""
    return {one.id: one.name for one in store.shelf(Officer).find(voided=True)}
