"""The lock: Ctrl+L hides everything, and only the PIN, the passphrase or the end of the program takes it away."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.builders import TODAY
from tests.locks import KEY, PASSPHRASE
from tests.ui.hands import CTRL, NONE, press
from tests.ui.lock.hands import PIN, Guard, account, give, only_the_lock, refused_with, seen
from ui.lock.lock import Lock, Locked
from ui.lock.screen import Asks
from ui.window import Window


def test_ctrl_l_hides_the_window_and_the_passphrase_brings_it_back(window: Window, locker: Lock, qtbot: QtBot) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, CTRL)
    assert locker.is_locked
    assert only_the_lock(locker)
    give(locker, "not this one at all")
    qtbot.waitUntil(lambda: "not the passphrase" in locker.screen.wrong.text())
    assert locker.screen.line.text() == ""
    give(locker, PASSPHRASE)
    with qtbot.waitSignal(locker.unlocked):
        pass
    assert seen() == [window]
    qtbot.waitUntil(lambda: len(account(window.runner.desk)) == 2)
    assert account(window.runner.desk) == [
        "Unlocked with the passphrase; it had been locked: asked for",
        "Not unlocked: a wrong passphrase",
    ]


def test_a_pin_chosen_with_the_passphrase_unlocks_for_the_rest_of_the_day(
    window: Window, locker: Lock, qtbot: QtBot
) -> None:
    locker.lock()
    give(locker, PASSPHRASE, PIN)
    with qtbot.waitSignal(locker.unlocked):
        pass
    locker.lock()
    qtbot.waitUntil(lambda: locker.screen.asks is Asks.PIN)
    give(locker, PIN)
    with qtbot.waitSignal(locker.unlocked):
        pass


def test_after_three_wrong_pins_the_passphrase_is_asked_for(window: Window, locker: Lock, qtbot: QtBot) -> None:
    pins = locker._file.pins
    pins.key = KEY
    pins.choose(PIN, TODAY)
    locker.lock()
    qtbot.waitUntil(lambda: locker.screen.asks is Asks.PIN)
    for left in ("2 tries left", "1 try left", "no try is left"):
        give(locker, "000000")
        qtbot.waitUntil(partial(refused_with, locker, left))
    assert locker.screen.asks is Asks.PASSPHRASE
    give(locker, PASSPHRASE)
    with qtbot.waitSignal(locker.unlocked):
        pass
    qtbot.waitUntil(lambda: len(account(window.runner.desk)) == 4)


def test_a_file_without_a_passphrase_asks_for_a_key_only_and_says_so(window: Window, guard: Guard) -> None:
    locker = guard(passphrase=False)
    locker.lock()
    assert "has no passphrase" in locker.screen.hint.text()
    press(locker.screen, Qt.Key.Key_Control)
    assert locker.is_locked
    press(locker.screen, Qt.Key.Key_A)
    assert seen() == [window]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_L])
def test_neither_esc_nor_another_request_takes_the_lock_away(locker: Lock, key: Qt.Key) -> None:
    locker.lock()
    QTest.keyClick(locker.screen.windowHandle(), key, CTRL if key == Qt.Key.Key_L else NONE)
    locker.lock()
    assert only_the_lock(locker)


def test_the_lock_that_is_closed_ends_the_program_and_shows_nothing(window: Window, locker: Lock, qtbot: QtBot) -> None:
    behind: list[QWidget] = []
    locker.lock()
    screen = locker.screen
    window.closing.connect(lambda: behind.extend(w for w in seen() if w is not screen))
    screen.close()
    qtbot.waitUntil(lambda: seen() == [])
    assert behind == []


def test_a_key_file_that_could_not_be_read_leaves_only_the_way_out(window: Window, tmp_path: Path) -> None:
    locker = Lock(window, Locked(tmp_path / "service.irotracker", None, lambda: KEY, lambda: date.min, readable=False))
    locker.lock()
    assert locker.screen.go.isHidden()
    assert "key file cannot be read" in locker.screen.wrong.text()
    press(locker.screen, Qt.Key.Key_A)
    assert locker.is_locked
    locker._unlock("the end of the test")
