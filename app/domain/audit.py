"""The account of who did what and when: entries chained by digests, so that a missing or altered one shows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

REFUSED, SIGN_IN, OPENED, PRINTED = "Right refused", "Sign in", "Open a child's page", "Print"
"""The actions of entries that change no record and have their own place in the account."""

EXPORTED, COPIED, BEGUN = "Export", "Copy rows", "Begin a file"
OUTGOING = (EXPORTED, COPIED, PRINTED, BEGUN)
"""The actions by which something leaves the file: where no entry can be made, nothing leaves."""

UNLOCKED, WRONG_TRY = "Unlock", "Unlocking refused"
"""The actions of entries of the lock."""

ERASED = "Erase for good"
"""The action of entries that say what was erased; they name the entries whose details went with it."""
DETAILS_OF, LEFT = "details erased in entries ", "; marks of what is left in "

UNDID = ("Undid entry ", "Did entry ")
"""How the words of an entry begin that undoes another."""


def erased_words(left: Mapping[int, str]) -> str:
    """How an entry names the entries whose details were erased, each with the mark of what is left of them, if anything."""
    marks = " ".join(f"{number}:{left[number]}" for number in sorted(left) if left[number])
    return DETAILS_OF + " ".join(map(str, sorted(left))) + (LEFT + marks if marks else "")


def erased_in(summary: str) -> dict[int, str]:
    """The entries whose details were erased and the marks of what is left, by the words of the entry that says so."""
    numbers, _, marks = summary.partition(DETAILS_OF)[2].partition(LEFT)
    found = dict.fromkeys((int(word) for word in numbers.split() if word.isdecimal()), "")
    for number, _, mark in (word.partition(":") for word in marks.split()):
        if number.isdecimal() and int(number) in found:
            found[int(number)] = mark
    return found


class Act(StrEnum):
    """What kind of act an entry tells."""

    SIGN_IN = "sign-in"
    VIEW = "view"
    CHANGE = "change"
    EXPORT = "export"
    PRINT = "print"
    IMPORT = "import"
    DISPOSAL = "disposal"
    FILE = "file"
    REFUSAL = "refusal"


ACT_TITLES = {
    Act.SIGN_IN: "Sign-in",
    Act.VIEW: "Child's page opened",
    Act.CHANGE: "Change",
    Act.EXPORT: "Export",
    Act.PRINT: "Print",
    Act.IMPORT: "Import",
    Act.DISPOSAL: "Kept or erased",
    Act.FILE: "Backups and keys",
    Act.REFUSAL: "Right refused",
}

OF_FILE = (
    "Back up",
    "Leave a read-only copy",
    "Restore a backup into a new file",
    "Restore a backup in place",
    "Move the file",
    "File accepted as it is",
    "Encrypt the file",
    "Change the passphrase",
    "Make a new recovery key",
)
"""The actions of entries about the whole file, its copies and its keys."""

OF_DISPOSAL = (ERASED, "Keep records longer", "Go through what is due for disposal")
"""The actions of entries about what is kept and what is erased."""

ACTIONS: dict[str, Act] = {
    SIGN_IN: Act.SIGN_IN,
    UNLOCKED: Act.SIGN_IN,
    WRONG_TRY: Act.REFUSAL,
    OPENED: Act.VIEW,
    EXPORTED: Act.EXPORT,
    COPIED: Act.EXPORT,
    "Export failed": Act.EXPORT,
    PRINTED: Act.PRINT,
    "Import files": Act.IMPORT,
    REFUSED: Act.REFUSAL,
    **dict.fromkeys(OF_FILE, Act.FILE),
    **dict.fromkeys(OF_DISPOSAL, Act.DISPOSAL),
}
"""The kind of act by the action of its entry; every other action is a change."""


def act_of(action: str) -> Act:
    """What kind of act an entry with this action tells."""
    return ACTIONS.get(action, Act.CHANGE)


@dataclass(frozen=True)
class Entry:
    """One entry: number in the chain, moment (UTC), login, what was done in words, and the records' ids."""

    number: int
    at: datetime
    login: str
    action: str
    summary: str
    records: tuple[str, ...]
    undoes: int | None
    digest: str
    previous: str
    hash: str


@dataclass(frozen=True)
class Change:
    """One record as it was before and after, as JSON texts; None before a record was made."""

    kind: str
    record_id: str
    before: str | None
    after: str | None


def digest(salt: str, changes: list[Change]) -> str:
    """The salted digest of the changes of one entry, so that details can be erased and the chain stays whole."""
    text = json.dumps([[c.kind, c.record_id, c.before, c.after] for c in changes], ensure_ascii=False)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def mark_of_left(salt: str | None, changes: list[Change]) -> str:
    """By what the details that an erasure left are told from altered ones: the beginning of their digest."""
    return digest(salt or "", changes)[:32]


def link(
    previous: str,
    number: int,
    at: datetime,
    login: str,
    action: str,
    summary: str,
    details: str,
    undoes: int | None = None,
) -> str:
    """The hash of one entry, which contains the one before."""
    undone = [] if undoes is None else [undoes]
    text = json.dumps([previous, number, at.isoformat(), login, action, summary, details, *undone], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
