"""Puts together the books that a child process sends line by line."""

from collections.abc import Callable
from typing import Any

from app.domain.counting import counted
from app.domain.errors import Refusal
from app.domain.legible import legible
from app.files.reading.books import Book, Row, Sheet
from app.files.reading.lines import decode


class Gathering:
    """What has arrived of the answer to one request; `name` and `content` are of the file being read."""

    def __init__(self, jobs: list[tuple[str, str]], progress: Callable[[str], None]) -> None:
        self.jobs = jobs
        self.books: list[Book] = []
        self.refusal: Refusal | None = None
        self.is_done = False
        self.name = self.content = ""
        self._container = ""
        self._progress = progress
        self._sheets: list[Sheet] = []
        self._about: tuple[str, bool, int, bool] = ("", False, 0, False)
        self._rows: list[Row] = []

    def receive(self, words: list[Any]) -> None:
        match words:
            case ["rows", count, columns]:
                self._rows += decode(count, columns)
                self._progress(f"Reading {self.name}: {counted(len(self._rows), 'row')}")
            case ["sheet", name, hidden, formulas, from_1904]:
                self._about, self._rows = (legible(name), hidden, formulas, from_1904), []
            case ["end", first_row, left_out]:
                self._end_sheet(first_row, left_out)
            case ["jobs", jobs]:
                self.jobs = [(path, member) for path, member in jobs]
            case ["book", _, name, container, content]:
                self.name, self._container = legible(name), legible(container)
                self.content, self._sheets = content, []
            case ["read"]:
                self._end_book()
            case ["refusal", message, next_step]:
                self.refusal = Refusal(message, next_step)
            case ["done"]:
                self.is_done = True
            case _:
                raise ValueError(f"The child process said something unknown: {words[:1]}")

    def _end_sheet(self, first_row: int, left_out: int) -> None:
        name, hidden, formulas, from_1904 = self._about
        width = max(map(len, self._rows), default=0)
        rows = tuple(row if len(row) == width else (*row, *(None,) * (width - len(row))) for row in self._rows)
        self._sheets.append(Sheet(name, first_row, rows, hidden, formulas, left_out, from_1904))
        self._rows = []

    def _end_book(self) -> None:
        kind: Any = "csv" if self.content == "csv" else "workbook"
        self.books.append(Book(self.name, kind, tuple(self._sheets), self._container))
        self.name = self.content = ""
