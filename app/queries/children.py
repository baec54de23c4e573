"""The list of children: who is here, who holds them, when they are next due."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import BOTH, CLA, CP, STATUSES
from app.domain.dates import full, short
from app.domain.errors import Refusal
from app.queries.listing import Listing
from app.store import Selection, Store, Where
from app.table import Column, Kind, Row, Table, Tone

FIELDS = (
    *("id", "child", "reference", "date_of_birth", "looked_after", "on_plan", "in_care_since"),
    *("next_due", "iro_now", "team_now", "social_worker_now", "eighteenth", "running", "expected_on", "household"),
)
COLUMNS = (
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=12),
    Column("born", "Date of birth", Kind.DATE, 13),
    Column("status", "Status", width=26),
    Column("next_due", "Next review due", Kind.DATE, 15),
    Column("result", "Review", width=11),
    Column("since", "In our care since", Kind.DATE, 15),
    Column("iro", "IRO", width=22),
    Column("team", "Team", width=20),
    Column("social_worker", "Social worker", width=22),
)
ORDERS = {
    "born": "date_of_birth",
    "status": "looked_after",
    "since": "in_care_since",
    "result": "next_due",
    "iro": "iro_now",
    "team": "team_now",
    "social_worker": "social_worker_now",
}
CHILDREN = Where("household", "is", False)
"""Foster households stand in a child's place, and are shown only where they are asked for."""
PARTS: dict[str, tuple[str, tuple[Where, ...]]] = {
    "running": ("In our care or on a plan", (Where("running", "is", True), CHILDREN)),
    "looked-after": ("In our care", (Where("looked_after", "is", True),)),
    "on-plan": ("On a child protection plan", (Where("on_plan", "is", True),)),
    "no-iro": ("Without an IRO", (Where("no_iro", "is", True),)),
    "turning-18": ("Turning 18 within 3 months", (Where("turning_18", "is", True),)),
    "unborn": ("Not yet born", (Where("date_of_birth", "is", None), Where("expected_on", "is not", None))),
    "unplaced": ("With a review in no period", (Where("unplaced", "above", 0),)),
    "all": ("All children", (CHILDREN,)),
    "households": ("Foster households", (Where("household", "is", True),)),
}


def part_called(code: str) -> tuple[str, tuple[Where, ...]]:
    """The words and conditions of a part; a Refusal when there is none, e.g. in a view remembered long ago."""
    if code not in PARTS:
        raise Refusal(f'The list of children has no part "{code}".', "Choose one of those shown above the list.")
    return PARTS[code]


@dataclass(frozen=True)
class ChildrenFilter:
    """What the list is narrowed to: a part, an IRO, a team, a text found in name or reference."""

    part: str = "running"
    officer_id: str | None = None
    team_id: str | None = None
    text: str = ""

    def where(self) -> tuple[Where, ...]:
        """The conditions."""
        chosen = (
            ("iro_now_id", "is", self.officer_id),
            ("team_now_id", "is", self.team_id),
            ("search", "contains", self.text.strip()),
        )
        return (*part_called(self.part)[1], *(Where(*condition) for condition in chosen if condition[2]))


@dataclass(frozen=True)
class ChildrenList:
    """Ask for the list of children."""

    chosen: ChildrenFilter = ChildrenFilter()
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """Children by name."""
        selection = Selection("children", self.chosen.where(), stamp.today)
        shape = partial(_row, stamp.today)
        rows = Listing(selection, FIELDS, shape, (("child", False), ("reference", False), ("id", False)), ORDERS)
        title = part_called(self.chosen.part)[0]
        return Table("Children", COLUMNS, rows, f"{title}, as at {full(stamp.today)}: {store.count(selection):,}")


def _row(today: date, values: tuple[Any, ...]) -> Row:
    facts = dict(zip(FIELDS, values, strict=True))
    overdue = facts["next_due"] is not None and facts["next_due"] < today
    cells = (
        facts["child"],
        facts["reference"],
        facts["date_of_birth"],
        _status(facts, today),
        facts["next_due"],
        "Overdue" if overdue else "To come" if facts["next_due"] else None,
        facts["in_care_since"],
        facts["iro_now"] or ("No IRO" if facts["running"] else None),
        facts["team_now"],
        facts["social_worker_now"],
    )
    return Row(facts["id"], cells, tones={"result": Tone.LATE} if overdue else {})


def _status(facts: dict[str, Any], today: date) -> str:
    if facts["household"]:
        return "Foster household"
    if facts["expected_on"] and not facts["date_of_birth"]:
        plan = f", {STATUSES[CP][:1].lower()}{STATUSES[CP][1:]}" if facts["on_plan"] else ""
        return f"Expected {short(facts['expected_on'])}{plan}"
    if facts["looked_after"] or facts["on_plan"]:
        return STATUSES[(BOTH if facts["on_plan"] else CLA) if facts["looked_after"] else CP]
    if facts["eighteenth"] and facts["eighteenth"] <= today:
        return "Turned 18"
    return "Other review" if facts["running"] else "Not open"
