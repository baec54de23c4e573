"""A field for a folder: typed, or chosen in the computer's own dialog; says at once when it cannot be used."""

import os
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from ui.parts.composed import Composed
from ui.theme import GRID, set_icon


class FolderField(Composed):
    """One line and a button; empty means the usual place."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.line, self.button, self.verdict = QLineEdit(), QPushButton("&Choose…"), QLabel()
        self.button.setAccessibleName(title)
        set_icon(self.button, "folder-open")
        self.verdict.setProperty("tone", "late")
        self.verdict.setWordWrap(True)
        self.verdict.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column.addLayout(row)
        column.addWidget(self.verdict)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._look)
        self.button.clicked.connect(lambda _checked=False: self._ask())

    def value(self) -> str:
        """The folder as it is written; empty for the usual place."""
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Show this folder."""
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)
        self._look()

    def setAccessibleName(self, name: str) -> None:
        """The line says what it is for."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _look(self) -> None:
        words = trouble_with(self.value())
        self.verdict.setText(words)
        self.verdict.setVisible(bool(words))

    def _ask(self) -> None:
        begin = self.value() if self.value() and Path(self.value()).is_dir() else ""
        dialog = QFileDialog(self, self._title, begin)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, folder: str) -> None:
        self.set_value(str(Path(folder)))
        self.changed.emit()


def trouble_with(folder: str) -> str:
    """Why a folder cannot be used now; empty when it can, or when none is named."""
    if not folder:
        return ""
    if not Path(folder).is_absolute():
        return "Name the whole way to the folder, or choose it."
    if not Path(folder).is_dir():
        return "There is no such folder now. Is its disk connected?"
    return "" if os.access(folder, os.W_OK) else "You may not write in this folder."
