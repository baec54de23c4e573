"""Rows on the clipboard, as text between tabs and as a table, so that they paste into Excel as they are shown."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.commands.copyrows import CopyRows
from app.late import late
from app.table import Kind, Row, Table
from ui.parts.cells import copied
from ui.runner import Runner

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
NOT_KEPT = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): bytes(4),
}
"""How KDE's list of copies, and Windows' own and its cloud, are told not to keep one."""


def copy_rows(
    runner: Runner, table: Table, columns: Sequence[int], rows: Sequence[Row], then: Callable[[int], None]
) -> None:
    """Copy rows; several go out as an export does: only by whoever may, and once they are entered in the account."""

    def put() -> None:
        if runner.is_finished:
            return  # nothing would take it off again
        put_on_clipboard(table, columns, rows)
        then(len(rows))

    if len(rows) > 1:
        named = any(late("app.queries.naming").names_children(table.columns[at]) for at in columns)
        ids = tuple(row.id for row in rows) if named else ()
        runner.do(CopyRows(table.title, len(rows), ids), lambda _: put())
    else:
        put()


def put_on_clipboard(table: Table, columns: Sequence[int], rows: Sequence[Row]) -> None:
    """Copy these columns of these rows, with their headings."""
    data = QMimeData()
    data.setText(as_text(table, columns, rows))
    data.setHtml(as_html(table, columns, rows))
    _put(data)


def put_words(words: str) -> None:
    """Copy a text."""
    data = QMimeData()
    data.setText(words)
    _put(data)


def _put(data: QMimeData) -> None:
    """The lock takes it off again (ui/lock/clipboard.py); the computer's own list of copies is asked not to keep it."""
    for name, value in NOT_KEPT.items():
        data.setData(name, value)
    QGuiApplication.clipboard().setMimeData(data)


def as_text(table: Table, columns: Sequence[int], rows: Sequence[Row]) -> str:
    """Tabs between cells, one line a row, headings first."""
    lines = [[table.columns[at].title for at in columns]]
    lines += [[copied(row.cells[at]) for at in columns] for row in rows]
    return "\n".join("\t".join(line) for line in lines) + "\n"


def as_html(table: Table, columns: Sequence[int], rows: Sequence[Row]) -> str:
    """A table that Excel takes with text kept as text, so that nothing becomes a formula."""
    head = "".join(f"<th>{escape(table.columns[at].title)}</th>" for at in columns)
    body = "".join("<tr>" + "".join(_cell(table, at, row) for at in columns) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(table: Table, at: int, row: Row) -> str:
    if table.columns[at].kind is Kind.TEXT:
        text = escape(" ".join(str(row.cells[at] if row.cells[at] is not None else "").split()))
        return f"<td style='mso-number-format:\"\\@\"'>{text}</td>"
    return f"<td>{escape(copied(row.cells[at]))}</td>"
