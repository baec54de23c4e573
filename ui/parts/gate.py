"""What stands before the window: a quiet page with a title, some sentences, fields, what is wrong, and its buttons."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.errors import Refusal
from ui.parts.field import Field
from ui.parts.link import Link
from ui.theme import GRID, set_icon, theme

WIDTH, HEIGHT = 640, 320
PAUSE = 1_000
"""How long a page takes nothing after a wrong passphrase, in milliseconds."""


class Gate(QWidget):
    """One page before the window, in a window that it shares with others or its own.

    Enter is the first button, Esc quits as the window's own cross does.
    """

    other = Signal()
    grew = Signal()
    """It needs another height than before."""

    def __init__(self, title: str, path: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("gate", True)
        self.setWindowTitle("IRO Tracker")
        self.setAccessibleName(title)
        self.path = path
        self._controls: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 4, GRID * 4, GRID * 4, GRID * 3)
        self._column.setSpacing(GRID)
        self.say(title, "title")
        self.resize(theme().pixels(WIDTH), theme().pixels(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc quits; Enter in a field presses the first button."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.isEnabled():
            self.go.click()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        """What Esc does: it quits, or leads back where there is a page to go back to."""
        self.quit()

    def quit(self) -> None:
        """Close the window in which it stands."""
        self.window().close()

    def showEvent(self, event: QShowEvent) -> None:
        """Be high enough for all that is said."""
        super().showEvent(event)
        self._fit()

    def say(self, words: str, letters: str = "text") -> QLabel:
        """A sentence of the page."""
        label = QLabel(words)
        label.setProperty("letters", letters)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)
        return label

    def secret(self, label: str, hint: str = "") -> tuple[Field, QLineEdit]:
        """A field whose letters are hidden until they are shown."""
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        return self._placed(Field(label, line, hint)), line

    def figures(self, label: str, hint: str = "") -> QLineEdit:
        """A hidden field for figures: a keyboard on the screen shows those."""
        _, line = self.secret(label, hint)
        line.setInputMethodHints(line.inputMethodHints() | Qt.InputMethodHint.ImhDigitsOnly)
        return line

    def show_letters(self, *lines: QLineEdit) -> QCheckBox:
        """A tick that shows what is typed in these fields."""
        tick = QCheckBox("&Show what I type")
        modes = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
        for line in lines:
            tick.toggled.connect(lambda shown, line=line: line.setEchoMode(modes[shown]))
        return self.tick(tick)

    def tick(self, tick: QCheckBox) -> QCheckBox:
        """A tick of the page."""
        self._controls.append(tick)
        self._column.addWidget(tick)
        return tick

    def link(self, words: str, do: Callable[[], object]) -> Link:
        """Words that lead elsewhere; those that follow each other stand side by side."""
        link = Link(words, do)
        self._controls.append(link)
        item = self._column.itemAt(self._column.count() - 1)
        row = item.layout() if item is not None else None
        if not isinstance(row, QHBoxLayout):
            row = QHBoxLayout()
            row.setSpacing(GRID * 2)
            row.addStretch(1)
            self._column.addLayout(row)
        row.insertWidget(row.count() - 1, link)
        return link

    def buttons(self, words: str, do: Callable[[], object], icon: str) -> None:
        """The foot: the one primary action, another file, and quitting."""
        self.told = self.say("")
        self.told.hide()
        self.wrong = self.say("")
        self.wrong.setProperty("tone", "late")
        self.wrong.hide()
        self.say(str(self.path.absolute()), "small")
        self._part_foot()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.go = plain_button(words, do, icon, primary=True)
        self.choose = plain_button("Open another &file", self.other.emit, "folder-open")
        self.leave = plain_button("&Quit", self.quit, "x")
        for button in (self.go, self.choose, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        self._controls += [self.go, self.choose]

    def busy(self, busy: bool) -> None:
        """While something is done nothing is taken; quitting is."""
        for control in self._controls:
            control.setEnabled(not busy)

    def tell(self, words: str) -> None:
        """Say what is being done, or was; empty words take away what was said or refused before."""
        self.wrong.hide()
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.setAccessibleDescription(words)
        self._fit()

    def refuse(self, no: Refusal, *, pause: bool = False) -> None:
        """Say what is wrong; after a wrong passphrase nothing is taken for a second."""
        self.told.hide()
        self.wrong.setText(str(no))
        self.wrong.setVisible(True)
        self.setAccessibleDescription(str(no))
        self._fit()
        if pause:
            self.busy(True)
            QTimer.singleShot(PAUSE, self, self.take_again)
        else:
            self.take_again()

    def take_again(self) -> None:
        """Take what is typed again."""
        self.busy(False)
        self.focus()

    def focus(self) -> None:
        """Put the keyboard where typing begins."""
        first = self._controls[0]
        first.setFocus()
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _part_foot(self) -> None:
        """The buttons stand at the lower edge, wherever what is said above them ends."""
        self._column.addStretch(1)

    def _fit(self) -> None:
        self.setMinimumHeight(max(theme().pixels(HEIGHT), self._column.totalHeightForWidth(self.width())))
        self.grew.emit()

    def _placed(self, field: Field) -> Field:
        self._controls.append(field.control)
        self._column.addWidget(field)
        return field


def plain_button(words: str, press: Callable[[], object], icon: str, *, primary: bool = False) -> QPushButton:
    """A button with its icon."""
    button = QPushButton(words)
    button.setProperty("primary", primary)
    button.setAutoDefault(True)
    set_icon(button, icon, "accent_text" if primary else "text")
    button.clicked.connect(lambda _checked=False: press())
    return button
