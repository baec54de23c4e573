"""Moves a database from a network or synchronised folder to this computer's own disk, and leaves no second one in use."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import Refusal
from db import seal
from db.checking import check, is_whole
from db.database import Database
from db.holding import READABLE, held
from db.keys import Key, KeyFile, fasten
from db.places import check_place
from db.troubles import check_file, check_journal, journals, reachable
from db.wholefiles import check_room, copy_database, copy_file, size_of

ENDING = ".moving"


def move(source: Path, target: Path, key: Key | None, at: datetime) -> Path:
    """Copy the file to its new place, check every record there, then give the old one a name under which nobody goes on.

    Gives that name. Until the copy has been checked the old file is as it was.
    """
    check_place(target)
    if target.exists() or KeyFile.path_of(target).exists():
        raise Refusal(f"{target.name} exists already. Nothing was moved.", "Choose another name.")
    with reachable(source):
        check_file(source, locked=key is not None)
    with reachable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        check_journal(target)
    check_room(target.parent, size_of(source), "the moved file")
    with held(source, key, READABLE) as let_go:
        _bring_over(source, target, key)
        if os.name == "nt":  # there a file that is open keeps its name
            let_go()
        away = _put_away(source, at)
    with suppress(Refusal):  # the file is in its place already, and its note can be written when it is next opened
        Database.open(target, key).close()
    return away


def _bring_over(source: Path, target: Path, key: Key | None) -> None:
    """Copy and check it; the key file comes before the file, and an old note of that name goes."""
    draft = target.with_name(target.name + ENDING)
    try:
        draft.unlink(missing_ok=True)
        copy_database(source, draft, key)
        _verify(draft, key)
        if KeyFile.path_of(source).exists():
            copy_file(KeyFile.path_of(source), KeyFile.path_of(target))
        with reachable(target):
            seal.forget(target)
            draft.rename(target)
            fasten(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _verify(draft: Path, key: Key | None) -> None:
    findings = check(draft, key, full=True, resting=True)
    if not is_whole(findings):
        said = " ".join(one.words for one in findings if not one.good)
        raise Refusal(f"The file was not moved, because it is damaged: {said}", "Restore the newest backup.")


def _put_away(source: Path, at: datetime) -> Path:
    away = source.with_name(f"{source.stem} moved {at.astimezone(UTC):%Y-%m-%d %H%M%S}{source.suffix}")
    with reachable(source):
        for one in (source, *journals(source), KeyFile.path_of(source)):
            if one.exists():
                one.rename(away.with_name(away.name + one.name.removeprefix(source.name)))
        seal.forget(source)
    return away
