"""Takes what was copied in the program off the clipboard again, after some seconds, at the lock and at the end."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS, SECOND = 30, 1000
"""How long a copy stays until the settings are known, and a second in milliseconds."""
BOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection


class Clipboard(QObject):
    """Watches the computer's clipboard: only what this program put there, by whichever field or table, is taken off."""

    taken_off = Signal()
    """The seconds are over, and it is not there any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seconds = SECONDS
        self._shut = False
        self._ours: str | None = None
        self._watches = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._expire)

    def begin(self) -> None:
        """Watch from now on."""
        QGuiApplication.clipboard().dataChanged.connect(self._note)
        self._watches = True

    def end(self) -> None:
        """Leave nothing of ours behind, and watch no longer."""
        self.clear()
        if self._watches:
            QGuiApplication.clipboard().dataChanged.disconnect(self._note)
        self._watches = False

    def shut(self) -> None:
        """Nothing of ours stays on it until it is opened: a copy that was asked for before may come only now."""
        self._shut = True
        self.clear()

    def open(self) -> None:
        """What is copied stays for its seconds again."""
        self._shut = False

    def _expire(self) -> None:
        self.clear()
        self.taken_off.emit()

    def clear(self) -> None:
        """Take it off if it still is what was copied here; what somebody else put there stays."""
        self._timer.stop()
        board = QGuiApplication.clipboard()
        ours, self._ours = self._ours, None
        if ours is not None and (board.ownsClipboard() or board.text() == ours):
            board.clear(BOARD)
        if board.supportsSelection() and board.ownsSelection():
            board.clear(SELECTION)

    def _note(self) -> None:
        board = QGuiApplication.clipboard()
        self._timer.stop()
        self._ours = board.text() if is_ours(board) else None
        if self._ours and self._shut:
            QTimer.singleShot(0, self, self.clear)
        elif self._ours and self.seconds:
            self._timer.start(self.seconds * SECOND)


def is_ours(board: QClipboard) -> bool:
    """Whether this program owns the clipboard; where there is no screen, no other program could."""
    return board.ownsClipboard() or QGuiApplication.platformName() == "offscreen"
