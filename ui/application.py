"""Makes the Qt application, opens the window, and runs it until it is closed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QStyleFactory, QWidget
from shiboken6 import isValid

from app import VERSION
from app.desk import Desk
from app.domain.errors import Refusal
from ui.crashes import watch_for_crashes
from ui.named import NAME, name_program
from ui.runner import Runner
from ui.theme import theme
from ui.tidying import Tidying
from ui.window import Given, Window

SORRY = Refusal(
    "Something went wrong in the program, and it was written down. What was saved is safe.",
    "Go on working; if it happens again, restart the program.",
)


def make_application(argv: Sequence[str]) -> QApplication:
    """The application: Fusion, British English, the theme that the computer asks for. There is one in a process."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(list(argv))
    if application.findChild(Tidying) is None:
        Tidying(application)
        application.focusChanged.connect(_press_with_enter)
    name_program()
    QCoreApplication.setApplicationVersion(VERSION)
    QGuiApplication.setApplicationDisplayName(NAME)
    QGuiApplication.setDesktopFileName("iro-tracker")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    application.setStyle(QStyleFactory.create("Fusion"))
    theme().apply()
    QGuiApplication.styleHints().colorSchemeChanged.connect(_follow_system)
    return application


def prepare_window(desk: Desk, given: Given) -> Window:
    """The window, ready to start, with crash reports kept in its folder of logs."""
    window = Window(runner := Runner(desk), given)
    runner.broke.connect(window.notices.refuse)
    if given.logs is not None:
        watch_for_crashes(given.logs, lambda no: runner.broke.emit(no or runner.last_words() or SORRY))
    return window


def watch_page(logs: Path | None, page: QWidget) -> None:
    """While a page stands where there is no window, it is the page that says what goes wrong."""

    def told(no: Refusal | None) -> None:
        refuse = getattr(page, "refuse", None) if isValid(page) else None
        if refuse is not None:
            refuse(no or SORRY)

    if logs is not None:
        watch_for_crashes(logs, told)


def run(application: QApplication) -> int:
    """Run until the last window is closed; gives the exit code."""
    return application.exec()


def quit_soon() -> None:
    """End the program once what is happening now is over."""
    QTimer.singleShot(0, QCoreApplication.quit)


def _press_with_enter(_before: QWidget | None, now: QWidget | None) -> None:
    """A button that the keyboard stands on is pressed by Enter too, not by the space bar alone."""
    if isinstance(now, QPushButton):
        now.setAutoDefault(True)


def _follow_system() -> None:
    if theme().choice == "system":
        theme().apply()
