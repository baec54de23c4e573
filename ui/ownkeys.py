"""The keys of the file that is open: what the window needs to change its passphrase, its recovery key and the PIN."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from app.commands.keys import ChangePassphrase, RenewRecoveryKey
from app.domain.calendar import today_in_london
from app.domain.errors import Refusal
from app.late import late
from ui import pins as pinning
from ui.pins import Pins


@dataclass(frozen=True)
class OwnKeys:
    """Everything here that is not a property may take its time: never to be called in the screen's thread."""

    database: type[Any]
    path: Path
    key: Callable[[], Any]
    """The key of the open file."""
    now: Callable[[], datetime]

    @classmethod
    def of(cls, parts: Any, path: Path, opened: Any) -> "OwnKeys | None":
        """The keys of an open file; None for a demonstration, and for a copy or a backup that is only read."""
        database = parts.database
        if database.only_read(path) or not database.keys.path_of(path).exists():
            return None
        return cls(database, path, lambda: database.safekeeping().key_of(opened), parts.now)

    @property
    def day(self) -> date:
        """Today in London, whatever day the program counts as at."""
        return today_in_london(self.now())

    def pins(self) -> Pins:
        """The PIN of the file."""
        return Pins(self._held(), self.key(), (self.database.keys, self._where))

    def another_passphrase(self, old: str, new: str) -> ChangePassphrase:
        """The command that changes it, once the old one was right; what this computer keeps is to be forgotten then."""
        held, key = self._proved(old)
        changed = held.change(key, new)
        return ChangePassphrase(lambda: changed.write(self._where))

    def another_recovery_key(self, passphrase: str) -> tuple[str, RenewRecoveryKey]:
        """A new recovery key and the command that puts it in the place of the old one, once it is kept."""
        held, key = self._proved(passphrase)
        made = held.renewed(key)
        return made.recovery, RenewRecoveryKey(lambda: made.file.write(self._where))

    def is_remembered(self) -> bool:
        """Whether this computer opens the file without asking."""
        return is_remembered(self._held())

    def forget(self) -> None:
        """Let this computer ask for the passphrase again."""
        forget_all(self._held())

    @property
    def _where(self) -> Path:
        beside: Path = self.database.keys.path_of(self.path)
        return beside

    def _held(self) -> Any:
        return self.database.keys.read(self._where)

    def _proved(self, passphrase: str) -> tuple[Any, Any]:
        """The key file and the key, by the passphrase; whoever sits at an open window need not know it."""
        held = self._held()
        try:
            key = held.unlock(passphrase)
        except Refusal as no:
            time.sleep(pinning.PAUSE)
            raise Refusal("This is not the passphrase of the file.", "Nothing was changed. Type it again.") from no
        if key != self.key():
            raise Refusal(
                f"The key file beside {self.path.name} belongs to another file.",
                "Nothing was changed. Put back the copy that the newest backup holds.",
            )
        return held, key


def remembered(held: Any) -> str:
    """Where the settings of this computer say that its store of secrets holds a file's key."""
    return f"remembered/{held.id}"


def is_remembered(held: Any) -> bool:
    """Whether this computer was asked to remember a file's key; what was noted as no comes back as a word, which is no yes."""
    return bool(QSettings().value(remembered(held), False, type=bool))


def forget_all(held: Any) -> None:
    """What this computer keeps of a file: the PIN of the day, and the key where it was to be remembered."""
    Pins(held).forget()
    if QSettings().contains(remembered(held)):
        QSettings().remove(remembered(held))
        late("ui.remembering").forget(held.id)
