"""Fixtures shared by all tests: a new database in a file of its own, a service in it, and a desk before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from db import wrapping
from db.database import Database
from db.wrapping import Cost
from tests.builders import Service, stamp
from tests.locks import KEY, lock, locked_copy


@pytest.fixture(scope="session", autouse=True)
def cheap_wrapping() -> Iterator[None]:
    """A passphrase costs a tenth of a second by intention; a thousand tests are spared it, in this process."""
    cost, wrapping.COST = wrapping.COST, Cost(passes=1, memory=8, lanes=1)
    yield
    wrapping.COST = cost


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database as the program makes it, encrypted: made once, and copied for each test."""
    path = tmp_path_factory.mktemp("fresh") / "service.db"
    Database.create(path, stamp(), KEY).close()
    return lock(path)


@pytest.fixture
def database(fresh_database: Path, tmp_path: Path) -> Iterator[Database]:
    """A new database in a file of its own."""
    path = locked_copy(fresh_database, tmp_path / "service.db")
    with Database.open(path, KEY) as opened:
        yield opened


@pytest.fixture
def service(database: Database) -> Service:
    """A service without children yet."""
    return Service(database)


@pytest.fixture
def desk(service: Service) -> Desk:
    """The manager's desk."""
    return service.desk()
