"""The headings of a table: a click sorts, a drag moves or widens, a menu hides."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QWidget


class Heading(QHeaderView):
    """A horizontal header."""

    sort_wanted = Signal(int)
    menu_wanted = Signal(QPoint)
    arranged = Signal()
    """The person has let go of a column that they moved or widened."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Headings")
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumSectionSize(32)
        self.sectionClicked.connect(self.sort_wanted)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Whatever was dragged is settled now."""
        super().mouseReleaseEvent(event)
        self.arranged.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of columns."""
        self.menu_wanted.emit(event.globalPos())
