"""The months ahead of everybody in one table: a line for each IRO, a column for each week, and what cannot be met marked."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.ahead import CANNOT, Week
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.scenarios import Scenario
from app.queries.ahead.behind import OVERDUE, UNDATED, ReviewsAhead
from app.queries.ahead.outlook import Outlook
from app.queries.ahead.usual import UsualWeek
from app.queries.ahead.weeks import WeeksAhead
from app.queries.ahead.words import TONES, after, day_words, rules, tenths, without_date
from app.queries.caseload.lines import NOBODY, NUMBER, SERVICE
from app.store import Store
from app.table import Column, Fixed, Row, Table, Tone

FIRST = (
    Column("key", "IRO", width=24),
    Column("usual", "Usual week", NUMBER, 8, "How many reviews are held in a usual week of the post"),
    Column("cannot", "Weeks not met", NUMBER, 8, "In how many weeks more fall due than can be held in time"),
    Column("overdue", "Overdue, no date", NUMBER, 10, "Overdue today, and no day to come is booked"),
)
NO_DATE = Column("undated", "No due date", NUMBER, 9, "To be held, and nobody knows by when")
ALL = Column("all", "All", NUMBER, 8)


@dataclass(frozen=True)
class MonthsAhead:
    """Ask for the reviews that fall due in each of the next 26 weeks, for everybody; as recorded or after a scenario."""

    scenario: Scenario | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an IRO by name, then the reviews without one, then the service; every number opens its reviews."""
        return months_table(store, Outlook.of(store, self.scenario))


def months_table(store: Store, outlook: Outlook) -> Table:
    """The same from an outlook that is there already."""
    columns = _columns(outlook)
    lines = [_Line(outlook, who) for who in (*outlook.officers, NOBODY, None)]
    rows = tuple(one.row(columns) for one in lines)
    return Table(
        f"The months ahead{after(outlook.scenario)}",
        columns,
        Fixed(rows, tuple(column.key for column in columns)),
        _said(lines[:-2], lines[-1]),
        rules(store),
    )


def _columns(outlook: Outlook) -> tuple[Column, ...]:
    weeks = (
        Column(_key(at), day_words(monday), NUMBER, 7, f"Fall due in the week of {long(monday)}")
        for at, monday in enumerate(outlook.mondays)
    )
    undated = (NO_DATE,) if any(one.day is None for one in outlook.reviews(None)) else ()
    return (*FIRST, *weeks, *undated, ALL)


def _key(at: int) -> str:
    return f"w{at + 1:02}"


class _Line:
    """One line: an officer, NOBODY, or None for the service."""

    def __init__(self, outlook: Outlook, who: str | None) -> None:
        self.who, self.outlook = who, outlook
        self.weeks: list[Week] = outlook.weeks(who)
        self.unmet = sum(week.verdict == CANNOT for week in self.weeks)
        reviews = outlook.reviews(who)
        self.overdue, self.all = sum(one.overdue for one in reviews), len(reviews)
        self.undated = sum(one.day is None for one in reviews)

    def row(self, columns: tuple[Column, ...]) -> Row:
        """With the tones of its weeks."""
        weeks = {_key(at): week for at, week in enumerate(self.weeks)}
        cells: dict[str, Any] = {
            "key": self.outlook.title(self.who),
            "usual": tenths(self.outlook.usual(self.who)),
            "cannot": self.unmet,
            "overdue": self.overdue,
            "undated": self.undated,
            "all": self.all,
            **{key: week.due for key, week in weeks.items()},
        }
        tones = {key: TONES[week.verdict] for key, week in weeks.items()}
        tones |= {key: Tone.LATE for key in ("cannot", "overdue") if cells[key]}
        opens = {key: query for key, query in self._opens(weeks).items() if cells[key]}
        return Row(self.who or SERVICE, tuple(cells[one.key] for one in columns), tones=tones, opens=opens)

    def _opens(self, weeks: dict[str, Week]) -> dict[str, Any]:
        who, scenario = self.who, self.outlook.scenario if self.outlook.scenario.changes else None
        known = who in self.outlook.facts.names
        return {
            **({"usual": UsualWeek(who)} if who and known else {}),
            "cannot": WeeksAhead(who, scenario, unmet=True),
            "overdue": ReviewsAhead(who, part=OVERDUE, scenario=scenario),
            "undated": ReviewsAhead(who, part=UNDATED, scenario=scenario),
            "all": ReviewsAhead(who, scenario=scenario),
            **{key: ReviewsAhead(who, week.monday, scenario=scenario) for key, week in weeks.items()},
        }


def _said(officers: list[_Line], service: _Line) -> str:
    """The service in one line, and how many IROs have weeks that cannot be met."""
    due = counted(sum(week.due for week in service.weeks), "review falls", "reviews fall")
    said = f"{due} due in {len(service.weeks)} weeks{without_date(service.overdue)}"
    if all(week.room is None for week in service.weeks):
        return f"{said}; what can be held in a week is not known yet, for no review was held lately"
    behind = [one for one in officers if one.unmet]
    number = counted(len(officers), "IRO")
    return f"{said}; {len(behind):,} of {number} have weeks that cannot be met"
