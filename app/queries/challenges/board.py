"""The board: the challenges of a filter in columns by level, each with its number and its cards a page at a time."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges import records
from app.queries.challenges.columns import CARD_COLUMNS, challenges_table
from app.queries.challenges.facts import Words
from app.queries.challenges.listing import (
    USUAL,
    ChallengeCounts,
    ChallengeFilter,
    line_of,
    natural_order,
    selection_of,
)
from app.store import Selection, Store, Tally, Where
from app.table import Table

LATE = Where("late", "is", True)


@dataclass(frozen=True)
class BoardColumn:
    """One level: its number (0 good practice), its words, how many cards, how many of them late, and the cards as rows."""

    level: int
    title: str
    count: int
    overdue: int
    table: Table


@dataclass(frozen=True)
class Board:
    """The columns from the lowest level up, what is shown in one line, how many in all, and the counts by part."""

    columns: tuple[BoardColumn, ...]
    line: str
    count: int
    counts: dict[str, int]
    note: str = ""


@dataclass(frozen=True)
class AskBoard:
    """Ask for the board; the same filter gives the same challenges as the list.

    The counts by part look at every challenge of the file, so they are asked for apart unless they are wanted with it.
    """

    chosen: ChallengeFilter = USUAL
    with_counts: bool = False
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Board:
        """The ladder's levels, and any other level that still holds a challenge; good practice in its own part only."""
        selection = selection_of(store, stamp, self.chosen)
        tallied = {line.key[0]: line for line in store.tally(Tally(selection, ("level",), passed=(LATE,)))}
        words = Words.of(store, stamp.today)
        ladder = words.ladder
        own = self.chosen.part == "good-practice"
        levels = {0} if own else {r.level for r in ladder.rungs} | (set(tallied) - {0})
        numbers = {level: (line.denominator, line.numerator) for level, line in tallied.items()}
        columns = tuple(
            BoardColumn(
                level,
                ladder.name(level) if level else records.STATES[records.RECORDED],
                *numbers.get(level, (0, 0)),
                self._cards(store, selection, level, words),
            )
            for level in sorted(levels)
        )
        number = sum(column.count for column in columns)
        aside = 0 if own else numbers.get(0, (0, 0))[0]
        counts = ChallengeCounts(self.chosen).run(store, stamp) if self.with_counts else {}
        note = f"{aside:,} of good practice have no level: the table and their own part show them." if aside else ""
        return Board(columns, line_of(store, stamp, self.chosen, number + aside), number, counts, note)

    def _cards(self, store: Store, selection: Selection, level: int, words: Words) -> Table:
        theirs = replace(selection, where=(*selection.where, Where("level", "is", level)))
        return challenges_table(
            store, theirs, "Cards", columns=CARD_COLUMNS, natural=natural_order(self.chosen), words=words
        )
