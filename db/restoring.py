"""Puts a backup back: into a new file, or in place of the file in use, which is then kept under another name."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.access import Stamp
from app.domain.backups import Backup, Unexpected, moment_words
from app.domain.errors import Refusal
from app.late import late
from db import seal
from db.backups import damaged
from db.checking import check, is_whole
from db.connections import joined
from db.database import PATIENCE, VERSION, Database
from db.engines import pragma, writing_engine
from db.erasing import REPLACED, RESTORING
from db.holding import held, in_use
from db.keys import Key, KeyFile, fasten
from db.places import check_place
from db.troubles import check_journal, journals, reachable, told
from db.wholefiles import check_room, copy_file, settle, share, size_of


def check_backup(backup: Backup, key: Key | None) -> None:
    """Refuse a backup that is not as it was written, or whose inside is not whole."""
    name = Path(backup.place).name
    wrong = damaged(Path(backup.place))
    said = f"its file {wrong} is not as it was written" if wrong else ""
    if not wrong:
        findings = check(Path(backup.place) / backup.file, key, resting=True)
        said = "" if is_whole(findings) else next(finding.words for finding in findings if not finding.good)
    if said:
        raise Refusal(f"The backup {name} is damaged: {said}", "Nothing was changed. Restore another one.")


def restore_into(backup: Backup, target: Path, key: Key | None, stamp: Stamp, key_file: Path | None = None) -> Path:
    """Restore into a new file; a file that is there is never replaced.

    The key file is the backup's own, unless another one is named that wraps the same key: that of the file in use, whose
    passphrase people know.
    """
    check_place(target)
    if target.exists():
        raise Refusal(
            f"{target.name} exists already. Nothing was changed.", "Choose another name, or restore in place."
        )
    check_backup(backup, key)
    with reachable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        check_journal(target)
    _check_key_file(backup, target)
    check_room(target.parent, backup.size, "the restored file")
    with _draft(backup, target, key, stamp, 0) as draft:
        _put_key_file(key_file or own_key_file(backup), target)
        seal.forget(target)
        draft.rename(target)
        fasten(target.parent)
    _note(target, key)
    return target


def restore_in_place(backup: Backup, target: Path, key: Key | None, stamp: Stamp) -> Path:
    """Restore over the file in use and give the name under which the replaced one is kept.

    At every instant there is a whole file in its place: the old one is given a second name first, and the new one then
    takes over the first in one step. Whoever has the file open stops this before anything is changed, and nobody can open
    it for a change until that is done.
    """
    check_place(target)
    check_backup(backup, key)
    if not target.exists():
        restore_into(backup, target, key, stamp)
        return target
    _check_own(backup, target, key)
    check_room(target.parent, backup.size + size_of(target), "the restored file beside the replaced one")
    kept = _kept_name(target, stamp.at)
    with ExitStack() as hold:
        let_go = hold.enter_context(held(target, key))
        draft = hold.enter_context(_draft(backup, target, key, stamp, _counter(target, key)))
        _keep_beside(target, kept)
        if not _second_name(target, kept):
            let_go()
            let_go = hold.enter_context(_copied(target, kept, key))
        _put_key_file(own_key_file(backup), target)
        seal.forget(target)
        _exchange(draft, target, kept, let_go)
    _note(target, key)
    return kept


# --------------------------------------------------------------------------------------------------------- the parts


@contextmanager
def _draft(backup: Backup, target: Path, key: Key | None, stamp: Stamp, counter: int) -> Iterator[Path]:
    """The backup's database beside its place, with an entry that says it was restored and a count that goes on."""
    draft = target.with_name(target.name + RESTORING)
    try:
        with reachable(draft):
            for left in (draft, *journals(draft), seal.path_of(draft)):
                left.unlink(missing_ok=True)
        copy_file(Path(backup.place) / backup.file, draft)
        _bring_up_to_date(draft, key)
        with Database.open(draft, key) as database:
            _enter(database, backup, stamp)
        _count_from(draft, key, counter)
        yield draft
    finally:
        for left in (draft, *journals(draft), seal.path_of(draft)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _bring_up_to_date(draft: Path, key: Key | None) -> None:
    """A backup of an earlier version gets the tables of this one; it is itself the copy from before."""
    engine = writing_engine(draft, key, PATIENCE)
    try:
        with told(draft):
            if int(pragma(engine, "user_version")) < VERSION:
                late("db.upgrade").upgrade(engine, draft)
    finally:
        engine.dispose()


def _enter(database: Database, backup: Backup, stamp: Stamp) -> None:
    with database.change(replace(stamp, at=stamp.at.astimezone(UTC)), "Backup restored") as store:
        store.describe(f"As at {moment_words(backup.at)}, entry {backup.entry}")


def _count_from(draft: Path, key: Key | None, counter: int) -> None:
    """Raise the file's count of its changes above that of the file it replaces; leave it without a journal."""
    with told(draft), joined(draft, key) as connection:
        words = "UPDATE meta SET value = ? WHERE key = 'counter' AND CAST(value AS INTEGER) <= ?"
        connection.execute(words, (str(counter + 1), counter))
        connection.execute("PRAGMA journal_mode = DELETE")
    settle(draft)


def _check_own(backup: Backup, target: Path, key: Key | None) -> None:
    """Only a backup of this file, under the same key, may take its place."""
    noted, other = None, False
    with suppress(Unexpected):
        noted = seal.read(target, key)
    with suppress(Refusal):
        own = KeyFile.read(own_key_file(backup))
        other = KeyFile.read(KeyFile.path_of(target)).id != own.id
    if other or (noted is not None and noted.file_id != backup.file_id):
        raise Refusal(
            f"{Path(backup.place).name} is a backup of another file than {target.name}. Nothing was changed.",
            "Restore it into a new file instead.",
        )


def _counter(target: Path, key: Key | None) -> int:
    """How far the replaced file had come, so that backups made from now on are newer than those made so far."""
    try:
        noted = seal.read(target, key)
    except Unexpected:
        return 0
    return noted.counter if noted else 0


def _kept_name(target: Path, at: datetime) -> Path:
    name = f"{target.stem}{REPLACED}{at.astimezone(UTC):%Y-%m-%d %H%M%S}"
    number, free = 1, target.with_name(name + target.suffix)
    while free.exists():
        number += 1
        free = target.with_name(f"{name} {number}{target.suffix}")
    return free


def _keep_beside(target: Path, kept: Path) -> None:
    """Keep the key file of the replaced file, and what is left of its journal."""
    beside = KeyFile.path_of(target)
    if beside.exists():
        copy_file(beside, KeyFile.path_of(kept))
    for source, copy in zip(journals(target), journals(kept), strict=True):
        if source.exists():
            copy_file(source, copy)


def _second_name(target: Path, kept: Path) -> bool:
    """Give the replaced file a second name, if the disk knows such."""
    try:
        os.link(target, kept)
        fasten(kept.parent)
    except OSError:
        return False
    return True


@contextmanager
def _copied(target: Path, kept: Path, key: Key | None) -> Iterator[Callable[[], None]]:
    """Copy the replaced file instead, and hold it again; a file that was changed meanwhile is left as it is."""
    before = _marks(target)
    copy_file(target, kept)
    with held(target, key) as let_go:
        if _marks(target) != before:
            _forget_kept(kept)
            raise in_use(target)
        yield let_go


def _marks(target: Path) -> tuple[int, int]:
    with reachable(target):
        found = target.stat()
    return found.st_size, found.st_mtime_ns


def _exchange(draft: Path, target: Path, kept: Path, let_go: Callable[[], None]) -> None:
    """Let the new file take over the name in one step; on Windows only a file that nobody has open gives it up."""
    share(draft, target)  # whoever may read it stays who they were
    if os.name == "nt":
        let_go()
    try:
        for journal in journals(target):
            journal.unlink(missing_ok=True)
        draft.replace(target)
        fasten(target.parent)
    except OSError as error:
        _forget_kept(kept)
        if isinstance(error, PermissionError):
            raise in_use(target) from error
        with reachable(target):
            raise


def _forget_kept(kept: Path) -> None:
    """The replaced file stays where it is, so it needs no second name."""
    for one in (kept, *journals(kept), KeyFile.path_of(kept)):
        with suppress(OSError):
            one.unlink(missing_ok=True)


def _check_key_file(backup: Backup, target: Path) -> None:
    """A key file that lies there alone belongs to a file that was moved away, unless it wraps the backup's own key."""
    beside, own = KeyFile.path_of(target), own_key_file(backup)
    if beside.exists() and own.exists() and KeyFile.read(beside).id != KeyFile.read(own).id:
        raise Refusal(
            f"{beside.name} is here without its database, which nobody could read without it.",
            f"Put {target.name} back beside it, or choose another name.",
        )


def own_key_file(backup: Backup) -> Path:
    """Where the key file of a backup lies."""
    return KeyFile.path_of(Path(backup.place) / backup.file)


def _put_key_file(own: Path, target: Path) -> None:
    """Put a key file beside the target, unless the one there wraps the same key: that one knows the newest passphrase."""
    beside = KeyFile.path_of(target)
    if not own.exists():
        return
    key_file = KeyFile.read(own)
    with suppress(Refusal):
        if KeyFile.read(beside).id == key_file.id:
            return
    key_file.write(beside)


def _note(target: Path, key: Key | None) -> None:
    """The file is in its place already, so what the disk says now is no reason to call it refused."""
    with suppress(Refusal), told(target), Database.open(target, key, accept=True):
        pass
