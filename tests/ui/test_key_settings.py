"""Settings, Passphrase and recovery key: each is changed by whoever knows the passphrase, and nothing typed there stays."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoStore
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.access import Role
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.errors import Refusal
from db.database import Database
from db.keys import KeyFile
from tests.builders import MANAGER, NOW, Service, stamp
from tests.locks import KEY, PASSPHRASE, key_of
from tests.ui.secret_store import Store
from ui import pins as pins_module
from ui.notices import Notices
from ui.ownkeys import OwnKeys
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.settings.keys import (
    AGAIN,
    CHANGE,
    FIGURES,
    FIGURES_AGAIN,
    FORGET,
    KEYS,
    NEW,
    OLD,
    PIN,
    RECOVERY,
    KeysForm,
)
from ui.settings.parts import PARTS

OTHER = "four tall herons"
Make = Callable[..., KeysForm]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The computer's store of secrets."""
    before, made = keyring.get_keyring(), Store()
    keyring.set_keyring(made)
    monkeypatch.setattr(pins_module, "_HERE", {})
    monkeypatch.setattr(pins_module, "PAUSE", 0)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def keys(database: Database) -> OwnKeys:
    """The keys of the open file."""
    return OwnKeys(Database, database.path, lambda: KEY, lambda: NOW)


@pytest.fixture
def section(service: Service, keys: OwnKeys, store: Store, qtbot: QtBot) -> Iterator[Make]:
    """The section, shown, for a person of this role."""
    made: list[Runner] = []

    def make(role: Role = Role.MANAGER, own: OwnKeys | None = keys, *, is_locked: bool = True) -> KeysForm:
        runner = Runner(service.desk(replace(MANAGER, role=role)))
        made.append(runner)
        calendar = Calendar.from_rows(shipped_holidays())
        tools = Tools(
            runner, Notices(), Preferences(runner), lambda: calendar, str(keys.path), keys=own, is_locked=is_locked
        )
        form = KeysForm(tools, KEYS)
        qtbot.addWidget(form)
        form.show()
        form.ask()
        return form

    yield make
    for runner in made:
        runner.finish()


def fill(form: KeysForm, what: str, **typed: str) -> None:
    """Choose what to do, type and press the button."""
    form.what.set_value(what)
    form._show_way()
    for key, words in typed.items():
        form.lines[key.replace("_", " ")].setText(words)
    form.form.saved.emit()


def said(form: KeysForm, words: str) -> bool:
    return words in form.tools.notices.words


def refused(form: KeysForm) -> str:
    """What stands above the button or under a field."""
    below = [field.refused.text() for field in form.form._fields.values()]
    return " ".join([form.form._refused.text(), *below])


def last_action(service: Service) -> str:
    with service.read() as read:
        return read.accounts.latest(None, 1)[0].action


def test_the_passphrase_is_changed_and_the_account_says_so(
    section: Make, keys: OwnKeys, store: Store, service: Service, qtbot: QtBot
) -> None:
    form = section()
    fill(form, CHANGE, **{OLD: PASSPHRASE, NEW: OTHER, AGAIN: OTHER})
    qtbot.waitUntil(lambda: said(form, "The passphrase is changed"))
    assert key_of(keys.path, OTHER) == KEY
    assert last_action(service) == "Change the passphrase"
    assert {line.text() for line in form.lines.values()} == {""}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({OLD: OTHER, NEW: "five old badgers", AGAIN: "five old badgers"}, "This is not the passphrase of the file."),
        ({OLD: PASSPHRASE, NEW: OTHER, AGAIN: PASSPHRASE}, "The two passphrases are not the same."),
        ({OLD: PASSPHRASE, NEW: "owls", AGAIN: "owls"}, "12 characters or more, and this has 4"),
    ],
)
def test_a_passphrase_that_will_not_do_is_told_and_nothing_is_changed(
    section: Make, keys: OwnKeys, qtbot: QtBot, typed: dict[str, str], why: str
) -> None:
    form, before = section(), KeyFile.path_of(keys.path).read_bytes()
    fill(form, CHANGE, **typed)
    qtbot.waitUntil(lambda: why in refused(form))
    assert KeyFile.path_of(keys.path).read_bytes() == before


def test_what_this_computer_kept_for_the_old_passphrase_is_forgotten(
    section: Make, keys: OwnKeys, store: Store, qtbot: QtBot
) -> None:
    keys.pins().choose("495061", keys.day)
    form = section()
    fill(form, CHANGE, **{OLD: PASSPHRASE, NEW: OTHER, AGAIN: OTHER})
    qtbot.waitUntil(lambda: said(form, "The passphrase is changed"))
    assert store.held == {}
    assert not keys.pins().is_set(keys.day)


def test_a_new_recovery_key_replaces_the_old_one_once_it_is_kept(
    section: Make, keys: OwnKeys, service: Service, tmp_path: Path, qtbot: QtBot
) -> None:
    form, before = section(), KeyFile.path_of(keys.path).read_bytes()
    fill(form, RECOVERY, **{OLD: PASSPHRASE})
    new = form.new_key
    qtbot.waitUntil(new.isVisible)
    assert (form.form.isVisible(), new.go.isEnabled()) == (False, False)
    assert KeyFile.path_of(keys.path).read_bytes() == before
    words = "-".join(new.words.text().split())
    new.save(str(tmp_path / "recovery.txt"))
    assert words in (tmp_path / "recovery.txt").read_text(encoding="utf-8")
    assert new.told.text() == f"Saved as {tmp_path / 'recovery.txt'}."
    qtbot.waitUntil(lambda: last_action(service) == "Export")
    new.have.setChecked(True)
    new.go.click()
    qtbot.waitUntil(lambda: said(form, "The new recovery key is in its place"))
    assert KeyFile.read(KeyFile.path_of(keys.path)).recover(words) == KEY == key_of(keys.path)
    assert last_action(service) == "Make a new recovery key"
    assert new.words.text() == ""


def test_a_recovery_key_that_was_not_kept_leaves_the_old_one(section: Make, keys: OwnKeys, qtbot: QtBot) -> None:
    form, before = section(), KeyFile.path_of(keys.path).read_bytes()
    fill(form, RECOVERY, **{OLD: PASSPHRASE})
    qtbot.waitUntil(form.new_key.isVisible)
    form.hide()
    assert (form.new_key.words.text(), KeyFile.path_of(keys.path).read_bytes()) == ("", before)


def test_a_recovery_key_that_cannot_be_written_is_told(
    section: Make, keys: OwnKeys, service: Service, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal("The disk that holds it is full.")

    form = section()
    fill(form, RECOVERY, **{OLD: PASSPHRASE})
    qtbot.waitUntil(form.new_key.isVisible)
    monkeypatch.setattr(KeyFile, "write", full)
    form.new_key.have.setChecked(True)
    form.new_key.go.click()
    qtbot.waitUntil(lambda: "full" in form.new_key.wrong.text())
    assert last_action(service) != "Make a new recovery key"


def test_a_pin_is_chosen_for_the_rest_of_the_day_and_forgotten(
    section: Make, keys: OwnKeys, store: Store, qtbot: QtBot
) -> None:
    form = section()
    fill(form, PIN, **{FIGURES: "495061", FIGURES_AGAIN: "495016"})
    assert "The two PINs are not the same." in refused(form)
    fill(form, PIN, **{FIGURES: "495061", FIGURES_AGAIN: "495061"})
    qtbot.waitUntil(lambda: said(form, "The PIN serves today."))
    qtbot.waitUntil(lambda: "A PIN is set for today." in form.state.text())
    assert keys.pins().unlock("495061", keys.day) == KEY
    form.hide()
    keys.forget()
    form.show()  # as the lock hides it, takes the PIN after three wrong ones, and shows it again
    qtbot.waitUntil(lambda: "A PIN is set for today." not in form.state.text())
    keys.pins().choose("495061", keys.day)
    fill(form, FORGET)
    qtbot.waitUntil(lambda: said(form, "Forgotten"))
    assert (keys.pins().is_set(keys.day), store.held) == (False, {})


def test_without_a_store_of_secrets_the_pin_serves_until_the_program_is_closed(
    section: Make, keys: OwnKeys, qtbot: QtBot
) -> None:
    keyring.set_keyring(NoStore())  # type: ignore[no-untyped-call]
    form = section()
    fill(form, PIN, **{FIGURES: "495061", FIGURES_AGAIN: "495061"})
    qtbot.waitUntil(lambda: said(form, "until this program is closed"))
    assert keys.pins().unlock("495061", keys.day) == KEY


def test_a_computer_that_remembers_the_key_is_told_of(section: Make, keys: OwnKeys, store: Store, qtbot: QtBot) -> None:
    held = KeyFile.read(KeyFile.path_of(keys.path))
    QSettings().setValue(f"remembered/{held.id}", True)
    store.held["IRO Tracker", held.id] = KEY.raw.hex()
    form = section()
    qtbot.waitUntil(lambda: "opens it without asking" in form.state.text())
    fill(form, FORGET)
    qtbot.waitUntil(lambda: "asked for once a day" in form.state.text())
    assert store.held == {}


@pytest.mark.parametrize("role", [Role.IRO, Role.BUSINESS_SUPPORT, Role.READER])
def test_only_a_manager_is_offered_another_passphrase(section: Make, role: Role, qtbot: QtBot) -> None:
    form = section(role)
    assert [value for value, _ in form.ways] == [PIN, FORGET]
    qtbot.waitUntil(lambda: "An IRO team manager may change" in form.state.text())


def test_nothing_that_was_typed_waits_for_the_next_person(section: Make, qtbot: QtBot) -> None:
    form = section()
    form.what.set_value(CHANGE)
    form.lines[OLD].setText(PASSPHRASE)
    form.shown.setChecked(True)
    assert form.lines[OLD].echoMode() == QLineEdit.EchoMode.Normal
    form.hide()
    assert (form.lines[OLD].text(), form.lines[OLD].echoMode()) == ("", QLineEdit.EchoMode.Password)


def test_a_demonstration_says_that_it_is_not_encrypted_and_a_copy_that_it_is_only_read(section: Make) -> None:
    for is_locked, words in ((False, "not encrypted"), (True, "Nothing can be changed here")):
        form = section(own=None, is_locked=is_locked)
        assert words in form.without.text()
        assert (form.without.isVisible(), form.form.isVisible()) == (True, False)


def test_it_is_a_section_of_the_settings() -> None:
    assert [part.title for part in PARTS if part.key == "keys"] == ["Passphrase and recovery key"]


def test_the_keys_of_a_demonstration_are_none(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.irotracker"
    Database.create_demonstration(path, stamp(person=MANAGER)).close()

    class Parts:
        database = Database

    assert OwnKeys.of(Parts, path, None) is None
