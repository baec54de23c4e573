"""The databases that benchmarks measure with: made once by the demonstration, and kept in the temporary folder."""

import hashlib
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from app.demonstration import DENSE, Size, demonstrate_in_parts
from app.desk import Desk
from app.domain.access import Person, Role, Stamp
from db.database import Database

HOUSE = Path(__file__).resolve().parents[2]
SOURCES = ("app/demonstration", "db/tables", "db/migrations")
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PERSON = Person(id="0" * 31 + "1", login="benchmark", name="Benchmark", role=Role.MANAGER)
STAMP = Stamp(NOW, TODAY, PERSON)


@dataclass(frozen=True)
class Scale:
    """How large the benchmarks are."""

    small: int = 1_500
    large: int = 50_000
    rows: int = 60_000
    table_rows: int = 200_000
    few_challenges: int = 200
    many_challenges: int = 20_000
    times: int = 7


FULL = Scale()
QUICK = Scale(small=150, large=1_500, rows=6_000, table_rows=20_000, few_challenges=100, many_challenges=1_000, times=3)


def folder() -> Path:
    """Where the databases are kept; delete it at any time."""
    place = Path(tempfile.gettempdir()) / "iro-tracker-benchmarks"
    place.mkdir(exist_ok=True)
    return place


def fingerprint() -> str:
    """A word that changes with whatever decides what such a database holds."""
    digest = hashlib.sha256()
    for source in SOURCES:
        for path in sorted((HOUSE / source).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def database(children: int, per_child: int = DENSE) -> Path:
    """A database of so many children, made if it is not there; about 40 reviews a child unless said otherwise."""
    path = folder() / f"{children}-{per_child}-{fingerprint()}.irotracker"
    if path.exists():
        return path
    _forget(f"{children}-{per_child}-*")
    say(f"Making a service of {children:,} children (kept in {path.parent}) ...")
    draft = path.with_suffix(".draft")
    with Database.create_demonstration(draft, STAMP) as keeper:
        for made in demonstrate_in_parts(keeper, STAMP, Size(children=children, reviews_per_child=per_child)):
            say(f"  {made.children:,} children, {made.reviews:,} reviews")
    draft.replace(path)
    return path


def desk(keeper: Database) -> Desk:
    """The door of the person who measures."""
    return Desk(keeper, PERSON, lambda: NOW, TODAY)


def say(words: str) -> None:
    """Progress; standard output belongs to the results."""
    print(words, file=sys.stderr, flush=True)


def _forget(pattern: str) -> None:
    """Remove what an older version of the program made."""
    for path in folder().glob(pattern):
        path.unlink()
