"""Hands for the pages before the window: wait, read, choose a passphrase, keep a recovery key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.desk import sign_in
from db.database import Database
from tests.builders import NOW
from ui.console import Parts
from ui.gates.choosing import Choosing
from ui.gates.keeping import Keeping
from ui.opening import Opening
from ui.parts.gate import Gate

Open = Callable[..., Opening]
PARTS = Parts(Database, sign_in, lambda: NOW)
OTHER = "four tall herons"


def settled(opening: Opening, qtbot: QtBot) -> None:
    """Wait until the first page is there and nothing more is asked."""
    qtbot.waitUntil(lambda: opening.window is not None or opening.trouble is not None, timeout=20_000)
    assert opening.trouble is None, opening.trouble.words
    window = opening.window
    assert window is not None
    qtbot.waitUntil(lambda: window.page is not None and window.runner._waiting == 0)


def words(gate: Gate) -> str:
    """Everything that a page says."""
    return "\n".join(label.text() for label in gate.findChildren(QLabel) if label.isVisibleTo(gate))


def choose(opening: Opening, passphrase: str, again: str | None = None) -> Choosing:
    gate = opening.gate
    assert isinstance(gate, Choosing)
    gate.line.setText(passphrase)
    gate.again.setText(passphrase if again is None else again)
    gate.go.click()
    return gate


def keep(opening: Opening, qtbot: QtBot) -> Keeping:
    """Wait for the recovery key, and say that it is kept."""
    qtbot.waitUntil(lambda: isinstance(opening.gate, Keeping))
    gate = opening.gate
    assert isinstance(gate, Keeping)
    assert not gate.go.isEnabled()
    gate.have.setChecked(True)
    gate.go.click()
    return gate


def give(gate: Any, words: str) -> None:
    """Type into the page's first field and press its first button."""
    gate.line.setText(words)
    gate.go.click()
