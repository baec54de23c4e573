"""Prints a recovery key on one sheet of paper; loaded when somebody asks for it."""

from collections.abc import Callable

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def ask_and_print(parent: QWidget, title: str, recovery: str, printed: Callable[[], None]) -> None:
    """Let the person choose a printer, then print; printed is called when the sheet has gone to the printer."""
    printer = QPrinter()
    printer.setDocName("Recovery key")
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: document(title, recovery).print_(printer))
    dialog.accepted.connect(printed)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def document(title: str, recovery: str) -> QTextDocument:
    """The sheet."""
    made = QTextDocument()
    made.setPlainText(f"{title}\n\n{recovery}\n\nLock this sheet away: it opens the file without the passphrase.")
    return made
