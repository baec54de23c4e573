"""Who answers challenges in the synthetic service: a team manager for each team, service managers for some, and two for all."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw
from app.demonstration.names import adults
from app.demonstration.service import Service
from app.domain.challenges.records import RungHolder

TEAMS_PER_SERVICE_MANAGER = 4


@dataclass(frozen=True)
class Holders:
    """The holders of the levels, as records."""

    records: tuple[RungHolder, ...]

    def name(self, level: int, team_id: str | None, day: date) -> str:
        """Who answers for a team at a level on a day: the team's own, or the one for the whole service."""
        at = [h for h in self.records if h.level == level and h.start <= day and (h.end is None or h.end > day)]
        own = [h for h in at if h.team_id == team_id] or [h for h in at if h.team_id is None]
        return own[0].name if own else "Social worker and team manager"


def holders_of(service: Service) -> Holders:
    """Every level above the informal one has its holder on every day; one team manager left this year."""
    draw = Draw(service.seed, "ladder")
    names = iter(adults(draw, len(service.teams) * 2 + 8))
    since = service.start - timedelta(days=30)
    handover = (service.today - timedelta(days=140)).replace(day=1)
    made = []
    for place, team in enumerate(service.teams):
        until = handover if place == 1 else None
        made.append(RungHolder(id=draw.id(), level=2, team_id=team.id, name=next(names), start=since, end=until))
        if until:
            made.append(RungHolder(id=draw.id(), level=2, team_id=team.id, name=next(names), start=until))
    managers = [next(names) for _ in range(0, len(service.teams), TEAMS_PER_SERVICE_MANAGER)]
    for place, team in enumerate(service.teams):
        name = managers[place // TEAMS_PER_SERVICE_MANAGER]
        made.append(RungHolder(id=draw.id(), level=3, team_id=team.id, name=name, start=since))
    made += [RungHolder(id=draw.id(), level=level, name=next(names), start=since) for level in (4, 5)]
    return Holders(tuple(made))
