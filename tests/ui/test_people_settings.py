"""Who may use the program is entered by a manager: added, given another role, removed; one manager always stays."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.access import Person, Role
from app.domain.errors import Refusal
from tests.builders import CALENDAR, Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.settings.page import SettingsPage
from ui.settings.sections import SECTIONS


@pytest.fixture
def page(service: Service, qtbot: QtBot) -> Iterator[SettingsPage]:
    """People and roles, with the one manager who made the file."""
    runner = Runner(service.desk())
    made = SettingsPage(Tools(runner, Notices(), Preferences(runner), lambda: CALENDAR))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.choices is not None)
    made.open("people")
    qtbot.waitUntil(lambda: table(made).count() == 1)
    yield made
    runner.finish()


def table(page: SettingsPage) -> Any:
    return page.tables["people"]


def people(service: Service) -> dict[str, str]:
    with service.read() as store:
        return {one.login: str(one.role) for one in store.shelf(Person).find()}


def choose(page: SettingsPage, login: str, qtbot: QtBot) -> None:
    at = next(one.id for one in page.tools.runner.desk.ask(SECTIONS[_place()].ask()).rows.rows if one.cells[0] == login)  # type: ignore[attr-defined]
    page.form = None
    table(page).choose(at)
    qtbot.waitUntil(lambda: page.form is not None and page.form.values()["login"] == login)


def _place() -> int:
    return [section.key for section in SECTIONS].index("people")


def save(page: SettingsPage, **values: Any) -> None:
    assert page.form is not None
    page.form.fill({**page.form.values(), **values})
    page.form.saved.emit()


def test_a_person_is_added_given_another_role_and_removed(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    page.new.trigger()
    qtbot.waitUntil(lambda: page.form is not None)
    save(page, login="ola", name="Ola Own", role=Role.IRO)
    qtbot.waitUntil(lambda: people(service).get("ola") == Role.IRO and table(page).count() == 2)
    choose(page, "ola", qtbot)
    save(page, role=Role.BUSINESS_SUPPORT)
    qtbot.waitUntil(lambda: people(service)["ola"] == Role.BUSINESS_SUPPORT)
    choose(page, "ola", qtbot)
    assert page.remove.text() == "Re&move this person"
    page.remove.trigger()
    qtbot.waitUntil(lambda: people(service) == {"manager": Role.MANAGER})


def test_the_last_manager_is_neither_removed_nor_given_another_role(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    refused: list[str] = []
    page.tools.runner.refused.connect(lambda no: refused.append(str(no)))
    choose(page, "manager", qtbot)
    page.remove.trigger()
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].startswith("The service needs at least one manager.")
    said: list[str] = []
    assert page.form is not None
    page.form.refuse = lambda no, *_key: said.append(no.message)  # type: ignore[method-assign]
    save(page, role=Role.READER)
    qtbot.waitUntil(lambda: said == [Refusal("The service needs at least one manager.").message])
    assert people(service) == {"manager": Role.MANAGER}


def test_whoever_may_not_change_settings_is_told_so_at_the_head_and_saves_nothing(
    service: Service, qtbot: QtBot
) -> None:
    runner = Runner(service.desk(Person(login="ola", role=Role.IRO)))
    page = SettingsPage(Tools(runner, Notices(), Preferences(runner), lambda: CALENDAR))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.choices is not None)
    form = page.figures["lock"].form
    assert not form.save.isEnabled()
    assert "may not change settings" in " ".join(label.text() for label in form.findChildren(QLabel))
    page.open("people")
    qtbot.waitUntil(lambda: table(page).count() == 1)
    choose(page, "manager", qtbot)
    assert page.form is not None
    assert not any(one.isEnabled() for one in (page.form.save, page.new, page.remove))
    page.form._save()
    assert people(service) == {"manager": Role.MANAGER}
    runner.finish()


def test_a_new_person_is_an_iro_unless_another_role_is_chosen(page: SettingsPage, qtbot: QtBot) -> None:
    page._begin_new()
    assert page.form is not None
    assert page.form.values()["role"] == Role.IRO
