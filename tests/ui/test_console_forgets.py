"""Whoever changes what opens a file on the command line leaves no PIN and no remembered key on this computer."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QCoreApplication, QSettings

from db.keys import KeyFile
from tests.builders import TODAY
from tests.locks import key_of, locked_copy
from tests.ui.command_line import Run, runner_of
from tests.ui.secret_store import Store
from ui import remembering
from ui.ownkeys import remembered
from ui.pins import Pins


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture
def file(fresh_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A service's file, whose manager runs the command line."""
    monkeypatch.setattr("ui.console.system_login", lambda: "manager")
    return locked_copy(fresh_database, tmp_path / "service.irotracker")


@pytest.fixture
def store() -> Iterator[Store]:
    """The computer's store of secrets."""
    before, made = keyring.get_keyring(), Store()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.mark.parametrize("verb", ["passphrase", "recovery-key"])
def test_a_change_forgets_the_pin_and_the_key_that_the_window_keeps(
    run: Run, file: Path, tmp_path: Path, store: Store, verb: str
) -> None:
    held = KeyFile.read(KeyFile.path_of(file))
    assert Pins(held, key_of(file)).choose("473829", TODAY)
    QSettings().setValue(remembered(held), True)
    assert remembering.keep(held.id, "the key")
    other = tmp_path / "other.txt"
    other.write_text("four tall herons\n", encoding="utf-8")
    QCoreApplication.setOrganizationName("")  # as where no window ever was
    assert run(verb, "--database", file, *(("--new-passphrase-file", other) if verb == "passphrase" else ())).code == 0
    assert (store.held, Pins(held).is_noted, QSettings().contains(remembered(held))) == ({}, False, False)
