"""The card with the picture of a child's time: how many years it shows, what is chosen in it, and what its shapes mean."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.domain.calendar import add_months
from app.queries.timeline import ARROW, REVIEW, ROUND, SPEECH, SQUARE, TICK, ChildTimeline, Spot, Stretch, Timeline
from app.table import Tone
from ui.children.picture import Picture
from ui.children.sections import flush, label, link, padded
from ui.children.shapes import draw_spot, size_of
from ui.page import Tools
from ui.parts.bar import Bar
from ui.theme import GRID, theme

SPANS = {"all": ("All years", None), "3": ("3 years", 36), "1": ("1 year", 12)}
"""How much of the past is shown: its words, and how many months before today."""
KEPT = "children.timeline.span"
LEGEND = (
    (ROUND, Tone.ON_TIME, "", "Review in time"),
    (ROUND, Tone.HELD_LATE, "", "Held late"),
    (ROUND, Tone.LATE, "", "Overdue or never held"),
    (ROUND, Tone.SOON, "", "Due within 4 weeks"),
    (ROUND, Tone.PLAIN, "", "To come"),
    (ROUND, Tone.INFORMATION, "", "Not judged"),
    (ARROW, Tone.PLAIN, "", "Date moved"),
    (SQUARE, Tone.INFORMATION, "2", "Challenge, by level"),
    (SPEECH, Tone.ON_TIME, "1", "Took part, by code"),
    (SPEECH, Tone.LATE, "7", "Took no part"),
    (TICK, Tone.PLAIN, "", "Check"),
)
"""What each shape means; only those that stand in the picture are told."""
CHOOSE = "Choose a mark to see what it is."


class Shape(QWidget):
    """One shape of the legend."""

    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self._spot = spot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As large as the shape."""
        side = size_of(self._spot.shape) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle."""
        size = size_of(self._spot.shape)
        painter = QPainter(self)
        box = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        draw_spot(painter, self._spot, box)
        painter.end()


class TimelineCard(QFrame):
    """Asks for the child's picture itself. `review_chosen` is the review that is chosen in it."""

    review_chosen = Signal(str)

    def __init__(self, tools: Tools, act: Callable[[str, str], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Picture of time")
        self._tools, self._act = tools, act
        self._picture: Timeline | None = None
        column = padded(self)
        column.addWidget(self._make_head())
        self.picture = Picture()
        self.picture.chosen.connect(self._tell)
        self.picture.opened.connect(self._open)
        column.addWidget(self.picture)
        self._words, self._link = label(CHOOSE, quiet=True), flush(link("Open", self._open_chosen))
        self._link.hide()
        told = QHBoxLayout()
        told.addWidget(self._words, 1)
        told.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(told)
        self._legend = Bar()
        self._legend.flow.setSpacing(GRID // 2)
        column.addWidget(self._legend)

    def show_child(self, child_id: str) -> None:
        """The picture of this child, or the same child's anew."""
        self._tools.runner.ask(ChildTimeline(child_id), self._show, ticket=(self, "timeline"))

    def show_span(self, key: str) -> None:
        """Show so much of the past."""
        self._tools.preferences.set(KEPT, key)
        self._buttons[key].setChecked(True)
        self._draw()

    def _make_head(self) -> Bar:
        head = Bar()
        title = label("Picture of time", letters="heading")
        title.setWordWrap(False)
        head.add(title)
        self._group, self._buttons = QButtonGroup(self), dict[str, QToolButton]()
        for key, (words, _) in SPANS.items():
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setAccessibleName(f"Show {words.lower()}")
            button.clicked.connect(partial(self.show_span, key))
            self._group.addButton(button)
            self._buttons[key] = button
            head.add(button)
        kept = self._tools.preferences.get(KEPT, "all")
        self._buttons[kept if kept in SPANS else "all"].setChecked(True)
        return head

    def _show(self, picture: Timeline) -> None:
        self._picture = picture
        self._draw()
        self._show_legend(picture)
        if self.picture.now() is None:
            self._words.setText(CHOOSE)
            self._link.hide()

    def _draw(self) -> None:
        if self._picture is not None:
            self.picture.show_picture(self._picture, self._since(self._picture.today))

    def _since(self, today: date) -> date | None:
        chosen = next(key for key, button in self._buttons.items() if button.isChecked())
        months = SPANS[chosen][1]
        return add_months(today, -months).replace(day=1) if months else None

    def _tell(self, what: Stretch | Spot) -> None:
        self._words.setText(what.words)
        self._link.setVisible(what.opens is not None)
        if what.opens is not None:
            self._link.setText("Open the review" if what.opens[0] == REVIEW else "Open the challenge")
            if what.opens[0] == REVIEW:
                self.review_chosen.emit(what.opens[1])

    def _open_chosen(self) -> None:
        what = self.picture.now()
        if what is not None and what.opens is not None:
            self._open(*what.opens)

    def _open(self, what: str, key: str) -> None:
        self._act("show-review" if what == REVIEW else "open-challenge", key)

    def _show_legend(self, picture: Timeline) -> None:
        while (item := self._legend.flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        there = {_looks(spot) for lane in picture.lanes for spot in lane.spots}
        for shape, tone, letter, words in LEGEND:
            spot = Spot(picture.today, shape, tone, words, letter)
            if _looks(spot) in there:
                self._legend.add(Shape(spot))
                said = label(f"{words}   ", letters="small")
                said.setWordWrap(False)
                self._legend.add(said)


def _looks(spot: Spot) -> tuple[str, object]:
    """What tells shapes apart in the legend: of levels and of taking part only whether it is late."""
    if spot.shape == SQUARE:
        return spot.shape, ""
    return spot.shape, spot.tone is Tone.LATE if spot.shape == SPEECH else spot.tone
