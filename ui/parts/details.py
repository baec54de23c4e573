"""The pane at the right of a page: what is known of the chosen row, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.table import Tone
from ui.parts.bar import Bar
from ui.parts.link import Link
from ui.parts.marks import Mark
from ui.theme import GRID, set_icon, theme

LABEL_WIDTH = 104


class Details(QScrollArea):
    """Filled anew for each row: begin, heading, facts, sections, links, buttons."""

    def __init__(self, name: str = "Details") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout()
        self._grid: QGridLayout | None = None
        self._grids: list[QGridLayout] = []
        self._buttons: Bar | None = None
        theme().changed.connect(self._scale)
        self.begin()

    def clear(self, words: str = "Choose a row to see it here.") -> None:
        """Nothing is chosen."""
        self.begin()
        self.text(words, quiet=True)

    def begin(self) -> None:
        """Empty the pane, to fill it anew."""
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 2)
        self._column.setSpacing(GRID)
        self._column.addStretch(1)
        self._grid = self._buttons = None
        self._grids = []
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()  # the press of one of its own buttons may have led here
        self.setWidget(inside)

    def heading(self, words: str, under: str = "") -> None:
        """Who or what this is, and a quiet line below."""
        label = _label(words)
        label.setProperty("letters", "heading")
        self.add(label)
        if under:
            self.text(under, quiet=True)

    def section(self, words: str) -> None:
        """A rule and a small heading above what follows."""
        rule = QFrame()
        rule.setObjectName("rule")
        self.add(rule)
        label = _label(words)
        label.setProperty("letters", "small")
        label.setStyleSheet("font-weight: 600")
        self.add(label)

    def fact(self, label: str, value: str, tone: Tone = Tone.PLAIN, link: Callable[[], None] | None = None) -> None:
        """One fact: its label at the left, its value at the right; a link if it opens something."""
        if self._grid is None:
            self._grid = QGridLayout()
            self._grid.setHorizontalSpacing(GRID)
            self._grid.setVerticalSpacing(GRID // 2)
            self._grid.setColumnStretch(1, 1)
            self._grids.append(self._grid)
            self._scale()
            self._buttons = None
            self._column.insertLayout(self._column.count() - 1, self._grid)
        row = self._grid.rowCount()
        name = _label(label)
        name.setProperty("quiet", True)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._grid.addWidget(name, row, 0)
        shown = Link(value, link) if link else _toned(value, tone)
        shown.setAccessibleName(f"{label}: {value}")
        at_left = Qt.AlignmentFlag.AlignLeft if link else Qt.AlignmentFlag(0)
        self._grid.addWidget(shown, row, 1, at_left)

    def text(self, words: str, *, quiet: bool = False) -> None:
        """A paragraph."""
        label = _label(words)
        label.setProperty("quiet", quiet)
        self.add(label)

    def link(self, words: str, do: Callable[[], None]) -> QPushButton:
        """Words that open something."""
        link = Link(words, do)
        self.add(link)
        return link

    def button(self, words: str, do: Callable[[], None], icon: str = "", *, primary: bool = False) -> QPushButton:
        """Something that can be done; buttons that follow each other share a line while there is room."""
        made = QPushButton(words)
        made.setProperty("primary", primary)
        if icon:
            set_icon(made, icon, "accent_text" if primary else "text")
        made.clicked.connect(lambda _checked=False: do())
        if self._buttons is None:
            buttons = Bar()
            self.add(buttons)
            self._buttons = buttons
        self._buttons.add(made)
        return made

    def _scale(self) -> None:
        """The labels of facts are as wide as the size of text asks."""
        for grid in self._grids:
            grid.setColumnMinimumWidth(0, theme().pixels(LABEL_WIDTH))

    def add(self, widget: QWidget) -> None:
        """Anything else."""
        self._grid = self._buttons = None
        self._column.insertWidget(self._column.count() - 1, widget)


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _toned(words: str, tone: Tone) -> QWidget:
    label = _label(words)
    if tone is Tone.PLAIN:
        return label
    label.setProperty("tone", tone.name.lower())
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID // 2)
    row.addWidget(Mark(tone))
    row.addWidget(label, 1)
    return both
