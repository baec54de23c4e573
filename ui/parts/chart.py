"""The place of a chart on a page; the library that draws it is loaded when the first one is shown."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.table import Chart, Ratio, Row, Table, Tone
from ui.parts.cells import words
from ui.theme import GRID, theme

HEIGHT = 220


class ChartArea(QFrame):
    """Draws rows of a table as its chart says; the table with the same numbers stands below it on the page."""

    chosen = Signal(int)
    """The place of the row whose bar or point was clicked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID, GRID, GRID, GRID)
        self._plot: Any = None
        self._shown: tuple[Table, Sequence[Row]] | None = None
        theme().changed.connect(self._dress)
        self._size()
        self.hide()

    def show_table(self, table: Table, rows: Sequence[Row]) -> None:
        """Draw these rows; a table that declares no chart, or has no rows, shows none."""
        self._shown = (table, rows) if table.chart and rows else None
        self.setVisible(self._shown is not None)
        if self._shown is None:
            return
        if self._plot is None:
            self._plot = import_module("ui.parts.plot").Plot()
            self._plot.chosen.connect(self.chosen)
            self._column.addWidget(self._plot)
        self._plot.draw(series(table, rows))
        self.setAccessibleDescription(told(table, rows))

    @property
    def widget(self) -> QWidget | None:
        """What draws, once something was drawn."""
        return self._plot if isinstance(self._plot, QWidget) else None

    def _dress(self) -> None:
        self._size()
        if self._shown is not None:
            self.show_table(*self._shown)

    def _size(self) -> None:
        self.setFixedHeight(theme().pixels(HEIGHT))


def series(table: Table, rows: Sequence[Row]) -> dict[str, Any]:
    """What is drawn: labels, values (None for none), words, last year's, what they stand against, target, band, tones, form."""
    chart = _chart(table)
    labels, values = table.column(chart.labels), table.column(chart.values)
    cells = [row.cells[values] for row in rows]
    earlier = [number(row.cells[table.column(chart.earlier)]) for row in rows] if chart.earlier else []
    return {
        "form": chart.form,
        "labels": [words(row.cells[labels]) for row in rows],
        "values": [number(cell) for cell in cells],
        "words": [words(cell) for cell in cells],
        "hover": [_hover(table, row) for row in rows],
        "earlier": earlier,
        "earlier_title": table.columns[table.column(chart.earlier)].title if chart.earlier else "",
        "against": [number(row.cells[table.column(chart.against)]) for row in rows] if chart.against else [],
        "against_title": table.columns[table.column(chart.against)].title if chart.against else "",
        "target": chart.target,
        "band": chart.band,
        "tones": [row.tones.get(chart.values, Tone.PLAIN) for row in rows],
        "verdicts": [_verdict(row.cells[table.column(chart.judged)]) for row in rows] if chart.judged else [],
        "share": any(isinstance(cell, Ratio) for cell in cells),
    }


def number(cell: Any) -> float | None:
    """A cell as a height: a share in per cent; None where there is none."""
    if isinstance(cell, Ratio):
        return cell.numerator * 100 / cell.denominator if cell.denominator else None
    return float(cell) if isinstance(cell, int | float) else None


def hovered(label: str, cell: Any) -> str:
    """What hovering says: the label, the number, and what it is made of."""
    made_of = f": {cell.numerator:,} of {cell.denominator:,}" if isinstance(cell, Ratio) else ""
    return f"{label}: {words(cell)}{made_of}"


def _hover(table: Table, row: Row) -> str:
    """What hovering says of a row, with what its value is judged to be."""
    chart = _chart(table)
    said = hovered(words(row.cells[table.column(chart.labels)]), row.cells[table.column(chart.values)])
    if chart.against:
        at = table.column(chart.against)
        said += f" ({table.columns[at].title.lower()}: {words(row.cells[at])})"
    return f"{said}, {words(row.cells[table.column(chart.judged)]).lower()}" if chart.judged else said


def _verdict(cell: Any) -> str:
    """The first word of a verdict, which stands in the picture: under, within, over."""
    return words(cell).partition(" ")[0].lower()


def told(table: Table, rows: Sequence[Row]) -> str:
    """The chart in words, for a screen reader."""
    chart = _chart(table)
    said = series(table, rows)
    goal = f" Target {chart.target:g} %." if chart.target is not None else ""
    if chart.band is not None:
        goal += f" Band {chart.band[0]:g} to {chart.band[1]:g}."
    return f"{table.title}.{goal} " + "; ".join(said["hover"]) + ". The table below holds the same numbers."


def _chart(table: Table) -> Chart:
    assert table.chart is not None
    return table.chart
