"""The least that can show the same rows: a bare PySide6 window, read with sqlite3; ends when they are painted."""

import sqlite3
import sys
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Child", "Reference", "Kind", "Number", "Due", "Planned", "IRO")
ROWS = """
    SELECT coalesce(nullif(c.known_as, ''), c.name), c.reference, r.kind, r.number, r.due,
        (SELECT min(m.date) FROM meeting_reviews l JOIN meetings m ON m.id = l.meeting_id
         WHERE l.review_id = r.id AND m.state = 'planned'),
        (SELECT o.name FROM allocations a JOIN officers o ON o.id = a.officer_id
         WHERE a.child_id = c.id AND (a."end" IS NULL OR a."end" > :today) LIMIT 1)
    FROM reviews r JOIN children c ON c.id = r.child_id JOIN series s ON s.id = r.series_id
    WHERE r.held IS NULL AND r.voided_at IS NULL AND (s.closes IS NULL OR s.closes > :today)
    ORDER BY r.due LIMIT 100
"""


class Rows(QAbstractTableModel):
    """The rows as they were read."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        """As many as there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the same)
        """As many as there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell as it was read."""
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return COLUMNS[section] if shown else None


class Window(QTableView):
    """Ends the program once it has been painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then end."""
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


def main(file: str, today: str) -> int:
    """Read, show, end."""
    application = QApplication(sys.argv[:1])
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = connection.execute(ROWS, {"today": today}).fetchall()
    connection.close()
    model = Rows(rows)
    window = Window()
    window.setModel(model)
    window.resize(1280, 720)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
