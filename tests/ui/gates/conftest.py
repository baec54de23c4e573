"""What the tests of the pages before the window share: a file, beginning with it, and the computer's store of secrets."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoStore
from pytestqt.qtbot import QtBot

from tests.builders import MANAGER, TODAY
from tests.locks import locked_copy
from tests.ui.gates.hands import PARTS, Open
from tests.ui.openings import leave
from tests.ui.secret_store import Store
from ui import pins as pins_module
from ui.console import Parts
from ui.opening import Opening
from ui.parts import gate as gate_module


@pytest.fixture(autouse=True)
def no_store() -> Iterator[None]:
    """No test writes into the store of secrets of the computer that it runs on."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoStore())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def store() -> Iterator[Store]:
    """The computer's store of secrets."""
    before, made = keyring.get_keyring(), Store()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def open_file(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Begin with a file, as the manager; a wrong passphrase costs a tenth of a second here."""
    made: list[Opening] = []
    monkeypatch.setattr(gate_module, "PAUSE", 100)
    monkeypatch.setattr(pins_module, "_HERE", {})

    def begin(path: Path, parts: Parts = PARTS) -> Opening:
        opening = Opening(parts, path, MANAGER.login, TODAY)
        made.append(opening)
        opening.begin()
        return opening

    yield begin
    for opening in made:
        leave(opening)


@pytest.fixture
def file(fresh_database: Path, tmp_path: Path) -> Path:
    """A service's file, closed, with its key file."""
    return locked_copy(fresh_database, tmp_path / "service.irotracker")
