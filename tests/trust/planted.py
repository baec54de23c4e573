"""Faults that are planted in the program to prove the harnesses: each is put into a child process only, which ends with it."""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

from app.commands.handover import HandOver
from app.desk import Desk
from app.domain.access import Stamp
from app.domain.errors import Refusal
from db import backups, engines, keys, troubles
from db.connections import joined
from db.database import Database
from db.keys import Key
from tests.trust.places import SAVED, Voice


def synchronous_off() -> None:
    """No connection makes anything fast."""

    def lowered(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    event.listen(Pool, "checkout", lowered)


def saved_too_early() -> None:
    """What is done is acknowledged before it is."""

    def step(voice: Voice, work: Callable[[], Any]) -> Any:
        voice.say(SAVED)
        return work()

    Voice.step = step  # type: ignore[method-assign, assignment]


def one_change_for_each() -> None:
    """A transfer of many children is made one by one."""
    whole = Desk.do

    def do(desk: Desk, command: Any) -> Any:
        if not isinstance(command, HandOver):
            return whole(desk, command)
        return [whole(desk, replace(command, gives=(give,))) for give in command.gives]

    Desk.do = do  # type: ignore[method-assign, assignment]


def key_missing() -> None:
    """The connection that writes a backup has no key, and nobody looks."""

    def in_the_clear(source: Path, target: Path, key: Key | None, *_: object) -> None:
        with joined(source, key) as connection:
            connection.execute("ATTACH ? AS plain KEY ''", (str(target),))
            connection.execute("SELECT sqlcipher_export('plain')")

    backups.copy_database = in_the_clear  # type: ignore[attr-defined, assignment]


def passphrase_not_made_fast() -> None:
    """The new key file takes its name before its content lies on the disk."""
    keys.os = _Without(os, fsync=str)  # type: ignore[attr-defined, assignment]


def swallowed_error() -> None:
    """What the disk says at the end of a change is heard by nobody."""
    whole = Database.change

    @contextmanager
    def change(database: Database, stamp: Stamp, action: str) -> Iterator[Any]:
        with contextlib.suppress(Refusal), whole(database, stamp, action) as store:
            yield store

    Database.change = change  # type: ignore[method-assign, assignment]


def kept_in_error() -> None:
    """A connection that met a failing disk is used again."""
    engines.DISK = ()  # type: ignore[assignment]


def not_in_words() -> None:
    """What SQLite says of a full disk is not put into words."""
    troubles._WORDS = {}


class _Without:
    """A module with some of its parts replaced."""

    def __init__(self, module: Any, **replaced: Any) -> None:
        self._module = module
        self.__dict__.update(replaced)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)
