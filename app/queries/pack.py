"""The month pack: timeliness, challenges, caseload, moves and practice of a month, with one page of definitions."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.dates import Period
from app.queries.caseload import sheets as caseload
from app.queries.caseload.reports import REPORTS as CASELOAD
from app.queries.challenges import sheets as challenges
from app.queries.challenges.reports import REPORTS as CHALLENGES
from app.queries.month import month_tables
from app.queries.practice_figures import sheets as practice
from app.queries.practice_figures.figure import PracticeFigures
from app.queries.practice_figures.table import PracticeTable
from app.queries.rearranged import MovesPerReview, Rearranged
from app.store import Store
from app.table import Column, Fixed, Row, Sheets, Table

DEFINITIONS = "Definitions"
OF_CHALLENGES = {
    "challenge-totals": "Challenges",
    "challenges-by-level-and-status": "Challenges by level and status",
    "challenges-by-theme": "Challenges by theme",
    "challenges-by-iro": "Challenges by IRO",
    "challenges-resolved": "Challenges resolved in time",
    "challenge-responses": "Responses to challenges in time",
    "challenge-outcomes": "Outcomes of challenges",
    "challenge-impact": "Impact of challenges",
}
"""The tables of challenges that a month is reported by, and their sheets; the whole log goes out by itself."""
OF_PRACTICE = {
    ("meetings", "held"): "Meetings held",
    ("meetings", "conferences"): "Initial conferences",
    ("meetings", "otherwise"): "Otherwise than planned",
    ("meetings", "final-plans"): "Final plans",
    ("participation", "reviews"): "Participation in reviews",
    ("participation", "conferences"): "Participation in conferences",
    ("participation", "seen"): "Seen before the review",
    ("quality", "plans"): "Plans at reviews",
    ("quality", "afterwards"): "After the meeting",
    ("plans", "flow"): "Protection plans",
    ("plans", "durations"): "How long plans run",
}
"""The tables of practice that a month is reported by, and their sheets; all of them go out from the Figures page."""
OF_TIMELINESS = "By month"
"""The sheet whose name a caseload's would take too."""
COLUMNS = (
    Column("part", "Part", width=22),
    Column("what", "What", width=34),
    Column("meaning", "Meaning", width=100),
)


@dataclass(frozen=True)
class PackSheets:
    """Ask for the sheets of the pack."""

    month: Period
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """Its title and tables."""
        title = f"Month pack of {self.month.title_at(stamp.today)}"
        return Sheets(title, pack_tables(store, stamp, self.month))


def pack_tables(store: Store, stamp: Stamp, month: Period) -> tuple[tuple[str, Table], ...]:
    """The sheets of the pack: their names and tables, in order; caseloads are those of the month's last day, or of today."""
    day = min(month.last, stamp.today)
    practised = tuple((sheet, _practice(month, *key).run(store, stamp)) for key, sheet in OF_PRACTICE.items())
    *timely, (_, defined) = month_tables(store, stamp, month, "review", "held")
    return (
        *timely,
        *((OF_CHALLENGES[r.id], r.query(month).run(store, stamp)) for r in CHALLENGES if r.id in OF_CHALLENGES),
        *((_called(r.sheet), r.query(day).run(store, stamp)) for r in CASELOAD),
        ("Rearranged by reason", Rearranged(month, "reason").run(store, stamp)),
        ("Rearranged by who asked", Rearranged(month, "requester").run(store, stamp)),
        ("Rearranged by team", Rearranged(month, "team").run(store, stamp)),
        ("Moves for each review", MovesPerReview(month).run(store, stamp)),
        *practised,
        (DEFINITIONS, _definitions(store, stamp, month, day, defined, practised)),
    )


def _practice(month: Period, what: str, part: str) -> PracticeTable:
    return PracticeTable(PracticeFigures(what, month, part=part))


def _called(sheet: str) -> str:
    return "Caseload by month" if sheet == OF_TIMELINESS else sheet


def _definitions(
    store: Store,
    stamp: Stamp,
    month: Period,
    day: date,
    timeliness: Table,
    practised: tuple[tuple[str, Table], ...],
) -> Table:
    """What all figures of the pack mean; what several parts say in the same words stands once."""
    moved = Rearranged(month, "reason").run(store, stamp)
    parts = (
        ("Timeliness", timeliness),
        ("Challenges", challenges.definitions(store, stamp, month)),
        ("Caseload", caseload.definitions(store, stamp, day)),
        ("Practice", practice.definitions(store, stamp, PracticeFigures("meetings", month), [t for _, t in practised])),
    )
    said: dict[tuple[str, str], str] = {}
    for part, table in parts:
        for row in table.rows.each(store):
            said.setdefault((str(row.cells[0]), str(row.cells[1])), part)
    for note in moved.notes:
        said.setdefault(("Rearranged meetings", note), "Rearranged")
    rows = tuple(Row(str(at), (part, *facts)) for at, (facts, part) in enumerate(said.items()))
    keys = tuple(column.key for column in COLUMNS)
    return replace(
        timeliness,
        columns=COLUMNS,
        rows=Fixed(rows, keys),
        line=f"How the figures of {month.title_at(stamp.today)} were counted",
    )
