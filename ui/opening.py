"""Opens the window on a file: takes its lock, opens the records, signs in; what goes wrong is said in a window too."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from app.desk import Desk, SignIn
from app.domain.access import Person, Role, Stamp
from app.domain.calendar import today_in_london
from app.domain.errors import Refusal, Unencrypted
from app.late import late
from app.queries.service import FirstSteps
from ui.application import make_application, prepare_window, run, watch_page
from ui.console import Parts
from ui.filelock import taken
from ui.firststeps import START, FirstStepsPlace
from ui.lock.lock import guard
from ui.measuring import exit_when_shown, is_measured
from ui.pages import existing
from ui.preferences import Waiting
from ui.protection import protect
from ui.safety import Safety
from ui.surviving import Outside, Surviving
from ui.trouble import Trouble
from ui.window import Given, Window


@dataclass(eq=False)
class Opening:
    """One start of the window, from the file's name to the first page."""

    parts: Parts
    path: Path
    login: str
    as_of: date | None = None
    logs: Path | None = None
    """Where crash reports are kept."""
    key: Any = None
    """The key of the file, when the command line was given its passphrase."""
    database: Any = None
    lock: QLockFile | None = None
    window: Window | None = None
    trouble: Trouble | None = None
    gate: Any = None
    """The page that asks for a passphrase, while it is there."""
    refusal: Refusal | None = None
    """Why no window is open."""
    not_backed_up: Refusal | None = None
    """Why there is no backup of the last changes."""
    backed_up: bool = False
    """Whether the backup at close was made, or somebody goes on without."""
    came_from: tuple[Path, Any] | None = None
    """The file, with its key, whose backup is looked into."""
    told: str = ""
    """What the next window says first."""
    cut_short: bool = False
    """Whether the program ended last time without closing the file."""
    _waiting: Waiting = field(default_factory=dict)
    """What was typed in the window before this one, and is not in the file yet."""
    _door: Any = None
    """The window of the pages that stand before the program's own."""
    _outside: Any = None
    _gates: Any = None
    _backups: Any = None
    _mends: Any = None

    def begin(self) -> None:
        """Open the window, ask for what it needs first, or say in a window why not, and let another file be chosen."""
        self.refusal = self.trouble = self.gate = None
        try:
            self._take_lock()
            if not self._ask_first():
                self._open()
        except Refusal as no:
            self._let_go()
            self._say(no)
        self._leave_door()

    def go_on(self, open_file: Callable[[], Any], remark: Refusal | None = None) -> None:
        """Open the window now that a passphrase was given; what goes wrong is said as at the beginning."""
        self.gate = None
        try:
            self.database = open_file()
            self._open()
            if remark is not None and self.window is not None:
                self.window.notices.refuse(remark)
        except Refusal as no:
            self._let_go()
            self._say(no)
        self._leave_door()

    def show(self, gate: Any) -> None:
        """Show a page that asks, in place of the one before."""
        self.gate = gate
        watch_page(self.logs, gate)
        gate.other.connect(self._ask_file)
        self._put(gate)

    def finish(self) -> None:
        """Close the records and let go of the file."""
        for ways in (self._gates, self._backups, self._mends):
            if ways is not None:
                ways.finish()
        self._let_go()
        door, self._door = self._door, None
        if door is not None:
            door.leave()
            door.deleteLater()

    def show_backups(self) -> None:
        """Show the backups of the file in place of the window, or of what is said of the file."""
        if self._backups is not None:
            self._backups.finish()
        self._backups = late("ui.gates.backups").Backups(self)
        self._backups.begin()

    def leave_window(self) -> None:
        """Close the window, or what stood in its place, and let go of the file: something else is shown already."""
        for shown in (self.window, self.trouble):
            if shown is not None and isValid(shown):
                shown.close()
        self._let_go()
        if self.window is not None and isValid(self.window):
            self.window.deleteLater()  # another may come, and none that is closed shall stay in memory
        self.window = self.trouble = None

    def enter(self, records: Any) -> Desk:
        """Sign in whoever uses the program."""
        return self.parts.sign_in(records, self.login, self.parts.now, self.as_of)

    @property
    def stamp(self) -> Stamp:
        """Who makes a new file, and when."""
        now = self.parts.now()
        return Stamp(now, self.as_of or today_in_london(now), Person(login=self.login, role=Role.MANAGER))

    # ------------------------------------------------------------------------------------------------- the file

    def _ask_first(self) -> bool:
        """Whether something has to be asked before the file can be opened: then its page is there."""
        database = self.parts.database
        locked = database.needs_key(self.path)  # first of all: it looks at the database library too
        if self.path.exists() and not (self.key is None and locked):
            try:
                self.database = database.open(self.path, self.key)
            except Unencrypted:
                self._ways().convert()
                return True
            return False
        if self.path.exists():
            self._ways().unlock()
        else:
            self._ways().make()
        return True

    def _ways(self) -> Any:
        if self._gates is None:
            self._gates = late("ui.gates.ways").Ways(self)
        return self._gates

    def restart(self, place: tuple[str, object], waiting: Waiting) -> None:
        """Close the file and open it anew, at the same place: nothing of what the program held is carried over but typing."""
        before, database = self.window, self.database
        self.database, self._waiting, self.cut_short = None, waiting, False
        try:
            self.database = database.anew()
            self._open(place[0])
            if place[1] is not None and self.window is not None:
                self.window.preferences.load(partial(self.window.go, *place))  # once the first page is there
        except Refusal as no:
            self._let_go()
            self._say(no)
        if before is not None:
            before.close()
            before.deleteLater()

    def _open(self, first: str = "") -> None:
        desk = self.enter(self.database)
        self.backed_up = False
        self._outside = Outside(self.database)
        self.window = prepare_window(desk, self._given(desk, first))
        FirstStepsPlace(self.window)
        Safety(self.window, self)
        guard(self.window, self.parts, self.path, self.database)
        protect(self.window, self.parts, self.path, self.database)
        Surviving(self.window, self._outside, self.restart, self.show_backups, cut_short=self.cut_short)
        self.window.preferences.adopt(self._waiting)
        self._waiting = {}
        self.window.start()
        self.window.runner.do(SignIn("the window"))
        if is_measured():
            self.backed_up = True  # what is measured is the start
            exit_when_shown(self.window)

    def _given(self, desk: Desk, first: str) -> Given:
        """First steps are the first place of a new service, and no place of one that has taken them."""
        places = existing()
        if self.database.only_read(self.path) or not desk.ask(FirstSteps()):
            places = tuple(place for place in places if place.key != START)
        return Given(
            database=Safety.name_of(self.database),
            file=str(self.path.absolute()),
            data_version=self._outside.version,
            logs=self.logs,
            places=places,
            first=first,
        )

    def _take_lock(self) -> None:
        """One window for each file. What is only read needs no lock."""
        if not self.parts.database.only_read(self.path):
            self.lock, self.cut_short = taken(self.path)

    def _let_go(self) -> None:
        if self.database is not None:
            self.back_up()
            self.database.close()
            self.database = None
        if self.lock is not None:
            self.lock.unlock()
            self.lock = None

    def back_up(self) -> None:
        """At close, if anything changed since the last backup."""
        if self.window is None or self.database is None or self.backed_up:
            return
        try:
            self.parts.database.safekeeping().backup_open(self.database, self.stamp, closing=True)
            self.not_backed_up = None
        except Refusal as no:
            self.not_backed_up = no

    # ------------------------------------------------------------------------------------------------- trouble

    def _say(self, no: Refusal) -> None:
        self.refusal = no
        self.trouble = Trouble(no, self.path)
        self.trouble.other.connect(self._ask_file)
        self.trouble.again.connect(self.begin)
        self.trouble.restoring.connect(self.show_backups)
        self.trouble.accepting.connect(lambda: self._mending().accept(no))
        self.trouble.moving.connect(lambda: self._mending().move(no))
        self._put(self.trouble)

    def _put(self, page: Any) -> None:
        self._door = self._door or late("ui.gates.doorway").Doorway()
        self._door.put(page)

    def _leave_door(self) -> None:
        """Only once a window is there: the program ends with its last one."""
        if self._door is not None and self.gate is None and self.trouble is None:
            self._door.leave()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.trouble or self.gate, "Open another file", str(self.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_other)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _mending(self) -> Any:
        self._mends = self._mends or late("ui.gates.mends").Mends(self)
        return self._mends

    def open_other(self, file: str, key: Any = None, told: str = "") -> None:
        """Begin anew with another file, whose key may be known already."""
        before, self.window = self.window, None
        if before is not None:
            before.runner.finish()
        self._let_go()
        self.path, self.key, self.told = self.parts.database.true_path(Path(file)), key, told
        self.begin()
        if before is not None:
            before.close()  # only now: the program ends with its last window
            before.deleteLater()


def open_window(parts: Parts, path: Path, login: str, as_of: date | None, key: Any = None) -> int:
    """Open the window on a file and run until it is closed; gives the exit code, or refuses if the file never opened."""
    application = make_application(sys.argv)
    opening = Opening(parts, path, login, as_of, platformdirs.user_log_path("IRO Tracker", appauthor=False), key)
    opening.begin()
    code = run(application)
    late("ui.gates.leaving").wind_up(opening, application)
    opening.finish()
    for no in (opening.refusal, opening.not_backed_up):
        if no is not None:
            raise no
    return code
