"""Fixtures of the screens' tests: a runner before the desk, and settings of the window in a folder of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from tests.ui.pages_for_tests import PLACES, FirstPage
from ui.application import make_application
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import theme
from ui.window import Given, Window


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, qtbot: QtBot) -> Iterator[None]:
    """The window's geometry is kept beside the test's database, and the theme is the usual one."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    make_application([])
    let_go_of_the_keys()
    yield
    theme().set("system", 100, compact=False)


@pytest.fixture
def runner(desk: Desk, qtbot: QtBot) -> Iterator[Runner]:
    """A runner that has finished before the database closes."""
    made = Runner(desk)
    yield made
    made.finish()


@pytest.fixture
def preferences(runner: Runner) -> Preferences:
    """The manager's preferences."""
    return Preferences(runner)


@pytest.fixture
def make_window(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[Given], Window]]:
    """Make a window and wait for its first rows."""
    made: list[Window] = []

    def make(given: Given) -> Window:
        window = Window(Runner(desk), given)
        qtbot.addWidget(window)
        made.append(window)
        window.start()
        window.activateWindow()
        qtbot.waitUntil(lambda: isinstance(window.page, FirstPage) and window.page.table.count() == 20)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(make_window: Callable[[Given], Window]) -> Window:
    """The window on its first page."""
    return make_window(Given(database="service.db", places=PLACES))


def let_go_of_the_keys() -> None:
    """A shortcut of an earlier test, e.g. Ctrl+Q, leaves its Ctrl held down: the next row chosen would be added to others."""
    keyboard = QWidget()
    QTest.keyRelease(keyboard, Qt.Key.Key_Control)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
