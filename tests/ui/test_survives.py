"""The window when the file, its disk or the program itself fails: it says what is saved, keeps what is typed, and goes on."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.commands.settings import ChangeSetting
from app.desk import Done, sign_in
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.errors import Refusal
from app.queries.preferences import RecallAll
from app.store import Store
from db.database import Database
from tests.builders import MANAGER, NOW, TODAY, stamp
from tests.disks import fill, gone, make_room, small_disk
from tests.locks import KEY, locked_copy
from tests.ui.hands import type_in
from ui import crashes
from ui import preferences as preferences_module
from ui.console import Parts
from ui.opening import Opening
from ui.parts.form import Form
from ui.preferences import DRAFT
from ui.runner import NOT_DONE, NOT_SAVED, NOT_SHOWN, SAVED, Runner, watch_threads
from ui.surviving import CUT_SHORT, IN_THE_FILE, LOOK_AGAIN, NOT_YET, RESTART, THERE_AGAIN, Surviving
from ui.window import Window

Open = Callable[[Path], Opening]
PATIENCE = 60_000
"""For each step, in milliseconds: the computer may be busy with other things."""
TYPED = "Half a sentence about a child"
PARTS = Parts(Database, sign_in, lambda: NOW)


@dataclass(frozen=True)
class Break:
    """A change, or a question, with a bug."""

    name: str = ""
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = "Broken"

    def run(self, store: Store, stamp: Stamp) -> str:
        """Keep a child if there is a name, and then raise what is no Refusal."""
        store.shelf(Child).keep(Child(reference="1", name=self.name))
        raise ZeroDivisionError


@dataclass(frozen=True)
class AddChild:
    """A change that goes well."""

    name: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Child added"

    def run(self, store: Store, stamp: Stamp) -> str:
        """Keep a child."""
        return store.shelf(Child).keep(Child(reference="2", name=self.name)).id


@dataclass(frozen=True)
class Names:
    """The names of all children."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> list[str]:
        """In their order."""
        return sorted(child.name for child in store.shelf(Child).find())


@pytest.fixture
def open_file(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open the window on a file as the manager; what waits is tried again at once."""
    monkeypatch.setattr(preferences_module, "AGAIN", 20)
    made: list[Opening] = []

    def begin(path: Path) -> Opening:
        opening = Opening(PARTS, path, MANAGER.login, TODAY, key=KEY)
        made.append(opening)
        opening.begin()
        assert opening.trouble is None, opening.trouble.words
        settled(opening, qtbot)
        return opening

    yield begin
    for opening in made:
        window = opening.window
        if window is not None and isValid(window):
            window.runner.finish()
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
        if opening.trouble is not None:
            opening.trouble.close()
        opening.finish()


@pytest.fixture
def opening(open_file: Open, fresh_database: Path, tmp_path: Path) -> Opening:
    """The window of a new service."""
    return open_file(locked_copy(fresh_database, tmp_path / "service.irotracker"))


@pytest.fixture
def crowded(open_file: Open, fresh_database: Path, tmp_path: Path) -> Iterator[tuple[Opening, Path]]:
    """A window whose file lies on a small disk."""
    with small_disk(tmp_path / "disk") as disk:
        yield open_file(locked_copy(fresh_database, disk / "service.irotracker")), disk


def shown(opening: Opening) -> Window:
    assert opening.window is not None
    return opening.window


def settled(opening: Opening, qtbot: QtBot) -> None:
    window = shown(opening)
    qtbot.waitUntil(lambda: window.page is not None and window.runner._waiting == 0, timeout=PATIENCE)


def watching(opening: Opening) -> Surviving:
    (found,) = shown(opening).findChildren(Surviving)
    assert isinstance(found, Surviving)
    return found


def look(opening: Opening) -> None:
    """As the timers do every two seconds."""
    shown(opening).look_outside()
    watching(opening).look()


def drafts(opening: Opening) -> dict[str, object]:
    """What has been typed so far, as it is in the file."""
    with Database.open(opening.path, KEY) as database, database.read(stamp()) as store:
        return {key: json.loads(text) for key, text in RecallAll(DRAFT).run(store, stamp()).items()}


def form_in(window: Window) -> tuple[Form, QLineEdit]:
    """A form that stands in the window, with a draft."""
    form = Form(preferences=window.preferences, draft_key="trial")
    field = QLineEdit()
    form.add("text", "Text", field)
    form.setParent(window)
    return form, field


def press(window: Window, words: str) -> None:
    (button,) = [each for each in window.notices.findChildren(QPushButton) if each.text() == words]
    button.click()


# --------------------------------------------------------------------------------------------------- disk and file


def test_what_is_typed_on_a_full_disk_is_kept_said_and_written_once_there_is_room(
    crowded: tuple[Opening, Path], qtbot: QtBot
) -> None:
    opening, disk = crowded
    window = shown(opening)
    fill(disk)
    with qtbot.waitSignal(window.preferences.held_up, timeout=PATIENCE):
        window.preferences.set("trial", {"text": TYPED * 3_000}, DRAFT)
    qtbot.waitUntil(lambda: window.foot.state.text() == NOT_YET, timeout=PATIENCE)
    assert "The disk that holds service.irotracker is full." in window.notices.words
    assert "What you typed is not in the file yet: it is kept in this window" in window.notices.words
    with qtbot.waitSignal(window.preferences.caught_up, timeout=PATIENCE):
        make_room(disk)
        window.preferences.try_again()
    assert window.notices.words == IN_THE_FILE
    assert window.foot.state.text() == "All changes saved"
    assert drafts(opening)["trial"] == {"text": TYPED * 3_000}


def test_closing_with_typing_that_the_full_disk_refuses_asks_first(crowded: tuple[Opening, Path], qtbot: QtBot) -> None:
    opening, disk = crowded
    window = shown(opening)
    _, field = form_in(window)
    fill(disk)
    type_in(field, TYPED)
    window.close()
    qtbot.waitUntil(lambda: bool(window.findChildren(QDialog)), timeout=PATIENCE)
    (box,) = window.findChildren(QDialog)
    assert "What you typed last is not in the file" in str(box.property("text"))
    assert window.isVisible()
    box.reject()
    make_room(disk)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert drafts(opening)["trial"] == {"text": TYPED}


def test_a_save_that_the_full_disk_refuses_is_said_and_offers_to_look_again(
    crowded: tuple[Opening, Path], qtbot: QtBot
) -> None:
    opening, disk = crowded
    window = shown(opening)
    fill(disk)
    with qtbot.waitSignal(window.runner.refused, timeout=PATIENCE):
        window.runner.do(AddChild("x" * 100_000))
    assert "is full. Nothing was written." in window.notices.words
    make_room(disk)
    heard: list[list[str]] = []
    with qtbot.waitSignal(window.runner.changed, timeout=PATIENCE):
        press(window, LOOK_AGAIN)
    window.runner.do(AddChild("Ada"), lambda _: window.runner.ask(Names(), heard.append))
    qtbot.waitUntil(lambda: heard == [["Ada"]], timeout=PATIENCE)


def test_a_disk_that_goes_away_is_said_and_typing_waits_in_the_window(
    open_file: Open, fresh_database: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        opening = open_file(locked_copy(fresh_database, disk / "service.irotracker"))
        window = shown(opening)
        with gone(disk):
            look(opening)
            assert "or its disk is gone" in window.notices.words
            window.preferences.set("trial", TYPED, DRAFT)
            qtbot.waitUntil(lambda: window.foot.state.text() == NOT_YET, timeout=PATIENCE)
        look(opening)
        qtbot.waitUntil(lambda: window.notices.words == IN_THE_FILE, timeout=PATIENCE)
        assert drafts(opening)["trial"] == TYPED


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not move a file that is open")
def test_a_file_that_is_moved_away_is_said_once_and_again_when_it_is_back(opening: Opening, qtbot: QtBot) -> None:
    window = shown(opening)
    aside = opening.path.with_name("aside")
    opening.path.rename(aside)
    look(opening)
    assert "service.irotracker is not where it was opened" in window.notices.words
    window.notices.dismiss()
    look(opening)
    assert window.notices.words == ""
    window.preferences.set("trial", TYPED, DRAFT)
    qtbot.waitUntil(lambda: window.foot.state.text() == NOT_YET, timeout=PATIENCE)
    aside.rename(opening.path)
    look(opening)
    assert window.notices.words == THERE_AGAIN
    qtbot.waitUntil(lambda: window.notices.words == IN_THE_FILE, timeout=PATIENCE)
    assert drafts(opening)["trial"] == TYPED


def test_a_new_day_is_noticed_also_when_the_computer_slept_through_midnight(opening: Opening, qtbot: QtBot) -> None:
    window, survives = shown(opening), watching(opening)
    with qtbot.assertNotEmitted(window.runner.changed):
        survives.look()
    opening.as_of = None
    window.runner.desk._as_of = TODAY.replace(day=TODAY.day + 1)
    with qtbot.waitSignal(window.runner.changed, timeout=PATIENCE):
        survives.look()
    with qtbot.assertNotEmitted(window.runner.changed):
        survives.look()


# -------------------------------------------------------------------------------------------------------- the program


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
        opening.trouble.retry.click()
    settled(opening, qtbot)
    qtbot.waitUntil(lambda: not shown(opening).preferences.unconfirmed, timeout=PATIENCE)
    assert drafts(opening)["trial"] == {"text": TYPED * 300}


def test_a_program_that_was_killed_says_so_when_it_is_started_again(
    open_file: Open, fresh_database: Path, tmp_path: Path
) -> None:
    path = locked_copy(fresh_database, tmp_path / "service.irotracker")
    script = (
        "import os, sys; from PySide6.QtCore import QLockFile; lock = QLockFile(sys.argv[1]); "
        "lock.setStaleLockTime(0); assert lock.tryLock(0); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, f"{path}.lock"], check=True)
    assert shown(open_file(path)).notices.words == CUT_SHORT
