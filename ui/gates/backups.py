"""Leads from the window, or from a file that cannot be opened, through its backups and back to a file that is open."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.backups import Backup
from app.domain.errors import Refusal
from ui.aside import Aside
from ui.gates.leaving import GOING_ON, LastBackup
from ui.gates.restoring import Restoring

if TYPE_CHECKING:
    from ui.opening import Opening


class Backups:
    """Shows the backups of the opening's file; what is done runs off the screen's thread."""

    def __init__(self, opening: "Opening") -> None:
        self._opening = opening
        self._kept = opening.parts.database.safekeeping()
        self._aside = Aside()
        self._key: Any = opening.key
        self._folder: Path | None = None
        self.gate: Restoring | None = None

    def begin(self) -> None:
        """From the window: with the key and the folder that it knows, and what changed is backed up first."""
        opening = self._opening
        if opening.window is None or opening.database is None or opening.backed_up:
            self._begin()
            return
        self._key = self._kept.key_of(opening.database)
        with suppress(Refusal):
            self._folder = self._kept.folder_for(opening.database, opening.stamp)
        page = LastBackup(opening, GOING_ON)
        page.over.connect(self._begin)
        opening.show(page)
        opening.window.close()
        page.begin()

    def finish(self) -> None:
        """End the worker."""
        self._aside.finish()

    def _begin(self) -> None:
        self._show()
        self._opening.leave_window()

    def _show(self) -> None:
        path = self._opening.path
        folders = [self._folder] if self._folder else []
        found = self._kept.listed_for(path, *folders)
        locked = self._key is None and any(map(self._is_locked, found))
        self.gate = gate = Restoring(path, found, self._kept.damaged_for(path, *folders), locked=locked)
        gate.in_place.connect(lambda backup: self._restore(gate, backup, None))
        gate.into.connect(lambda backup, file: self._restore(gate, backup, Path(file)))
        gate.inside.connect(lambda backup: self._look_inside(gate, backup))
        gate.elsewhere.connect(self._look_in)
        gate.back.connect(lambda: self._opening.open_other(str(path), self._key))
        self._opening.show(gate)

    def _look_in(self, folder: str) -> None:
        self._folder = Path(folder)
        self._show()

    def _is_locked(self, backup: Backup) -> bool:
        return bool(self._kept.key_files_for(self._opening.path, backup))

    def _look_inside(self, gate: Restoring, backup: Backup) -> None:
        path, passphrase = self._opening.path, gate.passphrase
        inside = Path(backup.place) / backup.file

        def work() -> tuple[Path, Any]:
            return inside, self._unlocked(self._kept.key_files_for(path, backup), passphrase)[0]

        def look(done: tuple[Path, Any]) -> None:
            self._opening.came_from = path, self._key
            self._go_on(done)

        gate.busy(True)
        self._aside.run(work, look, self._refused(gate, passphrase))

    def _restore(self, gate: Restoring, backup: Backup, into: Path | None) -> None:
        opening, path, passphrase = self._opening, self._opening.path, gate.passphrase

        def work() -> tuple[Path, Any]:
            key, key_file = self._unlocked(self._kept.key_files_for(path, backup), passphrase)
            file, kept = self._kept.put_back(opening.enter, backup, path, key, opening.stamp, into, key_file)
            opening.told = f"Restored: {backup.holds}."
            opening.told += f" The replaced file is kept as {kept.name}." if kept else ""
            return file, key

        gate.busy(True)
        self._aside.run(work, self._go_on, self._refused(gate, passphrase))

    def _unlocked(self, key_files: Sequence[Path], passphrase: str) -> tuple[Any, Path | None]:
        """The key, and the key file that the passphrase opens: the newest passphrase and the one of that day both do."""
        if self._key is not None or not key_files:
            return self._key, key_files[0] if key_files else None
        for key_file in key_files[:-1]:
            with suppress(Refusal):
                return self._opening.parts.database.keys.read(key_file).unlock(passphrase), key_file
        return self._opening.parts.database.keys.read(key_files[-1]).unlock(passphrase), key_files[-1]

    def _refused(self, gate: Restoring, passphrase: str) -> Callable[[Refusal], None]:
        return lambda no: gate.refuse(no, pause=bool(passphrase))

    def _go_on(self, done: tuple[Path, Any]) -> None:
        file, key = done
        self._opening.open_other(str(file), key, self._opening.told)
