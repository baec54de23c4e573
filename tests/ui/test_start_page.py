"""First steps: what a new service is asked, each step skippable, what was typed kept."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.commands.children import AddChild
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.officers import Officer, Post
from app.queries.children import ChildrenFilter
from app.queries.service import FirstSteps
from app.queries.settings import ServiceValues
from tests.builders import Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.start.officers import OfficersStep
from ui.start.page import STEPS, StartPage
from ui.start.standing import StandingStep

KEYS = [key for key, _, _ in STEPS]


@pytest.fixture
def page(service: Service, qtbot: QtBot) -> Iterator[StartPage]:
    """The page, shown, with the settings in its fields."""
    runner = Runner(service.desk())
    calendar = Calendar.from_rows(shipped_holidays())
    made = StartPage(Tools(runner, Notices(), Preferences(runner), lambda: calendar, "service.irotracker"))
    qtbot.addWidget(made)
    made.resize(1270, 700)
    made.show()
    qtbot.waitUntil(lambda: made.steps[3].values()["timeliness.target"] == 95)
    yield made
    runner.finish()


def setting(service: Service, key: str) -> object:
    return service.desk().ask(ServiceValues((key,)))[key]


def go_on(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.list.currentRowChanged):
        page.step.press()


def test_no_step_gives_a_letter_twice(page: StartPage) -> None:
    for step in page.steps:
        parts: list[QLabel | QPushButton] = [*step.findChildren(QLabel), *step.findChildren(QPushButton)]
        letters = [QKeySequence.mnemonic(part.text()).toString() for part in parts if "&" in part.text()]
        assert len(letters) == len(set(letters)), (step.title, letters)


def test_the_usual_kinds_are_ticked_and_the_others_are_asked_for(
    page: StartPage, service: Service, qtbot: QtBot
) -> None:
    page.open("kinds")
    ticks = page.step.values()
    assert [code for code, ticked in ticks.items() if ticked] == ["looked-after", "icpc", "rcpc"]
    page.step.fill({**ticks, "pathway": True, "icpc": False})
    go_on(page, qtbot)
    assert setting(service, "kinds.chaired") == ["looked-after", "rcpc", "pathway"]
    names = page.step
    qtbot.waitUntil(names._fields["icpc"].isHidden)
    assert not names._fields["pathway"].isHidden()


def test_name_region_names_and_targets_are_kept_step_by_step(page: StartPage, service: Service, qtbot: QtBot) -> None:
    page.step.fill({"service.name": "Westshire", "service.region": "North East"})
    go_on(page, qtbot)
    go_on(page, qtbot)
    page.step.fill({"looked-after": "Child in our care review"})
    go_on(page, qtbot)
    page.step.fill({"timeliness.target": 97, "icpc": "28 days"})
    go_on(page, qtbot)
    assert setting(service, "service.region") == "North East"
    assert setting(service, "kinds.names") == {"looked-after": "Child in our care review"}
    assert setting(service, "timeliness.target") == 97
    assert setting(service, "timeliness.local") == {"icpc": ["28 days"]}


def test_words_that_are_no_length_of_time_are_refused_beside_their_line(
    page: StartPage, service: Service, qtbot: QtBot
) -> None:
    page.open("targets")
    page.step.fill({"icpc": "28 dys"})
    page.step.press()
    assert "28 dys" in page.step._fields["icpc"].refused.text()
    assert page.step.key == "targets"
    assert setting(service, "timeliness.local") == {}


def test_pasted_officers_are_shown_as_understood_and_then_kept(page: StartPage, service: Service, qtbot: QtBot) -> None:
    page.open("officers")
    step = page.step
    assert isinstance(step, OfficersStep)
    with qtbot.waitSignal(step.understood.shown, check_params_cb=None):
        step.area.setPlainText("Name\tFTE\tLogin\nAlison Wright\t1\tawright\nBola Adé\t0.6\n\n")
    qtbot.waitUntil(lambda: step.understood.count() == 2)
    go_on(page, qtbot)
    with service.read() as store:
        assert {(o.name, o.login) for o in store.shelf(Officer).find()} == {
            ("Alison Wright", "awright"),
            ("Bola Adé", ""),
        }
        assert sorted(post.fte_hundredths for post in store.shelf(Post).find()) == [60, 100]


def test_every_step_can_be_skipped_and_nothing_is_changed(page: StartPage, service: Service, qtbot: QtBot) -> None:
    for key in KEYS[:-1]:
        assert page.step.key == key
        page.step.skip.click()
    assert page.step.key == "standing"
    assert setting(service, "service.name") == ""
    with qtbot.waitSignal(page.wanted) as went:
        page.step.press()
    assert went.args == ["reviews", None]
    assert not service.desk().ask(FirstSteps())


def test_what_was_typed_stays_while_one_looks_at_other_steps(page: StartPage, service: Service, qtbot: QtBot) -> None:
    name = page.step._fields["service.name"].control
    QTest.keyClicks(name, "Westshire")
    page.open("targets")
    service.officer("Alison Wright")
    page.refresh()
    page.open("service")
    assert page.step.values()["service.name"] == "Westshire"
    page.step.keep_draft()
    assert page.tools.preferences.get("start.service", kind="draft")["service.name"] == "Westshire"


def test_the_last_step_says_what_is_due_overdue_and_without_an_iro(
    page: StartPage, service: Service, qtbot: QtBot
) -> None:
    service.period(service.child("K1"), date(2026, 11, 2))
    service.period(service.child("K2"), date(2026, 9, 1))
    page.refresh()
    page.open("standing")
    step = page.step
    assert isinstance(step, StandingStep)
    qtbot.waitUntil(lambda: step.due.figure.text() == "2")
    assert step.overdue.figure.text() == "1"
    assert step.sentence.text().startswith("2 due, 1 overdue, 2 without an IRO")
    with qtbot.waitSignal(page.wanted) as went:
        step.alone.button.click()
    assert went.args == ["children", ChildrenFilter(part="no-iro")]


def test_the_step_of_the_import_is_ticked_as_soon_as_there_are_children(
    page: StartPage, service: Service, qtbot: QtBot
) -> None:
    item = page.list.item(KEYS.index("import"))
    said = Qt.ItemDataRole.AccessibleTextRole
    assert item.data(said) == "Bring in files, not done yet"
    with qtbot.waitSignal(page.tools.runner.changed):
        page.tools.runner.do(AddChild(reference="K1"))
    qtbot.waitUntil(lambda: item.data(said) == "Bring in files, done")
    assert "import" in page.tools.preferences.get("start.done")


def test_all_of_it_can_be_put_away_at_once(page: StartPage, service: Service, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.wanted) as went:
        page.rest.click()
    assert went.args == ["reviews", None]
    assert not service.desk().ask(FirstSteps())


def test_where_the_file_lies_and_that_it_is_not_encrypted_is_said(page: StartPage) -> None:
    words = [label.text() for label in page.findChildren(QLabel)]
    assert any("service.irotracker" in line and "not encrypted" in line for line in words)
