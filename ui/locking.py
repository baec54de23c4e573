"""Passphrases and recovery keys on the command line: read from files or standard input, never from the arguments."""

import os
import secrets
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.domain.errors import Refusal

PAUSE = 1.0
"""How many seconds to wait after a wrong passphrase, so that nobody tries many."""

NEEDED = "Give it with --passphrase-file FILE (- is standard input)."


class Locks:
    """What one command line knows of passphrases, and the keys of the files that they open."""

    def __init__(self, database: type[Any], options: Namespace) -> None:
        self._database = database
        self._options = options

    @property
    def is_given(self) -> bool:
        """Whether a passphrase was given."""
        return hasattr(self._options, "passphrase_file")

    def key(self, path: Path) -> Any:
        """The key of a file, or None for one that needs none: what it is then, opening it tells."""
        if not self._database.needs_key(path):
            return None
        if not self.is_given:
            raise Refusal(f"{path.name} is encrypted, and needs its passphrase.", NEEDED)
        return self.key_in(self._database.keys.path_of(path))

    def key_in(self, key_file: Path) -> Any:
        """The key that a key file holds, whatever has become of the database beside it."""
        if not self.is_given:
            raise Refusal(f"{key_file.name} needs its passphrase.", NEEDED)
        return self._unlocked(self._database.keys.read(key_file), self._passphrase())

    def new(self, *, kept: bool = True) -> Any:
        """What is needed to make a new file; one that is not kept gets a passphrase that nobody knows."""
        if not kept:
            return self._database.keys.make(secrets.token_hex())
        if not self.is_given:
            raise Refusal("A new service's file is encrypted, and needs a passphrase of 12 or more characters.", NEEDED)
        return self._database.keys.make(self._passphrase())

    @contextmanager
    def handing_over(self, made: Any, key_file: Path) -> Iterator[None]:
        """Give a recovery key away once: into the file that was named, or on standard error once the work is done.

        Work that failed leaves no recovery key, unless the key file that it opens is in its place already.
        """
        named: Path | None = getattr(self._options, "recovery_key_file", None)
        if named is not None:
            _write_new(named, made.recovery)
        try:
            yield
        except BaseException:
            if self._is_in_place(made.file, key_file):
                self._hand_over(named, made.recovery)
            elif named is not None:
                named.unlink(missing_ok=True)
            raise
        self._hand_over(named, made.recovery)

    @staticmethod
    def _hand_over(named: Path | None, recovery: str) -> None:
        if named is None:
            sys.stderr.write(_printed(recovery))

    def _is_in_place(self, made: Any, key_file: Path) -> bool:
        try:
            return bool(self._database.keys.read(key_file) == made)
        except Refusal:
            return False

    @property
    def has_recovery(self) -> bool:
        """Whether a file with the recovery key was named."""
        return getattr(self._options, "recovery_key_file", None) is not None

    def recovered(self, held: Any) -> Any:
        """The key of a key file, by the recovery key that was given."""
        return self._told_after_a_while(lambda: held.recover(_first_line(self._options.recovery_key_file)))

    def new_passphrase(self) -> str:
        """The passphrase that is to be; with both from standard input it is the line after the old one."""
        return _first_line(self._options.new_passphrase_file)

    def _passphrase(self) -> str:
        return _first_line(self._options.passphrase_file)

    def _unlocked(self, held: Any, passphrase: str) -> Any:
        return self._told_after_a_while(lambda: held.unlock(passphrase))

    @staticmethod
    def _told_after_a_while(unlock: Callable[[], Any]) -> Any:
        try:
            return unlock()
        except Refusal:
            time.sleep(PAUSE)
            raise


def _first_line(file: Path | None) -> str:
    """The first line of a file, or of standard input, without its end."""
    if file is None:
        return _filled(sys.stdin.readline(), "standard input")
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return _filled(lines.readline(), file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            f"{file.name} cannot be read.", "Nothing was changed. Check its name, and that it is a text file."
        ) from error


def _filled(line: str, name: str) -> str:
    words = line.rstrip("\r\n")
    if not words:
        raise Refusal(
            f"The first line of {name} is empty.", "Nothing was changed. What is asked for stands there alone."
        )
    return words


def _write_new(file: Path, recovery: str) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Refusal(
            f"{file.name} is already there.", "Nothing was made. Choose another name for the recovery key."
        ) from error
    except OSError as error:
        raise Refusal(
            f"{file.name} cannot be written, and a file without its recovery key is not made.", "Choose another folder."
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(recovery + "\n")


def _printed(recovery: str) -> str:
    return (
        f"Recovery key: {recovery}\n"
        "Print it or write it down, and keep it away from this computer: it opens the file if the passphrase is forgotten,\n"
        "and it is shown this once. Without either of them nobody can read the records.\n"
    )
