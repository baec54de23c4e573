"""Where the Files page begins: the place to drop files, the imports so far, and the sheets that can be taken out."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.table import Row
from ui.files.drop import DropArea
from ui.files.exporting import ExportCard
from ui.page import Tools
from ui.parts.scrolled import Scrolled
from ui.parts.tables import TableView
from ui.theme import GRID, set_icon, theme

EXPORTS_WIDTH, NARROW, TABLE_HEIGHT = 280, 760, 160
QWIDGETSIZE_MAX = 16_777_215
EMPTY = "No imports yet. The first file that is imported stands here, and can be undone from here."


class Home(QWidget):
    """The parts of the first view; the page connects them."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inside))
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID * 2)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        self.drop = DropArea()
        self.imports = TableView(tools.runner, tools.preferences, "files.imports", "Imports so far")
        self.imports.set_empty(EMPTY)
        self.imports.current_row.connect(self._look)
        left.addWidget(self.drop)
        left.addSpacing(GRID)
        left.addLayout(self._make_heading())
        left.addWidget(self.imports, 1)
        self.exports = ExportCard(tools.today())
        across.addLayout(left, 1)
        across.addWidget(self.exports)
        theme().changed.connect(self._size)
        self._size()
        self._look(None)

    def chosen_import(self) -> Row | None:
        """The import that can be undone now, if one is chosen."""
        row = self.imports.row_now()
        return row if row is not None and row.cells[-1] != "Undone" else None

    def _make_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        heading = QLabel("Imports so far")
        heading.setProperty("letters", "heading")
        self.undo = QPushButton("&Undo the chosen import")
        set_icon(self.undo, "undo-2")
        row.addWidget(heading, 1)
        row.addWidget(self.undo)
        return row

    def _look(self, _row: Row | None) -> None:
        self.undo.setEnabled(self.chosen_import() is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheets to take out stand at the right, or below where there is no room."""
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        narrow = self.width() < theme().pixels(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)
        self.exports.setMaximumWidth(QWIDGETSIZE_MAX if narrow else theme().pixels(EXPORTS_WIDTH))
        self.exports.setMinimumWidth(0 if narrow else theme().pixels(EXPORTS_WIDTH))
        self.imports.setMinimumHeight(theme().pixels(TABLE_HEIGHT))
