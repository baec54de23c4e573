"""Opens the window on a file: takes its lock, opens the records, signs in; what goes wrong is said in a window too."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import platformdirs
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.access import Person, Role, Stamp
from app.domain.calendar import today_in_london
from app.domain.errors import Refusal
from app.queries.service import SettingValue
from ui.application import make_application, prepare_window
from ui.pages import existing
from ui.parts.tables import TableView
from ui.trouble import Trouble
from ui.window import Given, Window

EXIT_WHEN_SHOWN = "IRO_TRACKER_EXIT_WHEN_SHOWN"
"""With this in the environment the program ends as soon as the first page shows its rows: for measuring the start."""


class Parts(Protocol):
    """What main.py joins: the records, signing in, and the clock."""

    database: Any
    sign_in: Callable[..., Any]
    now: Callable[[], datetime]


@dataclass(eq=False)
class Opening:
    """One start of the window, from the file's name to the first page."""

    parts: Parts
    path: Path
    login: str
    as_of: date | None
    database: Any = None
    lock: QLockFile | None = None
    window: Window | None = None
    trouble: Trouble | None = None

    def begin(self) -> None:
        """Open the window, or say in a window why not, and let another file be chosen."""
        try:
            self._take_lock()
            self._open()
        except Refusal as no:
            self._let_go()
            print(no, file=sys.stderr)
            self.trouble = Trouble(no, self.path)
            self.trouble.other.connect(self._ask_file)
            self.trouble.again.connect(self._retry)
            self.trouble.show()

    def finish(self) -> None:
        """Close the records and let go of the file."""
        self._let_go()

    def _open(self) -> None:
        now = self.parts.now()
        stamp = Stamp(now, self.as_of or today_in_london(now), Person(login=self.login, role=Role.MANAGER))
        if self.path.exists():
            self.database = self.parts.database.open(self.path)
        else:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.database = self.parts.database.create(self.path, stamp)
        desk = self.parts.sign_in(self.database, self.login, self.parts.now, self.as_of)
        settled = desk.ask(SettingValue("setup.done")) or desk.ask(SettingValue("service.demonstration"))
        places = tuple(place for place in existing() if not (settled and place.key == "start"))
        given = Given(
            database=self.path.name,
            file=str(self.path.absolute()),
            data_version=self.database.data_version,
            logs=platformdirs.user_log_path("IRO Tracker", appauthor=False),
            places=places,
            first="" if settled else "start",
        )
        self.window = prepare_window(desk, given)
        self.window.start()
        if os.environ.get(EXIT_WHEN_SHOWN):
            self._exit_when_shown()

    def _take_lock(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = QLockFile(str(self.path) + ".lock")
        self.lock.setStaleLockTime(0)
        if self.lock.tryLock(100):
            return
        error, lock = self.lock.error(), self.lock
        self.lock = None
        if error == QLockFile.LockError.LockFailedError:
            host = str(lock.getLockInfo()[1]) if len(lock.getLockInfo()) > 1 else ""
            raise Refusal(
                f"{self.path.name} is open in another window{f' on {host}' if host else ''}.",
                "Use that window, or close it and try again.",
            )
        if error == QLockFile.LockError.PermissionError:
            raise Refusal(
                f"The folder of {self.path.name} cannot be written to.",
                "Ask for the right to write there, or choose a file in another folder. Nothing was changed.",
            )

    def _let_go(self) -> None:
        if self.database is not None:
            self.database.close()
            self.database = None
        if self.lock is not None:
            self.lock.unlock()
            self.lock = None

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.trouble, "Open another service", str(self.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._choose)
        dialog.open()

    def _choose(self, file: str) -> None:
        self.path = Path(file)
        self._retry()

    def _retry(self) -> None:
        if self.trouble is not None:
            self.trouble.close()
        self.begin()

    def _exit_when_shown(self) -> None:
        """Wait for the first table of the first page to show its rows."""
        application = QApplication.instance()
        tables = self.window.findChildren(TableView) if self.window else []
        if not tables:
            QTimer.singleShot(5, self._exit_when_shown)
        elif application is not None:
            tables[0].shown.connect(lambda: QTimer.singleShot(0, application.quit))


def open_window(parts: Parts, path: Path, login: str, as_of: date | None) -> int:
    """Open the window on a file and run until it is closed; gives back the program's exit code."""
    application = make_application(sys.argv)
    opening = Opening(parts, path, login, as_of)
    opening.begin()
    code = application.exec()
    opening.finish()
    return code
