"""How a finished file takes its place: written beside its target, then moved, so that no half-written file is ever seen."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from app.domain.errors import Refusal
from app.domain.markings import safe_name, visible

OPEN_IN_EXCEL = Refusal("The file is open in Excel.", "Close it there, then press Export again.")
WORKBOOK, PAPER, CALENDAR = ".xlsx", ".pdf", ".ics"
WHAT = {WORKBOOK: "an Excel workbook", PAPER: "a PDF", CALENDAR: "a calendar file"}


def path_of(target: Path, suffix: str) -> Path:
    """The target with this suffix (".xlsx", ".pdf", ".ics") at its end; another ending is refused."""
    if (safe := safe_name(target.name)) != target.name:
        raise Refusal(
            f"{visible(target.name)} is not a name that every computer takes. Nothing was written.",
            f"Choose another name, for example {safe}.",
        )
    if target.suffix == "":
        return target.with_name(f"{target.name}{suffix}")
    if target.suffix.lower() != suffix:
        raise Refusal(
            f"{target.name} is not the name of {WHAT[suffix]}. Nothing was written.",
            f"Choose a name that ends in {suffix}.",
        )
    return target


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A temporary path beside the target, gone at the end; refuses a target that cannot be written, in words."""
    temporary = target.with_name(f".{target.stem[:40]}-{uuid4().hex[:12]}.tmp")
    try:
        _check(target)
        _touch(temporary)
        yield temporary
    except OSError as error:
        raise _said(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def move(temporary: Path, target: Path) -> None:
    """Put the finished file in its place, over an older one; refuses in words when that one is open.

    Its content is made fast first, and then its name, so that an export that was said to be done outlasts a power cut.
    """
    try:
        _fasten(temporary, os.O_RDWR)
        temporary.replace(target)
    except PermissionError as error:
        raise Refusal(OPEN_IN_EXCEL.message, OPEN_IN_EXCEL.next_step) from error
    except OSError as error:
        raise _said(error, target) from error
    with suppress(OSError):  # Windows opens no folders, and keeps names by itself
        _fasten(target.parent, os.O_RDONLY)


def _fasten(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(target: Path) -> None:
    folder = target.parent
    if not folder.is_dir():
        raise Refusal(
            f"There is no folder {folder}. Nothing was written.",
            "Create the folder, or choose another, then export again.",
        )
    if target.is_dir():
        raise Refusal(f"{target.name} is a folder. Nothing was written.", "Choose another name, then export again.")
    if target.exists():
        _check_free(target)


def _check_free(target: Path) -> None:
    """Excel lets nobody else write a file that it has open; better to say so before anything is read."""
    try:
        with target.open("r+b"):
            pass
    except PermissionError as error:
        raise Refusal(OPEN_IN_EXCEL.message, OPEN_IN_EXCEL.next_step) from error


def _touch(temporary: Path) -> None:
    try:
        temporary.touch()
    except PermissionError as error:
        raise _read_only(temporary.parent) from error


def _said(error: OSError, target: Path) -> Refusal:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _read_only(target.parent)
    if error.errno == errno.ENOSPC:
        return Refusal(
            "The disk is full. Nothing was lost: the records are as they were.", "Free some space, then export again."
        )
    return Refusal(
        f"The file could not be written to {target.parent} ({error.strerror or type(error).__name__}). "
        "Nothing was lost: the records are as they were.",
        "Choose another name or folder, then export again.",
    )


def _read_only(folder: Path) -> Refusal:
    return Refusal(
        f"Nothing may be written in the folder {folder}. Nothing was lost: the records are as they were.",
        "Choose another folder, for example Documents, then export again.",
    )
