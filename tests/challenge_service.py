"""A small service with a year of random challenges, taken step by step, for tests of lists and figures."""

import random
from datetime import date, timedelta
from typing import Any

from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.children import Child
from app.domain.errors import Refusal
from tests.builders import Service
from tests.challenges import challenge, step

FIRST, LAST = date(2025, 11, 1), date(2026, 11, 20)
THEMES = ("drift", "placement", "health", "unregistered-placement", "resources")
OUTCOMES = ("plan-changed", "action-completed", "not-resolved")


def fill_with_challenges(service: Service, number: int = 60, seed: int = 3) -> None:
    """Children of families, IROs with and without challenges, and challenges with some steps each."""
    chance = random.Random(seed)
    officers = [service.officer(name) for name in ("Ann Smith", "Ann Smith", "Zoë Öz", "Silent Sam")]
    team = service.team("North")
    children = []
    for at in range(24):
        child = service.child(name=f"Child {at}", sibling_group=chance.choice([None, "A", "B"]))
        service.allocated(child, officers[at % 4], date(2024, 1, 1))
        service.in_team(child, team, date(2024, 1, 1))
        children.append(child)
    for _ in range(number):
        raised_by = chance.choice([*officers[:3], None])
        _raise(service, chance, chance.choice([*children, None]), raised_by.id if raised_by else None)


def _raise(service: Service, chance: random.Random, child: Child | None, raised_by_id: str | None) -> None:
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    status = chance.choice(list(records.STATUSES)) if child else records.NEITHER
    theme = chance.choice([*THEMES, "good-practice"])
    level = chance.choice([1, 1, 2, 2, 2, 4])
    others = chance.sample([one for one in THEMES if one != theme], chance.choice([0, 0, 1, 2]))
    first = {"code": "urgent"} if level > 2 else {}
    made = challenge(
        service, child, level, day, theme, others, first, status=status, raised_by_id=raised_by_id, asked="=1+1"
    )
    for _ in range(chance.randrange(7)):
        day = min(LAST, day + timedelta(days=chance.choice([0, 1, 3, 5, 9, 20])))
        made = _move(service, chance, made, day)


def _move(service: Service, chance: random.Random, made: Challenge, day: date) -> Challenge:
    """One more step, if it can come there."""
    kind = chance.choice(
        [
            *(records.RESPONSE, records.VIEW, records.VIEW, records.ENTERED, records.ENTERED, records.MEETING),
            *(records.ACTIONS, records.ACTION_DONE, records.EXTENDED, records.CONSULTED, records.REFERRED),
            *(records.CLOSING, records.CLOSING, records.WITHDRAWAL, records.IMPACT, records.IMPACT, records.REOPENED),
        ]
    )
    given: dict[str, dict[str, Any]] = {
        records.VIEW: {"code": chance.choice([records.ACCEPTED, records.NOT_ACCEPTED])},
        records.ENTERED: {"level": chance.choice([2, 3, 4, 5]), "code": chance.choice(["", "urgent", "law"])},
        records.MEETING: {"level": chance.choice([2, 5]), "by": "Everybody"},
        records.ACTIONS: {"actions": (("Do it", "Social worker", day + timedelta(days=5)),)},
        records.EXTENDED: {"due": day + timedelta(days=30), "code": "leave"},
        records.CLOSING: {"code": chance.choice(OUTCOMES), "due": chance.choice([None, day + timedelta(days=60)])},
        records.REOPENED: {"due": day + timedelta(days=7)},
        records.IMPACT: {
            "code": chance.choice(list(records.IMPACTS)),
            "scope": chance.choice(["child", "service"]),
            "due": day + timedelta(days=60),
        },
    }
    try:
        return step(service, made, kind, day, **given.get(kind, {}))
    except Refusal:
        return made
