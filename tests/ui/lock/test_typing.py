"""The lock keeps what is being typed, at once and in the encrypted file, and stands whatever fails."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from app.desk import Desk, sign_in
from db.database import Database
from tests.builders import MANAGER, NOW, TODAY
from tests.disks import fill, make_room, small_disk
from tests.locks import KEY, PASSPHRASE, locked_copy
from tests.ui.hands import press, type_in
from tests.ui.lock.hands import NAME, Guard, form_in, give, only_the_lock
from ui.console import Parts
from ui.lock.lock import Lock
from ui.opening import Opening
from ui.preferences import DRAFT, TYPING
from ui.window import Window


def test_what_is_being_typed_is_kept_at_once_in_the_file_and_is_there_afterwards(
    window: Window, guard: Guard, qtbot: QtBot
) -> None:
    locker, form = guard(passphrase=False), form_in(window)
    line = form.findChildren(QLineEdit)[0]
    line.setFocus()
    type_in(line, f"{NAME} said")
    assert window.preferences.get("note", kind=DRAFT) is None
    locker.lock()
    assert window.preferences.get("note", kind=DRAFT) == {"words": f"{NAME} said"}
    qtbot.waitUntil(lambda: not window.runner.is_saving)
    press(locker.screen, Qt.Key.Key_A)
    assert line.text() == f"{NAME} said"
    assert window.focusWidget() is line


def test_a_draft_that_cannot_be_kept_stops_neither_the_lock_nor_the_other_drafts(
    window: Window, locker: Lock, qtbot: QtBot
) -> None:
    class Broken(QLabel):
        def keep_draft(self) -> None:
            raise OSError(NAME)

    broken, form = Broken(window), form_in(window)
    waiting = QTimer(broken, singleShot=True, interval=60_000)
    waiting.setObjectName(TYPING)
    waiting.start()
    type_in(form.findChildren(QLineEdit)[0], "still kept")
    with pytest.raises(OSError, match=NAME):
        locker.lock()
    assert only_the_lock(locker)
    assert window.preferences.get("note", kind=DRAFT) == {"words": "still kept"}


def test_closing_the_window_keeps_what_is_being_typed(window: Window, locker: Lock, desk: Desk) -> None:
    form = form_in(window)
    type_in(form.findChildren(QLineEdit)[0], "half a sent")
    window.close()
    with desk._keeper.read(desk.stamp()) as store:
        assert "half a sent" in str(store.recall("draft", "note", desk.person.login))


def test_on_a_full_disk_it_locks_all_the_same_and_says_afterwards_what_is_not_in_the_file(
    fresh_database: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file = locked_copy(fresh_database, disk / "service.irotracker")
        opening = Opening(Parts(Database, sign_in, lambda: NOW), file, MANAGER.login, TODAY, key=KEY)
        opening.begin()
        window = opening.window
        assert window is not None
        qtbot.waitUntil(lambda: window.page is not None and window.runner._waiting == 0, timeout=20_000)
        locker, form = window.findChild(Lock), form_in(window)
        assert isinstance(locker, Lock)
        fill(disk)
        type_in(form.findChildren(QLineEdit)[0], "half a sentence")
        locker.lock()
        assert only_the_lock(locker)
        qtbot.waitUntil(lambda: len(window.preferences.waiting) == 1)
        locker.screen.close()
        qtbot.waitUntil(lambda: "could not be written" in locker.screen.wrong.text())
        give(locker, PASSPHRASE)
        with qtbot.waitSignal(locker.unlocked):
            pass
        assert "what you typed is not in the file yet" in window.notices.words.lower()
        make_room(disk)
        window.preferences.try_again()
        qtbot.waitUntil(lambda: not window.preferences.waiting and window.runner._waiting == 0)
        window.close()
        opening.finish()
