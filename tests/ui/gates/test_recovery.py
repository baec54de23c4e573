"""Whoever has the recovery key opens the file; another passphrase is a manager's to choose, and stands in the account."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.access import Person, Role
from db.database import Database
from db.keys import KeyFile
from tests.builders import stamp
from tests.locks import PASSPHRASE, key_of
from tests.ui.gates.hands import OTHER, Open, choose, give, settled, words
from tests.ui.openings import leave
from ui.gates.choosing import Choosing
from ui.gates.signin import Recovery, SignIn


def last_action(path: Path, passphrase: str = PASSPHRASE) -> list[str]:
    """What was done last, by the account."""
    with Database.open(path, key_of(path, passphrase)) as database, database.read(stamp()) as store:
        return [entry.action for entry in store.accounts.latest(None, 2)]


def recovery_of(file: Path) -> str:
    """A recovery key of the file, as it was printed."""
    held, key = KeyFile.path_of(file), key_of(file)
    assert key is not None
    renewed, recovery = KeyFile.read(held).renew(key)
    renewed.write(held)
    return recovery


def test_the_account_says_that_the_passphrase_was_changed_by_the_recovery_key(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    recovery, opening = recovery_of(file), open_file(file)
    opening.gate.lost.click()
    give(opening.gate, recovery)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Choosing))
    choose(opening, OTHER)
    settled(opening, qtbot)
    leave(opening)
    assert last_action(file, OTHER) == ["Sign in", "Change the passphrase"]


def test_whoever_wants_no_new_passphrase_after_the_recovery_key_opens_the_file_without(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    recovery, opening = recovery_of(file), open_file(file)
    opening.gate.lost.click()
    give(opening.gate, recovery)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Choosing))
    opening.gate.without.emit()
    settled(opening, qtbot)
    assert key_of(file) is not None


def test_the_recovery_key_gives_a_new_passphrase(open_file: Open, file: Path, qtbot: QtBot) -> None:
    held = KeyFile.path_of(file)
    key = key_of(file)
    assert key is not None
    renewed, recovery = KeyFile.read(held).renew(key)
    renewed.write(held)
    opening = open_file(file)
    opening.gate.lost.click()
    gate = opening.gate
    assert isinstance(gate, Recovery)
    gate.line.setText(recovery[:-1])
    gate.go.click()
    qtbot.waitUntil(lambda: "this has 39 letters" in words(gate))
    qtbot.waitUntil(gate.go.isEnabled)
    gate.line.setText(recovery.lower().replace("-", " "))
    gate.go.click()
    qtbot.waitUntil(lambda: isinstance(opening.gate, Choosing))
    choose(opening, OTHER)
    settled(opening, qtbot)
    assert key_of(file, OTHER) == key == KeyFile.read(held).recover(recovery)


def test_back_leads_from_the_recovery_key_to_the_passphrase(open_file: Open, file: Path) -> None:
    opening = open_file(file)
    opening.gate.lost.click()
    opening.gate.back.click()
    assert isinstance(opening.gate, SignIn)


def test_an_iro_with_the_recovery_key_opens_the_file_and_leaves_the_passphrase_as_it_is(
    open_file: Open, file: Path, qtbot: QtBot
) -> None:
    with Database.open(file, key_of(file)) as database, database.change(stamp(), "Test") as store:
        (person,) = store.shelf(Person).find()
        store.shelf(Person).keep(replace(person, role=Role.IRO))
    recovery, opening = recovery_of(file), open_file(file)
    opening.gate.lost.click()
    give(opening.gate, recovery)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Choosing))
    gate = choose(opening, OTHER)
    qtbot.waitUntil(lambda: "may not change who uses the program, its passphrase and recovery key" in words(gate))
    gate.without.emit()
    settled(opening, qtbot)
    leave(opening)
    assert "Right refused" in last_action(file)
