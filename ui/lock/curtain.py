"""Hides every window of the program but one, also those that open meanwhile, and shows them again as they stood."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
"""Windows that go away by themselves: menus, lists of completions, tips."""
THE_COMPUTERS = ("QFileDialog", "QAbstractPrintDialog")
"""Dialogs that may be the computer's own; by name, for printing is loaded only where something is printed."""
UNSEEN = Qt.WidgetAttribute.WA_DontShowOnScreen


class Curtain(QObject):
    """In front stands one window; all others are hidden, with what is typed in them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._front: QWidget | None = None
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.left_a_dialog = False
        """Whether a dialog of the computer's own was left since the curtain was drawn."""

    @property
    def is_drawn(self) -> bool:
        """Whether everything else is hidden."""
        return self._front is not None

    def draw(self, front: QWidget) -> None:
        """Show this window and hide all others; what opens from now on is hidden too."""
        self._front, self._focus = front, QApplication.focusWidget()
        self.left_a_dialog = False
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            popup.hide()
        _application().installEventFilter(self)
        front.show()
        for window in _in_order(QApplication.topLevelWidgets()):
            if window.isVisible() and window is not front:
                self._hide(window)
        front.raise_()
        front.activateWindow()

    def lift(self) -> None:
        """Show the windows again, and give the keyboard back to where it was; the one in front is left to its owner."""
        _application().removeEventFilter(self)
        self._front = None
        hidden, self._hidden = _in_order(self._hidden), []
        for window in hidden:
            if isValid(window):
                window.show()
        if hidden and isValid(hidden[-1]):
            hidden[-1].raise_()
            hidden[-1].activateWindow()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None

    def drop(self) -> None:
        """The program ends, or goes on with another window: nothing more is hidden, and nothing is shown again."""
        _application().removeEventFilter(self)
        self._front, self._focus = None, None
        self._hidden.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that opens behind the curtain stays unseen, and is hidden as soon as it has opened."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._meet(watched)
        return False

    def _meet(self, window: QWidget) -> None:
        if window is self._front or window.testAttribute(UNSEEN):
            return
        window.setAttribute(UNSEEN)
        QTimer.singleShot(0, self, lambda: self._put_away(window))

    def _put_away(self, window: QWidget) -> None:
        if isValid(window):
            window.setAttribute(UNSEEN, on=False)
            if self.is_drawn:
                self._hide(window)

    def _hide(self, window: QWidget) -> None:
        """A dialog of the computer's own cannot be hidden and shown again: it is left as by Cancel."""
        if isinstance(window, QDialog) and any(window.inherits(kind) for kind in THE_COMPUTERS):
            self.left_a_dialog = self.left_a_dialog or window.isVisible()
            window.reject()
        elif window.windowType() not in PASSING and window not in self._hidden:
            self._hidden.append(window)
        window.hide()


def _in_order(windows: list[QWidget]) -> list[QWidget]:
    """Those that stand in front of others come after them."""
    return sorted((window for window in windows if isValid(window)), key=_depth)


def _depth(window: QWidget) -> int:
    above, depth = window.parentWidget(), 0
    while above is not None:
        above, depth = above.parentWidget(), depth + 1
    return depth + 1000 * (isinstance(window, QDialog) and window.isModal())


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
