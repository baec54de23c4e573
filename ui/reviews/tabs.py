"""The parts of the list beside each other, each with how many reviews it holds: one is chosen."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QWidget

from app.queries.reviews import parts
from app.table import Tone
from ui.parts.bar import Bar
from ui.parts.cells import MARK, draw_mark
from ui.theme import GRID, HEADING, SMALL, font, theme

WAITING = "…"
FIGURES = 10
"""Alt+1 to Alt+9 and Alt+0."""


class Tab(QAbstractButton):
    """A number above a word; a line below when it is chosen, a shape beside the number when it needs a look."""

    def __init__(self, words: str, tone: Tone) -> None:
        super().__init__()
        self._tone, self._count = tone, WAITING
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(None)
        theme().changed.connect(self.updateGeometry)

    def set_count(self, count: int | None) -> None:
        """How many reviews this part holds; None while they are counted."""
        self._count = WAITING if count is None else f"{count:,}"
        self._marked = bool(count) and self._tone is not Tone.PLAIN
        self.setAccessibleName(f"{self.text()}: {self._count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the number and the word."""
        number = QFontMetrics(font(HEADING, bold=True)).horizontalAdvance(self._count) + self._room()
        words = QFontMetrics(font(SMALL)).horizontalAdvance(self.text())
        height = theme().pixels(HEADING) + theme().pixels(SMALL) + GRID * 5 // 2
        return QSize(max(number, words) + GRID * 2, height)

    def minimumSizeHint(self) -> QSize:
        """The same: words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, word, and the line below the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inside = self.rect().adjusted(GRID, GRID // 2 + 1, -GRID, -GRID // 2)
        number = self._paint_mark(painter, QRectF(inside))
        painter.setFont(font(HEADING, bold=True))
        painter.setPen(theme().tone(self._tone) if self._marked else theme().color("text"))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), self._count)
        painter.setFont(font(SMALL))
        painter.setPen(theme().color("accent" if self.isChecked() else "quiet"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), self.text())
        painter.end()

    def _room(self) -> int:
        return theme().pixels(MARK) + GRID * 3 // 4 if self._marked else 0

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme().color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme().color("accent_tint"))
        elif self.underMouse():
            painter.setBrush(theme().color("hover"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            line = QRectF(GRID, self.height() - 3, self.width() - GRID * 2, 3)
            painter.fillRect(line, theme().color("accent"))

    def _paint_mark(self, painter: QPainter, inside: QRectF) -> QRectF:
        if not self._marked:
            return inside
        size = theme().pixels(MARK)
        middle = inside.top() + QFontMetrics(font(HEADING, bold=True)).height() / 2
        draw_mark(painter, self._tone, QRectF(inside.left(), middle - size / 2, size, size))
        return inside.adjusted(self._room(), 0, 0, 0)


class PartsMenu(QMenu):
    """The parts as commands: Alt and a figure shows one."""

    def __init__(self, page: QWidget, today: date, go: Callable[[str], None]) -> None:
        super().__init__("&Show", page)
        for number, part in enumerate(parts(today), 1):
            action = QAction(part.title, page)
            if number <= FIGURES:
                action.setShortcut(QKeySequence(f"Alt+{number % FIGURES}"))
            action.triggered.connect(partial(go, part.code))
            page.addAction(action)
            self.addAction(action)


class Tabs(Bar):
    """All parts; arrow keys go from one to the next, Tab passes them as one."""

    chosen = Signal(str)

    def __init__(
        self, titles: Sequence[tuple[str, str]], tones: Mapping[str, Tone], exceptions: Collection[str] = ()
    ) -> None:
        super().__init__()
        self.setAccessibleName("Parts of the list")
        self._exceptions = exceptions
        self._tabs: dict[str, Tab] = {}
        self._group = QButtonGroup(self)
        for code, words in titles:
            tab = Tab(words, tones.get(code, Tone.PLAIN))
            tab.toggled.connect(lambda on, code=code: self.chosen.emit(code) if on else None)
            self._group.addButton(tab)
            self._tabs[code] = tab
            self.add(tab)

    def value(self) -> str:
        """The part that is chosen."""
        return next((code for code, tab in self._tabs.items() if tab.isChecked()), "")

    def choose(self, code: str) -> None:
        """Choose a part; one that does not exist is left alone."""
        if code in self._tabs:
            self._tabs[code].show()
            self._tabs[code].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many reviews each part holds; parts for exceptions are shown when there are any."""
        for code, tab in self._tabs.items():
            tab.set_count(counts.get(code))
            tab.setVisible(bool(counts.get(code)) or tab.isChecked() or code not in self._exceptions)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
        self.updateGeometry()
