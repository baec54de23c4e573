"""How a new file comes into being: made in a folder of its own, and moved to its place when it is whole."""

import glob
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import Refusal

NOTE = ".seal"
"""How the name of the note beside a file ends: one that a lost file left behind is replaced."""

JOURNAL = "-wal"
"""How the name of a file's journal ends; a file that was closed well has none."""


@contextmanager
def draft_of(path: Path, beside: Path | None) -> Iterator[Path]:
    """Where a new file is made before it takes its place: in a folder of its own, which is gone afterwards."""
    if beside:
        _make_folder(beside)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=beside, ignore_cleanup_errors=True) as folder:
        yield Path(folder) / path.name


def move(draft: Path, path: Path) -> None:
    """Give a file that was made in the meantime no chance to be lost; what lies beside it comes first, its key above all."""
    _check_settled(draft, path)
    beside = sorted(draft.parent.glob(glob.escape(draft.name) + ".*"))
    for each in (path, *(_moved(one, draft, path) for one in beside)):
        if each.exists() and each.suffix != NOTE:
            raise Refusal(f"{each.name} was made by somebody else meanwhile.", "Nothing was written. Try again.")
    for one in beside:
        one.replace(_moved(one, draft, path))
    draft.replace(path)


def _check_settled(draft: Path, path: Path) -> None:
    """What the disk did not let go from the journal into the file would stay behind."""
    journal = draft.with_name(draft.name + JOURNAL)
    if journal.exists() and journal.stat().st_size:
        raise Refusal(
            f"{path.name} could not be finished: the disk could not be read or written. Nothing was kept of it.",
            "Check that the disk is connected and has room, then try again.",
        )


def _moved(beside: Path, draft: Path, path: Path) -> Path:
    return path.with_name(path.name + beside.name.removeprefix(draft.name))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"The folder {folder} cannot be made.", "Choose another folder, or ask for the right.") from error
