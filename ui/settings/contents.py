"""The list of the sections of Settings, whose titles take several lines where there is little room."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from ui.settings.figures import Figures
from ui.settings.section import Section
from ui.theme import GRID, icon, theme

WIDTH, LEAST = 288, 140


class Wrapped(QStyledItemDelegate):
    """Measures a title with the room that the style sheet leaves it, which Qt does not take off by itself."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its lines."""
        list_ = self.parent()
        assert isinstance(list_, QListWidget)
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(list_.viewport().width() - theme().pixels(GRID) * 3)
        return super().sizeHint(narrower, index)


class Contents(QListWidget):
    """Each section with its icon; the first is chosen."""

    def __init__(self, parts: Sequence[Figures | Section]) -> None:
        super().__init__()
        self.setAccessibleName("Parts of the settings")
        self.setWordWrap(True)
        self.setItemDelegate(Wrapped(self))
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
