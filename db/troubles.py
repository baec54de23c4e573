"""Says in words what is wrong with a database file: the one place that knows SQLite's errors."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc
from sqlcipher3 import dbapi2

from app.domain.errors import Damaged, FileTrouble, Refusal, Unencrypted

HEADER = b"SQLite format 3\0"
"""How a file begins that is not encrypted; one that is begins with 16 bytes by chance."""

SEALED_PAGE = 4096
RESTORE = "Nothing was written to it. Restore a backup, or ask for help before you go on."
SHAKY = (
    "What you did just now could not be saved. Check that the disk is connected and has room; look first whether it is "
    "there, and do it again if it is not."
)
"""After an error in the middle of making a change fast, a program that is then killed may find it made after all."""

_WORDS = {
    sqlite3.SQLITE_BUSY: (
        "Another program is writing to {name} and did not finish in time.",
        "Nothing was written. Wait until it has finished, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "{name}, or the folder it is in, is read-only.",
        "Nothing was written. Ask for the right to write there, or move the file to a folder of your own.",
    ),
    sqlite3.SQLITE_PERM: (
        "This computer does not let you open {name}.",
        "Ask for the right to read and write it, or choose another file.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{name} cannot be opened.",
        "Check that its folder exists and that you may read and write there.",
    ),
    sqlite3.SQLITE_FULL: (
        "The disk that holds {name} is full.",
        "Nothing was written. Make room, then try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk that holds {name} cannot be read or written.",
        SHAKY,
    ),
    sqlite3.SQLITE_CORRUPT: ("{name} is damaged.", RESTORE),
    sqlite3.SQLITE_NOTADB: (
        "{name} is not a database of IRO Tracker, or it is damaged, or its key file is not beside it.",
        RESTORE,
    ),
}
_TOLD = {
    "Could not decode to UTF-8": sqlite3.SQLITE_CORRUPT,
    "no such table: ": sqlite3.SQLITE_CORRUPT,  # the tables are all made at once
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
}
"""How messages begin that may come with no code of their own, as from a copy of the whole file, and what they mean."""

_WRONG_KEY = (
    "The passphrase is wrong, or the first page of {name} or its key file is damaged: they look the same.",
    "Nothing was changed. Try again; if it is surely right, restore the newest backup.",
)

_WORDS[sqlite3.SQLITE_LOCKED] = _WORDS[sqlite3.SQLITE_BUSY]
_WORDS[sqlite3.SQLITE_AUTH] = _WORDS[sqlite3.SQLITE_PERM]


@contextmanager
def unlocking(path: Path) -> Iterator[None]:
    """Say of a first page that cannot be read with a key that the key, too, may be the wrong one."""
    try:
        yield
    except (exc.DBAPIError, dbapi2.DatabaseError) as error:
        if _code(getattr(error, "orig", error)) != sqlite3.SQLITE_NOTADB:
            raise
        message, next_step = _WRONG_KEY
        raise Refusal(message.format(name=path.name), next_step) from error


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the file or its disk does to us into a Refusal; what we do wrong stays an error."""
    try:
        yield
    except exc.TimeoutError as error:
        raise refusal(path, sqlite3.SQLITE_BUSY) from error
    except exc.DBAPIError as error:
        code = _code(error.orig)
        if code not in _WORDS:
            raise
        raise refusal(path, code) from error
    except dbapi2.DatabaseError as error:
        code = _code(error)
        if code not in _WORDS:
            raise
        raise refusal(path, code) from error
    except UnicodeDecodeError as error:  # the library's own message quotes the damaged bytes
        raise refusal(path, sqlite3.SQLITE_CORRUPT) from error


@contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Turn what the operating system says while a file is looked for, opened or made into a Refusal."""
    try:
        yield
    except PermissionError as error:
        raise refusal(path, sqlite3.SQLITE_PERM) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise refusal(path, sqlite3.SQLITE_FULL if full else sqlite3.SQLITE_CANTOPEN) from error


def refusal(path: Path, code: int) -> FileTrouble:
    """The words for one of SQLite's primary result codes."""
    message, next_step = _WORDS[code]
    kind = Damaged if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) else FileTrouble
    return kind(message.format(name=path.name), next_step)


def _code(error: BaseException | None) -> int:
    """The primary result code: the lowest eight bits of the extended one, or what the message means."""
    for beginning, code in _TOLD.items():
        if str(error).startswith(beginning):
            return code
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def check_file(path: Path, *, locked: bool) -> None:
    """Refuse a file that is not there, is empty, is something else, was cut off, or is open where it must be locked.

    To be asked before the file is open: closing a second handle would drop the locks that this process holds on it.
    """
    if not path.exists():
        raise Refusal(f"There is no database at {path}.", "Check the name, or create a new one.")
    if not path.is_file():
        raise Refusal(f"{path} is not a file.", "Choose the database file itself.")
    size = path.stat().st_size
    if size == 0:
        raise Refusal(
            f"{path.name} is empty: 0 bytes. This is damage, not a new database.",
            "Restore a backup. To begin anew, choose a name that does not exist yet.",
        )
    with path.open("rb") as file:
        head = file.read(100)
    if locked and head.startswith(HEADER):
        raise unencrypted(path)
    if not locked and not head.startswith(HEADER):
        raise refusal(path, sqlite3.SQLITE_NOTADB)
    if len(head) < 100 or (_was_cut_locked(path, size) if locked else _was_cut(path, head, size)):
        raise Refusal(f"{path.name} is damaged: its end is missing.", RESTORE)


def is_plain(path: Path) -> bool:
    """Whether a file is a database that anybody can read. Never to be asked of one that is open: see check_file."""
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def check_sealed(path: Path) -> None:
    """Throw away what was just written if anybody can read it: no service's file is ever left open on a disk."""
    if is_plain(path):
        path.unlink()
        raise Refusal(
            f"{path.name} would not have been encrypted, so it was not kept.",
            "Your records are as they were. Install the program again with the libraries that its lock file names.",
        )


def unencrypted(path: Path) -> Unencrypted:
    """The words for a service's file of an earlier version."""
    return Unencrypted(
        f"{path.name} is not encrypted: whoever gets hold of it can read it.",
        f'Nothing was changed. Encrypt it once: open it in the window, or run "iro-tracker encrypt --database {path.name}".',
    )


def journals(path: Path) -> tuple[Path, Path]:
    """The files that SQLite keeps beside a database while it is open."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def check_journal(path: Path) -> None:
    """Refuse to make a database where the journal of a lost one lies: SQLite would write that into the new one."""
    journal, _ = journals(path)
    if _has_journal(path):
        raise Refusal(
            f"{journal.name} is here without its database: it may hold the last changes of a file that was moved away.",
            f"Put {path.name} back beside it, or choose another name.",
        )


def check_settled(path: Path) -> None:
    """Refuse a closed file whose journal could not be brought into it: under another name it would lose its last changes."""
    if _has_journal(path):
        raise refusal(path, sqlite3.SQLITE_IOERR)


def _was_cut(path: Path, head: bytes, size: int) -> bool:
    """Whether the file is shorter than its own head says; with a journal beside it, the head may be ahead of the file."""
    if _has_journal(path):
        return False
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return size < (65536 if page == 1 else page) * pages


def _was_cut_locked(path: Path, size: int) -> bool:
    """Whether the last page of an encrypted file is not whole; whole pages that are missing are noticed once it is open."""
    return size % SEALED_PAGE != 0 and not _has_journal(path)


def _has_journal(path: Path) -> bool:
    journal, _ = journals(path)
    return journal.exists() and journal.stat().st_size > 0
