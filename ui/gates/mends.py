"""Leads from a refused file to one that is open: taken as it is, or moved to this computer's own disk."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from app.domain.errors import Refusal
from ui.aside import Aside
from ui.gates.mending import Accepting, Mending, Moving

if TYPE_CHECKING:
    from ui.opening import Opening

Work = Callable[[Any, str], tuple[Path, str]]
"""Given the key and what was asked for: the file that is opened then, and what is said."""


class Mends:
    """What can be done about the opening's refusal; it runs off the screen's thread."""

    def __init__(self, opening: "Opening") -> None:
        self._opening = opening
        self._database = opening.parts.database
        self._aside = Aside()

    def finish(self) -> None:
        """End the worker."""
        self._aside.finish()

    def accept(self, no: Refusal) -> None:
        """Go on with the file as it is, for a manager who says why."""
        path = self._opening.path
        gate = Accepting(path, no, locked=self._is_locked())

        def work(key: Any, reason: str) -> tuple[Path, str]:
            self._database.safekeeping().accept(self._opening.enter, path, key, reason)
            return path, "You go on with the file as it is. The account says who decided it, and why."

        self._show(gate, work)

    def move(self, no: Refusal) -> None:
        """Bring it to this computer's own disk."""
        opening, path = self._opening, self._opening.path
        usual = platformdirs.user_data_path("IRO Tracker", appauthor=False)
        gate = Moving(path, no, _free(usual / path.name), locked=self._is_locked())

        def work(key: Any, target: str) -> tuple[Path, str]:
            kept = self._database.safekeeping()
            away = kept.move_here(opening.enter, path, Path(target), key, opening.stamp.at)
            return Path(target), f"The file lies on this computer now. The old one is kept as {away.name} where it was."

        self._show(gate, work)

    def _show(self, gate: Mending, work: Work) -> None:
        gate.given.connect(lambda: self._do(gate, work))
        gate.back.connect(self._opening.begin)
        self._opening.show(gate)
        trouble, self._opening.trouble = self._opening.trouble, None
        if trouble is not None:
            trouble.close()  # only now: the program ends with its last window

    def _do(self, gate: Mending, work: Work) -> None:
        passphrase, asked = gate.passphrase, gate.asked

        def done() -> tuple[Any, Path, str]:
            key = self._key(passphrase)
            return (key, *work(key, asked))

        gate.busy(True)
        self._aside.run(done, self._go_on, lambda no: gate.refuse(no, pause=bool(passphrase)))

    def _go_on(self, done: tuple[Any, Path, str]) -> None:
        key, path, words = done
        self._opening.open_other(str(path), key, words)

    def _is_locked(self) -> bool:
        return self._opening.key is None and bool(self._database.needs_key(self._opening.path))

    def _key(self, passphrase: str) -> Any:
        path = self._opening.path
        if self._opening.key is not None or not self._database.needs_key(path):
            return self._opening.key
        return self._database.keys.read(self._database.keys.path_of(path)).unlock(passphrase)


def _free(target: Path) -> Path:
    """A name in that folder that is not taken."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem} {number}{target.suffix}")
    return free
