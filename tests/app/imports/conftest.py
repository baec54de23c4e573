"""Importing in tests: files are read in the child process, planned and kept in a real database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.commands.imports import CommitImport, PreviewImport, read_for
from app.domain.records import Record
from app.files.layouts.recognise import facts_of
from app.files.reading import Book, Sheet
from app.queries.imports.outcome import Choices, ImportPlan
from tests.app.imports.files import write_book
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
