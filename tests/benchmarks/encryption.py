"""What encryption costs after unlocking: the same service, encrypted and not, opened, changed and asked."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.children import Child
from app.domain.dates import Period
from app.queries.reviews import DueFilter, DueList, DueTable
from app.queries.tables import OpeningOf
from app.queries.timeliness import Timeliness
from db.database import Database
from db.engines import literal
from db.keys import Key, KeyFile
from tests.benchmarks.due_list import WINDOW, usual_officer
from tests.benchmarks.measuring import Result, side_by_side
from tests.benchmarks.services import STAMP, Scale, database, desk

GOAL, ALLOWANCE = 1.3, 0.020
KEY = Key(bytes(range(32)))
MONTH = Period.month(2026, 10)


Files = tuple[tuple[Path, Key | None], tuple[Path, Key | None]]
Ask = Callable[[Database], object]


def run(scale: Scale) -> Iterator[Result]:
    """Each question of a file that was just opened, and again of one whose pages are in memory."""
    plain = database(scale.small)
    files: Files = ((_sealed(plain), KEY), (plain, None))
    with Database.open(plain) as keeper:
        due = partial(_due, usual_officer(keeper).id)
    questions: tuple[tuple[str, Ask], ...] = (("A month's timeliness", _month), ("An IRO's due list", due))
    yield _result("Open and close", *(partial(_freshly, *file, id) for file in files), scale=scale)
    for name, ask in questions:
        yield _result(f"{name}, just opened", *(partial(_freshly, *file, ask) for file in files), scale=scale)
    with ExitStack() as opened:
        keepers = [opened.enter_context(Database.open(*file)) for file in files]
        for name, ask in (("Save", _save), *questions):
            yield _result(name, *(partial(ask, keeper) for keeper in keepers), scale=scale)
    yield _unlocking(scale)


def _unlocking(scale: Scale) -> Result:
    made = KeyFile.make("three small owls")
    seconds, reference = side_by_side(lambda: made.file.unlock("three small owls"), int, scale.times)
    return Result("Unlock with a passphrase, once a day", seconds, reference, None)


def _result(name: str, *both: Callable[[], object], scale: Scale) -> Result:
    ours, theirs = both
    mine, reference = side_by_side(ours, theirs, scale.times * 3)
    return Result(f"{name}, encrypted / not", mine, reference, GOAL, ALLOWANCE)


def _sealed(plain: Path) -> Path:
    """The same records, encrypted, in a file that is made anew each time."""
    path = plain.with_name(f"encrypted-{plain.name}")
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    raw = dbapi2.connect(str(plain), isolation_level=None)
    raw.execute(f'ATTACH ? AS sealed KEY "{literal(KEY)}"', (str(path),))
    raw.execute("SELECT sqlcipher_export('sealed')")
    for name in ("user_version", "application_id"):
        raw.execute(f"PRAGMA sealed.{name} = {raw.execute(f'PRAGMA main.{name}').fetchone()[0]}")
    raw.close()
    with Database.open(path, KEY) as keeper:
        keeper.analyse()
    return path


def _freshly(path: Path, key: Key | None, ask: Ask) -> object:
    with Database.open(path, key) as keeper:
        return ask(keeper)


def _month(keeper: Database) -> object:
    return desk(keeper).ask(Timeliness(MONTH, by="kind"))


def _due(officer_id: str, keeper: Database) -> object:
    door = desk(keeper)
    answer: DueTable = door.ask(DueList(DueFilter(officer_id=officer_id)))
    return door.ask(OpeningOf(answer.table, None, 0, WINDOW))


def _save(keeper: Database) -> object:
    with keeper.change(STAMP, "Measure") as store:
        child = store.shelf(Child).find()[0] if not _SEEN else store.shelf(Child).get(_SEEN[0])
        _SEEN[:] = [child.id]
        return store.shelf(Child).keep(replace(child, name="Ada Bell" if child.name != "Ada Bell" else "Bel Adams"))


_SEEN: list[str] = []
"""The child whose name is changed to and fro; the same in both files."""
