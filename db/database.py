"""Keeps the records in one SQLite file: opens, creates and checks it, and gives transactions; all that is SQLite's own."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, exc, select
from sqlcipher3 import dbapi2

from app.domain.access import Stamp
from app.domain.errors import Refusal
from app.late import late
from app.store import Store
from db.engines import check_library, pragma, reading_engine, renewing, rewrite, writing_engine
from db.erasing import check_nothing_waits, erase_remains, let_go
from db.keys import Key, KeyFile, NewKey, true_path
from db.ledger import Ledger
from db.places import check_folder, check_one_name, check_place, check_rights
from db.seal import Sealing, forget
from db.standing import Standing, check_kind, check_whole
from db.store import SqlStore
from db.tables.memory import meta
from db.troubles import (
    check_journal,
    check_sealed,
    check_settled,
    is_plain,
    journals,
    reachable,
    told,
    unlocking,
)

APPLICATION_ID = 0x49524F54
"""IROT: how our files are told from those of other programs."""

VERSION = 6
"""The number of the newest migration, which a test holds equal to user_version's meaning."""

PATIENCE = 30.0
"""How many seconds to wait for another program that is writing."""

LARGE = 10_000
"""From this many changes on, the statistics that choose the indexes are gathered anew."""


COPY, BACKUP = ".irocopy", "backup.json"
"""How a read-only copy's name ends, and what lies beside a database inside a backup: neither is ever written to."""

BACKED_UP = {"Import files": "an import"}
"""Before which actions a backup is made, and how it is called."""


class Database:
    """One open database file."""

    keys = KeyFile
    """The key files that lie beside encrypted ones."""

    true_path = staticmethod(true_path)
    """The file itself where a link leads to it: what is done with whole files is done there."""

    def __init__(self, path: Path, key: Key | None, patience: float) -> None:
        self.path = path
        self._key = key
        self._writing: Engine = writing_engine(path, key, patience)
        self._reading: Engine = reading_engine(path, key, patience)
        self._sealing = Sealing(path, key)
        self._standing = Standing(path, self._writing, self._reading)
        self._journal_waits = False
        self._sealed = False
        self.remark = ""
        """What is worth knowing about how the file was found, and no reason to refuse it."""
        self._seen = 0
        self._closed = False

    @staticmethod
    def needs_key(path: Path) -> bool:
        """Whether a file is there that a passphrase opens; what else there may be, opening it tells."""
        check_library()
        with reachable(path):
            if not path.is_file() or path.stat().st_size == 0 or is_plain(path):
                return False
        return KeyFile.path_of(path).exists()

    @classmethod
    def open(
        cls, path: Path, key: Key | None = None, *, patience: float = PATIENCE, accept: bool = False
    ) -> "Database":
        """Open a database, after bringing it up to date; only a demonstration opens without a key.

        One that is not as it was left (an older copy, say) is refused, unless somebody accepts it as it is.
        """
        path = true_path(Path(path))
        if cls.only_read(path):
            copy: Database = late("db.copies").Copy.of(path, key)
            return copy
        check_library()
        check_place(path)
        with reachable(path):
            check_whole(path, key)
            check_rights(path)
            check_one_name(path)
        database = cls(path, key, patience)
        try:
            with told(path):
                database._prepare(accept)
        except BaseException:
            database._dispose()
            raise
        if key is not None:
            erase_remains(path)
        let_go(path)
        return database

    @staticmethod
    def encrypt(path: Path, made: NewKey, stamp: Stamp) -> Any:
        """Encrypt the file of an earlier version, once: what was done is a Converted."""
        return late("db.conversion").encrypt(Path(path), made, stamp)

    @classmethod
    def create(cls, path: Path, stamp: Stamp, key: Key, *, patience: float = PATIENCE) -> "Database":
        """Make a new database whose manager is the person of the stamp; it appears whole or not at all."""
        if not isinstance(key, Key):  # a key that was forgotten must never make a file that anybody can read
            raise TypeError("a service's file is made with a key")
        return cls._created(Path(path), stamp, key, patience)

    @classmethod
    def create_demonstration(cls, path: Path, stamp: Stamp, *, patience: float = PATIENCE) -> "Database":
        """Make a new database for invented children: it is not encrypted, and says for good what it is."""
        return cls._created(Path(path), stamp, None, patience)

    @classmethod
    def begin(cls, path: Path, stamp: Stamp, made: NewKey) -> "Database":
        """Make a new database with its key file beside it; the key file comes first, so that no file is without one."""
        beside = KeyFile.path_of(Path(path))
        with reachable(beside):
            if beside.exists():
                raise Refusal(
                    f"{beside.name} is here without its database, which nobody could read without it.",
                    f"Put {Path(path).name} back beside it, or choose another name.",
                )
        made.file.write(beside)
        try:
            return cls.create(path, stamp, made.key)
        except BaseException:
            if not Path(path).exists():
                beside.unlink(missing_ok=True)
            raise

    @classmethod
    def _created(cls, path: Path, stamp: Stamp, key: Key | None, patience: float) -> "Database":
        check_library()
        check_place(path)
        draft = path.with_name(path.name + ".new")
        with reachable(path), told(path):
            if path.exists():
                raise Refusal(f"{path.name} exists already.", "Open it, or choose another name.")
            check_folder(path.parent)
            check_journal(path)
            check_nothing_waits(path)
            for left in (draft, *journals(draft)):
                left.unlink(missing_ok=True)
            made = cls(draft, key, patience)
            late("db.making").fill(made, made._writing, stamp, demonstration=key is None)
            check_settled(draft)
            if key is not None:
                check_sealed(draft)
            draft.replace(path)
            forget(path)
        return cls.open(path, key, patience=patience, accept=True)

    def close(self) -> None:
        """Leave the file tidy: fresh statistics and an empty journal. Closing is never refused, nor does it hurt twice."""
        if not self._closed:
            self._closed = True
            with suppress(dbapi2.DatabaseError, exc.SQLAlchemyError):
                pragma(self._writing, "busy_timeout = 0")  # while another program writes, the statistics can wait
                pragma(self._writing, "optimize")
            self._dispose()
            self._sealing.closed()

    def anew(self) -> "Database":
        """Close the file, and open it as if it had just been chosen."""
        self.close()
        return type(self).open(self.path, self._key)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @staticmethod
    def only_read(path: Path) -> bool:
        """Whether a file is a read-only copy, or lies in a backup: it is opened for looking only."""
        return path.suffix.casefold() == COPY or (path.parent / BACKUP).exists()

    @staticmethod
    def safekeeping() -> Any:
        """What is done with whole files: backups, restoring, checks, copies."""
        return late("db.safekeeping")

    @property
    def meta_id(self) -> str:
        """The file's own key, which it keeps wherever it is copied."""
        with told(self.path), self._reading.begin() as connection:
            return str(connection.execute(select(meta.c.value).where(meta.c["key"] == "id")).scalar_one())

    def data_version(self) -> int:
        """A number that changes when another program has written to the file, and not when this one has.

        All changes of this program go through one connection, and SQLite tells that one only of others' changes. While it
        is busy with a change the last number is given, so that nobody waits.
        """
        self._standing.check()
        if self._writing.pool.checkedout() == 0:  # type: ignore[attr-defined]
            with told(self.path):
                self._seen = int(pragma(self._writing, "data_version"))
        return self._seen

    @contextmanager
    def read(self, stamp: Stamp) -> Iterator[Store]:
        """One read transaction: a snapshot."""
        with told(self.path), self._reading.begin() as connection:
            yield SqlStore(connection, stamp)

    @contextmanager
    def change(self, stamp: Stamp, action: str) -> Iterator[Store]:
        """One write transaction with its audit entry; leaving by an exception leaves nothing behind."""
        ledger = Ledger(stamp, action)
        if action in BACKED_UP:
            late("db.safekeeping").backup_before(self, self._key, stamp, BACKED_UP[action])
        self._standing.check()
        with (
            told(self.path),
            renewing(self._reading),
            self._sealing.change(self._sealed) as step,
            self._writing.begin() as connection,
        ):
            step.begin(connection)
            store = SqlStore(connection, stamp, ledger)
            yield store
            store.finish()
            step.end(connection)
            self._standing.check()
        self._tidy(ledger)

    def _tidy(self, ledger: Ledger) -> None:
        """After a change, which is made whatever comes of this: what was erased stays neither in the file nor in its journal."""
        self._journal_waits = self._journal_waits or ledger.erased
        with suppress(Refusal):
            if self._journal_waits:
                with told(self.path):
                    rewrite(self._writing)
                    self._journal_waits = bool(pragma(self._writing, "wal_checkpoint(TRUNCATE)"))
            if len(ledger) >= LARGE:
                self.analyse()

    def analyse(self) -> None:
        """Gather the statistics by which indexes are chosen, from samples."""
        with told(self.path):
            pragma(self._writing, "analysis_limit = 1000")
            with self._writing.begin() as connection:
                connection.exec_driver_sql("ANALYZE")

    def _prepare(self, accept: bool) -> None:
        """Check whose file it is and how old, and bring it up to date."""
        with unlocking(self.path) if self._key else nullcontext():
            number, owner = pragma(self._reading, "user_version"), pragma(self._reading, "application_id")
        if owner != APPLICATION_ID:
            raise Refusal(f"{self.path.name} belongs to another program.", "Choose a database of IRO Tracker.")
        if number > VERSION:
            raise Refusal(
                f"{self.path.name} was made by a newer version of IRO Tracker.",
                "Nothing was changed. Update the program, then open it again.",
            )
        with self._reading.begin() as connection:
            check_kind(connection, self.path, self._key)
        if number and not accept:
            with self._standing.opening(), self._reading.begin() as connection:
                self.remark = self._sealing.opened(connection)
        pragma(self._writing, "journal_mode = WAL")
        pragma(self._writing, "journal_size_limit = 67108864")
        if number < VERSION:
            keep = partial(late("db.safekeeping").backup_before_update, self.path, self._key)
            late("db.upgrade").upgrade(self._writing, self.path, keep=keep)
        with self._reading.begin() as connection:
            self._sealing.settle(connection, anew=accept)
        self._sealed = True
        self._standing.note()

    def _dispose(self) -> None:
        self._reading.dispose()
        self._writing.dispose()
