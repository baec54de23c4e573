"""What goes out of a page as a file: shows what goes out, asks where, writes with progress and Cancel, and offers the folder."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.counting import counted
from app.domain.errors import Refusal, nothing_goes_out
from app.domain.markings import EXPLAINED, Naming, safe_name
from app.late import late
from ui.page import Tools
from ui.parts.progress import LongWork
from ui.preferences import Preferences

Told = Callable[[int], None]
"""Told how many rows are written; raises when the person cancelled."""
Write = Callable[[Path, Told], Path]
FOLDER = "export.folder"
FILTERS = {
    ".xlsx": "Excel workbook (*.xlsx)",
    ".pdf": "PDF (*.pdf)",
    ".ics": "Calendar (*.ics)",
    ".csv": "CSV file (*.csv)",
}


class Outgoing:
    """Writes files for one page; what goes wrong is said by `failed`, or in the notices."""

    def __init__(
        self, page: QWidget, tools: Tools, work: LongWork, failed: Callable[[Refusal], None] | None = None
    ) -> None:
        self._page, self._tools, self._work = page, tools, work
        self._failed = failed or tools.notices.refuse
        self.finished: Callable[[], None] = page.update
        self._naming: Naming | None = None

    def show(self, title: str, name: str, query: Any, then: Callable[[Path], None]) -> Any:
        """Show what a query would send out, let the person choose how children stand in it, then ask where it shall go."""

        def chosen(naming: Naming | None) -> None:
            self._naming = naming
            self.ask(title, name, then)

        if self._is_refused():
            return None
        dialog = late("ui.goingout").GoingOut(self._page, self._tools, title, query, chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def ask(self, title: str, name: str, then: Callable[[Path], None]) -> QFileDialog | None:
        """Ask where a file of this name shall go."""
        if self._is_refused():
            return None
        dialog = QFileDialog(self._page, title, folder_of(self._tools.preferences, FOLDER))
        dialog.finished.connect(dialog.deleteLater)
        suffix = Path(name).suffix
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(FILTERS[suffix])
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(safe_name(name))
        dialog.fileSelected.connect(lambda file: then(Path(file)))
        dialog.open()
        return dialog

    def write(self, target: Path, write: Write, more: str = "") -> None:
        """Write it off the screen's thread; more is said when it is there."""
        self._tools.preferences.set(FOLDER, str(target.parent))
        if self._naming is not None and isinstance(write, Exporting):
            write, more = replace(write, naming=self._naming), f"{more} {EXPLAINED[self._naming]}".strip()
        self._naming = None
        self._begin(target, write, more)

    def _is_refused(self) -> bool:
        """Said at once, and not only when a place was chosen."""
        if self._tools.is_only_read:
            self._failed(nothing_goes_out("This is only read"))
        return self._tools.is_only_read

    def _begin(self, target: Path, write: Write, more: str) -> None:

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


@dataclass(frozen=True)
class Exporting:
    """An export of app.commands.exports by its name, whose libraries are loaded where it runs."""

    name: str
    call: Callable[[Any, Path, Told], Any]
    naming: Naming | None = None

    def __call__(self, target: Path, told: Told) -> Path:
        """Write it, with the children as was chosen."""
        export = getattr(late("app.commands.exports"), self.name)
        path: Path = self.call(partial(export, naming=self.naming) if self.naming else export, target, told).path
        return path


def exported(name: str, call: Callable[[Any, Path, Told], Any]) -> Exporting:
    """An export by its name; call is given it, the target and whom to tell how far it is."""
    return Exporting(name, call)


def folder_of(preferences: Preferences, key: str) -> str:
    """The folder used last, or the person's own."""
    kept = preferences.get(key, "")
    return kept if kept and Path(kept).is_dir() else str(Path.home())


def _open(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
