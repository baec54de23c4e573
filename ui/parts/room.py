"""The place of a form in a pane: it scrolls, while Save and why it was not saved stay in sight below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.form import Form
from ui.parts.scrolled import Scrolled
from ui.theme import GRID, theme


class Room(QWidget):
    """Holds one form at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Form")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._held: tuple[QWidget, QWidget] | None = None

    def hold(self, form: Form) -> None:
        """Show this form from its top."""
        self.empty()
        foot = form.take_foot()
        self._held = (Scrolled(form), foot)
        self._held[0].setMinimumHeight(theme().pixels(GRID * 3))  # where there is little room, Save comes before fields
        self._column.addWidget(self._held[0], 1)
        self._column.addWidget(foot)
        form.put_in_order()

    def empty(self) -> None:
        """No form is here any more."""
        if self._held is None:
            return
        for part in self._held:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()  # the press of one of its own buttons may have led here
        self._held = None
