"""Writes what goes out of the Files page: the template, a month's timeliness, the due list, the rows left out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.counting import counted
from app.domain.dates import Period, short
from app.domain.errors import Refusal
from app.domain.reported import kept_words
from app.files.facts import Refused
from app.late import late
from app.queries.imports.history import RefusalsTable
from ui.files.choosing import choose_target
from ui.page import Tools
from ui.parts.progress import LongWork

Write = Callable[[Path, Any], Path]


class SheetsOut:
    """Asks where, writes with progress, and offers the folder; what goes wrong stays on the page."""

    def __init__(self, page: QWidget, tools: Tools, work: LongWork, failed: Callable[[Refusal], None]) -> None:
        self._page, self._tools, self._work, self._failed = page, tools, work, failed
        self.finished: Callable[[], None] = page.update

    def template(self) -> None:
        """The empty workbook to fill in."""
        self._ask("Write an empty template", "IRO Tracker template.xlsx", self.write_template)

    def month(self, month: Period) -> None:
        """A month's timeliness; a month that has ended is kept as it was reported."""
        name = f"Timeliness {month.title_at(self._tools.today())}.xlsx"
        self._ask("Export the month to Excel", name, lambda target: self.write_month(month, target))

    def due(self) -> None:
        """The reviews that are due."""
        name = f"Reviews due {short(self._tools.today())}.xlsx"
        self._ask("Export the due list to Excel", name, self.write_due)

    def refusals(self, refused: Sequence[Refused]) -> None:
        """The rows that an import left out."""
        self._ask("Save the rows left out", "Rows left out.xlsx", lambda target: self.write_refusals(refused, target))

    def write_template(self, target: Path) -> None:
        """Write it."""

        def write(target: Path, _told: Any) -> Path:
            written: Path = late("app.files.template").write_template(target)
            return written

        self._run(target, write, "Fill it in, then choose it here.")

    def write_month(self, month: Period, target: Path) -> None:
        """Write it."""
        desk = self._tools.runner.desk
        write = _exported("export_timeliness", lambda export, to, told: export(desk, month, to, progress=told))
        self._run(target, write, kept_words(month, self._tools.today()))

    def write_due(self, target: Path) -> None:
        """Write it."""
        desk = self._tools.runner.desk
        self._run(target, _exported("export_due", lambda export, to, told: export(desk, to, told)))

    def write_refusals(self, refused: Sequence[Refused], target: Path) -> None:
        """Write them."""
        desk, asked = self._tools.runner.desk, RefusalsTable(tuple(refused))
        self._run(target, _exported("export_table", lambda export, to, told: export(desk, asked, to, told)))

    def _ask(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        choose_target(self._page, self._tools.preferences, title, name, then)

    def _run(self, target: Path, write: Write, more: str = "") -> None:
        def work(progress: Any) -> Path:
            def told(rows: int) -> None:
                progress.check()
                progress(f"Writing {target.name}: {counted(rows, 'row')}")

            return write(target, told)

        def written(path: Path) -> None:
            folder = QUrl.fromLocalFile(str(path.parent))
            words = f"Wrote {path.name}. {more}".strip()
            self._tools.notices.say(words, "Open folder", lambda: _open(folder))
            self.finished()

        self._work.run(f"Writing {target.name}", work, written, self._failed)


def _exported(name: str, call: Callable[[Any, Path, Any], Any]) -> Write:
    """An export, whose libraries are loaded where it runs."""

    def write(target: Path, told: Any) -> Path:
        path: Path = call(getattr(late("app.commands.exports"), name), target, told).path
        return path

    return write


def _open(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
