"""Native charts of a sheet: a quiet line for each series, the target drawn in, no smoothing."""

from dataclasses import dataclass
from math import floor
from typing import Any

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties

ACCENT, GREY, TARGET = "1F5A8C", "8A949E", "B45309"


@dataclass(frozen=True)
class Lines:
    """Where a chart's data stand in its sheet: rows of the data, column of the labels, and columns of the lines (0: none)."""

    head: int
    last: int
    labels: int
    values: int
    target: int
    earlier: int


def line_chart(sheet: Any, title: str, where: Lines, lowest: float) -> LineChart:
    """Shares by label, last year's in grey, the target dashed; the axis runs from the tenth below the lowest to 100 %."""
    chart = LineChart()
    chart.title = title
    _smaller(chart.title)
    chart.height, chart.width = 9, 24
    chart.legend = Legend()
    chart.legend.position = "b"
    for column, colour, dash in (
        (where.values, ACCENT, None),
        (where.target, TARGET, "dash"),
        (where.earlier, GREY, "sysDot"),
    ):
        if column:
            chart.series.append(_line(sheet, where, column, colour, dash))
    chart.set_categories(Reference(sheet, min_col=where.labels, min_row=where.head + 1, max_row=where.last))
    _axes(chart, lowest)
    return chart


def _line(sheet: Any, where: Lines, column: int, colour: str, dash: str | None) -> Any:
    values = Reference(sheet, min_col=column, min_row=where.head, max_row=where.last)
    series = SeriesFactory(values, title_from_data=True)
    series.smooth = False
    series.marker.symbol = "circle" if dash is None else "none"
    series.marker.size = 6
    series.marker.graphicalProperties.solidFill = colour
    series.marker.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.width = 28_575 if dash is None else 15_875
    if dash:
        series.graphicalProperties.line.dashStyle = dash
    return series


def _axes(chart: LineChart, lowest: float) -> None:
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min = max(0.0, floor(lowest * 10 - 0.5) / 10)
    chart.y_axis.scaling.max = 1.0
    chart.y_axis.majorUnit = 0.05 if lowest > 0.75 else 0.1
    chart.y_axis.majorGridlines = ChartLines(spPr=_grid())
    chart.display_blanks = "gap"


def _smaller(title: Any) -> None:
    title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))


def _grid() -> GraphicalProperties:
    quiet = GraphicalProperties()
    quiet.line = LineProperties(solidFill="E3E7EB", w=6350)
    return quiet
