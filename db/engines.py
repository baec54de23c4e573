"""Connections to one SQLite file: its key and what else each is told when it opens, and how its transactions begin."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, QueuePool, create_engine, event, exc
from sqlalchemy.engine import URL
from sqlcipher3 import dbapi2

from app.domain.errors import Refusal
from db.keys import Key

OLDEST = (3, 51, 3)
"""SQLite before this one can corrupt a file in WAL."""


DISK = (
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
)
"""What a disk may have done to a connection: SQLCipher never forgets a page that it could not read, so such a connection is
given up, and the next change has a new one."""


def check_library(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse to start on an SQLite that can damage the file."""
    if tuple(version) < OLDEST:
        found, needed = ".".join(map(str, version)), ".".join(map(str, OLDEST))
        raise Refusal(
            f"The database library is too old: SQLite {found}, and {needed} or newer is needed.",
            "Install the program again with the libraries that its lock file names.",
        )


def writing_engine(path: Path, key: Key | None, patience: float) -> Engine:
    """One connection for all changes, one after the other."""
    return _engine(path, key, patience, "IMMEDIATE", pool_size=1, max_overflow=0, pool_timeout=patience)


def reading_engine(path: Path, key: Key | None, patience: float) -> Engine:
    """Connections for questions, several at a time; they cannot write."""
    return _engine(path, key, patience, "DEFERRED", pool_size=4, max_overflow=12, pool_timeout=patience)


def unlock(connection: Any, key: Key | None) -> None:
    """Give a connection the key of its file, before anything else is asked of it; a demonstration has none.

    The settings are those of SQLCipher 4, said outright so that a library of another default reads the same file: pages
    of 4,096 bytes, AES-256 with HMAC-SHA512. The library's own log would go to standard error.
    """
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{literal(key)}"')
        connection.execute("PRAGMA cipher_compatibility = 4")
        connection.execute("PRAGMA cipher_memory_security = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")


def literal(key: Key) -> str:
    """A key as SQLCipher takes it raw, with nothing derived from it."""
    return f"x'{key.raw.hex()}'"


def _engine(path: Path, key: Key | None, patience: float, begin: str, **pool: Any) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=dbapi2,
        hide_parameters=True,
        poolclass=QueuePool,
        connect_args={"isolation_level": None, "timeout": patience, "check_same_thread": False},
        **pool,
    )

    def opened(connection: Any, _: Any) -> None:
        unlock(connection, key)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        if begin == "DEFERRED":
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA secure_delete = ON")  # a draft that was thrown away does not stay in free pages

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {begin}")

    def failed(context: ExceptionContext) -> None:
        code = int(getattr(context.original_exception, "sqlite_errorcode", None) or 0) & 0xFF
        context.is_disconnect = context.is_disconnect or code in DISK

    event.listen(engine, "connect", opened)
    event.listen(engine, "begin", begun)
    event.listen(engine, "handle_error", failed)
    return engine


@contextmanager
def renewing(engine: Engine) -> Iterator[None]:
    """After the disk has failed a change, the other connections are opened anew too.

    SQLite's shared memory is one for all of them: what could only be opened for reading stays so until nobody has it.
    """
    try:
        yield
    except exc.DBAPIError as error:
        if error.connection_invalidated:
            engine.dispose()
        raise


def rewrite(engine: Engine) -> None:
    """Write the whole file anew, without whatever may be left between its rows."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM")
    except dbapi2.DatabaseError:
        raw.invalidate()
        raise
    finally:
        raw.close()


def pragma(engine: Engine, words: str) -> Any:
    """The answer to a PRAGMA outside of any transaction, where some of them only work."""
    raw = engine.raw_connection()
    try:
        row = raw.cursor().execute(f"PRAGMA {words}").fetchone()
        return row[0] if row else None
    except dbapi2.DatabaseError:
        raw.invalidate()
        raise
    finally:
        raw.close()
