"""Settings of adjournments, conferences, participation and plans: one form each, kept from a day on."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.calendar import Calendar, shipped_holidays
from app.domain.settings import LISTS
from app.queries.service import SettingValue
from tests.builders import Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.settings.figures import FormOfSection
from ui.settings.page import SettingsPage
from ui.settings.sections import SECTIONS

CORE, USUAL = "conferences.core-groups", {"first": "10 working days", "then": "6 weeks"}


@pytest.fixture
def page(service: Service, qtbot: QtBot) -> Iterator[SettingsPage]:
    """The page, shown."""
    runner = Runner(service.desk())
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    made = SettingsPage(tools)
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    qtbot.waitUntil(lambda: made.choices is not None)
    yield made
    runner.finish()


def opened(page: SettingsPage, key: str, field: str, value: object, qtbot: QtBot) -> FormOfSection:
    """One of the parts with its values, once they are there."""
    page.open(key)
    part = page.figures[key]
    qtbot.waitUntil(lambda: part.form.values()[field] == value)
    return part


def save(page: SettingsPage, part: FormOfSection, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.tools.runner.saving, check_params_cb=lambda saving: not saving):
        part.form.save.click()


def test_conferences_are_set_from_a_day_on(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    part = opened(page, "conferences", CORE, USUAL, qtbot)
    part.form.fill(
        {
            "reviews.adjourned": "completed",
            "conferences.core-groups": {"first": "15 working days", "then": "4 weeks"},
            "records.conference-days": {"decisions": 2, "record": 15, "sent": 20},
            "start": date(2026, 11, 1),
        }
    )
    save(page, part, qtbot)
    desk = service.desk()
    assert desk.ask(SettingValue("reviews.adjourned")) == "completed"
    assert desk.ask(SettingValue("conferences.core-groups")) == {"first": "15 working days", "then": "4 weeks"}
    assert desk.ask(SettingValue("records.conference-days")) == {"decisions": 2, "record": 15, "sent": 20}


def test_a_time_that_is_none_is_refused_under_its_field(page: SettingsPage, qtbot: QtBot) -> None:
    part = opened(page, "conferences", CORE, USUAL, qtbot)
    part.form.fill({"conferences.core-groups": {"first": "soon", "then": "6 weeks"}})
    part.form.save.click()
    assert "is not a length of time" in part.form._fields["conferences.core-groups"].refused.text()


def test_participation_keeps_its_codes_and_says_why_pn7_belongs_to_them(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    part = opened(page, "plans", "participation.not", ("PN7",), qtbot)
    part.form.fill({"participation.not": ("PN4",)})
    save(page, part, qtbot)
    assert "PN7" in part.form._refused.text()
    part.form.fill({"participation.not": ("PN4", "PN7"), "plans.final-months": 8, "checks.midway": "never"})
    save(page, part, qtbot)
    assert service.desk().ask(SettingValue("participation.not")) == ["PN4", "PN7"]
    assert service.desk().ask(SettingValue("plans.final-months")) == 8
    assert service.desk().ask(SettingValue("checks.midway")) == "never"


def test_the_new_lists_and_the_kind_of_transfers_stand_in_their_sections(page: SettingsPage, qtbot: QtBot) -> None:
    titles = {section.key: section.title for section in SECTIONS}
    assert all(titles[f"list:{code}"] == words for code, words in LISTS.items())
    with qtbot.waitSignal(page.tables["kinds"].shown):
        page.open("kinds")
    assert "transfer-in" in {row.id for row in page.tables["kinds"].rows.kept()}
