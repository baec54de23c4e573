"""Who answers at each level of challenge: a name for a team or the whole service, from a day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.challenges.checking import needed
from app.commands.checking import check_live
from app.domain.access import Right, Stamp
from app.domain.challenges.records import RungHolder
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import Team
from app.queries.challenges.terms import terms_of
from app.store import Store


@dataclass(frozen=True)
class KeepRungHolder:
    """Say who answers at a level from a day, for a team or (no team) the service; who did until then ends there.

    end is the first day without. With holder_id what was said before is corrected.
    """

    level: int
    name: str
    start: date
    team_id: str | None = None
    end: date | None = None
    holder_id: str | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change who answers"

    def run(self, store: Store, stamp: Stamp) -> RungHolder:
        """Refuses a level that the ladder has not on that day, and two holders of one level and team on one day."""
        shelf = store.shelf(RungHolder)
        old = shelf.maybe(self.holder_id)
        check_live(old)
        self._check(store)
        others = [h for h in shelf.find(level=self.level, team_id=self.team_id) if h.id != self.holder_id]
        if old is None:
            old = next((h for h in others if h.start == self.start), None)
            others = [h for h in others if h is not old]
        end = self.end or min((h.start for h in others if h.start > self.start), default=None)
        said = replace(
            old or RungHolder(level=self.level, name="", start=self.start),
            level=self.level,
            team_id=self.team_id,
            name=self.name.strip(),
            start=self.start,
            end=end,
        )
        self._make_room(store, said, others)
        store.describe(f"Level {self.level}, from {self.start.isoformat()}")
        return shelf.keep(said)

    def _check(self, store: Store) -> None:
        terms_of(store).ladders(self.start).rung(self.level)
        needed(self.name, "Say who answers at this level.", "Type the name as it should be shown.")
        if self.team_id:
            check_live(store.shelf(Team).get(self.team_id))
        if self.end and self.end <= self.start:
            raise Refusal("The end lies before the start.", "Check both dates.")

    def _make_room(self, store: Store, said: RungHolder, others: list[RungHolder]) -> None:
        for other in others:
            if other.start < said.start and (other.end is None or other.end > said.start):
                store.shelf(RungHolder).keep(replace(other, end=said.start))
            elif other.start >= said.start and (said.end is None or said.end > other.start):
                raise Refusal(f"{other.name} answers from {long(other.start)}.", "End this one by that day.")


@dataclass(frozen=True)
class VoidRungHolder:
    """Say that somebody was entered in error as the one who answers at a level."""

    holder_id: str
    why: str = "Entered in error"
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Remove who answers"

    def run(self, store: Store, stamp: Stamp) -> RungHolder:
        """Refuses one that was taken away already; challenges keep the addressee they were sent to."""
        holder = store.shelf(RungHolder).get(self.holder_id)
        check_live(holder)
        store.describe(f"Level {holder.level}, from {holder.start.isoformat()}")
        return store.shelf(RungHolder).void(holder, self.why)
