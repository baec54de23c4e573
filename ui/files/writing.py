"""Says that an import is being written; it cannot be stopped half-way, so there is no Cancel."""

from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout

from ui.theme import GRID


class Writing(QFrame):
    """Hidden until something is written."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Progress")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 3 // 2)
        self.words = QLabel()
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        column.addWidget(self.words)
        column.addWidget(bar)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is being written."""
        self.words.setText(words)
        self.setAccessibleDescription(words)
        self.show()

    def end(self) -> None:
        """It was written, or refused."""
        self.hide()
