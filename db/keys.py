"""The key of an encrypted file, and the key file beside it: the same key wrapped for a passphrase and a recovery key."""

import hashlib
import json
import os
import secrets
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from app.domain.errors import Refusal
from app.domain.records import new_id
from app.late import late
from db.recovery import new_words, tidy_words
from db.troubles import reachable

ENDING = ".key"
FORMAT = 1
"""The number of this shape of the key file; a newer one needs a newer program."""

SHORTEST = 12
"""How many characters a passphrase has at least; no other rule is forced on anybody."""

PIN_SHORTEST = 6
"""How many figures a PIN has at least: it serves one day, and three wrong tries end it."""

LARGEST = 100_000
"""No key file is larger: what is, is something else."""


@dataclass(frozen=True)
class Key:
    """The 32 bytes by which one file is encrypted. They are never shown, not even in a traceback."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise ValueError("a key has 32 bytes")

    @classmethod
    def new(cls) -> "Key":
        """A key that nobody has yet."""
        return cls(secrets.token_bytes(32))


@dataclass(frozen=True)
class NewKey:
    """What is made for a new file: its key, the key file to be written, and the recovery key to be printed once."""

    key: Key
    file: "KeyFile"
    recovery: str = field(repr=False)


@dataclass(frozen=True)
class KeyFile:
    """The wrapped key as it lies beside the database and in every backup. A change gives a new one, to be written."""

    id: str
    passphrase: Mapping[str, Any] = field(repr=False)
    recovery: Mapping[str, Any] = field(repr=False)

    key = Key
    """A key as it is, for whoever has its bytes from the computer's own store of secrets."""

    @staticmethod
    def path_of(database: Path) -> Path:
        """Where the key file of a database lies: beside the file itself, where a link leads to it."""
        beside = true_path(database)
        return beside.with_name(beside.name + ENDING)

    @classmethod
    def make(cls, passphrase: str) -> NewKey:
        """A new key for a new file, and all that is needed to open it again."""
        key, words, mark = Key.new(), new_words(), new_id()
        chosen = checked(passphrase)
        made = cls(mark, _wrapped(chosen, key, mark, "passphrase"), _wrapped(words, key, mark, "recovery"))
        return NewKey(key, made, words)

    @classmethod
    def read(cls, path: Path) -> "KeyFile":
        """The key file at this path; lost, damaged and newer ones are told in words."""
        with reachable(path):
            if not path.exists():
                raise _lost(path)
            text = path.read_bytes()[: LARGEST + 1]
        try:
            held: Any = json.loads(text) if len(text) <= LARGEST else None
            number = held["iro_tracker_key"]
            if isinstance(number, int) and number > FORMAT:
                raise Refusal(
                    f"{path.name} was made by a newer version of IRO Tracker.",
                    "Nothing was changed. Update the program, then open the file again.",
                )
            made, told = cls(str(held["id"]), dict(held["passphrase"]), dict(held["recovery"])), held["digest"]
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(path) from error
        if told != made._digest():  # damage to the recovery key's half would be found when it is too late
            raise _damaged(path)
        return made

    def write(self, path: Path) -> None:
        """Write it to this path, whole or not at all: a temporary file, made fast to the disk, takes the path's name."""
        held = {**self._held(), "digest": self._digest()}
        draft = path.with_name(path.name + ".new")
        with reachable(path):
            try:
                draft.unlink(missing_ok=True)
                with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(json.dumps(held, indent=1).encode("ascii"))
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(path)
                fasten(path.parent)
            finally:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)

    def unlock(self, passphrase: str) -> Key:
        """The key, by the passphrase."""
        raw = late("db.wrapping").unwrap(_normal(passphrase), self.passphrase, self._bound("passphrase"))
        return _opened(raw, "The passphrase is wrong, or the first page of the file or its key file is damaged")

    def recover(self, words: str) -> Key:
        """The key, by the printed recovery key."""
        raw = late("db.wrapping").unwrap(tidy_words(words), self.recovery, self._bound("recovery"))
        return _opened(raw, "This recovery key belongs to another file, or the key file is damaged")

    def change(self, key: Key, passphrase: str) -> Self:
        """The key file with another passphrase; the recovery key stays."""
        return replace(self, passphrase=_wrapped(checked(passphrase), key, self.id, "passphrase"))

    def renew(self, key: Key) -> tuple[Self, str]:
        """The key file with another recovery key, and that one; the passphrase stays."""
        words = new_words()
        return replace(self, recovery=_wrapped(words, key, self.id, "recovery")), words

    def renewed(self, key: Key) -> NewKey:
        """The same key with another recovery key, and all that is to be kept of it."""
        file, words = self.renew(key)
        return NewKey(key, file, words)

    def pinned(self, key: Key, pin: str, day: date) -> Mapping[str, Any]:
        """The key wrapped for a PIN that serves one day; it is never written into the key file."""
        return _wrapped(checked_pin(pin), key, self.id, f"pin {day}")

    def by_pin(self, wrapped: Mapping[str, Any], pin: str, day: date) -> Key | None:
        """The key, if the PIN is the one of this day."""
        raw = late("db.wrapping").unwrap(_normal(pin).strip(), wrapped, self._bound(f"pin {day}"))
        return Key(raw) if raw is not None else None

    def _held(self) -> dict[str, Any]:
        return {"iro_tracker_key": FORMAT, "id": self.id, "passphrase": self.passphrase, "recovery": self.recovery}

    def _digest(self) -> str:
        """Tells a damaged key file from a wrong passphrase; it protects nothing."""
        return hashlib.sha256(json.dumps(self._held(), sort_keys=True).encode("ascii")).hexdigest()

    def _bound(self, use: str) -> str:
        return _bound(self.id, use)


def checked(passphrase: str) -> str:
    """A passphrase that is long enough, as it is used: the same on every keyboard and system."""
    passphrase = _normal(passphrase)
    if len(passphrase) < SHORTEST:
        raise Refusal(
            f"A passphrase has {SHORTEST} characters or more, and this has {len(passphrase)}.",
            "Choose a longer one: three or four words that do not belong together are easy to remember.",
        )
    return passphrase


def checked_pin(pin: str) -> str:
    """A PIN of figures only that is not the first that anybody would try."""
    pin = _normal(pin).strip()
    if not (pin.isascii() and pin.isdecimal() and len(pin) >= PIN_SHORTEST):
        raise Refusal(f"A PIN has {PIN_SHORTEST} figures or more, and nothing else.", "Type another one.")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {9}):
        raise Refusal("This PIN is the first that anybody would try.", "Choose figures that follow no order.")
    return pin


def true_path(path: Path) -> Path:
    """The file itself where a link leads to it: what lies beside a file lies beside this one."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, for what is written into it next; one that is there stays as it is."""
    with reachable(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def fasten(folder: Path) -> None:
    """See to it that a name which changed in a folder outlasts a power cut; Windows does so by itself."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)


def _wrapped(secret: str, key: Key, mark: str, use: str) -> Mapping[str, Any]:
    wrapped: Mapping[str, Any] = late("db.wrapping").wrap(secret, key.raw, _bound(mark, use))
    return wrapped


def _bound(mark: str, use: str) -> str:
    return f"iro-tracker key {FORMAT} {use} {mark}"


def _opened(raw: bytes | None, why_not: str) -> Key:
    if raw is None:
        raise Refusal(
            f"{why_not}: they look the same.",
            "Nothing was changed. Try again; if it is surely right, restore the newest backup.",
        )
    return Key(raw)


def _lost(path: Path) -> Refusal:
    database = path.name.removesuffix(ENDING)
    return Refusal(
        f"The key file {path.name} is not beside {database}, and without it nobody can read {database}.",
        f"Nothing was changed. Put it back beside {database}: each backup holds a copy of it.",
    )


def _damaged(path: Path) -> Refusal:
    return Refusal(
        f"The key file {path.name} is damaged.",
        "Nothing was changed. Put back the copy that the newest backup holds.",
    )
