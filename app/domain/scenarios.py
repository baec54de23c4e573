"""What if: changes to allocations and posts that are looked at before anything is saved; applied, or thrown away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
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

    @property
    def moved(self) -> dict[str, str]:
        """Where each moved child goes in the end: officer (or key of who joins) by child."""
        return {child: change.officer_id for change in self._of(Moves) for child in change.child_ids}

    @property
    def joining(self) -> tuple[Joins, ...]:
        """Who joins."""
        return tuple(self._of(Joins))

    @property
    def leaving(self) -> dict[str, date]:
        """The first day without each officer who leaves."""
        return {change.officer_id: change.end for change in self._of(Leaves)}

    @property
    def more(self) -> tuple[MoreChildren, ...]:
        """The children nobody knows yet."""
        return tuple(self._of(MoreChildren))

    def _of(self, kind: type[T]) -> Iterator[T]:
        return (change for change in self.changes if isinstance(change, kind))
