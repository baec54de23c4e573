"""Sorting and scrolling a long table on the screen, with the memory watched: it must not grow with the rows."""

import gc
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.queries.listing import ReviewsBehind
from app.store import Selection, Where
from app.table import Table
from db.database import Database
from tests.benchmarks.measuring import Result
from tests.benchmarks.services import STAMP, TODAY, Scale, database, desk
from ui.application import make_application
from ui.parts.tables import TableView
from ui.runner import Runner

MEMORY_GOAL, MEMORY_ALLOWANCE = 1.5, 10.0
STOPS = 24
ROWS_PER_CHILD = 36
"""Held reviews of a child in these services, at least."""
SORTED_BY = ("child", "due", "iro_now")
PATIENCE = 60_000


def run(scale: Scale) -> Iterator[Result]:
    """The long table and one of a tenth of its rows, each in the same window, from the same records."""
    make_application(["benchmark"])
    with Database.open(database(scale.table_rows // ROWS_PER_CHILD)) as keeper:
        runner = Runner(desk(keeper))
        view = TableView(runner)
        view.resize(1200, 700)
        view.show()
        _use(view, _table(keeper, scale.table_rows // 10))
        few, few_grown, few_seconds = _use(view, _table(keeper, scale.table_rows // 10))
        many, many_grown, many_seconds = _use(view, _table(keeper, scale.table_rows))
        view.close()
        runner.finish()
    words = f"{many:,} / {few:,} rows"
    yield Result(
        f"Memory grown by sorting and scrolling, {words}",
        many_grown,
        max(few_grown, 0.1),
        MEMORY_GOAL,
        MEMORY_ALLOWANCE,
        unit="MB",
    )
    note = f"{len(SORTED_BY)} sorts and {STOPS} jumps, each until its rows stand there"
    yield Result(f"Time of sorting and scrolling, {words}", many_seconds, few_seconds, note=note)


def _table(keeper: Database, rows: int) -> Table:
    """So many of the reviews held last."""
    first = _first_day(keeper, rows)
    where = (Where("placed", "is", True), Where("held", "at least", first))
    return desk(keeper).ask(ReviewsBehind(Selection("reviews", where, TODAY), "Reviews held"))


def _first_day(keeper: Database, rows: int) -> date:
    with keeper.read(STAMP) as store:
        held = store.rows(
            Selection("reviews", (Where("held", "is not", None),), TODAY), ("held",), (("held", True),), rows, 1
        )
    day: date = held[0][0] if held else TODAY - timedelta(days=4000)
    return day


def _use(view: TableView, table: Table) -> tuple[int, float, float]:
    """Show, jump about and sort; how many rows there were, by how many megabytes memory grew at most, how long it took."""
    gc.collect()
    process = psutil.Process()
    before, most = process.memory_info().rss, 0
    begun = time.perf_counter()
    _until(view, partial(view.show_table, table))
    for column in (None, *SORTED_BY):
        if column:
            _until(view, partial(view.sort, column))
        for stop in range(STOPS // (len(SORTED_BY) + 1)):
            _jump(view, (stop * 7919) % max(view.count(), 1))
            most = max(most, process.memory_info().rss)
    took = time.perf_counter() - begun
    return view.count(), max(0, most - before) / 1e6, took


def _until(view: TableView, do: Callable[[], object]) -> None:
    """Do it and wait for the table to have its first rows."""
    loop = QEventLoop()
    view.shown.connect(loop.quit)
    QTimer.singleShot(PATIENCE, loop.quit)
    do()
    loop.exec()
    view.shown.disconnect(loop.quit)


def _jump(view: TableView, row: int) -> None:
    """Scroll to a row and wait until it is painted with what it holds."""
    view.scrollTo(view.rows.index(row, 0), TableView.ScrollHint.PositionAtTop)
    begun = time.perf_counter()
    while view.rows.row(row) is None and time.perf_counter() - begun < PATIENCE / 1000:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    view.rows.index(row, 0).data(Qt.ItemDataRole.DisplayRole)
    view.viewport().repaint()
