"""The parts of a child's sheet: one period with its reviews, reviews in no period, dated facts, voided reviews."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.dates import long
from app.domain.reviews import Review
from app.domain.statuses import HOMES, LEGAL_STATUSES, in_words
from app.queries.child import ChildFacts, PeriodLine, ReviewLine, Span
from app.table import Tone
from ui.children.words import (
    Day,
    joined_spans,
    never_held,
    next_words,
    period_line,
    period_title,
    reviews_table,
    span_dates,
)
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.link import Link
from ui.parts.marks import Mark
from ui.parts.tables import TableView
from ui.theme import GRID, theme

BLOCK = 180
LARGE = 150
"""From this size of text on, dated facts stand in one column."""
Act = Callable[[str, str], None]
"""What is to be done, and the id of the record it is done to."""


class ReviewsTable(TableView):
    """The reviews of one period, as high as its rows: the sheet scrolls, the table does not."""

    entered = Signal()
    """The keyboard came here."""

    def __init__(self, tools: Tools, name: str) -> None:
        super().__init__(tools.runner, tools.preferences, "children.reviews", name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self._rows = 0
        self.horizontalScrollBar().rangeChanged.connect(lambda: QTimer.singleShot(0, self, self._fit))
        theme().changed.connect(self._fit)
        self.shown.connect(self._start_at_first)
        self.shown.connect(self._fit)

    def expect(self, rows: int) -> None:
        """Be as high as so many rows need."""
        self._rows = rows
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here, with a row under it."""
        super().focusInEvent(event)
        self._start_at_first()
        self.entered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel scrolls the sheet, never the columns; with Shift or sideways, the columns."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _start_at_first(self) -> None:
        rows = self.rows.kept()
        if rows and self.row_now() is None and self.hasFocus():
            self.choose(rows[0].id)

    def _fit(self) -> None:
        bar = self.horizontalScrollBar()
        room = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        head = self.heading.sizeHint().height()
        self.setFixedHeight(head + self._rows * theme().row_height + 2 * self.frameWidth() + room)


class PeriodSection(QFrame):
    """One period: its dates, what comes next and why, its reviews, and what can be done with it."""

    def __init__(self, tools: Tools, act: Act) -> None:
        super().__init__()
        self.setObjectName("card")
        self._act = act
        self.period: PeriodLine | None = None
        column = padded(self)
        top = Bar()
        self._title = label("", letters="heading")
        self._title.setWordWrap(False)
        top.add(self._title)
        self._end = self._link(top, "End", "end-period")
        self._link(top, "Correct", "correct-period")
        self._link(top, "Void", "void-period")
        self._link(top, "Add a held review", "add-held")
        column.addWidget(top)
        self._line, self._next, self._stops = label("", quiet=True), label(""), label("", quiet=True)
        self.table = ReviewsTable(tools, "Reviews")
        for widget in (self._line, self._next, self.table, self._stops):
            column.addWidget(widget)

    def show_period(self, period: PeriodLine, day: Day, reasons: Mapping[str, str]) -> None:
        """Fill it, or fill it anew."""
        self.period = period
        self._title.setText(period_title(period))
        self._end.setVisible(period.series.end is None)
        self._line.setText(period_line(period, reasons))
        _say(self._next, next_words(period, day))
        _say(self._stops, "A review that was due was never held." if never_held(period) else period.stops)
        self.table.setAccessibleName(f"{period.kind}s, {period_line(period, reasons)}")
        self.table.setVisible(bool(period.reviews))
        self.table.expect(len(period.reviews))
        self.table.show_table(reviews_table(period, day))

    def line_of(self, review_id: str) -> ReviewLine | None:
        """One of its reviews."""
        found = self.period.reviews if self.period else ()
        return next((line for line in found if line.review.id == review_id), None)

    def _link(self, row: Bar, words: str, what: str) -> QPushButton:
        made = link(words, lambda: self._act(what, self.period.series.id) if self.period else None)
        made.setAccessibleName(f"{words}: this period" if what != "add-held" else words)
        row.add(made)
        return made


def unplaced_card(lines: Sequence[ReviewLine], act: Act) -> QFrame:
    """Held reviews in no period, each with its two ways out."""
    card = QFrame()
    card.setObjectName("card")
    column = padded(card)
    top = QHBoxLayout()
    top.addWidget(Mark(Tone.INFORMATION))
    count = len(lines)
    top.addWidget(
        label("1 review in no period" if count == 1 else f"{count} reviews in no period", letters="heading"), 1
    )
    column.addLayout(top)
    column.addWidget(label(lines[0].explanation, quiet=True))
    for line in lines:
        row = QHBoxLayout()
        held = f"held {long(line.review.held)}" if line.review.held else "not held"
        row.addWidget(label(f"{line.review.kind_title}, {held}"), 1)
        for words, what in (("Place in a period", "place-review"), ("Void", "void-review")):
            button = QPushButton(words)
            button.setAccessibleName(f"{words}: {line.review.kind_title}, {held}")
            button.clicked.connect(lambda _=False, w=what, i=line.review.id: act(w, i))
            row.addWidget(button)
        column.addLayout(row)
    return card


def voided_card(reviews: Sequence[Review]) -> QFrame:
    """Reviews that were entered in error, with when and why."""
    card = QFrame()
    card.setObjectName("card")
    column = padded(card)
    column.addWidget(label("Voided reviews", letters="heading"))
    for review in sorted(reviews, key=lambda r: r.held.toordinal() if r.held else 0, reverse=True):
        held = f"held {long(review.held)}" if review.held else "not held"
        when = f" on {long(review.voided_at.date())}" if review.voided_at else ""
        by = f" by {review.voided_by}" if review.voided_by else ""
        column.addWidget(label(f"{review.kind_title}, {held}. Voided{when}{by}: {review.voided_why}"))
    return card


def spans_card(facts: ChildFacts) -> QFrame:
    """Who holds the child and where the child lives, from day to day."""
    card = QFrame()
    card.setObjectName("card")
    column = padded(card)
    column.addWidget(label("Who holds the child, and where the child lives", letters="heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID * 3)
    grid.setVerticalSpacing(GRID * 2)
    blocks = (
        ("IRO", facts.allocations, None),
        *((("Cover for the IRO", facts.covers, None),) if facts.covers else ()),
        ("Social-work team", facts.teams, None),
        ("Social worker", facts.social_workers, None),
        ("Legal status", facts.statuses, LEGAL_STATUSES),
        ("Home", facts.homes, HOMES),
    )
    across = 2 if theme().factor < LARGE else 1
    for at, (title, spans, words) in enumerate(blocks):
        grid.addWidget(_spans(title, spans, words), at // across, at % across, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(at % across, 1)
    column.addLayout(grid)
    for sentence in facts.appointment:
        column.addWidget(label(sentence, quiet=True))
    return card


def _spans(title: str, spans: Sequence[Span], words: dict[str, str] | None) -> QWidget:
    block = QWidget()
    rows = QGridLayout(block)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(GRID * 2)
    rows.setVerticalSpacing(GRID // 2)
    rows.setColumnStretch(1, 1)
    rows.setColumnMinimumWidth(0, theme().pixels(160))
    heading = label(title)
    heading.setStyleSheet("font-weight: 600")
    rows.addWidget(heading, 0, 0, 1, 2)
    if not spans:
        rows.addWidget(label("Not recorded", quiet=True), 1, 0, 1, 2)
    for at, span in enumerate(joined_spans(spans), 1):
        rows.addWidget(label(span_dates(span), quiet=True), at, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(label(in_words(span.words, words) if words else span.words), at, 1)
    return block


def padded(card: QWidget) -> QVBoxLayout:
    """The column inside a card."""
    column = QVBoxLayout(card)
    column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 3 // 2)
    column.setSpacing(GRID)
    return column


def label(words: str, *, letters: str = "", quiet: bool = False) -> QLabel:
    """Words that can be chosen with the mouse, wrapped where the sheet ends."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("letters", letters)
    made.setProperty("quiet", quiet)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def link(words: str, do: Callable[[], object]) -> Link:
    """Words that do something when pressed."""
    return Link(words, do)


def _say(made: QLabel, words: str) -> None:
    made.setText(words)
    made.setVisible(bool(words))


def block(title: str, words: str) -> QWidget:
    """A small title with its words below, to stand beside others."""
    made = QWidget()
    made.setMinimumWidth(theme().pixels(BLOCK))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, GRID, 0)
    column.setSpacing(2)
    for part in (label(title, letters="small"), label(words)):
        part.setWordWrap(False)
        column.addWidget(part)
    return made


def flush(made: QPushButton) -> QPushButton:
    """A link that stands in line with the words above and below it."""
    made.setStyleSheet("padding: 0; margin-left: -1px")
    return made
