"""Puts tables on paper: a PDF of A4 pages with a heading, grouped rows, and on every page what it is, when it was made and its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from app.table import Column, Kind, Row, Table
from ui.parts.cells import words

DOTS = 96
"""Dots to the inch in which pages are laid out; a PDF scales without loss."""
MARGIN = 14.0
"""In millimetres, on every side."""
FOOT = 28
"""The height of the line at the foot of each page, in dots."""

LETTERS, PADDING = 165, 3
"""About how many letters stand beside each other on a page, and what the space between columns takes of them."""

STYLE = """
body { color: #18212b; font-size: 9pt; }
h1 { font-size: 16pt; font-weight: 600; margin: 0 0 2px 0; }
p { margin: 0 0 8px 0; color: #53606e; }
h2 { font-size: 11pt; font-weight: 600; margin: 12px 0 4px 0; }
th { text-align: left; font-weight: 600; color: #53606e; padding: 3px 6px; border-bottom: 1px solid #808b97; }
td { padding: 3px 6px; border-bottom: 1px solid #e2e6eb; }
"""

NEXT = "margin-top: 20px; font-size: 13pt;"
"""The heading of a table that follows another one on its page."""


@dataclass(frozen=True)
class Sheet:
    """A table to be put on paper with its rows; the rows stand in groups under the words of the column group, if there is one."""

    table: Table
    rows: tuple[Row, ...]
    group: str = ""
    own_page: bool = False
    """Whether it begins on a page of its own."""


def write_pdf(path: Path, title: str, sheets: Sequence[Sheet], footer: str) -> int:
    """Write the sheets, one after the other, to a PDF; returns how many pages it has."""
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("IRO Tracker")
    writer.setResolution(DOTS)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF())
    layout.setMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN))
    writer.setPageLayout(layout)
    area = QSizeF(writer.width(), writer.height() - FOOT)
    document = laid_out(sheets, area)
    _paint(writer, document, area, footer)
    return document.pageCount()


def laid_out(sheets: Sequence[Sheet], area: QSizeF) -> QTextDocument:
    """The sheets as they will stand on pages of this size, in dots."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(STYLE)
    document.setHtml("<body>" + "".join(_sheet(sheet, first=not at) for at, sheet in enumerate(sheets)) + "</body>")
    document.setPageSize(area)
    return document


def _paint(writer: QPdfWriter, document: QTextDocument, area: QSizeF, footer: str) -> None:
    painter = QPainter(writer)
    pages = document.pageCount()
    foot = QFont(document.defaultFont())
    foot.setPointSizeF(8)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * area.height())
        document.drawContents(painter, QRectF(0, page * area.height(), area.width(), area.height()))
        painter.restore()
        painter.setFont(foot)
        line = QRectF(0, area.height() + FOOT / 3, area.width(), FOOT * 2 / 3)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, footer)
        painter.drawText(
            line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"Page {page + 1} of {pages}"
        )
    painter.end()


def _sheet(sheet: Sheet, *, first: bool) -> str:
    table = sheet.table
    style = "page-break-before: always;" if sheet.own_page else "" if first else NEXT
    parts = [f'<h1 style="{style}">{escape(table.title)}</h1>', f"<p>{escape(table.line)}</p>"]
    if not sheet.rows:
        parts.append("<p>Nothing to show.</p>")
    for heading, rows in _groups(sheet):
        parts += [f"<h2>{escape(heading)}</h2>"] if heading else []
        parts.append(_rows(sheet, rows))
    parts += [f"<p>{escape(note)}</p>" for note in table.notes]
    return "".join(parts)


def _groups(sheet: Sheet) -> Iterator[tuple[str, tuple[Row, ...]]]:
    if not sheet.group:
        yield from ([("", sheet.rows)] if sheet.rows else [])
        return
    at = sheet.table.column(sheet.group)
    for heading, rows in groupby(sheet.rows, key=lambda row: words(row.cells[at])):
        yield heading or "-", tuple(rows)


def _shares(sheet: Sheet, shown: Sequence[tuple[int, Column]]) -> dict[int, int]:
    """How many hundredths of the page each column gets: room for its longest word first, so that none is broken."""
    least, wanted = {}, {}
    for at, column in shown:
        cells = [column.title, *(words(row.cells[at]) for row in sheet.rows)]
        least[at] = max(len(word) for cell in cells for word in (*cell.split(), "")) + PADDING
        wanted[at] = max(least[at], min(column.width + PADDING, max(map(len, cells)) + PADDING))
    room = max(LETTERS, sum(least.values()))
    spare, wish = room - sum(least.values()), sum(wanted.values()) - sum(least.values()) or 1
    return {at: (least[at] + spare * (wanted[at] - least[at]) // wish) * 100 // room for at, _ in shown}


def _rows(sheet: Sheet, rows: Sequence[Row]) -> str:
    shown = [(at, column) for at, column in enumerate(sheet.table.columns) if column.key != sheet.group]
    shares = _shares(sheet, shown)
    side = {at: "right" if column.kind in (Kind.NUMBER, Kind.PERCENT) else "left" for at, column in shown}
    head = "".join(f'<th width="{shares[at]}%" align="{side[at]}">{escape(column.title)}</th>' for at, column in shown)
    lines = (
        "<tr>" + "".join(f'<td align="{side[at]}">{escape(words(row.cells[at]))}</td>' for at, _ in shown) + "</tr>"
        for row in rows
    )
    return f'<table width="100%" cellspacing="0"><thead><tr>{head}</tr></thead>{"".join(lines)}</table>'
