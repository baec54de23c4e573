"""A service before the journey through its challenges: one child with a late review, and two challenges about others.

On Friday 20 November 2026 one of the two is at level 3 and two working days late, the other is closed.
"""

from datetime import date
from pathlib import Path

from app.commands.settings import ChangeSetting
from app.domain.access import Person, Role
from app.domain.challenges import records
from app.domain.challenges.records import Challenge, RungHolder
from db.database import Database
from tests.builders import Service, stamp
from tests.challenges import challenge, closed, step

MIA = Person(login="mia", name="Mia Manager", role=Role.MANAGER)
AMIRA, BEN, CHLOE = "Amira Khan", "Ben Osei", "Chloe Reed"
TEAM_MANAGER, STRATEGIC_MANAGER = "Tess Turner", "Sam Stone"
LATE_REVIEW = date(2026, 10, 12)
"""When Amira's first review was due: 20 working days after 14 September."""


def make_service(file: Path) -> Path:
    """The service's file, whose manager is mia."""
    with Database.create_demonstration(file, stamp(person=MIA)) as keeper:
        service = Service(keeper, person=MIA)
        alison, team = service.officer("Alison Wright"), service.team("North")
        children = {name: service.child(f"70000{n}", name=name) for n, name in enumerate((AMIRA, BEN, CHLOE), 1)}
        for child in children.values():
            service.allocated(child, alison, date(2026, 9, 14))
            service.in_team(child, team, date(2026, 9, 14))
        service.period(children[AMIRA], date(2026, 9, 14))
        service.period(children[CHLOE], date(2026, 11, 2))
        service.keep(
            RungHolder(level=2, name=TEAM_MANAGER, start=date(2026, 1, 1), team_id=team.id),
            RungHolder(level=4, name=STRATEGIC_MANAGER, start=date(2026, 1, 1)),
        )
        late = challenge(service, children[BEN], 2, date(2026, 11, 3), theme="health", raised_by_id=alison.id)
        step(service, late, records.ENTERED, date(2026, 11, 11), level=3)
        done: Challenge = challenge(service, children[CHLOE], 2, date(2026, 10, 1), raised_by_id=alison.id)
        closed(service, done, date(2026, 10, 6))
        service.desk().do(ChangeSetting("setup.done", True))
    return file
