"""Apply what was tried out: who joins gets a post, who leaves has none, and children go to whom they were moved, in one change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from app.commands.allocations import Allocate, holding_on
from app.commands.arrangements import KeepStaff
from app.commands.checking import check_live
from app.commands.handover import Give, HandedOver, HandOver
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.errors import Refusal, Stale
from app.domain.officers import IRO, Allocation, Conflict, Officer, Post
from app.domain.scenarios import Scenario
from app.store import Store

NAMED = 5
"""So many of the children that changed since are named; the others are counted."""
LEFT = "The officer has left before"
Going = Mapping[str, tuple[str, date]]
"""By child: to whom, and from which day."""


@dataclass(frozen=True)
class Applied:
    """What was written."""

    children: int = 0
    reviews: int = 0
    actions: int = 0
    joined: int = 0
    left: int = 0
    without: int = 0
    """Children of who left whom nobody holds then."""

    @property
    def words(self) -> str:
        """3 children moved, 1 joins, 1 leaves; 2 children are without an IRO then."""
        parts = [f"{counted(self.children, 'child', 'children')} moved"] if self.children else []
        parts += [f"{self.joined:,} {'joins' if self.joined == 1 else 'join'}"] if self.joined else []
        parts += [f"{self.left:,} {'leaves' if self.left == 1 else 'leave'}"] if self.left else []
        said = ", ".join(parts) or "No child moved"
        if not self.without:
            return said
        return f"{said}; {counted(self.without, 'child is', 'children are')} without an IRO then"


@dataclass(frozen=True)
class ApplyScenario:
    """Make of a what-if what is so: posts, transfers with all that goes with the children, and allocations.

    seen says who held each child when the scenario was looked at ("": nobody): what changed since is refused. Children who
    were only looked at (MoreChildren) are refused unless without_more leaves them out.
    """

    scenario: Scenario
    seen: Mapping[str, str] = field(default_factory=dict)
    without_more: bool = False
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Apply a what-if"

    def run(self, store: Store, stamp: Stamp) -> Applied:
        """Refuses what can only be looked at, what contradicts itself, and what changed since, naming it."""
        self._check()
        self._check_leaving(store)
        keys = {one.key: self._join(store, one.key) for one in self.scenario.joining}
        going = self._going(store, keys)
        _Since(store, self.seen, going).check()
        done = _transferred(store, going)
        without = sum(_left(store, who, end) for who, end in self.scenario.leaving.items())
        applied = replace(done, joined=len(keys), left=len(self.scenario.leaving), without=without)
        store.describe(f"{applied.words}; moves from {long(self.scenario.day)}" if going else applied.words)
        return applied

    def _check(self) -> None:
        if self.scenario.more and not self.without_more:
            number = sum(one.number for one in self.scenario.more)
            raise Refusal(
                f"{counted(number, 'more child', 'more children')} can be looked at, not saved.",
                "Nothing was changed. Take them out, then apply.",
            )
        if not (self.scenario.moved or self.scenario.joining or self.scenario.leaving):
            raise Refusal("There is nothing to apply.", "Move children, add a post or say who leaves, then apply.")

    def _check_leaving(self, store: Store) -> None:
        for officer_id in self.scenario.leaving:
            if not any(one.key == officer_id for one in self.scenario.joining):
                check_live(store.shelf(Officer).get(officer_id))

    def _join(self, store: Store, key: str) -> str | None:
        """The officer's id; None for a vacant post."""
        one = next(one for one in self.scenario.joining if one.key == key)
        end = self.scenario.leaving.get(key)
        staff = KeepStaff(one.name, "", IRO, one.start, end, one.fte_hundredths, False, cla_percent=one.cla_percent)
        return staff.run(store, store.stamp)

    def _going(self, store: Store, keys: Mapping[str, str | None]) -> Going:
        """Where children go, with who joins by id; refuses those who go to nobody or to somebody who leaves."""
        for who in dict.fromkeys(self.scenario.moved.values()):
            self._check_taker(store, who, keys)
        return {child: (keys.get(who) or who, start) for child, (who, start) in self.scenario.goes.items()}

    def _check_taker(self, store: Store, who: str, keys: Mapping[str, str | None]) -> None:
        if who in keys and keys[who] is None:
            raise Refusal(
                "Children go to a new post that nobody holds yet.",
                "Nothing was changed. Name who joins, or take these moves out, then apply.",
            )
        end = self.scenario.leaving.get(who)
        if end:
            name = store.shelf(Officer).get(keys.get(who) or who).name
            raise Refusal(
                f"Children go to {name}, who leaves on {long(end)}.",
                "Nothing was changed. Move these children to somebody else, then apply.",
            )


class _Since:
    """Finds what changed since the scenario was looked at."""

    def __init__(self, store: Store, seen: Mapping[str, str], going: Going) -> None:
        self._seen, self._going = seen, going
        self._children = {one.id: one for one in store.shelf(Child).find(voided=True, id=tuple(going))}
        self._officers = {one.id: one for one in store.shelf(Officer).find(voided=True)}
        self._held = _holding(store, going)
        self._never = {(one.child_id, one.officer_id) for one in store.shelf(Conflict).find(child_id=tuple(going))}

    def check(self) -> None:
        """Refuse, naming the first few."""
        found = [*self._takers(), *(words for child in self._going for words in self._child(child))]
        if not found:
            return
        more = f" And {len(found) - NAMED:,} more." if len(found) > NAMED else ""
        raise Stale(
            f"What was tried out does not fit any more. {' '.join(found[:NAMED])}{more}",
            "Nothing was changed. Take these moves out, or discard what was tried out and begin again.",
        )

    def _takers(self) -> Iterator[str]:
        for who in dict.fromkeys(who for who, _ in self._going.values()):
            if who not in self._officers:
                yield "An officer who takes children is not in this file."
            elif self._officers[who].voided:
                yield f"{self._officers[who].name} was taken away from the officers."

    def _child(self, child_id: str) -> Iterator[str]:
        """What is wrong with one child's move; the first thing is enough."""
        child, (to, start) = self._children.get(child_id), self._going[child_id]
        if child is None:
            yield "A child is not in this file."
            return
        holder, adult = self._held.get(child_id, ""), child.eighteenth_birthday
        if child.voided:
            yield f"The record of the child {child.reference} was taken back."
        elif adult and adult <= start:
            yield f"The child {child.reference} turns 18 on {long(adult)}."
        elif self._seen.get(child_id, holder) != holder:
            now = f"is with {self._officers[holder].name}" if holder else "has no IRO"
            yield f"The child {child.reference} {now} now."
        elif (child_id, to) in self._never:
            yield f"{self._officers[to].name} has a conflict of interest with the child {child.reference}."


def _holding(store: Store, going: Going) -> dict[str, str]:
    """By child, the IRO on the day of the move."""
    found: dict[str, str] = {}
    for start, children in _by_day(going).items():
        found |= {child: held.officer_id for child, held in holding_on(store, children, start).items()}
    return found


def _by_day(going: Going) -> dict[date, list[str]]:
    days: dict[date, list[str]] = defaultdict(list)
    for child, (_, start) in going.items():
        days[start].append(child)
    return days


def _transferred(store: Store, going: Going) -> Applied:
    """Children who have an IRO are handed over with what goes with them; the others are allocated."""
    held, children, done = _holding(store, going), 0, HandedOver(0, 0, 0)
    for start, some in _by_day(going).items():
        gives = [Give(one, held[one], going[one][0]) for one in some if one in held and held[one] != going[one][0]]
        if gives:
            over = HandOver(tuple(gives), start).run(store, store.stamp)
            done = HandedOver(done.children + over.children, done.reviews + over.reviews, done.actions + over.actions)
        children += _allocated(store, {one: going[one][0] for one in some if one not in held}, start)
    return Applied(done.children + children, done.reviews, done.actions)


def _allocated(store: Store, goes_to: Mapping[str, str], start: date) -> int:
    by_officer: dict[str, list[str]] = defaultdict(list)
    for child, who in goes_to.items():
        by_officer[who].append(child)
    return sum(Allocate(tuple(some), who, start).run(store, store.stamp) for who, some in by_officer.items())


def _left(store: Store, officer_id: str, end: date) -> int:
    """End the posts and allocations of who leaves; gives how many children nobody holds then."""
    posts = store.shelf(Post)
    for post in posts.find(officer_id=officer_id):
        if post.start >= end:
            posts.void(post, LEFT)
        elif post.end is None or post.end > end:
            posts.keep(replace(post, end=end))
    ended = [_end(store, one, end) for one in store.shelf(Allocation).find(officer_id=officer_id)]
    children = {one.child_id for one in ended if one and one.role == IRO}
    return len(children - _held_after(store, children, end))


def _end(store: Store, allocation: Allocation, end: date) -> Allocation | None:
    """The allocation, if it had run on; one that would only begin later is taken back."""
    if allocation.end is not None and allocation.end <= end:
        return None
    shelf = store.shelf(Allocation)
    if allocation.start >= end:
        return shelf.void(allocation, LEFT)
    return shelf.keep(replace(allocation, end=end))


def _held_after(store: Store, children: Iterable[str], day: date) -> set[str]:
    """The children whom somebody holds from a day on, or from a later one."""
    found = store.shelf(Allocation).find(child_id=tuple(children), role=IRO)
    return {one.child_id for one in found if one.end is None or one.end > day}
