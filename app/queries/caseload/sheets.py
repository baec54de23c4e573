"""The sheets of an export of caseloads: every table of them, the children behind, and what the words mean."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.queries.caseload.behind import ChildrenBehind
from app.queries.caseload.counting import CONCERNED, carried
from app.queries.caseload.reports import REPORTS
from app.queries.caseload.rules import rule_words, rules_of
from app.queries.caseload.teams import SHARED
from app.queries.caseload.told import NOTES
from app.queries.definitions import WORKING_DAY, definitions_table
from app.store import Store
from app.table import Sheets, Table


@dataclass(frozen=True)
class CaseloadSheets:
    """The caseloads of a day and every table of them."""

    day: date
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """All from one snapshot of the records."""
        return Sheets(f"Caseloads on {long(self.day)}", caseload_sheets(store, stamp, self.day))


def caseload_sheets(store: Store, stamp: Stamp, day: date) -> tuple[tuple[str, Table], ...]:
    """The sheets of a day: their names and tables, in order."""
    tables = tuple((report.sheet, report.query(day).run(store, stamp)) for report in REPORTS)
    selection = carried(day, rules_of(store)(day), CONCERNED)
    children = ChildrenBehind(selection, f"Children in caseloads, and without an IRO, on {long(day)}").run(store, stamp)
    return (*tables, ("Children", children), ("Definitions", definitions(store, stamp, day)))


def definitions(store: Store, stamp: Stamp, day: date) -> Table:
    """What the counts mean, by the settings of the day, when they were made and by whom."""
    drawn, child, fte, covered, looked_after = rule_words(rules_of(store)(day))
    facts = [
        ("As at", f"{long(day)}, by the allocations, posts and absences that were recorded when this was made."),
        ("Caseload", "Children with an open allocation to the IRO on the day ÷ FTE in post on that day."),
        ("Basis and band", drawn),
        ("Child", child),
        ("FTE", fte),
        ("Covered children, and children without an IRO", covered),
        ("CLA", f"Child looked after (in our care): a period of care runs on the day. {looked_after}"),
        ("CP", "Child protection: a child protection plan runs on the day."),
        ("Other", "Allocated, and neither looked after nor on a plan that day."),
        ("Teams", SHARED),
        ("Told and appointed", " ".join(NOTES)),
        WORKING_DAY,
        ("IRO", "Independent Reviewing Officer"),
        ("Rounding", "Half up to one decimal, by whole numbers; \"-\" or empty where nobody is in post."),
    ]  # fmt: skip
    return definitions_table(store, stamp, facts, f"How the caseloads of {long(day)} were counted")
