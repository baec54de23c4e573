"""One plain connection to a file, keyed or not: for what is done to whole files, beside the records' own connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, NullPool, create_engine
from sqlcipher3 import dbapi2

from db.engines import unlock
from db.keys import Key

READ, WRITE, MAKE, AT_REST = "ro", "rw", "rwc", "ro&immutable=1"
"""How a file is opened; at rest means that nobody writes to it and no journal of it is looked for."""


def connected(path: Path, key: Key | None, mode: str = WRITE, patience: float = 30.0) -> dbapi2.Connection:
    """A connection outside of any pool; the caller closes it."""
    connection = dbapi2.connect(_address(path, mode), uri=True, isolation_level=None, timeout=patience)
    try:
        unlock(connection, key)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def joined(path: Path, key: Key | None, mode: str = WRITE, patience: float = 30.0) -> Iterator[dbapi2.Connection]:
    """A connection that is closed at the end, whatever happens."""
    connection = connected(path, key, mode, patience)
    try:
        yield connection
    finally:
        connection.close()


def resting_engine(path: Path, key: Key | None, mode: str = AT_REST) -> Engine:
    """SQLAlchemy's engine over such connections, which cannot write."""

    def opened() -> Any:
        connection = connected(path, key, mode)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine("sqlite://", creator=opened, module=dbapi2, poolclass=NullPool, hide_parameters=True)


def _address(path: Path, mode: str) -> str:
    """The path as SQLite's address: on Windows both C:/file and //server/share/file need their slashes in front."""
    full = path.absolute().as_posix()
    return f"file://{quote(full if full.startswith('/') else '/' + full)}?mode={mode}"
