"""What a person does at the lock, and what can be seen of the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QWidget,
)

from app.desk import Desk
from app.queries.account import AccountTable
from tests.ui.hands import press, type_in
from ui.lock.lock import Lock
from ui.lock.screen import LockScreen
from ui.lock.watching import LOOK
from ui.parts.form import Form
from ui.window import Window

NAME, PIN = "Amira Khan", "495061"
Guard = Callable[..., Lock]


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


def account(desk: Desk) -> list[str]:
    """What the account says of the lock, the latest first."""
    table = desk.ask(AccountTable())
    with desk._keeper.read(desk.stamp()) as store:
        rows = list(table.rows.each(store))
    return [str(cell) for row in rows for cell in row.cells if "nlocked" in str(cell)]


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
