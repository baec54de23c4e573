"""The words in a picture of bars or lines: each number in, above or along its bar, as there is room."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontMetrics

from ui.theme import GRID, SMALL, font, theme

BAR, EARLIER_BAR = 0.56, 0.2
ROOM = 1.16
"""How much higher than the highest value the picture is, for the labels above it."""
FEW = 7
"""Fewer bars than this are not drawn wider."""
BAND = "Band"
SECOND_LINE = -0.8
"""How far below a value, in its own heights, the word stands that judges it."""
MANY = 16
"""From so many bars on, only every second or third label is written below."""


class Lettered(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A picture that knows what it is to show, how much room that leaves, and where its words go."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self._said: dict[str, Any] = {}

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
        if self._advance(words) <= self._bar_room() and value > self._pixel() * QFontMetrics(small()).height():
            self._put(words, at, 0, "accent_text", (0.5, 1))

    def _write_on_bar(self, words: str, verdict: str, at: int, value: float) -> None:
        """The number in a high bar and its verdict above; both above a low one; upright where bars are narrow."""
        if self._advance(max(map(self._fitting, self._said["words"]), key=self._advance)) > self._bar_room():
            self._write_upright(f"{verdict} {words}".strip(), at, value)
        elif value > self._highest() / (2 if verdict else 4) and self._bar_room() > self._widest("verdicts"):
            self._write(words, at, value, "accent_text", below=True)
            self._put(verdict, at, value, "accent_text", (0.5, SECOND_LINE))
        elif value > self._highest() / 4:
            self._write(words, at, value, "accent_text", below=True)
            self._write(verdict, at, value, "text")
        else:
            self._write(f"{words} {verdict}".strip(), at, value, "text")

    def _write_upright(self, words: str, at: int, value: float) -> None:
        """Along the bar up to its end; above one that is too low for it."""
        inside = self._advance(words) + GRID < value / self._pixel()
        role, anchor = ("accent_text", (1, 0.5)) if inside else ("text", (0, 0.5))
        self._put(words, at, value, role, anchor, upright=True)

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
        return max(map(self._advance, self._said[what]), default=0)

    def _write_earlier(self, at: int) -> None:
        value, now = self._said["earlier"][at], self._said["values"][at]
        if self._said["form"] == "bars":
            too_narrow = (
                self._said["against"] or self._bar_room() * EARLIER_BAR / BAR * 1.5 < QFontMetrics(small()).height()
            )
            if too_narrow or self._advance(self._said["earlier_title"]) > value / self._pixel():
                return  # it would stand out of its bar, or cover the narrow ones beside it
            self._put(self._said["earlier_title"], at + self._beside(), 0, "surface", (0, 0.5), upright=True)
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

    def _put(
        self, words: str, at: float, height: float, role: str, anchor: tuple[float, float], *, upright: bool = False
    ) -> None:
        label = pg.TextItem(words, color=theme().color(role), anchor=anchor, angle=90 if upright else 0)
        label.setFont(small())
        label.setPos(at, height)
        self.addItem(label)

    def _edges(self) -> tuple[float, float]:
        """From where to where the picture goes; the target's name stands beside the last value."""
        number = len(self._said["labels"])
        room = max(number / 14, self._room_at_side()) if self._aims() or self._said["against"] else 0
        return -0.6, max(number - 0.4, 0.6) + room

    def _room_at_side(self) -> float:
        """So much at the right that the words there are clear of the last number and of the last bar, in bars or points."""
        if self._said["against"]:
            needed = self._advance(self._said["against_title"]) + GRID * 2.0
        elif self._said["band"] is not None:
            last = self._advance(self._said["words"][-1]) / 2 if self._said["words"] else 0
            needed = self._advance(BAND) + last + GRID * 2
        else:
            return 0
        return float(len(self._said["labels"]) * needed / max(self.width() - needed, 1))

    def _narrow(self) -> float:
        """Few bars are not drawn wider than many."""
        return min(1.0, len(self._said["labels"]) / FEW)

    def _beside(self) -> float:
        """Where the earlier bar stands, beside its own."""
        return -(BAR + EARLIER_BAR) / 2 * self._narrow()

    def _pixel(self) -> float:
        """How much of a value one pixel of height is."""
        return float(self._highest() * ROOM / max(self.height() - self.getAxis("bottom").height(), 1))

    def _advance(self, words: str) -> int:
        return QFontMetrics(small()).horizontalAdvance(words)


def small() -> QFont:
    """The font of everything written in a picture."""
    return font(SMALL)
