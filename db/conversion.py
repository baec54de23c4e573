"""Encrypts the file of an earlier version once: copies it under a key, compares every row, then erases the old file."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.domain.access import Stamp
from app.domain.counting import counted
from app.domain.errors import Refusal
from db.accounts import SqlAccounts
from db.database import APPLICATION_ID, PATIENCE, VERSION, Database
from db.demonstrations import is_demonstration
from db.engines import check_library, literal, reading_engine, unlock
from db.erasing import aside, erase
from db.keys import KeyFile, NewKey, fasten, make_private
from db.places import check_place
from db.seal import forget
from db.troubles import check_file, check_sealed, is_plain, journals, reachable, told

_OF_TABLES = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_SHAPE = "SELECT type, name, tbl_name, sql FROM {}.sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
_COUNTED = 'SELECT count(*) FROM {}."{}"'
_MISSING = 'SELECT * FROM main."{0}" EXCEPT SELECT * FROM sealed."{0}" LIMIT 1'


ACTION = "Encrypt the file"
"""What the account calls it."""


@dataclass(frozen=True)
class Converted:
    """What was encrypted, and what is left to be decided by people."""

    tables: int
    rows: int
    erased: tuple[str, ...]
    """The names of the copies before earlier migrations that lay in the same folder unencrypted, and were erased too."""
    copies: tuple[str, ...]
    """The names of those that could not be erased."""
    broken: int | None
    """The number of the audit's first entry that does not hold, which did not hold before either."""


def encrypt(path: Path, made: NewKey, stamp: Stamp, *, patience: float = PATIENCE) -> Converted:
    """Put an encrypted file in the place of one that is not. Until it is proved equal, the old one stays as it is.

    The entry in the account comes last, for the file of an earlier version may have no room for it before it is opened.
    """
    check_library()
    check_place(path)
    draft = path.with_name(path.name + ".new")
    with reachable(path), told(path):
        _take_up(path)
        check_file(path, locked=False)
        _remove(draft)
        try:
            with _alone(path, patience) as old:
                tables, rows = _copied(old, draft, made)
                _keep_hold(journals(path)[0])
            broken = _proved(draft, made)
            made.file.write(KeyFile.path_of(path))
            erased, copies = _without_copies(path)  # first: once the old file is gone nothing would remind of them
            _exchange(path, draft)
            forget(path)
        finally:
            _remove(draft)
            with suppress(OSError, Refusal):  # what went wrong before is what is to be said
                _take_up(path)
    with Database.open(path, made.key) as opened:
        opened.analyse()
        with opened.change(stamp, ACTION) as store:
            gone = f"; {counted(len(erased), 'copy', 'copies')} of earlier versions erased" if erased else ""
            store.describe(f"{counted(rows, 'row')} in {counted(tables, 'table')}, each compared{gone}")
    return Converted(tables, rows, erased, copies, broken)


# --------------------------------------------------------------------------------------------------------- the old file


@contextmanager
def _alone(path: Path, patience: float) -> Iterator[Any]:
    """A connection to a service's file that is not encrypted, which nobody else may use meanwhile."""
    connection = dbapi2.connect(str(path), isolation_level=None, timeout=patience)
    try:
        unlock(connection, None)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _check_ours(connection, path)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()


def _check_ours(connection: Any, path: Path) -> None:
    if _number(connection, "application_id") != APPLICATION_ID:
        raise Refusal(f"{path.name} belongs to another program.", "Choose a database of IRO Tracker.")
    if _number(connection, "user_version") > VERSION:
        raise Refusal(
            f"{path.name} was made by a newer version of IRO Tracker.",
            "Nothing was changed. Update the program, then try again.",
        )
    if is_demonstration(connection.execute):
        raise Refusal(
            f"{path.name} is a demonstration of invented children, which need no encryption.", "Open it as it is."
        )
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        raise Refusal(f"{path.name} is damaged.", "Nothing was changed. Restore a backup before you encrypt it.")


def _copied(old: Any, draft: Path, made: NewKey) -> tuple[int, int]:
    """Copy everything under the key, and compare it: how many tables and rows there are."""
    make_private(draft)
    old.execute(f'ATTACH ? AS sealed KEY "{literal(made.key)}"', (str(draft),))
    old.execute("SELECT sqlcipher_export('sealed')")
    for name in ("user_version", "application_id"):
        old.execute(f"PRAGMA sealed.{name} = {_number(old, name)}")
    if old.execute(_SHAPE.format("main")).fetchall() != old.execute(_SHAPE.format("sealed")).fetchall():
        raise _differs(draft)
    names = [row[0] for row in old.execute(_OF_TABLES)]
    rows = sum(_compared(old, name, draft) for name in names)
    old.execute("DETACH sealed")
    return len(names), rows


def _compared(old: Any, table: str, draft: Path) -> int:
    """How many rows a table has, which are the same ones in both files. Its name comes from the file's own list."""
    here, there = (old.execute(_COUNTED.format(schema, table)).fetchone()[0] for schema in ("main", "sealed"))
    if here != there or old.execute(_MISSING.format(table)).fetchone() is not None:
        raise _differs(draft)
    return int(here)


def _number(connection: Any, name: str) -> int:
    return int(connection.execute(f"PRAGMA main.{name}").fetchone()[0])


def _differs(draft: Path) -> Refusal:
    return Refusal(
        f"The encrypted copy of {draft.name.removesuffix('.new')} is not the same as the file, so it was not kept.",
        "The file is as it was. Try again; if it happens again, ask for help before you go on.",
    )


# --------------------------------------------------------------------------------------------------------- the new file


def _proved(draft: Path, made: NewKey) -> int | None:
    """Refuse a copy that is not encrypted or not whole; gives the first link of the audit that does not hold."""
    check_sealed(draft)
    engine = reading_engine(draft, made.key, PATIENCE)
    try:
        with engine.begin() as connection:
            pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
            whole = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if pages or not whole or orphans is not None:
                raise _differs(draft)
            return SqlAccounts(connection).first_broken()
    finally:
        engine.dispose()


def _exchange(path: Path, draft: Path) -> None:
    """Give the encrypted file the name of the old one, and erase that: at no instant is there neither of them."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if not _keep_hold(path):
        path.replace(aside(path))
    draft.replace(path)
    fasten(path.parent)
    for left in (path, *journals(path)):
        erase(aside(left))
    for journal in journals(path):
        erase(journal)


def _keep_hold(path: Path) -> bool:
    """Give a file a second name, by which it can be overwritten after its own name has passed on or is gone."""
    if not path.exists():
        return False
    with suppress(OSError):
        os.link(path, aside(path))
        return True
    return False


def _take_up(path: Path) -> None:
    """Go on where a conversion was interrupted: the old file gets its own name back, and needs no second one."""
    waiting = aside(path)
    if waiting.exists() and not path.exists():
        waiting.replace(path)
    elif waiting.exists() and not waiting.samefile(path) and is_plain(path):
        raise Refusal(
            f"{waiting.name} is here beside {path.name}, and it is another file.",
            "Nothing was changed. Move it to another folder, then try again.",
        )
    for each in (path, *journals(path)):
        if each.exists() and aside(each).exists() and aside(each).samefile(each):
            aside(each).unlink()  # to write over it would be to write over the file itself
    for journal in journals(path):
        erase(aside(journal))


def _remove(draft: Path) -> None:
    for left in (draft, *journals(draft), draft.with_name(draft.name + "-journal")):
        left.unlink(missing_ok=True)


def _without_copies(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Erase the copies that earlier migrations left beside the file, which anybody could read; and those that stayed."""
    erased, stayed = [], []
    for copy in _copies_beside(path):
        try:
            erase(copy)
        except Refusal:
            stayed.append(copy.name)
        else:
            erased.append(copy.name)
    return tuple(erased), tuple(stayed)


def _copies_beside(path: Path) -> list[Path]:
    """Told by the name that the upgrade gives them: another file that somebody put there stays as it is."""
    named = re.compile(rf"{re.escape(path.stem)} version \d+ \d{{4}}-\d\d-\d\d \d{{6}}{re.escape(path.suffix)}")
    return sorted(
        each for each in path.parent.iterdir() if named.fullmatch(each.name) and each.is_file() and is_plain(each)
    )
