"""What is done with whole files: room first, a copy made by SQLite itself, made fast to the disk, and told apart by digest."""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.domain.errors import Refusal
from db.connections import WRITE, connected
from db.keys import Key, fasten, make_private
from db.troubles import check_sealed, journals, reachable, told

MARGIN = 16 * 1024 * 1024
"""What is left free beside a copy, so that the program can go on."""

CHUNK = 1 << 20
STEP = 500
"""After how many pages a copy says how far it is, when somebody waits for it."""

Going = Callable[[int, int], None]
"""Is told how many pages of how many are copied, and ends the copy by raising."""


def check_room(folder: Path, needed: int, what: str) -> None:
    """Refuse before anything is written when the disk has no room for it."""
    with reachable(folder):
        free = shutil.disk_usage(folder).free
    if free < needed + MARGIN:
        raise Refusal(
            f"There is no room for {what} in {folder}: {megabytes(needed + MARGIN)} are needed and {megabytes(free)} free.",
            "Nothing was written. Make room, or choose another folder.",
        )


def megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{max(size, 0) / 1_000_000:,.1f} MB"


def size_of(path: Path) -> int:
    """How much room a file takes with its journal."""
    return sum(one.stat().st_size for one in (path, *journals(path)) if one.exists())


def copy_database(
    source: Path, target: Path, key: Key | None, going: Going | None = None, *, shared: bool = False
) -> None:
    """Copy a database while others may use it: a snapshot, page by page, encrypted with the same key if it is.

    The copy is one file without a journal, fast on the disk; one that could be read by anybody is thrown away. Only one that
    is shared may be read by others of this computer.
    """
    if not shared:
        make_private(target)
    with told(source):
        origin = connected(source, key, WRITE)
        try:
            origin.execute("PRAGMA query_only = ON")
            with told(target):
                copy = connected(target, key, "rwc")
                try:
                    _copy_pages(origin, copy, going)
                    copy.execute("PRAGMA journal_mode = DELETE")
                finally:
                    copy.close()
        finally:
            origin.close()
    if key is not None:
        check_sealed(target)
    settle(target)


def _copy_pages(origin: Any, copy: Any, going: Going | None) -> None:
    if going is None:
        origin.backup(copy)
    else:
        tell = going
        origin.backup(copy, pages=STEP, progress=lambda _, left, total: tell(total - left, total), sleep=0.01)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file as it is, fast on the disk, to be read by nobody who may not read the first one."""
    with reachable(target):
        make_private(target)
        shutil.copyfile(source, target)
        share(target, source)
    settle(target)


def share(path: Path, like: Path) -> None:
    """Let a file be read by whoever may read another one."""
    with reachable(path), suppress(PermissionError):  # a network drive may know no such rights
        path.chmod(stat.S_IMODE(like.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)


def settle(path: Path) -> None:
    """See to it that a file outlasts a power cut."""
    with reachable(path):
        with path.open("r+b") as file:
            os.fsync(file.fileno())
        fasten(path.parent)


def digest_of(path: Path) -> str:
    """By what a file is told from a damaged one."""
    whole = hashlib.sha256()
    with reachable(path), path.open("rb") as file:
        while part := file.read(CHUNK):
            whole.update(part)
    return whole.hexdigest()
