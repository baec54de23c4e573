"""One window for each file: its lock, and who has it."""

from pathlib import Path

from PySide6.QtCore import QFileInfo, QLockFile

from app.domain.errors import Refusal

PATIENCE = 100
"""How long to wait for a window that is just closing, in milliseconds."""


def taken(path: Path) -> tuple[QLockFile, bool]:
    """The lock of a file, and whether a program that is no more had left it; refuses when another window has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path) from error
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)
    left = Path(lock.fileName()).exists()
    if lock.tryLock(PATIENCE):
        return lock, left
    if lock.error() == QLockFile.LockError.LockFailedError:
        raise Refusal(f"{path.name} is open already, {holder(lock)}.", "Use that window, or close it first.")
    raise _unwritable(path)


def holder(lock: QLockFile) -> str:
    """Who has a file open: the person, where the computer says so, and the computer's name."""
    computer = lock.getLockInfo()[1]
    person = QFileInfo(lock.fileName()).owner()
    by = f"by {person} " if person else "in another window "
    return f"{by}on the computer {computer}" if computer else by.strip()


def _unwritable(path: Path) -> Refusal:
    return Refusal(
        f"The folder {path.parent} cannot be written to.",
        "Nothing was changed. Ask for the right to write there, or open a file in another folder.",
    )
