"""A window with its lock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.database import Database
from tests.builders import TODAY
from tests.locks import KEY, lock
from tests.ui.lock.hands import Guard, Hours
from ui import pins as pins_module
from ui.lock.lock import Lock, Locked
from ui.pins import Pins
from ui.window import Window


@pytest.fixture
def passphrase_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a file lies that the passphrase opens; nothing but its key file is looked at."""
    monkeypatch.setattr(pins_module, "_HERE", {})
    monkeypatch.setattr(pins_module, "PAUSE", 0)
    path = tmp_path / "service.irotracker"
    path.write_bytes(b"not plain")
    return lock(path)


@pytest.fixture
def guard(window: Window, passphrase_file: Path) -> Iterator[Guard]:
    """Give the window its lock; with a passphrase unless it is said otherwise."""
    made: list[Lock] = []
    for other in QApplication.topLevelWidgets():
        if other is not window:
            other.hide()  # what an earlier test left standing is none of the lock's

    def give(*, passphrase: bool = True) -> Lock:
        pins = Pins.of(Database, passphrase_file) if passphrase else None
        one = Lock(window, Locked(passphrase_file, pins, lambda: KEY, lambda: TODAY))
        made.append(one)
        one.begin()
        return one

    yield give
    for one in made:
        if one.screen is not None:
            one._unlock("the end of the test")


@pytest.fixture
def locker(guard: Guard) -> Lock:
    return guard()


@pytest.fixture
def hours(locker: Lock) -> Hours:
    made = Hours()
    locker.watching._clock = made
    locker.watching.begin()
    return made
