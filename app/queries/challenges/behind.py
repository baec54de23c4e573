"""What opens behind a number about challenges: the list of exactly the rows that were counted."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import STEPS
from app.queries.challenges import facts
from app.queries.challenges.facts import (
    CHILD,
    IMPACT,
    OF_CHALLENGE,
    OUTCOME,
    RAISED_BY,
    STATE,
    Fact,
    Words,
    facts_table,
)
from app.queries.listing import line_behind, number_behind
from app.store import Selection, Store
from app.table import Table

OF_OTHERS = tuple(
    replace(fact, fields=("challenge_reference",), cell=lambda v, _: v["challenge_reference"])
    if fact.column.key == "reference"
    else fact
    for fact in OF_CHALLENGE
)
"""The same columns where the row belongs to a challenge and is not one."""
COLUMNS: dict[str, tuple[Fact, ...]] = {
    "challenges": (
        *OF_CHALLENGE,
        facts.day("raised_on", "Raised on"),
        RAISED_BY,
        facts.level("highest", "Highest level"),
        facts.level("level", "Level now"),
        STATE,
        facts.day("process_original", "Process due"),
        facts.day("process_due", "Process due, extended"),
        facts.day("stopped", "Resolved on"),
        facts.day("closed_on", "Closed on"),
        OUTCOME,
        IMPACT,
    ),
    "entries": (
        *OF_OTHERS,
        facts.level("level", "Level"),
        facts.day("entered", "Entered on"),
        facts.day("original_due", "Response due"),
        facts.day("response_due", "Response due, extended"),
        facts.day("answered", "Answered on"),
        facts.day("left", "Left on"),
        facts.days_between("days", "Working days", "entered", "left"),
        facts.plain("bypassed", "Levels passed", kind=facts.NUMBER),
        facts.label("reason", "Reason for passing", "bypass-reason"),
    ),
    "steps": (
        *OF_OTHERS,
        facts.named("kind", "Step", STEPS, width=28),
        facts.day("on", "On"),
        facts.level("level", "Level"),
        facts.plain("by", "Who", width=24),
        facts.plain("words", "Words", width=50),
    ),
    "themes": (*OF_OTHERS, facts.yes("main", "Main theme of it"), facts.day("raised_on", "Raised on")),
    "children": (
        facts.plain("reference", "Child's reference"),
        CHILD[1],
        facts.plain("iro_now", "IRO", width=20, empty="No IRO"),
        facts.plain("team_now", "Team", width=20, empty="No team"),
    ),
}
NATURAL: dict[str, tuple[tuple[str, bool], ...]] = {
    "challenges": (("raised_on", False), ("reference", False)),
    "entries": (("entered", False), ("challenge_reference", False)),
    "steps": (("on", False), ("challenge_reference", False)),
    "themes": (("raised_on", False), ("challenge_reference", False)),
    "children": (("child", False), ("reference", False)),
}
NOUNS = {
    "challenges": ("challenge", ""),
    "entries": ("entry into a level", "entries into levels"),
    "steps": ("step", ""),
    "themes": ("challenge", ""),
    "children": ("child", "children"),
}


@dataclass(frozen=True)
class ChallengesBehind:
    """The rows behind one number; unit is the field of which that number counted the different values, if it did."""

    selection: Selection
    title: str
    unit: str | None = None
    notes: tuple[str, ...] = ()
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list, with its number of rows (and of children or families, where those were counted) in words."""
        population = self.selection.population
        line = line_behind(store, self.selection, NOUNS[population], self.unit)
        words, natural = Words.of(store, stamp.today), NATURAL[population]
        return facts_table(self.selection, words, self._columns(), natural, self.title, line, self.notes)

    def _columns(self) -> tuple[Fact, ...]:
        """The day of resolution only where the number was counted by one, for it depends on what that means."""
        columns = COLUMNS[self.selection.population]
        by_stop = "stop" in self.selection.options
        return tuple(fact for fact in columns if by_stop or fact.column.key != "stopped")

    def number(self, store: Store) -> int:
        """What was counted, from the rows themselves."""
        return number_behind(store, self.selection, self.unit)
