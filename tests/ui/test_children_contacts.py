"""Contacts on a child's sheet: recorded for brothers and sisters too, listed newest first, corrected, voided, undone."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.commands.children import JoinSiblings
from app.commands.contacts import RecordContact
from app.domain.children import Child
from app.domain.contacts import Contact
from tests.builders import TODAY, Service
from tests.ui.children_screen import Screen, amira_in, open_window


@pytest.fixture
def amira(service: Service) -> Child:
    """A child in our care, who has a brother."""
    child = amira_in(service)
    brother = service.child("B9", name="Bilal Khan", date_of_birth=date(2016, 1, 1))
    service.desk().do(JoinSiblings((child.id, brother.id)))
    return child


@pytest.fixture
def screen(amira: Child, service: Service, qtbot: QtBot) -> Iterator[Screen]:
    """Her sheet."""
    made = open_window(service, qtbot, None)
    made.open(amira, "voice")
    yield made
    made.window.close()


def contacts(screen: Screen) -> tuple[Contact, ...]:
    with screen.service.read() as store:
        return store.shelf(Contact).find()


def press(screen: Screen, name: str) -> None:
    """Press a link of the sheet by its accessible name."""
    (button,) = [
        one
        for one in screen.page.sheet.findChildren(QPushButton)
        if one.accessibleName().startswith(name) and one.isVisible()
    ]
    button.click()
    screen.bot.waitUntil(lambda: screen.page.pane.task is not None)


def test_a_contact_is_recorded_today_for_a_child_and_a_brother_and_undone(screen: Screen) -> None:
    screen.begin("record-contact")
    task = screen.page.pane.task
    assert task is not None
    form: Any = task.form
    assert form.values()["date"] == TODAY
    form.together.set_value(form.together.offered())
    screen.save()
    assert len(contacts(screen)) == 2
    screen.bot.waitUntil(lambda: screen.said("Seen in person: 20 November 2026"))
    screen.bot.waitUntil(lambda: "recorded for 2 children" in screen.page.tools.notices.words)


def test_a_contact_is_corrected_and_voided_from_its_line(screen: Screen, amira: Child) -> None:
    screen.service.desk().do(RecordContact((amira.id,), date(2026, 11, 12), "seen", True, note="At school"))
    screen.page.refresh()
    screen.bot.waitUntil(lambda: screen.said("Seen in person: 12 November 2026, alone. At school"))
    press(screen, "Correct: Seen in person")
    task = screen.page.pane.task
    assert task is not None
    assert "together" not in task.form.values()
    task.form.fill({**task.form.values(), "how": "spoken"})
    screen.save()
    screen.bot.waitUntil(lambda: screen.said("Spoken to: 12 November 2026, alone. At school"))
    press(screen, "Void: Spoken to")
    screen.press_save()
    screen.bot.waitUntil(lambda: screen.said("Say why the contact is void."))
    assert screen.page.pane.task is not None
    screen.page.pane.task.form.fill({"why": "Another child"})
    screen.save()
    screen.bot.waitUntil(lambda: screen.said("None is recorded."))
    assert contacts(screen) == ()


def test_only_the_newest_contacts_stand_there_until_all_are_asked_for(screen: Screen, amira: Child) -> None:
    for day in (2, 3, 4, 5):
        screen.service.desk().do(RecordContact((amira.id,), date(2026, 11, day), "seen"))
    screen.page.refresh()
    screen.bot.waitUntil(lambda: screen.said("Seen in person: 5 November 2026"))
    assert not screen.said("Seen in person: 2 November 2026")
    (more,) = [one for one in screen.page.sheet.findChildren(QPushButton) if one.text() == "Show all 4 contacts"]
    more.click()
    screen.bot.waitUntil(lambda: screen.said("Seen in person: 2 November 2026"))
