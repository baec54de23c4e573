"""The lock comes whatever is open, and nothing that opens behind it is seen."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QDialog,
    QFileDialog,
    QFrame,
    QLineEdit,
    QMenu,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.hands import CTRL, press, type_in
from tests.ui.lock.hands import NAME, Guard, only_the_lock
from ui.lock.lock import Lock
from ui.notices import confirm_final
from ui.runner import Progress
from ui.window import Window


def dialog(window: Window) -> QWidget:
    made = QDialog(window)
    made.setWindowTitle(NAME)
    made.open()
    return made


def modal_dialog(window: Window) -> QWidget:
    made = QDialog(window)
    made.setModal(True)
    made.show()
    return made


def question(window: Window) -> QWidget:
    return confirm_final(window, f"Erase {NAME}?", "For good.", "Erase", lambda: None)


def apart(window: Window) -> QWidget:
    """A window of its own."""
    made = QWidget()
    made.setWindowTitle(NAME)
    made.show()
    return made


def test_dialogs_are_hidden_and_come_back(window: Window, guard: Guard, qtbot: QtBot) -> None:
    locker = guard(passphrase=False)
    for make in (dialog, modal_dialog, question, apart):
        opened = make(window)
        qtbot.addWidget(opened)
        locker.lock()
        assert only_the_lock(locker)
        press(locker.screen, Qt.Key.Key_A)
        assert opened.isVisible()
        assert window.isVisible()
        opened.close()


def test_what_opens_behind_the_lock_is_not_seen_before_it_is_unlocked(
    window: Window, guard: Guard, qtbot: QtBot
) -> None:
    locker = guard(passphrase=False)
    for make in (dialog, modal_dialog, apart):
        locker.lock()
        opened = make(window)
        qtbot.addWidget(opened)
        assert opened.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        qtbot.waitUntil(partial(only_the_lock, locker))
        press(locker.screen, Qt.Key.Key_A)
        assert opened.isVisible()
        opened.close()


def test_a_dialog_that_asks_for_a_file_is_left_as_by_cancel(window: Window, locker: Lock, qtbot: QtBot) -> None:
    asked = QFileDialog(window, "Export")
    qtbot.addWidget(asked)
    asked.selectFile(f"{NAME}.xlsx")
    asked.open()
    with qtbot.waitSignal(asked.rejected):
        locker.lock()
    assert only_the_lock(locker)
    locker._unlock("the end of the test")
    assert "asked for a file or a printer" in window.notices.words
    window.notices.dismiss()
    locker.lock()
    locker._unlock("the end of the test")
    assert window.notices.words == ""


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_menus_lists_of_completions_popups_and_tips_close(window: Window, locker: Lock, qtbot: QtBot) -> None:
    menu, line, popup = QMenu(NAME, window), QLineEdit(window), QFrame(window, Qt.WindowType.Popup)
    menu.addAction(NAME)
    line.setCompleter(QCompleter([NAME], line))
    line.show()
    popup.show()
    menu.popup(QPoint(10, 10))
    type_in(line, "Am")
    QToolTip.showText(QPoint(5, 5), NAME, window)
    locker.lock()
    assert only_the_lock(locker)
    assert QApplication.activePopupWidget() is None


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_ctrl_l_locks_out_of_an_open_dialog_and_an_open_menu(window: Window, guard: Guard, qtbot: QtBot) -> None:
    locker = guard(passphrase=False)
    opened = modal_dialog(window)
    qtbot.addWidget(opened)
    for handle in (opened.windowHandle(), window.windowHandle()):
        menu = QMenu(window)
        menu.addAction("one")
        menu.popup(QPoint(10, 10))
        locker.watching.watch(handle)
        QTest.keyClick(handle, Qt.Key.Key_L, CTRL)
        assert only_the_lock(locker)
        press(locker.screen, Qt.Key.Key_A)


def test_a_maximised_or_minimised_window_is_locked_as_it_stands_and_comes_back_into_sight(
    window: Window, guard: Guard
) -> None:
    locker = guard(passphrase=False)
    for state in (Qt.WindowState.WindowMaximized, Qt.WindowState.WindowMinimized):
        window.setWindowState(state)
        locker.lock()
        assert locker.screen.windowState() == state
        assert only_the_lock(locker)
        press(locker.screen, Qt.Key.Key_A)
        assert window.isVisible()
        assert not window.isMinimized()


def test_long_work_goes_on_behind_the_lock(window: Window, guard: Guard, qtbot: QtBot) -> None:
    locker = guard(passphrase=False)
    told: list[str] = []
    answers: list[str] = []

    def work(progress: Progress[Any]) -> str:
        progress(NAME)
        return "done"

    locker.lock()
    window.runner.run_long(work, lambda words, _done, _total: told.append(words), answers.append)
    qtbot.waitUntil(lambda: answers == ["done"])
    assert only_the_lock(locker)
