"""The recovery key that went to a printer before there was a file stands in the account once there is one."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from db.database import Database
from tests.builders import stamp
from tests.locks import PASSPHRASE, key_of
from tests.ui.gates.hands import Open, choose, keep, leave, settled
from ui.gates.keeping import Keeping


def entered(file: Path) -> list[str]:
    with Database.open(file, key_of(file, PASSPHRASE)) as database, database.read(stamp()) as store:
        return [entry.action for entry in store.accounts.latest(None, 20)]


def test_a_recovery_key_that_was_printed_is_entered_as_a_print(open_file: Open, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "new.db"
    opening = open_file(file)
    choose(opening, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Keeping))
    gate = opening.gate
    assert isinstance(gate, Keeping)
    gate.print_it.click()
    dialog = gate.findChild(QPrintDialog)
    assert dialog is not None
    before = gate.was_printed
    printer = dialog.printer()
    printer.setOutputFileName(str(tmp_path / "key.pdf"))
    dialog.accepted.emit(printer)
    assert (tmp_path / "key.pdf").exists()
    assert (before, gate.was_printed) == (False, True)
    dialog.close()
    keep(opening, qtbot)
    settled(opening, qtbot)
    leave(opening)
    assert "Print" in entered(file)
