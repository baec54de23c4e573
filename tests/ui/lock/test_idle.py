"""The lock comes by itself: when nobody is there, and when the computer slept."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from app.commands.settings import ChangeSetting
from tests.builders import Service
from tests.ui.hands import NONE
from tests.ui.lock.hands import Hours, pass_time
from ui.lock.lock import Lock
from ui.window import Window


def test_it_locks_when_nobody_has_been_there_for_ten_minutes(window: Window, locker: Lock, hours: Hours) -> None:
    pass_time(locker, hours, 9 * 60)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    pass_time(locker, hours, 9 * 60)
    assert not locker.is_locked
    pass_time(locker, hours, 60)
    assert locker.is_locked


def test_the_minutes_are_the_services(window: Window, locker: Lock, hours: Hours, qtbot: QtBot) -> None:
    window.runner.do(ChangeSetting("lock.minutes", 2))
    qtbot.waitUntil(lambda: locker.watching.minutes == 2)
    pass_time(locker, hours, 2 * 60)
    assert locker.is_locked


def test_it_locks_when_the_computer_had_slept_and_not_when_it_was_busy(locker: Lock, hours: Hours) -> None:
    asleep = Hours()
    locker.watching._asleep = asleep
    locker.watching.begin()
    hours.now += 300
    locker.watching.look()
    assert locker._why == ""
    asleep.now += 20
    locker.watching.look()
    assert locker.is_locked
    assert locker._why == "the computer had slept"


def test_where_the_computer_does_not_say_how_long_it_slept_a_long_gap_is_sleep(locker: Lock, hours: Hours) -> None:
    locker.watching._asleep = lambda: None
    locker.watching.begin()
    pass_time(locker, hours, 60)
    hours.now += 60
    locker.watching.look()
    assert locker.is_locked


def test_the_settings_of_the_lock_refuse_what_would_never_lock(service: Service) -> None:
    for key, value in (("lock.minutes", 0), ("lock.minutes", 61), ("clipboard.seconds", -1)):
        with pytest.raises(Exception, match="lie between"):
            service.desk().do(ChangeSetting(key, value))


def test_keys_of_hands_are_noticed_and_other_events_are_not(window: Window, locker: Lock, hours: Hours) -> None:
    hours.now = 7.0
    QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.UpdateRequest))
    assert locker.watching._touched == 0.0
    QTest.mouseMove(window.windowHandle(), QPoint(3, 3))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, NONE, QPoint(3, 3))
    assert locker.watching._touched == 7.0
    assert QGuiApplication.topLevelWindows()
