"""The backups of a file: when each was made and what it holds; look inside, restore into a new file or in place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QListWidget, QListWidgetItem

from app.domain.backups import Backup, moment_words
from ui.parts.gate import Gate
from ui.theme import theme

ROWS, BREADTH = 160, 760
"""How high the list is at least, and how wide the page, in pixels at 100 %."""


class Restoring(Gate):
    """The list, and what can be done with the chosen backup."""

    in_place = Signal(object)
    into = Signal(object, str)
    inside = Signal(object)
    elsewhere = Signal(str)
    back = Signal()

    def __init__(self, path: Path, backups: Sequence[Backup], damaged: Sequence[str] = (), *, locked: bool) -> None:
        super().__init__(f"Backups of {path.name}", path)
        self._name = path.name
        none = "There are no backups here. Show another folder, if they are kept elsewhere."
        some = "Each was opened and checked when it was made. Looking inside one changes nothing."
        self.say(some if backups else none)
        if damaged:
            self.say(f"Damaged, and no use: {', '.join(damaged)}.", "small")
        self.list = self._make_list(backups)
        self.line: QLineEdit | None = None
        if locked:
            _, self.line = self.secret(
                "&Passphrase", "The one that opened the file when the backup was made also works."
            )
        self.agreed = self.tick(QCheckBox(f"&Replace {path.name}: the replaced file is kept under another name"))
        self.link("&Look inside", lambda: self._with_chosen(self.inside.emit))
        self.link("Restore into a &new file", self._ask_file)
        self.link("&Show another folder", self._ask_folder)
        self.link("&Back", self.back.emit)
        self.buttons("Restore in &place", lambda: self._with_chosen(self.in_place.emit), "history")
        self.resize(theme().pixels(BREADTH), self.height())
        self.agreed.toggled.connect(self._enable)
        self._enable()
        self.focus()

    def escape(self) -> None:
        """Back, as the link does."""
        self.back.emit()

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        at = self.list.currentRow()
        return self._backups[at] if 0 <= at < len(self._backups) else None

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.line.text() if self.line is not None else ""

    def busy(self, busy: bool) -> None:
        """Replacing needs the tick."""
        super().busy(busy)
        if not busy:
            self._enable()

    def _make_list(self, backups: Sequence[Backup]) -> QListWidget:
        self._backups = list(backups)
        rows = QListWidget()
        rows.setAccessibleName("Backups, the newest first")
        rows.setWordWrap(True)
        rows.setMinimumHeight(theme().pixels(ROWS))
        for backup in self._backups:
            item = QListWidgetItem(f"{moment_words(backup.at)}: {backup.holds} ({backup.reason})")
            item.setToolTip(backup.place)
            rows.addItem(item)
        rows.setCurrentRow(0)
        self._controls.append(rows)
        self._column.addWidget(rows)
        return rows

    def _enable(self) -> None:
        self.go.setEnabled(self.agreed.isChecked() and self.chosen is not None)

    def _with_chosen(self, do: object) -> None:
        if self.chosen is not None and callable(do):
            do(self.chosen)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "Restore into a new file", str(self.path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda file: self._with_chosen(lambda backup: self.into.emit(backup, file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Where the backups are", str(self.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.elsewhere.emit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
