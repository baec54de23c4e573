"""Where everything in a picture of time stands: days across, lanes down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics

from app.domain.calendar import add_months
from app.domain.dates import MONTHS
from app.queries.timeline import Lane, Spot, Stretch, Timeline
from ui.children.shapes import BAR, size_of
from ui.theme import GRID, SMALL, font, theme

LANE, HEAD = 26, 22
"""How high a lane and the line of years above them are, in pixels at 100 %."""
TITLES = 0.3
"""The titles of the lanes take at most so much of the width."""
NARROWEST = 4
"""A stretch is at least so wide that it can be seen."""
NUDGE = 14
"""A shape that would lie on the one before moves aside by at most so much."""
YEARS_SHOWN, QUARTERS_SHOWN = 34, 26
"""A label of the line above needs so many pixels, at 100 %."""


@dataclass(frozen=True)
class Placed:
    """One thing of the picture with its box: the lane it stands in, and the day it is found by."""

    lane: int
    what: Stretch | Spot
    box: QRectF
    lasts: bool = False

    @property
    def day(self) -> date:
        """The day by which it stands in order."""
        return self.what.on if isinstance(self.what, Spot) else self.what.start


@dataclass(frozen=True)
class Ruler:
    """Days to pixels: from the first day at the left to the last at the right."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day lies; days outside lie at the edges."""
        days = max((self.last - self.first).days, 1)
        inside = min(max((day - self.first).days, 0), days)
        return self.left + inside / days * (self.right - self.left)

    def shows(self, day: date) -> bool:
        """Whether a day lies in the picture."""
        return self.first <= day <= self.last

    def marks(self) -> Iterator[tuple[float, str, bool]]:
        """Years, and quarters where there is room: where, the label, whether a year begins."""
        months = max(round((self.last - self.first).days / 30.4), 1)
        month = (self.right - self.left) / months
        quarters = month * 3 >= theme().pixels(QUARTERS_SHOWN) + GRID
        step = 3 if quarters else 12
        every = 1 if month * step >= theme().pixels(YEARS_SHOWN) else 2
        day = date(self.first.year, 1, 1)
        while day <= self.last:
            if day >= self.first:
                new_year = day.month == 1
                wanted = new_year and (day.year % every == 0 or quarters)
                label = str(day.year) if wanted else MONTHS[day.month - 1][:3] if quarters else ""
                yield self.at(day), label, new_year
            day = add_months(day, step)


class Places:
    """Lays a picture out for a width; days before `since` are left out."""

    def __init__(self, picture: Timeline, width: float, since: date | None = None) -> None:
        self.picture = picture
        metrics = QFontMetrics(font(SMALL))
        widest = max((metrics.horizontalAdvance(lane.title) for lane in picture.lanes), default=0)
        self.titles = min(widest + GRID * 2, width * TITLES)
        first = max(picture.first, since) if since else picture.first
        self.ruler = Ruler(first, picture.last, self.titles, max(width - GRID * 2, self.titles + 1))
        self.items = tuple(item for at, lane in enumerate(picture.lanes) for item in self._of(at, lane))

    @property
    def height(self) -> int:
        """Room for the head and all lanes."""
        return theme().pixels(HEAD) + len(self.picture.lanes) * theme().pixels(LANE) + GRID // 2

    def lane_box(self, at: int, width: float) -> QRectF:
        """The whole of one lane."""
        return QRectF(0, theme().pixels(HEAD) + at * theme().pixels(LANE), width, theme().pixels(LANE))

    def item_at(self, point: QPointF) -> Placed | None:
        """What lies under a point: a mark before the stretch below it."""
        found = [item for item in self.items if item.box.adjusted(-2, -3, 2, 3).contains(point)]
        return next(iter(sorted(found, key=lambda item: isinstance(item.what, Stretch))), None)

    def _of(self, at: int, lane: Lane) -> list[Placed]:
        middle = self.lane_box(at, 1).center().y()
        placed = [*self._stretches(at, lane, middle), *self._spots(at, lane, middle)]
        return sorted(placed, key=lambda item: (item.day, isinstance(item.what, Spot)))

    def _stretches(self, at: int, lane: Lane, middle: float) -> Iterator[Placed]:
        height, ruler = theme().pixels(BAR), self.ruler
        for stretch in lane.stretches:
            end = stretch.end or max(self.picture.today, stretch.start)
            if end >= ruler.first and stretch.start <= ruler.last:
                left = ruler.at(stretch.start)
                width = max(ruler.at(end) - left, NARROWEST)
                box = QRectF(left, middle - height / 2, width, height)
                yield Placed(at, stretch, box, lasts=stretch.end is None)

    def _spots(self, at: int, lane: Lane, middle: float) -> Iterator[Placed]:
        before = float("-inf")
        for spot in lane.spots:
            if self.ruler.shows(spot.on):
                size, x = size_of(spot.shape), self.ruler.at(spot.on)
                x = max(x, min(before + size + 1, x + theme().pixels(NUDGE)))
                before = x
                yield Placed(at, spot, QRectF(x - size / 2, middle - size / 2, size, size))
