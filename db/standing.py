"""What stands at a file's path: before it is opened, whether it is whole; while it is open, whether it is still the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, select

from app.domain.backups import Unexpected
from app.domain.errors import FileTrouble, Refusal
from db.demonstrations import is_demonstration
from db.keys import Key, KeyFile
from db.tables.memory import meta
from db.troubles import check_file, is_plain, journals, unencrypted

AS_AT = "as-at"
"""The key in meta that tells of which moment a read-only copy is."""

NEXT_STEP = (
    "Nothing was written. Put the file and its journal back under their names, and go on; or restart the program, "
    "and restore the newest backup if the file is gone."
)


def check_whole(path: Path, key: Key | None) -> None:
    """Refuse what cannot be opened as it is; a lost key file is told before a passphrase would be asked for."""
    beside = KeyFile.path_of(path)
    if key is None and beside.exists() and path.is_file() and path.stat().st_size and not is_plain(path):
        raise Refusal(f"{path.name} is encrypted, and needs its passphrase.", "Open it with its passphrase.")
    check_file(path, locked=key is not None)


def check_kind(connection: Connection, path: Path, key: Key | None) -> None:
    """Refuse a service's file that is not encrypted, one that took the place of an encrypted one, and a renamed copy."""
    if key is None and not is_demonstration(connection.exec_driver_sql):
        raise unencrypted(path)
    if key is None and KeyFile.path_of(path).exists():
        raise Refusal(
            f"{path.name} is not encrypted, though the key file of an encrypted one lies beside it: it is another file.",
            "Nothing was changed. Restore the newest backup; if this is a demonstration, move it to another folder.",
        )
    if connection.execute(select(meta.c.value).where(meta.c["key"] == AS_AT)).first() is not None:
        raise Refusal(
            f"{path.name} is a read-only copy that was given another name: what is changed in it would be lost.",
            "Open the service's own file. To read this one, let its name end in .irocopy again.",
        )


class Standing:
    """The file and the journal that are open: a system that lets them be moved or deleted meanwhile would lose what is written.

    Only their place in the folder is looked at: a second handle on an open database would drop its locks.
    """

    def __init__(self, path: Path, *engines: Engine) -> None:
        self._path, self._journal = path, journals(path)[0]
        self._first = _mark(path)
        self._known: dict[Path, tuple[int, int]] = {}
        self._open: set[int] = set()
        for engine in engines:
            event.listen(engine, "connect", self._opened)
            event.listen(engine, "close", self._closed)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Say of a file that is exchanged while it is opened, by a restore, just that: its note is of the new one then."""
        try:
            yield
        except Unexpected as no:
            if _mark(self._path) == self._first:
                raise
            raise FileTrouble(f"{self._path.name} was exchanged just now, as a restore does.", "Open it again.") from no

    def note(self) -> None:
        """Remember which files they are, now that they are open."""
        self._known = {each: mark for each in (self._path, self._journal) if (mark := _mark(each))}

    def check(self) -> None:
        """Refuse to go on with a file that was moved, renamed, deleted or exchanged while it is open."""
        if self._known and self._open and self._journal not in self._known and (found := _mark(self._journal)):
            self._known[self._journal] = found
        for each, mark in self._known.items():
            if (found := _mark(each)) != mark:
                how = (
                    "another file was put in its place"
                    if found
                    else "it was moved, renamed or deleted, or its disk is gone"
                )
                what = self._path.name if each == self._path else f"{each.name}, the journal of {self._path.name},"
                raise FileTrouble(f"{what} is not where it was opened: {how}.", NEXT_STEP)

    def _opened(self, connection: Any, _: Any) -> None:
        self._open.add(id(connection))

    def _closed(self, connection: Any, _: Any) -> None:
        """With the last connection, given up because its disk failed, say, SQLite puts the journal away; the next begins another."""
        self._open.discard(id(connection))
        if not self._open:
            self._known.pop(self._journal, None)


def _mark(path: Path) -> tuple[int, int] | None:
    """By which a file is known whatever it is called; None when there is none, or its disk does not answer."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
