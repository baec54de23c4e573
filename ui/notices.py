"""What the program tells the person: the bar for what was done or refused, and the one question before what is final."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QSizePolicy, QToolButton, QWidget

from app.domain.errors import Refusal
from ui.icons import picture
from ui.parts.focus import contains_focus
from ui.theme import GRID, set_icon, theme

SHOWN_FOR = 12_000
"""How long the bar says what was done, in milliseconds; a refusal stays until it is dismissed."""
_MARKS = {"on_time": ("check", "Done"), "late": ("triangle-alert", "Not done"), "information": ("info", "Note")}


class Notices(QFrame):
    """The bar that says what was done, with its Undo, or why something was refused, with the next step."""

    dismissed = Signal()
    """The bar went away while the keyboard was on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("Notice")
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.dismiss)
        self._press: Callable[[], None] | None = None
        self._press_also: Callable[[], None] | None = None
        self._make()
        theme().changed.connect(self._draw)
        self.hide()

    def say(
        self,
        words: str,
        action: str = "",
        press: Callable[[], None] | None = None,
        also: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Tell that something was done, with one thing that may follow it, such as "Undo", or two."""
        self._show("on_time", words, action, press, also)
        self._timer.start()

    def inform(self, words: str, action: str = "", press: Callable[[], None] | None = None) -> None:
        """Tell something to know; it stays until it is dismissed."""
        self._show("information", words, action, press)

    def refuse(self, refusal: Refusal, action: str = "", press: Callable[[], None] | None = None) -> None:
        """Tell why the answer is no and what to do next; it stays until it is dismissed."""
        self._show("late", str(refusal), action, press)

    def dismiss(self) -> None:
        """Take the bar away."""
        self._timer.stop()
        had_focus = contains_focus(self)
        self.hide()
        if had_focus:
            self.dismissed.emit()

    @property
    def words(self) -> str:
        """What the bar says now; empty when it is not shown."""
        return "" if self.isHidden() else self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc dismisses it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _make(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3 // 2, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID)
        self._picture, self._mark, self._words = QLabel(self), QLabel(self), QLabel(self)
        self._mark.setObjectName("mark")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button, self._also = QPushButton(self), QPushButton(self)
        for button in (self._button, self._also):
            button.setProperty("link", True)
        self._button.clicked.connect(lambda: self._pressed(self._press))
        self._also.clicked.connect(lambda: self._pressed(self._press_also))
        self._close = QToolButton(self)
        self._close.setAccessibleName("Dismiss this notice")
        self._close.setToolTip("Dismiss (Esc)")
        self._close.clicked.connect(self.dismiss)
        set_icon(self._close, "x", "quiet")
        for widget in (self._picture, self._mark, self._words, self._button, self._also, self._close):
            row.addWidget(widget)
        row.setStretchFactor(self._words, 1)

    def _show(
        self,
        tone: str,
        words: str,
        action: str,
        press: Callable[[], None] | None,
        also: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        self._timer.stop()
        self._press, self._press_also = press, also[1] if also else None
        if not self.isHidden() and (self.property("tone"), self.words, self._button.text()) == (tone, words, action):
            return  # it is being said already
        self.setProperty("tone", tone)
        self._words.setText(words)
        self._mark.setText(_MARKS[tone][1])
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._also.setText(also[0] if also else "")
        self._also.setVisible(also is not None)
        self._draw()
        for widget in (self, self._mark):
            widget.style().polish(widget)
        self.setAccessibleDescription(f"{_MARKS[tone][1]}: {words}")
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _draw(self) -> None:
        tone = self.property("tone") or "information"
        self._picture.setPixmap(picture(_MARKS[tone][0], theme().color(tone), theme().pixels(16)))

    def _pressed(self, press: Callable[[], None] | None) -> None:
        self.dismiss()
        if press is not None:
            press()


def margined(notices: QWidget) -> QWidget:
    """The notice keeps the page's margins at its sides; no height is lost when it is hidden."""
    outer = QWidget()
    outer.setObjectName("page")
    row = QHBoxLayout(outer)
    row.setContentsMargins(16, 0, 16, 4)
    row.addWidget(notices)
    return outer


def confirm_final(parent: QWidget, title: str, text: str, do_it: str, then: Callable[[], None]) -> QMessageBox:
    """Ask before what cannot be undone; Cancel is the answer that a careless Enter gives."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.NoButton, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    accept = box.addButton(do_it, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    accept.clicked.connect(then)
    box.open()
    return box
