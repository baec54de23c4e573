"""The ladder of levels as the service has set it, dated: who answers at each, in how many working days, and in all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.calendar import Calendar
from app.domain.challenges.records import INFORMAL
from app.domain.errors import Refusal
from app.domain.settings import Setting, value_at

KEYS = ("challenges.ladder", "challenges.total-days")
"""The settings that make the ladder."""
MOST_LEVELS = 9
MOST_DAYS = 250


@dataclass(frozen=True)
class Rung:
    """One level: its number, its name, the role that answers, and within how many working days."""

    level: int
    name: str
    addressee: str
    days: int

    @property
    def title(self) -> str:
        """The level in words: "Level 2: Team manager"."""
        return f"Level {self.level}: {self.name}"


@dataclass(frozen=True)
class Ladder:
    """All levels, the informal one first, and the working days of the whole formal process (IRO Handbook 6.2: 20)."""

    rungs: tuple[Rung, ...]
    total_days: int

    @property
    def top(self) -> int:
        """The highest level."""
        return self.rungs[-1].level

    def rung(self, level: int) -> Rung:
        """One level; refuses one that the ladder has not."""
        found = next((rung for rung in self.rungs if rung.level == level), None)
        if found is None:
            raise Refusal(
                f"The service's levels go from {self.rungs[0].level} to {self.top}: there is no level {level}.",
                "Choose one of them, or change the levels in Settings.",
            )
        return found

    def name(self, level: int) -> str:
        """A level in words; one that the ladder no longer has by its number alone."""
        found = next((rung for rung in self.rungs if rung.level == level), None)
        return found.title if found else f"Level {level}"

    def response_due(self, level: int, entered: date, calendar: Calendar) -> date:
        """When the response is due: the level's working days after the day it was entered, which is day 0."""
        return calendar.add_working_days(entered, self.rung(level).days)

    def process_due(self, formal_on: date, calendar: Calendar) -> date:
        """When the whole formal process must have ended: its working days after the first formal level was entered."""
        return calendar.add_working_days(formal_on, self.total_days)


Ladders = Callable[[date], Ladder]
"""The ladder that holds on a day."""


def ladder_of(rungs: Iterable[dict[str, Any]], total_days: int) -> Ladder:
    """The ladder from the settings' values."""
    return Ladder(
        tuple(Rung(int(r["level"]), str(r["name"]), str(r["addressee"]), int(r["days"])) for r in rungs), total_days
    )


def ladders_of(settings: Iterable[Setting]) -> Ladders:
    """For any day the ladder that held then: a change of the settings never rewrites history."""
    kept = tuple(s for s in settings if s.key in KEYS)
    return lambda day: ladder_of(value_at(kept, "challenges.ladder", day), value_at(kept, "challenges.total-days", day))


def check_ladder(value: Any) -> None:
    """Refuse a ladder whose levels do not follow one another from 1, or have no name, addressee or sensible days."""
    levels = [one.get("level") if isinstance(one, dict) else None for one in value]
    if levels != list(range(INFORMAL, len(levels) + INFORMAL)) or not 2 <= len(levels) <= MOST_LEVELS:
        raise Refusal(
            f"The levels must be numbered 1, 2, 3 and so on: at least 2, at most {MOST_LEVELS}.", "Check the levels."
        )
    for one in value:
        if not str(one.get("name", "")).strip() or not str(one.get("addressee", "")).strip():
            raise Refusal(f"Level {one['level']} needs a name and the role that answers.", "Fill in both.")
        days = one.get("days")
        if type(days) is not int or not 1 <= days <= MOST_DAYS:
            raise Refusal(f"Level {one['level']} needs its working days: 1 to {MOST_DAYS}.", "Give a number such as 5.")


def skipped(before: int | None, level: int) -> int:
    """How many levels are gone past: a challenge may begin at level 1 or 2, and go up by one, without passing any."""
    return max(0, level - (2 if before is None else before + 1))
