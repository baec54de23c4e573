"""What can be done with whole files, in one place for the screens and the command line: it is loaded when first needed."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, exc

from app.domain.access import Person, Role, Stamp
from app.domain.backups import Backup, Unexpected, is_due, moment_words
from app.domain.children import Child
from app.domain.errors import Refusal
from app.queries.service import setting
from app.store import Store
from db import seal
from db.admitting import accept, back_up, check_first, leave, look_over, move_here, put_back
from db.backups import listed, make, noted, origin_of, unusable, usual_folder
from db.checking import check, is_whole
from db.connections import WRITE, resting_engine
from db.copies import is_copy, leave_copy
from db.database import Database
from db.keys import Key, KeyFile
from db.moving import move
from db.restoring import check_backup, own_key_file, restore_in_place, restore_into
from db.store import SqlStore
from db.troubles import told
from db.wholefiles import Going

__all__ = [
    "accept",
    "back_up",
    "backup_before",
    "backup_before_update",
    "backup_if_due",
    "backup_open",
    "backups_of",
    "check",
    "check_backup",
    "check_first",
    "check_newest",
    "damaged_for",
    "folder_for",
    "is_copy",
    "is_whole",
    "key_files_for",
    "key_of",
    "leave",
    "leave_copy",
    "listed",
    "listed_for",
    "look_over",
    "make",
    "move",
    "move_here",
    "noted",
    "older_files",
    "put_back",
    "restore_in_place",
    "restore_into",
    "usual_folder",
]

FOLDER = "backups.folder"
"""The setting that names the folder that the service chose."""


def folder_for(database: Database, stamp: Stamp) -> Path:
    """Where the backups of an open file go."""
    with database.read(stamp) as store:
        return _chosen(store, database.path)


def _chosen(store: Store, path: Path) -> Path:
    chosen = str(setting(store, FOLDER) or "").strip()
    return path.absolute().parent / chosen if chosen else usual_folder(path)


def listed_for(path: Path, *others: Path) -> list[Backup]:
    """The backups in the usual folder of a file and in others, the newest first, each once."""
    return listed(*dict.fromkeys((usual_folder(path), *others)))


def damaged_for(path: Path, *others: Path) -> list[str]:
    """The names of the damaged backups in the same folders."""
    return unusable(*dict.fromkeys((usual_folder(path), *others)))


def backup_if_due(
    path: Path, key: Key | None, folder: Path, at: datetime, *, closing: bool = False, going: Going | None = None
) -> Backup | None:
    """Make a backup if changes have waited long enough; at close, if there were any since the last one."""
    state = _state(path, key)
    last = newest_of(path, state.file_id, folder)
    changed = last is None or last.counter != state.counter
    if not (changed if closing else is_due(state.counter, at, last)):
        return None
    return make(path, key, folder, at, "at close" if closing else "while in use", going)


def newest_of(path: Path, file_id: str, *folders: Path) -> Backup | None:
    """The newest backup of the file of this identity that was made where it lies."""
    same = (file_id, path.name, origin_of(path))
    return next((backup for backup in listed(*folders) if backup.is_of(*same)), None)


def backup_open(
    database: Database, stamp: Stamp, *, closing: bool = False, going: Going | None = None
) -> Backup | None:
    """The automatic backup of an open file, if one is due."""
    if database.only_read(database.path):
        return None
    folder = folder_for(database, stamp)
    return backup_if_due(database.path, database._key, folder, stamp.at, closing=closing, going=going)


def check_newest(path: Path, connection: Connection) -> None:
    """Refuse a file that is older than its newest backup: asked where no note beside it tells how far it had come."""
    found = seal.state(connection)
    newest = newest_of(path, found.file_id, *dict.fromkeys((_chosen(_reading(connection), path), usual_folder(path))))
    if newest is not None and newest.counter > found.counter:
        raise Unexpected(
            f"{path.name} is older than its backup of {moment_words(newest.at)}, and no note lies beside it. "
            "An older copy was put in its place.",
            seal.NEXT_STEP,
        )


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


def backup_before_update(path: Path, key: Key | None, number: int) -> Backup:
    """A backup of a file of an earlier version, as of when it was last written; in the usual folder if need be."""
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    refused: Refusal | None = None
    for folder in dict.fromkeys((_folder_at_rest(path, key), usual_folder(path))):
        try:
            return make(path, key, folder, at, f"before the update from version {number}")
        except Refusal as no:
            refused = refused or no
    why = refused.message if refused else ""
    raise Refusal(
        f"{path.name} is of an earlier version, and no backup could be made before it is brought up to date. {why}",
        "The file is as it was. Make room, or make the folder for backups writable, then open it again.",
    ) from refused


def older_files(path: Path) -> list[Path]:
    """Whole files beside the one in use that hold an earlier state: replaced, moved, or of an earlier version."""
    found = (each for each in path.parent.glob("*") if each.suffix == path.suffix and each.is_file())
    begin = tuple(f"{path.stem} {word} " for word in ("replaced", "moved", "version"))
    return sorted(each for each in found if each.name.startswith(begin))


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


def _folder_at_rest(path: Path, key: Key | None) -> Path:
    """The folder that the service chose, as far as a file of an earlier version can be asked."""
    engine = resting_engine(path, key, WRITE)
    try:
        with engine.connect() as connection:
            return _chosen(_reading(connection), path)
    except (exc.SQLAlchemyError, Refusal):
        return usual_folder(path)
    finally:
        engine.dispose()


def _reading(connection: Connection) -> SqlStore:
    """What a file holds, before anybody signs in."""
    at = datetime.min.replace(tzinfo=UTC)
    return SqlStore(connection, Stamp(at, at.date(), Person(login="", role=Role.READER)))


def _state(path: Path, key: Key | None) -> seal.Seal:
    engine = resting_engine(path, key, WRITE)
    try:
        with told(path), engine.connect() as connection:
            return seal.state(connection)
    finally:
        engine.dispose()
