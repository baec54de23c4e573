"""Random histories of challenges, taken through the commands a person uses: what they refuse is simply not recorded."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.commands.challenges.closing import Close, RecordImpact
from app.commands.challenges.correcting import (
    CorrectChallenge,
    JoinChallenges,
    PartChallenge,
    PutOnFile,
    VoidChallenge,
    VoidStep,
)
from app.commands.challenges.log import LogChallenge
from app.commands.challenges.steps import AgreeActions, EndAction, HoldMeeting
from app.commands.settings import ChangeSetting
from app.domain.challenges.records import IMPACTS, Challenge, ChallengeAction, ChallengeStep
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer
from tests.app.commands.challenge_draws import STEPS
from tests.builders import Service

FIRST = date(2025, 9, 1)
THEMES = ("drift", "placement", "health", "unregistered-placement", "resources", "good-practice")
OUTCOMES = ("plan-changed", "action-completed", "not-resolved", "superseded", "referred-to-cafcass")
REASON = {"on_behalf": "iro-left"}
TAKEN = (
    *("chase", "respond", "respond", "view", "view", "act", "meet", "escalate", "escalate", "extend", "cafcass"),
    *("tell", "withdraw", "reopen", "reopen"),
)
OWN = (
    *("close", "close", "close", "impact", "impact", "agree", "done", "done", "done", "dropped", "meeting", "file"),
    *("void step", "void challenge", "join", "part", "correct"),
)
AFTERWARDS = ("impact", "impact", "impact", "reopen", "cafcass", "tell", "void step", "part")
TRIES = 4
"""How many steps are tried until one can come there."""


@dataclass
class People:
    """Who is there."""

    officers: list[Officer]
    children: list[Child]


def fill(service: Service, seed: int, number: int) -> None:
    """A service with this many concerns, each taken a random number of steps, alone or with those joined to it."""
    chance = random.Random(seed)
    people = _people(service, chance)
    _do(service, ChangeSetting("challenges.total-days", chance.choice((10, 15, 30)), date(2026, 3, 2)))
    for _ in range(number):
        _history(service, chance, people)
    voided = chance.choice(people.children)
    with service.change() as store:
        store.shelf(Child).void(store.shelf(Child).get(voided.id), "Entered twice")


def _people(service: Service, chance: random.Random) -> People:
    """IROs of whom two share a name and one raises nothing; children who change hands, leave, or come of age."""
    officers = [service.officer(name) for name in ("Ann Smith", "Ann Smith", "Zoë Öz", "Silent Sam")]
    teams = [service.team(name) for name in ("North", "South")]
    children = []
    for at in range(20):
        born = date(2008, 6, 1) if at == 7 else date(2012, 1, 1)
        child = service.child(
            name=f"Child {at}", sibling_group=chance.choice((None, None, "A", "B")), date_of_birth=born
        )
        moved = FIRST + timedelta(chance.randrange(440)) if chance.random() < 0.4 else None
        service.allocated(child, chance.choice(officers), date(2024, 1, 1), moved)
        if moved and chance.random() < 0.7:
            service.allocated(child, chance.choice(officers), moved)
        service.in_team(child, chance.choice(teams), date(2024, 1, 1))
        if chance.random() < 0.5:
            service.period(child, date(2026, chance.randrange(1, 12), 10))
        children.append(child)
    return People(officers, children)


def _history(service: Service, chance: random.Random, people: People) -> None:
    day = FIRST + timedelta(chance.randrange((service.today - FIRST).days))
    theme, level = chance.choice(THEMES), chance.choice((1, 2, 2, 2, 3, 4, 5, None))
    children = chance.sample(people.children, chance.choice((0, 1, 1, 1, 1, 2, 3)))
    raised_by = chance.choice(people.officers[:3])
    made: tuple[Challenge, ...] = _do(
        service,
        LogChallenge(
            tuple(child.id for child in children),
            theme=theme,
            concern="Nothing has happened",
            level=None if theme == "good-practice" else level,
            raised_on=day,
            raised_by_id=raised_by.id if chance.random() < 0.8 else None,
            status=chance.choice(("CLA", "CLA", "CP", "both", "neither")),
            other_themes=tuple(chance.sample(THEMES[:5], chance.choice((0, 0, 1, 2)))),
            bypass_reason=chance.choice(("urgent", "law")) if (level or 0) > 2 and theme != "good-practice" else "",
        ),
    )
    for _ in range(chance.randrange(9) if made else 0):
        day = min(service.today, day + timedelta(chance.choice((0, 0, 1, 2, 3, 5, 9, 20))))
        together = chance.random() < 0.5
        ids = tuple(one.id for one in (made if together else chance.sample(made, 1)))
        back = chance.choice((0, 0, 0, 2))
        taken = (_do(service, _step(service, chance, ids, day - timedelta(back))) for _ in range(TRIES))
        next(filter(None, taken), None)


def _step(service: Service, chance: random.Random, ids: tuple[str, ...], day: date) -> Any:
    ended = any(one.state == "closed" for one in _rows(service, Challenge, id=ids))
    name = chance.choice(AFTERWARDS if ended else (*TAKEN, *OWN))
    if name in STEPS and name not in OWN:
        return STEPS[name](ids, chance.randrange(21), day)[0]
    later = day + timedelta(chance.choice((-3, 5, 30, 90)))
    impact, scope = chance.choice(list(IMPACTS)), chance.choice(("child", "service"))
    early = impact == "too-early"
    makers: dict[str, Callable[[], Any]] = {
        "close": lambda: Close(
            ids, chance.choice(OUTCOMES), on=day, follow_up=chance.choice((None, None, later)), **REASON
        ),
        "impact": lambda: RecordImpact(ids, impact, scope, "Seen", chance.choice((None, later)) if early else None, day, **REASON),
        "agree": lambda: AgreeActions(ids, (("Do it", "Tom", day + timedelta(chance.randrange(30))),), on=day),
        "done": lambda: _end(service, chance, ids, True, day),
        "dropped": lambda: _end(service, chance, ids, False, day),
        "meeting": lambda: HoldMeeting(ids, chance.choice((2, 5)), "All", on=day),
        "file": lambda: PutOnFile(tuple(step.id for step in _steps(service, ids)), service.today),
        "void step": lambda: VoidStep(chance.choice(_steps(service, ids)).id, "A mistake"),
        "void challenge": lambda: VoidChallenge(ids[0], "A mistake") if chance.random() < 0.2 else None,
        "join": lambda: JoinChallenges((ids[0], chance.choice(_rows(service, Challenge)).id)),
        "part": lambda: PartChallenge(ids[0]),
        "correct": lambda: _correction(service, chance, ids[0]),
    }  # fmt: skip
    return makers[name]()


def _end(service: Service, chance: random.Random, ids: tuple[str, ...], done: bool, day: date) -> Any:
    waiting = [one for one in _rows(service, ChallengeAction, challenge_id=ids) if one.waiting]
    return EndAction(chance.choice(waiting).id, done, "No longer needed", day) if waiting else None


def _correction(service: Service, chance: random.Random, challenge_id: str) -> CorrectChallenge:
    one: Challenge = _rows(service, Challenge, id=challenge_id, voided=True)[0]
    theme = one.theme if one.positive else chance.choice(THEMES[:5])
    status = one.status if one.child_id is None else chance.choice(("CLA", "both"))
    return CorrectChallenge(
        one.id, None, theme, tuple(chance.sample(THEMES[:5], 1)), "Otherwise", "", status, one.raised_by_id, None
    )


def _rows(service: Service, kind: Any, **equal: Any) -> list[Any]:
    with service.read() as store:
        return sorted(store.shelf(kind).find(**equal), key=lambda row: str(getattr(row, "reference", row.id)))


def _steps(service: Service, ids: Iterable[str]) -> list[ChallengeStep]:
    """In the order of their recording, so that the same seed makes the same history."""
    return sorted(_rows(service, ChallengeStep, challenge_id=tuple(ids)), key=lambda step: (step.on, step.position))


def _do(service: Service, command: Any) -> Any:
    """What the command kept; nothing when it refuses, for then it cannot come there."""
    try:
        return service.desk().do(command).result if command else None
    except Refusal:
        return None
