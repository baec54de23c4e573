"""Every report on challenges: its name, its sheet in the export, its title, what it says, and its query for a period."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.domain.dates import Period
from app.queries.challenges.grid import TOGETHER
from app.queries.challenges.log import ChallengeLog
from app.queries.challenges.moves import ByIro, Bypasses, Cafcass, Meetings
from app.queries.challenges.resolved import DaysAtLevel, LevelAtResolution, ResolvedInTime, ResponsesInTime
from app.queries.challenges.tables import ByLevel, ByMonth, ByTheme, GoodPractice, Impacts, LevelByStatus, Outcomes
from app.queries.challenges.totals import Totals
from app.table import Fixed, Row, Table


@dataclass(frozen=True)
class ChallengeReport:
    """One report: query makes, for a period, a query whose answer is a Table."""

    id: str
    sheet: str
    title: str
    help: str
    query: Callable[[Period], Any]


def drawn(table: Table) -> tuple[Row, ...]:
    """The lines that a chart of the table draws: the groups, and none that holds several of them together."""
    if table.chart is None or not isinstance(table.rows, Fixed):
        return ()
    return tuple(row for row in table.rows.rows if row.id not in TOGETHER)


REPORTS = tuple(
    ChallengeReport(*line)
    for line in (
        ("challenges", "Log", "Log of challenges", "One line a challenge raised, with all facts.", ChallengeLog),
        ("challenge-totals", "Informal and formal", "Challenges, informal and formal", "With the change on before.", Totals),
        ("challenges-by-level-and-status", "Level and status", "Challenges by level and status", "CLA, CP, both.", LevelByStatus),
        ("challenge-entries", "Entries, level and status", "Entries into levels, by status", "CLA, CP, both.", partial(LevelByStatus, count="entries")),
        ("challenge-children", "Children, level and status", "Children by level and status", "CLA, CP, both.", partial(LevelByStatus, count="children")),
        ("challenges-by-level", "By level", "Challenges by level", "Challenges, entries, children, families.", ByLevel),
        ("challenges-by-theme", "By theme", "Challenges by theme", "As main theme, and as any.", ByTheme),
        ("challenges-by-month", "By month", "Challenges by month", "Informal and formal.", ByMonth),
        ("challenges-by-iro", "By IRO", "Challenges by IRO", "For every 100 children allocated.", ByIro),
        ("challenges-resolved", "Resolved in timescale", "Challenges resolved within timescale", "On every basis.", ResolvedInTime),
        ("challenge-responses", "Responses in time", "Responses to challenges in time", "One line a level.", ResponsesInTime),
        ("challenge-days", "Days at each level", "Working days at each level", "Median and longest.", DaysAtLevel),
        ("challenge-level-at-resolution", "Level at resolution", "Level at resolution", "Where they closed.", LevelAtResolution),
        ("challenge-bypasses", "Levels passed over", "Levels passed over", "By reason and level.", Bypasses),
        ("challenge-cafcass", "Cafcass", "Cafcass", "Consulted and referred, apart.", Cafcass),
        ("challenge-meetings", "Resolution meetings", "Resolution meetings", "By level, with the children.", Meetings),
        ("challenge-outcomes", "Outcomes", "Outcomes of challenges", "Raised in the period, and closed in it.", Outcomes),
        ("challenge-impact", "Impact", "Impact of challenges", "What came of them, and where nobody looked.", Impacts),
        ("good-practice", "Good practice", "Good practice", "Noted, and in no count of challenges.", GoodPractice),
    )
)  # fmt: skip
