"""Random sessions with names that are nowhere else: none of them is found outside the encrypted files and the exports asked for.

Each session runs in a process with a home, a folder for temporary files and a current folder of its own; some are killed, some
meet errors whose words name a child, some end by a signal that asks for a core. Afterwards every file in these folders is read,
and what is new in the system's own folders of temporary files; while it runs, the arguments of its processes are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.domain.access import Person, Role
from app.domain.records import new_id
from db.checking import check
from db.connections import READ, joined
from db.database import Database
from db.keys import KeyFile
from tests.builders import Service, stamp
from tests.data.workbooks import workbook
from tests.locks import KEY
from tests.trust.harness import Findings, Harness
from tests.trust.places import CANARIES
from tests.trust.plants import PLANTS
from tests.trust.searching import files_with
from tests.trust.served import NAME, room
from tests.trust.service import fill
from ui.login import system_login

if sys.platform != "win32":
    import resource

SESSIONS = 200
HOUSE = Path(__file__).resolve().parents[2]
PASSPHRASE = "Marmalade Windlestraw rides at nine"
NAMES = (*(part for name in CANARIES for part in name.split()), "Windlestraw")
"""What is looked for: each part of the children's names, and of the passphrase."""

LONGEST = 120.0
HALF_WRITTEN = "exports cut off half-written"


def sample(place: Path) -> Path:
    """A service whose passphrase is nowhere else either, and files to be imported."""
    service, given = place / "service", place / "given"
    for folder in (service, given / "903", place / "asked", *(place / "home" / name for name in ("tmp", "here"))):
        folder.mkdir(parents=True)
    path = service / NAME
    Database.create(path, stamp(), KEY).close()
    KeyFile(new_id(), {}, {}).change(KEY, PASSPHRASE).renew(KEY)[0].write(KeyFile.path_of(path))
    with Database.open(path, KEY) as database:
        records = Service(database)
        records.keep(Person(login=system_login(), role=Role.MANAGER))
        fill(records)
    (given / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    (given / "903" / "header.csv").write_text("CHILD,SEX,DOB\n2001,1,01/05/2014\n", encoding="utf-8")
    episodes = "CHILD,DECOM,RNE,LS,PLACE,DEC\n2001,01/09/2026,S,C2,U1,\n"
    (given / "903" / "episodes.csv").write_text(episodes, encoding="utf-8")
    rows = [["Reference", "Name", "Date of birth"], ["3001", CANARIES[0], "01/05/2014"], ["3002", CANARIES[1], "x"]]
    whole = workbook({"Children": rows})
    (given / "sheet.xlsx").write_bytes(whole)
    (given / "broken.xlsx").write_bytes(whole[: len(whole) // 2] + CANARIES[2].encode())
    return place


def run(count: int | None) -> list[Findings]:
    """So many sessions."""
    return [held(count or SESSIONS)]


def held(count: int, plants: tuple[str, ...] = (), first: int = 1) -> Findings:
    """Sessions, each in a fresh copy, and what was found after each."""
    wrong: list[str] = []
    counts: Counter[str] = Counter()
    with room() as place:
        made = sample(place / "sample")
        for seed in range(first, first + count):
            folder = place / "session"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(made, folder)
            began = time.time()
            code, seen = _session(seed, folder, plants)
            counts[_ending(code)] += 1
            counts.update(_did(folder))
            seen += [one.words for one in check(folder / "service" / NAME, KEY, full=True) if not one.good]
            seen += [
                f"{path.relative_to(place)} holds {', '.join(sorted(names))}" for path, names in _left(folder, counts)
            ]
            seen += [f"{path} holds {', '.join(sorted(names))}" for path, names in _strewn(began)]
            wrong += [f"session {seed}: {words}" for words in seen]
    return Findings("sessions with canary names", count, tuple(wrong), dict(sorted(counts.items())))


def _session(seed: int, folder: Path, plants: tuple[str, ...]) -> tuple[int, list[str]]:
    """Run one; its exit code, and what its processes showed in their arguments."""
    command = [sys.executable, "-m", "tests.trust.session", str(seed), str(folder), *plants]
    with (folder / "home" / "stderr.txt").open("wb") as errors:
        child = subprocess.Popen(
            command, cwd=folder / "home" / "here", env=_surroundings(folder), stdin=subprocess.DEVNULL,
            stdout=errors, stderr=errors, start_new_session=True, preexec_fn=_keep_cores,  # noqa: PLW1509 no threads here
        )  # fmt: skip
        seen: set[str] = set()
        ends = time.monotonic() + LONGEST
        while child.poll() is None:
            seen |= _arguments(child.pid)
            if time.monotonic() > ends:
                child.kill()
                return child.wait(), ["it did not end"]
            time.sleep(0.05)
    return child.returncode, [f"an argument holds a name: {words}" for words in sorted(seen)]


def _surroundings(folder: Path) -> dict[str, str]:
    home = folder / "home"
    own = {
        name: str(home / name.lower())
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")}
    own |= {"HOME": str(home), "TMPDIR": str(home / "tmp")}
    return kept | own | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(HOUSE), "PYTHONDONTWRITEBYTECODE": "1"}


def _keep_cores() -> None:
    """What the program itself does not forbid shall be written, as far as the computer lets us."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _arguments(session: int) -> set[str]:
    """What the processes of a session show everybody as their arguments, if a name is in it."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(place.name)) != session:
                continue
            words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if any(name.casefold() in words.casefold() for name in NAMES):
            found.add(words)
    return found


def _left(folder: Path, counts: Counter[str]) -> Iterator[tuple[Path, set[str]]]:
    """What was left in the session's own folders, but for what was given to it or asked of it."""
    asked, given = folder / "asked", folder / "given"
    for path, names in files_with(sorted(folder.rglob("*")), NAMES):
        if given in path.parents or path == folder / "stdout.txt" or path.name.startswith("asked "):
            continue
        if asked in path.parents and path.suffix == ".tmp":
            counts[HALF_WRITTEN] += 1
        else:
            yield path, names


def _strewn(since: float) -> Iterator[tuple[Path, set[str]]]:
    """What is new in the system's own folders of temporary files."""
    for folder in {Path(tempfile.gettempdir()), Path("/dev/shm"), Path("/var/tmp")}:
        yield from files_with(folder.iterdir() if folder.is_dir() else (), NAMES, since=since)


def _did(folder: Path) -> Iterator[str]:
    """What came of a session, so that it can be seen that something was tried: entries, drafts, and files."""
    path = folder / "service" / NAME
    with joined(path, KEY, READ) as connection:
        yield from (
            f'did "{action}"' for (action,) in connection.execute("SELECT action FROM audit WHERE action <> 'Build'")
        )
        yield from ("drafts kept" for _ in connection.execute("SELECT 1 FROM memory WHERE kind LIKE 'draft%'"))
    yield from ("files asked for" for path in (folder / "asked").iterdir() if path.name.startswith("asked "))
    yield from ("crash reports" for _ in (folder / "home").rglob("crashes.log"))


def _ending(code: int) -> str:
    return {0: "ended", 1: "ended by an error"}.get(code, "killed" if code < 0 else f"ended with {code}")


HARNESS = Harness(
    "canaries",
    f"{SESSIONS} random sessions in the window and on the command line with names that are nowhere else",
    run,
    {name: partial(held, 3, (name,)) for name in PLANTS},
)
