"""What can be done with whole files, in one place for the screens and the command line: it is loaded when first needed."""

from datetime import datetime
from pathlib import Path

from app.domain.access import Stamp
from app.domain.backups import Backup, is_due
from app.domain.children import Child
from app.domain.errors import Refusal
from app.queries.service import setting
from db import seal
from db.backups import listed, make, noted, usual_folder
from db.checking import check, is_whole
from db.connections import WRITE, resting_engine
from db.copies import is_copy, leave_copy
from db.database import Database
from db.keys import Key, KeyFile
from db.moving import move
from db.restoring import check_backup, own_key_file, restore_in_place, restore_into
from db.troubles import told

__all__ = [
    "backup_before",
    "backup_if_due",
    "backup_open",
    "backups_of",
    "check",
    "check_backup",
    "folder_for",
    "is_copy",
    "is_whole",
    "key_files_for",
    "key_of",
    "leave_copy",
    "listed",
    "listed_for",
    "make",
    "move",
    "noted",
    "restore_in_place",
    "restore_into",
    "usual_folder",
]

FOLDER = "backups.folder"
"""The setting that names the folder that the service chose."""


def folder_for(database: Database, stamp: Stamp) -> Path:
    """Where the backups of an open file go."""
    with database.read(stamp) as store:
        chosen = str(setting(store, FOLDER) or "")
    return Path(chosen) if chosen.strip() else usual_folder(database.path)


def listed_for(path: Path, *others: Path) -> list[Backup]:
    """The backups in the usual folder of a file and in others, the newest first, each once."""
    return listed(*dict.fromkeys((usual_folder(path), *others)))


def backup_if_due(path: Path, key: Key | None, folder: Path, at: datetime, *, closing: bool = False) -> Backup | None:
    """Make a backup if changes have waited long enough; at close, if there were any since the last one."""
    state = _state(path, key)
    same = (state.file_id, path.name)
    own = [backup for backup in listed(folder) if (backup.file_id, backup.file) == same]
    last = own[0] if own else None
    changed = last is None or last.counter != state.counter
    if not (changed if closing else is_due(state.counter, at, last)):
        return None
    return make(path, key, folder, at, "at close" if closing else "while in use")


def backup_open(database: Database, stamp: Stamp, *, closing: bool = False) -> Backup | None:
    """The automatic backup of an open file, if one is due."""
    if database.only_read(database.path):
        return None
    folder = folder_for(database, stamp)
    return backup_if_due(database.path, database._key, folder, stamp.at, closing=closing)


def key_of(database: Database) -> Key | None:
    """The key of an open file, to open its backups with."""
    return database._key


def backups_of(database: Database, stamp: Stamp) -> list[Backup]:
    """The backups there are of an open file."""
    return listed_for(database.path, folder_for(database, stamp))


def backup_before(database: Database, key: Key | None, stamp: Stamp, what: str) -> Backup | None:
    """A backup before something that changes much; a file without children has nothing to lose yet."""
    with database.read(stamp) as store:
        if not store.shelf(Child).find(voided=True):
            return None
    try:
        return make(database.path, key, folder_for(database, stamp), stamp.at, f"before {what}")
    except Refusal as no:
        raise Refusal(f"No backup could be made first, so nothing was begun. {no.message}", no.next_step) from no


def key_files_for(path: Path, backup: Backup) -> tuple[Path, ...]:
    """The key files by which a backup is opened: that of the file in use if it wraps the same key, and its own.

    The first knows the newest passphrase, the second the one of the day of the backup.
    """
    own, used = own_key_file(backup), KeyFile.path_of(path)
    try:
        same = used.exists() and own.exists() and KeyFile.read(used).id == KeyFile.read(own).id
    except Refusal:
        same = False
    return tuple(one for one in ((used, own) if same else (own,)) if one.exists())


def _state(path: Path, key: Key | None) -> seal.Seal:
    engine = resting_engine(path, key, WRITE)
    try:
        with told(path), engine.connect() as connection:
            return seal.state(connection)
    finally:
        engine.dispose()
