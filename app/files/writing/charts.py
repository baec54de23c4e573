"""Native charts of a sheet: a quiet line or bars, the target or the band drawn in, no smoothing."""

from dataclasses import dataclass
from math import floor
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties

ACCENT, GREY, TARGET = "1F5A8C", "8A949E", "B45309"
BAR = "A9C4DD"
"""So light, with an edge in the accent, that the ends of the band are seen across it."""
LOW, HIGH = "2E7D32", TARGET
THICK, THIN = 28_575, 15_875
MANY = 20
"""More points than this have no dots, more bars no numbers."""


@dataclass(frozen=True)
class Lines:
    """Where a chart's data stand in its sheet: rows of the data, column of the labels, and columns of the lines (0: none)."""

    head: int
    last: int
    labels: int
    values: int
    target: int = 0
    earlier: int = 0
    low: int = 0
    high: int = 0

    @property
    def number(self) -> int:
        """How many points a line has."""
        return self.last - self.head


def line_chart(sheet: Any, title: str, where: Lines, lowest: float) -> LineChart:
    """Shares by label, last year's in grey, the target dashed; the axis runs from the tenth below the lowest to 100 %."""
    chart = LineChart()
    _set_up(chart, title)
    for column, colour, dash in (
        (where.values, ACCENT, ""),
        (where.target, TARGET, "dash"),
        (where.earlier, GREY, "sysDot"),
    ):
        if column:
            chart.series.append(_line(_series(sheet, where, column), colour, dash))
    _axes(chart, sheet, where)
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min = max(0.0, floor(lowest * 10 - 0.5) / 10)
    chart.y_axis.scaling.max = 1.0
    chart.y_axis.majorUnit = 0.05 if lowest > 0.75 else 0.1
    return chart


def band_chart(sheet: Any, title: str, where: Lines, form: str) -> BarChart | LineChart:
    """Numbers by label as bars or a line, and the ends of the band (or one of them) as lines; the axis begins at 0."""
    chart = BarChart() if form == "bars" else LineChart()
    _set_up(chart, title)
    values = _series(sheet, where, where.values)
    chart.series.append(_bars(values) if form == "bars" else _line(values, ACCENT, "", where.number > MANY))
    if form == "bars" and where.number <= MANY:
        chart.dataLabels = DataLabelList(
            dLblPos="inBase", showVal=True, showSerName=False, showCatName=False, showLegendKey=False
        )
    _axes(chart, sheet, where)
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    lines = LineChart()
    for column, colour in ((where.low, LOW), (where.high, HIGH)):
        if column:
            lines.series.append(_line(_series(sheet, where, column), colour, "dash"))
    lines.set_categories(_labels(sheet, where))
    if isinstance(chart, BarChart):
        chart.gapWidth = 60
        chart += lines  # drawn over the bars, on the same axes
        return chart
    chart.series.extend(lines.series)
    return chart


def _set_up(chart: Any, title: str) -> None:
    chart.title = title
    _smaller(chart.title)
    chart.height, chart.width = 9, 24
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.title.overlay = chart.legend.overlay = False  # else Excel draws over the lines
    chart.display_blanks = "gap"


def _labels(sheet: Any, where: Lines) -> Reference:
    return Reference(sheet, min_col=where.labels, min_row=where.head + 1, max_row=where.last)


def _series(sheet: Any, where: Lines, column: int) -> Any:
    values = Reference(sheet, min_col=column, min_row=where.head, max_row=where.last)
    return SeriesFactory(values, title_from_data=True)


def _bars(series: Any) -> Any:
    series.graphicalProperties.solidFill = BAR
    series.graphicalProperties.line.solidFill = ACCENT
    return series


def _line(series: Any, colour: str, dash: str, many: bool = False) -> Any:
    series.smooth = False
    series.marker.symbol = "none" if dash or many else "circle"
    series.marker.size = 6
    series.marker.graphicalProperties.solidFill = colour
    series.marker.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.width = THIN if dash else THICK
    if dash:
        series.graphicalProperties.line.dashStyle = dash
    return series


def _axes(chart: Any, sheet: Any, where: Lines) -> None:
    chart.set_categories(_labels(sheet, where))
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.majorGridlines = ChartLines(spPr=_grid())


def _smaller(title: Any) -> None:
    title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))


def _grid() -> GraphicalProperties:
    quiet = GraphicalProperties()
    quiet.line = LineProperties(solidFill="E3E7EB", w=6350)
    return quiet
