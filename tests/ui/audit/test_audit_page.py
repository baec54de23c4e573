"""The Account page: narrowed, an entry field by field, the chain checked, and nothing for those who may not read it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.commands.children import CorrectChild
from app.commands.locking import Unlock, WrongTry
from app.commands.opening import OpenChild
from app.domain.access import Person, Role
from app.domain.audit import Act
from tests.builders import CALENDAR, Service
from ui.audit.page import AuditPage
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner

Make = Callable[[Person | None], AuditPage]


@pytest.fixture
def make(service: Service, qtbot: QtBot) -> Iterator[Make]:
    runners: list[Runner] = []

    def page(person: Person | None) -> AuditPage:
        runner = Runner(service.desk(person))
        runners.append(runner)
        made = AuditPage(Tools(runner, Notices(), Preferences(runner), lambda: CALENDAR))
        qtbot.addWidget(made)
        made.resize(1200, 680)
        made.show()
        return made

    yield page
    for runner in runners:
        runner.finish()


@pytest.fixture
def page(service: Service, make: Make, qtbot: QtBot) -> AuditPage:
    child = service.child("1001", name="Amira Khan")
    desk = service.desk()
    desk.do(CorrectChild(child.id, "1001", "Amira Khan", "Mira", None))
    desk.do(OpenChild(child.id))
    shown = make(None)
    qtbot.waitUntil(lambda: shown.table.count() > 0)
    return shown


def words(page: AuditPage) -> str:
    return " ".join(label.text() for label in page.details_of.findChildren(QLabel))


def test_it_is_narrowed_by_the_kind_of_act_and_cleared_again(page: AuditPage, qtbot: QtBot) -> None:
    whole = page.table.count()
    page.act.set_value(Act.VIEW)
    qtbot.waitUntil(lambda: page.line.text().endswith(": 1 entry"))
    page.clear.clear()
    qtbot.waitUntil(lambda: page.table.count() == whole)


def test_it_opens_on_the_child_that_another_place_asks_for(page: AuditPage, qtbot: QtBot) -> None:
    page.open("1001")
    qtbot.waitUntil(lambda: page.line.text().endswith(": 3 entries"))
    page.open("9999")
    qtbot.waitUntil(lambda: page.line.text().startswith("No child has the reference 9999"))


def test_an_entry_is_shown_field_by_field(page: AuditPage, qtbot: QtBot) -> None:
    page.act.set_value(Act.CHANGE)
    qtbot.waitUntil(lambda: page.table.rows.row(0) is not None and page.table.rows.row(0).cells[5] == "Correct a child")  # type: ignore[union-attr]
    page.table.choose(page.table.rows.row(0).id)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "nothing → Mira" in words(page))
    assert "Mia Manager (manager)" in words(page)


def test_it_is_read_anew_when_the_program_was_unlocked_and_whenever_it_is_shown(
    page: AuditPage, service: Service, qtbot: QtBot
) -> None:
    def is_newest(number: int) -> bool:
        row = page.table.rows.row(0)
        return row is not None and row.cells[0] == number

    page.tools.runner.do(Unlock("the PIN of the day", "Ctrl+L"))
    qtbot.waitUntil(lambda: is_newest(service.count("audit")))
    page.hide()
    service.desk().do(WrongTry("a wrong PIN"))
    page.show()
    qtbot.waitUntil(lambda: is_newest(service.count("audit")))


def test_the_whole_account_is_checked(page: AuditPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.tools.notices.say = lambda words, *_more: said.append(words)  # type: ignore[method-assign]
    page._check()
    qtbot.waitUntil(lambda: said == ["The account is whole: every entry is linked to the one before."])


def test_it_goes_out_as_a_workbook(page: AuditPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.export_to(tmp_path / "account.xlsx")
    qtbot.waitUntil((tmp_path / "account.xlsx").exists)


def test_who_may_not_read_it_is_told_and_nothing_is_asked(service: Service, make: Make) -> None:
    before = service.count("audit")
    page = make(Person(login="x", role=Role.IRO))
    assert page.line.text().startswith("Your role (Independent Reviewing Officer) may not read the account")
    assert not [action for action in page.actions_for_menu() if action.isEnabled()]
    page.open("1001")
    assert service.count("audit") == before
