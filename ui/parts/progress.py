"""Long work on the screen: words, numbers, a bar and Cancel."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from app.domain.errors import Refusal
from ui.runner import Progress, Runner
from ui.theme import GRID

T = TypeVar("T")


class LongWork(QFrame):
    """Hidden until it runs something; one piece of work at a time."""

    cancelled = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Progress")
        self._runner = runner
        self._progress: Progress[Any] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        row = QHBoxLayout()
        self.words = QLabel()
        self.button = QPushButton("&Cancel")
        self.button.clicked.connect(self.cancel)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        column.addLayout(row)
        column.addWidget(self.bar)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._progress is not None

    def run(
        self,
        words: str,
        work: Callable[[Progress[Any]], T],
        then: Callable[[T], None],
        failed: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Show these words and run the work; a Refusal goes to the notices unless `failed` takes it."""

        def finished(result: T) -> None:
            self._end()
            then(result)

        def refused(refusal: Refusal) -> None:
            self._end()
            (failed or self._runner.refused.emit)(refusal)

        self._told(words, 0, 0)
        self.button.setEnabled(True)
        self.show()
        self._progress = self._runner.run_long(work, self._told, finished, refused)

    def cancel(self) -> None:
        """Stop the work; nothing of it is kept."""
        if self._progress is not None:
            self._progress.cancel()
            self._end()
            self.cancelled.emit()

    def _told(self, words: str, done: int, total: int) -> None:
        self.words.setText(f"{words}: {done:,} of {total:,}" if total else words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(self.words.text())

    def _end(self) -> None:
        self._progress = None
        self.hide()
