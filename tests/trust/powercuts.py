"""Cuts the power: rebuilds the folder as a disk may hold it then, without what was not made fast, and proves it like a kill."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.trust.acting import Planted, Said, heard, perform
from tests.trust.attempts import Ground, spread
from tests.trust.disk import LONGEST, NAMES, Disk, Event, events
from tests.trust.harness import Findings
from tests.trust.places import Place, WritePath
from tests.trust.proving import proved

KEPT = (0.0, 0.5, 0.9, 0.0, 0.2)
"""How much of what was not made fast is there all the same: from attempt to attempt another share."""


def cut_off(here: Ground, path: WritePath, number: int, planted: Planted | None = None) -> Findings:
    """One way of writing, watched once, with the power cut at so many instants of it."""
    told = list(_watched(here, path, planted))
    writing = [at for at, event in enumerate(told, start=1) if event.name not in ("lseek", "close", "sendto")]
    found: list[str] = []
    for turn, at in enumerate(spread(writing, number)):
        kept = KEPT[turn % len(KEPT)]
        wrong = _cut(here, path, told[:at], random.Random(turn), kept)
        found += [
            f"{path.name}, power cut after call {at} ({told[at - 1].name}), kept {kept}: {each}" for each in wrong
        ]
    return Findings(f"power cuts: {path.name}", number, tuple(found), {"calls there are": len(writing)})


def _watched(here: Ground, path: WritePath, planted: Planted | None) -> Iterator[Event]:
    _, facts = here.prepared(path)
    with here.copy(path) as place:
        tracer = here.tracer("-xx", names=NAMES, length=LONGEST)
        return events(perform(path, place, facts, tracer, planted=planted).trace)


def _cut(here: Ground, path: WritePath, told: list[Event], chance: random.Random, kept: float) -> list[str]:
    _, facts = here.prepared(path)
    with here.copy(path) as place:
        said = _replayed(place, told, chance, kept)
        return list(proved(path, place, facts, said))


def _replayed(place: Place, told: list[Event], chance: random.Random, kept: float) -> Said:
    disk = Disk(place.root)
    for event in told:
        disk.replay(event)
    _empty(place.root)
    disk.cut_power(chance, kept)
    return Said(heard(disk.said), -9, "")


def _empty(folder: Path) -> None:
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
