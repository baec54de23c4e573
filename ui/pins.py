"""The PIN of one day: the file's key wrapped for it, kept in the computer's store of secrets or in this process only."""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from app.domain.errors import Refusal
from app.late import late

TRIES = 3
"""How many wrong PINs end a PIN: then the passphrase is asked for."""

PAUSE = 1.0
"""How many seconds to wait after a wrong passphrase, so that nobody tries many."""

_HERE: dict[str, str] = {}
"""What is kept where the computer has no store of secrets: it goes with this process."""


@dataclass(eq=False)
class Pins:
    """The PIN of one file. Everything here may take its time: never to be called in the screen's thread."""

    file: Any
    """The file's key file."""
    key: Any = None
    """The file's key, once it is known: it is needed to choose a PIN and to verify a passphrase."""
    beside: tuple[Any, Path] | None = None
    """What reads key files, and where this one lies: a passphrase may have been changed since the file was opened."""

    @classmethod
    def of(cls, database: type[Any], path: Path, key: Any = None) -> "Pins | None":
        """The PIN of the database at this path; None for a demonstration, which has no passphrase either."""
        if not database.needs_key(path):
            return None
        where = database.keys.path_of(path)
        return cls(database.keys.read(where), key, (database.keys, where))

    @property
    def is_noted(self) -> bool:
        """Whether it is worth asking at all; this alone takes no time."""
        return self._mark in _HERE or bool(QSettings().contains(self._noted))

    def is_set(self, day: date) -> bool:
        """Whether a PIN was chosen on this day and may still be tried; one of another day is dropped."""
        return self._entry(day) is not None

    @property
    def tries_left(self) -> int:
        """How many wrong PINs are still borne; 0 when no PIN is set."""
        entry = self._read()
        return int(entry["tries"]) if entry else 0

    def choose(self, pin: str, day: date) -> bool:
        """Let this PIN open the file for the rest of the day; False where it is gone once the program is closed."""
        return self._write({"day": str(day), "tries": TRIES, "wrapped": self.file.pinned(self.key, pin, day)})

    def unlock(self, pin: str, day: date) -> Any:
        """The key, or None: then ask `is_set` whether another try is left. A try counts before it is made."""
        entry = self._entry(day)
        if entry is None:
            return None
        self._write({**entry, "tries": entry["tries"] - 1})
        key = self.file.by_pin(entry["wrapped"], pin, day)
        if key is None or (self.key is not None and key != self.key):
            if entry["tries"] <= 1:
                self.forget()
            return None
        self._write({**entry, "tries": TRIES})
        return key

    def forget(self) -> None:
        """From now on only the passphrase opens the file."""
        _HERE.pop(self._mark, None)
        if QSettings().contains(self._noted):
            QSettings().remove(self._noted)
            late("ui.remembering").forget(self._mark)

    def verify(self, passphrase: str) -> bool:
        """Whether this is the file's passphrase, the newest one; a wrong one costs a second."""
        with suppress(Refusal):
            if self._newest().unlock(passphrase) == self.key:
                return True
        time.sleep(PAUSE)
        return False

    # ---------------------------------------------------------------------------------------------- where it is kept

    @property
    def _mark(self) -> str:
        return f"{self.file.id} PIN"

    @property
    def _noted(self) -> str:
        """Says that the computer's store of secrets is worth asking, for most often it is not."""
        return f"pin/{self.file.id}"

    def _newest(self) -> Any:
        if self.beside is not None:
            keys, where = self.beside
            with suppress(Refusal):
                return keys.read(where)
        return self.file

    def _entry(self, day: date) -> Mapping[str, Any] | None:
        entry = self._read()
        if entry is not None and (entry["day"] != str(day) or not 0 < entry["tries"] <= TRIES):
            self.forget()
            return None
        return entry

    def _read(self) -> Mapping[str, Any] | None:
        text = _HERE.get(self._mark)
        if text is None and QSettings().contains(self._noted):
            text = late("ui.remembering").kept(self._mark)
        return _sound(text) if text else None

    def _write(self, entry: Mapping[str, Any]) -> bool:
        """Keep it in the one place or the other; an older one in the store must not outlast one kept here."""
        text, store = json.dumps(entry), late("ui.remembering")
        if store.keep(self._mark, text):
            _HERE.pop(self._mark, None)
            QSettings().setValue(self._noted, entry["day"])
            return True
        _HERE[self._mark] = text
        if QSettings().contains(self._noted):
            QSettings().remove(self._noted)
            store.forget(self._mark)
        return False


def _sound(text: str) -> Mapping[str, Any] | None:
    """What was kept, unless something else wrote it."""
    with suppress(ValueError, TypeError, KeyError):
        held = json.loads(text)
        return {"day": str(held["day"]), "tries": int(held["tries"]), "wrapped": dict(held["wrapped"])}
    return None
