"""Writes one Table into one sheet of a write-only workbook: title, notes, a real Excel table with filters, a chart."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from app.domain.markings import MARKING
from app.files.writing.cells import FONT, Cells
from app.files.writing.filling import HEAD_FILL as FILLED_HEAD
from app.files.writing.filling import blanks, offer
from app.files.writing.lists import Lists
from app.files.writing.pictures import Picture
from app.files.writing.text import Repairs, one_line, unique_headings
from app.store import Store
from app.table import Column, Fixed, Kind, Table

Progress = Callable[[int], None]
PROGRESS_EVERY = 500
A4, LINE = 9, 15
CHART_ROWS = 22
ON_A_PAGE = 40
"""So many rows print on one page together with their chart."""
SENTENCES = 60
NAMED = "C"
"""The first column that moves on a sheet to fill in: who each row is about stays in sight."""
HEAD_FILL = PatternFill("solid", fgColor="E8EEF4")
HEAD_LINE = Border(bottom=Side("thin", color="1F5A8C"))
GREY = Font(name=FONT, color="4B5563", size=10)
STYLE = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)


def nothing(_: int) -> None:
    """Progress that nobody watches."""


@dataclass
class SheetWriter:
    """One sheet being written; number makes the name of its Excel table unique in the workbook, which has the lists."""

    sheet: Any
    table: Table
    number: int
    footer: str
    lists: Lists
    progress: Progress = nothing

    def write(self, store: Store) -> int:
        """Write it all, rows streamed; returns how many rows there were."""
        self.repairs = Repairs()
        self.cells = Cells(self.sheet, self.repairs)
        self.columns = self.table.columns
        self.picture = Picture(self.table)
        above = self._above()
        self.head = len(above) + 1
        self._set_up(self.picture.chart is not None and self.table.rows.count(store) <= ON_A_PAGE)
        for row in above:
            self.sheet.append(row)
        headings = unique_headings([column.title for column in self.columns])
        self.sheet.append([self._head_cell(*pair) for pair in zip(headings, self.columns, strict=True)])
        rows = self._rows(store)
        last = self.head + max(rows, 1)
        if not rows:
            self.sheet.append([])
        self._add_table(headings, last)
        for place, column in enumerate(self.columns, 1):
            if column.to_fill:
                offer(self.sheet, column, place, (self.head + 1, last), self.lists)
        self._notes_below(self._draw(last) - last - 1)
        return rows

    def _above(self) -> list[list[Any]]:
        """Title, what is shown in one line, and the notes, broken where the sheet's columns end."""
        width = max(80, sum(self._width(column) for column in self.columns))
        said = [line for text in (self.table.line, *self.table.notes) if text for line in wrap(one_line(text), width)]
        return [[self.cells.bold(one_line(self.table.title), 14)], *([self._grey(line)] for line in said), []]

    def _grey(self, text: str) -> Any:
        cell = self.cells.bold(text)
        cell.font = GREY
        return cell

    def _head_cell(self, heading: str, column: Column) -> Any:
        cell = self.cells.bold(heading)
        cell.fill, cell.border = FILLED_HEAD if column.to_fill else HEAD_FILL, HEAD_LINE
        figures = column.kind in (Kind.NUMBER, Kind.PERCENT)
        side = {"horizontal": "right", "indent": 1} if figures else {"horizontal": "left"}
        cell.alignment = Alignment(wrap_text=True, vertical="top", **side)
        return cell

    def _set_up(self, one_page: bool) -> None:
        """Everything that a write-only sheet must know before its first row, and how it prints."""
        sheet = self.sheet
        first = NAMED if any(column.to_fill for column in self.columns) else "A"
        sheet.freeze_panes = f"{first}{self.head + 1}"
        for index, column in enumerate(self.columns, 1):
            sheet.column_dimensions[get_column_letter(index)].width = self._width(column)
        lines = max(len(wrap(column.title, self._width(column) - 1)) for column in self.columns)
        sheet.row_dimensions[self.head].height = LINE * lines + 3
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if one_page else 0
        sheet.print_title_rows = f"{self.head}:{self.head}"
        footer = sheet.HeaderFooter
        footer.oddHeader.left.text = _printed(self.table.title)
        footer.oddHeader.right.text = footer.oddFooter.center.text = MARKING
        footer.oddFooter.left.text = _printed(self.footer)
        footer.oddFooter.right.text = "Page &P of &N"

    def _width(self, column: Column) -> int:
        """Wide enough for its content, for a date, and for the longest word of its heading beside the filter's button."""
        longest_word = max(len(word) for word in (*column.title.split(), "x"))
        return min(100, max(column.width, longest_word + 5, 13 if column.kind is Kind.DATE else 9))

    def _rows(self, store: Store) -> int:
        wordy, drawn = self._is_wordy(), self.picture.columns
        makers = [
            blanks(self.sheet, column)
            if column.to_fill
            else self.cells.maker(column, drawn=column.key in drawn, wrapped=wordy)
            for column in self.columns
        ]
        append, number = self.sheet.append, 0
        for row in self.table.rows.each(store):
            if wordy:
                self._set_height(self.head + number + 1, row.cells)
            append([make(value) for make, value in zip(makers, row.cells, strict=True)])
            self.picture.watch(number, row)
            number += 1
            if number % PROGRESS_EVERY == 0:
                self.progress(number)
        self.progress(number)
        return number

    def _is_wordy(self) -> bool:
        """Whether this is a short table of sentences, e.g. definitions: long lists keep one line a row."""
        sentences = any(column.kind is Kind.TEXT and column.width >= SENTENCES for column in self.columns)
        return sentences and isinstance(self.table.rows, Fixed)

    def _set_height(self, row: int, cells: Iterable[Any]) -> None:
        """High enough for the longest text, which is broken into lines."""
        texts = [
            (cell, self._width(column))
            for cell, column in zip(cells, self.columns, strict=True)
            if isinstance(cell, str)
        ]
        lines = max((len(wrap(text, round(width * 1.1))) for text, width in texts), default=1)
        if lines > 1:
            self.sheet.row_dimensions[row].height = LINE * min(lines, 20)

    def _add_table(self, headings: list[str], last: int) -> None:
        """A real Excel table; its columns are named by hand, which sheet.add_table would warn about all the same."""
        reference = f"A{self.head}:{get_column_letter(len(headings))}{last}"
        table = ExcelTable(displayName=f"Table_{self.number}", ref=reference, tableStyleInfo=STYLE)
        table.tableColumns = [TableColumn(id=at, name=name) for at, name in enumerate(headings, 1)]
        table.autoFilter = AutoFilter(ref=reference)
        self.sheet.tables.add(table)

    def _draw(self, last: int) -> int:
        """The chart below the table, where there is one; returns the first free row below."""
        chart = self.picture.draw(self.sheet, self.head)
        if chart is None:
            self.sheet.print_area = f"A1:{get_column_letter(len(self.columns))}{last}"
            return last + 2
        self.sheet.add_chart(chart, f"A{last + 2}")
        return last + CHART_ROWS

    def _notes_below(self, gap: int) -> None:
        """What had to be cut or replaced, below everything."""
        notes = self.repairs.notes()
        for _ in range(gap if notes else 0):
            self.sheet.append(())
        for note in notes:
            self.sheet.append([self._grey(note)])


def _printed(text: str) -> str:
    """Text of a printed heading, in which & begins a code."""
    return one_line(text)[:100].replace("&", "&&")
