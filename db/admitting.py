"""Does with whole files what somebody asked for: only who may, as the file itself knows its people, and with an entry."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.commands.keepsafe import (
    BackUp,
    CheckFile,
    LeaveCopy,
    MoveFile,
    RestoreElsewhere,
    RestoreInPlace,
    TakeAsItIs,
)
from app.desk import Command, Desk, SignIn
from app.domain.access import Stamp
from app.domain.backups import Backup, Finding, moment_words
from app.domain.errors import Refusal, Unencrypted
from app.store import Keeper
from db.backups import make
from db.checking import check, is_whole
from db.copies import Glance, leave_copy
from db.database import Database
from db.keys import Key
from db.moving import move
from db.restoring import check_backup, restore_in_place, restore_into

Enter = Callable[[Keeper], Desk]
"""Signs in whoever uses the program."""

CONSOLE = "the command line"
PATIENCE = 2.0
"""How long an entry beside other work waits for a file in use, in seconds."""


def check_first(enter: Enter, path: Path, key: Key | None, *, full: bool) -> tuple[Finding, ...]:
    """Check a file for somebody who may; that they signed in is entered once it is known to be whole.

    Opening a file of an earlier version would change it, so there nothing is entered.
    """
    _admit(enter, path, key, CheckFile())
    findings = check(path, key, full=full)
    current = all(finding.part != "version" for finding in findings)
    if is_whole(findings) and current and not Database.only_read(path):
        with suppress(Refusal), Database.open(path, key, patience=PATIENCE) as database:
            enter(database).do(SignIn(CONSOLE))
    return findings


def look_over(enter: Enter, backup: Backup, path: Path, key: Key | None) -> None:
    """Refuse a backup that is not whole, for somebody who may check the file."""
    _admit(enter, path, key, CheckFile(), backup)
    check_backup(backup, key)


def back_up(database: Database, desk: Desk, folder: Path) -> Backup:
    """Make a backup that somebody asked for; the entry comes first, so that the backup holds it too."""
    stamp = desk.stamp()
    desk.do(BackUp(f"Into {folder}"))
    try:
        return make(database.path, database._key, folder, stamp.at, "asked for")
    except Refusal as no:
        desk.do(BackUp(f"Not made: {no.message}"))
        raise


def leave(database: Database, desk: Desk, target: Path) -> Path:
    """Leave a read-only copy for colleagues; the entry comes first, and another one says if it failed."""
    stamp = desk.stamp()
    desk.do(LeaveCopy(f"At {target}"))
    try:
        return leave_copy(database.path, database._key, target, stamp.at)
    except Refusal as no:
        desk.do(LeaveCopy(f"Not left: {no.message}"))
        raise


def put_back(
    enter: Enter,
    backup: Backup,
    path: Path,
    key: Key | None,
    stamp: Stamp,
    into: Path | None = None,
    key_file: Path | None = None,
) -> tuple[Path, Path | None]:
    """Restore a backup into a new file, or in place: the restored file, and the one that was replaced."""
    words = f"The backup as at {moment_words(backup.at)}, entry {backup.entry}"
    if into is None:
        _admit(enter, path, key, RestoreInPlace(words), backup)
        there = path.exists()
        kept = restore_in_place(backup, path, key, stamp)
        return path, kept if there else None
    command = RestoreElsewhere(f"{words}, into {into}")
    _admit(enter, path, key, command, backup)
    file = restore_into(backup, into, key, stamp, key_file)
    with suppress(Refusal):
        _tell(enter, path, key, command)
    return file, None


def move_here(enter: Enter, path: Path, target: Path, key: Key | None, at: datetime) -> Path:
    """Move a misplaced file to this computer's own disk; gives the name under which the old one is kept."""
    command = MoveFile(f"From {path} to {target}")
    _admit(enter, path, key, command)
    away = move(path, target, key, at)
    with suppress(Unencrypted):  # a file of an earlier version is entered in when it was encrypted, and not before
        _tell(enter, target, key, command)
    return away


def accept(enter: Enter, path: Path, key: Key | None, reason: str) -> None:
    """Go on with a file that is not as it was left. Only the count of changes can be accepted: damage stays damage."""
    wrong = [finding for finding in check(path, key) if not finding.good]
    if any(finding.part != "counter" for finding in wrong):
        raise Refusal("The file is damaged, and cannot be accepted as it is.", "Restore the newest backup.")
    found = wrong[0].words.partition(". ")[0] + "." if wrong else ""
    command = TakeAsItIs(reason, found)
    _admit(enter, path, key, command)
    if wrong:
        with Database.open(path, key, accept=True) as database:
            enter(database).do(command)


# --------------------------------------------------------------------------------------------------------- the parts


def _admit(enter: Enter, path: Path, key: Key | None, command: Command[None], backup: Backup | None = None) -> None:
    """Ask the file who this is and what they may, or the backup when the file cannot be read; a refusal is entered.

    When neither can be read there is nobody to ask: then whoever has the passphrase may.
    """
    for keeper in _readable(path, key, backup):
        with keeper:
            try:
                enter(keeper).do(command)
            except Refusal:
                with suppress(Refusal):
                    _tell(enter, path, key, command)
                raise
            return


def _readable(path: Path, key: Key | None, backup: Backup | None) -> Iterator[Glance]:
    for file in (path, *([Path(backup.place) / backup.file] if backup else [])):
        with suppress(Refusal):
            yield Glance.of(file, key)


def _tell(enter: Enter, path: Path, key: Key | None, command: Command[None]) -> None:
    """Enter it in the account of a file."""
    with Database.open(path, key, patience=PATIENCE) as database:
        enter(database).do(command)
