"""Makes, lists and thins backups: each a folder that holds the database, its key file, and a note of what is in it."""

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import VERSION
from app.domain.backups import Backup, kept, newest_first
from app.domain.errors import Refusal
from db import seal
from db.checking import check, counts, is_whole
from db.connections import AT_REST, resting_engine
from db.keys import Key, KeyFile, fasten, make_private
from db.troubles import reachable, told
from db.wholefiles import Going, check_room, copy_database, copy_file, digest_of, settle, size_of

NOTE = "backup.json"
DRAFT = ".new-"
"""How the name of a backup begins while it is being made."""

CUT_OFF = 24 * 60 * 60
"""After so many seconds nobody is still making it."""

FORMAT = 1
LARGEST = 100_000


def usual_folder(database: Path) -> Path:
    """Where backups go until the service chooses a folder: beside the file."""
    return database.with_name(f"{database.stem} backups")


def make(
    database: Path, key: Key | None, folder: Path, at: datetime, reason: str, going: Going | None = None
) -> Backup:
    """Make a backup, open and check it, and only then give it its name; then thin those that are there.

    The file may be in use. What fails leaves no half backup, and the file as it was.
    """
    with reachable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    _clear_drafts(folder, at)
    check_room(folder, size_of(database), "a backup")
    name = _free_name(folder, f"{database.stem} {at.astimezone(UTC):%Y-%m-%d %H%M%S}")
    with _draft(folder, name) as draft:
        copy = draft / database.name
        copy_database(database, copy, key, going)
        beside = KeyFile.path_of(database)
        if beside.exists():
            copy_file(beside, KeyFile.path_of(copy))
        _verify(copy, key)
        made = replace(_described(copy, key, folder / name, at, reason), origin=origin_of(database))
        _write_note(draft / NOTE, made, _digests(draft))
        with reachable(folder):
            draft.rename(folder / name)
            fasten(folder)
    thin(folder, made)
    return made


def origin_of(database: Path) -> str:
    """A mark of the place of a file and of the computer, which does not tell them: backups of several may share a folder."""
    place = f"{platform.node()} {os.path.normcase(os.path.realpath(database))}"
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def listed(*folders: Path) -> list[Backup]:
    """The backups that lie in these folders, the newest first; what is no backup, or not whole, is not among them."""
    found: dict[Path, Backup] = {}
    for folder in folders:
        for place in _folders_in(folder):
            backup = noted(place)
            if backup is not None:
                found[place] = backup
    return newest_first(found.values())


def noted(place: Path) -> Backup | None:
    """The backup in this folder as its note tells it, if its files are there in full."""
    told_so = _note(place)
    if told_so is None:
        return None
    backup, sizes = told_so
    whole = all((place / name).is_file() and (place / name).stat().st_size == size for name, size in sizes.items())
    return backup if whole and backup.file in sizes else None


def unusable(*folders: Path) -> list[str]:
    """The names of the folders that hold what is left of a backup: its note is damaged, or its files are not all there."""
    places = (place for folder in folders for place in _folders_in(folder) if not place.name.startswith(DRAFT))
    return sorted({place.name for place in places if (place / NOTE).exists() and noted(place) is None})


def damaged(place: Path) -> str:
    """Which file of a backup is not as it was written, by its digest; nothing when all are."""
    with reachable(place / NOTE):
        held = json.loads((place / NOTE).read_bytes())
    for name, one in held["files"].items():
        if not (place / name).is_file() or digest_of(place / name) != one["sha256"]:
            return str(name)
    return ""


def thin(folder: Path, newest: Backup) -> list[Backup]:
    """Remove the backups of this file that a newer one stands for; gives those removed. Other files' are left alone.

    A file that was restored elsewhere has the same identity, and its own name or place. The one just made always stays.
    """
    own = [backup for backup in listed(folder) if backup.is_of(newest.file_id, newest.file, newest.origin)]
    gone = [backup for backup in own if backup not in kept(own) and backup.place != newest.place]
    for backup in gone:
        _remove(Path(backup.place))
    return gone


# --------------------------------------------------------------------------------------------------------- the parts


def _verify(copy: Path, key: Key | None) -> None:
    findings = check(copy, key, full=False, resting=True)
    if not is_whole(findings):
        said = " ".join(finding.words for finding in findings if not finding.good)
        raise Refusal(
            f"The backup was made and then found damaged, so it was not kept: {said}",
            "Nothing else was changed, and older backups are still there. Run `iro-tracker check --full` on the file.",
        )


def _described(copy: Path, key: Key | None, place: Path, at: datetime, reason: str) -> Backup:
    engine = resting_engine(copy, key, AT_REST)
    try:
        with told(copy), engine.connect() as connection:
            state = seal.state(connection)
            children, reviews = counts(connection)
    finally:
        engine.dispose()
    return Backup(
        place=str(place),
        file=copy.name,
        file_id=state.file_id,
        at=at.astimezone(UTC),
        counter=state.counter,
        entry=state.entry,
        children=children,
        reviews=reviews,
        size=copy.stat().st_size,
        reason=reason,
        program=VERSION,
    )


def _digests(draft: Path) -> dict[str, Any]:
    return {one.name: {"size": one.stat().st_size, "sha256": digest_of(one)} for one in sorted(draft.iterdir())}


def _write_note(path: Path, backup: Backup, files: dict[str, Any]) -> None:
    held = {**asdict(backup), "iro_tracker_backup": FORMAT, "at": backup.at.isoformat(), "files": files}
    del held["place"]
    make_private(path)
    with reachable(path):
        path.write_bytes(json.dumps({**held, "digest": _digest(held)}, indent=1).encode("ascii"))
    settle(path)


def _digest(held: dict[str, Any]) -> str:
    """By what a damaged note is told: a backup must not be listed with another day or number."""
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode("ascii")).hexdigest()


def _note(place: Path) -> tuple[Backup, dict[str, int]] | None:
    """What the note of a folder says, and the sizes of the files; None where there is no note that can be read."""
    try:
        held = json.loads((place / NOTE).read_bytes()[:LARGEST])
        if held["iro_tracker_backup"] > FORMAT or held.pop("digest") != _digest(held):
            return None
        texts = {name: str(held[name]) for name in ("file", "file_id", "reason", "program")}
        numbers = {name: int(held[name]) for name in ("counter", "entry", "children", "reviews", "size")}
        sizes = {str(name): int(one["size"]) for name, one in held["files"].items()}
        at = datetime.fromisoformat(held["at"]).astimezone(UTC)
        texts["origin"] = str(held.get("origin", ""))
        inside = all(Path(name).name == name for name in (*sizes, texts["file"]))
        return (Backup(place=str(place), at=at, **texts, **numbers), sizes) if inside else None  # type: ignore[arg-type]
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        return None


@contextmanager
def _draft(folder: Path, name: str) -> Iterator[Path]:
    """A folder in which a backup is made, readable by its owner only; gone if it does not take its name."""
    draft = folder / f"{DRAFT}{name}"
    with reachable(folder):
        draft.mkdir(mode=0o700)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _clear_drafts(folder: Path, at: datetime) -> None:
    """What an earlier backup left that was cut off; one that another program makes just now is left alone."""
    for place in _folders_in(folder):
        if place.name.startswith(DRAFT) and place.stat().st_mtime < at.timestamp() - CUT_OFF:
            shutil.rmtree(place, ignore_errors=True)


def _folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(place for place in folder.iterdir() if place.is_dir() and not place.is_symlink())
    except OSError:
        return []


def _free_name(folder: Path, name: str) -> str:
    """One that no backup has, nor a draft that was cut off."""
    number, free = 1, name
    while (folder / free).exists() or (folder / f"{DRAFT}{free}").exists():
        number += 1
        free = f"{name} {number}"
    return free


def _remove(place: Path) -> None:
    """The note goes first: a backup that is only half removed is none."""
    with suppress(OSError):
        (place / NOTE).unlink(missing_ok=True)
        shutil.rmtree(place)
