"""Puts a backup back: into a new file, or in place of the file in use, which is then kept under another name."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.access import Stamp
from app.domain.backups import Backup, Unexpected, moment_words
from app.domain.errors import Refusal
from db import seal
from db.backups import damaged
from db.checking import check, is_whole
from db.connections import joined
from db.database import Database
from db.keys import Key, KeyFile, fasten
from db.places import check_place
from db.troubles import check_journal, journals, reachable, told
from db.wholefiles import check_room, copy_file, settle, size_of

ENDING = ".restoring"
"""How the name of the restored file ends until it takes its place."""


def check_backup(backup: Backup, key: Key | None) -> None:
    """Refuse a backup that is not as it was written, or whose inside is not whole."""
    name = Path(backup.place).name
    wrong = damaged(Path(backup.place))
    said = f"its file {wrong} is not as it was written" if wrong else ""
    if not wrong:
        findings = check(Path(backup.place) / backup.file, key, resting=True)
        said = "" if is_whole(findings) else next(finding.words for finding in findings if not finding.good)
    if said:
        raise Refusal(f"The backup {name} is damaged: {said}", "Nothing was changed. Restore another one.")


def restore_into(backup: Backup, target: Path, key: Key | None, stamp: Stamp, key_file: Path | None = None) -> Path:
    """Restore into a new file; a file that is there is never replaced.

    The key file is the backup's own, unless another one is named that wraps the same key: that of the file in use, whose
    passphrase people know.
    """
    check_place(target)
    if target.exists():
        raise Refusal(
            f"{target.name} exists already. Nothing was changed.", "Choose another name, or restore in place."
        )
    check_backup(backup, key)
    with reachable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        check_journal(target)
    _check_key_file(backup, target)
    check_room(target.parent, backup.size, "the restored file")
    with _draft(backup, target, key, stamp, 0) as draft:
        _put_key_file(key_file or own_key_file(backup), target)
        seal.forget(target)
        draft.rename(target)
        fasten(target.parent)
    _note(target, key)
    return target


def restore_in_place(backup: Backup, target: Path, key: Key | None, stamp: Stamp) -> Path:
    """Restore over the file in use and give the name under which the replaced one is kept.

    At every instant there is a whole file in its place: the old one is given a second name first, and the new one then
    takes over the first in one step. Whoever has the file open stops this before anything is changed.
    """
    check_place(target)
    check_backup(backup, key)
    if not target.exists():
        restore_into(backup, target, key, stamp)
        return target
    _check_own(backup, target, key)
    check_room(target.parent, backup.size + size_of(target), "the restored file beside the replaced one")
    kept = _kept_name(target, stamp.at)
    with _draft(backup, target, key, stamp, _counter(target, key)) as draft:
        take_alone(target, key)
        _keep(target, kept)
        _put_key_file(own_key_file(backup), target)
        seal.forget(target)
        for journal in journals(target):
            journal.unlink(missing_ok=True)
        with reachable(target):
            draft.replace(target)
            fasten(target.parent)
    _note(target, key)
    return kept


# --------------------------------------------------------------------------------------------------------- the parts


@contextmanager
def _draft(backup: Backup, target: Path, key: Key | None, stamp: Stamp, counter: int) -> Iterator[Path]:
    """The backup's database beside its place, with an entry that says it was restored and a count that goes on."""
    draft = target.with_name(target.name + ENDING)
    try:
        for left in (draft, *journals(draft), seal.path_of(draft)):
            left.unlink(missing_ok=True)
        copy_file(Path(backup.place) / backup.file, draft)
        with Database.open(draft, key) as database:
            _enter(database, backup, stamp)
        _count_from(draft, key, counter)
        yield draft
    finally:
        of_older_version = draft.parent.glob(f"{escape(draft.stem)} version *")
        for left in (draft, *journals(draft), seal.path_of(draft), *of_older_version):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _enter(database: Database, backup: Backup, stamp: Stamp) -> None:
    with database.change(replace(stamp, at=stamp.at.astimezone(UTC)), "Backup restored") as store:
        store.describe(f"As at {moment_words(backup.at)}, entry {backup.entry}")


def _count_from(draft: Path, key: Key | None, counter: int) -> None:
    """Raise the file's count of its changes above that of the file it replaces; leave it without a journal."""
    with told(draft), joined(draft, key) as connection:
        words = "UPDATE meta SET value = ? WHERE key = 'counter' AND CAST(value AS INTEGER) <= ?"
        connection.execute(words, (str(counter + 1), counter))
        connection.execute("PRAGMA journal_mode = DELETE")
    settle(draft)


def _check_own(backup: Backup, target: Path, key: Key | None) -> None:
    """Only a backup of this file, under the same key, may take its place."""
    noted, other = None, False
    with suppress(Unexpected):
        noted = seal.read(target, key)
    with suppress(Refusal):
        own = KeyFile.read(own_key_file(backup))
        other = KeyFile.read(KeyFile.path_of(target)).id != own.id
    if other or (noted is not None and noted.file_id != backup.file_id):
        raise Refusal(
            f"{Path(backup.place).name} is a backup of another file than {target.name}. Nothing was changed.",
            "Restore it into a new file instead.",
        )


def _counter(target: Path, key: Key | None) -> int:
    """How far the replaced file had come, so that backups made from now on are newer than those made so far."""
    try:
        noted = seal.read(target, key)
    except Unexpected:
        return 0
    return noted.counter if noted else 0


def take_alone(target: Path, key: Key | None) -> None:
    """Bring the journal into the file and see that nobody else has it open; a damaged file cannot be asked, and is kept."""
    try:
        with joined(target, key, patience=0.5) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except dbapi2.DatabaseError as error:
        code = int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Refusal(
                f"{target.name} is in use. Nothing was changed.", "Close the program everywhere, then restore again."
            ) from error


def _kept_name(target: Path, at: datetime) -> Path:
    name = f"{target.stem} replaced {at.astimezone(UTC):%Y-%m-%d %H%M%S}"
    number, free = 1, target.with_name(name + target.suffix)
    while free.exists():
        number += 1
        free = target.with_name(f"{name} {number}{target.suffix}")
    return free


def _keep(target: Path, kept: Path) -> None:
    """Give the replaced file, its key file and what is left of its journal a second name."""
    beside = KeyFile.path_of(target)
    if beside.exists():
        copy_file(beside, KeyFile.path_of(kept))
    for source, copy in zip(journals(target), journals(kept), strict=True):
        if source.exists():
            copy_file(source, copy)
    with reachable(kept):
        try:
            os.link(target, kept)
        except OSError:  # a disk that knows no second names
            shutil.copyfile(target, kept)
        fasten(kept.parent)


def _check_key_file(backup: Backup, target: Path) -> None:
    """A key file that lies there alone belongs to a file that was moved away, unless it wraps the backup's own key."""
    beside, own = KeyFile.path_of(target), own_key_file(backup)
    if beside.exists() and own.exists() and KeyFile.read(beside).id != KeyFile.read(own).id:
        raise Refusal(
            f"{beside.name} is here without its database, which nobody could read without it.",
            f"Put {target.name} back beside it, or choose another name.",
        )


def own_key_file(backup: Backup) -> Path:
    """Where the key file of a backup lies."""
    return KeyFile.path_of(Path(backup.place) / backup.file)


def _put_key_file(own: Path, target: Path) -> None:
    """Put a key file beside the target, unless the one there wraps the same key: that one knows the newest passphrase."""
    beside = KeyFile.path_of(target)
    if not own.exists():
        return
    key_file = KeyFile.read(own)
    with suppress(Refusal):
        if KeyFile.read(beside).id == key_file.id:
            return
    key_file.write(beside)


def _note(target: Path, key: Key | None) -> None:
    with told(target), Database.open(target, key, accept=True):
        pass
