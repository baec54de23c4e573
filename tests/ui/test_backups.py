"""Backups in the window: made by themselves, listed with what they hold, looked into and restored."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desk import sign_in
from db import safekeeping
from db.database import Database
from tests.builders import MANAGER, NOW, TODAY, Service
from tests.locks import KEY, PASSPHRASE, locked_copy
from ui.console import Parts
from ui.gates.restoring import Restoring
from ui.gates.signin import SignIn
from ui.opening import Opening
from ui.safety import Safety

Open = Callable[..., Opening]
PARTS = Parts(Database, sign_in, lambda: NOW)


@pytest.fixture
def open_file(qtbot: QtBot) -> Iterator[Open]:
    """Begin with a file, as the manager."""
    made: list[Opening] = []

    def begin(path: Path, key: Any = KEY) -> Opening:
        opening = Opening(PARTS, path, MANAGER.login, TODAY, key=key)
        made.append(opening)
        opening.begin()
        return opening

    yield begin
    for opening in made:
        for shown in (opening.window, opening.trouble, opening.gate):
            if shown is not None and isValid(shown):
                shown.close()
                shown.deleteLater()
                QCoreApplication.sendPostedEvents(shown, QEvent.Type.DeferredDelete)
        opening.finish()


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


def close(opening: Opening) -> None:
    """Close the window, as at the end of a day."""
    assert opening.window is not None
    opening.window.close()
    opening.finish()


def backups_shown(opening: Opening) -> Restoring:
    """The page of the backups."""
    gate = opening.gate
    assert isinstance(gate, Restoring)
    return gate


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
    close(opening)
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
    close(opening)
    assert opening.not_backed_up is not None


def test_from_the_menu_to_a_backup_and_back_to_the_window(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    settled(opening, qtbot).action.trigger()
    gate = backups_shown(opening)
    assert gate.list.item(0).text().startswith("20 Nov 2026 09:30: 1 child, 0 reviews, ")
    assert gate.line is None
    assert not gate.go.isEnabled()
    with Database.open(file, KEY) as database:
        Service(database).child("A2")
    gate.agreed.setChecked(True)
    gate.go.click()
    qtbot.waitUntil(lambda: isinstance(opening.gate, SignIn), timeout=20_000)
    assert children(file) == 1
    assert len(list(file.parent.glob("service replaced *.irotracker"))) == 1
    opening.gate.line.setText(PASSPHRASE)
    opening.gate.go.click()
    settled(opening, qtbot)


def test_a_file_that_cannot_be_opened_is_restored_with_its_passphrase(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    safekeeping.make(file, KEY, safekeeping.usual_folder(file), NOW, "asked for")
    file.write_bytes(b"")
    opening = open_file(file, None)
    assert opening.trouble is not None
    opening.trouble.restore.click()
    gate = backups_shown(opening)
    assert gate.line is not None
    gate.line.setText("a wrong passphrase")
    gate.agreed.setChecked(True)
    gate.go.click()
    qtbot.waitUntil(gate.wrong.isVisible, timeout=20_000)
    assert "passphrase is wrong" in gate.wrong.text()
    qtbot.waitUntil(gate.go.isEnabled, timeout=20_000)
    gate.line.setText(PASSPHRASE)
    gate.go.click()
    qtbot.waitUntil(lambda: isinstance(opening.gate, SignIn), timeout=20_000)
    assert children(file) == 1


def test_a_backup_is_looked_into_without_a_lock_and_says_what_it_is(open_file: Open, file: Path, qtbot: QtBot) -> None:
    made = safekeeping.make(file, KEY, safekeeping.usual_folder(file), NOW, "asked for")
    opening = open_file(Path(made.place) / made.file)
    safety = settled(opening, qtbot)
    assert opening.window is not None
    assert opening.window.notices.words == "A read-only backup, as at 20 Nov 2026 09:30."
    assert not safety.timer.isActive()
    close(opening)
    safekeeping.check_backup(made, KEY)
    assert not list(Path(made.place).glob("*.lock"))


def test_a_folder_without_backups_says_so(open_file: Open, file: Path, qtbot: QtBot, tmp_path: Path) -> None:
    opening = open_file(file)
    settled(opening, qtbot).action.trigger()
    gate = backups_shown(opening)
    (tmp_path / "empty").mkdir()
    assert gate.chosen is not None
    gate.back.emit()
    settled(opening, qtbot)
