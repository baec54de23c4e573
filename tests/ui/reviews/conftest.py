"""Amira, whose first review is due soon, Ben, who is overdue, and the page over them."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.officers import Officer
from app.domain.reviews import Series
from tests.builders import Service
from tests.ui.reviews.desktop import Desktop, service_child
from ui.notices import Notices
from ui.runner import Runner


@pytest.fixture
def amira(service: Service) -> Series:
    """Amira has been looked after for a fortnight; her first review is due on 1 December 2026."""
    return service.period(service.child("A1", name="Amira Khan", date_of_birth=date(2014, 5, 1)), date(2026, 11, 3))


@pytest.fixture
def ben(service: Service, amira: Series) -> Series:
    """Ben's first review was due on 29 October 2026: he is overdue."""
    return service.period(service.child("B2", name="Ben Osei", date_of_birth=date(2024, 1, 1)), date(2026, 10, 1))


@pytest.fixture
def iro(service: Service, amira: Series) -> Officer:
    """Amira's Independent Reviewing Officer."""
    officer = service.officer("Alison Wright")
    service.allocated(service_child(service, amira), officer, date(2026, 11, 3))
    return officer


@pytest.fixture
def desktop(qtbot: QtBot, service: Service, runner: Runner, ben: Series, iro: Officer) -> Iterator[Desktop]:
    """The page over Amira and Ben."""
    notices = Notices()
    qtbot.addWidget(notices)
    made = Desktop(qtbot, service, runner, notices)
    yield made
    made.page.hide()
