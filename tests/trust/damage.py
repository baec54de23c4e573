"""Flips bits and cuts ends off in the file and all that lies beside it: found before a row is shown that is not as it was kept.

Each page of the file has a digest of its own, which is held against it when the page is read: so damage is found at opening, at
the first reading of its page, or, in pages that nobody reads (indexes, freed pages), by `check --full`. The journal, the note
beside the file, the key file and the note of a backup have digests of their own, held against them at opening. Only the -shm
file is left out: it holds nothing, and is made anew at each opening.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.domain.backups import Finding
from app.domain.errors import Refusal
from db import backups, checking, engines, keys, restoring, seal
from db.checking import check, is_whole
from db.copies import leave_copy
from db.database import Database
from db.keys import KeyFile
from db.troubles import SEALED_PAGE
from tests.builders import NOW, stamp
from tests.locks import KEY, PASSPHRASE
from tests.trust.harness import Findings, Harness
from tests.trust.served import NAME, Rows, all_rows, laid, room, served, work

FLIPS, CUTS = 1000, 50
COPY = "for colleagues.irocopy"
Harm = Callable[[Path, random.Random], tuple[str, range]]
"""Does it, and gives it in words with the bytes that are not as they were."""

OPENING, READING, CHECKING = "at opening", "at the first reading", "by check --full"
ANEW = "written anew from the journal"
"""Damage to a page that lies whole in the journal, which is what is read, and takes the page's place at closing."""


@dataclass(frozen=True)
class Sample:
    """A service with its journal, a backup and a copy; and every row there is to be shown, by file."""

    folder: Path
    rows: dict[str, Rows]
    targets: tuple[Path, ...]
    """What is damaged, by its path inside the folder."""


def sample(place: Path) -> Sample:
    """One file at rest, one that was killed with changes in its journal, a backup of the first, and a copy of it."""
    rest = served(place / "rest")
    backup = backups.make(rest, KEY, backups.usual_folder(rest), NOW, "asked for")
    leave_copy(rest, KEY, rest.with_name(COPY), NOW)
    rows = {}
    with Database.open(rest, KEY) as database:
        rows["rest"] = rows["backup"] = all_rows(database)
    with Database.open(rest.with_name(COPY), KEY) as copy:
        rows["copy"] = all_rows(copy)
    killed = place / "before" / NAME
    killed.parent.mkdir()
    for each in (rest, KeyFile.path_of(rest), seal.path_of(rest)):
        shutil.copyfile(each, killed.parent / each.name)
    with Database.open(killed, KEY) as database:
        work(database, 8, 3)
        shutil.copytree(killed.parent, place / "killed", ignore=shutil.ignore_patterns("*-shm"))
        rows["killed"] = all_rows(database)
    shutil.rmtree(killed.parent)
    names = [*(f"rest/{NAME}{end}" for end in ("", ".key", ".seal")), f"rest/{COPY}", f"rest/{COPY}.key"]
    names += [f"killed/{NAME}{end}" for end in ("", "-wal")]
    inside = Path(backup.place).relative_to(place)
    targets = (*map(Path, names), *(inside / name for name in (NAME, f"{NAME}.key", backups.NOTE)))
    return Sample(place, rows, targets)


# ------------------------------------------------------------------------------------------------------------- the harm


def flipped(path: Path, chance: random.Random) -> tuple[str, range]:
    """One bit turned round."""
    whole = bytearray(path.read_bytes())
    at, bit = chance.randrange(len(whole)), chance.randrange(8)
    whole[at] ^= 1 << bit
    path.write_bytes(whole)
    return f"bit {bit} of byte {at}", range(at, at + 1)


def cut(path: Path, chance: random.Random) -> tuple[str, range]:
    """The end missing: some bytes, whole pages, or everything."""
    size = path.stat().st_size
    left = chance.choice((0, chance.choice(range(0, size, SEALED_PAGE)), chance.randrange(size), max(size - 1, 0)))
    with path.open("r+b") as file:
        file.truncate(left)
    return f"cut to {left} of {size} bytes", range(left, size)


# ---------------------------------------------------------------------------------------------------- what is found, when


def found(folder: Path, target: Path, rows: dict[str, Rows]) -> str:
    """At which step the damage was found; raises AssertionError when a row was shown that is not as it was kept."""
    if target.parts[0] == "killed":
        return _in_file(folder / "killed" / NAME, rows["killed"])
    if COPY in target.name:
        return _in_file(folder / "rest" / COPY, rows["copy"], resting=True)
    if len(target.parts) > 2:
        return _in_backup(folder / target.parent, rows["backup"])
    return _in_file(folder / "rest" / NAME, rows["rest"])


def _in_file(path: Path, rows: Rows, *, resting: bool = False) -> str:
    """As the program opens it: the key file, the passphrase, the file, every row; and then as `check --full` does."""
    try:
        Database.needs_key(path)
        database = Database.open(path, KeyFile.read(KeyFile.path_of(path)).unlock(PASSPHRASE))
    except Refusal:
        return OPENING
    try:
        with database:
            shown = all_rows(database)
    except Refusal:
        return READING
    for table, kept in rows.items():
        _hold(shown[table] == kept, f"rows of {table} are shown that are not as they were kept")
    return "" if is_whole(check(path, KEY, full=True, resting=resting)) else CHECKING


def _in_backup(place: Path, rows: Rows) -> str:
    """As the list of backups, the looking inside and the restoring do."""
    backup = backups.noted(place)
    if backup is None:
        return "not listed as a backup"
    looked = _in_file(place / NAME, rows, resting=True)
    try:
        restoring.check_backup(backup, KEY)
        restoring.restore_into(backup, place.parent.with_name("restored"), KEY, stamp())
    except Refusal:
        return looked or "before restoring"
    _hold(False, f"it was restored all the same (found: {looked or 'never'})")
    return ""


def _anew(path: Path, harmed: range) -> str:
    """Whether every page of the harm lies in the journal of the sample: then nothing was lost, and nothing is to be found."""
    journal = path.with_name(f"{path.name}-wal")
    whole = journal.read_bytes() if journal.exists() else b""
    held = {int.from_bytes(whole[at : at + 4], "big") for at in range(32, len(whole), SEALED_PAGE + 24)}
    return ANEW if held >= {at // SEALED_PAGE + 1 for at in (*harmed[::SEALED_PAGE], harmed[-1])} else ""


def _hold(true: bool, words: str) -> None:
    if not true:
        raise AssertionError(words)


# -------------------------------------------------------------------------------------------------------------- the run


def tried(sample: Sample, place: Path, name: str, harm: Harm, count: int) -> Findings:
    """So many harms, to one file after the other."""
    wrong: list[str] = []
    steps: Counter[str] = Counter()
    for number in range(count):
        target = sample.targets[number % len(sample.targets)]
        folder = laid(place / "harmed", sample.folder)
        done, bytes_of_it = harm(folder / target, random.Random(f"{name} {number}"))
        try:
            step = found(folder, target, sample.rows) or _anew(sample.folder / target, bytes_of_it)
        except (AssertionError, Exception) as no:  # noqa: BLE001 whatever it is, it is no word for a person
            wrong.append(f"{target}, {done}: {type(no).__name__}: {no}")
            continue
        steps[f"{'backup' if len(target.parts) > 2 else target.parts[0]}/{target.name}: {step}"] += 1
        wrong += [] if step else [f"{target}, {done}: not found"]
    return Findings(name, count, tuple(wrong), dict(sorted(steps.items())))


def run(count: int | None) -> list[Findings]:
    """The flips, and a cut for each twenty of them."""
    flips = count or FLIPS
    with room() as place:
        made = sample(place / "sample")
        cuts = max(flips * CUTS // FLIPS, len(made.targets))
        return [tried(made, place, "flipped bits", flipped, flips), tried(made, place, "cut off ends", cut, cuts)]


# ------------------------------------------------------------------------------------------------------- planted faults


@contextmanager
def _pages_without_digests() -> Iterator[None]:
    real = engines.unlock

    def unlock(connection: Any, key: Any) -> None:
        real(connection, key)
        connection.execute("PRAGMA cipher_use_hmac = OFF")

    with patch.object(engines, "unlock", unlock), patch("db.connections.unlock", unlock), _pages_unchecked():
        yield


@contextmanager
def _pages_unchecked() -> Iterator[None]:
    with patch.object(checking, "_pages", lambda *_: Finding("pages", True, "Every page is whole.")):
        yield


@contextmanager
def _note_swallowed() -> Iterator[None]:
    real = seal.read

    def read(path: Path, key: Any) -> Any:
        with suppress(Refusal):
            return real(path, key)
        return None

    with patch.object(seal, "read", read):
        yield


@contextmanager
def _key_file_unchecked() -> Iterator[None]:
    with patch.object(keys, "_damaged", lambda _: None), patch.object(KeyFile, "_digest", lambda _: ""):
        yield


def planted(fault: Callable[[], Any], *ends: str, count: int = 60) -> Findings:
    """A short run over the files that the fault is about, with the fault in the program."""
    with room() as place, fault():
        made = sample(place / "sample")
        only = tuple(target for target in made.targets if not ends or target.name.endswith(ends))
        return tried(Sample(made.folder, made.rows, only), place, "planted", flipped, count)


HARNESS = Harness(
    "damage",
    f"{FLIPS:,} flipped bits and {CUTS} cut off ends in the file, its journal, its note, its key file, backups and copies",
    run,
    {
        "pages without digests": partial(planted, _pages_without_digests, NAME),
        "pages that nobody reads left out of the check": partial(planted, _pages_unchecked, NAME),
        "swallowed error: a damaged note counts as none": partial(planted, _note_swallowed, ".seal", count=20),
        "a key file not held against its digest": partial(planted, _key_file_unchecked, ".key"),
    },
)
