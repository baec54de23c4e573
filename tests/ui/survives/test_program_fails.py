"""The window when the program itself fails: it says what is saved, the lanes go on, and Restart opens all anew."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.commands.settings import ChangeSetting
from app.desk import Done
from app.domain.errors import Refusal
from db.database import Database
from tests.builders import MANAGER, TODAY
from tests.disks import fill, make_room
from tests.locks import KEY, locked_copy
from tests.ui.hands import type_in
from tests.ui.survives.failing import (
    PARTS,
    PATIENCE,
    TYPED,
    AddChild,
    Break,
    Names,
    drafts,
    form_in,
    press,
    settled,
    shown,
    watching,
)
from ui import crashes
from ui.opening import Opening
from ui.preferences import DRAFT
from ui.runner import NOT_DONE, NOT_SAVED, NOT_SHOWN, SAVED, Runner, watch_threads
from ui.surviving import CUT_SHORT, RESTART

Open = Callable[[Path], Opening]


def test_a_form_whose_save_met_a_bug_can_be_saved_again_and_says_that_nothing_was(
    opening: Opening, qtbot: QtBot
) -> None:
    window = shown(opening)
    form, field = form_in(window)
    type_in(field, TYPED)
    form.busy(True)
    with qtbot.captureExceptions() as raised:
        window.runner.do(Break("Ada"), failed=form.refuse)
        qtbot.waitUntil(lambda: bool(raised), timeout=PATIENCE)
    assert raised[0][0] is ZeroDivisionError
    assert form.save.isEnabled()
    assert form._refused.text() == str(NOT_SAVED)
    assert window.runner.last_words() == NOT_SAVED
    heard: list[list[str]] = []
    window.runner.ask(Names(), heard.append)
    qtbot.waitUntil(lambda: heard == [[]], timeout=PATIENCE)
    assert field.text() == TYPED


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (lambda runner: runner.ask(Break(), lambda _: None), NOT_SHOWN),
        (lambda runner: runner.ask(Names(), lambda _: 1 // 0), NOT_SHOWN),
        (lambda runner: runner.do(AddChild("Ada"), lambda _: 1 // 0), SAVED),
        (lambda runner: runner.run_long(lambda _: 1 // 0, lambda *_: None, lambda _: None), NOT_DONE),
    ],
    ids=["question", "answer", "after a change", "long work"],
)
def test_what_is_said_of_a_bug_tells_what_is_saved(
    runner: Runner, qtbot: QtBot, start: Callable[[Runner], object], words: Refusal
) -> None:
    with qtbot.captureExceptions() as raised:
        start(runner)
        qtbot.waitUntil(lambda: bool(raised), timeout=PATIENCE)
    assert runner.last_words() == words
    assert runner.last_words() is None
    heard: list[Done[str]] = []
    runner.do(AddChild("Still there"), heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE)


def test_a_lane_outlives_what_goes_wrong_around_its_jobs(runner: Runner, qtbot: QtBot) -> None:
    heard: list[object] = []
    watch_threads(lambda kind, *_: heard.append(kind))
    runner._changes._wanted = lambda _: 1 // 0 > 0
    runner.do(AddChild("Ada"))
    qtbot.waitUntil(lambda: heard == [ZeroDivisionError], timeout=PATIENCE)
    runner._changes._wanted = lambda _: True
    runner.do(AddChild("Bel"), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=PATIENCE)


def test_what_goes_wrong_before_there_is_a_window_is_said_by_the_page_that_asks(
    fresh_database: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = locked_copy(fresh_database, tmp_path / "service.irotracker")
    opening = Opening(PARTS, path, MANAGER.login, TODAY, logs=tmp_path / "logs")
    hook = sys.excepthook
    try:
        opening.begin()
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("Amira"), None)
        assert "Something went wrong in the program" in opening.gate.wrong.text()
        assert "Amira" not in (tmp_path / "logs" / "crashes.log").read_text(encoding="utf-8")
    finally:
        crashes._WATCHING.pop().end()
        sys.excepthook = hook
        opening.gate.close()
        opening.finish()


def test_restart_opens_the_file_anew_at_the_same_place_with_what_is_typed(opening: Opening, qtbot: QtBot) -> None:
    before = shown(opening)
    done: list[object] = []
    before.runner.do(ChangeSetting("setup.done", True), done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
    before.go("challenges")
    _, field = form_in(before)
    type_in(field, TYPED)
    before.runner.broke.emit(NOT_SHOWN)
    assert before.notices.words == str(NOT_SHOWN)
    database = opening.database
    press(before, RESTART)
    window = shown(opening)
    assert window is not before
    assert opening.database is not database
    qtbot.waitUntil(lambda: window.page is not None and window.page.title == "Challenges", timeout=PATIENCE)
    settled(opening, qtbot)
    assert not isValid(before) or not before.isVisible()
    assert window.preferences.get("trial", None, DRAFT) == {"text": TYPED}


def test_what_a_full_disk_refused_is_still_there_after_a_restart(crowded: tuple[Opening, Path], qtbot: QtBot) -> None:
    opening, disk = crowded
    fill(disk)
    with qtbot.waitSignal(shown(opening).preferences.held_up, timeout=PATIENCE):
        shown(opening).preferences.set("trial", {"text": TYPED * 300}, DRAFT)
    watching(opening).restart()
    if opening.window is not None and opening.trouble is None:
        assert shown(opening).preferences.waiting == {(DRAFT, "trial"): {"text": TYPED * 300}}
    make_room(disk)
    if opening.trouble is not None:
        opening.key = KEY
        opening.trouble.go.click()
    settled(opening, qtbot)
    qtbot.waitUntil(lambda: not shown(opening).preferences.unconfirmed, timeout=PATIENCE)
    assert drafts(opening)["trial"] == {"text": TYPED * 300}


def test_a_program_that_was_killed_says_so_when_it_is_started_again(
    open_file: Open, fresh_database: Path, tmp_path: Path
) -> None:
    path = locked_copy(fresh_database, tmp_path / "service.irotracker")
    Database.open(path, KEY).close()  # leaves the note of how far it had come
    script = (
        "import os, sys; from PySide6.QtCore import QLockFile; lock = QLockFile(sys.argv[1]); "
        "lock.setStaleLockTime(0); assert lock.tryLock(0); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, f"{path}.lock"], check=True)
    assert shown(open_file(path)).notices.words == CUT_SHORT
