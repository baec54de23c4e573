"""Whole services with random histories of challenges, made once for all tests that hold them against the oracle."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.access import Person, Role
from app.table import Row, Table
from db.database import Database
from tests.builders import Service, stamp
from tests.journeys import challenge_histories
from tests.journeys.challenge_oracle import Told
from tests.journeys.challenge_oracle_counting import Lines
from tests.journeys.challenge_oracle_rows import Log, read
from tests.journeys.challenge_oracle_tables import Tables
from ui.login import system_login

ME = Person(login=system_login(), name="Mia Manager", role=Role.MANAGER)
"""The manager who runs the tests, whom the command line knows."""
SEEDS = (1, 2)
CONCERNS = 35
"""Whole services that are made, each with so many concerns; several dozen seeds when the figures themselves are changed."""
PERIODS = (
    *((date(2025, 9, 1), date(2026, 11, 20)), (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 11, 1), date(2026, 11, 30))),
    *((date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 3, 5), date(2026, 5, 9)), (date(2020, 1, 1), date(2020, 1, 31))),
)  # fmt: skip


@dataclass
class Made:
    """One service, and what was recorded in it."""

    service: Service
    path: Path
    log: Log
    _tables: dict[tuple[date, date], dict[str, Lines]] = field(default_factory=dict)

    @property
    def told(self) -> list[Told]:
        """Every challenge as the oracle tells it."""
        return [Told(case, self.log) for case in self.log.cases]

    def tables(self, first: date, last: date) -> dict[str, Lines]:
        """The oracle's tables of a period, by their names in the catalogue."""
        if (first, last) not in self._tables:
            self._tables[first, last] = Tables(self.log, first, last).all()
        return self._tables[first, last]

    def rows(self, table: Table) -> list[Row]:
        """The rows of one of the program's tables."""
        with self.service.read() as store:
            return list(table.rows.each(store))

    def ids(self, table: Table) -> list[str]:
        """Their ids."""
        return [row.id for row in self.rows(table)]


@contextmanager
def made_service(path: Path, seed: int) -> Iterator[Made]:
    """A service in a new file."""
    with Database.create_demonstration(path, stamp(person=ME)) as database:
        service = Service(database, person=ME)
        challenge_histories.fill(service, seed, CONCERNS)
        yield Made(service, path, read(service))
