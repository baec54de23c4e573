"""Words that open something, looking like a link."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from ui.theme import theme

NARROWEST = 64


class Link(QPushButton):
    """Where its words have no room they end in an ellipsis, and the mouse shows all of them."""

    def __init__(self, words: str, do: Callable[[], object] | None = None) -> None:
        super().__init__(words)
        self.setProperty("link", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if do is not None:
            self.clicked.connect(lambda _checked=False: do())

    def minimumSizeHint(self) -> QSize:
        """It may be narrower than its words."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), theme().pixels(NARROWEST)), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words as far as they have room."""
        look = QStyleOptionButton()
        self.initStyleOption(look)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, look, self).width()
        mnemonic = int(Qt.TextFlag.TextShowMnemonic)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1, mnemonic)
        if self.icon().isNull() and shown != self.text():
            look.text = shown
        self.setToolTip(self.text().replace("&", "") if shown != self.text() else "")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, look)
