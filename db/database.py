"""Keeps the records in one SQLite file: opens, creates and checks it, and gives transactions; all that is SQLite's own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, exc, insert, select
from sqlcipher3 import dbapi2

from app.domain.access import Stamp
from app.domain.errors import Refusal
from app.domain.records import new_id
from app.late import late
from app.store import Store
from db.engines import check_library, pragma, reading_engine, writing_engine
from db.ledger import Ledger
from db.places import check_place
from db.store import SqlStore
from db.tables.memory import meta
from db.troubles import check_file, check_journal, journals, reachable, told

APPLICATION_ID = 0x49524F54
"""IROT: how our files are told from those of other programs."""

VERSION = 5
"""The number of the newest migration, which a test holds equal to user_version's meaning."""

PATIENCE = 30.0
"""How many seconds to wait for another program that is writing."""

LARGE = 10_000
"""From this many changes on, the statistics that choose the indexes are gathered anew."""


class Database:
    """One open database file."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path
        self._writing: Engine = writing_engine(path, patience)
        self._reading: Engine = reading_engine(path, patience)
        self._seen = 0
        self._closed = False

    @classmethod
    def open(cls, path: Path, create: Stamp | None = None, *, patience: float = PATIENCE) -> "Database":
        """Open a database, after bringing it up to date; with a stamp, create it when it does not exist."""
        path = Path(path)
        check_library()
        check_place(path)
        with reachable(path):
            if create is not None and not path.exists():
                return cls.create(path, create, patience=patience)
            check_file(path)
            _check_rights(path)
        database = cls(path, patience)
        try:
            with told(path):
                database._prepare()
        except BaseException:
            database._dispose()
            raise
        return database

    @classmethod
    def create(cls, path: Path, stamp: Stamp, *, patience: float = PATIENCE) -> "Database":
        """Make a new database whose manager is the person of the stamp; it appears whole or not at all."""
        path = Path(path)
        check_library()
        check_place(path)
        draft = path.with_name(path.name + ".new")
        with reachable(path), told(path):
            if path.exists():
                raise Refusal(f"{path.name} exists already.", "Open it, or choose another name.")
            _check_folder(path.parent)
            check_journal(path)
            for left in (draft, *journals(draft)):
                left.unlink(missing_ok=True)
            _make(cls(draft, patience), stamp)
            draft.replace(path)
        return cls.open(path, patience=patience)

    def close(self) -> None:
        """Leave the file tidy: fresh statistics and an empty journal. Closing is never refused, nor does it hurt twice."""
        if not self._closed:
            self._closed = True
            with suppress(dbapi2.DatabaseError, exc.SQLAlchemyError):
                pragma(self._writing, "busy_timeout = 0")  # while another program writes, the statistics can wait
                pragma(self._writing, "optimize")
            self._dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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
        with told(self.path):
            with self._writing.begin() as connection:
                store = SqlStore(connection, stamp, ledger)
                yield store
                store.finish()
            if len(ledger) >= LARGE:
                self.analyse()

    def analyse(self) -> None:
        """Gather the statistics by which indexes are chosen, from samples."""
        with told(self.path):
            pragma(self._writing, "analysis_limit = 1000")
            with self._writing.begin() as connection:
                connection.exec_driver_sql("ANALYZE")

    def _prepare(self) -> None:
        """Check whose file it is and how old, and bring it up to date."""
        number, owner = pragma(self._reading, "user_version"), pragma(self._reading, "application_id")
        if owner != APPLICATION_ID:
            raise Refusal(f"{self.path.name} belongs to another program.", "Choose a database of IRO Tracker.")
        if number > VERSION:
            raise Refusal(
                f"{self.path.name} was made by a newer version of IRO Tracker.",
                "Nothing was changed. Update the program, then open it again.",
            )
        pragma(self._writing, "journal_mode = WAL")
        pragma(self._writing, "journal_size_limit = 67108864")
        if number < VERSION:
            late("db.upgrade").upgrade(self._writing, self.path)

    def _dispose(self) -> None:
        self._reading.dispose()
        self._writing.dispose()


def _make(draft: Database, stamp: Stamp) -> None:
    """Fill a new file under its draft name, and leave it closed."""
    try:
        pragma(draft._writing, f"application_id = {APPLICATION_ID}")
        pragma(draft._writing, "journal_mode = WAL")
        late("db.upgrade").upgrade(draft._writing, draft.path)
        with draft._writing.begin() as connection:
            connection.execute(insert(meta).values(key="id", value=new_id()))
        with draft.change(stamp, "New database") as store:
            late("db.seeds").seed(store)
            store.describe("Bank holidays and lists as they ship, and the first person")
    finally:
        draft.close()


def _check_rights(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise Refusal(
            f"{path.name} is read-only.",
            "Nothing was written. Ask for the right to write to it, or copy it to a folder of your own.",
        )
    _check_folder(path.parent)


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise Refusal(f"There is no folder {folder}.", "Create it, or choose another one.")
    if not os.access(folder, os.W_OK):
        raise Refusal(
            f"The folder {folder} is read-only, and a database needs to write beside itself.",
            "Ask for the right to write there, or choose another folder.",
        )
