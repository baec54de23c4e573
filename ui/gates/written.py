"""Asks for a file, and writes a recovery key into it as text that no other login of the computer may read."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Refusal

OURS = 0o600


def write_key(file: Path, title: str, recovery: str) -> None:
    """Write it, or refuse; a file that was there already is read by nobody else from then on."""
    try:
        with open(file, "w", encoding="utf-8", opener=_opened_for_us) as text:
            with suppress(OSError):  # a stick, say, knows no owners
                file.chmod(OURS)
            text.write(f"{title}\n{recovery}\n")
    except OSError as error:
        raise Refusal(f"{file.name} cannot be written.", "Choose another folder, or print it.") from error


def _opened_for_us(name: str, flags: int) -> int:
    return os.open(name, flags, OURS)


def ask_file(parent: QWidget, save: Callable[[str], None]) -> None:
    """Ask under which name to save it."""
    dialog = QFileDialog(parent, "Save the recovery key", str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile("recovery key.txt")
    dialog.fileSelected.connect(save)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
