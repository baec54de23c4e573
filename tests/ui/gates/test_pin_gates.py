"""The PIN of the day before the window: chosen after the passphrase, asked for after a restart, gone after three wrong ones."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.builders import NOW
from tests.locks import PASSPHRASE, key_of
from tests.ui.gates.hands import OTHER, PARTS, Open, give, settled, words
from tests.ui.openings import leave
from tests.ui.secret_store import Store
from ui.gates.pinning import ChoosingPin, PinGate
from ui.gates.signin import SignIn
from ui.opening import Opening

PIN = "495061"


def choose_pin(opening: Opening, qtbot: QtBot, pin: str = PIN, again: str = PIN) -> ChoosingPin:
    """Give the passphrase, and choose a PIN for the day."""
    opening.gate.pin.setChecked(True)
    give(opening.gate, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(opening.gate, ChoosingPin))
    gate = opening.gate
    assert isinstance(gate, ChoosingPin)
    gate.again.setText(again)
    give(gate, pin)
    return gate


def asked_for_the_pin(opening: Opening, qtbot: QtBot) -> PinGate:
    qtbot.waitUntil(lambda: isinstance(opening.gate, PinGate))
    gate = opening.gate
    assert isinstance(gate, PinGate)
    return gate


def says(gate: PinGate, sentence: str) -> bool:
    return sentence in words(gate)


def test_a_pin_opens_the_file_after_a_restart_on_the_same_day(
    open_file: Open, file: Path, store: Store, qtbot: QtBot
) -> None:
    first = open_file(file)
    choose_pin(first, qtbot)
    settled(first, qtbot)
    leave(first)
    key = key_of(file)
    assert key is not None
    assert not {PIN, PASSPHRASE, key.raw.hex()} & set(store.held.values())
    second = open_file(file)
    give(asked_for_the_pin(second, qtbot), PIN)
    settled(second, qtbot)


def test_after_three_wrong_pins_the_passphrase_is_asked_for(
    open_file: Open, file: Path, store: Store, qtbot: QtBot
) -> None:
    first = open_file(file)
    choose_pin(first, qtbot)
    settled(first, qtbot)
    leave(first)
    second = open_file(file)
    gate = asked_for_the_pin(second, qtbot)
    for left in ("2 tries are left", "1 try is left"):
        give(gate, "940516")
        qtbot.waitUntil(partial(says, gate, left))
        assert not gate.go.isEnabled()
        qtbot.waitUntil(gate.go.isEnabled)
    give(gate, "940516")
    qtbot.waitUntil(lambda: isinstance(second.gate, SignIn))
    assert "The PIN was wrong three times." in words(second.gate)
    assert store.held == {}
    give(second.gate, PASSPHRASE)
    settled(second, qtbot)


def test_the_next_day_asks_for_the_passphrase(open_file: Open, file: Path, store: Store, qtbot: QtBot) -> None:
    first = open_file(file)
    choose_pin(first, qtbot)
    settled(first, qtbot)
    leave(first)
    second = open_file(file, replace(PARTS, now=lambda: NOW + timedelta(days=1)))
    gate = second.gate
    assert isinstance(gate, SignIn)
    qtbot.waitUntil(gate.go.isEnabled)
    assert (second.gate, store.held) == (gate, {})


def test_the_passphrase_opens_in_place_of_the_pin(open_file: Open, file: Path, store: Store, qtbot: QtBot) -> None:
    first = open_file(file)
    choose_pin(first, qtbot)
    settled(first, qtbot)
    leave(first)
    second = open_file(file)
    asked_for_the_pin(second, qtbot).instead.emit()
    give(second.gate, PASSPHRASE)
    settled(second, qtbot)
    assert (second.gate, second.window is not None) == (None, True)


def test_a_pin_that_will_not_do_is_told_and_going_on_without_one_is_possible(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    opening = open_file(file)
    gate = choose_pin(opening, qtbot, PIN, OTHER)
    assert "The two PINs are not the same." in words(gate)
    gate.again.setText("123456")
    give(gate, "123456")
    qtbot.waitUntil(lambda: "the first that anybody would try" in words(gate))
    gate.without.emit()
    settled(opening, qtbot)


def test_without_a_store_of_secrets_the_pin_serves_until_the_program_is_closed_and_that_is_said(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    opening = open_file(file)
    choose_pin(opening, qtbot)
    settled(opening, qtbot)
    assert opening.window is not None
    assert "until this program is closed" in opening.window.notices.words
    assert opening.window.notices._mark.text() == "Note"
