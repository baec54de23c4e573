"""One section of the week: how many in words, its first lines, and the way to all of them; and the headline above all."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.queries.week.shapes import Headline, Opens, Section
from app.table import Tone
from ui.parts.marks import Mark
from ui.theme import GRID, theme
from ui.week.lines import LineList

HEAD = 30
"""How high the head of a section is, at 100 %."""


class SectionView(QWidget):
    """A section; without anything in it, its words alone."""

    pressed_on = Signal(object)

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        self._everything: Opens | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(GRID, 0, GRID // 2, 0)
        head.setSpacing(GRID - 2)
        self._mark = QHBoxLayout()
        head.addLayout(self._mark)
        self.words = QLabel()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self.words, 1)
        self.all = link("", lambda: self.pressed_on.emit(self._everything))
        head.addWidget(self.all)
        self._head = QWidget()
        self._head.setLayout(head)
        column.addWidget(self._head)
        self.lines = LineList(section.words)
        self.lines.pressed_on.connect(self.pressed_on)
        column.addWidget(self.lines)

    @property
    def wants(self) -> int:
        """How many lines it has to show."""
        return len(self.section.lines)

    def show_section(self, section: Section, number: int) -> None:
        """Show it with so many of its lines."""
        self.section, self._everything = section, section.everything
        _set_mark(self._mark, section.tone)
        self.words.setText(section.words)
        self.words.setToolTip(section.words)
        self.words.setProperty("quiet", not section.count)
        self.words.setStyleSheet("font-weight: 600" if section.count else "")
        shown = section.lines[:number]
        more = section.count > len(shown) and section.key not in {"meetings", "disposal"}
        self.all.setText(f"Show all {section.count:,}" if more else "Show the list")
        self.all.setAccessibleName(f"{self.all.text()}: {section.words}")
        self.all.setVisible(bool(section.count))
        self.lines.setAccessibleName(section.words)
        self.lines.show_lines(shown)
        self._head.setFixedHeight(self.head_height())

    @staticmethod
    def head_height() -> int:
        """How high its head is at the size of the text."""
        return theme().pixels(HEAD)


class HeadlineView(QFrame):
    """What matters today, in large letters, with the one press that opens it."""

    pressed_on = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._opens: Opens | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        row.setSpacing(GRID)
        self._mark = QHBoxLayout()
        row.addLayout(self._mark)
        self.words, self.detail = QLabel(), QLabel()
        self.words.setProperty("letters", "heading")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.detail.setProperty("quiet", True)
        self.detail.setWordWrap(True)
        row.addWidget(self.words)
        row.addWidget(self.detail, 1)
        self.act = QPushButton()
        self.act.setProperty("primary", True)
        self.act.clicked.connect(lambda _checked=False: self.pressed_on.emit(self._opens))
        row.addWidget(self.act)

    def show_headline(self, headline: Headline) -> None:
        """Show it."""
        _set_mark(self._mark, headline.tone)
        self.words.setText(headline.words)
        self.detail.setText(headline.detail)
        self.setAccessibleName(f"{headline.words} {headline.detail}")
        self._opens = headline.act.opens if headline.act else None
        self.act.setVisible(headline.act is not None)
        if headline.act is not None:
            self.act.setText(headline.act.words)
            self.act.setAccessibleName(f"{headline.act.words}: {headline.words}")


def link(words: str, do: Callable[[], object]) -> QPushButton:
    """Words that open something."""
    made = QPushButton(words)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: do())
    return made


def head(words: str, hint: str) -> QWidget:
    """The head of something else that stands among the sections."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
    title, quiet = QLabel(words), QLabel(hint)
    title.setStyleSheet("font-weight: 600")
    quiet.setProperty("letters", "small")
    row.addWidget(title)
    row.addStretch(1)
    row.addWidget(quiet)
    return made


def rule() -> QFrame:
    """A quiet line between two sections."""
    made = QFrame()
    made.setObjectName("rule")
    return made


def _set_mark(place: QHBoxLayout, tone: Tone) -> None:
    while (item := place.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    if tone is Tone.PLAIN:
        place.addSpacing(Mark(tone).sizeHint().width() + GRID - 2)
    else:
        place.addWidget(Mark(tone))
