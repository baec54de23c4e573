"""Fixtures shared by all tests: a new database in a file of its own, a service in it, and a desk before it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from db.database import Database
from tests.builders import Service, stamp


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database as the program makes it: made once, and copied for each test."""
    path = tmp_path_factory.mktemp("fresh") / "service.db"
    Database.create(path, stamp()).close()
    return path


@pytest.fixture
def database(fresh_database: Path, tmp_path: Path) -> Iterator[Database]:
    """A new database in a file of its own."""
    path = tmp_path / "service.db"
    shutil.copyfile(fresh_database, path)
    with Database.open(path) as opened:
        yield opened


@pytest.fixture
def service(database: Database) -> Service:
    """A service without children yet."""
    return Service(database)


@pytest.fixture
def desk(service: Service) -> Desk:
    """The manager's desk."""
    return service.desk()
