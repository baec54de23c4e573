"""Copying into the child's record, and the line that says whether it is on the child's file."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.children import Child
from app.domain.reviews import Review
from tests.builders import CALENDAR, Service
from ui.copying import FilingLine, copy_buttons
from ui.notices import Notices
from ui.page import Tools
from ui.parts.details import Details
from ui.preferences import Preferences
from ui.runner import Runner


@pytest.fixture
def review(service: Service) -> Review:
    child: Child = service.child("1001", name="Amira Khan", date_of_birth=date(2014, 5, 1))
    return service.held(service.period(child, date(2026, 1, 12)), date(2026, 2, 3))


@pytest.fixture
def line(runner: Runner, qtbot: QtBot, review: Review) -> Iterator[FilingLine]:
    pane, notices = Details(), Notices()
    qtbot.addWidget(notices)
    qtbot.addWidget(pane)
    tools = Tools(runner, notices, Preferences(runner), lambda: CALENDAR)
    made = copy_buttons(pane, tools, "", "review", review.id, review.child_id)
    pane.show()
    qtbot.waitUntil(lambda: "yet" in made.standing.text())
    yield made
    pane.close()


def test_the_text_of_a_review_is_copied(line: FilingLine, qtbot: QtBot) -> None:
    line.copy()
    qtbot.waitUntil(lambda: "First looked-after review, held 3 February" in QGuiApplication.clipboard().text())


def test_it_is_marked_on_another_day_and_taken_back(line: FilingLine, qtbot: QtBot) -> None:
    line.other_day.click()
    line.day.line.setText("10/2/26")
    line.filed.click()
    qtbot.waitUntil(lambda: line.standing.text() == "On the child's file: 10 February 2026.")
    assert not line.filed.isVisible()
    line.take_back.click()
    qtbot.waitUntil(lambda: line.standing.text() == "Not marked as on the child's file yet.")
