"""Saying that a record was copied to the child's file on a day, and taking that back."""

import datetime
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.commands.checking import child_for_change
from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.filed import Filed
from app.queries.filing import fileable
from app.store import Store


@dataclass(frozen=True)
class MarkFiled:
    """Say that a record is on the child's file since a day; said again, the day is corrected."""

    kind: str
    record_id: str
    child_id: str
    date: datetime.date
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Mark as on the child's file"

    def run(self, store: Store, stamp: Stamp) -> Filed:
        """Refuses a day in the future, another child's record, and a voided one."""
        if self.date > stamp.today:
            raise Refusal(f"{long(self.date)} lies in the future.", "Mark it once it is on the child's file.")
        record: Any = fileable(store, self.kind, self.record_id)
        child = child_for_change(store, self.child_id)
        if record.child_id != child.id:
            raise Refusal("This is about another child.", "Open the child's page and mark it there.")
        found = store.shelf(Filed).find(kind=self.kind, record_id=self.record_id)
        blank = Filed(child_id=child.id, kind=self.kind, record_id=self.record_id, date=self.date)
        return store.shelf(Filed).keep(replace(found[0], date=self.date) if found else blank)


@dataclass(frozen=True)
class TakeOffFile:
    """Say that a record is not on the child's file after all."""

    kind: str
    record_id: str
    child_id: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Not on the child's file after all"

    def run(self, store: Store, stamp: Stamp) -> Filed:
        """Refuses where nobody said that it was of this child."""
        found = store.shelf(Filed).find(kind=self.kind, record_id=self.record_id, child_id=self.child_id)
        if not found:
            raise Refusal("It is not marked as on the child's file.", "There is nothing to take back.")
        return store.shelf(Filed).void(found[0], "Not on the child's file after all")
