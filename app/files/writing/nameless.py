"""The rows of a workbook while it is written: in temporary files that have no name, so that nothing outlives the program."""

from functools import partial
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZipFile

from openpyxl.worksheet._writer import WorksheetWriter


class NamelessRows(WorksheetWriter):
    """Gathers the rows of one sheet; the computer itself takes the file away, also from a program that was killed."""

    def __init__(self, sheet: Any) -> None:
        self.kept = TemporaryFile(prefix="iro-tracker-")  # noqa: SIM115 - closed by cleanup
        super().__init__(sheet, self.kept)

    def cleanup(self) -> None:
        """Let the file go."""
        self.kept.close()


class Archive(ZipFile):
    """Takes an open file where a ZipFile takes a name."""

    def write(self, filename: Any, arcname: Any = None, *more: Any) -> None:
        """Put a file into the archive from its beginning."""
        if not hasattr(filename, "read"):
            super().write(filename, arcname, *more)
            return
        filename.seek(0)
        with self.open(arcname, "w", force_zip64=True) as inside:
            copyfileobj(filename, inside)


def without_name(sheet: Any) -> Any:
    """Let a sheet that is written row by row gather its rows so; gives the sheet back."""
    sheet._get_writer = partial(_begin, sheet)
    return sheet


def _begin(sheet: Any) -> None:
    """As openpyxl begins a sheet: when its first row comes, and its widths and views are set."""
    if sheet._writer is None:
        sheet._writer = NamelessRows(sheet)
        sheet._writer.write_top()
