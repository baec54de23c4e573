"""The files that a person chose: single files, and the readable files of a folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from app.files.reading.books import refused
from app.files.reading.contents import READABLE, TEXTS, is_readable_name, not_opened

_CHOOSE = (
    "Choose a CSV file (.csv), a workbook (.xlsx, .xlsm, .xls, .ods), a zip of these, or a folder that holds them."
)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Every file to read, each proved to open; a folder gives its readable files by name, and none of its folders."""
    found = [file for path in paths for file in _files(path)]
    if not found:
        raise refused("No file was chosen.", _CHOOSE)
    return list(dict.fromkeys(found))


def _files(path: Path) -> Iterator[Path]:
    try:
        if path.is_dir():
            yield from _folder(path)
            return
        if path.exists() and not path.is_file():
            raise refused(f"{path.name} is not a file.", _CHOOSE)
        with path.open("rb"):
            pass
    except OSError as problem:
        raise not_opened(path.name, problem) from problem
    if path.suffix.lower() not in READABLE | TEXTS | {".zip"}:
        raise refused(f"{path.name} is not a kind of file that this program reads.", _CHOOSE)
    yield path


def _folder(path: Path) -> Iterator[Path]:
    inside = sorted(file for file in path.iterdir() if is_readable_name(file.name) and file.is_file())
    if not inside:
        raise refused(f"The folder {path.name} holds no CSV file or workbook.", _CHOOSE)
    for file in inside:
        yield from _files(file)
