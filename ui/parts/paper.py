"""Puts tables on paper: A4 pages with headings, rows that are never torn apart, and on every page what it is and its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from app.domain.markings import MARKING
from app.table import Column, Row, Table
from ui.parts.blocks import QUIET_RULE, STRONG_RULE, Block, Cell, NewPage, Pages, Passage, Placed, TableRow, Writing
from ui.parts.cells import words
from ui.parts.typeset import DOTS, FURTHER, HEADING, LABEL, MM, NAME, QUIET, TEXT, TITLE, Letters, broken, elided
from ui.parts.widths import BETWEEN, Widths, fits, is_figure, widths

MARGIN = 14.0
"""In millimetres, on every side."""
FOOT = 9 * MM
"""The height of the line at the foot of each page."""
SHORT = 210.0
LONG = 297.0
"""The sides of A4, in millimetres."""
FACTS = ("what", "value")
"""The columns of a table that says one thing about somebody in each row: it has no heading, and two of them stand beside each other."""
LABELS = 0.45
"""The names of facts take no more of their width than this."""
LABEL_LEAST = 23 * MM
"""And no less than this, so that the values of several lists of facts stand below each other."""
SMALL = 0.35
"""A table that takes less of a page than this is not divided."""


@dataclass(frozen=True)
class Sheet:
    """A table to be put on paper with its rows; the rows stand in groups under the words of the column group, if there is one."""

    table: Table
    rows: tuple[Row, ...]
    group: str = ""
    own_page: bool = False
    """Whether it begins on a page of its own."""
    within: bool = False
    """Whether it belongs to the one before: its title is smaller, with its notes below instead of its line."""
    empty: str = "Nothing to show."
    """What stands in place of its rows where there are none."""
    write: tuple[str, ...] = ()
    """Headings under which there is room to write by hand, below its rows."""

    @property
    def shown(self) -> list[tuple[int, Column]]:
        """The columns that are seen, with their places."""
        return [(at, column) for at, column in enumerate(self.table.columns) if column.key != self.group]

    @property
    def facts(self) -> bool:
        """Whether each row says one thing."""
        return tuple(column.key for _, column in self.shown) == FACTS


def write_pdf(path: Path, title: str, sheets: Sequence[Sheet], footer: str, *, upright: bool = False) -> int:
    """Write the sheets, one after the other, to a PDF, always upright or as suits them; returns how many pages it has."""
    area = area_of(sheets, upright=upright)
    pages = laid_out(sheets, area)
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS)
    across = area.width() > area.height()
    orientation = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    margins, unit = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter
    painted = f"{MARKING}. {footer}" if footer else MARKING
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, margins, unit))
    writer.setDocumentXmpMetadata(QByteArray(b" "))
    painter = QPainter(writer)
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        for placed in page:
            placed.block.draw(painter, placed.y)
        _paint_marking(painter, area)
        _paint_foot(painter, area, (title, painted), f"Page {number + 1} of {len(pages)}")
    painter.end()
    _say_nothing(path)
    return len(pages)


def area_of(sheets: Sequence[Sheet], *, upright: bool = False) -> QSizeF:
    """The room on a page, in dots: upright, unless a table needs it across to be read well."""
    short, long = (side - 2 * MARGIN for side in (SHORT, LONG))
    upright = upright or all(sheet.facts or fits(sheet.shown, sheet.rows, short * MM) for sheet in sheets)
    return QSizeF(short * MM, long * MM - FOOT) if upright else QSizeF(long * MM, short * MM - FOOT)


def laid_out(sheets: Sequence[Sheet], area: QSizeF) -> list[list[Placed]]:
    """The pages: what stands on each, and where."""
    blocks = [block for at, sheet in enumerate(sheets) for block in _Setting(sheet, area, first=not at).blocks()]
    return Pages(area.height()).flow(blocks)


def _paint_marking(painter: QPainter, area: QSizeF) -> None:
    """The security marking in the upper margin, at the right."""
    painter.setPen(QPen(QColor(QUIET.colour)))
    painter.setFont(QUIET.font)
    painter.drawText(QPointF(area.width() - QUIET.width(MARKING), -3 * MM), MARKING)


def _paint_foot(painter: QPainter, area: QSizeF, said: tuple[str, str], number: str) -> None:
    lines = foot_lines(*said, area.width() - QUIET.width(number) - BETWEEN)
    top = area.height() + (3 * MM if len(lines) == 1 else 1 * MM)
    painter.setPen(QPen(QColor(QUIET_RULE), 0.2 * MM))
    painter.drawLine(QPointF(0, top), QPointF(area.width(), top))
    painter.setFont(QUIET.font)
    painter.setPen(QColor(QUIET.colour))
    bottom = area.height() + FOOT
    for above, words_of_line in enumerate(reversed(lines)):
        painter.drawText(QPointF(0, bottom - above * QUIET.line - QUIET.line + QUIET.ascent), words_of_line)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
    painter.drawText(QRectF(0, top, area.width(), bottom - top), right, number)


def foot_lines(title: str, made: str, room: float) -> tuple[str, ...]:
    """What it is, and when and for whom it was made: on one line, or where that has no room for both on two."""
    together = f"{title}, {made}"
    return (together,) if QUIET.width(together) <= room else (elided(title, QUIET, room), elided(made, QUIET, room))


def _say_nothing(path: Path) -> None:
    """A date that says nothing in place of when the file was made, as in a workbook: of the same length, so that nothing moves."""
    path.write_bytes(re.sub(rb"Date \(D:\d{14}", b"Date (D:20000101000000", path.read_bytes()))


@dataclass(frozen=True)
class _Setting:
    """Sets one sheet in blocks."""

    sheet: Sheet
    area: QSizeF
    first: bool

    def blocks(self) -> Iterator[Block]:
        """Its title and line, the groups with their rows, the notes, and the room to write."""
        sheet = self.sheet
        if sheet.own_page and not self.first:
            yield NewPage()
        yield from self._title()
        if not sheet.rows and sheet.empty:
            yield self._passage(sheet.empty, TEXT if sheet.within else QUIET, 1 * MM)
        for heading, rows in self._groups():
            yield from self._spaced(self._facts(rows)) if sheet.facts else self._table(heading, rows)
        if not sheet.within:
            yield from self._notes(2 * MM, keep=False)
        if sheet.write:
            yield Writing(sheet.write, self.area.width(), 40 * MM * len(sheet.write))

    def _title(self) -> Iterator[Block]:
        table = self.sheet.table
        begins = self.first or self.sheet.own_page
        letters, before = (HEADING, 4 * MM) if self.sheet.within else (TITLE if begins else FURTHER, 8 * MM)
        yield self._passage(table.title, letters, before, keep=True)
        if self.sheet.within:
            yield from self._notes(0.4 * MM, keep=True)
        elif table.line:
            yield self._passage(table.line, QUIET, 0.4 * MM, keep=True)

    def _notes(self, before: float, *, keep: bool) -> Iterator[Block]:
        for at, note in enumerate(self.sheet.table.notes):
            yield self._passage(note, QUIET, 0.4 * MM if at else before, keep=keep)

    def _groups(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        if not self.sheet.group:
            yield from ([("", self.sheet.rows)] if self.sheet.rows else [])
            return
        at = self.sheet.table.column(self.sheet.group)
        for heading, rows in groupby(self.sheet.rows, key=lambda row: words(row.cells[at])):
            yield heading or "-", tuple(rows)

    def _table(self, heading: str, rows: tuple[Row, ...]) -> Iterator[Block]:
        columns = self.sheet.shown
        edges = widths(columns, self.sheet.rows, self.area.width())
        head = self._head(columns, edges)
        above = [self._passage(heading, HEADING, 4.5 * MM, keep=True)] if heading else []
        again: tuple[Block, ...] = (head,)
        if heading:
            again = (self._passage(f"{heading} (continued)", HEADING, 0, keep=True), head)
        made = [self._row(columns, edges, row) for row in rows]
        whole = sum(row.height for row in made) < self.area.height() * SMALL
        noted = bool(self.sheet.table.notes) and not self.sheet.within and rows[-1] is self.sheet.rows[-1]
        yield from above
        yield replace(head, before=1.5 * MM)
        for at, row in enumerate(made):
            left = len(made) - 1 - at  # neither the first nor the last row stands alone on a page
            yield replace(row, head=again, keep=noted if not left else whole or at == 0 or left == 1)

    def _head(self, columns: Sequence[tuple[int, Column]], edges: Widths) -> TableRow:
        cells = tuple(
            Cell(*edges.beside[at], broken(column.title, LABEL, edges.beside[at][1]), LABEL, is_figure(column))
            for at, column in columns
            if at in edges.beside
        )
        return TableRow(self._to_the_edge(cells), STRONG_RULE, keep=True, low=True)

    def _row(self, columns: Sequence[tuple[int, Column]], edges: Widths, row: Row) -> TableRow:
        beside = tuple(
            Cell(*edges.beside[at], broken(words(row.cells[at]), TEXT, edges.beside[at][1]), TEXT, is_figure(column))
            for at, column in columns
            if at in edges.beside
        )
        said = [f"{c.title}: {words(row.cells[at])}" for at, c in columns if at in edges.below and words(row.cells[at])]
        indent = 4 * MM
        room = self.area.width() - indent
        lines = tuple(line for each in said for line in broken(each, QUIET, room))
        below = (Cell(indent, room, lines, QUIET, below=True),) if said else ()
        return TableRow(self._to_the_edge((*beside, *below)))

    def _to_the_edge(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The rule goes to the edge of the page."""
        return (*cells, Cell(self.area.width(), 0, (), TEXT))

    def _facts(self, rows: Sequence[Row]) -> Iterator[TableRow]:
        """Two beside each other where both are short; a long one has the whole width."""
        half = (self.area.width() - 2 * BETWEEN) / 2
        facts = [(words(row.cells[-2]), words(row.cells[-1])) for row in rows]
        label = min(max(LABEL_LEAST, *(NAME.width(what) for what, _ in facts)), half * LABELS) + BETWEEN
        waiting: list[tuple[str, str]] = []
        for what, value in facts:
            long = TEXT.width(value) > half - label or "\n" in value
            if long or len(waiting) == 2:
                yield from self._pair(waiting, label, half)
                waiting = []
            if long:
                yield from self._pair([(what, value)], label, self.area.width())
            else:
                waiting.append((what, value))
        yield from self._pair(waiting, label, half)

    def _spaced(self, facts: Iterator[TableRow]) -> Iterator[TableRow]:
        yield from (replace(row, before=0 if at else 1.5 * MM) for at, row in enumerate(facts))

    def _pair(self, facts: Sequence[tuple[str, str]], label: float, width: float) -> Iterator[TableRow]:
        cells: list[Cell] = []
        for at, (what, value) in enumerate(facts):
            left, room = at * (width + 2 * BETWEEN), width - label
            cells.append(Cell(left, label - BETWEEN, broken(what, NAME, label - BETWEEN), NAME))
            cells.append(Cell(left + label, room, broken(value, TEXT, room), TEXT))
        if cells:
            yield TableRow(self._to_the_edge(tuple(cells)))

    def _passage(self, text: str, letters: Letters, before: float, *, keep: bool = False) -> Passage:
        return Passage(broken(text, letters, self.area.width()), letters, before, keep)
