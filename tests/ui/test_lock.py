"""The lock: whatever is open it hides everything, keeps what is typed, and only the PIN or the passphrase takes it away."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.commands.settings import ChangeSetting
from app.desk import Desk, sign_in
from app.queries.account import AccountTable
from db.database import Database
from tests.builders import MANAGER, NOW, TODAY, Service
from tests.disks import fill, make_room, small_disk
from tests.locks import KEY, PASSPHRASE, lock, locked_copy
from tests.ui.hands import CTRL, NONE, press, type_in
from ui import pins as pins_module
from ui.console import Parts
from ui.lock.lock import Lock, Locked
from ui.lock.screen import Asks, LockScreen
from ui.lock.watching import LOOK
from ui.notices import confirm_final
from ui.opening import Opening
from ui.parts.form import Form
from ui.pins import Pins
from ui.preferences import DRAFT, TYPING
from ui.runner import Progress
from ui.window import Window

NAME, PIN = "Amira Khan", "495061"
Guard = Callable[..., Lock]


@pytest.fixture
def passphrase_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a file lies that the passphrase opens; nothing but its key file is looked at."""
    monkeypatch.setattr(pins_module, "_HERE", {})
    monkeypatch.setattr(pins_module, "PAUSE", 0)
    path = tmp_path / "service.irotracker"
    path.write_bytes(b"not plain")
    return lock(path)


@pytest.fixture
def guard(window: Window, passphrase_file: Path) -> Iterator[Guard]:
    """Give the window its lock; with a passphrase unless it is said otherwise."""
    made: list[Lock] = []

    def give(*, passphrase: bool = True) -> Lock:
        pins = Pins.of(Database, passphrase_file) if passphrase else None
        one = Lock(window, Locked(passphrase_file, pins, lambda: KEY, lambda: TODAY))
        made.append(one)
        one.begin()
        return one

    yield give
    for one in made:
        if one.screen is not None:
            one._unlock("the end of the test")


@pytest.fixture
def locker(guard: Guard) -> Lock:
    return guard()


def seen() -> list[QWidget]:
    """Every window of the program that can be seen."""
    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def only_the_lock(locker: Lock) -> bool:
    """Whether nothing but the lock can be seen, and no title says more than the program's name."""
    return seen() == [locker.screen] and locker.screen.windowTitle() == "IRO Tracker"


def give(locker: Lock, words: str, pin: str = "") -> None:
    """Type into the lock and press Enter."""
    screen: LockScreen = locker.screen
    type_in(screen.line, words)
    screen.pin.setText(pin)
    press(screen.line, Qt.Key.Key_Return)


def refused_with(locker: Lock, words: str) -> bool:
    """Whether the lock has refused with these words, and takes what is typed again."""
    return words in locker.screen.wrong.text() and locker.screen.go.isEnabled()


def form_in(window: Window) -> Form:
    """A form with a draft, in the page."""
    form = Form(preferences=window.preferences, draft_key="note")
    form.add("words", "&Words", QLineEdit())
    assert window.page is not None
    form.setParent(window.page)
    form.show()
    return form


def account(desk: Desk) -> list[str]:
    """What the account says of the lock, the latest first."""
    table = desk.ask(AccountTable())
    with desk._keeper.read(desk.stamp()) as store:
        rows = list(table.rows.each(store))
    return [str(cell) for row in rows for cell in row.cells if "nlocked" in str(cell)]


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


@pytest.mark.parametrize("make", [dialog, modal_dialog, question, apart])
def test_dialogs_are_hidden_and_come_back(
    window: Window, guard: Guard, make: Callable[[Window], QWidget], qtbot: QtBot
) -> None:
    locker, opened = guard(passphrase=False), make(window)
    qtbot.addWidget(opened)
    locker.lock()
    assert only_the_lock(locker)
    press(locker.screen, Qt.Key.Key_A)
    assert opened.isVisible()
    assert window.isVisible()


@pytest.mark.parametrize("make", [dialog, modal_dialog, apart])
def test_what_opens_behind_the_lock_is_not_seen_before_it_is_unlocked(
    window: Window, guard: Guard, make: Callable[[Window], QWidget], qtbot: QtBot
) -> None:
    locker = guard(passphrase=False)
    locker.lock()
    opened = make(window)
    qtbot.addWidget(opened)
    assert opened.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.waitUntil(lambda: only_the_lock(locker))
    press(locker.screen, Qt.Key.Key_A)
    assert opened.isVisible()


def test_a_dialog_that_asks_for_a_file_is_left_as_by_cancel(window: Window, locker: Lock, qtbot: QtBot) -> None:
    asked = QFileDialog(window, "Export")
    qtbot.addWidget(asked)
    asked.selectFile(f"{NAME}.xlsx")
    asked.open()
    with qtbot.waitSignal(asked.rejected):
        locker.lock()
    assert only_the_lock(locker)


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


class Hours:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def pass_time(locker: Lock, hours: Hours, seconds: float) -> None:
    """Time passes, and the program looks as often as it does."""
    for _ in range(round(seconds * 1000 / LOOK)):
        hours.now += LOOK / 1000
        locker.watching.look()


@pytest.fixture
def hours(locker: Lock) -> Hours:
    made = Hours()
    locker.watching._clock = made
    locker.watching.begin()
    return made


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


def test_it_locks_when_the_computer_had_slept(locker: Lock, hours: Hours) -> None:
    pass_time(locker, hours, 60)
    hours.now += 3600
    locker.watching.look()
    assert locker.is_locked
    assert locker._why == "the computer had slept"


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
