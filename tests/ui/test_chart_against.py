"""Bars that stand against a line: how much falls due in a week, against how much can be held in it."""

from pyqtgraph import PlotDataItem, PlotWidget, TextItem
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from app.table import Chart, Column, Fixed, Kind, Row, Table, Tone
from ui.parts.chart import ChartArea, series, told

COLUMNS = (
    Column("week", "Week of"),
    Column("due", "Fall due", Kind.NUMBER),
    Column("room", "Can be held", Kind.NUMBER),
    Column("verdict", "Result"),
)
ROWS = (
    Row("1", ("23 Nov", 3, 5, "Can be met")),
    Row("2", ("30 Nov", 7, 5, "2 cannot be met"), tones={"due": Tone.LATE}),
    Row("3", ("7 Dec", 0, None, "-")),
)
TABLE = Table(
    "Weeks",
    COLUMNS,
    Fixed(ROWS, tuple(column.key for column in COLUMNS)),
    chart=Chart("bars", "week", "due", judged="verdict", against="room"),
)


def test_each_bar_knows_what_it_stands_against() -> None:
    said = series(TABLE, ROWS)
    assert said["values"] == [3.0, 7.0, 0.0]
    assert said["against"] == [5.0, 5.0, None]
    assert said["against_title"] == "Can be held"


def test_a_screen_reader_hears_both_numbers_and_the_verdict() -> None:
    assert "30 Nov: 7 (can be held: 5), 2 cannot be met" in told(TABLE, ROWS)


def test_the_line_is_drawn_over_the_bars_with_its_name(qtbot: QtBot) -> None:
    area = ChartArea("Weeks")
    qtbot.addWidget(area)
    area.resize(600, 220)
    area.show_table(TABLE, ROWS)
    area.show()
    plot = area.widget
    assert plot is not None
    lines = [item for item in plot.plotItem.items if isinstance(item, PlotDataItem)]  # type: ignore[attr-defined]
    assert [[float(height) for height in line.yData[:4]] for line in lines] == [[5, 5, 5, 5]]
    written = [item.toPlainText() for item in plot.plotItem.items if hasattr(item, "toPlainText")]  # type: ignore[attr-defined]
    assert "Can be held" in written
    assert {"3", "7"} <= set(written)


def test_the_name_of_the_line_stands_clear_of_the_last_bar_however_high_it_is(qtbot: QtBot) -> None:
    rows = tuple(Row(str(at), (f"{at + 1} Nov", 9, 5, "4 cannot be met")) for at in range(26))
    area = ChartArea("Weeks")
    qtbot.addWidget(area)
    area.resize(600, 220)
    area.show()
    area.show_table(TABLE, rows)
    plot = area.widget
    assert isinstance(plot, PlotWidget)
    with qtbot.waitExposed(area):
        plot.draw(series(TABLE, rows))
    named = next(one for one in plot.plotItem.items if isinstance(one, TextItem) and one.toPlainText() == "Can be held")
    box = plot.plotItem.vb
    left, end_of_bar = named.mapRectToScene(named.boundingRect()).left(), box.mapViewToScene(QPointF(25.3, 0)).x()
    assert left > end_of_bar
