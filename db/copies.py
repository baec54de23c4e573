"""Opens what must not be written to: the read-only copy left for colleagues, and a backup that somebody looks into."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select

from app.domain.access import Stamp
from app.domain.audit import OUTGOING
from app.domain.backups import moment_words
from app.domain.errors import Refusal, nothing_goes_out
from app.domain.records import Record
from app.store import Shelf, Store
from db import backups
from db.connections import AT_REST, READ, joined, resting_engine
from db.database import APPLICATION_ID, VERSION, Database
from db.engines import check_library
from db.keys import Key, KeyFile
from db.ledger import Ledger
from db.shelf import SqlShelf
from db.standing import AS_AT
from db.store import SqlStore
from db.tables.memory import meta
from db.troubles import check_file, reachable, told, unlocking
from db.wholefiles import check_room, copy_database, copy_file, settle, share, size_of

R = TypeVar("R", bound=Record)

ENDING = ".irocopy"
"""How the name of a read-only copy ends: so it is known before a passphrase is asked for."""


def is_copy(path: Path) -> bool:
    """Whether a file may only be read: a copy for colleagues, or the database inside a backup."""
    return path.suffix.casefold() == ENDING or backups.noted(path.parent) is not None


def leave_copy(database: Path, key: Key | None, target: Path, at: datetime) -> Path:
    """Leave an encrypted copy where colleagues can read it, in place of an older one; drafts are not in it."""
    if target.suffix.casefold() != ENDING:
        target = target.with_name(target.name + ENDING)
    with reachable(target):
        check_room(target.parent, size_of(database), "the copy")
    draft = target.with_name(target.name + ".new")
    try:
        with reachable(draft):
            draft.unlink(missing_ok=True)
        copy_database(database, draft, key, shared=True)
        with told(draft), joined(draft, key) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM memory WHERE kind IN ('draft', 'drafts')")
            words = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            connection.execute(words, (AS_AT, at.astimezone(UTC).isoformat()))
        settle(draft)
        beside = KeyFile.path_of(database)
        if beside.exists():
            copy_file(beside, KeyFile.path_of(target))
            share(KeyFile.path_of(target), draft)
        _put(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def _put(draft: Path, target: Path) -> None:
    try:
        draft.replace(target)
    except PermissionError as error:
        raise Refusal(
            f"{target.name} cannot be replaced: somebody has it open, or the folder is read-only.",
            "The older copy is still there. Try again when it is closed.",
        ) from error


def _check_ours(path: Path, connection: Connection) -> None:
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar()
    number = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
    if owner != APPLICATION_ID:
        raise Refusal(f"{path.name} belongs to another program.", "Choose a file of IRO Tracker.")
    if number != VERSION:
        raise Refusal(
            f"{path.name} was made by another version of IRO Tracker, and only this one's can be looked into.",
            "Nothing was changed. Restore it into a new file, or ask for a newer copy.",
        )


class Copy(Database):
    """One open file that nobody writes to, wherever it lies; looking at a child leaves no entry in it."""

    @classmethod
    def of(cls, path: Path, key: Key | None) -> "Copy":
        """Open it, and see that it is what it says."""
        check_library()
        with reachable(path):
            check_file(path, locked=key is not None)
        copy = cls(path, key, 1.0)
        copy._reading = resting_engine(path, key)
        try:
            with told(path), unlocking(path):
                copy._look()
        except BaseException:
            copy._dispose()
            raise
        return copy

    def data_version(self) -> int:
        """It never changes while it is open."""
        return 0

    def analyse(self) -> None:
        """Nothing is gathered in a copy."""

    def close(self) -> None:
        """Let go of the file."""
        self._dispose()

    @contextmanager
    def change(self, stamp: Stamp, action: str) -> Iterator[Store]:
        """What would be written or go out is refused; that something was looked at goes by without an entry."""
        if action in OUTGOING:
            raise nothing_goes_out(self.remark)
        with told(self.path), self._reading.begin() as connection:
            store = _ReadOnly(connection, stamp, Ledger(stamp, action))
            store.words = self.remark
            yield store

    def _look(self) -> None:
        with self._reading.connect() as connection:
            _check_ours(self.path, connection)
            at = connection.execute(select(meta.c.value).where(meta.c["key"] == AS_AT)).scalar()
        backup = backups.noted(self.path.parent)
        if at is None and backup is None:
            raise Refusal(
                f"{self.path.name} is no read-only copy.", f"A copy that ends in {ENDING} is made by the program."
            )
        what, moment = ("backup", backup.at) if backup else ("copy", datetime.fromisoformat(str(at)))
        self.remark = f"A read-only {what}, as at {moment_words(moment)}"


class Glance(Copy):
    """A file as it lies there, in use or not as it was left: to see who may do what with it, and nothing more."""

    @classmethod
    def of(cls, path: Path, key: Key | None) -> "Glance":
        """Look at it; refuses what cannot be read, or has not the tables of this version."""
        with reachable(path):
            check_file(path, locked=key is not None)
        glance = cls(path, key, 1.0)
        for mode in (READ, AT_REST):
            glance._reading = resting_engine(path, key, mode)
            try:
                with told(path), unlocking(path):
                    glance._look()
            except Refusal:
                glance._dispose()
                if mode == AT_REST:
                    raise
            else:
                break
        return glance

    def _look(self) -> None:
        with self._reading.connect() as connection:
            _check_ours(self.path, connection)


class _ReadOnly(SqlStore):
    """A store in which nothing is kept."""

    words = ""

    def remember(self, kind: str, key: str, value: str | None, person: str = "") -> None:
        """Preferences and drafts are not kept in a copy."""

    def refusal(self) -> Refusal:
        """Why nothing is written."""
        return Refusal(
            f"{self.words}: nothing was written.",
            "Make the change in the service's own file. If this is it, because the content of a backup was put here by hand, "
            "move backup.json to another folder.",
        )

    def shelf(self, kind: type[R]) -> Shelf[R]:
        """Records can be read; keeping one is refused."""
        return _Closed(kind, self._connection, self.stamp, self.refusal())


class _Closed(SqlShelf[R]):
    """A shelf on which nothing more is put."""

    def __init__(self, kind: type[R], connection: Connection, stamp: Stamp, no: Refusal) -> None:
        super().__init__(kind, connection, stamp, None)
        self._no = no

    def keep_all(self, records: Iterable[R]) -> tuple[R, ...]:
        """Refused."""
        raise self._no
