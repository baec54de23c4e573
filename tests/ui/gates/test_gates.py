"""Before the window: the passphrase of a file, its recovery key, a new file's passphrase, and an old file encrypted."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlcipher3 import dbapi2

from db import upgrade
from db.database import Database
from db.engines import check_library, writing_engine
from db.keys import KeyFile
from db.troubles import is_plain
from tests.builders import MANAGER, stamp
from tests.locks import PASSPHRASE, key_of
from tests.ui.gates.hands import OTHER, Open, choose, give, keep, settled, words
from tests.ui.hands import press, type_in
from tests.ui.openings import leave
from tests.ui.secret_store import Store
from ui.gates.choosing import Choosing
from ui.gates.keeping import Keeping
from ui.gates.printed import document
from ui.gates.restoring import Restoring
from ui.gates.signin import SignIn
from ui.ownkeys import remembered
from ui.parts import gate as gate_module


def test_an_encrypted_file_asks_for_its_passphrase_and_opens(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    gate = opening.gate
    assert isinstance(gate, SignIn)
    assert (opening.window, gate.line.echoMode()) == (None, QLineEdit.EchoMode.Password)
    gate.activateWindow()
    qtbot.waitUntil(gate.line.hasFocus)
    type_in(gate.line, PASSPHRASE)
    press(gate.line, Qt.Key.Key_Return)
    settled(opening, qtbot)
    qtbot.waitUntil(lambda: not isValid(gate))


def test_what_is_typed_can_be_shown(open_file: Open, file: Path) -> None:
    gate = open_file(file).gate
    gate.shown.click()
    assert gate.line.echoMode() == QLineEdit.EchoMode.Normal
    gate.shown.click()
    assert gate.line.echoMode() == QLineEdit.EchoMode.Password


def test_after_a_wrong_passphrase_nothing_is_taken_for_a_while(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    gate = opening.gate
    gate.line.setText("three small owl")
    before = time.monotonic()
    gate.go.click()
    qtbot.waitUntil(lambda: "they look the same" in words(gate))
    assert "The passphrase is wrong, or the first page of the file or its key file is damaged" in words(gate)
    assert not gate.go.isEnabled()
    qtbot.waitUntil(gate.go.isEnabled)
    assert time.monotonic() - before >= 0.09
    gate.line.setText(PASSPHRASE)
    gate.go.click()
    settled(opening, qtbot)
    leave(opening)
    with Database.open(file, key_of(file)) as database, database.read(stamp()) as store:
        said = [entry.summary for entry in store.accounts.latest(None, 3)]
    assert any("1 wrong passphrase or PIN when the program was started" in one for one in said)


def test_the_pause_is_a_second() -> None:
    assert gate_module.PAUSE == 1_000


def test_sign_in_leads_to_the_backups_and_a_wrong_passphrase_names_the_newest(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    with Database.open(file, key_of(file)) as database:
        Database.safekeeping().backup_open(database, stamp(), closing=True)
    opening = open_file(file)
    assert opening.gate.restore.text() == "&Restore a backup"
    give(opening.gate, OTHER)
    qtbot.waitUntil(lambda: "the newest is of" in opening.gate.restore.text())
    qtbot.waitUntil(opening.gate.restore.isEnabled)
    opening.gate.restore.click()
    shown = opening.gate
    assert isinstance(shown, Restoring)
    shown.back.emit()
    assert isinstance(opening.gate, SignIn)


def test_a_new_file_is_made_once_its_recovery_key_is_kept(open_file: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "made" / "here" / "service.irotracker"
    opening = open_file(path)
    gate = choose(opening, "owls")
    assert "12 characters or more" in words(gate)
    choose(opening, PASSPHRASE, OTHER)
    assert "not the same" in words(gate)
    choose(opening, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Keeping))
    assert not path.exists()
    kept = opening.gate
    kept.save(str(tmp_path / "recovery.txt"))
    recovery = kept.recovery
    assert recovery in (tmp_path / "recovery.txt").read_text(encoding="utf-8")
    assert recovery in document("Recovery key", recovery).toPlainText()
    keep(opening, qtbot)
    settled(opening, qtbot)
    assert not is_plain(path)
    assert KeyFile.read(KeyFile.path_of(path)).recover(recovery) == key_of(path)
    assert opening.window is not None
    assert opening.window.page is not None
    assert opening.window.page.title == "First steps"
    said = " ".join(label.text() for label in opening.window.page.findChildren(QLabel))
    assert "It is encrypted: without the passphrase or the recovery key nobody can read it." in said
    assert "not encrypted" not in said + opening.window.foot.database.text()


def test_the_file_of_an_earlier_version_is_encrypted_before_it_is_opened(
    open_file: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "service.irotracker"
    Database.create_demonstration(path, stamp(person=MANAGER)).close()
    engine = writing_engine(path, None, 1)
    upgrade.downgrade(engine, path, "0005")  # the last one that was not encrypted
    engine.dispose()
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("DELETE FROM meta WHERE key = 'demonstration'")
    connection.close()
    copy = path.with_name("service version 3 2026-01-02 030405.irotracker")
    copy.write_bytes(path.read_bytes())
    opening = open_file(path)
    assert isinstance(opening.gate, Choosing)
    assert "whoever gets hold of it can read it" in words(opening.gate)
    choose(opening, PASSPHRASE)
    keep(opening, qtbot)
    settled(opening, qtbot)
    assert opening.window is not None
    assert f"Erased too: {copy.name}." in opening.window.notices.words
    assert not copy.exists()
    assert not is_plain(path)
    assert key_of(path) is not None


def test_a_demonstration_opens_at_once_and_says_that_it_is_not_encrypted(
    open_file: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "demonstration.irotracker"
    Database.create_demonstration(path, stamp(person=MANAGER)).close()
    opening = open_file(path)
    assert opening.gate is None
    settled(opening, qtbot)
    assert opening.window is not None
    assert opening.window.foot.database.text() == "demonstration.irotracker: a demonstration, not encrypted"


def test_a_database_library_that_can_damage_the_file_is_told_before_anything_is_asked(
    open_file: Open, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.database.check_library", lambda: check_library((3, 40, 1)))
    for path in (file, tmp_path / "none.irotracker"):
        opening = open_file(path)
        assert opening.gate is None
        assert opening.trouble is not None
        assert "The database library is too old: SQLite 3.40.1, and 3.51.3 or newer is needed." in opening.trouble.words


def test_a_key_file_that_is_damaged_is_told_before_a_passphrase_is_asked_for(open_file: Open, file: Path) -> None:
    KeyFile.path_of(file).write_text("{}")
    opening = open_file(file)
    assert opening.gate is None
    assert opening.trouble is not None
    assert "The key file service.irotracker.key is damaged" in opening.trouble.words


def test_a_key_that_was_remembered_opens_the_file_until_it_is_forgotten(
    open_file: Open, file: Path, store: Store, qtbot: QtBot
) -> None:
    first = open_file(file)
    first.gate.remember.setChecked(True)
    first.gate.line.setText(PASSPHRASE)
    first.gate.go.click()
    settled(first, qtbot)
    assert PASSPHRASE not in store.held.values()
    leave(first)
    second = open_file(file)
    settled(second, qtbot)
    leave(second)
    store.held.clear()
    third = open_file(file)
    gate = third.gate
    qtbot.waitUntil(gate.go.isEnabled)
    gate.remember.setChecked(False)
    gate.line.setText(PASSPHRASE)
    gate.go.click()
    settled(third, qtbot)
    assert store.held == {}


def test_nothing_is_remembered_that_nobody_asked_for(open_file: Open, file: Path, store: Store, qtbot: QtBot) -> None:
    key = remembered(KeyFile.read(KeyFile.path_of(file)))
    first = open_file(file)
    give(first.gate, PASSPHRASE)
    settled(first, qtbot)
    leave(first)
    assert not QSettings().contains(key)
    QSettings().setValue(key, "false")  # as an earlier version noted it, read back by another process
    second = open_file(file)
    assert (second.gate.remember.isChecked(), second.gate.go.isEnabled()) == (False, True)
    give(second.gate, PASSPHRASE)
    settled(second, qtbot)
    assert (store.held, QSettings().contains(key)) == ({}, False)


def test_a_computer_that_remembers_nothing_opens_the_file_all_the_same_and_says_so(
    open_file: Open, file: Path, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: str) -> None:
        raise RuntimeError("no store")

    monkeypatch.setattr(store, "set_password", refused)
    opening = open_file(file)
    opening.gate.remember.setChecked(True)
    opening.gate.line.setText(PASSPHRASE)
    opening.gate.go.click()
    settled(opening, qtbot)
    assert opening.window is not None
    assert "did not remember the passphrase" in opening.window.notices.words
    assert not QSettings().value(f"remembered/{KeyFile.read(KeyFile.path_of(file)).id}")


def test_no_page_shows_a_passphrase_in_its_title_or_its_words(open_file: Open, file: Path, qtbot: QtBot) -> None:
    gate = open_file(file).gate
    gate.line.setText(OTHER)
    gate.go.click()
    qtbot.waitUntil(lambda: "look the same" in words(gate))
    assert OTHER not in words(gate) + gate.windowTitle() + gate.accessibleName() + gate.accessibleDescription()
