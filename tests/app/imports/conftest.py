"""Importing in tests: files are read in the child process, planned and kept in a real database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.commands.imports import CommitImport, PreviewImport, read_for
from app.domain.officers import Officer
from app.domain.records import Record
from app.domain.reviews import Review
from app.files.layouts.recognise import facts_of
from app.files.reading import Book, Sheet
from app.queries.imports.outcome import Choices, ImportPlan
from tests.app.imports.files import write_book
from tests.app.imports.returns import Sheet as ReturnSheet
from tests.builders import Service

R = TypeVar("R", bound=Record)


@dataclass
class Importing:
    """A service that files are imported into."""

    service: Service

    def files(self, *paths: Path, choices: Choices | None = None, **options: Any) -> ImportPlan:
        """Import files; the plan that was carried out."""
        desk = self.service.desk()
        return desk.do(CommitImport(read_for(desk, paths, **options), choices or Choices())).result

    def preview(self, *paths: Path, choices: Choices | None = None, **options: Any) -> ImportPlan:
        """Ask what importing files would do."""
        desk = self.service.desk()
        return desk.ask(PreviewImport(read_for(desk, paths, **options), choices or Choices()))

    def rows(self, *rows: Sequence[Any], name: str = "Sheet1", choices: Choices | None = None) -> ImportPlan:
        """Import one sheet without writing it to a file first."""
        return self.service.desk().do(self.command(*rows, name=name, choices=choices)).result

    def command(self, *rows: Sequence[Any], name: str = "Sheet1", choices: Choices | None = None) -> CommitImport:
        """The import of one sheet, still to be done."""
        width = max(map(len, rows))
        whole = tuple((*row, *(None,) * (width - len(row))) for row in rows)
        facts = facts_of((Book("sheet.xlsx", "workbook", (Sheet(name, 1, whole),)),))
        return CommitImport(facts, choices or Choices())

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """The live records of a kind."""
        with self.service.read() as store:
            return store.shelf(kind).find()


@pytest.fixture
def importing(service: Service) -> Importing:
    """A new service to import into."""
    return Importing(service)


@pytest.fixture
def sheets(tmp_path: Path) -> Callable[[dict[str, Sequence[Sequence[Any]]]], Path]:
    """Writes a workbook with these sheets."""
    return lambda sheets: write_book(tmp_path / "log.xlsx", sheets)


# ---------------------------------------------------------------------------------------------- return sheets


@pytest.fixture
def iro(service: Service) -> Officer:
    """An IRO."""
    return service.officer("Alison Wright")


@pytest.fixture
def waiting(service: Service, iro: Officer) -> Review:
    """A second review, overdue since 3 November and not booked; the first was held on 3 August."""
    child = service.child("A1", date_of_birth=date(2014, 5, 6))
    service.allocated(child, iro, date(2026, 7, 10))
    series = service.period(child, date(2026, 7, 10))
    service.held(series, date(2026, 8, 3), participation="PN1")
    return service.open_review(series)


@pytest.fixture
def held(service: Service, iro: Officer) -> Review:
    """A review held on 5 November, of which the participation is to come."""
    child = service.child("C1", date_of_birth=date(2014, 5, 6))
    service.allocated(child, iro, date(2026, 10, 12))
    return service.held(service.period(child, date(2026, 10, 12)), date(2026, 11, 5))


@pytest.fixture
def sheet(service: Service, iro: Officer, waiting: Review, held: Review, tmp_path: Path) -> ReturnSheet:
    """The sheet of November."""
    return ReturnSheet(service, iro, tmp_path / "alison.xlsx").write()
