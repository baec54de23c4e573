"""A small encrypted service with all that lies beside it: what the harnesses damage, alter, and use."""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.demonstration import Size, demonstrate_in_parts
from app.domain.access import Person, Role
from app.domain.audit import ERASED, erased_words
from app.domain.children import Child
from app.domain.records import new_id
from db import wrapping
from db.database import Database
from db.tables.columns import metadata
from tests.builders import NOW, Service, stamp
from tests.locks import KEY, lock

NAME = "service.irotracker"
Rows = dict[str, list[tuple[Any, ...]]]


@contextmanager
def room() -> Iterator[Path]:
    """A folder of one's own that is gone at the end, in memory where there is such a disk."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="iro-trust-", dir=where) as made, cheap():
        yield Path(made)


@contextmanager
def cheap() -> Iterator[None]:
    """A passphrase costs a tenth of a second by intention: a thousand tries are spared it."""
    cost, wrapping.COST = wrapping.COST, wrapping.Cost(passes=1, memory=8, lanes=1)
    try:
        yield
    finally:
        wrapping.COST = cost


def served(folder: Path, children: int = 12) -> Path:
    """A service of invented children in an encrypted file with its key file and its note, and a page that was freed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = lock(folder / NAME)
    with Database.create(path, stamp(), KEY) as database:
        for _ in demonstrate_in_parts(database, stamp(), Size(children=children, years=2), 1):
            pass
        for value in ("x" * 60_000, None):
            with database.change(stamp(), "Draft") as store:
                store.remember("draft", "one", value)
    return path


def used(path: Path, changes: int = 30, seed: int = 1) -> None:
    """Some days of work in a file, so that its account has entries of many sorts: some undone, some partly erased."""
    with Database.open(path, KEY) as database:
        work(database, changes // 2, seed)
        _erase_some(database)
        work(database, changes - changes // 2, seed + 1)


def _erase_some(database: Database) -> None:
    """Of children that one entry made, the first is erased; another entry loses all it told."""
    service = Service(database)
    for number in range(4):
        first, second = (Child(reference=f"E{number}-{each}", name=f"Erased {each}") for each in "ab")
        service.keep(first, second)
        alone = service.child(f"E{number}-c")
        with service.change(ERASED) as store:
            left = store.erase({Child: (first.id, alone.id)})
            store.describe(f"2 children. {erased_words(left)}")


def work(database: Database, changes: int, seed: int) -> None:
    """Children, people and officers are kept, and kept again; some entries tell words only, some many records."""
    service, chance = Service(database), random.Random(seed)
    known: list[Child] = []
    for number in range(changes):
        service.person = Person(id=new_id(), login=f"person{number % 3}", name="A person", role=Role.MANAGER)
        sort = chance.choice(("child", "again", "words", "many", "undone", "officer"))
        if sort == "again" and known:
            with service.change("Change a child") as store:
                child = store.shelf(Child).get(chance.choice(known).id)
                store.shelf(Child).keep(child)
        elif sort == "words":
            with service.change("Export") as store:
                store.describe(f"Table {number}, {chance.randrange(100)} rows")
        elif sort == "many":
            with service.change("Import files") as store:
                store.shelf(Child).keep_all([Child(reference=f"M{seed}-{number}-{each}") for each in range(25)])
        elif sort == "undone":
            with service.change("Undo") as store:
                store.describe("Undid entry 2: Build", undoes=2)
        elif sort == "officer":
            service.officer(f"Officer {seed} {number}")
        else:
            known.append(service.child(f"N{seed}-{number}", name=f"Child {number}"))


def all_rows(database: Database) -> Rows:
    """Every row of every table, as any page could show it."""
    with database.read(stamp(NOW.date() + timedelta())) as store:
        connection = store._connection  # type: ignore[attr-defined]
        return {
            table.name: sorted(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')), key=repr)
            for table in metadata.sorted_tables
        }


def laid(folder: Path, sample: Path) -> Path:
    """A copy of a sample's folder, to do harm to; an earlier one goes."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sample, folder)
    return folder
