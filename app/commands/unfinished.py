"""Files that go out, while they are written: a program that is killed leaves them behind, and the next one erases them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from os import getpid
from pathlib import Path
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.audit import BEGUN
from app.domain.errors import Refusal
from app.late import late
from app.store import Store

UNFINISHED = "unfinished"
CLOCK = 10
"""Seconds by which two programs may differ about when a process began."""


@dataclass(frozen=True)
class BeginFile:
    """Remember, in the encrypted file alone, where something is being written and by which process."""

    path: str
    process: str
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = BEGUN

    def run(self, store: Store, stamp: Stamp) -> None:
        """Remember it; forget those that are not there any more."""
        for path in store.recall_all(UNFINISHED):
            if not Path(path).exists():
                store.remember(UNFINISHED, path, None)
        store.remember(UNFINISHED, self.path, self.process)


@dataclass(frozen=True)
class ForgetFiles:
    """Forget files that are erased, or finished."""

    paths: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = "Forget a file"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Forget them."""
        for path in self.paths:
            store.remember(UNFINISHED, path, None)


@dataclass(frozen=True)
class UnfinishedFiles:
    """Ask which files were begun, and by which process."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Mapping[str, str]:
        """By their paths."""
        return store.recall_all(UNFINISHED)


@contextmanager
def begun(desk: Any, target: Path) -> Iterator[Path]:
    """A temporary path beside the target, remembered before anything is written there and until nothing is."""
    path = ""
    try:
        with late("app.files.writing.saving").beside(target) as temporary:
            path = str(temporary.absolute())
            desk.do(BeginFile(path, _mark(getpid())))
            yield temporary
    finally:
        if path and not Path(path).exists():
            with suppress(Refusal):  # the next one that is begun forgets it
                desk.do(ForgetFiles((path,)))


def erase_unfinished(desk: Any) -> int:
    """Erase what a program that was killed left behind; how many files there were. Those still being written stay."""
    found: Mapping[str, str] = desk.ask(UnfinishedFiles())
    left = [path for path, mark in found.items() if not _is_running(mark)]
    erased = 0
    for path in map(Path, left):
        with suppress(OSError):
            erased += path.exists()
            path.unlink(missing_ok=True)
    gone = tuple(path for path in left if not Path(path).exists())
    if gone:
        with suppress(Refusal):  # in a copy that is only read nothing is forgotten
            desk.do(ForgetFiles(gone))
    return erased


def _mark(number: int) -> str:
    """A process by its number and its beginning: numbers are used again."""
    return f"{number} {late('psutil').Process(number).create_time():.1f}"


def _is_running(mark: str) -> bool:
    """Two programs reckon a process's beginning by a clock that is set now and then: seconds do not count."""
    with suppress(late("psutil").Error, ValueError):
        number, began = mark.split()
        return bool(abs(late("psutil").Process(int(number)).create_time() - float(began)) < CLOCK)
    return False
