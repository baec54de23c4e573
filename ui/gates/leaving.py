"""The backup at close, off the screen's thread: a page that says how far it is, lets one wait, or close without it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from app.domain.errors import Refusal
from ui.application import quit_soon, run
from ui.aside import Aside
from ui.parts.gate import Gate

if TYPE_CHECKING:
    from ui.opening import Opening

SOON = 400
"""A backup that takes no longer than this shows no page, in milliseconds."""
CLOSING, GOING_ON = "Close &without a backup", "Go on &without a backup"


class LastBackup(Gate):
    """Backs up what changed since the last backup; `over` comes when it is made, or when one goes on without."""

    over = Signal()
    _copied = Signal(int, int)

    def __init__(self, opening: "Opening", without: str) -> None:
        super().__init__(f"Backing up {opening.path.name}", opening.path)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the worker tells it how far it is
        self._opening = opening
        self._aside = Aside()
        self._stopped = self.is_over = False
        self.line = self.say("")
        self.buttons("&Try again", self.begin, "refresh-cw")
        self.choose.hide()
        self.leave.setText(without)
        self._copied.connect(self._show_copied)

    def begin(self) -> None:
        """Make the backup."""
        if self._aside.is_busy:
            return
        opening, stamp = self._opening, self._opening.stamp
        kept = opening.parts.database.safekeeping()

        def work() -> Any:
            return kept.backup_open(opening.database, stamp, closing=True, going=self._going)

        self._stopped = False
        self.go.hide()
        self.wrong.hide()
        self.line.setText("Your changes are saved. They are being copied to the backups, which takes a few seconds.")
        self._aside.run(work, lambda _: self._end(None), self._failed)

    def stop(self) -> None:
        """Go on without it: at once, or as soon as the copying can be ended."""
        if self._aside.is_busy:
            self._stopped = True
            self.line.setText("The backup is being stopped. Your changes are saved in the file itself.")
        else:
            self._end(self._opening.not_backed_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its cross and its button stop the backup; what is begun is ended first."""
        if self.is_over:
            super().closeEvent(event)
        else:
            event.ignore()
            self.stop()

    def _going(self, done: int, total: int) -> None:
        """In the worker's thread."""
        if self._stopped:
            raise Refusal("The backup was stopped.", "One is made when the file is used next.")
        self._copied.emit(done, total)

    def _show_copied(self, done: int, total: int) -> None:
        share = 100 * done // total if total else 100
        if not self._stopped and not self.is_over:
            said = f"{share} % copied." if share < 100 else "Copied. It is being checked."
            self.line.setText(f"Your changes are saved. They are being copied to the backups. {said}")

    def _failed(self, no: Refusal) -> None:
        if self._stopped:
            self._end(None)
            return
        self._opening.not_backed_up = no
        self.line.setText("Your changes are saved in the file itself, but they could not be backed up.")
        self.go.show()
        self.refuse(no)
        self.show()

    def _end(self, no: Refusal | None) -> None:
        self.is_over = True
        self._opening.not_backed_up = no
        self._opening.backed_up = True
        self._aside.finish()
        self.over.emit()


def wind_up(opening: "Opening", application: QApplication) -> None:
    """After the last window has gone: make the backup, and say so if it takes a while."""
    if opening.window is None or opening.database is None or opening.backed_up:
        return
    page = LastBackup(opening, CLOSING)
    page.over.connect(quit_soon)
    QTimer.singleShot(SOON, page, lambda: None if page.is_over else page.show())
    page.begin()
    run(application)
    page.close()
