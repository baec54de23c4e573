"""What is known of a challenge when it is raised: what the child was that day, and the next free reference."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.challenges.records import BOTH, CLA, CP, NEITHER
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.domain.reviews import Series

_LOOKED_AFTER = (LOOKED_AFTER, "adoption-placed")
_OWN = re.compile(r"CH(\d+)")


def status_on(series: Iterable[Series], day: date) -> str:
    """What the child was on a day, by its periods of care and plans: CLA, CP, both or neither."""
    running = {one.kind for one in series if _runs(one, day)}
    cla, cp = not running.isdisjoint(_LOOKED_AFTER), RCPC in running
    return BOTH if cla and cp else CLA if cla else CP if cp else NEITHER


def _runs(series: Series, day: date) -> bool:
    end = series.closes or series.end
    return (series.start is None or series.start <= day) and (end is None or day <= end)


def free_references(taken: Iterable[str]) -> Iterator[str]:
    """References that no challenge has yet, from the one after the highest: CH0001, CH0002."""
    numbers = [int(found[1]) for reference in taken if (found := _OWN.fullmatch(reference))]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"CH{number:04}"
