"""Where an attempt is made: a folder that holds everything a piece of work may touch, and what it says while it works."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.domain import records
from app.domain.errors import Refusal
from db.database import Database
from db.keys import Key
from tests.builders import Service
from tests.locks import key_of

T = TypeVar("T")

CANARIES = ("Zephyrine Quillfeather", "Bartholomew Oakapple", "Persimmon Thistledown")
"""The names of the children: invented, and nowhere else."""

OTHER_PASSPHRASE = "four tall herons"
NAME = "service.irotracker"
SAVED, REFUSED, WAITING, BACK, BROKE = "saved", "refused", "waiting", "back", "broke"
"""What is said: a step was acknowledged, or refused in words; the work is done and waits until the disk is well; that then a
change was saved; and what was raised that nobody foresaw."""


@dataclass(frozen=True)
class Place:
    """One attempt's folder: the service's, one for what goes out, one to move to, and a home with its temporary files."""

    root: Path

    @property
    def file(self) -> Path:
        """The service's file."""
        return self.root / "service" / NAME

    @property
    def out(self) -> Path:
        """Where exports go, which may hold names because somebody asked for them."""
        return self.root / "out"

    @property
    def other(self) -> Path:
        """Another folder, for what is moved or restored into a new file."""
        return self.root / "other"

    @property
    def asked_for(self) -> Path:
        """Files to be imported: they hold names, and are not the program's."""
        return self.root / "given"

    @property
    def temporary(self) -> Path:
        """Where the system keeps temporary files of this attempt."""
        return self.root / "temporary"

    def made(self) -> "Place":
        """With all its folders."""
        for folder in (self.file.parent, self.out, self.other, self.asked_for, self.temporary, self.root / "home"):
            folder.mkdir(parents=True, exist_ok=True)
        return self

    def key(self) -> Key | None:
        """The key of the service's file, by the passphrase that it has now."""
        try:
            return key_of(self.file)
        except Refusal:
            return key_of(self.file, OTHER_PASSPHRASE)

    def open(self) -> Database:
        """The service's file, opened as the program does."""
        return Database.open(self.file, self.key(), patience=2)

    def live_here(self) -> None:
        """Let this process keep its home and its temporary files in this folder; for a child that ends with its work."""
        home = str(self.root / "home")
        os.environ.update(TMPDIR=str(self.temporary), HOME=home, XDG_CACHE_HOME=home, XDG_DATA_HOME=home)
        tempfile.tempdir = None


class Voice:
    """Says what was done, a line each, as soon as it is: whoever dies afterwards has still said it."""

    def __init__(self, send: Callable[[bytes], object], wait: Callable[[], None] | None = None) -> None:
        self._send = send
        self._wait = wait

    def step(self, work: Callable[[], T]) -> T | None:
        """Do one step and say how it went; a step that is refused in words is no reason to stop."""
        try:
            done = work()
        except Refusal as no:
            self.say(REFUSED, str(no))
            return None
        self.say(SAVED)
        return done

    def afterwards(self, place: Place, database: Database | None = None) -> None:
        """Where faults are made: wait until the disk is well again, then save once more, in the open file if it is."""
        if self._wait is None:
            return
        self.say(WAITING)
        self._wait()
        if database is not None:
            save_once_more(database)
        self.say(BACK)

    def say(self, word: str, more: str = "") -> None:
        """One line, at once."""
        self._send(f"{word} {more}".strip().replace("\n", " ").encode() + b"\n")


def start_anew() -> None:
    """A child that is forked makes keys of its own, as a program that is started anew does."""
    records._RUN = os.urandom(10).hex()


def save_once_more(database: Database) -> None:
    """Any change: that it can be made is what is asked."""
    Service(database).team("Once more")


@dataclass(frozen=True)
class WritePath:
    """One way in which the program writes: how it is set up, what it does in steps, and which of them are there."""

    name: str
    prepare: Callable[[Place], dict[str, Any]]
    """Make the folder as it is before, and give the facts that the steps need."""
    act: Callable[[Place, dict[str, Any], Voice], None]
    """Do the steps, each said once it is acknowledged; done in a child process that may die at any instant."""
    look: Callable[[Place, dict[str, Any]], tuple[bool | None, ...]]
    """Which of the steps are there, each wholly; None where the look itself does it. Raises HalfDone otherwise."""
    finish: Callable[[Place, dict[str, Any]], None] | None = None
    """What a person does next when it was interrupted, before anything else."""
    elsewhere: Callable[[Place], Path] | None = None
    """Where the service's file is then, if not in its place."""
    new: bool = False
    """Whether the service's file may not be there yet."""
    plain: bool = False
    """Whether the service's file was readable before it began."""

    def file(self, place: Place) -> Path:
        """Where the service's file is now."""
        return self.elsewhere(place) if self.elsewhere else place.file


class HalfDone(Exception):
    """A step that is there in part: what nobody may ever see."""


def wholly(*parts: bool, what: str) -> bool:
    """Whether all parts of a step are there, or none."""
    if any(parts) != all(parts):
        raise HalfDone(f"{what} is half done: {', '.join(str(part) for part in parts)}")
    return all(parts)
