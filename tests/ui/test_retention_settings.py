"""How long records are kept is asked at first start and in Settings; what is due is decided there, and erased only on a word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.commands.retention import DUE, REQUEST
from app.commands.settings import ChangeSetting
from app.domain.children import Child
from app.domain.retention import SUGGESTED, KeptLonger
from app.queries.service import SettingValue
from tests.builders import CALENDAR, Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.settings.page import SettingsPage
from ui.start.page import StartPage


@pytest.fixture
def old(service: Service) -> Child:
    """A child who left our care four years ago, in a service that keeps records for two."""
    child = service.child("1001")
    series = service.period(child, date(2021, 1, 4))
    service.kept(replace(service.now(series), end=date(2022, 3, 1), closes=date(2022, 3, 1)))
    service.decided(service.now(series))
    service.desk().do(ChangeSetting("retention.children", 24))
    return child


@pytest.fixture
def tools(service: Service) -> Iterator[Tools]:
    runner = Runner(service.desk())
    yield Tools(runner, Notices(), Preferences(runner), lambda: CALENDAR)
    runner.finish()


@pytest.fixture
def page(old: Child, tools: Tools, qtbot: QtBot) -> SettingsPage:
    """The list of what is due, with the form of its one row."""
    made = SettingsPage(tools)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.choices is not None)
    with qtbot.waitSignal(made.tables["disposal"].shown):
        made.open("disposal")
    qtbot.waitUntil(lambda: made.tables["disposal"].count() == 1)
    made.tables["disposal"].choose(old.id)
    qtbot.waitUntil(lambda: made.form is not None)
    return made


def save(page: SettingsPage, **values: Any) -> None:
    assert page.form is not None
    page.form.fill({**page.form.values(), **values})
    page.form.saved.emit()


def test_nothing_is_erased_without_the_word(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    save(page, decision=DUE, sure="yes")
    assert service.count("children") == 1
    save(page, decision=DUE, sure="Erase")
    qtbot.waitUntil(lambda: service.count("children") == 0)
    qtbot.waitUntil(lambda: page.line.text().startswith("0 records are due"))
    qtbot.waitUntil(lambda: page.tables["disposal"].count() == 0)


def test_erasure_that_was_asked_for_is_done_by_the_reference(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    service.period(service.child("2002"), date(2026, 1, 5))
    page.new.trigger()
    qtbot.waitUntil(lambda: page.form is not None and page.form.values()["decision"] == REQUEST)
    save(page, reference="2002", sure="erase")
    qtbot.waitUntil(lambda: service.count("children") == 1)


def test_what_is_kept_longer_needs_a_day_and_a_reason(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    save(page, why="A complaint is open")
    save(page, until=date(2028, 3, 31), why="A complaint is open")

    def kept() -> bool:
        with service.read() as store:
            return [one.why for one in store.shelf(KeptLonger).find()] == ["A complaint is open"]

    qtbot.waitUntil(kept)


def test_the_first_start_suggests_a_period_and_says_why(service: Service, tools: Tools, qtbot: QtBot) -> None:
    page = StartPage(tools)
    qtbot.addWidget(page)
    page.show()
    page.open("retention")
    qtbot.waitUntil(lambda: page.step.values().get("children") == SUGGESTED)
    assert "75 years" in page.step.words
    page.step.press()
    qtbot.waitUntil(lambda: service.desk().ask(SettingValue("retention.children")) == SUGGESTED)
