"""The weeks ahead of one IRO or the service: what falls due in each, what can be held, and whether it can be met."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.ahead import CANNOT, Week
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.scenarios import Scenario
from app.queries.ahead.behind import ReviewsAhead
from app.queries.ahead.outlook import Outlook
from app.queries.ahead.words import TONES, after, day_words, rules, verdict_words, without_date
from app.queries.caseload.lines import NUMBER
from app.store import Store
from app.table import Chart, Column, Fixed, Kind, Row, Table

COLUMNS = (
    Column("week", "Week of", width=10),
    Column("monday", "Monday", Kind.DATE, 13),
    Column("due", "Fall due", NUMBER, 9, "Reviews that are booked for the week, due in it, or will follow"),
    Column("room", "Can be held", NUMBER, 10, "The usual week, without leave and bank holidays, in whole reviews"),
    Column("verdict", "Result", width=18),
    Column("waiting", "Late at its end", NUMBER, 10, "Overdue today or left from a week before, and not yet made up"),
    Column("away", "Days of leave", NUMBER, 10, "Working days of leave and absence; of the service, of all together"),
)


@dataclass(frozen=True)
class WeeksAhead:
    """Ask for the 26 weeks of an officer, NOBODY or (None) the service, or only for those that cannot be met."""

    officer_id: str | None = None
    scenario: Scenario | None = None
    unmet: bool = False
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a week; the number that falls due opens its reviews."""
        return weeks_table(store, Outlook.of(store, self.scenario), self)


def weeks_table(store: Store, outlook: Outlook, asked: WeeksAhead) -> Table:
    """The same from an outlook that is there already."""
    weeks = outlook.weeks(asked.officer_id)
    rows = [_row(week, outlook.away(asked.officer_id, at), asked) for at, week in enumerate(weeks)]
    if asked.unmet:
        rows = [row for row, week in zip(rows, weeks, strict=True) if week.verdict == CANNOT]
    return Table(
        f"The months ahead: {outlook.title(asked.officer_id)}{after(asked.scenario)}",
        COLUMNS,
        Fixed(tuple(rows), tuple(column.key for column in COLUMNS)),
        line(weeks, sum(one.overdue for one in outlook.reviews(asked.officer_id))),
        rules(store),
        Chart("bars", "week", "due", judged="verdict", against="room"),
    )


def line(weeks: list[Week], overdue: int) -> str:
    """All weeks in one sentence."""
    due, unmet = sum(week.due for week in weeks), [week for week in weeks if week.verdict == CANNOT]
    said = f"{counted(due, 'review falls', 'reviews fall')} due in {len(weeks)} weeks{without_date(overdue)}"
    if all(week.room is None for week in weeks):
        return f"{said}; what can be held in a week is not known yet, for no review was held lately"
    if not unmet:
        return f"{said}; every week can be met"
    number = counted(len(unmet), "week")
    return f"{said}; {number} cannot be met, the first of them that of {long(unmet[0].monday)}"


def _row(week: Week, away: int, asked: WeeksAhead) -> Row:
    cells: dict[str, Any] = {
        "week": day_words(week.monday),
        "monday": week.monday,
        "due": week.due,
        "room": week.held,
        "verdict": verdict_words(week),
        "waiting": None if week.room is None else week.waiting,
        "away": away,
    }
    tone = TONES[week.verdict]
    opens = {"due": ReviewsAhead(asked.officer_id, week.monday, scenario=asked.scenario)} if week.due else {}
    key = week.monday.isoformat()
    return Row(key, tuple(cells[one.key] for one in COLUMNS), tones={"due": tone, "verdict": tone}, opens=opens)
