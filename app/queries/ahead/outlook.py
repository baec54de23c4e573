"""The months ahead as one picture, as recorded or after a scenario: whose each review will be, and what each can hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from app.domain.ahead import Expected, Presence, Week, first_of, judge, monday_of, presence, rooms, unroll
from app.domain.caseload import REVIEWING_ROLES, runs
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import Absence, Post
from app.domain.reviews import Series
from app.domain.scenarios import MoreChildren, Scenario
from app.domain.schedule import Terms
from app.queries.ahead.reading import Facts, Named, facts_of
from app.queries.caseload.lines import NOBODY
from app.queries.figures import WHOLE
from app.store import Store

NOTHING = Scenario(date.min)
NO_IRO = "No IRO"
NOT_KNOWN_YET = "Child not known yet"


class Outlook:
    """What falls due in each week and whose it is. None stands for the whole service, NOBODY for no IRO."""

    def __init__(self, facts: Facts, scenario: Scenario | None = None) -> None:
        self.facts = facts
        self.scenario = scenario or NOTHING
        self.mondays = facts.mondays
        self._theirs: dict[str, list[Expected]] = defaultdict(list)
        self._presence: dict[str, tuple[Presence, ...]] = {}
        self._room: dict[str, list[Fraction | None]] = {}
        for one in (*facts.expected, *self._more()):
            self._theirs[self.whose(one) or NOBODY].append(one)

    @classmethod
    def of(cls, store: Store, scenario: Scenario | None = None) -> "Outlook":
        """As recorded today, with what the scenario changes."""
        return cls(facts_of(store), scenario)

    def whose(self, one: Expected) -> str | None:
        """Who will hold a review: the IRO of its day, or who covers then; a moved child is no longer covered."""
        day, child = one.day or self.facts.today, one.review.child_id
        before = self.facts.holder(child, day)
        holder = self.scenario.holder(child, before, day)
        if holder is None or holder != before:
            return holder
        return self.scenario.stays(self.facts.cover(child, day), day) or holder

    @cached_property
    def names(self) -> dict[str, str]:
        """Everybody's name by id, with who joins."""
        return {**self.facts.names, **{one.key: one.name for one in self.scenario.joining}}

    def title(self, officer_id: str | None) -> str:
        """Whose line it is: an officer's name, or the words of NOBODY and None."""
        return WHOLE if officer_id is None else NO_IRO if officer_id == NOBODY else self.names[officer_id]

    @cached_property
    def officers(self) -> tuple[str, ...]:
        """Who is in a reviewing post in these weeks or will have a review, by name."""
        there = {who for who in self._posts if any(self.present(who, at).part for at in range(len(self.mondays)))}
        found = (there | set(self._theirs)) - {NOBODY}
        return tuple(sorted(found, key=lambda who: (self.names[who].casefold(), who)))

    def reviews(self, officer_id: str | None) -> Sequence[Expected]:
        """All of somebody's reviews that are looked at."""
        if officer_id is None:
            return [one for theirs in self._theirs.values() for one in theirs]
        return self._theirs.get(officer_id, [])

    def due(self, officer_id: str | None) -> list[int]:
        """How many fall due in each week; overdue ones are counted apart."""
        places = {monday: at for at, monday in enumerate(self.mondays)}
        numbers = [0] * len(self.mondays)
        for one in self.reviews(officer_id):
            if one.day and not one.overdue:
                numbers[places[monday_of(one.day)]] += 1
        return numbers

    def weeks(self, officer_id: str | None) -> list[Week]:
        """Somebody's weeks as they can be met; the service's as if all shared all."""
        overdue = sum(one.overdue for one in self.reviews(officer_id))
        return judge(self.mondays, self.due(officer_id), self.rooms(officer_id), overdue)

    def rooms(self, officer_id: str | None) -> list[Fraction | None]:
        """How much can be held in each week."""
        if officer_id == NOBODY:
            return [Fraction(0)] * len(self.mondays)
        if officer_id is not None:
            return self._rooms(officer_id)
        each = [[one for one in week if one is not None] for week in zip(*map(self._rooms, self.officers), strict=True)]
        return [sum(week, Fraction()) for week in each] if any(each) else [None] * len(self.mondays)

    def _rooms(self, officer_id: str) -> list[Fraction | None]:
        if officer_id not in self._room:
            parts = [self.present(officer_id, at).part for at in range(len(self.mondays))]
            self._room[officer_id] = rooms(self.rate(officer_id), parts)
        return self._room[officer_id]

    def rate(self, officer_id: str) -> Fraction | None:
        """What somebody holds in a usual week of a full-time post."""
        own = self.facts.usual.get(officer_id)
        return self.facts.of_all if own is None else own

    def usual(self, officer_id: str | None) -> Fraction | None:
        """What somebody holds in a usual week of their post (the one of today, or the first ahead); None: all together."""
        if officer_id is None:
            every = [one for one in map(self.usual, self.officers) if one is not None]
            return sum(every, Fraction()) if every else None
        days = (max(monday, self.facts.today) for monday in self.mondays)
        ftes = (self._fte(officer_id, day) for day in days)
        rate, fte = self.rate(officer_id), next((one for one in ftes if one), 0)
        return rate * fte / 100 if rate is not None and fte else None

    def present(self, officer_id: str, at: int) -> Presence:
        """How much of somebody there is in a week; of the week that runs, from today on."""
        if officer_id not in self._presence:
            posts, absences = self._posts.get(officer_id, ()), self.absences(officer_id)
            self._presence[officer_id] = tuple(
                presence(posts, absences, monday, self.facts.calendar, self.facts.today) for monday in self.mondays
            )
        return self._presence[officer_id][at]

    def away(self, officer_id: str | None, at: int) -> int:
        """Working days of leave and absence in a week; of all together for the service."""
        who = self.officers if officer_id is None else () if officer_id == NOBODY else (officer_id,)
        return sum(self.present(one, at).away for one in who)

    def absences(self, officer_id: str) -> tuple[Absence, ...]:
        """When somebody is away."""
        return self.facts.absences.get(officer_id, ())

    @cached_property
    def more(self) -> dict[str, Named]:
        """The children whom nobody knows yet."""
        found: dict[str, Named] = {}
        for at, change in enumerate(self.scenario.more):
            found |= {_key(at, number): Named(f"{NOT_KNOWN_YET} ({number + 1})", "") for number in range(change.number)}
        return found

    def named(self, child_id: str) -> Named:
        """How a child is shown."""
        return self.facts.children.get(child_id) or self.more[child_id]

    @cached_property
    def _posts(self) -> dict[str, tuple[Post, ...]]:
        return posts_after(self.facts.posts, self.scenario)

    def _fte(self, officer_id: str, day: date) -> int:
        theirs = self._posts.get(officer_id, ())
        return sum(one.fte_hundredths for one in theirs if one.role in REVIEWING_ROLES and runs(one, day))

    def _more(self) -> list[Expected]:
        return [one for at, change in enumerate(self.scenario.more) for one in self._of_more(at, change)]

    def _of_more(self, place: int, change: MoreChildren) -> list[Expected]:
        """Looked after from a day on: their first review, the second, and so on."""
        terms = Terms(self.facts.calendar)
        found: list[Expected] = []
        for number in range(change.number):
            series = Series(child_id=_key(place, number), kind=LOOKED_AFTER, start=change.start, history_complete=True)
            found += unroll(series, first_of(series, terms), None, self.facts.today, self.facts.last, terms)
        return [replace(one, follows=True) for one in found]


def posts_after(posts: Mapping[str, tuple[Post, ...]], scenario: Scenario) -> dict[str, tuple[Post, ...]]:
    """The posts of everybody, with those of who joins, each until its holder leaves."""
    found = {who: tuple(_until_leaving(one, scenario) for one in some) for who, some in posts.items() if who}
    for one in scenario.joining:
        post = Post(officer_id=one.key, start=one.start, fte_hundredths=one.fte_hundredths, cla_percent=one.cla_percent)
        found[one.key] = (_until_leaving(post, scenario),)
    return found


def _until_leaving(post: Post, scenario: Scenario) -> Post:
    end = scenario.leaving.get(post.officer_id or "")
    return replace(post, end=min(end, post.end or end)) if end else post


def _key(place: int, number: int) -> str:
    """What stands for a child whom nobody knows yet."""
    return f"more-{place}-{number}"
