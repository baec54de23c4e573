"""The list of the sections of Settings, whose titles take several lines where there is little room."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.settings.figures import Figures
from ui.settings.section import Section
from ui.theme import icon, theme

WIDTH, LEAST = 288, 112


class Contents(QListWidget):
    """Each section with its icon; the first is chosen."""

    def __init__(self, parts: Iterable[Figures | Section]) -> None:
        super().__init__()
        self.setAccessibleName("Parts of the settings")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in parts:
            self.addItem(QListWidgetItem(icon(part.icon), part.title))
        self.setCurrentRow(0)
        theme().changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.setMinimumWidth(theme().pixels(LEAST))
        self.setMaximumWidth(theme().pixels(WIDTH))
