"""The shapes above bars that are judged, so that their colour is not alone: those that stand beside words in tables."""

from collections.abc import Sequence

import pyqtgraph as pg

from app.table import Tone
from ui.theme import theme

SYMBOLS = {Tone.LATE: "t1", Tone.SOON: "d"}
SIZE = 9
LIFT = 4
"""How far above its bar a shape stands, in pixels beside half its size."""


def shapes(values: Sequence[float | None], tones: Sequence[Tone], pixel: float) -> list[pg.ScatterPlotItem]:
    """A shape above each bar that is judged; pixel is how much of a value one pixel of height is."""
    made = []
    for tone, symbol in SYMBOLS.items():
        marked = [(at, value) for at, value in enumerate(values) if value is not None and tones[at] is tone]
        spots = [{"pos": (at, value + pixel * (theme().pixels(SIZE) / 2 + LIFT))} for at, value in marked]
        brush = theme().tone(tone)
        made.append(pg.ScatterPlotItem(spots, symbol=symbol, size=theme().pixels(SIZE), brush=brush, pen=None))
    return made
