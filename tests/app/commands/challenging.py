"""What the tests of challenges share: logging one in a line, and finding what was kept."""

from datetime import date
from typing import Any

from app.commands.challenges.log import LogChallenge
from app.desk import Desk
from app.domain.challenges.records import Challenge, ChallengeStep
from app.domain.children import Child
from tests.builders import Service

MONDAY = date(2026, 11, 9)


def log(desk: Desk, *children: Child, **given: Any) -> tuple[Challenge, ...]:
    """Challenges about drift, raised on a Monday."""
    facts = {"theme": "drift", "concern": "Nothing has happened since May", "raised_on": MONDAY, **given}
    return desk.do(LogChallenge(tuple(c.id for c in children), **facts)).result


def logged(desk: Desk, *children: Child, **given: Any) -> Challenge:
    """One such challenge."""
    return log(desk, *children, **given)[0]


def found(service: Service, of: Any, **equal: Any) -> Any:
    """Records of a kind as they are now."""
    with service.read() as store:
        return store.shelf(of).find(**equal)


def last(service: Service, kind: str) -> ChallengeStep:
    """The step of a kind that was recorded last."""
    step: ChallengeStep = max(found(service, ChallengeStep, kind=kind), key=lambda one: one.position)
    return step
