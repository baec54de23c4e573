"""Opening a file: one window for each, trouble said in a window of its own, and the way to another file."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlcipher3 import dbapi2

from app.commands.settings import ChangeSetting
from app.desk import Desk, sign_in
from app.domain.access import Person
from app.domain.errors import Refusal
from app.domain.settings import Setting
from db.database import VERSION, Database
from db.engines import unlock
from tests.builders import MANAGER, NOW, TODAY, Service
from tests.locks import KEY, locked_copy
from tests.ui.hands import press
from tests.ui.openings import leave
from ui import opening as opening_module
from ui.console import Parts
from ui.gates.signin import SignIn
from ui.opening import Opening, open_window
from ui.trouble import Trouble

Open = Callable[..., Opening]
PARTS = Parts(Database, sign_in, lambda: NOW)


@pytest.fixture
def open_file(qtbot: QtBot) -> Iterator[Open]:
    """Begin with a file, as the manager unless said otherwise."""
    made: list[Opening] = []

    def begin(path: Path, login: str = MANAGER.login) -> Opening:
        opening = Opening(PARTS, path, login, TODAY, key=KEY if Database.needs_key(path) else None)
        made.append(opening)
        opening.begin()
        return opening

    yield begin
    for opening in made:
        leave(opening)


@pytest.fixture
def file(fresh_database: Path, tmp_path: Path) -> Path:
    """A new service's file, closed."""
    return locked_copy(fresh_database, tmp_path / "service.irotracker")


def settled(opening: Opening, qtbot: QtBot) -> None:
    """Wait until the first page is there and nothing more is asked."""
    assert opening.trouble is None, opening.trouble.words
    window = opening.window
    assert window is not None
    qtbot.waitUntil(lambda: window.page is not None and window.runner._waiting == 0)


def gone(trouble: Trouble, qtbot: QtBot) -> None:
    """Wait until a window that was closed is deleted."""
    qtbot.waitUntil(lambda: not isValid(trouble))


def words(opening: Opening) -> str:
    """Everything that the trouble window says."""
    assert isinstance(opening.trouble, Trouble)
    assert opening.trouble.isVisible()
    assert opening.database is None
    return "\n".join(label.text() for label in opening.trouble.findChildren(QLabel))


def change_with_sqlite(path: Path, statement: str) -> None:
    connection = dbapi2.connect(str(path))
    unlock(connection, KEY)
    connection.execute(statement)
    connection.close()


def test_once_the_first_steps_are_taken_my_week_comes_first(open_file: Open, file: Path, qtbot: QtBot) -> None:
    with Database.open(file, KEY) as database:
        Desk(database, MANAGER, lambda: NOW, TODAY).do(ChangeSetting("setup.done", True))
    opening = open_file(file)
    settled(opening, qtbot)
    assert opening.window is not None
    assert [place.key for place in opening.window.given.places][:2] == ["week", "reviews"]
    assert opening.window.page is not None
    assert opening.window.page.title == "My week"


def test_a_second_window_on_the_same_file_is_refused_and_names_the_holder(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    first = open_file(file)
    settled(first, qtbot)
    second = open_file(file)
    said = words(second)
    assert "service.irotracker is open already, " in said
    assert f"on the computer {os.uname().nodename if hasattr(os, 'uname') else ''}" in said
    if sys.platform != "win32":
        assert f"by {file.owner()} on the computer" in said
    assert "Use that window, or close it first." in said


def test_once_the_first_window_is_closed_try_again_opens_the_file(open_file: Open, file: Path, qtbot: QtBot) -> None:
    first = open_file(file)
    settled(first, qtbot)
    second = open_file(file)
    before = second.trouble
    assert before is not None
    assert first.window is not None
    first.window.close()
    first.finish()
    before.go.click()
    gone(before, qtbot)
    settled(second, qtbot)
    assert second.refusal is None


def test_the_lock_of_a_program_that_crashed_is_no_hindrance(open_file: Open, file: Path, qtbot: QtBot) -> None:
    script = (
        "import os, sys; from PySide6.QtCore import QLockFile; lock = QLockFile(sys.argv[1]); "
        "lock.setStaleLockTime(0); assert lock.tryLock(0); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, f"{file}.lock"], check=True)
    assert Path(f"{file}.lock").exists()
    settled(open_file(file), qtbot)


def test_trouble_leaves_no_lock_behind(open_file: Open, tmp_path: Path) -> None:
    path = tmp_path / "empty.irotracker"
    path.touch()
    open_file(path)
    assert list(tmp_path.glob("*.lock")) == []


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scramble(path: Path) -> None:
    path.write_bytes(b"PK" + b"\x07" * 20_000)


def make_newer(path: Path) -> None:
    change_with_sqlite(path, f"PRAGMA user_version = {VERSION + 1}")


def make_foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE diary (day TEXT)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.write_bytes(b""), "is empty: 0 bytes. This is damage, not a new database."),
        (damage, "is damaged"),
        (scramble, "is damaged: its end is missing."),
        (make_newer, "was made by a newer version of IRO Tracker."),
        (make_foreign, "belongs to another program."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_words_and_left_as_it_is(
    open_file: Open, file: Path, spoil: Callable[[Path], Any], sentence: str
) -> None:
    spoil(file)
    before = file.read_bytes()
    said = words(open_file(file))
    assert f"service.irotracker {sentence}" in said
    assert str(file) in said
    assert file.read_bytes() == before


def test_a_folder_in_place_of_a_file_is_told_in_words(open_file: Open, tmp_path: Path) -> None:
    assert "is not a file." in words(open_file(tmp_path))


def test_a_place_where_no_folder_can_be_is_told_in_words(open_file: Open, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Mia")
    assert "cannot be written to." in words(open_file(tmp_path / "letter.txt" / "service.irotracker"))


def test_open_another_file_asks_for_its_passphrase(open_file: Open, file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "empty.irotracker"
    path.touch()
    opening = open_file(path)
    trouble = opening.trouble
    assert trouble is not None
    trouble.choose.click()
    dialog = trouble.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(file))
    press(name, Qt.Key.Key_Return)
    gone(trouble, qtbot)
    assert isinstance(opening.gate, SignIn)
    assert opening.gate.path == file


def test_open_another_file_that_is_damaged_too_is_told_again(open_file: Open, tmp_path: Path) -> None:
    for name in ("first.irotracker", "second.irotracker"):
        (tmp_path / name).touch()
    opening = open_file(tmp_path / "first.irotracker")
    opening.open_other(str(tmp_path / "second.irotracker"))
    assert "second.irotracker is empty" in words(opening)


def test_the_trouble_window_is_worked_by_keyboard(open_file: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "empty.irotracker"
    path.touch()
    trouble = open_file(path).trouble
    assert trouble is not None
    trouble.activateWindow()
    qtbot.waitUntil(trouble.go.hasFocus)
    asked: list[bool] = []
    trouble.again.disconnect()
    trouble.again.connect(lambda: asked.append(True))
    press(trouble.go, Qt.Key.Key_Return)
    assert asked == [True]
    press(trouble, Qt.Key.Key_Escape)
    gone(trouble, qtbot)


def test_a_person_whose_login_is_unknown_is_refused_and_told_whom_to_ask(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    opening = open_file(file, "stranger")
    said = words(opening)
    assert 'The login "stranger" is not entered in this service.' in said
    assert "Ask an IRO team manager" in said
    with Database.open(file, KEY) as database, database.read(Desk(database, MANAGER, lambda: NOW).stamp()) as store:
        assert [person.login for person in store.shelf(Person).find()] == [MANAGER.login]


def test_a_login_is_known_whatever_its_letters(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file, MANAGER.login.upper())
    settled(opening, qtbot)
    assert opening.window is not None
    assert opening.window.runner.desk.person.login == MANAGER.login


def test_a_demonstration_opens_for_everyone_without_first_steps(open_file: Open, file: Path, qtbot: QtBot) -> None:
    with Database.open(file, KEY) as database:
        Service(database).keep(Setting(key="service.demonstration", start=TODAY, value="true"))
    opening = open_file(file, "stranger")
    settled(opening, qtbot)
    assert opening.window is not None
    assert opening.window.page is not None
    assert opening.window.page.title == "My week"


def test_the_program_ends_with_a_refusal_when_the_file_never_opened(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.irotracker"
    path.touch()

    def look_and_quit(_application: QApplication) -> int:
        shown = [each for each in QApplication.allWidgets() if isinstance(each, Trouble) and each.isVisible()]
        assert len(shown) == 1
        shown[0].leave.click()
        gone(shown[0], qtbot)
        return 0

    monkeypatch.setattr(opening_module, "run", look_and_quit)
    with pytest.raises(Refusal, match="0 bytes"):
        open_window(replace(PARTS, now=lambda: datetime(2026, 11, 20, tzinfo=UTC)), path, "anna", None)
