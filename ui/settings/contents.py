"""The list of the sections of Settings, whose titles take several lines where there is little room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.settings.figures import Figures
from ui.settings.section import Section
from ui.theme import icon, theme

WIDTH, LEAST = 288, 140


class Contents(QListWidget):
    """Each section with its icon; the first is chosen."""

    def __init__(self, parts: Sequence[Figures | Section]) -> None:
        super().__init__()
        self.setAccessibleName("Parts of the settings")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icons = [part.icon for part in parts]
        for part in parts:
            self.addItem(QListWidgetItem(part.title))
        self.setCurrentRow(0)
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """In the theme's colours and sizes."""
        for at, name in enumerate(self._icons):
            self.item(at).setIcon(icon(name))
        self.setMinimumWidth(theme().pixels(LEAST))
        self.setMaximumWidth(theme().pixels(WIDTH))
