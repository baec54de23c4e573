"""Hand children over from their IRO to others, with the reviews and actions that go with them, in one change."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from app.commands.allocations import give, holding_on, officer_for
from app.commands.checking import child_for_change
from app.domain.access import Right, Stamp
from app.domain.challenges.records import ChallengeAction
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import Allocation, Officer
from app.domain.reviews import Review
from app.queries.handover.going import Booked, Going, Owned, going_with
from app.store import Store

ALL, SOME, NONE = "all", "some", "none"


@dataclass(frozen=True)
class Give:
    """One child from the IRO who holds it to another."""

    child_id: str
    from_id: str
    to_id: str


@dataclass(frozen=True)
class HandedOver:
    """How much went over."""

    children: int
    reviews: int
    actions: int


@dataclass(frozen=True)
class HandOver:
    """Hand children over from a day: one, many or a whole caseload, to one officer or to several.

    moves says whether the reviews that the leaving IRO is to chair and the actions that IRO owns go with the child: all,
    none, or some, which are then named by their ids in chosen. Challenges stay with the child whatever is chosen.
    """

    gives: tuple[Give, ...]
    start: date
    told_on: date | None = None
    moves: str = ALL
    chosen: frozenset[str] = field(default_factory=frozenset)
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "Transfer children"

    def run(self, store: Store, stamp: Stamp) -> HandedOver:
        """Refuses what changed since it was looked at, conflicts of interest, and a child given to who holds it."""
        self._check()
        officers = {to_id: officer_for(store, to_id, self.told_on) for to_id in {g.to_id for g in self.gives}}
        held = holding_on(store, (g.child_id for g in self.gives), self.start)
        going = going_with(store, {g.child_id: g.from_id for g in self.gives}, self.start)
        done = HandedOver(0, 0, 0)
        for one in self.gives:
            self._give(store, one, officers[one.to_id], held.get(one.child_id))
            reviews, actions = self._move(store, one, going[one.child_id], officers[one.to_id])
            done = HandedOver(done.children + 1, done.reviews + reviews, done.actions + actions)
        store.describe(_summary(done, sorted(officer.name for officer in officers.values()), self.start))
        return done

    def _check(self) -> None:
        if not self.gives:
            raise Refusal("No child is chosen.", "Choose at least one child to transfer.")
        if self.moves not in (ALL, SOME, NONE):
            raise Refusal("Choose what goes with the children.", "All of it, some of it, or none.")
        if len({g.child_id for g in self.gives}) < len(self.gives):
            raise Refusal("A child stands here twice.", "Nothing was changed. Choose each child once.")

    def _give(self, store: Store, one: Give, officer: Officer, held: Allocation | None) -> None:
        child = child_for_change(store, one.child_id)
        if held is None or held.officer_id != one.from_id:
            raise Refusal(
                f"The child {child.reference} is no longer held by who held it when you looked, on {long(self.start)}.",
                "Nothing was changed. Choose the children again.",
            )
        if one.to_id == one.from_id:
            raise Refusal(
                f"{officer.name} is the IRO of the child {child.reference} already.",
                "Nothing was changed. Choose somebody else, or leave that child out.",
            )
        give(store, child, officer, replace(_new(held), officer_id=officer.id, start=self.start, told_on=self.told_on))

    def _move(self, store: Store, one: Give, going: Going, officer: Officer) -> tuple[int, int]:
        """Reviews that go get the new chair, those that stay keep the old one by name; actions that go get the new owner."""
        reviews = [b for b in going.booked if self._goes(b.review.id)]
        actions = [o for o in going.owned if self._goes(o.action.id)]
        _set_chair(store, reviews, officer.id)
        _set_chair(store, [b for b in going.booked if not self._goes(b.review.id)], one.from_id)
        _set_owner(store, actions, officer.name)
        return len(reviews), len(actions)

    def _goes(self, record_id: str) -> bool:
        return self.moves == ALL or (self.moves == SOME and record_id in self.chosen)


def _new(held: Allocation) -> Allocation:
    """A new allocation with the child, the role and the end of the one before."""
    return Allocation(
        child_id=held.child_id, officer_id=held.officer_id, role=held.role, start=held.start, end=held.end
    )


def _set_chair(store: Store, booked: Iterable[Booked], officer_id: str) -> None:
    shelf = store.shelf(Review)
    for one in booked:
        shelf.keep(replace(shelf.get(one.review.id), chair_id=officer_id))


def _set_owner(store: Store, owned: Iterable[Owned], name: str) -> None:
    shelf = store.shelf(ChallengeAction)
    for one in owned:
        shelf.keep(replace(shelf.get(one.action.id), owner=name))


def _summary(done: HandedOver, names: list[str], start: date) -> str:
    children = counted(done.children, "child", "children")
    more = f"{counted(done.reviews, 'open review')} and {counted(done.actions, 'agreed action')}"
    return f"{children} to {', '.join(names)} from {long(start)}, with {more}"
