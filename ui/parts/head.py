"""The head of a page: its title, the line of what is shown, and its buttons, which go below when there is no room beside."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QStyleOption, QVBoxLayout, QWidget

from ui.parts.bar import Bar
from ui.theme import GRID

LEAST_WORDS = 240
"""With less room than this for the line beside the buttons, in pixels, they go below."""


class Line(QLabel):
    """A sentence that wraps, or that keeps to one line: then it is cut with an ellipsis, and the mouse shows all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("quiet", True)
        self.setWordWrap(True)

    def keep_to_one_line(self) -> None:
        """What stands below it never moves."""
        self.setWordWrap(False)

    def minimumSizeHint(self) -> QSize:
        """One line may be as narrow as the room is."""
        least = super().minimumSizeHint()
        return least if self.wordWrap() else QSize(0, least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut what does not fit into one line."""
        if self.wordWrap() or self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
            self.setToolTip("")
            super().paintEvent(event)
            return
        self.setToolTip(self.text())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        option, painter = QStyleOption(), QPainter(self)
        option.initFrom(self)
        where = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(
            painter, self.rect(), where, option.palette, self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class Head(QWidget):
    """Title and line at the left, buttons at the right; with large text or little room the buttons stand below and wrap."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID)
        self._heading, self.line, self.bar = QLabel(title), Line(), Bar()
        self._heading.setProperty("letters", "title")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self.line)
        words.addStretch(1)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside, or below."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A button that comes, goes or has other words, and larger text, can ask for other room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        wanted = self.bar.whole_width()
        words = max(self._heading.sizeHint().width(), min(LEAST_WORDS, self.width() // 3))
        beside = wanted + words + GRID <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self._row.setAlignment(self.bar, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
        least = wanted if beside else 0
        if self.bar.minimumWidth() != least:
            self.bar.setMinimumWidth(least)
