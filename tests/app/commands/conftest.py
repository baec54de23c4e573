"""A child with an IRO, and that IRO at the desk, for the tests of what may be changed."""

from datetime import date

import pytest

from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.challenges.records import Challenge
from app.domain.children import Child
from app.domain.officers import Officer
from tests.app.commands.challenging import logged
from tests.builders import Service


@pytest.fixture
def iro(service: Service) -> Officer:
    """An IRO."""
    return service.officer("Irene Osei")


@pytest.fixture
def child(service: Service, iro: Officer) -> Child:
    """The IRO's child, for whom no clock runs."""
    child = service.child("1001", name="Ann Archer", date_of_birth=date(2014, 5, 1))
    service.allocated(child, iro, date(2026, 3, 2))
    return child


@pytest.fixture
def irene(iro: Officer) -> Person:
    """The IRO as somebody who uses the program."""
    return Person(login="irene", role=Role.IRO, officer_id=iro.id)


@pytest.fixture
def made(desk: Desk, child: Child) -> Challenge:
    """A challenge at level 2, raised on 9 November 2026."""
    return logged(desk, child)


@pytest.fixture
def family(service: Service) -> tuple[Child, Child, Child]:
    """Two children and their unborn sibling."""
    return (
        service.child("F1", name="Ada", date_of_birth=date(2016, 3, 1), sibling_group="f" * 32),
        service.child("F2", name="Ben", date_of_birth=date(2024, 3, 1), sibling_group="f" * 32),
        service.child("F3", name="Unborn child of Cora", expected_on=date(2027, 1, 4), sibling_group="f" * 32),
    )
