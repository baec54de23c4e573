"""The first column of a table that stands makes room for the shape of a row that gets one."""

from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from app.table import Column, Fixed, Kind, Row, Table, Tone
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.runner import Runner

COLUMNS = (Column("day", "Day", Kind.DATE), Column("what", "What", width=20))
DONE = Row("1", (date(2026, 11, 22), "Imported"))


def imports(row: Row) -> Table:
    """One import."""
    return Table("Imports", COLUMNS, Fixed((row,), ("day", "what")))


def test_an_import_that_is_undone_keeps_its_day_whole(runner: Runner, preferences: Preferences, qtbot: QtBot) -> None:
    view = TableView(runner, preferences, "imports", "Imports so far")
    qtbot.addWidget(view)
    view.show()
    widths = []
    for row in (DONE, replace(DONE, tone=Tone.INFORMATION)):
        with qtbot.waitSignal(view.shown):
            view.show_table(imports(row))
        widths.append(view.columnWidth(0))
    assert widths[1] >= widths[0] + 12
