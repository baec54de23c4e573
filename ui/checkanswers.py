"""The answers to the questions of a check: a line a question, answered by one key, with a note where there is something to say."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.answers import ANSWERS, NO, NOT_APPLICABLE, PARTLY, YES
from app.domain.checks import Question
from ui.parts.composed import Composed
from ui.theme import GRID, theme

LETTERS = {"y": YES, "p": PARTLY, "n": NO, "a": NOT_APPLICABLE}
CODES = (*ANSWERS,)
WIDE = 640
"""From this width on, in pixels at 100 %, the note stands beside the answer; below, under it."""
WORDS_SHARE, NOTE_SHARE = 1, 1
ON, BACK = 1, -1
HINT = "y yes, p partly, n no, a not applicable; arrows and Enter go on. Ctrl+Enter saves."


class AnswerKeys(QWidget):
    """The four answers beside each other: one stop of the keyboard, in which a letter, a figure or an arrow chooses."""

    chosen = Signal()
    typed = Signal()
    """An answer was chosen by its letter or figure."""
    leave = Signal(int)
    """The next question is wanted (1), or the one before (-1)."""

    def __init__(self, words: str, *, good: bool = False) -> None:
        super().__init__()
        self._words = words
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self.buttons = {code: self._button(code, good=good) for code in CODES}
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    def value(self) -> str:
        """The answer; "" for none."""
        return next((code for code, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, code: str) -> None:
        """Choose this answer, or none."""
        for each, button in self.buttons.items():
            button.setChecked(each == code)
        self._name()
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter or figure answers; left and right go through the answers, up and down through the questions."""
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
            return
        code = LETTERS.get(event.text().lower()) or dict(zip("1234", CODES, strict=True)).get(event.text())
        steps = {Qt.Key.Key_Right: ON, Qt.Key.Key_Left: BACK}
        lines = {Qt.Key.Key_Down: ON, Qt.Key.Key_Up: BACK, Qt.Key.Key_Return: ON, Qt.Key.Key_Enter: ON}
        key = Qt.Key(event.key())
        if code:
            self.set_value(code)
            self.typed.emit()
        elif key in steps:
            self._step(steps[key])
        elif key in lines:
            self.leave.emit(lines[key])
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.set_value("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is elsewhere now."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame around the answers while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme().roles.accent), 2))
            last = [*self.buttons.values()][-1].geometry()
            painter.drawRoundedRect(1, 1, last.right() + 2, self.height() - 2, 4, 4)
            painter.end()

    def _step(self, by: int) -> None:
        now = self.value()
        at = CODES.index(now) + by if now else (0 if by > 0 else len(CODES) - 1)
        self.set_value(CODES[max(0, min(at, len(CODES) - 1))])

    def _button(self, code: str, *, good: bool) -> QToolButton:
        button = QToolButton()
        button.setText(ANSWERS[code])
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setProperty("answer", "" if good else code)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(f"{ANSWERS[code]}: {self._words}")
        button.clicked.connect(partial(self._pressed, code))
        return button

    def _pressed(self, code: str, checked: bool) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.set_value(code if checked else "")

    def _name(self) -> None:
        answer = ANSWERS.get(self.value(), "not answered")
        self.setAccessibleName(f"{self._words} {answer}")


class AnswerLine(QWidget):
    """One question with its answers and its note, which is there where something is to be said."""

    changed = Signal()
    leave = Signal(int)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.words = QLabel(question.words)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.keys = AnswerKeys(question.words, good=question.good)
        self.note = QLineEdit()
        self.note.setPlaceholderText("What was done well" if question.good else "What was found")
        self.note.setAccessibleName(f"Note: {question.words}")
        self.note.installEventFilter(self)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(GRID * 2)
        self.grid.setVerticalSpacing(0)
        self.place(wide=True)
        self.keys.chosen.connect(self._chosen)
        self.keys.typed.connect(self._typed)
        self.keys.leave.connect(self.leave)
        self.note.textChanged.connect(lambda _text: self.changed.emit())
        self._chosen()

    @property
    def opens(self) -> tuple[str, ...]:
        """The answers that a note belongs to."""
        return (YES,) if self.question.good else (PARTLY, NO)

    def value(self) -> tuple[str, str, str] | None:
        """Question, answer and note; None while it is not answered."""
        answer = self.keys.value()
        noted = answer in self.opens or self.note.text().strip()
        return (self.question.key, answer, self.note.text().strip() if noted else "") if answer else None

    def set_value(self, answer: str, note: str) -> None:
        """Show this answer."""
        self.note.setText(note)
        self.note.setCursorPosition(0)  # a long note shows how it begins
        self.keys.set_value(answer)

    def place(self, *, wide: bool) -> None:
        """Beside each other, or under each other where there is no room."""
        for part in (self.words, self.keys, self.note):
            self.grid.removeWidget(part)
        policy = self.note.sizePolicy()
        policy.setRetainSizeWhenHidden(wide)
        self.note.setSizePolicy(policy)
        middle = Qt.AlignmentFlag.AlignVCenter
        self.grid.addWidget(self.words, 0, 0, middle)
        if wide:
            self.grid.addWidget(self.keys, 0, 1, middle)
            self.grid.addWidget(self.note, 0, 2, middle)
        else:
            self.grid.addWidget(self.keys, 1, 0)
            self.grid.addWidget(self.note, 2, 0)
        for column, share in enumerate((WORDS_SHARE, 0, NOTE_SHARE) if wide else (1, 0, 0)):
            self.grid.setColumnStretch(column, share)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows go on from the note too."""
        if watched is self.note and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.leave.emit(ON)
                return True
            if plain and event.key() == Qt.Key.Key_Up:
                self.keys.setFocus(Qt.FocusReason.BacktabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> None:
        answer = self.keys.value()
        self.note.setVisible(answer in self.opens or bool(answer and self.note.text().strip()))
        self.changed.emit()

    def _typed(self) -> None:
        """After a letter the keyboard goes where something is to be written, else to the next question."""
        if self.keys.value() in self.opens:
            self.note.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.leave.emit(ON)


class Answers(Composed):
    """All questions of a check; its value is what was answered: (question, answer, note) each."""

    ended = Signal()
    """The keyboard went on from the last question."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.hint = QLabel()
        self.hint.setProperty("quiet", True)
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)
        self.lines = [AnswerLine(question) for question in questions]
        for at, line in enumerate(self.lines):
            line.changed.connect(self._changed)
            line.leave.connect(partial(self._leave, at))
            column.addWidget(line)
        if self.lines:
            self.setFocusProxy(self.lines[0].keys)
        self._wide = True
        self._changed()

    def value(self) -> tuple[tuple[str, str, str], ...]:
        """What was answered, in the order of the questions."""
        return tuple(value for line in self.lines if (value := line.value()) is not None)

    def set_value(self, value: Any) -> None:
        """Show these answers and no others."""
        given = {question: (answer, note) for question, answer, note in value or ()}
        for line in self.lines:
            line.set_value(*given.get(line.question.key, ("", "")))

    def turn_to_gap(self) -> None:
        """The keyboard comes in at the first question that is not answered."""
        gap = next((line for line in self.lines if not line.keys.value()), None)
        if gap is not None:
            self.setFocusProxy(gap.keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the note goes under the answer."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme().pixels(WIDE)
        if wide != self._wide:
            self._wide = wide
            self._column.setSpacing(2 if wide else GRID * 3 // 2)
            for line in self.lines:
                line.place(wide=wide)

    def _changed(self) -> None:
        number = sum(bool(line.keys.value()) for line in self.lines)
        self.hint.setText(f"{number} of {len(self.lines)} answered. {HINT}")
        self.changed.emit()

    def _leave(self, at: int, by: int) -> None:
        following = at + by
        if following >= len(self.lines):
            self.ended.emit()
        elif following >= 0:
            self.lines[following].keys.setFocus(Qt.FocusReason.TabFocusReason)
