"""Draws bars and lines with pyqtgraph, quietly: direct labels, the target as a line, no legend, no grid."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QToolTip

from app.table import Tone
from ui.parts.shapes import shapes
from ui.theme import GRID, SMALL, font, theme

BAR, EARLIER_BAR = 0.56, 0.2
ROOM = 1.16
"""How much higher than the highest value the picture is, for the labels above it."""
FEW = 7
"""Fewer bars than this are not drawn wider."""
BEHIND = -10
SECOND_LINE = -0.8
"""How far below a value, in its own heights, the word stands that judges it."""
MANY = 16
"""From so many bars on, only every second or third label is written below."""


class Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """One picture. It does not move or zoom: the table below is for looking closely."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab would stop where nothing can be done or seen
        self.setMouseTracking(True)
        self._said: dict[str, Any] = {}

    def draw(self, said: dict[str, Any]) -> None:
        """Draw what `ui.parts.chart.series` gives."""
        self._said = said
        self.clear()
        self.setBackground(theme().color("surface"))
        self._draw_axes()
        if said["band"] is not None:
            self._draw_band(*said["band"])
        if said["target"] is not None:
            self._draw_target(said["target"])
        if said["form"] == "bars":
            self._draw_bars(said["values"], self._colours(), BAR * self._narrow(), 0)
            self._draw_bars(
                said["earlier"],
                [theme().color("control")] * len(said["earlier"]),
                EARLIER_BAR * self._narrow(),
                self._beside(),
            )
        else:
            self._draw_line(said["earlier"], "control", dashed=True)
            self._draw_line(said["values"], "accent")
        if said["against"]:
            self._draw_steps(said["against"], said["against_title"])
        self._draw_labels()
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Hovering says the number and what it is made of."""
        if event.type() == QEvent.Type.ToolTip:
            at = self.index_at(self.mapToScene(event.pos()))  # type: ignore[attr-defined]  # a QHelpEvent
            QToolTip.showText(event.globalPos(), self._said["hover"][at] if at is not None else "", self)  # type: ignore[attr-defined]
            return True
        return bool(super().event(event))

    def mousePressEvent(self, event: Any) -> None:
        """Pressing a bar or a point opens its rows."""
        at = self.index_at(self.mapToScene(event.position().toPoint()))
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(at)

    def mouseMoveEvent(self, event: Any) -> None:
        """A hand where pressing opens something."""
        at = self.index_at(self.mapToScene(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)

    def index_at(self, point: QPointF) -> int | None:
        """Which row's column of the picture a point of the scene lies in."""
        if not self._said or not self._said["values"]:
            return None
        at = round(self.getViewBox().mapSceneToView(point).x())
        return at if 0 <= at < len(self._said["values"]) and self._said["values"][at] is not None else None

    def _draw_axes(self) -> None:
        below = self.getAxis("bottom")
        self._write_below()
        below.setPen(theme().color("line"))
        below.setTextPen(theme().color("quiet"))
        below.setStyle(tickFont=_small(), tickLength=0, tickTextOffset=6)
        self.hideAxis("left")

    def _write_below(self) -> None:
        """The labels, as far as each has room."""
        labels = self._said["labels"]
        step = -(-len(labels) // MANY) if labels else 1
        left, right = self._edges()
        room = int(self.width() / (right - left) * step) - GRID
        metrics = QFontMetrics(_small())
        shown = [(at, _fitted(label, room, metrics)) for at, label in enumerate(labels)]
        below = self.getAxis("bottom")
        below.setTicks([shown[::step]])
        lines = max((words.count("\n") + 1 for _, words in shown[::step]), default=1)
        below.setHeight(lines * metrics.lineSpacing() + GRID * 3 // 2)

    def resizeEvent(self, event: Any) -> None:
        """Words get the room that there is."""
        super().resizeEvent(event)
        if getattr(self, "_said", None) and event.size() != event.oldSize():
            self.draw(self._said)

    def _colours(self) -> list[QColor]:
        """The colour of each bar: what its value means, where it is judged; its word stands at it."""
        plain = theme().color("accent")
        return [plain if tone is Tone.PLAIN else theme().tone(tone) for tone in self._said["tones"]]

    def _draw_bars(self, values: list[float | None], colours: list[QColor], width: float, beside: float) -> None:
        known = [(at, value) for at, value in enumerate(values) if value is not None]
        places, heights = [at + beside for at, _ in known], [value for _, value in known]
        brushes = [colours[at] for at, _ in known]
        self.addItem(pg.BarGraphItem(x=places, height=heights, width=width, brushes=brushes, pen=pg.mkPen(None)))

    def _draw_line(self, values: list[float | None], role: str, *, dashed: bool = False) -> None:
        heights = [float("nan") if value is None else value for value in values]
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = pg.mkPen(theme().color(role), width=2, style=style)
        marks = (
            {} if dashed else {"symbol": "o", "symbolSize": 7, "symbolBrush": theme().color(role), "symbolPen": None}
        )
        self.plot(list(range(len(heights))), heights, pen=pen, connect="finite", antialias=True, **marks)

    def _draw_steps(self, values: list[float | None], title: str) -> None:
        """What each bar is held against: a line over its whole width, up or down to the next; its name is at its end."""
        sides = [(at + side, value) for at, value in enumerate(values) for side in (-0.5, 0.5)]
        heights = [float("nan") if value is None else value for _, value in sides]
        pen = pg.mkPen(theme().color("text"), width=2)
        self.plot([at for at, _ in sides], heights, pen=pen, connect="finite")
        last = next((value for value in reversed(values) if value is not None), None)
        if last is not None:
            self._put(title, self._edges()[1], last, "text", (1, 1))
        for item in shapes(self._said["values"], self._said["tones"], self._pixel()):
            self.addItem(item)

    def _pixel(self) -> float:
        """How much of a value one pixel of height is."""
        return float(self._highest() * ROOM / max(self.height() - self.getAxis("bottom").height(), 1))

    def _draw_target(self, target: float) -> None:
        pen = pg.mkPen(theme().color("soon"), width=1, style=Qt.PenStyle.DashLine)
        self.addItem(pg.InfiniteLine(target, angle=0, pen=pen))
        self._put(f"Target {target:g} %", self._edges()[1], target, "soon", (1, 1))

    def _draw_band(self, low: float, high: float) -> None:
        """From where to where values should lie: a tint behind them, two lines across them, and its ends in figures at the right."""
        tint, side = theme().color("on_time_tint"), self._edges()[1]
        band = pg.LinearRegionItem((low, high), "horizontal", tint, pg.mkPen(None), movable=False)
        band.setZValue(BEHIND)
        self.addItem(band)
        for end, above in ((low, 0), (high, 1)):
            self.addItem(pg.InfiniteLine(end, angle=0, pen=pg.mkPen(theme().color("on_time"), width=1)))
            self._put(f"{end:g}", side, end, "on_time", (1, above))
        self._put("Band", side, (low + high) / 2, "on_time", (1, 0.5))

    def _draw_labels(self) -> None:
        """The number of each value beside it; of many, only the last, unless all have room."""
        values = self._said["values"]
        shown = range(len(values)) if len(values) <= MANY or self._all_fit() else range(len(values) - 1, len(values))
        for at in shown:
            if values[at] is not None:
                self._write_value(self._said["words"][at], at, values[at])
        earlier = [at for at, value in enumerate(self._said["earlier"]) if value is not None]
        if earlier:
            values = self._said["earlier"]
            self._write_earlier(
                earlier[-1] if self._said["form"] == "line" else max(earlier, key=lambda at: values[at])
            )

    def _all_fit(self) -> bool:
        """Whether even many bars have room for their numbers: those that stand against a line, which is to be read off."""
        return bool(self._said["against"]) and self._widest("words") <= self._bar_room()

    def _write_value(self, words: str, at: int, value: float) -> None:
        """Inside a high bar, above a low one; below a point that is below the target, so that no line crosses the words."""
        target = self._said["target"]
        if self._said["against"]:
            self._write_inside(words, at, value)
        elif self._said["form"] == "bars":
            self._write_on_bar(self._fitting(words), self._verdict(at), at, value)
        else:
            self._write(words, at, value, "text", below=target is not None and value < target)

    def _write_inside(self, words: str, at: int, value: float) -> None:
        """At the foot of its bar, where neither the line nor a shape is; a bar too low for it goes without."""
        if value > self._pixel() * QFontMetrics(_small()).height():
            self._put(words, at, 0, "accent_text", (0.5, 1))

    def _write_on_bar(self, words: str, verdict: str, at: int, value: float) -> None:
        """The number in a high bar and its verdict above; both above a low one."""
        if value > self._highest() / (2 if verdict else 4) and self._bar_room() > self._widest("verdicts"):
            self._write(words, at, value, "accent_text", below=True)
            self._put(verdict, at, value, "accent_text", (0.5, SECOND_LINE))
        elif value > self._highest() / 4:
            self._write(words, at, value, "accent_text", below=True)
            self._write(verdict, at, value, "text")
        else:
            self._write(f"{words} {verdict}".strip(), at, value, "text")

    def _verdict(self, at: int) -> str:
        """Beside a bar; what stands against a line shows by the line whether it is above."""
        return str(self._said["verdicts"][at]) if self._said["verdicts"] and not self._said["against"] else ""

    def _fitting(self, words: str) -> str:
        """Over narrow bars the numbers alone: the target's line says that they are per cent, as hovering does."""
        return words if self._widest("words") <= self._bar_room() else words.removesuffix(" %")

    def _bar_room(self) -> float:
        left, right = self._edges()
        return float(self.width() / (right - left) * BAR * self._narrow())

    def _widest(self, what: str) -> int:
        return max(map(QFontMetrics(_small()).horizontalAdvance, self._said[what]), default=0)

    def _write_earlier(self, at: int) -> None:
        value, now = self._said["earlier"][at], self._said["values"][at]
        if self._said["form"] == "bars":
            if QFontMetrics(_small()).horizontalAdvance(self._said["earlier_title"]) > value / self._pixel():
                return  # it would stand out above its bar
            label = pg.TextItem(self._said["earlier_title"], color=theme().color("surface"), anchor=(0, 0.5), angle=90)
            label.setFont(_small())
            label.setPos(at + self._beside(), 0)
            self.addItem(label)
        else:
            before = self._said["earlier"][at - 1] if at else None
            below = now >= value if now is not None else before is not None and before >= value
            self._write(self._said["earlier_title"], at, value, "quiet", below=below)

    def _highest(self) -> float:
        return max([*self._known(), *self._aims(), 1.0])

    def _known(self) -> list[float]:
        every = (*self._said["values"], *self._said["earlier"], *self._said["against"])
        return [float(value) for value in every if value is not None]

    def _aims(self) -> list[float]:
        """The target, or the ends of the band."""
        target = self._said["target"]
        return [*([float(target)] if target is not None else []), *(self._said["band"] or ())]

    def _write(self, words: str, at: float, height: float, role: str, *, below: bool = False) -> None:
        self._put(words, at, height, role, (0.5, -0.1 if below else 1))

    def _put(self, words: str, at: float, height: float, role: str, anchor: tuple[float, float]) -> None:
        label = pg.TextItem(words, color=theme().color(role), anchor=anchor)
        label.setFont(_small())
        label.setPos(at, height)
        self.addItem(label)

    def _edges(self) -> tuple[float, float]:
        """From where to where the picture goes; the target's name stands beside the last value."""
        number = len(self._said["labels"])
        room = number / 14 if self._aims() or self._said["against"] else 0
        return -0.6, max(number - 0.4, 0.6) + room

    def _narrow(self) -> float:
        """Few bars are not drawn wider than many."""
        return min(1.0, len(self._said["labels"]) / FEW)

    def _beside(self) -> float:
        """Where the earlier bar stands, beside its own."""
        return -(BAR + EARLIER_BAR) / 2 * self._narrow()

    def _fit(self) -> None:
        known, aims, highest = self._known(), self._aims(), self._highest()
        lowest = min([*known, *aims]) if known and aims else 0
        floor = 0 if self._said["form"] == "bars" else max(0, lowest - (highest - lowest) * 0.4 - 1)
        self.setXRange(*self._edges(), padding=0)
        self.setYRange(floor, floor + (highest - floor) * ROOM, padding=0)


def _fitted(label: str, room: int, metrics: QFontMetrics) -> str:
    """A label in one line, or in two where it has several words and no room, each as far as it has room."""
    first, _, rest = label.partition(" ")
    parts = [first, rest] if rest and metrics.horizontalAdvance(label) > room else [label]
    return "\n".join(metrics.elidedText(part, Qt.TextElideMode.ElideRight, room) for part in parts)


def _small() -> QFont:
    return font(SMALL)
