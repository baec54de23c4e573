"""Overwrites and removes what must not be read again: the unencrypted file that a conversion leaves, and its journal."""

import os
from contextlib import suppress
from pathlib import Path

from app.domain.errors import Refusal
from db.keys import KeyFile, fasten
from db.troubles import journals, reachable

ASIDE = ".unencrypted"
"""How the name of the old file ends while the new one takes its place."""

RESTORING, REPLACED = ".restoring", " replaced "
"""How the name of a file ends that is being restored, and what stands in that of the one whose place it takes."""

CHUNK = 1 << 20


def aside(path: Path) -> Path:
    """The name under which an unencrypted file waits to be erased."""
    return path.with_name(path.name + ASIDE)


def erase(path: Path) -> None:
    """Write zeros over a file and remove it; a drive that spreads its writes (an SSD) may keep old pages all the same."""
    with reachable(path):
        if not path.exists():
            return
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(CHUNK, left)))
            file.flush()
            os.fsync(file.fileno())
            file.truncate(0)
        path.unlink()
        fasten(path.parent)


def erase_remains(path: Path) -> None:
    """Finish what a conversion began that was interrupted: only to be asked once the encrypted file has opened."""
    for waiting in remains(path):
        if waiting.exists() and waiting.samefile(path):
            waiting.unlink()  # to write over it would be to write over the file itself
        erase(waiting)


def let_go(path: Path) -> None:
    """Take away what a restore that was cut off left of this file; only to be asked once it is open, for then none is going on."""
    with suppress(OSError):
        drafts = [path.with_name(f"{path.name}{RESTORING}{more}") for more in ("", "-wal", "-shm", "-journal", ".seal")]
        named = f"{path.stem}{REPLACED}"
        beside = list(path.parent.iterdir()) if path.stat().st_nlink > 1 else []
        for left in (*drafts, *(each for each in beside if each.name.startswith(named) and each.samefile(path))):
            left.unlink(missing_ok=True)
            KeyFile.path_of(left).unlink(missing_ok=True)


def remains(path: Path) -> tuple[Path, ...]:
    """What an interrupted conversion may have left of the unencrypted file."""
    return (aside(path), *(aside(journal) for journal in journals(path)))


def check_nothing_waits(path: Path) -> None:
    """Refuse to make a new file under a name whose old one is only half-way to being encrypted."""
    if aside(path).exists():
        raise Refusal(
            f"{path.name} was being encrypted when it was interrupted; its records are in {aside(path).name}.",
            f'Nothing is lost. Run "iro-tracker encrypt --database {path.name}" again.',
        )
