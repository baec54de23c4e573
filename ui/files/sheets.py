"""What goes out of the Files page: the template, a month's timeliness, the due list, the rows left out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.dates import Period, short
from app.domain.errors import Refusal
from app.domain.reported import kept_words
from app.files.facts import Refused
from app.late import late
from app.queries.imports.history import RefusalsTable
from ui.files.exporting import ExportCard
from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts.progress import LongWork


class SheetsOut:
    """Asks where, writes with progress, and offers the folder; what goes wrong stays on the page."""

    def __init__(self, page: QWidget, tools: Tools, work: LongWork, failed: Callable[[Refusal], None]) -> None:
        self._tools = tools
        self.out = Outgoing(page, tools, work, failed)

    _exports: ExportCard

    def template(self) -> None:
        """The empty workbook to fill in."""
        self.out.ask("Write an empty template", "IRO Tracker template.xlsx", self.write_template)

    def month(self, month: Period) -> None:
        """A month's timeliness; a month that has ended is kept as it was reported."""
        name = f"Timeliness {month.title_at(self._tools.today())}.xlsx"
        query = late("app.queries.month").MonthSheets(month)
        self.out.show("Export the month to Excel", name, query, lambda target: self.write_month(month, target))

    def listen(self, exports: ExportCard) -> None:
        """To what is pressed there besides a month's timeliness."""
        self._exports = exports
        exports.due_wanted.connect(self.due)
        exports.pack_wanted.connect(self.pack)

    def pack(self, suffix: str) -> None:
        """Everything about the chosen month, as a workbook or on paper; one that has ended is kept as it was reported."""
        month = self._exports.period()
        title = f"Month pack {month.title_at(self._tools.today())}"
        query = late("app.queries.pack").PackSheets(month)
        self.out.show(title, f"{title}.{suffix}", query, lambda target: self.write_pack(month, target))

    def due(self) -> None:
        """The reviews that are due."""
        name = f"Reviews due {short(self._tools.today())}.xlsx"
        self.out.show("Export the due list to Excel", name, late("app.queries.month").DueList(), self.write_due)

    def refusals(self, refused: Sequence[Refused]) -> None:
        """The rows that an import left out."""
        self.out.ask(
            "Save the rows left out", "Rows left out.xlsx", lambda target: self.write_refusals(refused, target)
        )

    def write_template(self, target: Path) -> None:
        """Write it."""

        def write(target: Path, _told: Any) -> Path:
            written: Path = late("app.files.template").write_template(target)
            return written

        self.out.write(target, write, "Fill it in, then choose it here.")

    def write_month(self, month: Period, target: Path) -> None:
        """Write it."""
        desk = self._tools.runner.desk
        write = exported("export_timeliness", lambda export, to, told: export(desk, month, to, progress=told))
        self.out.write(target, write, kept_words(month, self._tools.today()))

    def write_pack(self, month: Period, target: Path) -> None:
        """Write it in the way that the file's ending says."""
        desk = self._tools.runner.desk

        def paper(export: Any, to: Path, _told: Any) -> Any:
            return export(desk, month, to, late("ui.papers").draw_pack)

        if target.suffix.lower() == ".pdf":
            write = exported("export_pack_paper", paper)
        else:
            write = exported("export_pack", lambda export, to, told: export(desk, month, to, progress=told))
        self.out.write(target, write, kept_words(month, self._tools.today()))

    def write_due(self, target: Path) -> None:
        """Write it."""
        desk = self._tools.runner.desk
        self.out.write(target, exported("export_due", lambda export, to, told: export(desk, to, told)))

    def write_refusals(self, refused: Sequence[Refused], target: Path) -> None:
        """Write them."""
        desk, asked = self._tools.runner.desk, RefusalsTable(tuple(refused))
        self.out.write(target, exported("export_table", lambda export, to, told: export(desk, asked, to, told)))
