"""The picture of a child's time as a widget: it paints itself in the theme's colours and is read with the arrow keys."""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.queries.timeline import Spot, Stretch, Timeline
from ui.children.places import HEAD, Placed, Places
from ui.children.shapes import draw_spot, draw_stretch
from ui.theme import GRID, SMALL, font, theme

EMPTY = "Nothing is recorded yet. Start a period: it becomes the first lane of the picture."
NAME = "Picture of time"
KEYS = "Left and right go from mark to mark, up and down from lane to lane, Enter opens."
Key = Qt.Key


class Picture(QWidget):
    """Lanes of what lasted and what happened. `chosen` is what the keyboard or the mouse is on, `opened` what is to open."""

    chosen = Signal(object)
    """A Stretch or a Spot."""
    opened = Signal(str, str)
    """The word for what it is, and its id."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(NAME)
        self._picture: Timeline | None = None
        self._since: date | None = None
        self._places: Places | None = None
        self._at: int | None = None
        theme().changed.connect(self._lay_out)

    def show_picture(self, picture: Timeline, since: date | None) -> None:
        """Draw this one, from this day on; what was chosen stays chosen where it is still there."""
        before = self.now()
        self._picture, self._since = picture, since
        self.setAccessibleName(f"{NAME}. {picture.summary}. {KEYS}" if picture.lanes else f"{NAME}. {EMPTY}")
        self._lay_out()
        items = self._items()
        self._at = next((at for at, item in enumerate(items) if before and item.what == before), None)

    def now(self) -> Stretch | Spot | None:
        """What is chosen."""
        items = self._items()
        return items[self._at].what if self._at is not None and self._at < len(items) else None

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        return QSize(400, self._places.height if self._places else theme().pixels(HEAD) * 2)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(200, self.sizeHint().height())

    # -------------------------------------------------------------------------------------------------------- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys, Home and End; Enter opens."""
        key = Key(event.key())
        steps = {Key.Key_Right: 1, Key.Key_Left: -1}
        if key in steps:
            self._walk(steps[key])
        elif key in {Key.Key_Up, Key.Key_Down}:
            self._change_lane(-1 if key == Key.Key_Up else 1)
        elif key in {Key.Key_Home, Key.Key_End} and self._items():
            self._choose(0 if key == Key.Key_Home else len(self._items()) - 1)
        elif key in {Key.Key_Return, Key.Key_Enter, Key.Key_Space} and self.now() is not None:
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies there."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = self._under(event.position())
        if found is not None:
            self._choose(self._items().index(found))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies there."""
        if self._under(event.position()) is not None:
            self._open()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where something lies."""
        found = self._under(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Hovering says what it is."""
        if event.type() == QEvent.Type.ToolTip:
            point = QPointF(event.pos())  # type: ignore[attr-defined]  # a QHelpEvent
            found = self._under(point)
            QToolTip.showText(event.globalPos(), found.what.words if found else "", self)  # type: ignore[attr-defined]
            return True
        return bool(super().event(event))

    def resizeEvent(self, _event: object) -> None:
        """Lay it out for the new width."""
        self._lay_out()

    def focusInEvent(self, event: object) -> None:
        """The keyboard comes: it begins on the last thing up to today."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self._at is None and self._items():
            self._choose(self._nearest(0, self._picture.today if self._picture else date.max))

    def _items(self) -> tuple[Placed, ...]:
        return self._places.items if self._places else ()

    def _under(self, point: QPointF) -> Placed | None:
        return self._places.item_at(point) if self._places else None

    def _walk(self, step: int) -> None:
        items = self._items()
        if items:
            self._choose(min(max((self._at if self._at is not None else -step) + step, 0), len(items) - 1))

    def _change_lane(self, step: int) -> None:
        items = self._items()
        if self._at is None or not items:
            self._walk(step)
            return
        now = items[self._at]
        lanes = sorted({item.lane for item in items})
        wanted = lanes[min(max(lanes.index(now.lane) + step, 0), len(lanes) - 1)]
        if wanted != now.lane:
            self._choose(self._nearest(wanted, now.day))

    def _nearest(self, lane: int, day: date) -> int:
        """The place of what stands nearest to a day in a lane, or in the first lane in which something stands."""
        items = self._items()
        lane = lane if any(item.lane == lane for item in items) else items[0].lane
        places = [at for at, item in enumerate(items) if item.lane == lane]
        return min(places, key=lambda at: abs((items[at].day - day).days))

    def _choose(self, at: int) -> None:
        self._at = at
        what = self._items()[at].what
        self.setAccessibleDescription(what.words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.chosen.emit(what)
        self.update()

    def _open(self) -> None:
        what = self.now()
        if what is not None and what.opens is not None:
            self.opened.emit(*what.opens)

    # --------------------------------------------------------------------------------------------------------- looks

    def _lay_out(self) -> None:
        if self._picture is not None:
            self._places = Places(self._picture, self.width(), self._since)
            self.setFixedHeight(self.sizeHint().height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line of years, the lanes, today, and a ring around what is chosen."""
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        if self._places is None or not self._places.picture.lanes:
            painter.setPen(theme().color("quiet"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), EMPTY)
            return
        self._paint_ruler(painter, self._places)
        self._paint_lanes(painter, self._places)
        self._paint_today(painter, self._places)
        for item in sorted(self._places.items, key=lambda item: isinstance(item.what, Spot)):
            if isinstance(item.what, Spot):
                draw_spot(painter, item.what, item.box)
            else:
                plain = not self._places.picture.lanes[item.lane].key.startswith("period.")
                draw_stretch(painter, item.what, item.box, plain=plain, lasts=item.lasts)
        self._paint_ring(painter, self._places)

    def _paint_ruler(self, painter: QPainter, places: Places) -> None:
        head = theme().pixels(HEAD)
        metrics = QFontMetrics(font(SMALL))
        said = float("-inf")
        for x, label, new_year in places.ruler.marks():
            painter.setPen(QPen(theme().color("line"), 1, Qt.PenStyle.SolidLine if new_year else Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, head - 4), QPointF(x, self.height()))
            width = metrics.horizontalAdvance(label)
            hidden = x + 2 < self._tag().right() + 2 and x + width > self._tag().left()
            if label and x > said and x + width <= self.width() and not hidden:
                painter.setPen(theme().color("quiet"))
                painter.drawText(QRectF(x + 2, 0, width + GRID, head - 4), int(Qt.AlignmentFlag.AlignVCenter), label)
                said = x + width + GRID

    def _paint_lanes(self, painter: QPainter, places: Places) -> None:
        metrics = QFontMetrics(font(SMALL))
        for at, lane in enumerate(places.picture.lanes):
            box = places.lane_box(at, self.width())
            painter.setPen(theme().color("line"))
            painter.drawLine(box.topLeft(), box.topRight())
            painter.setPen(theme().color("text"))
            room = box.adjusted(0, 0, places.titles - self.width() - GRID, 0)
            shown = metrics.elidedText(lane.title, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _paint_today(self, painter: QPainter, places: Places) -> None:
        x, head, tag = places.ruler.at(places.picture.today), theme().pixels(HEAD), self._tag()
        painter.setPen(QPen(theme().color("accent"), 1.5))
        painter.drawLine(QPointF(x, head - 4), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("accent"))
        painter.drawRoundedRect(tag, 3, 3)
        painter.setPen(theme().color("accent_text"))
        painter.setFont(font(SMALL, bold=True))
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), "Today")
        painter.setFont(font(SMALL))

    def _tag(self) -> QRectF:
        """The word at the top of today's line."""
        if self._places is None:
            return QRectF()
        x = self._places.ruler.at(self._places.picture.today)
        width = QFontMetrics(font(SMALL, bold=True)).horizontalAdvance("Today") + GRID
        left = min(max(x - width / 2, self._places.titles), self.width() - width)
        return QRectF(left, 1, width, theme().pixels(HEAD) - 5)

    def _paint_ring(self, painter: QPainter, places: Places) -> None:
        if self._at is None or self._at >= len(places.items):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color("accent"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(places.items[self._at].box.adjusted(-3, -3, 3, 3), 4, 4)
