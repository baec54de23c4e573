"""The sheets of an export of the months ahead: everybody's weeks, every review behind them, caseloads, and what the words mean."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.scenarios import Scenario
from app.queries.ahead.behind import ReviewsAhead, reviews_table
from app.queries.ahead.caseload import CaseloadIf
from app.queries.ahead.months import months_table
from app.queries.ahead.outlook import Outlook
from app.queries.ahead.weeks import WeeksAhead, weeks_table
from app.queries.ahead.words import rules, scenario_words
from app.queries.caseload.lines import NOBODY
from app.queries.caseload.on import CaseloadOn
from app.queries.caseload.rules import rule_words, rules_of
from app.queries.definitions import WORKING_DAY, definitions_table
from app.store import Store
from app.table import Column, Fixed, Row, Sheets, Table

IRO = Column("iro", "IRO", width=24)
WORDS = ("Falls due", "Whose it is", "Usual week", "Can be held", "Cannot be met, and bring forward")
"""What the sentences of the rules are about, in their order."""


@dataclass(frozen=True)
class AheadSheets:
    """The months ahead as recorded or after a scenario."""

    scenario: Scenario | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """All from one snapshot of the records."""
        outlook, tried = Outlook.of(store, self.scenario), bool(self.scenario and self.scenario.changes)
        day = self.scenario.day if self.scenario and tried else stamp.today
        caseload = CaseloadIf(self.scenario, day) if self.scenario and tried else CaseloadOn(day)
        tables = [
            ("Months ahead", months_table(store, outlook)),
            ("Whole service by week", weeks_table(store, outlook, WeeksAhead(None, self.scenario))),
            ("Everybody by week", _everybody(store, outlook)),
            ("Reviews", reviews_table(store, outlook, ReviewsAhead(None))),
            ("Caseload", caseload.run(store, stamp)),
            *([("What is tried out", _tried(outlook))] if tried else []),
            ("Definitions", _definitions(store, stamp, outlook)),
        ]
        return Sheets("The months ahead", tuple(tables))


def _everybody(store: Store, outlook: Outlook) -> Table:
    """One line for each IRO and week, to be filtered and summed."""
    whole = weeks_table(store, outlook, WeeksAhead())
    columns = (IRO, *whole.columns)
    rows = Fixed(tuple(_of_everybody(store, outlook)), tuple(column.key for column in columns))
    return replace(whole, title="The months ahead: everybody by week", columns=columns, rows=rows, line="", chart=None)


def _of_everybody(store: Store, outlook: Outlook) -> Iterator[Row]:
    for who in (*outlook.officers, NOBODY):
        for row in weeks_table(store, outlook, WeeksAhead(who)).rows.each(store):
            yield replace(row, id=f"{who} {row.id}", cells=(outlook.title(who), *row.cells), opens={})


def _tried(outlook: Outlook) -> Table:
    columns = (Column("what", "What is tried out", width=100),)
    every = scenario_words(outlook.scenario, outlook.facts.names, outlook.facts.holder)
    rows = tuple(Row(str(at), (words,)) for at, words in enumerate(every))
    return Table("What is tried out", columns, Fixed(rows, ("what",)), "Nothing of it is recorded until it is applied")


def _definitions(store: Store, stamp: Stamp, outlook: Outlook) -> Table:
    facts = [
        ("As at", f"{long(stamp.today)}, by what was recorded when this was made."),
        ("Weeks", f"{len(outlook.mondays)}, from Monday to Sunday, the first the one that begins on {long(outlook.mondays[0])}."),
        *zip(WORDS, rules(store), strict=True),
        ("Children tried out", "Children looked after in addition have no names and no IRO: their reviews stand under \"No IRO\"."),
        ("Caseloads", " ".join(rule_words(rules_of(store)(stamp.today)))),
        WORKING_DAY,
        ("IRO", "Independent Reviewing Officer"),
    ]  # fmt: skip
    return definitions_table(store, stamp, facts, f"How the months ahead were counted on {long(stamp.today)}")
