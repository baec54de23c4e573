"""The figures of challenges: one table at a time over a period, drawn where it can be, every number open to its rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.late import late
from app.queries.challenges import reports
from app.queries.challenges.called import ChallengeCalled
from app.table import Row, Table
from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts import filters
from ui.parts.bar import Bar
from ui.parts.behind import Behind
from ui.parts.figures import Figures
from ui.parts.period import PeriodChooser
from ui.parts.progress import LongWork
from ui.theme import GRID

REPORTS = {report.id: report for report in reports.REPORTS}
USUAL = "challenges-by-level-and-status"
KEPT = "challenges.figures"
CHALLENGE, CHILD = "reference", "child_reference"


class FiguresView(QWidget):
    """Chooses a period and a table; `said` when there is another line to say, `wanted` for a challenge by its id."""

    said = Signal()
    wanted = Signal(str, object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._line = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._make_choosers())
        self.work = LongWork(tools.runner)
        self.out = Outgoing(self, tools, self.work)
        column.addWidget(self.work)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_figures())
        self.stack.addWidget(self._make_behind())
        column.addWidget(self.stack, 1)
        self._restore()

    def refresh(self) -> None:
        """Ask for the table."""
        asked = REPORTS[self.report.value()].query(self.period.period)
        self._tools.runner.ask(asked, self._show, ticket=(self, "figures"))

    def line(self) -> str:
        """What is shown."""
        return self._line

    def commands(self) -> tuple[tuple[str, Callable[[], None], str], ...]:
        """The log and all tables as one workbook."""
        return (("E&xport log and tables to Excel", self.ask_workbook, "download"),)

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_choosers(self) -> Bar:
        bar = Bar()
        bar.setAccessibleName("Figures")
        self.period = PeriodChooser(self._tools.today, self._tools.calendar)
        self.period.refused.connect(self._tools.notices.refuse)
        self.period.changed.connect(self._changed)
        self.report = filters.Choice("Ta&ble", [(r.id, r.title) for r in REPORTS.values()], everything=False)
        self.report.set_value(USUAL)
        self.report.changed.connect(self._changed)
        for part in (self.period, self.report):
            bar.add(part)
        return bar

    def _make_figures(self) -> Figures:
        self.figures = Figures(self._tools.runner, self._tools.preferences, "challenges.figures", "Figures")
        self.figures.opened.connect(self._open)
        self.table = self.figures.table
        self.table.set_empty("Nothing was counted in this period. Choose another one.")
        self.table.activated_row.connect(self._want_plain)
        return self.figures

    def _make_behind(self) -> Behind:
        self.behind = Behind(self._tools.runner, self._tools.preferences, "challenges.behind", "challenges")
        self.behind.left.connect(self.leave_behind)
        self.behind.table.activated_row.connect(self._want)
        return self.behind

    # ------------------------------------------------------------------------------------------------------ answers

    def _restore(self) -> None:
        kept = self._tools.preferences.get(KEPT, {})
        self.period.restore({"length": "year", **kept})
        if kept.get("report") in REPORTS:
            self.report.set_value(kept["report"])

    def _changed(self) -> None:
        self._tools.preferences.set(KEPT, {**self.period.kept(), "report": self.report.value()})
        self.leave_behind()
        self.refresh()

    def _show(self, table: Table) -> None:
        self._line = f"{table.title}: {table.line}"
        self.figures.show_table(table, reports.drawn(table))
        self.said.emit()

    # ------------------------------------------------------------------------------------------------------ behind

    def _want_plain(self, row: Row) -> None:
        """A row without numbers to open is that of a challenge."""
        if not row.opens:
            self._want(row)

    def _open(self, query: Any) -> None:
        def shown(_: Table) -> None:
            self.stack.setCurrentWidget(self.behind)
            self.behind.table.setFocus()

        self.behind.ask(query, shown)

    def leave_behind(self) -> None:
        """Back to the figures, from the list behind one."""
        if self.stack.currentWidget() is self.behind:
            self.stack.setCurrentIndex(0)
            self.table.setFocus()

    def _want(self, row: Row) -> None:
        """The challenge of a row, whatever the row itself is of."""
        shown = self.behind.table if self.stack.currentWidget() is self.behind else self.table
        keys = [column.key for column in shown.rows.table.columns]
        if CHALLENGE in keys and CHILD in keys:
            asked = ChallengeCalled(str(row.cells[keys.index(CHALLENGE)]))
            self._tools.runner.ask(asked, self._found, ticket=(self, "want"))

    def _found(self, challenge_id: str | None) -> None:
        if challenge_id:
            self.wanted.emit("challenges", challenge_id)

    # ------------------------------------------------------------------------------------------------------ export

    def ask_workbook(self) -> None:
        """Ask where the workbook shall go."""
        name = f"Challenges {self.period.period.title_at(self._tools.today())}.xlsx"
        query = late("app.queries.challenges.sheets").ChallengeSheets(self.period.period)
        self.out.show("Export the challenges to Excel", name, query, self.write_workbook)

    def write_workbook(self, target: Path) -> None:
        """Write the log and every table of the period."""
        desk, period = self._tools.runner.desk, self.period.period
        write = exported("export_challenges", lambda export, to, told: export(desk, period, to, told))
        self.out.write(target, write)
