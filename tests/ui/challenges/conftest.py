"""A few challenges at several levels, and the page over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.officers import Officer
from tests.builders import Service
from tests.challenges import answered, challenge, closed, step
from tests.ui.challenges.board_desktop import BoardDesktop
from tests.ui.challenges.pane_desktop import JANUARY, RAISED, PaneDesktop, in_care
from ui.notices import Notices
from ui.runner import Runner


@dataclass(frozen=True)
class Raised:
    """The challenges of the tests, on Friday 20 November 2026."""

    iro: Officer
    amira: Challenge
    """Level 2, due in 3 working days."""
    ben: Challenge
    """Level 3, 2 working days late."""
    chloe: Challenge
    """Level 2, answered."""
    concern: Challenge
    """Level 1, about the service, due today."""
    done: Challenge
    """Closed."""


@pytest.fixture
def raised(service: Service) -> Raised:
    """Four that are open and one that is closed."""
    iro = service.officer("Alison Wright")
    team = service.team("North")
    amira, ben = service.child("A1", name="Amira Khan"), service.child("B2", name="Ben Osei")
    chloe, dan = service.child("C3", name="Chloe Reed"), service.child("D4", name="Dan Shah")
    service.allocated(amira, iro, date(2026, 1, 5))
    service.in_team(amira, team, date(2026, 1, 5))
    late = challenge(service, ben, 2, date(2026, 11, 3), theme="health")
    return Raised(
        iro,
        challenge(
            service, amira, 2, date(2026, 11, 18), concern="The plan has not moved since June", raised_by_id=iro.id
        ),
        step(service, late, records.ENTERED, date(2026, 11, 11), level=3),
        answered(service, challenge(service, chloe, 2, date(2026, 11, 16)), date(2026, 11, 19)),
        challenge(service, None, 1, date(2026, 11, 13), status=records.NEITHER),
        closed(service, challenge(service, dan, 2, date(2026, 10, 1)), date(2026, 10, 6)),
    )


@pytest.fixture
def screen(qtbot: QtBot, service: Service, runner: Runner, raised: Raised) -> Iterator[BoardDesktop]:
    """The page over them."""
    notices = Notices()
    qtbot.addWidget(notices)
    made = BoardDesktop(qtbot, service, runner, notices)
    yield made
    made.page.hide()


@pytest.fixture
def iro(service: Service) -> Officer:
    """The IRO of the tests' children."""
    return service.officer("Alison Wright")


@pytest.fixture
def amira(service: Service, iro: Officer) -> Challenge:
    """At level 2 since 11 November, due on the 18th: 2 working days late."""
    child = in_care(service, "Amira Khan", "1001")
    service.allocated(child, iro, JANUARY)
    return challenge(service, child, 2, RAISED, raised_by_id=iro.id)


@pytest.fixture
def desktop(qtbot: QtBot, service: Service, runner: Runner, amira: Challenge) -> Iterator[PaneDesktop]:
    """The pane on Amira's challenge."""
    notices = Notices()
    qtbot.addWidget(notices)
    made = PaneDesktop(qtbot, service, runner, notices)
    made.show(amira)
    yield made
    made.pane.hide()
