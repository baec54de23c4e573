"""Backups in the window: made by themselves, listed with what they hold, looked into and restored."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desk import sign_in
from app.domain.access import Person, Role
from db import safekeeping
from db.database import Database
from db.keys import KeyFile
from tests.builders import MANAGER, NOW, TODAY, Service, stamp
from tests.locks import KEY, PASSPHRASE, locked_copy
from tests.ui.openings import leave
from ui.console import Parts
from ui.gates.leaving import CLOSING, LastBackup
from ui.gates.mending import Accepting, Moving
from ui.gates.restoring import Restoring
from ui.opening import Opening
from ui.safety import Safety
from ui.window import Window

Open = Callable[..., Opening]
PARTS = Parts(Database, sign_in, lambda: NOW)


@pytest.fixture
def open_file(qtbot: QtBot) -> Iterator[Open]:
    """Begin with a file, as the manager."""
    made: list[Opening] = []

    def begin(path: Path, key: Any = KEY, login: str = MANAGER.login) -> Opening:
        opening = Opening(PARTS, path, login, TODAY, key=key)
        made.append(opening)
        opening.begin()
        return opening

    yield begin
    for opening in made:
        leave(opening)


@pytest.fixture
def file(fresh_database: Path, tmp_path: Path) -> Path:
    """A service's file with one child, closed, with its key file."""
    path = locked_copy(fresh_database, tmp_path / "service.irotracker")
    with Database.open(path, KEY) as database:
        Service(database).child("A1")
    return path


def settled(opening: Opening, qtbot: QtBot) -> Safety:
    """Wait until the first page is there and nothing more is asked."""
    qtbot.waitUntil(lambda: opening.window is not None or opening.trouble is not None, timeout=20_000)
    window = opening.window
    assert window is not None, opening.trouble and opening.trouble.words
    qtbot.waitUntil(lambda: window.page is not None and window.runner._waiting == 0, timeout=20_000)
    safety = window.findChild(Safety)
    assert safety is not None
    return safety


def children(path: Path) -> int:
    """How many children a file holds."""
    with Database.open(path, KEY) as database:
        return Service(database).count("children")


def test_a_backup_is_made_at_close_and_while_the_window_is_open(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    safety = settled(opening, qtbot)
    assert safety.timer.isActive()
    safety.look()
    qtbot.waitUntil(lambda: not safety._busy, timeout=20_000)
    (made,) = safekeeping.listed_for(file)
    assert (made.reason, made.children) == ("while in use", 1)
    Service(opening.database).child("A2")
    leave(opening)
    assert [one.reason for one in safekeeping.listed_for(file)] == ["at close", "while in use"]


def test_a_backup_that_cannot_be_made_is_said_once_and_work_goes_on(open_file: Open, file: Path, qtbot: QtBot) -> None:
    (file.parent / "service backups").write_text("in the way")
    opening = open_file(file)
    safety = settled(opening, qtbot)
    for _ in range(2):
        safety.look()
        qtbot.waitUntil(lambda: not safety._busy, timeout=20_000)
    assert opening.window is not None
    assert "service backups" in opening.window.notices.words
    leave(opening)
    assert opening.not_backed_up is not None


def listed(opening: Opening, qtbot: QtBot) -> Restoring:
    """From the menu to the list of backups; what changed is backed up first."""
    settled(opening, qtbot).action.trigger()
    qtbot.waitUntil(lambda: isinstance(opening.gate, Restoring), timeout=20_000)
    gate: Restoring = opening.gate
    return gate


def test_from_the_menu_to_a_backup_and_back_to_the_window(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    gate = listed(opening, qtbot)
    assert gate.list.item(0).text().startswith("20 Nov 2026 09:30: 1 child, 0 reviews, ")
    assert gate.line is None
    assert not gate.go.isEnabled()
    with Database.open(file, KEY) as database:
        Service(database).child("A2")
    gate.agreed.setChecked(True)
    gate.go.click()
    window = window_again(opening, qtbot)
    assert "Restored: 1 child" in window.notices.words
    assert "The replaced file is kept as service replaced" in window.notices.words
    leave(opening)
    assert children(file) == 1
    assert len(list(file.parent.glob("service replaced *.irotracker"))) == 1


def window_again(opening: Opening, qtbot: QtBot) -> Window:
    """The window that comes after what stood in its place."""
    qtbot.waitUntil(lambda: opening.window is not None and isValid(opening.window), timeout=20_000)
    settled(opening, qtbot)
    assert opening.window is not None
    return opening.window


def test_a_reader_looks_inside_a_backup_but_puts_none_back(open_file: Open, file: Path, qtbot: QtBot) -> None:
    with Database.open(file, KEY) as database:
        Service(database).keep(Person(login="reader", role=Role.READER))
    opening = open_file(file, login="reader")
    assert opening.window is not None
    words = {action.text() for action in opening.window.all_actions()}
    assert not {"Back up no&w", "Leave a read-only &copy for colleagues"} & words
    gate = listed(opening, qtbot)
    gate.in_place.emit(gate.chosen)
    qtbot.waitUntil(gate.wrong.isVisible, timeout=20_000)
    assert "Your role (Reader) may not restore over the file" in gate.wrong.text()
    gate.inside.emit(gate.chosen)
    window = window_again(opening, qtbot)
    assert window.foot.database.text() == "service.irotracker: a read-only backup, as at 20 Nov 2026 09:30"
    safety = window.findChild(Safety)
    assert safety is not None
    assert safety.action.text() == "&Back to service.irotracker"
    assert window.tools.is_only_read
    safety.action.trigger()
    assert window_again(opening, qtbot).foot.database.text() == "service.irotracker"


def test_a_copy_for_colleagues_and_a_backup_are_made_from_the_window(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    safety = settled(opening, qtbot)
    assert opening.window is not None
    notices = opening.window.notices
    copy = file.parent / "team.irocopy"
    safety.leave_copy(str(copy))
    qtbot.waitUntil(lambda: "Left a read-only copy as at 20 Nov 2026 09:30" in notices.words, timeout=20_000)
    assert copy.exists()
    safety.back_up()
    qtbot.waitUntil(lambda: "Made a backup and checked it: 1 child" in notices.words, timeout=20_000)
    with opening.database.read(stamp()) as store:
        assert [one.action for one in store.accounts.latest(None, 2)] == ["Back up", "Leave a read-only copy"]


def test_an_older_copy_is_gone_on_with_by_a_manager_who_says_why(open_file: Open, file: Path, qtbot: QtBot) -> None:
    older = file.with_name("older")
    shutil.copyfile(file, older)
    with Database.open(file, KEY) as database:
        Service(database).child("A2")
    shutil.copyfile(older, file)
    opening = open_file(file)
    assert opening.trouble is not None
    assert opening.trouble.way is not None
    opening.trouble.way.click()
    gate = opening.gate
    assert isinstance(gate, Accepting)
    gate.go.click()
    qtbot.waitUntil(gate.wrong.isVisible, timeout=20_000)
    assert "needs to know why" in gate.wrong.text()
    gate.reason.setText("Put back after a fault")
    gate.go.click()
    window = window_again(opening, qtbot)
    assert window.notices.words.startswith("You go on with the file as it is.")
    leave(opening)
    assert children(file) == 1


def test_a_misplaced_file_is_moved_here_from_the_window(
    open_file: Open, file: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "here")
    shared = tmp_path / "Dropbox" / file.name
    shared.parent.mkdir()
    for one in (file, KeyFile.path_of(file)):
        one.rename(shared.with_name(one.name))
    opening = open_file(shared)
    assert opening.trouble is not None
    assert opening.trouble.way is not None
    opening.trouble.way.click()
    gate = opening.gate
    assert isinstance(gate, Moving)
    assert gate.target == tmp_path / "here" / file.name
    gate.go.click()
    window = window_again(opening, qtbot)
    assert window.notices.words.startswith("The file lies on this computer now.")
    assert opening.path == tmp_path / "here" / file.name


def test_the_backup_at_close_is_stopped_made_or_done_without(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    settled(opening, qtbot)
    assert opening.window is not None
    opening.window.close()
    page = LastBackup(opening, CLOSING)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.over, timeout=20_000):
        page.begin()
        page.close()
    assert opening.backed_up
    assert not list(safekeeping.usual_folder(file).glob(".new-*"))
    whole = LastBackup(opening, CLOSING)
    qtbot.addWidget(whole)
    with qtbot.waitSignal(whole.over, timeout=20_000):
        whole.begin()
    assert [one.reason for one in safekeeping.listed_for(file)] == ["at close"]
    other = LastBackup(opening, CLOSING)
    qtbot.addWidget(other)
    shutil.rmtree(safekeeping.usual_folder(file), ignore_errors=True)
    safekeeping.usual_folder(file).write_text("in the way")
    other.begin()
    qtbot.waitUntil(other.go.isVisible, timeout=20_000)
    assert "could not be backed up" in other.line.text()
    with qtbot.waitSignal(other.over, timeout=20_000):
        other.leave.click()
    assert opening.not_backed_up is not None


def test_a_damaged_backup_is_named_and_not_offered(open_file: Open, file: Path, qtbot: QtBot) -> None:
    made = safekeeping.make(file, KEY, safekeeping.usual_folder(file), NOW, "asked for")
    (Path(made.place) / made.file).write_bytes(b"")
    gate = listed(open_file(file), qtbot)
    said = " ".join(label.text() for label in gate.findChildren(QLabel))
    assert f"Damaged, and no use: {Path(made.place).name}." in said
    assert gate.list.count() == 1


def test_a_file_that_cannot_be_opened_is_restored_with_its_passphrase(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    safekeeping.make(file, KEY, safekeeping.usual_folder(file), NOW, "asked for")
    file.write_bytes(b"")
    opening = open_file(file, None)
    assert opening.trouble is not None
    opening.trouble.restore.click()
    gate = opening.gate
    assert isinstance(gate, Restoring)
    assert gate.line is not None
    gate.line.setText("a wrong passphrase")
    gate.in_place.emit(gate.chosen)
    qtbot.waitUntil(gate.wrong.isVisible, timeout=20_000)
    assert "passphrase is wrong" in gate.wrong.text()
    qtbot.waitUntil(gate.list.isEnabled, timeout=20_000)
    gate.line.setText(PASSPHRASE)
    gate.in_place.emit(gate.chosen)
    window_again(opening, qtbot)
    leave(opening)
    assert children(file) == 1


def test_a_backup_is_looked_into_without_a_lock_and_says_what_it_is(open_file: Open, file: Path, qtbot: QtBot) -> None:
    made = safekeeping.make(file, KEY, safekeeping.usual_folder(file), NOW, "asked for")
    opening = open_file(Path(made.place) / made.file)
    safety = settled(opening, qtbot)
    assert opening.window is not None
    assert opening.window.notices.words == "A read-only backup, as at 20 Nov 2026 09:30."
    assert not safety.timer.isActive()
    leave(opening)
    safekeeping.check_backup(made, KEY)
    assert not list(Path(made.place).glob("*.lock"))
