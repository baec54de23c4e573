"""The months ahead in a service of the usual size, as recorded and after a scenario, against the half second they may take."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from statistics import median

from app.domain.scenarios import MoreChildren, Scenario
from app.queries.ahead.caseload import CaseloadIf
from app.queries.ahead.months import MonthsAhead
from app.queries.catalogue import TableQuery
from db.database import Database
from tests.benchmarks.measuring import Result, seconds
from tests.benchmarks.services import TODAY, Scale, database, desk

CHILDREN = 1_100
MOST = 0.5
"""Seconds."""


def run(scale: Scale) -> Iterator[Result]:
    """The picture as recorded; after a change; and the caseloads that follow from it."""
    scenario = Scenario(TODAY).with_change(MoreChildren(40, TODAY + timedelta(weeks=2)))
    questions: dict[str, TableQuery] = {
        "as recorded": MonthsAhead(),
        "after a scenario": MonthsAhead(scenario),
        "caseloads after it": CaseloadIf(scenario, TODAY + timedelta(weeks=13)),
    }
    with Database.open(database(CHILDREN, 0)) as keeper:
        door = desk(keeper)
        for words, question in questions.items():
            door.ask(question)
            taken = median(seconds(partial(door.ask, question)) for _ in range(scale.times))
            name = f"The months ahead of {CHILDREN:,} children, {words}, beside half a second"
            yield Result(name, taken, MOST, 1.0)
