"""The backups that were made before something was erased for good: they still hold it."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.audit import ERASED
from app.domain.calendar import LONDON
from app.domain.counting import counted
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table

COLUMNS = (
    Column("day", "Made on", Kind.DATE, 13),
    Column("time", "Time", width=7),
    Column("since", "Erasures since", Kind.NUMBER, 10),
    Column("holds", "What it holds", width=44),
    Column("place", "Where it lies", width=60),
)
NONE = "Nothing was erased for good yet, so no backup holds what was erased."
CLEAN = "No backup that is listed here holds what was erased. Look also wherever else copies were put."
ADVICE = "Once a newer backup is made, delete the folder of each: the row says where it lies."


@dataclass(frozen=True)
class OldBackups:
    """Ask which backups still hold records that were erased for good since: those that know fewer entries."""

    right: ClassVar[Right] = Right.DISPOSE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a backup, the newest first; by the number of the entry, which no clock changes."""
        where = (Where("action", "is", ERASED),)
        numbers = [number for (number,) in store.rows(Selection("audit", where, stamp.today), ("number",))]
        rows = []
        for one in store.backups() if numbers else ():
            since = sum(number > one.entry for number in numbers)
            if since:
                at = one.at.astimezone(LONDON)
                rows.append(Row(one.place, (at.date(), f"{at:%H:%M}", since, one.holds, one.place)))
        held = "backup made before an erasure still holds", "backups made before an erasure still hold"
        line = f"{counted(len(rows), *held)} what was erased. {ADVICE}"
        said = line if rows else CLEAN if numbers else NONE
        return Table("Backups with what was erased", COLUMNS, Fixed(tuple(rows), tuple(c.key for c in COLUMNS)), said)
