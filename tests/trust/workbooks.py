"""Reads bad and mutated workbooks as an import does: nothing may crash, take too long or too much, or change a date unsaid."""

import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from app import apart
from app.domain.errors import Refusal
from app.files import celldates, reading
from app.files.facts import Facts
from app.files.layouts import columns
from app.files.layouts.recognise import read_facts
from tests.trust.badbooks import ASKED, REFUSED, SERVES, Bad, chosen, kinds
from tests.trust.bookmaking import DATED
from tests.trust.harness import Findings, Harness
from tests.trust.mutating import mutated

SECONDS, MEMORY = 60.0, 1024 * 1024 * 1024
DEFAULT = 1000


@dataclass
class Tried:
    """What came of the files read."""

    found: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    largest: int = 0
    tried: int = 0

    def findings(self, name: str) -> Findings:
        """The same as a line of figures."""
        counts = dict(self.counts) | {"longest ms": round(self.longest * 1000), "largest MB": self.largest >> 20}
        return Findings(name, self.tried, tuple(self.found), counts)


def run(count: int | None) -> list[Findings]:
    """Every kind once, then so many mutated ones."""
    tried = Tried()
    for bad in kinds():
        one(bad, tried)
    changed = Tried()
    for seed in range(DEFAULT if count is None else count):
        one(mutated(seed), changed)
    return [tried.findings("kinds of bad workbook"), changed.findings("mutated workbooks")]


def one(bad: Bad, tried: Tried) -> None:
    """Read one file, and hold what comes of it against what must."""
    tried.tried += 1
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / bad.name
        path.write_bytes(bad.content)
        try:
            memory, said = _read(path)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
            tried.found.append(f"{bad.kind}: crashed with {type(problem).__name__}")
            return
    took = time.monotonic() - began
    tried.longest, tried.largest = max(tried.longest, took), max(tried.largest, memory)
    tried.counts["refused" if isinstance(said, Refusal) else "read"] += 1
    if took > SECONDS:
        tried.found.append(f"{bad.kind}: took {took:.0f} s")
    if memory > MEMORY:
        tried.found.append(f"{bad.kind}: took {memory >> 20:,} MB")
    tried.found += [f"{bad.kind}: {words}" for words in wrong(bad, said)]


def _read(path: Path) -> tuple[int, Facts | Refusal]:
    """The most memory that the child process took, in bytes, and what was said."""
    most = 0
    look = apart._reason

    def looked(pid: int, seconds: float, watched: apart.Watched) -> apart.Ending:
        nonlocal most
        most = max(most, _peak(pid))
        return look(pid, seconds, watched)

    with changed(apart, "_reason", looked):
        said = _said(path)
    return most, said


def _said(path: Path) -> Facts | Refusal:
    try:
        return read_facts([path])
    except Refusal as refusal:
        return refusal


def _peak(pid: int) -> int:
    """The most that a process has taken since it began; what it takes now where the system does not tell more."""
    with suppress(psutil.Error, OSError):
        told = Path(f"/proc/{pid}/status")
        if told.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", told.read_text())):
            return int(found[1]) * 1024
        return int(psutil.Process(pid).memory_info().rss)
    return 0


def wrong(bad: Bad, said: Facts | Refusal) -> Iterator[str]:
    """What must not be, in a sentence each."""
    if isinstance(said, Refusal):
        if bad.expected == SERVES:
            yield f"must serve every row, and was refused: {said.message}"
        if not said.message.strip() or not said.next_step.strip():
            yield "was refused without words"
        return
    if bad.expected == REFUSED and said.lines:
        yield f"must be refused, and gave {len(said.lines)} rows"
    if bad.expected == ASKED and not said.questions:
        yield "must be asked about, and was not"
    yield from _dates(bad, said)


def _dates(bad: Bad, said: Facts) -> Iterator[str]:
    """Every date is what it truly is, or it was said that it was not used."""
    told = {(one.row, one.column) for one in (*said.refused, *said.ignored)}
    rows_told = {row for row, _ in told}
    asked = bool(said.questions)
    for line in said.lines:
        for field_name in DATED:
            true = bad.truth.get(line.child, {}).get(field_name)
            read: date | None = getattr(line, field_name)
            if true is None or read == true:
                continue
            if read is not None:
                yield f"{line.child} has {field_name} {read}, which truly is {true}"
            elif line.row not in rows_told and not asked and not _blank(said, line.row):
                yield f"{line.child} lost {field_name} unsaid"
    missing = set(bad.truth) - {line.child for line in said.lines}
    if bad.expected == SERVES and missing:
        yield f"must serve every row, and {len(missing)} are not there"
    elif missing and not said.refused and not asked and bad.expected != SERVES and not said.unread:
        yield f"{len(missing)} rows were lost unsaid"


def _blank(said: Facts, _row: int) -> bool:
    """Whether the sheet says that cells were blank which a formula should have filled."""
    return any(sheet.notes for sheet in said.sheets)


# ---------------------------------------------------------------------------------------------------------- planted


@contextmanager
def changed(module: Any, name: str, value: Any) -> Iterator[None]:
    """Another value of a module for a while."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def _guessed(cells: Any) -> celldates.Order:
    """What a program does that guesses: the day comes first."""
    order = decide(cells)
    undecided = (celldates.Order.UNDECIDED, celldates.Order.MIXED)
    return celldates.Order.DAY_FIRST if order in undecided else order


decide = celldates.decide


def _swallowed(*_: Any) -> list[Any]:
    return []


def _believed(_: Any) -> bool:
    return False


def _nothing_bad(cell: Any, *more: Any) -> Any:
    day = day_of(cell, *more)
    return None if day is columns.BAD else day


day_of = columns._day


def _planted(module: Any, name: str, value: Any, *kinds_of_it: str) -> Callable[[], Findings]:
    def short() -> Findings:
        tried = Tried()
        with changed(module, name, value):
            for bad in chosen(*kinds_of_it):
                one(bad, tried)
        return tried.findings("planted")

    return short


TWO_WAYS, SOME_EACH = "text with the month first, not proven", "some text day first, some month first"
TURNED, ABORTS = "turned by a program that reads the day first", "the fast reader aborts and the slow one serves"
NO_DAY, MAC = "a day that is in no calendar", "dates counted from 1904"
SHORT = (TWO_WAYS, SOME_EACH, TURNED, NO_DAY, MAC)
HARNESS = Harness(
    "workbooks",
    "bad and mutated workbooks are read or refused in words, and no date is changed unsaid",
    run,
    {
        "a date that can be read two ways is guessed": _planted(columns, "decide", _guessed, TWO_WAYS),
        "a reader that broke down is passed over": _planted(reading, "_second_reading", _swallowed, ABORTS),
        "a column that another program turned is believed": _planted(columns, "may_be_turned", _believed, TURNED),
        "a cell that is no date is taken for an empty one": _planted(columns, "_day", _nothing_bad, NO_DAY),
    },
)
