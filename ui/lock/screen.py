"""What is shown while the program is locked: no name, and one field for the PIN of the day or for the passphrase."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent

from app.domain.errors import Refusal
from ui.parts.gate import WIDTH, Gate
from ui.theme import GRID, theme

HEIGHT = 400
"""How much of a large window what is said takes, in pixels at 100 %."""
MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
KEPT = "What was open is still there, and so is what you were typing."
OPEN_TO_ALL = "This file has no passphrase, so the lock only hides it: press any key to go on."
NEW_PIN = "For the rest of today it unlocks the program. 6 figures or more; leave it empty for none."


class Asks(Enum):
    """What unlocks: any key, the PIN of the day, or the passphrase; nothing where the key file cannot be read."""

    KEY = "key"
    PIN = "PIN"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of what is asked for
    NOTHING = "nothing"


class LockScreen(Gate):
    """Stands where the window stood. It does not go away before it is unlocked, or the program ended."""

    given = Signal(str, str)
    """What was typed, and a PIN for the rest of the day or nothing."""
    pressed = Signal()
    """A key, where any key unlocks."""
    leaving = Signal()
    """The program shall end."""

    def __init__(self, path: Path, who: str, asks: Asks) -> None:
        super().__init__("IRO Tracker is locked", path)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.asks = asks
        self.may_close = False
        self.say(f"{KEPT} Signed in: {who}." if who else KEPT)
        self.hint = self.say(OPEN_TO_ALL if asks is Asks.KEY else "")
        self.field, self.line = self.secret("&Passphrase")
        self.pin_field, self.pin = self.secret("&New PIN", NEW_PIN)
        self.shown = self.show_letters(self.line, self.pin)
        self.other_way = self.link("Use the passphrase &instead", lambda: self.ask(Asks.PASSPHRASE))
        self.buttons("&Unlock", self._go, "lock")
        self.choose.hide()
        self._column.addStretch(1)
        self.ask(asks)

    def ask(self, asks: Asks) -> None:
        """Ask for this from now on."""
        self.asks = asks
        self.tell("")
        secret = asks in (Asks.PIN, Asks.PASSPHRASE)
        self.field.label.setText("&PIN" if asks is Asks.PIN else "&Passphrase")
        self.line.setAccessibleName("PIN" if asks is Asks.PIN else "Passphrase")
        self.line.clear()
        for part in (self.field, self.shown):
            part.setVisible(secret)
        self.hint.setVisible(bool(self.hint.text()))
        self.pin_field.setVisible(asks is Asks.PASSPHRASE)
        self.other_way.setVisible(asks is Asks.PIN)
        self.go.setVisible(asks is not Asks.NOTHING)
        self._fit()
        self.focus()

    def focus(self) -> None:
        """The keyboard stands in the field, or on the button where there is none."""
        (self.line if self.line.isVisibleTo(self) else self.go).setFocus()
        self.line.selectAll()

    def refuse(self, no: Refusal, *, pause: bool = False) -> None:
        """Say what was wrong; what was typed goes."""
        self.line.clear()
        super().refuse(no, pause=pause)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends nothing here; any key unlocks what has no passphrase."""
        if self.asks is Asks.KEY:
            if event.key() not in MODIFIERS and not event.isAutoRepeat():
                self.pressed.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click unlocks what has no passphrase."""
        if self.asks is Asks.KEY:
            self.pressed.emit()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said stands together in the middle of a large window."""
        super().resizeEvent(event)
        least, wide, high = theme().pixels(GRID * 4), theme().pixels(WIDTH), theme().pixels(HEIGHT)
        aside, above = max(least, (self.width() - wide) // 2), max(least, (self.height() - high) // 3)
        self._column.setContentsMargins(aside, above, aside, max(least, self.height() - above - high))

    def _part_foot(self) -> None:
        """The buttons follow what is said: in a large window its lower edge is far away."""
        self._column.addSpacing(GRID)

    def _fit(self) -> None:
        """It is as large as the window was, which is large enough."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its cross ends the program, whose window is closed first."""
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            QTimer.singleShot(0, self, self.leaving.emit)  # it cannot be closed while it is closing

    def _go(self) -> None:
        if self.asks is Asks.KEY:
            self.pressed.emit()
        else:
            self.given.emit(self.line.text(), self.pin.text() if self.asks is Asks.PASSPHRASE else "")
