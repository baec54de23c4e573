"""Before a child's page opens to an IRO who does not hold the child, a small form asks why."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.commands.opening import OpenChild
from app.domain.access import Person, Role
from app.domain.officers import Allocation
from app.store import Where
from tests.builders import Service
from tests.ui.children_screen import amira_in, open_window

OPENED = Where("action", "is", OpenChild.title)


@pytest.fixture
def ola(service: Service) -> Person:
    return service.kept(Person(login="ola", role=Role.IRO, officer_id=service.officer("Ola Own").id))  # type: ignore[no-any-return]


def test_the_page_opens_after_a_reason_and_then_without_one(service: Service, ola: Person, qtbot: QtBot) -> None:
    amira = amira_in(service)
    screen = open_window(service, qtbot, ola)
    screen.page.open(amira.id)
    qtbot.waitUntil(lambda: screen.page.pane.task is not None)
    assert not screen.page.is_sheet
    assert screen.said("Say why you open the page")
    screen.press_save()
    screen.until_said("No reason is chosen.")
    assert service.count("audit", OPENED) == 0
    task = screen.page.pane.task
    assert task is not None
    task.form.fill({"reason": "duty"})
    screen.save()
    qtbot.waitUntil(lambda: screen.shown() == amira.id)
    screen.page.go_back()
    screen.open(amira)
    assert screen.page.pane.task is None
    assert [said.rpartition(": ")[2] for (said,) in service.rows("audit", ("summary",), OPENED)] == ["duty", "duty"]


def test_who_holds_the_child_sees_the_page_at_once(service: Service, ola: Person, qtbot: QtBot) -> None:
    amira, officers = amira_in(service), ola.officer_id or ""
    service.keep(Allocation(child_id=amira.id, officer_id=officers, start=date(2026, 1, 12)))
    screen = open_window(service, qtbot, ola)
    screen.open(amira)
    assert screen.page.pane.task is None
