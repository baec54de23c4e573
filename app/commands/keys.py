"""What is done with the keys of the file: another passphrase, another recovery key; each leaves an entry in the account."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.audit import EXPORTED, PRINTED
from app.store import Store


@dataclass(frozen=True)
class ChangePassphrase:
    """Give the file another passphrase; `write` puts the new key file beside it.

    It is written as the last thing inside the transaction: if that fails, no entry says that it was done.
    """

    write: Callable[[], object]
    through: str = "the old passphrase"
    right: ClassVar[Right] = Right.PEOPLE
    title: ClassVar[str] = "Change the passphrase"

    def run(self, store: Store, stamp: Stamp) -> None:
        """The entry, then the key file."""
        store.describe(
            f"By {self.through}; the recovery key stays, and older backups open with the passphrase of their day"
        )
        self.write()


@dataclass(frozen=True)
class RenewRecoveryKey:
    """Give the file another recovery key; the printed one before opens it no longer."""

    write: Callable[[], object]
    right: ClassVar[Right] = Right.PEOPLE
    title: ClassVar[str] = "Make a new recovery key"

    def run(self, store: Store, stamp: Stamp) -> None:
        """The entry, then the key file."""
        store.describe("The one before opens only the backups of its day; the passphrase stays")
        self.write()


@dataclass(frozen=True)
class PrintRecoveryKey:
    """Enter in the account that the recovery key went to a printer."""

    right: ClassVar[Right] = Right.PEOPLE
    title: ClassVar[str] = PRINTED

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing but the entry."""
        store.describe("The recovery key")


@dataclass(frozen=True)
class SaveRecoveryKey:
    """Enter in the account that the recovery key was saved as a file, wherever that lies."""

    right: ClassVar[Right] = Right.PEOPLE
    title: ClassVar[str] = EXPORTED

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing but the entry."""
        store.describe("The recovery key, as a text file")
