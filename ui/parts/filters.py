"""What narrows a table: a search field, one choice, several choices, and the way back to everything."""

from collections.abc import Hashable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.parts.steady import DropDown
from ui.theme import GRID, icon, set_icon, theme

PAUSE = 200
"""How long after the last letter a search is asked, in milliseconds."""
Options = Sequence[tuple[Hashable, str]]
SEARCH_WIDTH, NARROWEST, ICON = 220, 120, 16


class Filter(Protocol):
    """What a page knows of a filter."""

    changed: SignalInstance

    def is_set(self) -> bool:
        """Whether it narrows anything."""

    def clear(self) -> None:
        """Narrow nothing."""


class Search(QLineEdit):
    """Text to look for; `changed` comes when typing pauses."""

    changed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._at_once)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._size)
        self._size()

    def value(self) -> str:
        """What is looked for."""
        return self.text().strip()

    def set_value(self, text: str) -> None:
        """Look for this."""
        self.setText(text)

    def is_set(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with its icon, which Qt would not draw larger with larger text."""
        super().paintEvent(event)
        size = theme().pixels(ICON)
        painter = QPainter(self)
        self._icon.paint(painter, GRID, (self.height() - size) // 2, size, size)
        painter.end()

    def _size(self) -> None:
        self._icon = icon("search", "quiet")
        self.setTextMargins(theme().pixels(ICON) + GRID // 2, 0, 0, 0)
        self.setFixedWidth(theme().pixels(SEARCH_WIDTH))


class Labelled(QWidget):
    """A control with its word in front; Alt and the underlined letter go to it."""

    def __init__(self, label: str, control: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self.label = QLabel(label)
        self.label.setProperty("quiet", True)
        self.label.setBuddy(control)
        if not label:
            self.label.hide()
        row.addWidget(self.label)
        row.addWidget(control, 1)
        self._control = control
        self.setAccessibleName(label.replace("&", ""))
        self.setFocusProxy(control)

    def setAccessibleName(self, name: str) -> None:
        """The control that the keyboard stands in has the name."""
        super().setAccessibleName(name)
        self._control.setAccessibleName(name)


class Choice(Labelled):
    """One of several values; the first one is "all" unless `everything` is False."""

    changed = Signal()

    def __init__(self, label: str, options: Options, *, everything: bool = True) -> None:
        self.box = DropDown()
        super().__init__(label, self.box)
        self._everything = everything
        self._values: list[Hashable] = []
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.setMaxVisibleItems(20)
        self.set_options(options)
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def value(self) -> Any:
        """The value that is chosen; None when there are none to choose."""
        return self._values[self.box.currentIndex()] if self._values else None

    def set_value(self, value: Hashable) -> None:
        """Choose a value; one that is not offered is left alone."""
        if value in self._values:
            self.box.setCurrentIndex(self._values.index(value))

    def set_options(self, options: Options) -> None:
        """Offer these instead, keeping what is chosen if it is still offered; says nothing."""
        kept = self.value()
        if [words for _, words in options] == [
            self.box.itemText(at) for at in range(self.box.count())
        ] and self._values == [value for value, _ in options]:
            return
        with QSignalBlocker(self.box):
            self.box.clear()
            self._values = [value for value, _ in options]
            self.box.addItems([words for _, words in options])
            self.box.setCurrentIndex(self._values.index(kept) if kept in self._values else 0)
        view = self.box.view()
        if view is not None:
            view.setMinimumWidth(view.sizeHintForColumn(0) + GRID * 4)

    def narrow(self) -> None:
        """Be as narrow as the form wants; the list that opens stays wide enough for its words."""
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)

    def is_set(self) -> bool:
        """Whether it narrows anything."""
        return self._everything and self.box.currentIndex() > 0

    def clear(self) -> None:
        """The first value again."""
        self.box.setCurrentIndex(0)


class Ticks(QMenu):
    """A menu that stays open while its ticks are set."""

    def mouseReleaseEvent(self, event: Any) -> None:
        """A click sets or removes a tick."""
        action: QAction | None = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Space and Enter too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            action: QAction | None = self.activeAction()
            if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and action is not None:
                action.trigger()
                return True
        return super().event(event)


class TicksBox(DropDown):
    """A drop-down that opens a menu of ticks and shows in words what is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks = Ticks(self)
        self.addItem("")

    def showPopup(self) -> None:
        """The menu, below."""
        self.ticks.setMinimumWidth(self.width())
        self.ticks.popup(self.mapToGlobal(self.rect().bottomLeft()))


class MultiChoice(Labelled):
    """Any of several values, ticked in a drop-down; none ticked means all."""

    changed = Signal()

    def __init__(self, label: str, options: Options, everything: str = "All") -> None:
        self.box = TicksBox()
        super().__init__(label, self.box)
        self._all = everything
        self._menu = self.box.ticks
        self._ticks: dict[Hashable, QAction] = {}
        self.set_options(options)

    def value(self) -> tuple[Any, ...]:
        """The values that are ticked."""
        return tuple(value for value, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, values: Sequence[Hashable]) -> None:
        """Tick these and no others."""
        before = self.value()
        for value, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(value in values)
        self._say()
        if self.value() != before:
            self.changed.emit()

    def set_options(self, options: Options) -> None:
        """Offer these instead; what is ticked stays so."""
        ticked = self.value()
        self._menu.clear()
        self._ticks = {}
        for value, words in options:
            tick = self._menu.addAction(words.replace("&", "&&"))
            tick.setCheckable(True)
            tick.setChecked(value in ticked)
            tick.toggled.connect(self._note)
            self._ticks[value] = tick
        self._say()

    def is_set(self) -> bool:
        """Whether it narrows anything."""
        return bool(self.value())

    def clear(self) -> None:
        """None ticked: all."""
        self.set_value(())

    def _note(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        ticked = [tick.text().replace("&&", "&") for tick in self._ticks.values() if tick.isChecked()]
        words = self._all if not ticked else ticked[0] if len(ticked) == 1 else f"{len(ticked)} chosen"
        self.box.setItemText(0, words)
        self.box.setToolTip(", ".join(ticked))
        self.box.setAccessibleDescription(", ".join(ticked) or self._all)
        self.box.setMinimumWidth(theme().pixels(NARROWEST))


class ClearFilters(QPushButton):
    """The way back to everything; shown while a filter is set."""

    def __init__(self, filters: Sequence[Any]) -> None:
        super().__init__("C&lear filters")
        self._filters: Sequence[Filter] = filters
        self.setProperty("link", True)
        set_icon(self, "funnel-x", "accent")
        for each in self._filters:
            each.changed.connect(self._look)
        self.clicked.connect(self.clear)
        self._look()

    def clear(self) -> None:
        """Clear every filter."""
        for each in self._filters:
            each.clear()
        self._look()

    def _look(self) -> None:
        self.setVisible(any(each.is_set() for each in self._filters))
