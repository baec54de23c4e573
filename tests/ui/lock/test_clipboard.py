"""What was copied in the program is taken off the clipboard: after some seconds, at the lock and at the end."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.commands.settings import ChangeSetting
from tests.ui.hands import CTRL, press
from ui.lock import clipboard as module
from ui.lock.clipboard import Clipboard
from ui.lock.lock import Lock, Locked
from ui.parts.clipboard import put_words
from ui.window import Window

NAME = "Amira Khan"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def board() -> Iterator[QClipboard]:
    """The clipboard, empty before and after."""
    made = QGuiApplication.clipboard()
    made.clear()
    yield made
    made.clear()


@pytest.fixture
def keeping(board: QClipboard) -> Iterator[Clipboard]:
    parent = QObject()
    made = Clipboard(parent)
    made.begin()
    yield made
    made.end()


def in_milliseconds(clipboard: Clipboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second passes at once."""
    monkeypatch.setattr(module, "SECOND", 1)
    clipboard.seconds = 30


def test_a_copy_is_taken_off_after_the_seconds_of_the_setting(
    keeping: Clipboard, board: QClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keeping.seconds == 30
    in_milliseconds(keeping, monkeypatch)
    board.setText(NAME)
    qtbot.waitUntil(lambda: board.text() == "")


def test_ctrl_c_in_any_field_counts_as_a_copy(
    keeping: Clipboard, board: QClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_milliseconds(keeping, monkeypatch)
    line = QLineEdit(NAME)
    qtbot.addWidget(line)
    line.show()
    line.selectAll()
    press(line, Qt.Key.Key_C, CTRL)
    assert board.text() == NAME
    qtbot.waitUntil(lambda: board.text() == "")


def test_with_nought_seconds_it_stays_until_the_lock(keeping: Clipboard, board: QClipboard) -> None:
    keeping.seconds = 0
    board.setText(NAME)
    assert not keeping._timer.isActive()
    keeping.clear()
    assert board.text() == ""


def test_what_another_program_put_there_stays(
    keeping: Clipboard, board: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.setText(NAME)
    monkeypatch.setattr(module, "is_ours", lambda _board: False)
    board.setText("of another program")
    assert not keeping._timer.isActive()
    keeping.clear()
    assert board.text() == "of another program"


def test_the_lock_and_the_end_of_the_window_clear_it(
    window: Window, board: QClipboard, tmp_path: Path, qtbot: QtBot
) -> None:
    lock = Lock(window, Locked(tmp_path / "service.irotracker", None, lambda: None, lambda: None))  # type: ignore[arg-type,return-value]
    lock.begin()
    board.setText(NAME)
    lock.lock()
    assert board.text() == ""
    board.setText(NAME)  # a copy that was asked for before, and comes only now
    qtbot.waitUntil(lambda: board.text() == "")
    lock._unlock("the end of the test")
    board.setText(NAME)
    window.close()
    assert board.text() == ""


def test_the_window_says_that_a_copy_was_taken_off(
    window: Window, board: QClipboard, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECOND", 1)
    lock = Lock(window, Locked(tmp_path / "service.irotracker", None, lambda: None, lambda: None))  # type: ignore[arg-type,return-value]
    lock.begin()
    board.setText(NAME)
    qtbot.waitUntil(lambda: "taken off the clipboard" in window.notices.words)
    assert NAME not in window.notices.words


def test_the_seconds_are_the_services(window: Window, board: QClipboard, tmp_path: Path, qtbot: QtBot) -> None:
    lock = Lock(window, Locked(tmp_path / "service.irotracker", None, lambda: None, lambda: None))  # type: ignore[arg-type,return-value]
    lock.begin()
    window.runner.do(ChangeSetting("clipboard.seconds", 5))
    qtbot.waitUntil(lambda: lock.clipboard.seconds == 5)


def test_the_computers_own_list_of_copies_is_asked_to_keep_none(board: QClipboard) -> None:
    put_words(NAME)
    assert board.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    assert any("CanIncludeInClipboardHistory" in kind for kind in board.mimeData().formats())


REAL = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from ui.lock.clipboard import Clipboard
application, parent = QApplication([]), QObject()
clipboard = Clipboard(parent)
clipboard.seconds = 1
clipboard.begin()
QApplication.clipboard().setText(sys.argv[1])
print("copied", flush=True)
QTimer.singleShot(int(sys.argv[2]), application.quit)
application.exec()
"""


@pytest.mark.skipif(not (shutil.which("xvfb-run") and shutil.which("xclip")), reason="needs xvfb-run and xclip")
@pytest.mark.parametrize("other", ["", "of another program"])
def test_on_a_real_screen_only_our_own_copy_is_taken_off(tmp_path: Path, other: str) -> None:
    program = tmp_path / "copies.py"
    program.write_text(REAL, encoding="utf-8")
    paste = "timeout 2 xclip -selection clipboard -o 2>/dev/null"
    copy = f"printf '%s' '{other}' | xclip -selection clipboard -i;" if other else ""
    script = (
        f"export PYTHONPATH={ROOT} QT_QPA_PLATFORM=xcb; {sys.executable} {program} '{NAME}' 2500 > {tmp_path}/said & "
        f"while ! grep -q copied {tmp_path}/said; do :; done; {paste}; echo; {copy} wait %1; {paste}; true"
    )
    told = subprocess.run(["xvfb-run", "-a", "bash", "-c", script], capture_output=True, text=True, check=True).stdout
    assert told == f"{NAME}\n{other}"
