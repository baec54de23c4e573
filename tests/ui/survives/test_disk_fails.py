"""The window when the file or its disk fails: it says what is saved, keeps what is typed, and goes on."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.troubles import refusal
from tests.builders import TODAY
from tests.disks import fill, gone, make_room, small_disk
from tests.locks import locked_copy
from tests.ui.hands import type_in
from tests.ui.survives.failing import PATIENCE, TYPED, AddChild, Names, drafts, form_in, look, press, shown, watching
from ui.gates.restoring import Restoring
from ui.opening import Opening
from ui.preferences import DRAFT
from ui.surviving import IN_THE_FILE, LOOK_AGAIN, NOT_YET, RESTORE, THERE_AGAIN

Open = Callable[[Path], Opening]


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


def test_a_damaged_page_found_in_the_window_leads_to_the_backups(opening: Opening, qtbot: QtBot) -> None:
    window = shown(opening)
    window.runner.refused.emit(refusal(opening.path, sqlite3.SQLITE_CORRUPT))
    assert "is damaged" in window.notices.words
    press(window, RESTORE)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Restoring), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not isValid(window), timeout=PATIENCE)  # closed, and not kept in memory either


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
