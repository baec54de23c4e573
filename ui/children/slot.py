"""A place on a child's sheet that is filled with another widget each time."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Slot(QWidget):
    """Holds one widget or none; without one it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def fill(self, widget: QWidget | None) -> None:
        """Put this in the place of what stands here."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if widget is not None:
            self._column.addWidget(widget)
        self.setVisible(widget is not None)
