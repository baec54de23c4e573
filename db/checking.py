"""Checks a whole file and says what it found, part by part: whose it is, its pages, its account, and every record."""

from collections.abc import Generator, Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select

from app.domain.backups import Finding, Unexpected
from app.domain.children import Child
from app.domain.counting import counted, noun
from app.domain.errors import Refusal
from app.domain.records import Record
from app.domain.reviews import Review
from db import seal
from db.accounts import SqlAccounts
from db.connections import AT_REST, READ, resting_engine
from db.database import APPLICATION_ID, VERSION
from db.demonstrations import is_demonstration
from db.keys import Key
from db.rereading import differing
from db.tables import KEPT
from db.troubles import check_file, told, unencrypted

SHOWN = 5
"""How many damages of one sort are told in words; the rest is a number."""


def check(path: Path, key: Key | None, *, full: bool = False, resting: bool = False) -> tuple[Finding, ...]:
    """Everything that was found, good or bad, in the order of looking; nothing is changed.

    With full, every page and every record is read again. A resting file is one that nobody has open, such as a backup:
    its pages are read in any case, and no note beside it tells how far it had come.
    """
    try:
        check_file(path, locked=key is not None)
        return tuple(_looked(path, key, full, resting))
    except Refusal as no:
        return (Finding("file", False, str(no)),)


def is_whole(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing bad was found."""
    return all(finding.good for finding in findings)


def _looked(path: Path, key: Key | None, full: bool, resting: bool) -> Iterator[Finding]:
    altered = not resting and seal.altered(path, key)  # asked for while it is not open
    engine = resting_engine(path, key, AT_REST if resting else READ)
    try:
        with told(path), engine.connect() as connection:
            yield _header(connection, path, key, resting=resting)
            current = yield from _quick(connection, path, key, resting=resting, altered=altered)
            if full or resting:
                yield _pages(connection, key)
            if full and current:
                yield _records(connection)
    except Refusal as no:
        yield Finding("file", False, str(no))
    finally:
        engine.dispose()


def _header(connection: Connection, path: Path, key: Key | None, *, resting: bool) -> Finding:
    """Whether anybody can read it; what is said of a file that is not ours comes next.

    A copy that is as open as the file it was made of is whole: a misplaced file is moved before it can be encrypted.
    """
    if key is not None:
        connection.exec_driver_sql("PRAGMA application_id")  # nothing is said of a file that does not open
        return Finding("header", True, f"{path.name} is encrypted, as it should be.")
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        return Finding("header", True, f"{path.name} is not encrypted.")
    if is_demonstration(connection.exec_driver_sql):
        return Finding("header", True, f"{path.name} is not encrypted, as a demonstration should be.")
    return Finding("header", resting, str(unencrypted(path)))


def _quick(
    connection: Connection, path: Path, key: Key | None, *, resting: bool, altered: bool
) -> Generator[Finding, None, bool]:
    """What is quickly seen; whether the file has the tables of this version."""
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar()
    ours = owner == APPLICATION_ID
    yield Finding("owner", ours, "It is a database of IRO Tracker." if ours else "It belongs to another program.")
    if not ours:
        return False
    number = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
    if number != VERSION:
        yield _version(number)
        return False
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(SHOWN + 1)
    tables = sorted({str(row[0]) for row in orphans})
    said = f"Rows of {', '.join(tables)} refer to records that are not there." if orphans else "Every reference holds."
    yield Finding("references", not orphans, said)
    yield _account(connection)
    if not resting:
        yield _counter(connection, path, key, altered)
    return True


def _version(number: int) -> Finding:
    """What is said of a file whose tables are not those of this version: only its pages can be looked at."""
    if number > VERSION:
        return Finding("version", False, "It was made by a newer version of the program. Update the program first.")
    return Finding(
        "version",
        True,
        f"It is of an earlier version of the program ({number}), and is brought up to date when opened.",
    )


def _account(connection: Connection) -> Finding:
    accounts = SqlAccounts(connection)
    broken = accounts.first_broken()
    if broken is not None:
        return Finding(
            "account", False, f"The account is broken: entry {broken} is the first that is not true.", broken
        )
    latest = accounts.latest(None, 1)
    number = latest[0].number if latest else 0
    return Finding("account", True, f"The account is whole: {counted(number, 'entry', 'entries')}.")


def _counter(connection: Connection, path: Path, key: Key | None, altered: bool) -> Finding:
    """Whether the file is the one that was used here last."""
    try:
        noted = seal.read(path, key)
        remark = seal.compare(path.name, noted, connection, altered=altered)
    except Unexpected as no:
        return Finding("counter", False, str(no), no.entry)
    if noted is None:
        return Finding(
            "counter", True, f"No note lies beside {path.name} yet: it cannot be told whether it is the newest."
        )
    if remark == seal.ALTERED.format(name=path.name):
        return Finding("counter", False, f"{remark}.")
    return Finding("counter", True, remark or f"It is as it was left, after {counted(noted.counter, 'change')}.")


# ------------------------------------------------------------------------------------------------------- everything


def _records(connection: Connection) -> Finding:
    wrong: list[str] = []
    read = 0
    for kind in KEPT:
        number, found = differing(connection, kind)
        read += number
        wrong += found
    if wrong:
        more = len(wrong) - SHOWN
        said = "; ".join(wrong[:SHOWN]) + (f"; and {counted(more, 'other')}" if more > 0 else "")
        verb = "is" if len(wrong) == 1 else "are"
        return Finding("records", False, f"{counted(len(wrong), 'record')} {verb} not as the account says: {said}.")
    said = f"{counted(read, 'record')} {noun(read, 'was', 'were')} read and agree with the account."
    return Finding("records", True, said)


def _pages(connection: Connection, key: Key | None) -> Finding:
    said: list[str] = []
    if key is not None:
        said += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchmany(SHOWN)]
    said += [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA integrity_check({SHOWN})") if row[0] != "ok"]
    if not said:
        return Finding("pages", True, "Every page is whole.")
    return Finding("pages", False, f"Pages are damaged: {'; '.join(said[:SHOWN])}. Restore the newest backup.")


def counts(connection: Connection) -> tuple[int, int]:
    """How many children and reviews a file holds."""
    children, reviews = (_count(connection, kind) for kind in (Child, Review))
    return children, reviews


def _count(connection: Connection, kind: type[Record]) -> int:
    table = KEPT[kind].table
    return int(connection.execute(select(func.count()).where(table.c.voided_at.is_(None))).scalar_one())
