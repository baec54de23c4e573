"""Draws bars and lines with pyqtgraph, quietly: direct labels, the target as a line, no legend, no grid."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QToolTip

from app.table import Tone
from ui.parts.lettered import BAND, BAR, EARLIER_BAR, MANY, ROOM, Lettered, small
from ui.parts.shapes import shapes
from ui.theme import GRID, theme

BEHIND = -10


class Plot(Lettered):
    """One picture. It does not move or zoom: the table below is for looking closely."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab would stop where nothing can be done or seen
        self.setMouseTracking(True)

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
        below.setStyle(tickFont=small(), tickLength=0, tickTextOffset=6)
        self.hideAxis("left")

    def _write_below(self) -> None:
        """The labels, as far as each has room."""
        labels = self._said["labels"]
        step = -(-len(labels) // MANY) if labels else 1
        left, right = self._edges()
        room = int(self.width() / (right - left) * step) - GRID
        metrics = QFontMetrics(small())
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
        self._put(BAND, side, (low + high) / 2, "on_time", (1, 0.5))

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
