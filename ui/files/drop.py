"""The place where files are dropped or chosen."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui.icons import picture
from ui.parts.bar import Bar
from ui.theme import GRID, set_icon, theme

HEIGHT, PICTURE = 152, 32
KNOWN = (
    "An SSDA903 return, tables of the Standard Safeguarding Dataset, Annex A, an IRO's return sheet, or your own spreadsheet: "
    "Excel, OpenDocument or CSV. Nothing is written before you have seen what would change."
)


class DropArea(QFrame):
    """Files, a folder or a zip, dropped from the file manager or chosen."""

    dropped = Signal(list)
    """The paths."""
    files_wanted = Signal()
    folder_wanted = Signal()
    template_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Files to import")
        self.setAcceptDrops(True)
        self._over = False
        self._make()
        theme().changed.connect(self._draw)
        self._draw()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome, anything else is not."""
        if _paths(event):
            event.acceptProposedAction()
            self._light(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Still over the area."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Not here after all."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self._light(False)
        event.acceptProposedAction()
        self.dropped.emit(_paths(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed line around the place, in the accent colour while files are over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().color("accent" if self._over else "control"), 2 if self._over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme().color("accent_tint" if self._over else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        painter.end()

    def _light(self, over: bool) -> None:
        self._over = over
        self.update()

    def _make(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        row.setSpacing(GRID * 3)
        self._picture = QLabel()
        row.addWidget(self._picture)
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        heading = QLabel("Drop files, a folder or a zip here")
        heading.setProperty("letters", "heading")
        known = QLabel(KNOWN)
        known.setProperty("quiet", True)
        known.setWordWrap(True)
        words.addStretch(1)
        words.addWidget(heading)
        words.addWidget(known)
        words.addSpacing(GRID)
        words.addWidget(self._make_buttons())
        words.addStretch(1)
        row.addLayout(words, 1)

    def _make_buttons(self) -> Bar:
        buttons = Bar()
        self.choose = QPushButton("&Choose files")
        self.choose.setProperty("primary", True)
        self.choose.setToolTip("Ctrl+O")
        self.folder = QPushButton("Choose a fol&der")
        self.folder.setToolTip("Ctrl+Shift+O")
        self.template = QPushButton("Write an empty &template to fill in")
        self.template.setProperty("link", True)
        for button, name, role, signal in (
            (self.choose, "upload", "accent_text", self.files_wanted),
            (self.folder, "folder-open", "text", self.folder_wanted),
            (self.template, "file-spreadsheet", "accent", self.template_wanted),
        ):
            set_icon(button, name, role)
            button.clicked.connect(signal)
            buttons.add(button)
        return buttons

    def _draw(self) -> None:
        self.setMinimumHeight(theme().pixels(HEIGHT))
        size = theme().pixels(PICTURE)
        self._picture.setPixmap(picture("upload", theme().color("accent"), size))
        self.update()


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
