"""The last two steps: the first import, and then where things stand."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.commands.settings import ChangeSetting
from app.desk import Command
from app.queries.children import ChildrenFilter
from app.queries.reviews import Headline
from app.table import Tone
from ui.parts.marks import Mark
from ui.start.step import Step
from ui.theme import GRID, set_icon, theme

NUMBER_WIDTH = 144


class ImportStep(Step):
    """The way to the Files page, and what is here so far."""

    title = "Bring in what you have"
    words = (
        "An SSDA903 return, or the spreadsheet that you keep reviews in. You see what would change before anything is "
        "written, and an import can be undone as a whole. Come back here afterwards: First steps stays at the left."
    )
    files_wanted = Signal()

    def make_fields(self) -> None:
        """A button and a sentence."""
        self.choose = QPushButton("Choose f&iles to import")
        set_icon(self.choose, "upload")
        self.choose.clicked.connect(lambda _checked=False: self.files_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        self._rows.addLayout(row)
        self.here = self.text("")

    def focus(self) -> None:
        """On the button."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_headline(self, headline: Headline) -> None:
        """How much is here."""
        if headline.children:
            children = "1 child" if headline.children == 1 else f"{headline.children:,} children"
            self.here.setText(f"Here so far: {children}. More files can follow at any time, under Files.")
        else:
            self.here.setText("Nothing has been imported yet. Children can also be added one by one, under Children.")


class StandingStep(Step):
    """What is due, what is overdue, who has no IRO: each number opens its rows."""

    title = "Where things stand"
    go_on = "Fi&nish and go to the reviews"
    shown = Signal(str, object)
    """A place that is wanted, and what to show there."""

    def make_fields(self) -> None:
        """Three large numbers, and what to do when there are none."""
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        self.due = Number("&due", Tone.INFORMATION)
        self.overdue = Number("&overdue", Tone.LATE)
        self.alone = Number("&without an IRO", Tone.SOON)
        for number, place, what in (
            (self.due, "reviews", "open"),
            (self.overdue, "reviews", "overdue"),
            (self.alone, "children", ChildrenFilter(part="no-iro")),
        ):
            number.pressed.connect(lambda place=place, what=what: self.shown.emit(place, what))
            row.addWidget(number)
        row.addStretch(1)
        self._rows.addLayout(row)
        self.sentence = self.text("")

    def focus(self) -> None:
        """On the button that ends the first steps."""
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_headline(self, headline: Headline) -> None:
        """The numbers of today."""
        for number, count in (
            (self.due, headline.due),
            (self.overdue, headline.overdue),
            (self.alone, headline.without_iro),
        ):
            number.show_count(count)
        self.sentence.setText(
            f"{headline.words}. Each number opens its list."
            if headline.children
            else "No children are here yet. Import a file, or add a child with Ctrl+N on the Children page."
        )

    def command(self) -> Command[Any]:
        """The first steps are done and need not be shown at the next start."""
        return ChangeSetting("setup.done", True)


class Number(QFrame):
    """A large number with its word, its shape and a button that opens the rows."""

    pressed = Signal()

    def __init__(self, words: str, tone: Tone) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(theme().pixels(NUMBER_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 3, GRID * 3 // 2)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.figure = QLabel("-")
        self.figure.setProperty("letters", "title")
        top.addWidget(Mark(tone))
        top.addWidget(self.figure, 1)
        self.button = QPushButton(words)
        self.button.setProperty("link", True)
        self.button.clicked.connect(lambda _checked=False: self.pressed.emit())
        column.addLayout(top)
        column.addWidget(self.button)

    def show_count(self, count: int) -> None:
        """Say how many."""
        self.figure.setText(f"{count:,}")
        self.button.setAccessibleName(f"{count:,} {self.button.text().replace('&', '')}: open the list")
