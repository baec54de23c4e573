"""The verbs of the command line that are about the whole file: check, backup, restore, move."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.desk import SignIn
from app.domain.access import Stamp
from app.domain.backups import Backup, moment_words
from app.domain.errors import Refusal


@dataclass(frozen=True)
class Keeping:
    """What one command line does with a whole file; each verb gives its exit code."""

    database: type[Any]
    options: Namespace
    path: Path
    key: Callable[[Path], Any]
    """The key of a file, by the passphrase that was given."""
    key_in: Callable[[Path], Any]
    """The key that a key file holds, by the same passphrase."""
    enter: Callable[[Any], Any]
    """Signs in whoever runs the program, at the records that are given."""
    stamp: Stamp
    tell: Callable[[str, Any], None]

    def check(self) -> int:
        """0 when the file is whole, 1 when something was found; with --accept it is taken as it is from now on."""
        key = self.key(self.path)
        if self.options.accept:
            self._kept.accept(self.enter, self.path, key, self.options.reason or "")
        findings = self._kept.check_first(self.enter, self.path, key, full=self.options.full)
        whole = self._kept.is_whole(findings)
        lines = [f"{'Good' if one.good else 'BAD '}  {one.words}" for one in findings]
        ending = "Nothing bad was found." if whole else "Something is wrong with this file. Do not go on without help."
        told = {"file": str(self.path), "whole": whole, "found": [asdict(one) for one in findings]}
        self.tell("\n".join([*lines, ending]), told)
        return 0 if whole else 1

    def backup(self) -> int:
        """Make a backup, or with --copy a read-only copy for colleagues."""
        key = self.key(self.path)
        with self.database.open(self.path, key) as opened:
            desk = self.enter(opened)
            desk.do(SignIn("the command line"))
            if self.options.copy:
                copy = self._kept.leave(opened, desk, self.options.copy)
                self.tell(f"Left a read-only copy as at {moment_words(self.stamp.at)}: {copy}", {"file": str(copy)})
                return 0
            folder = self.options.to or self._kept.folder_for(opened, self.stamp)
            made = self._kept.back_up(opened, desk, folder)
        self.tell(f"Made a backup and checked it: {made.holds}.\n{made.place}", _as_json(made))
        return 0

    def restore(self) -> int:
        """Put a backup back, or without one list those there are."""
        if self.options.backup is None:
            if self.options.in_place or self.options.to:
                raise Refusal(
                    "No backup was named. Nothing was changed.",
                    "Run `iro-tracker restore` to list the backups there are, and name the folder of one.",
                )
            return self._list()
        backup = self._backup()
        key, key_file = self._unlocked(self._kept.key_files_for(self.path, backup))
        if self.options.to:
            file, kept = self._put_back(backup, key, self.options.to, key_file)
            words = f"Restored into {file}: {backup.holds}."
        elif self.options.in_place:
            file, kept = self._put_back(backup, key)
            words = f"Restored {file.name} as at {moment_words(backup.at)}: {backup.holds}."
            words += f"\nThe replaced file is kept as {kept.name}." if kept else ""
        else:
            self._kept.look_over(self.enter, backup, self.path, key)
            self.tell(f"This backup is whole: {backup.holds}. Add --to FILE or --in-place.", _as_json(backup))
            return 0
        self.tell(words, {**_as_json(backup), "file": str(file), "replaced": str(kept) if kept else None})
        return 0

    def move(self) -> int:
        """Bring a misplaced file to this computer's own disk."""
        key = self.key(self.path)
        away = self._kept.move_here(self.enter, self.path, self.options.to, key, self.stamp.at)
        words = f"Moved to {self.options.to}, and every record was read there.\nThe old file is kept as {away.name}."
        self.tell(words, {"file": str(self.options.to), "kept": str(away)})
        return 0

    # --------------------------------------------------------------------------------------------------- the parts

    @property
    def _kept(self) -> Any:
        return self.database.safekeeping()

    def _put_back(
        self, backup: Backup, key: Any, into: Path | None = None, key_file: Path | None = None
    ) -> tuple[Path, Path | None]:
        done: tuple[Path, Path | None] = self._kept.put_back(
            self.enter, backup, self.path, key, self.stamp, into, key_file
        )
        return done

    def _unlocked(self, key_files: Sequence[Path]) -> tuple[Any, Path | None]:
        """The key, and the key file that the passphrase opens: the newest passphrase and the one of that day both do.

        From standard input a passphrase comes once, so there only the newest is tried.
        """
        once = getattr(self.options, "passphrase_file", None) is None
        for key_file in key_files[:1] if once else key_files[:-1]:
            try:
                return self.key_in(key_file), key_file
            except Refusal:
                if once:
                    raise
        return (self.key_in(key_files[-1]), key_files[-1]) if key_files else (None, None)

    def _backup(self) -> Backup:
        place: Path = self.options.backup
        found: Backup | None = self._kept.noted((place.parent if place.is_file() else place).absolute())
        if found is None:
            raise Refusal(
                f"{place} is no backup of IRO Tracker, or its files are not all there.",
                "Nothing was changed. Run `iro-tracker restore` to list the backups there are.",
            )
        return found

    def _list(self) -> int:
        found: list[Backup] = self._kept.listed_for(self.path, *([self.options.folder] if self.options.folder else []))
        lines = [f"{moment_words(one.at)}  {one.holds}  ({one.reason})\n  {one.place}" for one in found]
        none = "There are no backups here. Name the folder that holds them with --folder FOLDER."
        self.tell("\n".join(lines) or none, {"backups": [_as_json(one) for one in found]})
        return 0


def _as_json(backup: Backup) -> dict[str, Any]:
    return {**asdict(backup), "at": backup.at.isoformat()}
