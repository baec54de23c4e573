"""Reading files that strangers made: whatever is in them, the answer is books of rows, or a sentence why not."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from app.apart import Ending, Watched, converse
from app.domain.errors import Refusal, could_not_start
from app.files.reading.books import DEFAULT, Book, Cancelled, Cell, Kind, Limits, Row, Sheet, refused
from app.files.reading.contents import damaged
from app.files.reading.gathering import Gathering
from app.files.reading.sources import files_of

__all__ = ["DEFAULT", "Book", "Cancelled", "Cell", "Kind", "Limits", "Row", "Sheet", "read"]

CALAMINE = "app.files.reading.with_calamine"
OPENPYXL = "app.files.reading.with_openpyxl"

Progress = Callable[[str], None]
Question = Callable[[], bool]
Jobs = list[tuple[str, str]]  # a file's path, and the member if the file is a zip archive


def read(
    paths: Sequence[Path],
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
    cancelled: Question | None = None,
) -> tuple[Book, ...]:
    """Read files, folders and zip archives in a child process; the first that cannot be read is refused, and with it all.

    `progress` is told what is being read, in words; `cancelled` is asked about fifty times a second.
    """
    jobs: Jobs = [(str(path.absolute()), "") for path in files_of(paths)]
    books: list[Book] = []
    while jobs:
        gathering, ending = _ask(CALAMINE, jobs, limits, progress, cancelled)
        books += gathering.books
        if gathering.is_done:
            break
        jobs = gathering.jobs[len(gathering.books) :]
        books += _second_reading(gathering, ending, jobs[:1], limits, progress, cancelled)
        jobs = jobs[1:]
    return tuple(books)


def _ask(
    module: str, jobs: Jobs, limits: Limits, progress: Progress | None, cancelled: Question | None
) -> tuple[Gathering, Ending]:
    gathering = Gathering(jobs, progress or _say_nothing)
    request = {"jobs": jobs, "limits": asdict(limits)}
    watched = Watched(gathering.receive, cancelled or _never, limits.memory, limits.seconds * len(jobs))
    ending = converse(module, request, watched)
    if gathering.refusal:
        raise gathering.refusal
    if ending is Ending.UNBEGUN:
        raise could_not_start()
    if ending is Ending.CANCELLED:
        raise Cancelled("Reading was stopped. Nothing has been changed.", "Start it again whenever you like.")
    if ending is Ending.TIME:
        raise _too_slow(_name(gathering), limits)
    return gathering, ending


def _second_reading(
    first: Gathering, ending: Ending, jobs: Jobs, limits: Limits, progress: Progress | None, cancelled: Question | None
) -> list[Book]:
    """The first reader broke down, or took too much memory: the second reads row by row, and only .xlsx."""
    if first.content != "xlsx":
        raise _broken(_name(first), ending, limits)
    second, ending = _ask(OPENPYXL, jobs, limits, progress, cancelled)
    if not second.is_done:
        raise _broken(_name(first), ending, limits)
    return second.books


def _name(gathering: Gathering) -> str:
    """The file being read, or the one that would have come next."""
    path, member = gathering.jobs[min(len(gathering.books), len(gathering.jobs) - 1)]
    return gathering.name or Path(member or path).name


def _broken(name: str, ending: Ending, limits: Limits) -> Refusal:
    if ending is Ending.MEMORY:
        return refused(
            f"{name} needs more than {limits.memory // 2**20:,} MB of memory to read.",
            "Split it into smaller files, or copy its rows into a new workbook, then try again.",
        )
    return damaged(name)


def _too_slow(name: str, limits: Limits) -> Refusal:
    return refused(
        f"{name} could not be read within {limits.seconds:,.0f} seconds.",
        "Split it into smaller files, or copy its rows into a new workbook, then try again.",
    )


def _say_nothing(_words: str) -> None:
    return


def _never() -> bool:
    return False
