"""The window: places with shortcuts for good, every command in a menu, panes by keyboard, one data signal."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.commands.children import AddChild
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.records import Record
from app.queries.children import ChildrenList
from tests.builders import Service
from tests.ui.hands import CTRL, SHIFT, press
from tests.ui.pages_for_tests import PLACES as PLACES_OF_TESTS
from tests.ui.pages_for_tests import SecondPage, first
from ui.menus import TAKEN
from ui.pages import PLACES, Place, existing
from ui.runner import Runner
from ui.settings.parts import PARTS
from ui.theme import theme
from ui.window import Given, Window

NAME = "Amira Khan"


def every_action(window: Window) -> list[QAction]:
    """All commands of the menu bar."""
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.parent() is not None]
    return [action for menu in menus for action in menu.actions() if not action.isSeparator() and action.menu() is None]


def test_places_keep_their_shortcuts_for_good() -> None:
    numbered = {place.word: place.shortcut for place in PLACES if place.shortcut}
    assert numbered == {
        "My week": "Ctrl+1",
        "Reviews": "Ctrl+2",
        "Calendar": "Ctrl+9",
        "Children": "Ctrl+3",
        "Challenges": "Ctrl+4",
        "Timeliness": "Ctrl+5",
        "Figures": "Ctrl+Shift+5",
        "Quality": "Ctrl+Shift+4",
        "Clinics": "Ctrl+Shift+7",
        "Caseload": "Ctrl+6",
        "Ahead": "Ctrl+Shift+6",
        "Files": "Ctrl+7",
        "Account": "Ctrl+Shift+8",
        "Settings": "Ctrl+8",
    }


def test_only_places_that_exist_are_listed() -> None:
    assert not Place("none", "None", "x", "Ctrl+9", "ui.nowhere.page", "Page").exists()


def test_a_place_is_made_when_it_is_first_shown(window: Window, qtbot: QtBot) -> None:
    assert window.windowTitle() == "Reviews – IRO Tracker"
    assert window.findChildren(SecondPage) == []
    press(window, Qt.Key.Key_3, CTRL)
    assert isinstance(window.page, SecondPage)
    assert window.windowTitle() == "Children – IRO Tracker"


def test_the_bottom_bar_says_what_is_shown_where_and_that_it_is_saved(window: Window) -> None:
    assert (window.foot.count.text(), window.foot.database.text()) == ("20 reviews", "service.db")
    assert window.foot.state.text() == "All changes saved"
    window.go("children")
    assert window.foot.count.text() == ""


def test_a_page_asks_again_only_when_what_it_shows_was_touched(window: Window, qtbot: QtBot) -> None:
    page = first(window)
    window.runner.changed.emit(frozenset({Record}))
    assert page.asked == 2
    with qtbot.waitSignal(window.runner.changed):
        window.runner.do(AddChild(reference="104000"))
    assert page.asked == 3
    window.go("children")
    window.runner.changed.emit(frozenset({Child}))
    assert page.asked == 3
    window.go("reviews")
    assert page.asked == 4


def test_a_change_is_undone_and_done_again_from_the_keyboard(window: Window, service: Service, qtbot: QtBot) -> None:
    def names() -> list[str]:
        with service.read() as store:
            return [child.reference for child in store.shelf(Child).find()]

    with qtbot.waitSignal(window.runner.changed):
        window.runner.do(AddChild(reference="104000", name=NAME))
    with qtbot.waitSignal(window.runner.changed):
        press(window, Qt.Key.Key_Z, CTRL)
    assert names() == []
    assert window.notices.words == "Undone: Add a child."
    with qtbot.waitSignal(window.runner.changed):
        press(window, Qt.Key.Key_Y, CTRL)
    assert names() == ["104000"]


def test_a_refusal_stays_until_it_is_dismissed_and_a_success_offers_undo(window: Window, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.notices.words.startswith("There is nothing left to undo."))
    assert not window.notices._timer.isActive()
    press(window.notices, Qt.Key.Key_Escape)
    assert window.notices.words == ""
    pressed: list[bool] = []
    window.notices.say("Saved.", "Undo", lambda: pressed.append(True))
    assert window.notices._timer.isActive()
    window.notices._button.click()
    assert pressed == [True]
    window.notices.refuse(Refusal("The file is open in Excel.", "Close it there."))
    assert window.notices.accessibleDescription() == "Not done: The file is open in Excel. Close it there."


def test_every_command_of_a_page_is_in_its_menu_and_no_two_share_a_key(window: Window) -> None:
    actions = every_action(window)
    assert first(window).recorded in actions
    keys = Counter(action.shortcut().toString() for action in actions if not action.shortcut().isEmpty())
    assert {key: number for key, number in keys.items() if number > 1} == {}


def test_a_place_that_is_chosen_again_begins_again_and_one_that_is_asked_for_something_shows_that(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[str] = []
    monkeypatch.setattr(type(first(window)), "begin_again", lambda page: began.append(page.title))
    press(window, Qt.Key.Key_3, CTRL)
    press(window, Qt.Key.Key_2, CTRL)
    assert began == []
    press(window, Qt.Key.Key_2, CTRL)
    assert began == ["Reviews"]


def test_the_menu_of_a_page_is_there_only_while_it_is_shown(window: Window, qtbot: QtBot) -> None:
    page = first(window)
    press(window, Qt.Key.Key_R, CTRL)
    assert page.opened == ["held"]
    window.go("children")
    press(window, Qt.Key.Key_R, CTRL)
    assert page.opened == ["held"]


def test_f6_walks_through_the_panes_and_back(window: Window, qtbot: QtBot) -> None:
    page = first(window)
    page.table.setFocus()
    plan = page.pane.button("Plan", lambda: None)
    qtbot.waitUntil(plan.isVisible)
    walked = []
    for _ in range(4):
        press(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        walked.append(
            "table" if focus is page.table else "rail" if focus and window.rail.isAncestorOf(focus) else "other"
        )
    assert walked == ["other", "rail", "other", "table"]
    press(window, Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is not page.table


def test_the_details_pane_is_hidden_and_stays_so(
    window: Window, make_window: Callable[[Given], Window], qtbot: QtBot
) -> None:
    assert first(window).details is not None
    with qtbot.waitSignal(window.runner.saving, check_params_cb=lambda saving: not saving):
        press(window, Qt.Key.Key_F9)
    assert first(window).details.isHidden()  # type: ignore[union-attr]
    again = make_window(Given(places=PLACES_OF_TESTS))
    assert first(again).details.isHidden()  # type: ignore[union-attr]


def test_larger_text_is_remembered_in_the_file(
    window: Window, make_window: Callable[[Given], Window], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.runner.saving, check_params_cb=lambda saving: not saving):
        window.looks.choose(factor=150, choice="dark")
    theme().set("light", 100)
    make_window(Given(places=PLACES_OF_TESTS))
    assert (theme().factor, theme().name) == (150, "dark")


def test_a_change_by_another_program_is_noticed(make_window: Callable[[Given], Window]) -> None:
    version = [1]
    window = make_window(Given(places=PLACES_OF_TESTS, data_version=lambda: version[0]))
    before = first(window).asked
    window.look_outside()
    assert first(window).asked == before
    version[0] = 2
    window.look_outside()
    assert first(window).asked == before + 1


def test_f1_explains_the_page_and_closes_again(window: Window, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F1)
    assert "Everything is kept in one file" in window.help.text.toPlainText()
    press(window, Qt.Key.Key_F1)
    assert window.help.isHidden()


def test_a_text_of_the_help_is_saved_as_a_document_to_be_filled_in(window: Window, tmp_path: Path) -> None:
    window.help.tell("dpia")
    window.help.save_to(str(tmp_path / "assessment.odt"))
    with ZipFile(tmp_path / "assessment.odt") as document:
        assert "assessment" in document.read("content.xml").decode()
    window.help.save_to(str(tmp_path / "none" / "assessment.odt"))
    assert "assessment.odt cannot be written" in window.notices.words


def test_another_place_can_be_wanted_with_a_record(window: Window) -> None:
    first(window).wanted.emit("reviews", "review-3")
    assert first(window).opened == ["review-3"]


def test_menus_answer_to_letters_that_nothing_else_has(window: Window) -> None:
    titles = [action.text() for action in window.menuBar().actions() if action.isVisible()]
    letters = [QKeySequence.mnemonic(title).toString() for title in titles]
    assert "" not in letters
    assert len(set(letters)) == len(letters)
    assert "Alt+R" not in letters  # the button Record held has it


def test_no_control_of_any_page_has_the_letter_of_a_menu_that_is_always_there(desk: Desk, qtbot: QtBot) -> None:
    window = Window(Runner(desk), Given(database="service.db", places=existing()))
    qtbot.addWidget(window)
    window.start()
    clashing = []
    for place in existing():
        for part in PARTS if place.key == "settings" else ():
            window.go(place.key, part.key)
        window.go(place.key)
        assert window.page is not None
        texts = [label.text() for label in window.page.findChildren(QLabel) if label.buddy() is not None]
        texts += [button.text() for button in window.page.findChildren(QAbstractButton)]
        letters = {text: QKeySequence.mnemonic(text).toString()[-1:] for text in texts}
        clashing += [(place.word, text) for text, letter in letters.items() if letter and letter in TAKEN]
    window.close()
    assert clashing == []


def test_a_list_from_the_core_is_shown(window: Window, service: Service, qtbot: QtBot) -> None:
    service.decided(service.period(service.child("104000", name=NAME), date(2026, 11, 2)))
    page = first(window)
    window.runner.ask(ChildrenList(), page.table.show_table)
    qtbot.waitUntil(lambda: page.table.count() == 1)
