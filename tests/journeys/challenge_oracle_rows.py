"""The raw rows that the oracle of challenges reads: facts said when a challenge was raised, its steps, its agreed actions.

Nothing that the program has decided of a challenge is read: neither where it stands nor its entries into levels.
"""

import json
from dataclasses import dataclass
from datetime import date

from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme
from app.domain.children import Child, ChildTeam
from app.domain.officers import Allocation, Officer
from app.domain.settings import Setting
from app.store import Store
from tests.builders import Service
from tests.journeys.oracle_rows import eighteenth


@dataclass(frozen=True)
class Step:
    """One step that counts."""

    id: str
    kind: str
    on: date
    level: int
    to: str
    due: date | None
    code: str
    scope: str
    action: str | None
    filed: bool


@dataclass(frozen=True)
class Case:
    """One challenge, or good practice, as it was raised, with its steps in order and its actions: (agreed by, due)."""

    id: str
    reference: str
    child: str | None
    family: str | None
    group: str | None
    raised_on: date
    raised_by: str | None
    status: str
    theme: str
    others: frozenset[str]
    positive: bool
    steps: tuple[Step, ...]
    actions: dict[str, tuple[str, date]]


@dataclass(frozen=True)
class Holding:
    """Who, or which team, has a child from when until when; end is the first day without, as is the 18th birthday of one."""

    child: str
    holder: str
    start: date
    end: date | None
    leaves: date | None

    def on(self, day: date) -> bool:
        """Whether it holds that day."""
        return self.start <= day and (not self.end or self.end > day) and (not self.leaves or self.leaves > day)


@dataclass(frozen=True)
class Log:
    """Everything that was recorded."""

    today: date
    cases: tuple[Case, ...]
    names: dict[str, str]
    iros: tuple[Holding, ...]
    teams: tuple[Holding, ...]
    total_days: tuple[tuple[date, int], ...]

    def days_of_process(self, day: date) -> int:
        """The working days of the whole formal process that held on a day; 20 unless set otherwise."""
        set_by_then = [days for start, days in self.total_days if start <= day]
        return set_by_then[-1] if set_by_then else 20

    def holder(self, holdings: tuple[Holding, ...], child: str | None, day: date) -> str | None:
        """Who has a child on a day."""
        found = [one for one in holdings if one.child == child and one.on(day)]
        return max(found, key=lambda one: one.start).holder if found else None


def read(service: Service) -> Log:
    """The rows of a service."""
    with service.read() as store:
        children = {child.id: child for child in store.shelf(Child).find()}
        rows = store.shelf(Challenge).find()
        return Log(
            today=service.today,
            cases=tuple(
                _case(store, row, children) for row in rows if row.child_id is None or row.child_id in children
            ),
            names={officer.id: officer.name for officer in store.shelf(Officer).find()},
            iros=tuple(
                Holding(a.child_id, a.officer_id, a.start, a.end, _leaves(children[a.child_id]))
                for a in store.shelf(Allocation).find()
                if a.child_id in children
            ),
            teams=tuple(Holding(t.child_id, t.team_id, t.start, t.end, None) for t in store.shelf(ChildTeam).find()),
            total_days=tuple(
                sorted((s.start, json.loads(s.value)) for s in store.shelf(Setting).find(key="challenges.total-days"))
            ),
        )


def _leaves(child: Child) -> date | None:
    return eighteenth(child.date_of_birth) if child.date_of_birth else None


def _case(store: Store, row: Challenge, children: dict[str, Child]) -> Case:
    steps = sorted(store.shelf(ChallengeStep).find(challenge_id=row.id), key=lambda one: (one.on, one.position))
    themes = store.shelf(ChallengeTheme).find(challenge_id=row.id)
    actions = store.shelf(ChallengeAction).find(challenge_id=row.id)
    child = children[row.child_id] if row.child_id else None
    return Case(
        id=row.id,
        reference=row.reference,
        child=row.child_id,
        family=(child.sibling_group or child.id) if child else None,
        group=row.group_id,
        raised_on=row.raised_on,
        raised_by=row.raised_by_id,
        status=row.status,
        theme=row.theme,
        others=frozenset(one.theme for one in themes) - {row.theme},
        positive=row.positive,
        steps=tuple(map(_step, steps)),
        actions={one.id: (one.step_id, one.due) for one in actions if one.step_id in {s.id for s in steps}},
    )


def _step(row: ChallengeStep) -> Step:
    filed = row.on_file is not None
    return Step(row.id, row.kind, row.on, row.level or 0, row.to, row.due, row.code, row.scope, row.action_id, filed)
