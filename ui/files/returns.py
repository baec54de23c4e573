"""The DfE's returns: a year, what of it breaks a rule with what mends it, and the files that go out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from app.domain.dates import long
from app.late import late
from app.queries.dfe.ssda903 import BrokenRules
from app.queries.dfe.years import year_ending
from app.table import Row, Table
from ui.outgoing import FOLDER, Outgoing, folder_of
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.filters import Choice
from ui.parts.tables import TableView
from ui.theme import GRID

YEARS = 6
TITLE = "Reviews that break a rule"
EMPTY = "No review of this year breaks a rule."
ABOUT = (
    "The looked-after reviews held in the year, as reviews.csv of the SSDA903 return. Reviews of short breaks, and those "
    "under the adoption and secure accommodation regulations, are left out. A review that breaks a rule is written all the "
    "same: press Enter or double-click to open its child and mend it."
)


class ReturnsStage(QWidget):
    """Shows what breaks a rule before anything is written; the page says what can be done."""

    child_wanted = Signal(str)

    def __init__(self, tools: Tools, out: Outgoing) -> None:
        super().__init__()
        self._tools, self._out = tools, out
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        about = QLabel(ABOUT)
        about.setProperty("quiet", True)
        about.setWordWrap(True)
        bar = Bar()
        self.year = Choice("&Year", self._years(), everything=False)
        bar.add(self.year)
        self.line = QLabel()
        self.table = TableView(tools.runner, tools.preferences, "files.returns", TITLE)
        self.table.set_empty(EMPTY)
        for part in (about, bar, self.line):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.year.changed.connect(self.refresh)
        self.table.opened.connect(self.child_wanted.emit)
        self.table.activated_row.connect(self._open)

    def refresh(self) -> None:
        """Ask what of the year breaks a rule."""
        self._tools.runner.ask(BrokenRules(self.year.value()), self._take, ticket=(self, "rules"))

    def reviews(self) -> None:
        """Ask for the folder that reviews.csv goes into."""
        folder = folder_of(self._tools.preferences, FOLDER)
        dialog = QFileDialog(self, "Choose the folder for reviews.csv", folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.write_reviews(Path(chosen)))
        dialog.open()

    def census(self) -> None:
        """Ask where the review dates of the census go."""
        name = f"CIN review dates {self.year.value()}.csv"
        self._out.ask("Review dates for the children in need census", name, self.write_census)

    def write_reviews(self, folder: Path) -> None:
        """Write them."""
        year = self.year.value()
        self._write("export_ssda903", folder / "reviews.csv", lambda export, desk, to: export(desk, year, to.parent))

    def write_census(self, target: Path) -> None:
        """Write them."""
        year = self.year.value()
        self._write("export_cin", target, lambda export, desk, to: export(desk, year, to))

    def _write(self, name: str, target: Path, call: Callable[[Any, Any, Path], Any]) -> None:
        desk = self._tools.runner.desk

        def write(to: Path, _told: Any) -> Path:
            path: Path = call(getattr(late("app.commands.dfe"), name), desk, to).path
            return path

        self._out.write(target, write)

    def _years(self) -> list[tuple[int, str]]:
        """The year that runs, and those before it; the last one that ended is chosen first."""
        today = self._tools.today()
        running = today.year + (today > year_ending(today.year).last)
        order = [running - 1, running, *range(running - 2, running - YEARS, -1)]
        return [(year, f"Year ending {long(year_ending(year).last)}") for year in order]

    def _take(self, table: Table) -> None:
        self.line.setText(f"{table.line}.")
        self.table.show_table(table)

    def _open(self, row: Row) -> None:
        self.child_wanted.emit(row.opens["reference"])
