"""Ctrl+K: one field that finds places, commands and records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.records import fold
from app.queries.find import Find
from app.queries.find import Found as Record
from ui.parts.cells import LEFT, RIGHT, Index
from ui.runner import Runner
from ui.theme import GRID, font, theme

WHERE_SHOWN = {"child": "children", "officer": "settings", "challenge": "challenges"}
"""Which place shows a kind of record that was found."""
WIDTH, HEIGHT, MOST_COMMANDS, PAUSE = 560, 380, 12, 120


@dataclass(frozen=True)
class Found:
    """One line of the list, and what choosing it does."""

    words: str
    choose: Callable[[], None]


class TwoParts(QStyledItemDelegate):
    """Words at the left; at the right, quietly, the key or the reference."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        words, _, more = str(index.data()).partition("\t")
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme().color("accent_tint"))
        box = option.rect.adjusted(GRID, 0, -GRID, 0)
        painter.setFont(font())
        painter.setPen(theme().color("quiet"))
        painter.drawText(box, int(RIGHT), more)
        room = box.width() - painter.fontMetrics().horizontalAdvance(more) - GRID
        painter.setPen(theme().color("text"))
        painter.drawText(box, int(LEFT), painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a row of a table."""
        return QSize(0, theme().row_height)


class Finder(QFrame):
    """The field and its list, over the middle of the window."""

    wanted = Signal(str, object)
    """A place, and the id of the record to show there."""

    def __init__(self, window: QWidget, runner: Runner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._before: QWidget | None = None
        self._actions: list[QAction] = []
        self._commands: list[Found] = []
        self._records: list[Found] = []
        self.setObjectName("finder")
        self.setAccessibleName("Find anything")
        self._make()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def begin(self, actions: list[QAction]) -> None:
        """Open, with the commands that can be chosen."""
        self._before = QApplication.focusWidget()
        self._actions = actions
        self._records = []
        self.place()
        self.show()
        self.raise_()
        self.field.clear()
        self._look("")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """In the middle, near the top."""
        width = min(theme().pixels(WIDTH), self._window.width() - GRID * 4)
        height = min(theme().pixels(HEIGHT), self._window.height() - GRID * 16)
        self.setGeometry((self._window.width() - width) // 2, GRID * 10, width, height)

    @property
    def found(self) -> list[Found]:
        """What the list shows: records first, then places and commands."""
        return [*self._records, *self._commands]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field has the focus; up, down, Enter and Esc are the list's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(Qt.Key(event.key()))
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a child, a challenge, a page or a command")
        self.field.setAccessibleName("Find a child, a challenge, a page or a command")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(TwoParts(self.list))
        self._lines = QStringListModel(self)
        self.list.setModel(self._lines)
        self.list.clicked.connect(self._choose)
        self._empty = QLabel("Nothing was found. Try fewer letters.")
        self._empty.setProperty("quiet", True)
        for widget in (self.field, self.list, self._empty):
            column.addWidget(widget)

    def _press(self, key: Qt.Key) -> bool:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}.get(key, 0)
        if step:
            row = min(max(self.list.currentIndex().row() + step, 0), self._lines.rowCount() - 1)
            self.list.setCurrentIndex(self._lines.index(row))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True

    def _leave(self) -> None:
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, text: str) -> None:
        words = fold(text).split()
        found = [action for action in self._actions if all(word in fold(_title(action)) for word in words)]
        self._commands = [Found(_line(action), action.trigger) for action in found[:MOST_COMMANDS]]
        if not words:
            self._records = []
        else:
            self._pause.start()
        self._show()

    def _ask(self) -> None:
        if self.field.text().strip():
            self._runner.ask(Find(self.field.text()), self._take, ticket=(self, "find"))

    def _take(self, records: Sequence[Record]) -> None:
        self._records = [self._line_of(record) for record in records if record.kind in WHERE_SHOWN]
        self._show()

    def _line_of(self, record: Record) -> Found:
        return Found(f"{record.words}\t{record.more}", lambda: self.wanted.emit(WHERE_SHOWN[record.kind], record.id))

    def _show(self) -> None:
        self._lines.setStringList([found.words for found in self.found])
        self.list.setCurrentIndex(self._lines.index(0))
        self.list.setVisible(bool(self.found))
        self._empty.setVisible(not self.found)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        chosen = self.found[index.row()]
        self._leave()
        chosen.choose()


def _title(action: QAction) -> str:
    return action.statusTip() or action.text().replace("&", "")


def _line(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{_title(action)}\t{keys}"
