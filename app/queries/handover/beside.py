"""Brothers and sisters whom the same IRO holds, or whom nobody holds either: what is done for one is offered for them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.store import Selection, Store, Where

FIELDS = ("id", "child", "reference", "iro_now_id", "running")


@dataclass(frozen=True)
class SiblingsBeside:
    """Ask for the brothers and sisters of children who have the same IRO on a day and were not chosen with them."""

    child_ids: tuple[str, ...]
    day: date
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[tuple[str, str], ...]:
        """Each with its id and its words, by name; of those without an IRO, only those for whom a clock runs."""
        groups = {c.id: c.sibling_group for c in store.shelf(Child).find(id=self.child_ids) if c.sibling_group}
        near = {c.id: c.sibling_group for c in store.shelf(Child).find(sibling_group=tuple({*groups.values()}))}
        known = Selection("children", (Where("id", "in", tuple(near)),), self.day)
        rows = list(store.rows(known, FIELDS))
        holders = {(near[row[0]], row[3]) for row in rows if row[0] in groups}
        chosen = set(self.child_ids)
        return tuple(
            (child_id, f"{name} ({reference})")
            for child_id, name, reference, iro, running in sorted(rows, key=lambda row: str(row[1]).casefold())
            if child_id not in chosen and (near[child_id], iro) in holders and (iro or running)
        )
