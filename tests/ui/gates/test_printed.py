"""The recovery key that went to a printer before there was a file stands in the account once there is one."""

import sys
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from app.commands.keys import PrintRecoveryKey
from db.database import Database
from tests.builders import stamp
from tests.locks import PASSPHRASE, key_of
from tests.ui.gates.hands import Open, choose, keep, settled, words
from tests.ui.openings import leave
from ui.gates.keeping import Keeping


def entered(file: Path) -> list[str]:
    with Database.open(file, key_of(file, PASSPHRASE)) as database, database.read(stamp()) as store:
        return [entry.action for entry in store.accounts.latest(None, 20)]


def test_a_recovery_key_that_was_printed_and_saved_is_said_and_entered(
    open_file: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "new.db"
    opening = open_file(file)
    choose(opening, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Keeping))
    gate = opening.gate
    assert isinstance(gate, Keeping)
    gate.print_it.click()
    dialog = gate.findChild(QPrintDialog)
    assert dialog is not None
    before = [*gate.outgoing]
    printer = dialog.printer()
    printer.setOutputFileName(str(tmp_path / "key.pdf"))
    dialog.accepted.emit(printer)
    assert (tmp_path / "key.pdf").exists()
    assert (before, gate.outgoing) == ([], [PrintRecoveryKey()])
    assert "Sent to the printer." in words(gate)
    dialog.close()
    file_of_key = tmp_path / "recovery key.txt"
    file_of_key.write_text("an older one", encoding="utf-8")
    gate.save(str(file_of_key))
    assert f"Saved as {file_of_key}." in words(gate)
    assert gate.recovery in file_of_key.read_text(encoding="utf-8")
    assert sys.platform == "win32" or file_of_key.stat().st_mode & 0o777 == 0o600
    gate.save(str(tmp_path / "none" / "recovery key.txt"))
    assert "cannot be written" in words(gate)
    assert "Saved" not in words(gate)
    keep(opening, qtbot)
    settled(opening, qtbot)
    leave(opening)
    assert {"Print", "Export"} <= set(entered(file))
