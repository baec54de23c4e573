"""Everything of one child is erased for good on the child's own page, by those who may, after a word was typed."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.access import Person, Role
from tests.builders import Service
from tests.ui.children_screen import amira_in, open_window


def test_a_manager_erases_a_child_on_the_childs_page_after_typing_the_word(service: Service, qtbot: QtBot) -> None:
    amira, ben = amira_in(service), service.child("1002")
    screen = open_window(service, qtbot)
    screen.open(amira)
    screen.begin("erase-child", sure="yes")
    screen.press_save()
    screen.until_said('Type the word "erase" to erase for good.')
    assert service.count("children") == 2
    task = screen.page.pane.task
    assert task is not None
    task.form.fill({"sure": "Erase"})
    screen.save()
    qtbot.waitUntil(lambda: not screen.page.is_sheet)
    with service.read() as store:
        assert [one.id for one in store.shelf(type(ben)).find()] == [ben.id]
    qtbot.waitUntil(lambda: "Backups made before still hold them" in screen.window.notices._words.text())


@pytest.mark.parametrize("role", [Role.IRO, Role.BUSINESS_SUPPORT])
def test_nobody_else_is_offered_it_nor_the_account_of_the_child(service: Service, qtbot: QtBot, role: Role) -> None:
    screen = open_window(service, qtbot, Person(login="x", role=role))
    assert not [what for what in ("erase-child", "show-history") if screen.action(what).isVisible()]
    assert screen.action("save-record").isVisible()
