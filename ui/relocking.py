"""The verbs of the command line that are about keys: encrypt, passphrase, recovery-key."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.commands.keys import ChangePassphrase, RenewRecoveryKey
from app.desk import Desk
from app.domain.access import Stamp
from app.domain.errors import Refusal
from app.late import late
from ui.locking import NEEDED, Locks


@dataclass(frozen=True)
class Relocking:
    """What one command line does with the keys of a file; each verb gives its exit code."""

    database: type[Any]
    options: Namespace
    path: Path
    locks: Locks
    at_desk: Callable[[Any, Callable[[Desk], int]], int]
    """Signs in to an open file, does some work and closes it."""
    stamp: Stamp
    tell: Callable[[str, Any], None]

    def encrypt(self) -> int:
        """Encrypt the file of an earlier version, once."""
        made = self.locks.new()
        with self.locks.handing_over(made, self._key_file):
            done = self.database.encrypt(self.path, made, self.stamp)
        told = {"rows": done.rows, "erased": list(done.erased), "copies": list(done.copies)}
        self.tell("\n".join(encrypted_in_words(self.path.name, done)), {"file": str(self.path), **told})
        return 0

    def passphrase(self) -> int:
        """Give the file another passphrase, for whoever knows the old one or has the recovery key."""
        held, key = self._held()
        by = "the recovery key" if self.locks.has_recovery else "the old passphrase"
        changed = held.change(key, self.locks.new_passphrase())
        self._enter(key, ChangePassphrase(lambda: changed.write(self._key_file), by))
        forget(changed)
        words = f"{self.path.name} has a new passphrase. The recovery key is the same; older backups open with the old passphrase."
        self.tell(words, {"file": str(self.path)})
        return 0

    def recovery_key(self) -> int:
        """Give the file another recovery key, for whoever knows the passphrase."""
        self._check_locked()
        key = self.locks.key(self.path)
        made = self.database.keys.read(self._key_file).renewed(key)
        with self.locks.handing_over(made, self._key_file):
            self._enter(key, RenewRecoveryKey(lambda: made.file.write(self._key_file)))
        forget(made.file)
        told = f"{self.path.name} has a new recovery key. The one before opens older backups only; the passphrase is the same."
        self.tell(told, {"file": str(self.path)})
        return 0

    @property
    def _key_file(self) -> Path:
        beside: Path = self.database.keys.path_of(self.path)
        return beside

    def _held(self) -> tuple[Any, Any]:
        self._check_locked()
        held = self.database.keys.read(self._key_file)
        if self.locks.has_recovery:
            return held, self.locks.recovered(held)
        if not self.locks.is_given:
            raise Refusal("Changing the passphrase needs the old one, or the recovery key.", NEEDED)
        return held, self.locks.key(self.path)

    def _check_locked(self) -> None:
        if not self.database.needs_key(self.path):
            raise Refusal(f"{self.path.name} has no passphrase.", "Choose the encrypted file of a service.")
        if self.database.only_read(self.path):
            raise Refusal(
                f"{self.path.name} is only read: a copy or a backup opens with the passphrase of its day.",
                "Nothing was changed. Choose the service's own file.",
            )

    def _enter(self, key: Any, command: Any) -> None:
        """Open the file, so that a key file of another one is found out first; the entry and the key file come together."""

        def work(desk: Desk) -> int:
            desk.do(command)
            return 0

        self.at_desk(self.database.open(self.path, key), work)


def forget(held: Any) -> None:
    """Whoever changes what opens a file may have a reason: this computer keeps no PIN and no key of it any longer."""
    late("ui.named").name_program()
    late("ui.ownkeys").forget_all(held)


def encrypted_in_words(name: str, done: Any) -> list[str]:
    """What a conversion did, and what is left for the person to do."""
    words = [
        f"{name} is encrypted: {done.rows:,} rows, each compared with the old file, which was written over and removed."
    ]
    if done.erased:
        words.append("Copies of earlier versions beside it were erased too: " + ", ".join(done.erased))
    if done.copies:
        words.append(
            "These copies beside it are not encrypted and could not be erased. Delete them: " + ", ".join(done.copies)
        )
    if done.broken is not None:
        words.append(f"Entry {done.broken} of the audit did not hold before either: ask who changed the file.")
    return words
