"""One record chosen by typing a part of its words."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from app.desk import Query
from ui.runner import Runner

PAUSE = 150


class Picker(QLineEdit):
    """Asks a query as one types; its answers have `id` and `words`, perhaps `more`. Only an answer that was chosen counts."""

    changed = Signal()

    def __init__(self, runner: Runner, query: Callable[[str], Query[Sequence[Any]]], placeholder: str) -> None:
        super().__init__()
        self._runner, self._query = runner, query
        self._value: str | None = None
        self._words = ""
        self._answers: Sequence[Any] = ()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self._lines = QStringListModel(self)
        completer = QCompleter(self._lines, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setWidget(self)
        self._completer, self._popup = completer, QListView()
        completer.setPopup(self._popup)
        self._popup.clicked.connect(lambda index: self._choose(index.row()))
        completer.activated.connect(lambda _words: self._choose(self._popup.currentIndex().row()))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._note)

    def value(self) -> str | None:
        """The id of the record that was chosen."""
        return self._value

    def set_value(self, record_id: str | None, words: str = "") -> None:
        """Choose a record."""
        changed = record_id != self._value
        self._value, self._words = record_id, words
        self.setText(words)
        if changed:
            self.changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What stands there is selected when a form puts the keyboard here, as it is after Tab: typing replaces it."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.selectAll()

    def _note(self, text: str) -> None:
        if self._value is not None and text != self._words:
            self._value = None
            self.changed.emit()
        if text.strip():
            self._pause.start()
        else:
            self._popup.hide()

    def _ask(self) -> None:
        self._runner.ask(self._query(self.text()), self._take, ticket=(self, "picker"))

    def _take(self, answers: Sequence[Any]) -> None:
        self._answers = answers
        self._lines.setStringList([f"{a.words}   {getattr(a, 'more', '')}".strip() for a in answers])
        if answers and self.hasFocus():
            self._completer.complete()

    def _choose(self, row: int) -> None:
        self._popup.hide()
        if 0 <= row < len(self._answers):
            self.set_value(self._answers[row].id, self._answers[row].words)
