"""One field of a form: its label, a hint, the control, and below it what is wrong with what was typed."""

from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from ui.parts.filters import Choice
from ui.parts.offered import Line
from ui.theme import GRID, theme

NOTE_HEIGHT = 88


class Field(QWidget):
    """One control with its label above, a hint, and room for a refusal below."""

    def __init__(self, label: str, control: QWidget, hint: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.control = control
        self.label = QLabel(label)
        self.label.setWordWrap(True)
        self.label.setBuddy(control.focusProxy() or control)  # a label does not look for the proxy itself
        if not label:
            self.label.hide()
        _fit(control)
        if label:
            control.setAccessibleName(label.replace("&", ""))
        column.addWidget(self.label)
        if hint:
            quiet = QLabel(hint)
            quiet.setProperty("letters", "small")
            quiet.setWordWrap(True)
            column.addWidget(quiet)
            control.setAccessibleDescription(hint)
        column.addWidget(_worded(control))
        self.refused = QLabel()
        self.refused.setProperty("tone", "late")
        self.refused.setWordWrap(True)
        self.refused.hide()
        column.addWidget(self.refused)

    def refuse(self, words: str) -> None:
        """Say below the field what is wrong with it; empty words take it away."""
        self.refused.setText(words)
        self.refused.setVisible(bool(words))
        for control in (self.control, self.control.focusProxy()):
            if control is not None:
                control.setProperty("refused", bool(words))
                control.style().polish(control)
        if words:
            self.control.setAccessibleDescription(words)


def _worded(control: QWidget) -> QWidget:
    """The control as it is placed: a tick's words stand beside it, where they may take several lines."""
    if not isinstance(control, QCheckBox) or not control.text():
        return control
    words = control.text()
    control.setText("")
    return Line(control, words)


def _fit(control: QWidget) -> None:
    """A form is as wide as its pane, and a note as high as a few lines."""
    if isinstance(control, Choice):
        control.narrow()
    if isinstance(control, QSpinBox):
        control.lineEdit().setTextMargins(GRID, 0, 0, 0)  # style sheets do not reach inside
    if isinstance(control, QPlainTextEdit):
        control.setFixedHeight(theme().pixels(NOTE_HEIGHT))
