"""The PIN of one day: three tries, then the passphrase; kept in the computer's store of secrets or in the process only."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoStore
from PySide6.QtCore import QSettings

from app.domain.errors import Refusal
from db.database import Database
from db.keys import KeyFile
from tests.builders import MANAGER, stamp
from tests.locks import KEY, PASSPHRASE, lock
from tests.ui.secret_store import Store
from ui import pins as pins_module
from ui.pins import Pins

PIN, DAY, NEXT = "495061", date(2026, 3, 15), date(2026, 3, 16)


@pytest.fixture(params=["a store of secrets", "no store"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store | None]:
    """The computer's store of secrets, or none."""
    before = keyring.get_keyring()
    made = Store() if request.param == "a store of secrets" else None
    keyring.set_keyring(made or NoStore())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(pins_module, "_HERE", {})
    monkeypatch.setattr(pins_module, "PAUSE", 0)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a file lies that the passphrase opens; its key file is all that is looked at."""
    path = tmp_path / "service.irotracker"
    path.write_bytes(b"not plain")
    return lock(path)


@pytest.fixture
def pins(store: Store | None, path: Path) -> Pins:
    made = Pins.of(Database, path, KEY)
    assert made is not None
    return made


def later(path: Path) -> Pins:
    """The same file's PIN as a program that was started again meets it: without the key."""
    made = Pins.of(Database, path)
    assert made is not None
    return made


def test_a_pin_opens_the_file_for_the_rest_of_the_day(pins: Pins, path: Path, store: Store | None) -> None:
    assert (pins.is_set(DAY), pins.tries_left) == (False, 0)
    assert pins.choose(PIN, DAY) is (store is not None)
    assert (pins.is_set(DAY), pins.tries_left) == (True, 3)
    assert later(path).unlock(PIN, DAY) == KEY
    assert later(path).tries_left == 3


def test_three_wrong_pins_end_it(pins: Pins, path: Path, store: Store | None) -> None:
    pins.choose(PIN, DAY)
    for left in (2, 1, 0):
        assert later(path).unlock("940516", DAY) is None
        assert pins.tries_left == left
    assert not pins.is_set(DAY)
    assert pins.unlock(PIN, DAY) is None
    assert not (store and store.held)


def test_a_right_pin_gives_the_tries_back(pins: Pins) -> None:
    pins.choose(PIN, DAY)
    pins.unlock("940516", DAY)
    pins.unlock("940516", DAY)
    assert pins.unlock(PIN, DAY) == KEY
    assert pins.tries_left == 3


def test_a_try_counts_before_it_is_made(pins: Pins, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    pins.choose(PIN, DAY)
    monkeypatch.setattr(KeyFile, "by_pin", killed)
    for left in (2, 1, 0):
        with pytest.raises(KeyboardInterrupt):
            pins.unlock("940516", DAY)
        assert pins.tries_left == left
    monkeypatch.undo()
    assert pins.unlock(PIN, DAY) is None


def test_the_next_day_asks_for_the_passphrase(pins: Pins, path: Path, store: Store | None) -> None:
    pins.choose(PIN, DAY)
    assert later(path).unlock(PIN, NEXT) is None
    assert not pins.is_set(DAY)
    assert not (store and store.held)


def test_another_day_written_beside_a_pin_does_not_lengthen_it(pins: Pins, store: Store | None) -> None:
    pins.choose(PIN, DAY)
    held = store.held if store else pins_module._HERE
    for mark, text in list(held.items()):
        held[mark] = text.replace(str(DAY), str(NEXT))  # type: ignore[index]
    assert pins.unlock(PIN, NEXT) is None


def test_neither_pin_nor_key_is_kept_as_it_is_or_in_the_settings(pins: Pins, store: Store | None) -> None:
    pins.choose(PIN, DAY)
    kept = str(store.held if store else pins_module._HERE)
    settings = {name: str(QSettings().value(name)) for name in QSettings().allKeys()}
    assert settings == ({f"pin/{pins.file.id}": str(DAY)} if store else {})
    for secret in (PIN, KEY.raw.hex()):
        assert secret not in kept + str(settings)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"day": 1, "tries": "x", "wrapped": {}}', '{"day": null'])
def test_what_something_else_wrote_there_is_no_pin(pins: Pins, text: str, store: Store | None) -> None:
    pins.choose(PIN, DAY)
    held = store.held if store else pins_module._HERE
    for mark in list(held):
        held[mark] = text  # type: ignore[index]
    assert not pins.is_set(DAY)
    assert pins.unlock(PIN, DAY) is None


@pytest.mark.parametrize("pin", ["", "12345", "49506a", "111111", "123456", "987654", "789012", "٤٩٥٠٦"])
def test_a_pin_has_six_figures_in_no_plain_order(pins: Pins, pin: str) -> None:
    with pytest.raises(Refusal):
        pins.choose(pin, DAY)
    assert not pins.is_set(DAY)


def test_the_passphrase_is_verified_even_after_it_was_changed(pins: Pins, path: Path) -> None:
    assert pins.verify(PASSPHRASE)
    assert not pins.verify("three small owl")
    where = KeyFile.path_of(path)
    KeyFile.read(where).change(KEY, "four tall herons").write(where)
    assert pins.verify("four tall herons")
    assert not pins.verify(PASSPHRASE)
    where.unlink()
    assert pins.verify(PASSPHRASE)  # the key file went away under the open file: what was read of it serves


def test_a_key_file_of_somebody_elses_making_verifies_nothing(pins: Pins, path: Path) -> None:
    KeyFile.make("four tall herons").file.write(KeyFile.path_of(path))
    assert not pins.verify("four tall herons")


def test_a_wrong_passphrase_costs_a_second(pins: Pins, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(pins_module, "PAUSE", 1.0)
    monkeypatch.setattr(time, "sleep", waited.append)
    pins.verify("three small owl")
    assert waited == [1.0]


def test_a_demonstration_has_no_pin(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.irotracker"
    Database.create_demonstration(path, stamp(person=MANAGER)).close()
    assert Pins.of(Database, path) is None
