"""The window on the Children page for tests, with hands to use it with."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.access import Person
from app.domain.children import Child
from tests.builders import Service
from ui.children.menu import ITEMS
from ui.children.page import ChildrenPage
from ui.runner import Runner
from ui.window import Given, Window

STARTED, FIRST_HELD = date(2026, 1, 12), date(2026, 2, 3)


@dataclass
class Screen:
    """The window on the Children page, and hands to use it with."""

    window: Window
    page: ChildrenPage
    service: Service
    bot: QtBot

    def action(self, what: str) -> QAction:
        words = next(item.words for item in ITEMS if item.what == what)
        return next(action for action in self.page.actions_for_menu() if action.text() == words)

    def open(self, child: Child, part: str = "reviews") -> None:
        """Open a child, as another place does, wait for the sheet, and look at a part of it."""
        self.page.open(child.id)
        self.bot.waitUntil(lambda: self.shown() == child.id)
        self.page.sheet.show_part(part)
        self.page.sheet.take_focus()

    def shown(self) -> str:
        facts = self.page.sheet.facts
        return facts.child.id if facts and self.page.is_sheet else ""

    def begin(self, what: str, **values: Any) -> None:
        """Choose a command and fill its form."""
        self.action(what).trigger()
        self.bot.waitUntil(lambda: self.page.pane.task is not None)
        assert self.page.pane.task is not None
        self.page.pane.task.form.fill({**self.page.pane.task.form.values(), **values})

    def save(self) -> None:
        """Ctrl+Enter in the form, until it is away."""
        self.press_save()
        self.bot.waitUntil(lambda: self.page.pane.task is None)

    def press_save(self) -> None:
        assert self.page.pane.task is not None
        QTest.keyClick(self.page.pane.task.form.save, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def done(self, what: str, **values: Any) -> None:
        """A whole form: begun, filled, saved."""
        self.begin(what, **values)
        self.save()

    def said(self, words: str) -> bool:
        """Whether these words stand on the page now."""
        labels = self.page.findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisibleTo(self.page))

    def until_said(self, words: str) -> None:
        self.bot.waitUntil(lambda: self.said(words))

    def press(self, words: str) -> None:
        def found() -> list[QPushButton]:
            buttons = self.page.findChildren(QPushButton)
            return [button for button in buttons if button.text() == words and button.isVisibleTo(self.page)]

        self.bot.waitUntil(lambda: bool(found()))  # what was just made is shown a moment later
        found()[0].click()


def is_active(window: Window) -> bool:
    """Whether keys go to this window; if not, it asks for them again."""
    if not window.isActiveWindow():
        window.activateWindow()
    return window.isActiveWindow()


def open_window(service: Service, qtbot: QtBot, person: Person | None = None) -> Screen:
    """The window on the children, with its rows, for a person; whoever opens it closes it."""
    window = Window(Runner(service.desk(person)), Given(first="children"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.start()
    qtbot.waitUntil(lambda: isinstance(window.page, ChildrenPage) and window.page.acts.choices is not None)
    page = window.page
    assert isinstance(page, ChildrenPage)
    qtbot.waitUntil(lambda: page.table.rows.is_open)
    qtbot.waitUntil(lambda: is_active(window))
    return Screen(window, page, service, qtbot)


def amira_in(service: Service) -> Child:
    """A child in our care since January, whose first review was held in February."""
    child = service.child("1001", name="Amira Khan", date_of_birth=date(2014, 5, 1))
    service.held(service.period(child, STARTED), FIRST_HELD)
    return child


def choose_held(screen: Screen) -> None:
    """Put the keyboard on the review that was held."""
    section = screen.page.sheet.section_now()
    assert section is not None
    screen.bot.waitUntil(lambda: section.table.count() == 2)
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Down)
    screen.bot.waitUntil(lambda: screen.page.acts.line is not None and screen.page.acts.line.review.held is not None)
