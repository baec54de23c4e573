"""What is done with the whole file, as the account tells it: a backup, a copy, a restored or moved file, one taken as it is."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.errors import Refusal
from app.store import Store

SHORTEST = 8
"""How many letters a reason has at least."""


@dataclass(frozen=True)
class CheckFile:
    """See whether the file is whole; looking leaves nothing in it."""

    right: ClassVar[Right] = Right.KEEP_SAFE
    title: ClassVar[str] = "Check the file"

    def run(self, _store: Store, _stamp: Stamp) -> None:
        """Nothing is written."""


@dataclass(frozen=True)
class _Told:
    """What leaves nothing in the file but its entry, in words of its own."""

    words: str

    def run(self, store: Store, _stamp: Stamp) -> None:
        """Nothing but the entry."""
        store.describe(self.words)


@dataclass(frozen=True)
class BackUp(_Told):
    """Make a backup that somebody asked for; those that the program makes by itself have no entry."""

    right: ClassVar[Right] = Right.KEEP_SAFE
    title: ClassVar[str] = "Back up"


@dataclass(frozen=True)
class LeaveCopy(_Told):
    """Leave a read-only copy for colleagues."""

    right: ClassVar[Right] = Right.KEEP_SAFE
    title: ClassVar[str] = "Leave a read-only copy"


@dataclass(frozen=True)
class RestoreElsewhere(_Told):
    """Restore a backup into a new file: the entry stands in the file that is in use."""

    right: ClassVar[Right] = Right.KEEP_SAFE
    title: ClassVar[str] = "Restore a backup into a new file"


@dataclass(frozen=True)
class RestoreInPlace(_Told):
    """Put a backup in place of the file in use."""

    right: ClassVar[Right] = Right.PUT_BACK
    title: ClassVar[str] = "Restore a backup in place"


@dataclass(frozen=True)
class MoveFile(_Told):
    """Bring a file from a network or synchronised folder to this computer's own disk."""

    right: ClassVar[Right] = Right.PUT_BACK
    title: ClassVar[str] = "Move the file"


@dataclass(frozen=True)
class TakeAsItIs:
    """Go on with a file that is not as it was left: why, in the words of whoever decides it."""

    reason: str
    found: str = ""
    right: ClassVar[Right] = Right.PUT_BACK
    title: ClassVar[str] = "File accepted as it is"

    def run(self, store: Store, _stamp: Stamp) -> None:
        """Nothing but the entry; refuses without a reason."""
        reason = " ".join(self.reason.split())
        if len(reason) < SHORTEST:
            raise Refusal(
                "The account needs to know why this file is taken as it is.",
                f"Say why in {SHORTEST} letters or more, without a child's name. Nothing was changed.",
            )
        store.describe(f"{self.found} Reason: {reason}".strip())
