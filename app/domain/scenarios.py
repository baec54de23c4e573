"""What if: changes to allocations and posts that are looked at before anything is saved; applied, or thrown away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar


@dataclass(frozen=True)
class Moves:
    """Children who go to another officer from the scenario's day on; why says the reason, where there is one."""

    child_ids: tuple[str, ...]
    officer_id: str
    why: str = ""


@dataclass(frozen=True)
class Joins:
    """Somebody who joins: a new post from a day on. key stands for the officer in other changes until it is applied.

    fte_hundredths is the part of a full-time equivalent; cla_percent as in Post.
    """

    key: str
    name: str
    start: date
    fte_hundredths: int = 100
    cla_percent: int | None = None


@dataclass(frozen=True)
class Leaves:
    """An officer whose posts all end: end is the first day without them. The children are then nobody's until they are moved."""

    officer_id: str
    end: date


@dataclass(frozen=True)
class MoreChildren:
    """So many more children looked after from a day on, without names: they can be looked at, never applied."""

    number: int
    start: date


Change = Moves | Joins | Leaves | MoreChildren
T = TypeVar("T", Moves, Joins, Leaves, MoreChildren)


@dataclass(frozen=True)
class Scenario:
    """Changes in the order in which they were made, all looked at together; moves take effect on day."""

    day: date
    changes: tuple[Change, ...] = field(default=())

    def with_change(self, change: Change) -> "Scenario":
        """One change more."""
        return Scenario(self.day, (*self.changes, change))

    def without_last(self) -> "Scenario":
        """The latest change taken back."""
        return Scenario(self.day, self.changes[:-1])

    @cached_property
    def moved(self) -> dict[str, str]:
        """Where each moved child goes in the end: officer (or key of who joins) by child."""
        return {child: change.officer_id for change in self._of(Moves) for child in change.child_ids}

    @property
    def joining(self) -> tuple[Joins, ...]:
        """Who joins."""
        return tuple(self._of(Joins))

    @cached_property
    def goes(self) -> dict[str, tuple[str, date]]:
        """Where each moved child goes in the end and from which day: the scenario's, or when who takes it joins, if later."""
        joins = {one.key: one.start for one in self.joining}
        return {child: (who, max(self.day, joins.get(who, self.day))) for child, who in self.moved.items()}

    def holder(self, child_id: str, holder: str | None, day: date) -> str | None:
        """Who holds a child on a day, given who does without the scenario; None is nobody."""
        goes = self.goes.get(child_id)
        return self.stays(goes[0] if goes and goes[1] <= day else holder, day)

    def stays(self, officer_id: str | None, day: date) -> str | None:
        """The officer, or nobody once they have left."""
        end = self.leaving.get(officer_id) if officer_id else None
        return None if end and end <= day else officer_id

    @cached_property
    def leaving(self) -> dict[str, date]:
        """The first day without each officer who leaves."""
        return {change.officer_id: change.end for change in self._of(Leaves)}

    @property
    def more(self) -> tuple[MoreChildren, ...]:
        """The children nobody knows yet."""
        return tuple(self._of(MoreChildren))

    def _of(self, kind: type[T]) -> Iterator[T]:
        return (change for change in self.changes if isinstance(change, kind))
