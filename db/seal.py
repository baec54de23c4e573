"""The note beside a file of how far it had come: so that an older copy, a forked one or a lost journal is noticed."""

import hashlib
import hmac
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, Text, cast, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.backups import Unexpected
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.late import late
from db.keys import Key
from db.tables.audit import audit
from db.tables.memory import meta
from db.troubles import journals

ENDING = ".seal"
COUNTER = "counter"
"""The key in meta under which the file counts its own changes."""

LARGEST = 10_000
PARTS = {"file_id", "counter", "entry", "head", "mark"}
"""What a note always holds; one of a closed file holds `rest` too."""

NEXT_STEP = (
    "Nothing was changed. If nobody restored it on purpose, restore the newest backup; if somebody did, "
    "an IRO team manager may go on with the file as it is, and says why: here, or with `iro-tracker check --accept`."
)

ALTERED = (
    "{name} is not byte for byte what it was when it was closed: something else than this program wrote to it. "
    "Run `iro-tracker check --full`, and restore the newest backup if that finds anything"
)

MISSING = (
    "{note}, the note of how far {name} had come, is not beside it, so it cannot be told whether this is the newest copy. "
    "Look whether your last changes are there; if they are not, restore the newest backup"
)


@dataclass(frozen=True)
class Seal:
    """How far a file has come: whose it is, how many changes it had, and the newest entry of its account."""

    file_id: str
    counter: int
    entry: int
    head: str


def path_of(database: Path) -> Path:
    """Where the note of a database lies."""
    return database.with_name(database.name + ENDING)


def count_up(connection: Connection) -> None:
    """Count one change, inside its transaction; what is written in meta is a text like everything there."""
    one = insert(meta).values(key=COUNTER, value="1")
    more = cast(cast(meta.c.value, Integer) + 1, Text)
    connection.execute(one.on_conflict_do_update(index_elements=[meta.c["key"]], set_={"value": more}))


def state(connection: Connection) -> Seal:
    """How far the file has come, as the transaction of this connection sees it."""
    told = select(meta.c["key"], meta.c.value).where(meta.c["key"].in_(("id", COUNTER)))
    known = dict(map(tuple, connection.execute(told)))
    newest = connection.execute(select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)).first()
    entry, head = (0, "") if newest is None else newest
    return Seal(str(known.get("id", "")), int(known.get(COUNTER, 0)), int(entry), str(head))


def read(database: Path, key: Key | None) -> Seal | None:
    """The note beside a database, or None when there is none; one that was damaged or altered is refused."""
    path = path_of(database)
    try:
        text = path.read_bytes()[: LARGEST + 1]
    except FileNotFoundError:
        return None
    except OSError:
        text = b""
    seal = _read(text, key)
    if seal is None:
        raise Unexpected(
            f"The note {path.name}, which says how far {database.name} had come, is damaged or was altered.", NEXT_STEP
        )
    return seal


def _read(text: bytes, key: Key | None) -> Seal | None:
    """The note in this text, if it is one and true."""
    try:
        held = json.loads(text)
        seal = Seal(str(held["file_id"]), int(held["counter"]), int(held["entry"]), str(held["head"]))
        true = hmac.compare_digest(_mark(seal, key), str(held["mark"])) and held.keys() - {"rest"} == PARTS
        return seal if true and _is_true(held.get("rest"), key) else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _is_true(resting: Any, key: Key | None) -> bool:
    """Whether what is noted of the bytes of the closed file, if anything, is as it was written."""
    if resting is None:
        return True
    mark = _secret_mark([resting["looks"], resting["digest"]], key)
    return resting.keys() == {"looks", "digest", "mark"} and hmac.compare_digest(mark, str(resting["mark"]))


def write(database: Path, seal: Seal, key: Key | None) -> None:
    """Put the note beside a database, whole or not at all; an older one of the same file never replaces a newer one."""
    with suppress(Unexpected):
        before = read(database, key)
        if before is not None and before.file_id == seal.file_id and (before.counter > seal.counter or before == seal):
            return
    replace(database, seal, key)


def replace(database: Path, seal: Seal, key: Key | None, rest: dict[str, Any] | None = None) -> None:
    """Put the note beside a database, whatever lies there; what is known of the file at rest goes with the first change."""
    path = path_of(database)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            resting = {"rest": rest} if rest else {}
            file.write(json.dumps({**asdict(seal), "mark": _mark(seal, key), **resting}).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):  # whoever may read the file may read its note
            draft.chmod(stat.S_IMODE(database.stat().st_mode))
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def rest(database: Path, key: Key | None) -> None:
    """Note the bytes of a file that nobody has open any more, so that a page that is exchanged meanwhile shows."""
    with suppress(OSError, Refusal):
        seal = read(database, key)
        if seal is None or _in_use(database) or _rested(database, key) == (looks := _looks(database)):
            return
        digest = late("db.wholefiles").digest_of(database)
        known = {"looks": looks, "digest": digest, "mark": _secret_mark([looks, digest], key)}
        if _looks(database) == looks and not _in_use(database):
            replace(database, seal, key, known)


def altered(database: Path, key: Key | None) -> bool:
    """Whether the bytes of a file that nobody has open are others than when it was closed; only then they are all read."""
    with suppress(OSError, Refusal):
        if not _in_use(database) and _rested(database, key) not in (None, _looks(database)):
            return bool(_note_of(database)["rest"]["digest"] != late("db.wholefiles").digest_of(database))
    return False


def _rested(database: Path, key: Key | None) -> list[int] | None:
    """How the file looked when it was closed, if that is noted and true."""
    with suppress(OSError, KeyError, TypeError, ValueError):
        known = _note_of(database)["rest"]
        if hmac.compare_digest(_secret_mark([known["looks"], known["digest"]], key), str(known["mark"])):
            return [int(one) for one in known["looks"]]
    return None


def _note_of(database: Path) -> Any:
    return json.loads(path_of(database).read_bytes()[: LARGEST + 1])


def _looks(database: Path) -> list[int]:
    """By which a file that was written to is told without reading it; nobody sets the last of them back by hand."""
    found = database.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _in_use(database: Path) -> bool:
    """Whether a journal lies beside it: then it is open, or was not closed, and no other handle may be opened on it."""
    return journals(database)[0].exists()


def forget(database: Path) -> None:
    """Take away the note of a file that was here before: a new one takes its place on purpose."""
    path_of(database).unlink(missing_ok=True)


def compare(name: str, noted: Seal | None, connection: Connection, *, altered: bool = False) -> str:
    """Refuse a file that is not the one the note tells of; gives a remark when it came further than the note knows.

    The note is written after each change, so that a crash in between leaves the file one change ahead: that is no remark.
    """
    found = state(connection)
    if noted == found and altered:
        return ALTERED.format(name=name)
    if noted is None and found.counter:
        return MISSING.format(note=path_of(Path(name)).name, name=name)
    if noted is None or noted == found:
        return ""
    if noted.file_id != found.file_id:
        raise Unexpected(f"{name} is another file than the one that was here last.", NEXT_STEP)
    if found.counter < noted.counter:
        lost = counted(noted.counter - found.counter, "change")
        raise Unexpected(
            f"{name} is older than it was: {lost} fewer than when it was used last. "
            "An older copy was put in its place, or the journal beside it was lost.",
            NEXT_STEP,
        )
    wrong = _parting(noted, found, connection)
    if wrong is not None:
        number, what = wrong
        raise Unexpected(
            f"{name} does not go on from where it was left: entry {number} of its account {what}.", NEXT_STEP, number
        )
    ahead = found.counter - noted.counter
    return "" if ahead <= 1 else f"{name} was changed {ahead:,} times since it was last used here."


def _parting(noted: Seal, found: Seal, connection: Connection) -> tuple[int, str] | None:
    """The first entry that is not as it was noted, and how, if any; with the same count of changes none may be new."""
    if found.entry < noted.entry:
        return found.entry + 1, "is missing"
    head = connection.execute(select(audit.c.hash).where(audit.c.number == noted.entry)).scalar()
    if head != (noted.head if noted.entry else None):
        return noted.entry, "is another one"
    return (noted.entry + 1, "was added") if found.counter == noted.counter and found.entry > noted.entry else None


class Sealing:
    """Notes each change beside the file once it is made; a note that cannot be written takes nothing from the change."""

    def __init__(self, database: Path, key: Key | None) -> None:
        self._database = database
        self._key = key
        self._altered = altered(database, key)

    def opened(self, connection: Connection) -> str:
        """Refuse a file that is not the one that was here last, or give a remark."""
        noted = read(self._database, self._key)
        if noted is None and state(connection).counter:
            late("db.safekeeping").check_newest(self._database, connection)
        return compare(self._database.name, noted, connection, altered=self._altered)

    def closed(self) -> None:
        """After the last connection is closed."""
        rest(self._database, self._key)

    def settle(self, connection: Connection, *, anew: bool = False) -> None:
        """Note the file as it is now; anew, whatever the note said so far."""
        with suppress(OSError):
            (replace if anew else write)(self._database, state(connection), self._key)

    @contextmanager
    def change(self, noting: bool) -> Iterator["Step"]:
        """Around one transaction: count inside of it, and note it afterwards (not while a file is being made)."""
        step = Step()
        yield step
        if step.seal is not None and noting:
            with suppress(OSError):
                write(self._database, step.seal, self._key)


class Step:
    """One transaction as the note sees it."""

    def __init__(self) -> None:
        self.seal: Seal | None = None
        self._before = 0

    def begin(self, connection: Connection) -> None:
        """Remember how much this connection has written so far."""
        self._before = _written(connection)

    def end(self, connection: Connection) -> None:
        """Count the change, if there was one; the last thing inside the transaction."""
        if _written(connection) != self._before:
            count_up(connection)
            self.seal = state(connection)


def _written(connection: Connection) -> int:
    driver: Any = connection.connection.driver_connection
    return int(driver.total_changes)


def _mark(seal: Seal, key: Key | None) -> str:
    """What nobody can make without the key; without encryption it tells damage only."""
    return _secret_mark(asdict(seal), key)


def _secret_mark(what: Any, key: Key | None) -> str:
    text = json.dumps(what, sort_keys=True).encode("ascii")
    secret = hashlib.sha256(b"iro-tracker seal" + (key.raw if key else b"")).digest()
    return hmac.new(secret, text, hashlib.sha256).hexdigest()
