"""Holds a whole file while it is exchanged or moved: nobody else can open it for a change until that is done."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.errors import Refusal
from db import seal
from db.connections import connected
from db.keys import Key

PATIENCE = 0.5
"""How many seconds to wait for somebody who is just closing it."""

ALONE, READABLE = "EXCLUSIVE", "IMMEDIATE"
"""Whether others may read it meanwhile."""


@contextmanager
def held(path: Path, key: Key | None, how: str = ALONE) -> Iterator[Callable[[], None]]:
    """Bring the journal into the file and keep everybody else from it; gives what lets go of it before the end.

    Whoever has it open stops this before anything is changed. A damaged file cannot be held, nor can anybody open it.
    On systems with POSIX locks nothing else in this process may open and close the file meanwhile: that would let go of it.
    """
    as_it_was = not seal.altered(path, key)
    connection = _taken(path, key, how)

    def let_go() -> None:
        nonlocal connection
        if connection is not None:
            connection.close()
            connection = None

    try:
        yield let_go
    finally:
        let_go()
        if as_it_was:
            seal.rest(path, key)


def in_use(path: Path) -> Refusal:
    """The answer when somebody has the file open."""
    return Refusal(f"{path.name} is in use. Nothing was changed.", "Close the program everywhere, then try again.")


def _taken(path: Path, key: Key | None, how: str) -> dbapi2.Connection | None:
    connection = None
    try:
        connection = connected(path, key, patience=PATIENCE)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"BEGIN {how}")
    except dbapi2.DatabaseError as error:
        if connection is not None:
            connection.close()
        code = int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise in_use(path) from error
        return None
    return connection
