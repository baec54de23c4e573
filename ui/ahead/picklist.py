"""Children to tick in a long list, which a search narrows; what is ticked stays so while others are looked for."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.records import fold
from ui.parts.filters import Search
from ui.theme import GRID, theme

SEEN = 7
"""How many lines are in sight."""
KEY = Qt.ItemDataRole.UserRole


class PickList(QWidget):
    """Ticks by Space or the mouse; `changed` when others are ticked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.search = Search("Search name or reference")
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("Children to tick")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.setFocusProxy(self.search)
        theme().changed.connect(self._size)
        self._size()

    def setAccessibleName(self, name: str) -> None:
        """The list that the keyboard goes through has the name."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def value(self) -> tuple[str, ...]:
        """What is ticked, in sight or not."""
        return tuple(str(one.data(KEY)) for one in self._items() if one.checkState() == Qt.CheckState.Checked)

    def set_value(self, keys: Sequence[str]) -> None:
        """Tick these and no others."""
        with QSignalBlocker(self.list):
            for one in self._items():
                one.setCheckState(Qt.CheckState.Checked if one.data(KEY) in keys else Qt.CheckState.Unchecked)
        self.changed.emit()

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these instead; what was ticked and is offered again stays so."""
        if [(one.data(KEY), one.text()) for one in self._items()] == [*options]:
            return
        ticked = self.value()
        with QSignalBlocker(self.list):
            self.list.clear()
            for key, words in options:
                one = QListWidgetItem(words, self.list)
                one.setData(KEY, key)
                one.setToolTip(words)
                one.setFlags(one.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                one.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
        self._narrow()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _narrow(self) -> None:
        words = fold(self.search.text()).split()
        for one in self._items():
            one.setHidden(not all(word in fold(one.text()) for word in words))

    def _size(self) -> None:
        self.list.setFixedHeight(theme().row_height * SEEN + GRID)
