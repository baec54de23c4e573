"""What of a Table is drawn below it in its sheet: shares against a target, or numbers against a band or another."""

from dataclasses import dataclass, field
from typing import Any

from app.files.writing.charts import Lines, band_chart, line_chart
from app.files.writing.text import one_line
from app.table import Chart, Ratio, Row, Table

TARGET, LOW, HIGH = "target", "low", "high"
"""Columns with what each value is held against, where it is not the same for all."""


@dataclass
class Picture:
    """The chart of one sheet; it watches the rows as they are written, since they are not kept."""

    table: Table
    shares: list[float] = field(default_factory=list)
    rows: int = 0
    numbers: bool = False

    @property
    def chart(self) -> Chart | None:
        """How it is drawn; None where nothing can be."""
        chart = self.table.chart
        return chart if chart and (chart.form == "line" or self._has_band()) else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns with shares that are drawn."""
        return (self.chart.values, self.chart.earlier, TARGET) if self.chart else ()

    def watch(self, at: int, row: Row) -> None:
        """Take in a row, the first being 0: those that stand aside after the last one drawn are left out."""
        if self.chart is None:
            return
        if row.id not in self.chart.aside:
            self.rows = at + 1
        for key in self.columns:
            value = self._value(row, key)
            if isinstance(value, Ratio) and value.denominator:
                self.shares.append(value.numerator / value.denominator)
            self.numbers = self.numbers or isinstance(value, int | float)

    def draw(self, sheet: Any, head: int) -> Any:
        """The chart for a sheet whose headings stand in a row; None where there is nothing to draw."""
        chart = self.chart
        if chart is None or not (self.shares or (self._has_band() and self.numbers)):
            return None
        ends = (TARGET, chart.earlier, LOW, chart.against or HIGH)
        columns = (self._place(key) for key in (chart.labels, chart.values, *ends))
        where, title = Lines(head, head + self.rows, *columns), one_line(self.table.title)
        if self._has_band():
            return band_chart(sheet, title, where, chart.form)
        return line_chart(sheet, title, where, min(self.shares))

    def _has_band(self) -> bool:
        """Ends that stand in columns, or one number that each value is held against."""
        chart = self.table.chart
        return bool(self._place(LOW) and self._place(HIGH)) or bool(chart and self._place(chart.against))

    def _value(self, row: Row, key: str) -> Any:
        place = self._place(key)
        return row.cells[place - 1] if place else None

    def _place(self, key: str) -> int:
        """The number of a column in the sheet; 0 where the table has none of this key."""
        return next((at for at, column in enumerate(self.table.columns, 1) if column.key == key), 0)
