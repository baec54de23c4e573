"""Charts: the numbers of a table as bars or a line, said to a screen reader too."""

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from app.table import Chart, Column, Fixed, Kind, Ratio, Row, Table
from tests.ui.hands import click
from ui.parts.chart import ChartArea
from ui.theme import theme


def months(form: str) -> tuple[Table, tuple[Row, ...]]:
    """Three months, the last without reviews."""
    columns = (
        Column("month", "Month"),
        Column("share", "In time", Kind.PERCENT),
        Column("before", "Last year", Kind.PERCENT),
    )
    shares = (Ratio(19, 20), Ratio(15, 20), Ratio(0, 0))
    rows = tuple(Row(str(at), (f"Month {at}", share, Ratio(9, 10))) for at, share in enumerate(shares))
    chart = Chart(form, "month", "share", 95.0, "before")
    return Table("Timeliness", columns, Fixed(rows, ("month", "share", "before")), chart=chart), rows


@pytest.mark.parametrize("form", ["bars", "line"])
def test_a_chart_says_its_numbers_and_opens_its_rows(form: str, qtbot: QtBot) -> None:
    area = ChartArea("Timeliness by month")
    qtbot.addWidget(area)
    table, rows = months(form)
    area.resize(600, 220)
    area.show_table(table, rows)
    area.show()
    plot = area.widget
    assert plot is not None
    assert "Month 0: 95.0 %: 19 of 20" in area.accessibleDescription()
    assert "Target 95 %" in area.accessibleDescription()
    scene = [plot.getViewBox().mapViewToScene(QPointF(at, 50)) for at in range(3)]  # type: ignore[attr-defined]
    assert [plot.index_at(point) for point in scene] == [0, 1, None]  # type: ignore[attr-defined]
    with qtbot.waitSignal(area.chosen) as chosen:
        click(plot.viewport(), plot.mapFromScene(scene[1]))  # type: ignore[attr-defined]
    assert chosen.args == [1]


def written(number: int, qtbot: QtBot) -> set[tuple[str, float]]:
    """The words in a picture of so many bars against a band, with the angle at which they stand."""
    columns = (Column("key", "IRO"), Column("load", "Load", Kind.NUMBER), Column("band", "Against the band"))
    rows = tuple(Row(str(at), (f"IRO {at}", 60.5, "Within the band")) for at in range(number))
    chart = Chart("bars", "key", "load", band=(50, 70), judged="band")
    area = ChartArea("Caseload")
    qtbot.addWidget(area)
    area.resize(600, 220)
    area.show_table(Table("Caseload", columns, Fixed(rows, ("key", "load", "band")), chart=chart), rows)
    area.show()
    items = area.widget.getPlotItem().items  # type: ignore[union-attr]  # pyqtgraph has no types
    return {(item.toPlainText(), item.angle) for item in items if hasattr(item, "toPlainText")}


def test_the_numbers_of_narrow_bars_stand_upright(qtbot: QtBot) -> None:
    assert ("60.5", 0) in written(5, qtbot)
    theme().set(factor=200)
    assert ("within 60.5", 90) in written(14, qtbot)


def test_a_table_without_a_chart_shows_none(qtbot: QtBot) -> None:
    area = ChartArea("Timeliness")
    qtbot.addWidget(area)
    area.show_table(Table("Reviews", (), Fixed((), ())), ())
    assert area.isHidden()
