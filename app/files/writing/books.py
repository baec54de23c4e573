"""A workbook of Tables, written row by row so that memory stays flat, with no property that names a person."""

from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from app.files.writing.lists import Lists
from app.files.writing.nameless import Archive, without_name
from app.files.writing.sheets import Progress, SheetWriter, nothing
from app.files.writing.text import LISTS, sheet_name
from app.store import Store
from app.table import Table

NEUTRAL = datetime.combine(date(2000, 1, 1), time())


class Book:
    """A workbook being written, one sheet a Table; the footer is printed on every page. Leaving it unsaved leaves nothing."""

    def __init__(self, footer: str = "", progress: Progress = nothing) -> None:
        self._workbook = Workbook(write_only=True)
        self._footer = footer
        self._progress = progress
        self._rows = 0
        self._saving = False
        self._names: set[str] = set()
        self._lists = Lists()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and not self._saving:
            self._abandon()

    def add(self, name: str, table: Table, store: Store) -> int:
        """Write a Table into a sheet of its own; returns its number of rows."""
        sheet = without_name(self._workbook.create_sheet(sheet_name(name, self._names)))
        before = self._rows

        def progress(number: int) -> None:
            self._progress(before + number)

        rows = SheetWriter(sheet, table, len(self._names), self._footer, self._lists, progress).write(store)
        self._rows += rows
        return rows

    def save(self, path: Path) -> None:
        """Write the file, without a creator or an editor among its properties, and with a date that says nothing."""
        self._saving = True
        if self._lists.needs_sheet:
            self._lists.write(without_name(self._workbook.create_sheet(sheet_name(LISTS, self._names))))
        properties = self._workbook.properties
        properties.creator = None
        properties.created = properties.modified = NEUTRAL
        with Archive(path, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            ExcelWriter(self._workbook, archive).save()

    def _abandon(self) -> None:
        """Let go of the files in which openpyxl gathers the rows: they hold children's names."""
        for sheet in self._workbook.worksheets:
            writable: Any = sheet
            with suppress(OSError):
                if not writable.closed:
                    writable.close()
                writable._writer.cleanup()
