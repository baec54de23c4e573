"""The dialogs of the system in which files to read are chosen; none of them blocks the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.outgoing import folder_of
from ui.preferences import Preferences

READ = "import.folder"
KNOWN = "Files with children (*.csv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.zip);;All files (*)"


def choose_files(parent: QWidget, preferences: Preferences, then: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for files to read."""
    dialog = _dialog(parent, "Choose files to import", folder_of(preferences, READ))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(KNOWN.split(";;"))
    return _read(dialog, preferences, then)


def choose_folder(parent: QWidget, preferences: Preferences, then: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for a folder to read."""
    dialog = _dialog(parent, "Choose a folder to import", folder_of(preferences, READ))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _read(dialog, preferences, then)


def _dialog(parent: QWidget, title: str, folder: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _read(dialog: QFileDialog, preferences: Preferences, then: Callable[[list[Path]], None]) -> QFileDialog:
    def chosen(files: list[str]) -> None:
        preferences.set(READ, str(Path(files[0]).parent))
        then([Path(file) for file in files])

    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog
