"""F1: explains the page one stands on, at the right of the window, from resources/help."""

from pathlib import Path

from PySide6.QtCore import QBuffer, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument, QTextDocumentWriter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QTextBrowser, QToolButton, QVBoxLayout

from app.domain.errors import Refusal
from resources import path
from ui.theme import GRID, set_icon, theme

WIDTH = 340
TEXTS = (
    ("&Backups, and where the file lies", "", "backups", "history"),
    ("Your council's &duties", "", "duties", "book-open"),
    ("&Protection of data: an assessment (DPIA)", "", "dpia", "list-checks"),
    ("P&assphrase, PIN and recovery key", "", "passphrases", "lock"),
    ("&Lock, clipboard, and what leaves the file", "", "lock", "eye"),
    ("&Keyboard", "Ctrl+F1", "keyboard", "keyboard"),
)
"""Texts that are of no page: what each is called, its keys, its name and its icon."""


class Help(QFrame):
    """A pane with the text of one page; F1 again or Esc closes it."""

    refused = Signal(object)
    """Why the text could not be saved."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setAccessibleName("Help")
        self._name = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        head = QHBoxLayout()
        title = QLabel("Help")
        title.setProperty("letters", "heading")
        close = QToolButton()
        close.setAccessibleName("Close help")
        close.setToolTip("Close help (Esc)")
        close.clicked.connect(self.hide)
        set_icon(close, "x", "quiet")
        self.save = QToolButton()
        self.save.setAccessibleName("Save this text as a document")
        self.save.setToolTip("Save this text as a document, to fill in or to print")
        self.save.clicked.connect(self._ask_file)
        set_icon(self.save, "download", "quiet")
        head.addWidget(title, 1)
        head.addWidget(self.save)
        head.addWidget(close)
        column.addLayout(head)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Help text")
        self.text.setOpenExternalLinks(False)
        column.addWidget(self.text, 1)
        theme().changed.connect(self._size)
        self._size()
        self.hide()

    def tell(self, name: str, *, only_if_shown: bool = False) -> None:
        """Show the text of this name; asked for again, hide it."""
        if only_if_shown and self.isHidden():
            return
        if self.isVisible() and name == self._name and not only_if_shown:
            self.hide()
            return
        self._name = name
        self._size()  # which reads it too: only now is it known how wide the window is
        self.show()
        if not only_if_shown:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def save_to(self, file: str) -> None:
        """Save the text that is shown, as a document that Word and LibreOffice open."""
        whole = QTextDocument()
        whole.setMarkdown(self._words())
        made = QBuffer()
        QTextDocumentWriter(made, b"odf").write(whole)
        try:
            Path(file).write_bytes(made.data().data())
        except OSError:
            self.refused.emit(Refusal(f"{Path(file).name} cannot be written.", "Choose another folder."))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "Save this text as a document", str(Path.home()), "Documents (*.odt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("odt")
        dialog.selectFile(f"IRO Tracker {self._name}.odt")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _words(self) -> str:
        file = path(f"help/{self._name}.md")
        return (file if file.exists() else path("help/start.md")).read_text(encoding="utf-8")

    def _read(self) -> None:
        self.text.setMarkdown(self._words())
        self._give_air()

    def _give_air(self) -> None:
        """Room between paragraphs, which the format itself leaves to who shows it."""
        block = self.text.document().begin()
        while block.isValid():
            if block.textList() is None:
                shape = block.blockFormat()
                shape.setTopMargin(theme().pixels(GRID) if block.blockNumber() else 0)
                QTextCursor(block).setBlockFormat(shape)
            block = block.next()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _size(self) -> None:
        self.setFixedWidth(min(theme().pixels(WIDTH), self.window().width() * 3 // 10))
        if self._name:
            self._read()
