"""The one window of all that is shown before the program's own: its pages change, it stays where it stands, whole on the screen."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.parts.gate import Gate
from ui.theme import theme

SPARE, EDGE = 72, 48
"""Room for a refusal that is not said yet, and for the title and the frame that the computer draws, in pixels at 100 %."""


class Doorway(QScrollArea):
    """It grows with its pages and never shrinks; what has no room on a small screen can be scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle("IRO Tracker")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._stands = False

    def put(self, page: QWidget) -> None:
        """Show this page in the place of the one before, which is closed."""
        before, wish = self.takeWidget(), page.size()
        self.setWidget(page)
        self.setAccessibleName(page.accessibleName())
        if isinstance(page, Gate):
            page.grew.connect(lambda: self._grow(page, 0))
        page.show()
        self._make_room(wish.width(), wish.height())
        self._grow(page, theme().pixels(SPARE))
        self.show()
        if isinstance(page, Gate):
            page.focus()
        if before is not None:
            before.close()

    def leave(self) -> None:
        """The program's own window is there."""
        page = self.takeWidget()
        if page is not None:
            page.close()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its cross closes the page, which may have something to end first."""
        page = self.widget()
        if page is not None and not page.close():
            event.ignore()
        else:
            super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc quits also while the page takes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _grow(self, page: QWidget, spare: int) -> None:
        column = page.layout()
        if page is self.widget() and column is not None:
            self._make_room(self.width(), column.totalHeightForWidth(self.width()) + spare)

    def _make_room(self, wide: int, high: int) -> None:
        """Be at least so large, as far as the screen reaches; where it stands already, it moves only if it must."""
        if self.isMaximized() or self.isFullScreen():
            return
        before = self.width()
        screen, edge = self.screen().availableGeometry(), theme().pixels(EDGE)
        room = screen.adjusted(0, edge, 0, -edge // 2)
        if self._stands:
            wide, high = max(wide, self.width()), max(high, self.height())
        self.resize(QSize(wide, high).boundedTo(room.size()))
        place = self.frameGeometry() if self._stands else _within(self.size(), room)
        if self._stands:
            place.translate((before - self.width()) // 2, 0)
        place.moveLeft(max(place.left(), room.left()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveRight(min(place.right(), room.right()))
        if place.topLeft() != self.pos():
            self.move(place.topLeft())
        self._stands = True


def _within(size: QSize, room: QRect) -> QRect:
    """In the middle, a little above it."""
    left, above = room.width() - size.width(), room.height() - size.height()
    return QRect(QPoint(room.x() + left // 2, room.y() + above // 3), size)
