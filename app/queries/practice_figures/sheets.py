"""The sheets of an export of figures of practice: every part of one figure, and how each of its numbers is counted."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.queries.definitions import WORKING_DAY, definitions_table
from app.queries.practice_figures.figure import FIGURES, TITLES, PracticeFigures
from app.queries.practice_figures.measures import BASES
from app.queries.practice_figures.table import ROUNDED, PracticeTable
from app.store import Store
from app.table import Sheets, Table

WORDS = (
    ("Share", ROUNDED),
    ("Of", "The number that the share is of: its denominator. A number without one is no share of anything."),
    ("Not known", "Of these nobody recorded it, or it cannot be judged: shown, in no share, and never counted as no."),
    ("A year earlier", "The same days a year earlier, as the records say today."),
    ("IRO", "Independent Reviewing Officer: the one of the day, as the setting says whose review it is."),
    ("PN0 to PN7", "How a child took part in a review, as the SSDA903 return codes it."),
    ("DfE", "Department for Education"),
)


@dataclass(frozen=True)
class PracticeSheets:
    """Every part of one figure over a period; the question's own part makes no difference."""

    question: PracticeFigures
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """All from one snapshot of the records."""
        asked = self.question
        tables = tuple(
            (part.title, PracticeTable(replace(asked, part=part.code)).run(store, stamp))
            for part in FIGURES[asked.what]
        )
        title = f"{TITLES[asked.what]}, {asked.period.title_at(stamp.today)}"
        defined = definitions(store, stamp, asked, [table for _, table in tables])
        return Sheets(title, (*tables, ("Definitions", defined)))


def definitions(store: Store, stamp: Stamp, asked: PracticeFigures, tables: list[Table]) -> Table:
    """What each figure counts, each once, and what the words of the sheets mean."""
    counted: dict[tuple[str, str], None] = {}
    for table in tables:
        name, definition = table.column("key"), table.column("definition")
        for row in table.rows.each(store):
            counted[(str(row.cells[name]), str(row.cells[definition]))] = None
    period = asked.period
    facts = (
        ("Period", f"{period.title()} ({long(period.first)} to {long(period.last)})"),
        ("As at", f"{long(stamp.today)}. What is recorded or corrected later is not in these figures."),
        ("Basis", BASES[asked.basis]),
        *counted,
        *WORDS,
        WORKING_DAY,
    )
    line = f"How the figures of {period.title_at(stamp.today)} were counted"
    return definitions_table(store, stamp, facts, line)
