"""Alters the account in every way somebody can who has the passphrase and a tool for databases: each is found, and where is named.

What no program on one computer can find: whoever also has the program's key and its words can write an entry at the end as the
program would, or replace the whole account together with the note beside the file. Backups kept elsewhere tell those.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.domain.errors import Refusal
from db import chain, seal
from db.checking import check
from db.connections import joined
from db.database import Database
from tests.locks import KEY
from tests.trust import tampers, tampers_of_details
from tests.trust.alterable import SORTS, Account, Tamper
from tests.trust.harness import Findings, Harness
from tests.trust.served import laid, room, served, used

TRIED = 1000
WAYS = (tampers, tampers_of_details)
"""The modules that enter the ways into the list."""
ENTRIES = 60
NOTE = "the note beside the file"


# ------------------------------------------------------------------------------------------------------------- the run


def run(count: int | None) -> list[Findings]:
    """Every sort in turn."""
    return [tried(count or TRIED)]


def tried(count: int, only: tuple[str, ...] = ()) -> Findings:
    """So many tampered accounts, each of a fresh copy."""
    names = only or tuple(SORTS)
    wrong: list[str] = []
    steps: Counter[str] = Counter()
    with room() as place:
        path = served(place / "sample", 3)
        used(path, ENTRIES)
        for number in range(count):
            name = names[number % len(names)]
            folder = laid(place / "tampered", path.parent)
            said = tampered(folder / path.name, SORTS[name], random.Random(f"{name} {number}"))
            steps[said[0]] += 1
            wrong += [f"{name} ({number}): {said[1]}"] if said[1] else []
    return Findings("tampered entries", count, tuple(wrong), dict(sorted(steps.items())))


def tampered(path: Path, tamper: Tamper, chance: random.Random) -> tuple[str, str]:
    """By what it was found, and what is wrong with that."""
    with joined(path, KEY) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        last = connection.execute("SELECT max(number) FROM audit").fetchone()[0]
        named = tamper(Account(connection, chance, last))
        connection.execute("COMMIT")
    bad = [finding for finding in check(path, KEY) if not finding.good]
    if not bad:
        return "nothing", "not found"
    first = next((finding for finding in bad if finding.entry is not None), bad[0])
    if first.entry != named or str(named) not in first.words:
        return first.part, f"entry {named} is the first that is not true, and it says: {first.words}"
    return (first.part if first.part == "account" else _at_opening(path)), ""


def _at_opening(path: Path) -> str:
    """What the note tells is told at opening, too."""
    try:
        Database.open(path, KEY).close()
    except Refusal:
        return NOTE
    return "the note, but only by check"


# ------------------------------------------------------------------------------------------------------- planted faults


@contextmanager
def _digests_unchecked() -> Iterator[None]:
    with patch.object(chain, "_is_told", lambda *_: True):
        yield


@contextmanager
def _links_unchecked() -> Iterator[None]:
    with patch.object(chain, "_is_linked", lambda _: True):
        yield


@contextmanager
def _note_unread() -> Iterator[None]:
    with patch.object(seal, "_parting", lambda *_: None):
        yield


def planted(fault: Callable[[], Any]) -> Findings:
    """Each sort twice, with the fault in the program."""
    with fault():
        return tried(2 * len(SORTS))


HARNESS = Harness(
    "tampering",
    f"{TRIED:,} accounts altered in {len(SORTS)} ways by somebody who has the passphrase",
    run,
    {
        "details not held against their digest": partial(planted, _digests_unchecked),
        "entries not held against their hash": partial(planted, _links_unchecked),
        "the end of the account not held against the note": partial(planted, _note_unread),
    },
)
