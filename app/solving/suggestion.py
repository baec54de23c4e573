"""What is suggested: moves with their reasons, how near the best possible they are, and the caseloads before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from app.domain.caseload import as_shown
from app.domain.counting import counted
from app.domain.scenarios import Moves, Scenario


@dataclass(frozen=True)
class Share:
    """One officer's caseload on the drawn basis: children, and hundredths of a full-time equivalent."""

    officer_id: str
    name: str
    children: int
    fte: int

    @property
    def per_fte(self) -> str:
        """Children for each full-time equivalent: "71.4", "70", or "-" without a post."""
        return per_fte(self.children, self.fte)


@dataclass(frozen=True)
class Suggestion:
    """A distribution: nothing of it holds until a manager applies it."""

    moves: tuple[Moves, ...]
    objective: float
    bound: float
    gap: float
    seconds: float
    before: tuple[Share, ...]
    after: tuple[Share, ...]
    seen: Mapping[str, str]
    """Who holds each moved child as it is recorded ("": nobody), for applying it later."""
    without: tuple[str, ...] = ()
    """Sentences about children for whom nobody is possible."""
    more: Mapping[str, int] = field(default_factory=dict)
    """How many of the children still to come would fit with whom."""

    @property
    def moved(self) -> int:
        """How many children get another IRO."""
        return sum(len(one.child_ids) for one in self.moves)

    @property
    def words(self) -> tuple[str, ...]:
        """What it would do, in sentences."""
        spread = _spread(self.before, self.after) if self.moves else ()
        return (*self._first(), *spread, *self._to_come(), *self._proof(), *self._left_out())

    def _first(self) -> tuple[str, ...]:
        if not self.moves:
            return ("No move is worth making: the caseloads are shared out as fairly as these choices allow.",)
        return (f"{counted(self.moved, 'child', 'children')} would get another IRO.",)

    def _to_come(self) -> tuple[str, ...]:
        """With whom children whom nobody knows yet were counted, the most first."""
        if not self.more:
            return ()
        names = {one.officer_id: one.name for one in self.after}
        number = counted(sum(self.more.values()), "more child is", "more children are")
        most = sorted(self.more.items(), key=lambda one: (-one[1], names.get(one[0], "")))
        whose = ", ".join(f"{some:,} with {names.get(who, '')}" for who, some in most)
        return (f"In this, {number} counted, not yet allocated: {whose}. Allocate each child when known.",)

    def _proof(self) -> tuple[str, ...]:
        if self.gap <= 0:
            return ("No fairer distribution is possible with these choices.",)
        return (f"At most {self.gap * 100:.1f} % from the fairest that is possible with these choices.",)

    def _left_out(self) -> tuple[str, ...]:
        return tuple(
            f"{one.name} is away for long, or in no reviewing post, and keeps {counted(one.children, 'child', 'children')}."
            for one in self.after
            if one.children and not one.fte
        )


def per_fte(children: int, fte: int) -> str:
    """A caseload as it stands in sentences."""
    shown = as_shown(children, fte)
    return "-" if shown is None else f"{shown:,.1f}".removesuffix(".0")


def with_suggestion(scenario: Scenario, suggestion: Suggestion) -> Scenario:
    """The scenario with the moves added to it."""
    return Scenario(scenario.day, (*scenario.changes, *suggestion.moves))


def gathered(reasons: Mapping[str, tuple[str, str]]) -> tuple[Moves, ...]:
    """Moves from who each child goes to and why; children that stand next to each other and say the same go as one."""
    found = groupby(reasons.items(), key=lambda one: one[1])
    return tuple(Moves(tuple(child for child, _ in some), to, why) for (to, why), some in found)


def _spread(before: tuple[Share, ...], after: tuple[Share, ...]) -> tuple[str, ...]:
    was, will = _ends(tuple(one for one in before if one.children)), _ends(after)
    if not will:
        return ()
    now = f"Caseloads for each full-time equivalent would lie between {will[0]} and {will[1]}"
    return (f"{now}; now they lie between {was[0]} and {was[1]}." if was else f"{now}.",)


def _ends(shares: tuple[Share, ...]) -> tuple[str, str] | None:
    there = sorted((one for one in shares if one.fte), key=lambda one: one.children / one.fte)
    return (there[0].per_fte, there[-1].per_fte) if there else None
