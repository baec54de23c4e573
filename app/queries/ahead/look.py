"""All that the page of the months ahead shows first, in one answer: everybody's table, and the weeks of each line of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.scenarios import Scenario
from app.queries.ahead.months import months_table
from app.queries.ahead.outlook import Outlook
from app.queries.ahead.weeks import WeeksAhead, weeks_table
from app.queries.caseload.lines import NOBODY, SERVICE
from app.store import Store
from app.table import Table


@dataclass(frozen=True)
class Looked:
    """The table, and by the ids of its rows the weeks of each; recorded holds those without the scenario, where there is one."""

    months: Table
    weeks: Mapping[str, Table]
    recorded: Mapping[str, Table] = field(default_factory=dict)


@dataclass(frozen=True)
class LookAhead:
    """Ask for the months ahead with the weeks of everybody, read once; as recorded, or after a scenario and as recorded."""

    scenario: Scenario | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Looked:
        """Everything from one reading of the records."""
        outlook = Outlook.of(store, self.scenario)
        months, weeks = months_table(store, outlook), _weeks(store, outlook, self.scenario)
        if self.scenario is None:
            return Looked(months, weeks)
        return Looked(months, weeks, _weeks(store, Outlook(outlook.facts), None))


def _weeks(store: Store, outlook: Outlook, scenario: Scenario | None) -> dict[str, Table]:
    lines = (*outlook.officers, NOBODY, None)
    return {who or SERVICE: weeks_table(store, outlook, WeeksAhead(who, scenario)) for who in lines}
